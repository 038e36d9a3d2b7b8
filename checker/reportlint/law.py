"""Facts about laws and known documents, and names that are a slip away from a known one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reportlint.pattern import lazy

STATE = "中华人民共和国"
MARKS = lazy(r"[\s《》〈〉<>＜＞“”‘’\"、，,]")
YEARS = lazy(r"[（(](\d{4})年?[-—–－─―~～至]{1,2}(\d{4})年?[）)]")


class Law(NamedTuple):
    """A law of the state: when it was made, in force and repealed, as far as it is known and matters."""

    name: str
    adopted: date | None  # only for laws that are new; of a revised one the first day does not matter
    in_force: date | None
    repealed: date | None
    successor: str
    mark: str


class KnownDocument(NamedTuple):
    """A document that reports often cite, with its number."""

    title: str
    number: str
    mark: str
    dated: str = ""


@lru_cache(maxsize=4096)  # several rules ask for each title, and reports cite the same ones
def plain(name: str) -> str:
    """Return a title without blanks, years, inner marks and the stops that writers set as they like."""
    return YEARS.sub("", MARKS.sub("", name))


class Names:
    """Names by their beginnings and ends, so that those one edit away from a given one are found at once.

    An edit spares the first or the last characters of a name of twice as many.
    """

    def __init__(self, names: Iterable[str], kept: int) -> None:
        self._kept = kept
        self._known = set(names)
        self._heads: dict[str, list[str]] = {}
        self._tails: dict[str, list[str]] = {}
        for name in sorted(self._known):
            self._heads.setdefault(name[:kept], []).append(name)
            self._tails.setdefault(name[-kept:], []).append(name)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def near(self, name: str) -> list[str]:
        """Return the known names one edit away."""
        if len(name) < 2 * self._kept:
            return []
        found = (*self._heads.get(name[: self._kept], ()), *self._tails.get(name[-self._kept :], ()))
        return [each for each in dict.fromkeys(found) if one_edit(name, each)]


def one_edit(one: str, other: str) -> bool:
    """Tell whether one character was replaced, added or dropped.

    >>> one_edit("行政复仪法", "行政复议法"), one_edit("传染病防法", "传染病防治法"), one_edit("民法典", "民法典")
    (True, True, False)
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(long) - len(short) > 1 or one == other:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
