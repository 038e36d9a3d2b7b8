"""Totals and the parts named beside them: 共A件，其中B件、C件 and B件、C件，共A件."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from reportlint.pattern import lazy
from reportlint.quantities import NOTHING, SAME, Quantity, Statement

if TYPE_CHECKING:
    from reportlint.document import Document

OPENING = lazy("其中|包括|包含|分别[为是]")
CLOSING = lazy("(?!.*(?:累计|已|目前|现|全[省市县区国]))[^，]{0,8}?(?:合计|总计|共计|共有|共|总数)(?:为|达|是)?")
JOINTS = ("、", "和", "及", "与", "以")  # 以及
REMARK = lazy(r"（[^（）]*）|\([^()]*\)")
OPEN = lazy(r"等|主要|重点|包括|包含|突出|尤其|特别")
LEADING = lazy(r"前[二三四五六]|最多|居多|较大|较多")  # what tells behind a list that it names the first of many
CHANGE = lazy("[增减升降]|多[抓收办查立]|少[收办]|上年|去年|同比|环比")  # what tells a difference, and no total
TIME = lazy("[年季月]|上期|同期|期末|去|较|比|累计|其中|新增")  # what tells figures of several times, and no parts
GROWN = lazy("(?:同比|较上年|比上年)?(?:增加|减少|增长|下降|上升)了?")
RATIOS = ("%", "‰", "个百分点", "倍", "岁")  # units that do not add up
FAR = 60  # characters from the mark to the first number; further away, it opens no list
INDENT = 8  # blanks at most before a mark that begins its statement
CANDIDATES = 8  # so many quantities before the list may be its total


def bare(text: str) -> str:
    """Return a text without remarks in brackets."""
    return REMARK.sub("", text) if "（" in text or "(" in text else text


class Sum(NamedTuple):
    """A total with its parts; ``complete`` where nothing says that the list is a choice."""

    start: int  # where the words for the first part begin
    total: Quantity
    parts: tuple[Quantity, ...]
    others: tuple[Quantity, ...]  # what else before the list might be its total
    loose: bool  # the parts are set apart by ，, so that where the list ends is not sure
    complete: bool
    mixed: bool  # parts of several units, as in 9件、46份，共计55件（份）
    family: bool = False  # known by their names: 保留221件，修改34件，废止83件

    @property
    def names(self) -> tuple[str, ...]:
        """What the parts are called, without the words before the list."""
        head, *others = self.parts
        return (head.noun[self.start - head.start :] if self.start < head.start else "", *(q.noun for q in others))

    @property
    def amount(self) -> Decimal:
        """What the parts add up to."""
        return sum([part.value for part in self.parts], start=NOTHING)

    @property
    def slack(self) -> Decimal:
        """How far rounding may take the parts from the total."""
        return sum((q.slack for q in (self.total, *self.parts)), start=NOTHING)

    @property
    def holds(self) -> bool:
        """Whether the parts, or the first few of a loose list, add up to the total or to what else may be it."""
        amounts = list(accumulate(part.value for part in self.parts))
        sums = amounts[1:] if self.loose else amounts[-1:]
        totals = [q.value for q in (self.total, *self.others)]
        totals += accumulate(reversed((*totals[1:], totals[0])))
        return any(abs(amount - total) <= self.slack for amount in sums for total in totals)


def find(document: Document) -> Iterator[Sum]:
    """Yield the sums of a document."""
    previous: Statement | None = None
    for statement in document.statements:
        text = statement.text
        if "其中" in text or "包" in text or "分别" in text:
            for mark in OPENING.finditer(text):
                yield from _opened(statement, previous, mark)
        if "共" in text or "总" in text or "合计" in text:
            yield from _closed(statement)
        if "（" in text or "(" in text:
            yield from _bracketed(statement)
        previous = statement


def _opened(statement: Statement, previous: Statement | None, mark: re.Match[str]) -> Iterator[Sum]:
    """A total, a mark such as 其中, the parts."""
    at = statement.start + mark.end()
    first = bisect_left(statement.quantities, at, key=lambda q: q.start)
    parts, loose = _list(statement, first, at)
    within = statement.text.endswith("、", 0, mark.start())
    if len(parts) < 2 or (loose and within):
        return  # 新增铁路639公里、其中高铁370公里，新增公路2600公里: ，ends what 、 began
    before = statement.quantities[:first]
    begins = mark.start() < INDENT and not statement.text[: mark.start()].strip()
    if not before and begins and previous and statement.follows(previous):
        before = previous.quantities
    nested = parts[0].nested
    totals = [q for q in before[-CANDIDATES:] if q.unit == parts[0].unit and (nested or not q.nested)]
    totals = [q for q in totals if not CHANGE.search(q.noun)] or totals  # 26136户，较上年净增2136户。其中…
    if not totals or any(q.about for q in (*parts, totals[-1])):
        return
    if len(totals) > 1 and not nested and statement.listed(totals[-2:-1]):
        return  # 建议35件、提案48件，其中…: the total is not named
    if mark[0].startswith("分别") and not re.search("[共总合]", totals[-1].noun):
        return
    lead = statement.text[max(0, mark.start() - 6) : at - statement.start]
    rest = statement.between(parts[-1].end, parts[-1].end + 14)
    choice = (
        OPEN.search(lead)
        or rest.startswith("等")
        or LEADING.search(rest)
        or any(OPEN.search(p.noun[:4]) for p in parts[:1])
    )
    start = max(at, parts[0].start - len(parts[0].noun))
    yield Sum(start, totals[-1], parts, tuple(totals[:-1]), loose, not choice, False)


def _bracketed(statement: Statement) -> Iterator[Sum]:
    """A total with its parts alone in brackets behind: 规章19部（制定5部、修改9部、废止6部）."""
    for at, total in enumerate(statement.quantities):
        plain = not (total.about or total.nested or total.unit in ("", "人") or CHANGE.search(total.noun))
        if not plain or statement.between(total.end, total.end + 1) not in ("（", "("):
            continue
        parts, loose = _list(statement, at + 1, total.end + 1)
        last = statement.between(parts[-1].end, parts[-1].end + 1) if parts else ""
        if len(parts) < 2 or parts[0].unit != total.unit or not parts[0].nested or last not in ("）", ")"):
            continue
        said = "".join(part.noun for part in parts)
        if not (any(part.about for part in parts) or OPENING.search(said) or TIME.search(said)):
            yield Sum(total.end + 1, total, parts, (), loose, not OPEN.search(said), False)


def _list(statement: Statement, first: int, at: int) -> tuple[tuple[Quantity, ...], bool]:
    """Return the quantities of a list that begins right behind a mark, and whether it is set out with ，."""
    quantities = statement.quantities
    if first >= len(quantities):
        return (), False
    head = quantities[first]
    if head.start - at > FAR:
        return (), False
    lead = bare(statement.between(at, head.start)).lstrip("，：,: ")
    if not head.unit or head.unit in RATIOS or "，" in lead or "（" in lead or "）" in lead or not lead:
        return (), False
    parts, last, loose = [head], head, False
    for quantity in quantities[first + 1 :]:
        between = statement.between(last.end, quantity.start)
        if not head.nested and quantity.nested:
            continue
        between = bare(between)
        joint = between[:1]
        if len(parts) == 1:
            loose = joint == "，"
        if quantity.unit != head.unit or quantity.nested != head.nested or "）" in between:
            break
        if GROWN.fullmatch(quantity.noun):
            break  # 其中受理85件，增加24件
        if not (joint == "，" if loose else joint.startswith(JOINTS)) or "，" in between[1:] or OPENING.search(between):
            break
        parts.append(quantity)
        last = quantity
    return tuple(parts), loose


def _closed(statement: Statement) -> Iterator[Sum]:
    """The parts first, then 共 or 合计 with the total."""
    quantities = statement.quantities
    for at in range(2, len(quantities)):
        total = quantities[at]
        if not total.unit or total.unit in RATIOS or total.about or total.nested or not CLOSING.fullmatch(total.noun):
            continue
        parts = _back(statement, at)
        units = {part.unit for part in parts}
        mixed = len(units) > 1
        named = statement.between(total.end, total.end + 3)
        if statement.behind(total) not in ("", *"，、）)（,：") and not named.startswith(("，", "（")):
            continue  # 县8个、区5个，共120个乡镇
        if len(parts) < 2 or (total.unit not in units) or any(part.about for part in parts):
            continue
        if mixed and not (named[:1] in ("（", "(") and units == {total.unit, SAME.get(named[1:2], named[1:2])}):
            continue
        yield Sum(parts[0].start - len(parts[0].noun), total, parts, (), False, not mixed, mixed)


def _back(statement: Statement, at: int) -> tuple[Quantity, ...]:
    """Return the list 、 that ends in ， before the quantity at an index."""
    quantities = statement.quantities
    parts: list[Quantity] = []
    following = quantities[at]
    for index in range(at - 1, -1, -1):
        quantity = quantities[index]
        if quantity.nested and not following.nested:
            continue
        between = bare(statement.between(quantity.end, following.start))
        joint = between[:1]
        if not quantity.unit or not joint.startswith(JOINTS if parts else ("，", *JOINTS)) or "，" in between[1:]:
            break
        parts.append(quantity)
        following = quantity
    return tuple(reversed(parts))
