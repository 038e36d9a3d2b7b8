"""Checks on stages: what was accepted is at most what was received."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from reportlint.checks import check
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.quantities import Quantity, Statement
from reportlint.sums import RATIOS

AGAIN = (  # what may stand before the verb of a later stage
    "(?:行政机关)?(?:主要)?(?:负责人|负责同志)?"
    "(?:已经?|均|全部|依法|共|成功|完成|帮助|督促|责令|推动|指导|核查|调查|予以|及时|按期|按时|如期|限期|限时|立即|当场|现场|考核|考试|测试|验收|实际?|并|经)*"
)
BRACKET = lazy("[（）()]")
NEAR = 6  # so many quantities back a stage is looked for


@check
def order(document: Document, *, orders: list[list[str]], objects: list[str], unless: str) -> Iterator[Problem]:
    """A later stage of ``orders`` is not larger than an earlier one in its sentence.

    The later one stands alone (办结1180件), with the object of the earlier, or with one of ``objects``.
    ``unless`` are words that tell of other cases beside: 结转.
    """
    later = re.compile(f"{AGAIN}(?:{'|'.join(stage for stages in orders for stage in stages[1:])})")
    for statement in document.statements:
        if len(statement.quantities) < 2:
            continue
        found = [q for q in statement.quantities if q.unit and q.unit not in RATIOS and not q.about]
        if _grows(found) and not re.search(unless, statement.text):
            yield from _compared(document, statement, found, later, orders, objects)


def _grows(found: list[Quantity]) -> bool:
    """Whether some figure is larger than one before it of its unit."""
    least: dict[str, Decimal] = {}
    for quantity in found:
        if quantity.value > least.setdefault(quantity.unit, quantity.value):
            return True
        least[quantity.unit] = quantity.value
    return False


def _compared(
    document: Document,
    statement: Statement,
    found: list[Quantity],
    words: re.Pattern[str],
    orders: list[list[str]],
    objects: list[str],
) -> Iterator[Problem]:
    for at, later in enumerate(found):
        if not words.match(later.noun):
            continue
        near = [q for q in found[max(0, at - NEAR) : at] if q.unit == later.unit and _beside(statement, q, later)]
        for stages in orders if near and not statement.listed(near) else ():
            ends = [
                (index, end)
                for index, each in enumerate(stages)
                if index and (end := _later(each).fullmatch(later.noun))
            ]
            earlier = [(q, pair) for q in near if (pair := _stages(stages, q, ends, objects))] if ends else []
            if earlier and _exceeds(statement, stages, near, earlier, later):
                yield _problem(document, earlier[-1][0], later, *earlier[-1][1])
                break


def _exceeds(
    statement: Statement,
    stages: list[str],
    near: list[Quantity],
    earlier: list[tuple[Quantity, tuple[str, str]]],
    later: Quantity,
) -> bool:
    """Whether a figure is larger than that of the nearest stage before it, all that was told of that stage together."""
    last, pair = earlier[-1]
    between = [q for q in near if q.start > last.start]
    if "其中" in statement.between(last.end, later.start) or not all(
        re.search("|".join(stages), q.noun) for q in between
    ):
        return False
    return later.value > sum(q.value for q, words in earlier if words[0] == pair[0])


def _beside(statement: Statement, earlier: Quantity, later: Quantity) -> bool:
    """Whether two figures stand outside of brackets, or within the same."""
    if not later.nested:
        return not earlier.nested
    return earlier.nested and not BRACKET.search(statement.between(earlier.end, later.start))


def _stages(
    stages: list[str], earlier: Quantity, ends: list[tuple[int, re.Match[str]]], objects: list[str]
) -> tuple[str, str] | None:
    """Return the words of two stages in the wrong proportion; ``ends`` are the stages that the later figure may tell."""
    for index, end in ends:
        start = _earlier("|".join(stages[:index])).search(earlier.noun)
        same = not end["object"] or (start and start["object"].endswith(end["object"]))
        if start and start["stage"] != end["stage"] and (same or end["object"] in objects):
            return start["stage"], end["stage"]
    return None


@cache  # there are more of them than the engine of patterns keeps
def _later(stage: str) -> re.Pattern[str]:
    return re.compile(rf"{AGAIN}(?P<stage>{stage})(?:成功|完成|到位|完毕|销号|了)?(?P<object>.*)")


@cache
def _earlier(stages: str) -> re.Pattern[str]:
    return re.compile(f"(?<![不未免])(?<!不予)(?P<stage>{stages})(?P<object>.*)")


def _problem(document: Document, earlier: Quantity, later: Quantity, before: str, after: str) -> Problem:
    more, less = document.source[later.span], document.source[earlier.span]
    return Problem(
        later.span,
        Message(
            f"“{after}”{more}，多于“{before}”{less}（{more}－{less}＝{later.value - earlier.value}），请核对",
            f"“{after}” {more} is more than “{before}” {less} (by {later.value - earlier.value}); check them",
        ),
        related=(Related(earlier.span, Message(f"“{before}”的数量在这里", f"“{before}” is here")),),
    )
