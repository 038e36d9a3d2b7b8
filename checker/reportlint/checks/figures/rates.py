"""Checks on rates, shares and changes against the figures beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportlint.checks import check
from reportlint.checks.figures.growth import NEAR, behind, by_difference, from_to, on_base, on_last_year
from reportlint.checks.figures.ratio import Ratio
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.quantities import NOTHING, Quantity, Statement

FALL = lazy("[下降减压缩短低简]")
RATE = lazy(r"(?P<stem>[^\W\da-zA-Z_]{1,7})率(?:为|达|达到|约为)?")
SHARE = lazy(r"占(?:比|总数|总量|全部|其中|案件)*(?:的|为|达)?")
LAST_YEAR = "[（(](?:上年|去年|上年度|上年同期|去年同期|同期{0})(?:度|同期)?(?:仅|共|只)?(?:为|是|有)?"
SURELY = (
    "(?:已|均|全部|年内|当年|其中|共|完成|实际)*"  # what may stand before the verb of a part that is no list of others
)


class Words(NamedTuple):
    """Words of growth and fall, of another base, and of the year before where it stands behind a rate."""

    growth: re.Pattern[str]
    elsewhere: re.Pattern[str]
    last: re.Pattern[str]


@check
def wrong_rate(document: Document, *, changes: str, unless: str) -> Iterator[Problem]:
    """A rate follows from the figures beside it; ``changes`` are words of growth and fall, ``unless`` of another base."""
    words = Words(
        re.compile(f"(?:{changes})(?:率|幅)?(?:了|为|达|达到)?$"),
        re.compile(unless),
        re.compile(LAST_YEAR.format(f"|{document.year - 1}年" if document.year else "")),
    )
    previous: Statement | None = None
    for statement in document.statements:
        for at, quantity in enumerate(statement.quantities):
            if quantity.unit != "%" or quantity.about:
                continue
            ratio = _ratio(statement, previous, at, words)
            if ratio and not ratio.holds:
                yield _problem(document, ratio)
        previous = statement


def _ratio(statement: Statement, previous: Statement | None, at: int, words: Words) -> Ratio | None:
    """Return the figures of a rate, where it is plain which they are."""
    rate = statement.quantities[at]
    noun = rate.noun
    before = statement.quantities[max(0, at - NEAR) : at]
    changed = words.growth.search(noun[-12:])
    change = -1 if changed and FALL.search(changed[0]) else 1
    if changed and (found := on_last_year(statement, at, change, words.last)):
        return found
    if words.elsewhere.search(noun):
        return None
    if changed:
        subject = noun[: noun.rfind(changed[0])].lstrip("，")
        found = from_to(before, rate, change, subject) or on_base(statement, previous, at, change)
        return found or by_difference(statement, at, change) or behind(statement, at, change)
    if share := RATE.fullmatch(noun):
        return _of_whole(statement, before, rate, share["stem"])
    return _of_whole(statement, before, rate, None) if SHARE.fullmatch(noun) else None


def _of_whole(statement: Statement, before: tuple[Quantity, ...], rate: Quantity, stem: str | None) -> Ratio | None:
    """A part, named like the rate, with the whole right before it."""
    told = before
    before = _up_to(statement, before, stem) if stem else before
    if len(before) < 2 or any(q.about or q.nested for q in before[-2:]):
        return None
    whole, part = before[-2:]
    if not part.unit or part.unit != whole.unit or part.unit == "%" or part.value > whole.value or not whole.value:
        return None
    if stem is None:
        if len([q for q in before if q.unit == part.unit]) > 2:
            return None
    elif stem not in part.noun and stem not in whole.noun and not _halves(stem, part, whole):
        return None  # 按期办结率 is not a share of what was accepted, where only 办结 is counted
    elif re.search(f"[不未非无]{stem}", part.noun):
        part = part._replace(value=whole.value - part.value)  # 不合格20批次，合格率98%
    ratio = Ratio(rate, part, whole, 0)
    others = [q for q in before if q.unit == part.unit]
    rest = [q.value for q in told if stem and q.unit == part.unit and re.search(f"[不未非无]{stem}", q.noun)]
    if any(ratio._replace(whole=part._replace(value=part.value + value)).holds for value in rest):
        return None  # 公开20件，不公开5件，公开率80%
    if ratio.holds or statement.listed(others[-3:-1]) or statement.behind(part) not in ("，", "（", "、", ","):
        return None
    sure = stem is not None and re.fullmatch(f"{SURELY}{stem}(?:完成|了)?", part.noun) is not None
    return None if any(other.holds for other in _others(ratio, others, sure)) else ratio


def _halves(stem: str, part: Quantity, whole: Quantity) -> bool:
    """Whether a rate is named after both: 调解案件1268件，成功1241件，调解成功率."""
    rest = re.fullmatch(f"{SURELY}(?P<verb>..+?)(?:完成|了)?", part.noun)
    return rest is not None and stem.endswith(rest["verb"]) and stem[: -len(rest["verb"])] in whole.noun


def _up_to(statement: Statement, before: tuple[Quantity, ...], stem: str) -> tuple[Quantity, ...]:
    """Return the quantities up to the part that a rate is named after; of a list, those of its total and the part."""
    for at in range(len(before) - 1, 0, -1):
        part = before[at]
        if not re.fullmatch(f"{SURELY}{stem}(?:完成|了|卷|案卷)?", part.noun):
            continue
        start = statement.text.rfind("其中", 0, part.start - statement.start)
        totals = [q for q in before[:at] if q.start - statement.start < start]
        if stem[0] in "不未" and totals and start > 0 and statement.listed(before[at - 1 : at]):
            return (totals[-1], part)
        return before[: at + 1]
    return before


def _others(ratio: Ratio, found: list[Quantity], sure: bool) -> Iterator[Ratio]:
    """Yield the other ratios that may be meant: of other figures, of what they add up to; a ``sure`` part is no whole."""
    sums = [sum((q.value for q in each), start=NOTHING) for each in (found, found[-2:], found[:-1])]
    wholes = dict.fromkeys([*(q.value for q in (found[:-1] if sure else found)), *sums])
    for part in [ratio.part] if sure else found:
        yield from (ratio._replace(part=part, whole=part._replace(value=w)) for w in wholes if part.value <= w)


def _problem(document: Document, ratio: Ratio) -> Problem:
    written = document.source[ratio.rate.span]
    zh, en = ("后面", "behind") if min(ratio.part, ratio.whole) > ratio.rate else ("前面", "before")
    return Problem(
        ratio.rate.span,
        Message(
            f"与{zh}的数字不符：{ratio.arithmetic(document)}，不是{written}",
            f"the figures {en} it give {ratio.arithmetic(document)}, not {written}",
        ),
        related=tuple(
            Related(q.span, Message("据以计算的数字在这里", "computed from this figure"))
            for q in sorted((ratio.whole, ratio.part))
        ),
    )
