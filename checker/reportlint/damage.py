"""Signs that a text was damaged on its way: copied out of a web page or a PDF, converted to half width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportlint.source import Span

DAY = re.compile(r"日(?![期常均夜内])")
WITHOUT_MONTH = re.compile(  # what stands before the 日
    r"(?<![\d.月第])(?:(?:19|20)\d{2}年?|(?<![到至为期限满过约共近达超]))"
    r"(?:1[0-2](?:3[01]|[12]\d|0?[1-9])|[1-9](?:3[01]|[12]\d))\Z|(?<!\d)(?:19|20)\d{2}年\d{1,4}\Z"
)
BEFORE_DAY = 10  # characters: 2021年1231
KINDS = 2  # kinds of damage that make one believe in it
MANY = 5  # half-width marks that are no slip


class Sign(NamedTuple):
    """One kind of damage: how often it was seen, and where first, if that is a place."""

    kind: str  # brackets, months, width or quotes
    span: Span | None
    total: int
    other: int = 0  # for quotes, the number of ”


def damage(text: str) -> tuple[Sign, ...]:
    """Return the signs of damage if they are of several kinds; a single slip is none."""
    signs = tuple(_signs(text))
    return signs if len(signs) >= KINDS else ()


def folded(text: str) -> bool:
    """Whether a text has no full-width mark at all, as after a conversion to half width."""
    return not any(mark in text for mark in "，：；（）")


def _signs(text: str) -> Iterator[Sign]:
    opening = text.count("〔")
    if opening and "〕" not in text:
        at = text.index("〔")
        yield Sign("brackets", Span(at, at + 1), opening)
    days = list(_days_without_month(text))
    if days:
        yield Sign("months", days[0], len(days))
    half = sum(map(text.count, ",:;()"))
    if half >= MANY and folded(text):
        yield Sign("width", None, half)
    opened, closed = text.count("“"), text.count("”")
    if opened != closed:
        yield Sign("quotes", None, opened, closed)


def _days_without_month(text: str) -> Iterator[Span]:
    for day in DAY.finditer(text):
        found = WITHOUT_MONTH.search(text, max(0, day.start() - BEFORE_DAY), day.start())
        if found:
            yield Span(found.start(), day.end())
