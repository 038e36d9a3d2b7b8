"""Quantities in running text: a number with its unit, the words before it, and the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportlint.source import Span

if TYPE_CHECKING:
    from reportlint.document import Document

STATEMENT = re.compile(r"[^。！？；;\r\n]+")
UNITS = (
    "个百分点|个工作日|个小时|个月|平方公里|平方米|立方米|千瓦时|公里|公斤|公顷|小时|分钟|人次|人份|场次|家次|户次|件次|起次|班次|艘次|车次|批次|台次"
    "|[件个条项人名位户次份场篇起卷所家处部台本册期批支宗例幢栋间套辆艘架座张封幅页字章门类种届轮组队班团元吨斤亩克米岁天倍道片块株棵头只枚根笔单%％‰]"
)
NUMBER = re.compile(
    r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([余多]?)(万亿|[万亿])?([余多]?)"
    rf"({UNITS})?(左右|上下|以上|以下|以内)?"
)
SCALES = {"万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}
ABOUT = ("约", "约为", "近", "超", "逾", "超过", "将近", "接近", "不到", "不少于", "不低于", "至少")
SAME = {"名": "人", "位": "人", "％": "%"}
MARK = re.compile(r"[，、：,:（）()\s]")
NO_COUNT = frozenset("第-—–－~～./·〔[0123456789")  # what stands before a number that counts nothing: 第3, 12.4
NO_UNIT = frozenset("年月日号时点分秒:.-—–－~～/·〕]")  # what stands behind one
NOTHING, ONE = Decimal(0), Decimal(1)
REACH = 40  # so many characters before a number may belong to what it counts


class Quantity(NamedTuple):
    """A number with its unit, such as 1.6万余份; without a unit ``unit`` is empty."""

    start: int
    end: int  # behind the unit
    value: Decimal
    step: Decimal  # what its last digit is worth: 1000 in 1.6万
    unit: str
    noun: str  # the words directly before it, back to the last mark or quantity
    about: bool  # 约, 近, 余, 多, 左右, 以上
    nested: bool  # within brackets

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def whole(self) -> bool:
        """Whether it is written without decimals and without 万."""
        return self.step == ONE

    @property
    def slack(self) -> Decimal:
        """How far the true value may be from a rounded one; a plain whole number is exact."""
        return NOTHING if self.step == ONE else self.step / 2


class Statement(NamedTuple):
    """What stands between 。 or ； and the next, with its quantities in reading order."""

    start: int
    text: str
    quantities: tuple[Quantity, ...]

    def between(self, start: int, end: int) -> str:
        """Return the text between two places of the document that lie in the statement."""
        return self.text[start - self.start : end - self.start]

    def behind(self, quantity: Quantity) -> str:
        """Return the mark or character behind a quantity, remarks in brackets left out."""
        at = quantity.end - self.start
        while self.text[at : at + 1] in ("（", "("):
            at = max(self.text.find("）", at), self.text.find(")", at), at) + 1
        return self.text[at : at + 1]


def statements(document: Document) -> Iterator[Statement]:
    """Yield the statements that have quantities."""
    protected = Protected(document.protected)
    for match in STATEMENT.finditer(document.source.text):
        found = tuple(_quantities(match[0], match.start(), protected))
        if found:
            yield Statement(match.start(), match[0], found)


class Protected:
    """Spans that hold no quantities, asked for in reading order."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._at = 0

    def has(self, offset: int) -> bool:
        """Whether a place lies in one of the spans."""
        while self._at < len(self._spans) and self._spans[self._at].end <= offset:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at].start <= offset


def _quantities(text: str, offset: int, protected: Protected) -> Iterator[Quantity]:
    last = depth = 0
    for match in NUMBER.finditer(text):
        start = match.start()
        before = text[start - 1 : start]
        digits, more, scale, again, unit, rough = match.groups()
        if (
            before in NO_COUNT
            or protected.has(offset + start)
            or (not unit and text[match.end() : match.end() + 1] in NO_UNIT)
        ):
            continue
        between = text[last:start]
        depth += between.count("（") + between.count("(") - between.count("）") - between.count(")")
        noun = MARK.split(between[-REACH:])[-1]
        factor = SCALES[scale] if scale else 1
        value, step = _worth(digits, factor)
        about = bool(more or again or rough) or noun.endswith(ABOUT)
        unit = SAME.get(unit, unit) if unit else ""
        last = match.end(5) if unit else match.end(4)
        yield Quantity(offset + start, offset + last, value, step, unit, noun, about, depth > 0)


def _worth(digits: str, factor: int) -> tuple[Decimal, Decimal]:
    """Return the value of digits and of the last of them."""
    plain = digits.replace(",", "")
    decimals = len(plain.partition(".")[2])
    if factor == 1 and not decimals:
        return Decimal(plain), ONE
    return Decimal(plain) * factor, Decimal(factor).scaleb(-decimals)
