"""The check that a rate of a part to its whole is at most 100 %, and how a rate finds its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.quantities import Statement

MARK = lazy("[，：:（）()]")
AND = lazy("(?<=[率度比])(?:[、和及与]|以及)")
ALSO = lazy(r"\s*[、和及与]\s*")  # alone between two figures: 98.4%和99.0%
RISEN = lazy("(?:提高|提升|上升|增长|增加|升高|跃升|攀升|升)(?:至|到|为)[^率]*")
BASE = lazy("(?:由|从)[^率]*")
VALUE = lazy(
    "(?:已|均|都|全部|总体|持续|连续|首次|仍|也|双双|稳定|保持|始终|一直|分别)*"
    "(?:(?:提高|提升|上升|增长|增加|升高|跃升|攀升|升)(?:至|到|为))?(?:约|接近)?(?:为|达到|达|至|到|在|超过|超|的)?$"
)


@check
def out_of_range(document: Document, *, rates: str, parted: str, unless: str) -> Iterator[Problem]:
    """A rate whose name ends in one of ``rates`` is at most 100 %; ``unless`` names earlier stock.

    A share (占…) of something that fits ``parted`` may be more: that is no whole.
    """
    pattern, elsewhere, other = re.compile(f"(?:{rates})$"), re.compile(unless), re.compile(parted)
    for statement in document.statements:
        over = [at for at, q in enumerate(statement.quantities) if q.unit == "%" and q.value > 100]
        for at in over if over and not elsewhere.search(statement.text) else ():
            named = [found for name in _names(statement, at) if (found := pattern.search(name))]
            if not any(found[0].startswith("占") and other.search(found.string) for found in named) and named:
                quantity = statement.quantities[at]
                written = document.source[quantity.span]
                said = Message(f"{written}：这一比率不可能超过100%", f"{written}: this rate cannot exceed 100%")
                yield Problem(quantity.span, said)


def _names(statement: Statement, at: int) -> list[str]:
    """Return the names of which a figure is the value: of 公开率、及时率均为, both; of 办结率、满意率分别为, its own."""
    first = at
    while first and ALSO.fullmatch(_lead(statement, first)):
        first -= 1
    lead = MARK.split(_lead(statement, first))[-1]
    if first and first == at and RISEN.fullmatch(lead):
        before = MARK.split(_lead(statement, at - 1))[-1]
        base = BASE.search(before)
        return [before[: base.start()]] if base else []
    names = AND.split(VALUE.sub("", lead))
    if "分别" not in lead or len(names) == 1:
        return names if first == at or "分别" in lead else []
    return names[at - first :][:1]


def _lead(statement: Statement, at: int) -> str:
    """Return the text between a figure and the one before it."""
    start = statement.quantities[at - 1].end if at else statement.start
    return statement.between(start, statement.quantities[at].start)
