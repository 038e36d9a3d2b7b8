"""Find the line that stands for the heading that lacks: between （二） and （四） it is the one with a 3, whatever its mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportlint.lalr import Token
from reportlint.mark import marked
from reportlint.pattern import lazy

LEVELS = range(1, 5)
LEVEL = {f"HEADING{level}": level for level in LEVELS}  # of a token, by its type
RUNNING_ON = (2, 3)  # levels that may count on from the group before
PLAIN = ("PARAGRAPH", "LINE", "TITLE", "ADDRESSEE")
BREAKS = ("SIGNATURE", "ANNEX", "DIVISION")
FIRST = frozenset("（(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")  # what a mark begins with; looked up first
NUMBERED = lazy(
    r"(?:[（(][ \t]?)?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[①-⑳])(?:[ \t]?[）)]|[、.．,，:：。；; \t]|(?<=[①-⑳]))(?![\d、])"
)
HALF = lazy(
    r"[（(][ \t]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})、|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[，,:：。；;](?!\d)"
)
BARE = lazy(  # 三健全, 2重大: no number of something, and no 三是
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?=[^\W\da-zA-Z_])"
    r"(?![一二三四五六七八九十〇是要年月日号个件项名家条次人份宗起场期批户亩万亿千百十多余位台套处所只辆元吨米级类种天时分岁届章节款部册页倍成线带体大中方])"
    r"(?:[^。]{2,60}\Z|[^，。；：]{2,25}。)"
)


class Next(NamedTuple):
    """The next heading of a level or a higher one: its level and number."""

    level: int
    number: int


def fill(tokens: list[Token]) -> None:
    """Retype each line that is odd where it stands and just the one that lacks among its siblings.

    A heading is odd that goes on with nothing of its own level; another line is taken only where the heading behind it
    has the next number.
    """
    tokens = [token for token in tokens if token.type in LEVEL or token.value[0] in FIRST or token.type in BREAKS]
    numbers = [_number(token) for token in tokens]
    if _regular(tokens, numbers):
        return
    ahead = _ahead(tokens, numbers)
    last, ended = [0] * 5, [0] * 5  # the numbers of the last heading of each level: in this group, in the one before
    for token, number, behind in zip(tokens, numbers, ahead, strict=True):
        if token.type in BREAKS:
            last, ended = [0] * 5, [0] * 5
            continue
        level = LEVEL.get(token.type, 0)
        if not number:
            continue
        meant = _of_heading(level, number, last, ended, behind) if level else _of_line(token, number, last, behind)
        if meant:
            token.type = f"HEADING{meant}"
            last[meant] = number
            for below in range(meant + 1, 5):
                last[below], ended[below] = 0, last[below] or ended[below]


def _regular(tokens: list[Token], numbers: list[int]) -> bool:
    """Whether all headings count 1, 2, 3 below those above them, and no other line has a number: most reports are so."""
    last = [0] * 5
    for token, number in zip(tokens, numbers, strict=True):
        if number:
            level = LEVEL.get(token.type)
            if not level or number != last[level] + 1:
                return False
            last[level:] = [number, 0, 0, 0][: 5 - level]
        elif token.type in BREAKS:
            last = [0] * 5
    return True


def _ahead(tokens: list[Token], numbers: list[int]) -> list[tuple[Next | None, ...]]:
    """Return, for each token and level, the next heading of that level or a higher one, within its division."""
    found: list[tuple[Next | None, ...]] = []
    behind: list[Next | None] = [None] * 5
    for token, number in zip(reversed(tokens), reversed(numbers), strict=True):
        found.append(tuple(behind))
        level = LEVEL.get(token.type)
        if token.type in BREAKS:
            behind = [None] * 5
        elif level:
            behind[level:] = [Next(level, number)] * (5 - level)
    return found[::-1]


def _number(token: Token) -> int:
    """Return the number that a line begins with, 0 if it has none that may be a mark."""
    value = token.value
    if token.type not in LEVEL and (token.type not in PLAIN or not (NUMBERED.match(value) or BARE.match(value))):
        return 0
    mark = marked(value)
    return mark.number if mark else 0


def _of_heading(level: int, number: int, last: list[int], ended: list[int], behind: tuple[Next | None, ...]) -> int:
    """Return the level that a heading is meant to have: its own, unless it is odd there and fits in another."""
    first = behind[4]
    if number == 1:
        lacks = first and first.level != level and not last[first.level] and ended[first.level] != 1
        return first.level if first and lacks and first.number == 2 and (first.level < level or last[level]) else level
    levels = [other for other in _others(level, number, last, ended, behind) if 0 < last[other] == number - 1]
    fitting = [
        other for other in levels if _fits(other, number, last, behind, strict=other > level and not last[level])
    ]
    alike = [other for other in fitting if other % 2 == level % 2]  # （3） is rather （三） than 三、
    return (alike or fitting or [level])[-1]


def _others(
    level: int, number: int, last: list[int], ended: list[int], behind: tuple[Next | None, ...]
) -> Iterator[int]:
    """Yield the other levels that a heading may be meant for, by what its own level has before and behind it."""
    after = behind[level]
    for other in LEVELS:
        if number == last[level] + 1 or (level in RUNNING_ON and not last[level] and number == ended[level] + 1):
            possible = other > level and after == (level, number)
        elif after == (level, number + 1):
            possible = other > level and behind[other] == (other, number + 1)
        else:
            possible = other > level or (other < level and (not last[level] or after == (level, 1)))
        if possible:
            yield other


def _fits(other: int, number: int, last: list[int], behind: tuple[Next | None, ...], strict: bool = False) -> bool:
    """Whether the next number of a level comes behind this one, or (if not ``strict``) that of a higher level."""
    after = behind[other]
    if after is None:
        return not strict and (other > 1 or number > 2)
    ended = after.level < other and after.number == last[after.level] + 1
    return after == (other, number + 1) or (ended and not strict)


def _of_line(token: Token, number: int, last: list[int], behind: tuple[Next | None, ...]) -> int:
    """Return the level at which a line without the mark of a heading is the one that lacks, or 0."""
    if number == 1 and BARE.match(token.value):
        return 0
    half = number > 1 and HALF.match(token.value)
    levels = [
        level
        for level in LEVELS
        if number == last[level] + 1
        and (behind[level] == (level, number + 1) or (half and level > 1 and _fits(level, number, last, behind)))
    ]
    return levels[-1] if levels else 0
