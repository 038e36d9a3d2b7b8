"""A rate and the two figures that it should follow from."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple
from unicodedata import normalize

from reportlint.document import Document
from reportlint.pattern import lazy
from reportlint.quantities import GROUPS, SCALES, Quantity

PLAIN = lazy(r"([0-9０-９][0-9０-９, \u00a0\u2009\u202f]*(?:\.[0-9０-９]+)?)(?:[余多])?(万亿?|亿)?")


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
    """Return a number as it stands in the text; one that was computed from it in the same 万 or 亿."""
    number = PLAIN.match(document.source.text, quantity.start)
    assert number is not None
    scale = SCALES[number[2]] if number[2] else Decimal(1)
    if Decimal(number[1].translate(GROUPS)) * scale == quantity.value:
        return normalize("NFKC", number[0])
    return f"{(quantity.value / scale).normalize():f}{number[2] or ''}"
