"""Read the marks of headings, and take a wrong mark for what it stands for."""

from __future__ import annotations

import re

from reportlint import gaps
from reportlint.lalr import Token
from reportlint.mark import marked
from reportlint.pattern import lazy

DECIMAL = lazy(r"\d{1,3}[.．](?=\d)")


def retyped(tokens: list[Token]) -> list[Token]:
    """Take 2、 for a heading of the first level where it stands for 二、: in its place among others, or with all of them.

    What such a report means is plain; that its marks are wrong is told by a check. And 8.6个专项 is the eighth item
    where it stands between 7. and 9.
    """
    kinds = {token.type for token in tokens}
    if "HEADING3" in kinds:
        _retype_decimals(tokens)
    headings = [token for token in tokens if token.type in gaps.LEVEL]
    if {"HEADING1", "HEADING3"} <= kinds:
        _retype_strays(headings)
    elif {"HEADING2", "HEADING3"} <= kinds and headings[0].type == "HEADING3":
        shape = _shape(headings[0])
        tops = [token for token in headings if token.type == "HEADING3" and _shape(token) == shape]
        if len(tops) > 1 and [_number(token) for token in tops] == list(range(1, len(tops) + 1)):
            for token in tops:
                token.type = "HEADING1"
    if headings:
        gaps.fill(tokens)
    return tokens


def _retype_decimals(tokens: list[Token]) -> None:
    """Retype what looks like a decimal number at the beginning of a line, but is the next item of a list."""
    items = [
        token
        for token in tokens
        if token.type == "HEADING3" or (token.value[0].isdecimal() and DECIMAL.match(token.value))
    ]
    for before, token, after in zip(items, items[1:], items[2:], strict=False):
        if token.type != "HEADING3" and before.type == "HEADING3":
            number = _number(token)
            if (_number(before), _number(after)) == (number - 1, number + 1):
                token.type = "HEADING3"


def _retype_strays(headings: list[Token]) -> None:
    """Retype each 2、 that follows on 一、 or goes before 三、, where no list of its own accounts for it.

    2. is what lists have; so one that nothing follows is only taken for a heading where there are two before it.
    """
    last = below = 0  # the numbers of the last heading of the first level, and of the last of the third below it
    firsts = [_number(token) for token in headings if token.type == "HEADING1"]
    for token in headings:
        number = _number(token) if token.type in ("HEADING1", "HEADING3") else 0
        alone = number == last + 1 and below == 0 and number not in firsts
        if token.type == "HEADING3" and alone and (number + 1 in firsts or last > ("、" not in _shape(token))):
            token.type = "HEADING1"
        if token.type == "HEADING1":
            last, below = number, 0
        elif token.type == "HEADING3":
            below = number


def _shape(token: Token) -> str:
    mark = marked(token.value)
    return re.sub(r"\d", "", mark.written.strip()) if mark else ""


def _number(token: Token) -> int:
    mark = marked(token.value)
    assert mark is not None
    return mark.number
