"""Checks on rates, shares and changes against the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportlint.checks import check
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.quantities import GROUPS, NOTHING, SCALES, Quantity, Statement

NEAR = 8  # so many quantities back the figures of a rate may stand
FALL = re.compile("[下降减压缩短低简]")
RATE = re.compile(r"(?P<stem>[^\W\da-zA-Z_]{1,7})率(?:为|达|达到|约为)?")
SHARE = re.compile(r"占(?:比|总数|总量|全部|其中|案件)*(?:的|为|达)?")
FROM = re.compile(r"(?:由|从)(?:[^由从]{0,12}的|平均|原来|原先|最初|法定)?$")
TO = re.compile(r"(?:至|到|为)(?:(?:20[0-9]{2}年|今年|本年度?|当年|现在)的?)?$")
PLAIN = re.compile(r"([0-9][0-9, \u00a0\u2009\u202f]*(?:\.[0-9]+)?)(?:[余多])?(万亿?|亿)?")
SURELY = (
    "(?:已|均|全部|年内|当年|其中|共|完成|实际)*"  # what may stand before the verb of a part that is no list of others
)
BASE = re.compile(r"(?:与|较|比|同)(?P<base>[^，]{0,8}的)$")


class Ratio(NamedTuple):
    """A rate as written, and the two figures that it should follow from."""

    rate: Quantity
    part: Quantity
    whole: Quantity
    change: int  # 0 for a share; 1 where the rate tells a growth from whole to part, -1 a fall

    @property
    def actual(self) -> Decimal:
        """The rate that follows from the figures."""
        return _rate(self.part.value, self.whole.value, self.change)

    @property
    def holds(self) -> bool:
        """Whether the written rate is the right one, rounded or cut off, for some true values of rounded figures."""
        part, whole = self.part.value, self.whole.value
        ends = [_rate(part + sign * self.part.slack, whole - sign * self.whole.slack, self.change) for sign in (-1, 1)]
        return min(ends) - self.rate.step < self.rate.value < max(ends) + self.rate.step

    def arithmetic(self, document: Document) -> str:
        """How the right rate is found, with the figures as they are written: 59÷62≈95.2%."""
        places = max(0, -self.rate.step.as_tuple().exponent)  # type: ignore[operator]  # no text: the number is finite
        part, whole = _written(document, self.part), _written(document, self.whole)
        sums = {0: f"{part}÷{whole}", 1: f"（{part}－{whole}）÷{whole}", -1: f"（{whole}－{part}）÷{whole}"}
        return f"{sums[self.change]}≈{self.actual:.{places}f}%"


def _rate(part: Decimal, whole: Decimal, change: int) -> Decimal:
    if whole <= 0:
        return Decimal(-1)
    return (part / whole * 100) if change == 0 else change * (part - whole) / whole * 100


def _written(document: Document, quantity: Quantity) -> str:
    """Return a number as it stands in the text, with 万 and 亿; one that was computed from it as a plain number."""
    number = PLAIN.match(document.source.text, quantity.start)
    assert number is not None
    scaled = Decimal(number[1].translate(GROUPS)) * (SCALES[number[2]] if number[2] else 1)
    return number[0] if scaled == quantity.value else f"{quantity.value.normalize():f}"


@check
def wrong_rate(document: Document, *, changes: str, unless: str) -> Iterator[Problem]:
    """A rate follows from the figures beside it; ``changes`` are words of growth and fall, ``unless`` of another base."""
    growth = re.compile(f"(?:{changes})(?:率|幅)?(?:了|为|达|达到)?$")
    elsewhere = re.compile(unless)
    previous: Statement | None = None
    for statement in document.statements:
        for at, quantity in enumerate(statement.quantities):
            if quantity.unit != "%" or quantity.about:
                continue
            ratio = _ratio(statement, previous, at, growth, elsewhere)
            if ratio and not ratio.holds:
                yield _problem(document, ratio)
        previous = statement


def _ratio(
    statement: Statement, previous: Statement | None, at: int, growth: re.Pattern[str], elsewhere: re.Pattern[str]
) -> Ratio | None:
    """Return the figures of a rate, where it is plain which they are."""
    rate = statement.quantities[at]
    noun = rate.noun
    before = statement.quantities[max(0, at - NEAR) : at]
    if elsewhere.search(noun):
        return None
    if found := growth.search(noun[-12:]):
        change = -1 if FALL.search(found[0]) else 1
        return _from_to(before, rate, change) or _on_base(statement, previous, at, change)
    if share := RATE.fullmatch(noun):
        return _of_whole(statement, before, rate, share["stem"])
    return _of_whole(statement, before, rate, None) if SHARE.fullmatch(noun) else None


def _of_whole(statement: Statement, before: tuple[Quantity, ...], rate: Quantity, stem: str | None) -> Ratio | None:
    """A part, named like the rate, with the whole right before it."""
    if len(before) < 2 or any(q.about or q.nested for q in before[-2:]):
        return None
    whole, part = before[-2:]
    if not part.unit or part.unit != whole.unit or part.unit == "%" or part.value > whole.value or not whole.value:
        return None
    if stem is None:
        if len([q for q in before if q.unit == part.unit]) > 2:
            return None
    elif stem not in part.noun and stem not in whole.noun:
        return None  # 按期办结率 is not a share of what was accepted, where only 办结 is counted
    elif re.search(f"[不未非无]{stem}", part.noun):
        part = part._replace(value=whole.value - part.value)  # 不合格20批次，合格率98%
    ratio = Ratio(rate, part, whole, 0)
    others = [q for q in before if q.unit == part.unit]
    if ratio.holds or statement.listed(others[:-1]) or statement.behind(part) not in ("，", "（", "、", ","):
        return None
    sure = stem is not None and re.fullmatch(f"{SURELY}{stem}(?:完成|了)?", part.noun) is not None
    return None if any(other.holds for other in _others(ratio, others, sure)) else ratio


def _others(ratio: Ratio, found: list[Quantity], sure: bool) -> Iterator[Ratio]:
    """Yield the other ratios that may be meant: of other figures, of what they add up to; a ``sure`` part is no whole."""
    sums = [sum((q.value for q in each), start=NOTHING) for each in (found, found[-2:], found[:-1])]
    wholes = dict.fromkeys([*(q.value for q in (found[:-1] if sure else found)), *sums])
    for part in [ratio.part] if sure else found:
        yield from (ratio._replace(part=part, whole=part._replace(value=w)) for w in wholes if part.value <= w)


def _from_to(before: tuple[Quantity, ...], rate: Quantity, change: int) -> Ratio | None:
    """由60件降至44件，下降26.7%."""
    if len(before) < 2:
        return None
    old, new = before[-2:]
    plain = not (old.about or new.about) and new.unit not in ("", "%") and old.unit in ("", new.unit)
    if not (plain and FROM.search(old.noun) and TO.search(new.noun)) or not old.value:
        return None
    return Ratio(rate, new, old, change) if (new.value - old.value) * change > 0 else None


def _on_base(statement: Statement, previous: Statement | None, at: int, change: int) -> Ratio | None:
    """312件，…总量较2019年的240件增长30.0%: the base is the figure before, the figure that grew the only other."""
    if at == 0:
        return None
    base = statement.quantities[at - 1]
    if not BASE.search(base.noun) or base.about or base.unit in ("", "%") or not base.value:
        return None
    now = _main(statement, base)
    if not now and previous and not statement.quantities[: at - 1] and statement.follows(previous):
        now = _main(previous, base)
    fitting = [Ratio(statement.quantities[at], q, base, change) for q in now]
    return fitting[0] if len(fitting) == 1 else None


def _main(statement: Statement, base: Quantity) -> list[Quantity]:
    """Return the figures before a base, of its unit, that are no parts of a list."""
    parts = statement.text.find("其中")
    end = base.start if parts < 0 else min(base.start, statement.start + parts)
    found = [q for q in statement.quantities if q.start < end and q.unit == base.unit and not q.nested]
    return found[-NEAR:]


def _problem(document: Document, ratio: Ratio) -> Problem:
    written = document.source[ratio.rate.span]
    return Problem(
        ratio.rate.span,
        Message(
            f"与前面的数字不符：{ratio.arithmetic(document)}，不是{written}",
            f"the figures before it give {ratio.arithmetic(document)}, not {written}",
        ),
        related=tuple(
            Related(q.span, Message("据以计算的数字在这里", "computed from this figure"))
            for q in sorted((ratio.whole, ratio.part))
        ),
    )


@check
def out_of_range(document: Document, *, rates: str, unless: str) -> Iterator[Problem]:
    """A rate of a part to its whole, of a kind in ``rates``, is at most 100 %; ``unless`` names earlier stock."""
    pattern = re.compile(f"(?:{rates})率(?:已|均|分别|都|稳定|保持|提升|提高|上升)?(?:为|达|达到|至|到|在)?$")
    elsewhere = re.compile(unless)
    for statement in document.statements:
        over = [q for q in statement.quantities if q.unit == "%" and q.value > 100 and pattern.search(q.noun)]
        for quantity in over if over and not elsewhere.search(statement.text) else ():
            written = document.source[quantity.span]
            yield Problem(
                quantity.span,
                Message(f"{written}：这一比率不可能超过100%", f"{written}: this rate cannot exceed 100%"),
            )
