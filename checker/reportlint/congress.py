"""Find mentions of party congresses and their plenums: 党的二十大, 二十届二中、三中全会."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportlint import numeral
from reportlint.pattern import lazy
from reportlint.source import Span

MENTION = lazy(  # 十七 to 十九, or 二十 to 二十二; begins with the character that all have
    r"十(?P<digit>[七八九]|(?<=二十)[一二]?)(?:大(?P<said>精神|报告|以来)?|次全国代表大会"
    r"|届(?P<plenums>[一二三四五六七]中(?:[、和及]?[一二三四五六七]中)*)?(?:历次)?全会)"
)
WHOSE = ("党的", "中共", "中国共产党第")


class Mention(NamedTuple):
    """Where a congress is named; ``plenums`` are those of it that are named, 0 alone stands for the congress itself."""

    span: Span
    congress: int
    plenums: tuple[int, ...]


def mentions(text: str) -> Iterator[Mention]:
    """Yield all mentions in reading order; 二十大 is a count where neither 党的 nor 精神 stands by it."""
    for match in MENTION.finditer(text):
        tens = 10 if match["digit"] in ("七", "八", "九") else 20
        start = match.start() - (tens == 20)  # at its 二
        whose = next((each for each in WHOSE if text.endswith(each, 0, start)), "")
        before = text[start - 1 : start]
        if whose or match["said"] or ("届" in match[0] and before not in {*"一二三四五六七八九十"}):
            listed = re.findall("[一二三四五六七](?=中)", match["plenums"] or "")
            end = match.start("said") if match["said"] else match.end()
            plenums = tuple(map(numeral.parse, listed)) or (0,)
            number = tens + numeral.parse(match["digit"] or "〇")
            yield Mention(Span(start - len(whose), end), number, plenums)
