"""Headings and titles as people write them down, before they need a regular expression.

``存在的*问题`` has any characters where the star stands; ``主要不足|短板`` is one or the other. A whole heading is meant,
with a mark at its end or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.language import Message
from reportlint.pattern import lazy

NUMBER = lazy(r"第?[一二三四五六七八九十]+(?:、|部分)|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、](?!\d)")
SIGNS = lazy(r"\.[*+?]|[\\^$\[\]{}()+?]")  # of a regular expression; 1.5 is none


def pattern(plain: str) -> str:
    """Return the regular expression for a plain heading, in which blanks do not count.

    >>> [bool(re.search(pattern("存在的*问题|短板"), said)) for said in ("存在的主要问题", "短板：", "补短板")]
    [True, True, False]
    """
    each = (".*".join(map(re.escape, words.split("*"))) for words in "".join(plain.split()).split("|"))
    return f"^(?:{'|'.join(each)})[。：:；;，,]?$"


def faults(plain: str) -> Iterator[Message]:
    """Yield what is wrong with a plain heading: an expression, a number, nothing at all."""
    said = Message(f"“{plain}”", f"“{plain}”")
    for words in plain.split("|"):
        if not words.strip("* \t\u3000"):
            yield Message(f"{said.zh}里有一种写法没有字", f"{said.en}: an alternative without words")
            return
    if found := SIGNS.search(plain):
        yield Message(
            f"{said.zh}里的“{found[0]}”是正则表达式的写法；这里写原文，* 代表任意字，| 隔开几种写法",
            f"“{found[0]}” in {said.en} is for regular expressions; here words are plain, with * and | alone",
        )
    elif found := NUMBER.match(plain):
        yield Message(f"{said.zh}不要写序号“{found[0]}”", f"{said.en}: leave out the number “{found[0]}”")
