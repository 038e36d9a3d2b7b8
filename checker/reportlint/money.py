"""Read amounts of money and rates as accounts write them: 1,234.56万元, 8.81%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportlint.document import Document
from reportlint.pattern import lazy
from reportlint.source import Span, Text

AMOUNT = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?(?:亿元|万元|元)"
PERCENT = r"\d+(?:\.\d+)?\s?[%％]"
FIGURE = lazy(r"(?P<number>[\d,]+(?:\.(?P<decimals>\d+))?)\s?(?P<unit>亿元|万元|元|[%％])")
SCALES = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000), "元": Decimal(1), "%": Decimal(1), "％": Decimal(1)}
CHANGED = lazy(r"(?:增加|减少|增长|下降|节约|增减)(?:了|额为?|约)?\Z")  # before an amount that is a difference
SENTENCE = lazy(r"[^。！\r\n]+")


class Figure(NamedTuple):
    """An amount in yuan, or a rate in per cent; ``step`` is what its last digit is worth."""

    span: Span
    value: Decimal
    step: Decimal
    written: str


def slack(*figures: Figure) -> Decimal:
    """How far the true value of each of some figures may be from the written one: they are rounded alike, and 8万元 beside 6.25万元 is exact."""
    return min((each.step for each in figures if each.value), default=Decimal(0)) / 2


def figure(start: int, written: str) -> Figure:
    """Read one amount or rate that begins at ``start`` of the document."""
    match = FIGURE.fullmatch(written)
    assert match is not None
    scale = SCALES[match["unit"]]
    step = scale.scaleb(-len(match["decimals"] or ""))
    return Figure(Span(start, start + len(written)), Decimal(match["number"].replace(",", "")) * scale, step, written)


def amounts(text: Text) -> Iterator[Figure]:
    """Yield the amounts of money in a text, in reading order."""
    for match in re.finditer(AMOUNT, text.value):
        yield figure(text.start + match.start(), match[0])


def levels(text: Text, start: int, end: int) -> list[Figure]:
    """Return the amounts in a stretch of a text that are no differences."""
    found = amounts(Text(text.start + start, text.value[start:end]))
    places = ((each, each.span.start - text.start) for each in found)
    return [each for each, at in places if not CHANGED.search(text.value[max(0, at - 6) : at])]


def texts(document: Document) -> list[Text]:
    """Return what is said in sentences: running text, and headings that are sentences, such as 1.教育支出20万元，占5%。"""
    headings = (section.heading for section in document.all_sections)
    alone = [each.title for each in headings if each.alone and re.search(AMOUNT, each.title.value)]
    return sorted([*(line.text for line in document.running), *alone])


def sentences(paragraph: Text) -> list[Text]:
    """Cut a paragraph into its sentences, without their ends."""
    return [Text(paragraph.start + match.start(), match[0]) for match in SENTENCE.finditer(paragraph.value)]


def rated(part: Figure, whole: Decimal, rate: Figure, rough: Decimal) -> bool:
    """Whether a rate is that of a part to a whole, rounded or cut off, where both may be ``rough`` off."""
    low, high = whole - rough, whole + rough
    if low <= 0:
        return False
    most, least = (part.value + rough) / low * 100, (part.value - rough) / high * 100
    return least - rate.step < rate.value < most + rate.step
