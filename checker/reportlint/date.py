"""A date of a report, and the calendar."""

from __future__ import annotations

from calendar import isleap
from typing import NamedTuple

from reportlint.source import Span

DIGITS = "0123456789"
HAN = "〇○零一二三四五六七八九十"
_DIGITS, _HAN = frozenset(DIGITS), frozenset(HAN)
BROKEN = ("no_year", "no_month", "no_day", "bad_year")
MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Date(NamedTuple):
    """A date as written, and its parts as far as it tells them.

    ``kind`` is year, month, day (the end of a range), year_month, month_day or full; dotted for 2021.3.1; no_year for
    20252月24日, no_month for 414日, no_day for 2025年2月24 and bad_year for 202年2月24日, which have the (year, month,
    day) that they may mean in ``readings``.
    """

    start: int
    written: str
    kind: str
    year: int | None = None  # as written: 24 for 24年12月
    month: int | None = None
    day: int | None = None
    readings: tuple[tuple[int | None, int, int | None], ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.written))

    @property
    def broken(self) -> bool:
        """Whether a part of it is lost."""
        return self.kind in BROKEN

    @property
    def short(self) -> bool:
        """Whether the year has lost its century: 24年12月."""
        return self.year is not None and self.year < 100

    @property
    def mixed(self) -> bool:
        """Whether Arabic and Chinese numerals stand side by side: 2021年三月."""
        return not (_DIGITS.isdisjoint(self.written) or _HAN.isdisjoint(self.written))


def days_in(month: int, years: tuple[int, ...] = ()) -> int:
    """Return how many days a month has; February has 29 if one of the years is a leap year, or none is known."""
    return 28 if month == 2 and years and not any(map(isleap, years)) else MONTHS[month - 1]


def exists(year: int | None, month: int, day: int | None) -> bool:
    """Tell whether a month, or a day of it, is in the calendar."""
    years = () if year is None else (year,)
    return 1 <= month <= 12 and (day is None or 1 <= day <= days_in(month, years))
