"""Signs that a text was damaged on its way: copied out of a web page or a PDF, converted to half width."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportlint.source import Span

if TYPE_CHECKING:
    from reportlint.document import Document

KINDS = 2  # kinds of damage that make one believe in it
MANY = 5  # half-width marks that are no slip


class Sign(NamedTuple):
    """One kind of damage: how often it was seen, and where first, if that is a place."""

    kind: str  # brackets, months, width or quotes
    span: Span | None
    total: int
    other: int = 0  # for quotes, the number of ”


def damage(document: Document) -> tuple[Sign, ...]:
    """Return the signs of damage if they are of several kinds; a single slip is none."""
    signs = tuple(_signs(document, document.source.text))
    return signs if len(signs) >= KINDS else ()


def folded(text: str) -> bool:
    """Whether a text has no full-width mark at all, as after a conversion to half width."""
    return not any(mark in text for mark in "，：；（）")


def _signs(document: Document, text: str) -> Iterator[Sign]:
    opening = text.count("〔")
    if opening and "〕" not in text:
        at = text.index("〔")
        yield Sign("brackets", Span(at, at + 1), opening)
    days = [date.span for date in document.dates if date.kind == "no_month"]
    if days:
        yield Sign("months", days[0], len(days))
    half = sum(map(text.count, ",:;()"))
    if half >= MANY and folded(text):
        yield Sign("width", None, half)
    opened, closed = text.count("“"), text.count("”")
    if opened != closed:
        yield Sign("quotes", None, opened, closed)
