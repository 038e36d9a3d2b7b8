"""Quantities in running text: a number with its unit, the words before it, and the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from reportlint.pattern import lazy
from reportlint.source import Span, new

if TYPE_CHECKING:
    from reportlint.document import Document

END = lazy(r"[。！？；;\r\n][。！？；;\r\n]*")  # begins with a class by itself, as NUMBER does
UNITS = (
    "[件场家户起班艘车批台]次?|人[次份]?|个(?:百分点|工作日|小时|月)?"
    "|[%％‰次元条项份名位部篇册本期处所站队支宗例幢栋间套辆架座张封幅页字章门类种届轮组团吨斤亩天岁卷倍道片块株棵头只枚根笔单级款克米]"
    "|平方(?:公里|米)|立方米|千瓦时|公[里斤顷]|小时|分钟"
)
NUMBER = lazy(  # what begins with a class by itself is found much faster than what begins with a repetition
    r"([0-9０-９][0-9０-９]*(?:,[0-9]{3}|(?<![0-9]{4})[ \u00a0\u2009\u202f][0-9]{3}(?![0-9]))*(\.[0-9０-９]+)?)([余多]?)(万亿?|亿)?([余多]?)"
    rf"({UNITS})?(左右|上下|以[上下内])?"
)
GROUPS = dict.fromkeys(map(ord, ", \u00a0\u2009\u202f"))  # what sets thousands off
UNFILLED = lazy(
    r"[ \u3000\xa0](?<=\S.)[ \u3000\xa0]{0,7}(?=(?:起|件|人次|人|名|个|份|条|次|户|家|场|期|项|万元|亿元|%)[，。、；）])"
)
UNDATED = lazy(
    r"(?<=[0-9]年)[ \u3000\xa0]{1,8}月(?:[ \u3000\xa0]{1,8}(?=日))?|(?<=月)[ \u3000\xa0]{1,8}(?=日[，。、；）召印])"
)
SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "万亿": Decimal(1_000_000_000_000)}
ABOUT = ("约", "约为", "近", "超", "逾", "超过", "将近", "接近", "不到", "不少于", "不低于", "至少")
ENDS = frozenset(word[-1] for word in ABOUT)  # looked up first
NOT_ABOUT = tuple(f"{character}约" for character in "民公条合契协制节简预邀履违特")  # 村规民约15份
SAME = {"名": "人", "位": "人", "％": "%"}
MARK = lazy(r"[，、：,:（）()\s]")
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

    def follows(self, other: Statement) -> bool:
        """Whether nothing but a stop parts it from another statement."""
        return self.start == other.start + len(other.text) + 1

    def listed(self, quantities: Iterable[Quantity]) -> bool:
        """Whether one of some quantities goes on with 、 or 和: it is a part of what follows, not the whole."""
        return any(self.behind(quantity) in ("、", "和", "及", "与") for quantity in quantities)

    def behind(self, quantity: Quantity) -> str:
        """Return the mark or character behind a quantity, remarks in brackets left out."""
        at = quantity.end - self.start
        while self.text[at : at + 1] in ("（", "("):
            at = max(self.text.find("）", at), self.text.find(")", at), at) + 1
        return self.text[at : at + 1]


def statements(document: Document) -> Iterator[Statement]:
    """Yield the statements that have quantities."""
    text = document.source.text
    stops = END.finditer(text)
    start = end = after = 0  # of the statement, of the stop behind it, and where that stop ends
    held: list[re.Match[str]] = []
    for number in _numbers(document):
        if number.start() >= end:
            if held:
                yield _statement(text, start, end, held)
                held = []
            while number.start() >= end:
                start, stop = after, next(stops, None)
                end, after = stop.span() if stop else (len(text), len(text))
        held.append(number)
    if held:
        yield _statement(text, start, end, held)


def _statement(text: str, start: int, end: int, numbers: list[re.Match[str]]) -> Statement:
    return new(Statement, (start, text[start:end], tuple(_quantities(text, start, end, numbers))))


def unfilled(document: Document) -> Iterator[Span]:
    """Yield the blanks of running text that stand before a unit and behind no number, or for month and day."""
    text = document.source.text
    if not any(blank in text for blank in " \u3000\xa0"):
        return
    for line in document.running if UNFILLED.search(text) else ():
        value = line.text.value
        for match in UNFILLED.finditer(value, line.words - line.text.start):
            before = value[match.start() - 1 : match.start()]
            if before.isalpha() and not before.isascii():
                yield Span(line.text.start + match.start(), line.text.start + match.end())
    for match in UNDATED.finditer(text) if _set_apart(text) else ():
        yield Span(*match.span())


def _set_apart(text: str) -> bool:
    """Whether a blank stands behind 年 or 月, told much faster than where: most texts lack some of the blanks."""
    return any(blank in text and (f"年{blank}" in text or f"月{blank}" in text) for blank in " \u3000\xa0")


def _numbers(document: Document) -> Iterator[re.Match[str]]:
    """Yield the numbers that stand in no date, name or quotation, and count something."""
    text = document.source.text
    protected = iter((*document.protected, Span(len(text), len(text) + 1)))  # so that there always is a next one
    first, last = next(protected)
    for number in NUMBER.finditer(text):
        start, end = number.span()
        while last <= start:
            first, last = next(protected)
        before = text[start - 1 : start]
        if first <= start or before in NO_COUNT:
            continue
        if before.isspace() and start > 1 and text[start - 2].isdigit():  # 8 126: thousands set off by a blank
            continue
        if number[6] or (text[end : end + 1] not in NO_UNIT and before != ":"):
            yield number


def _quantities(text: str, last: int, end: int, numbers: list[re.Match[str]]) -> Iterator[Quantity]:
    depth = 0
    bracketed = text.find("（", last, end) >= 0 or text.find("(", last, end) >= 0
    for number in numbers:
        start, end = number.span()
        digits, decimals, more, scale, again, unit, rough = number.groups("")
        lead = text[last if last > start - REACH else start - REACH : start]
        if bracketed:
            between = text[last:start]
            depth += between.count("（") + between.count("(") - between.count("）") - between.count(")")
        last = end - len(rough)
        value, step = Decimal(digits if digits.isdigit() else digits.translate(GROUPS)), ONE
        if scale or decimals:
            factor = SCALES[scale] if scale else ONE
            value, step = value * factor, factor.scaleb(1 - len(decimals) if decimals else 0)
        said = lead[-1:] in ENDS and lead.endswith(ABOUT) and not lead.endswith(NOT_ABOUT)
        about = said or bool(more or again or rough)
        mark = MARK.search(lead[::-1])  # backwards, as the last one is near
        noun = lead[len(lead) - mark.start() :] if mark else lead
        yield new(Quantity, (start, last, value, step, SAME.get(unit, unit), noun, about, depth > 0))
