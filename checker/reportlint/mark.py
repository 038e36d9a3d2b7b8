"""Read the mark of a heading, in every form that people write."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reportlint import numeral
from reportlint.pattern import lazy

FORM = lazy(
    r"第?[（(]?\s?(?P<number>[一二三四五六七八九十百〇]+|\d+|[①-⑳]|[—–－─―-])\s?[）)]?[、.．,，:：。；;]{0,2}\s*"
)


class Mark(NamedTuple):
    """The mark of a line."""

    written: str
    number: int
    end: int  # where the words of the line begin


@lru_cache(maxsize=1024)  # a heading is asked for its mark three times, and reports have many headings in common
def marked(line: str) -> Mark | None:
    """Return the mark that a line begins with."""
    match = FORM.match(line)
    return Mark(match[0].rstrip(), _counted(match["number"]), match.end()) if match else None


def _counted(number: str) -> int:
    """Return the number of a mark; a dash is what a converter made of 一."""
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    return 1 if number in "—–－─―-" else numeral.parse(number)
