"""Read the mark of a heading, in every form that people write."""

from __future__ import annotations

import re

from reportlint import numeral
from reportlint.pattern import lazy

MARK = lazy(
    r"第?[（(]?\s?(?P<number>[一二三四五六七八九十百〇]+|\d+|[①-⑳]|[—–－─―-])\s?[）)]?[、.．,，:：。；;]{0,2}\s*"
)


def counted(match: re.Match[str]) -> int:
    """Return the number of a mark; a dash is what a converter made of 一."""
    number = match["number"]
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    return 1 if number in "—–－─―-" else numeral.parse(number)
