"""The check on words and characters that were typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reportlint.checks import check
from reportlint.checks.wording.terms import fits, found
from reportlint.diagnostic import Fix, Problem, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.repeats import repeated
from reportlint.source import Span, within
from reportlint.table import Table, capped
from reportlint.words import Words

HAN = "[\u4e00-\u9fff]"
LENGTHS = range(2, 6)  # of words
WORD = lazy(f"{HAN}+")
UNITS = "件次个项条人名份场家年月日户宗处期部篇所台元吨亩卷届批起"


class Doubled(NamedTuple):
    """A word that stands twice by mistake, unless beside what parts the two."""

    wrong: str
    right: str
    mark: str
    unless_before: str = ""
    unless_after: str = ""


@check
def doubled(
    document: Document,
    *,
    words: Table[Doubled],
    common: str = "",
    single: str = "",
    unless: str = "",
    unless_after: str = "",
    own_words: Words,
) -> Iterator[Problem]:
    """Words of the table ``words`` do not stand twice in a row, nor what else no right text says twice.

    That is any word of three to five characters, but for those that ``unless`` begins with (一项一项); one of two among
    ``common``, which blanks part; the first or last character of such a word, if among ``single`` (落落实, 各级级); a unit.
    What ``unless_after`` follows is part of another word (出租出租人).
    """
    text = document.source.text
    for span, word in found(document, words, own_words):
        if fits(text, span, word.unless_before, word.unless_after):
            yield _once(span, word.wrong, word.right, capped(word.mark))
    known = {word.wrong for word in words.rows} | own_words.allowed
    two, apart, part = _set(common), re.compile(unless or "(?!)"), re.compile(unless_after or "(?!)")
    spans = [span for span in _words(text, two, apart) if not part.match(text, span.end)]
    doubles = [at for at in repeated(text, 1) if text[at] in UNITS or text[at] in single]
    spans += [Span(at, at + 2) for at in doubles if _unit(text, at) or _character(text, at, two, single)]
    end = 0
    for span in sorted(spans):
        value = document.source[span]
        if span.start >= end and value not in known and not within(document.titled, span.start):
            end = span.end
            yield _once(span, value, value[: len(value) // 2], Severity.WARNING)


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _words(text: str, common: frozenset[str], unless: re.Pattern[str]) -> Iterator[Span]:
    """Find words of two characters and more that stand twice at once."""
    for length in LENGTHS:
        for start in repeated(text, length):
            word = text[start : start + length]
            if WORD.fullmatch(word) and (word in common if length == LENGTHS[0] else not unless.match(word)):
                yield Span(start, start + 2 * length)


def _unit(text: str, at: int) -> bool:
    """Whether a unit stands twice behind digits; before another character the second one may begin a word: 2023年年底."""
    return text[at] in UNITS and text[at - 1 : at].isdigit() and not re.match(HAN, text[at + 2 : at + 3])


def _character(text: str, at: int, common: frozenset[str], single: str) -> bool:
    """Whether of a character that stands twice one makes a word with its neighbour, the other none."""
    character, before, after = text[at], text[max(0, at - 1) : at], text[at + 2 : at + 4]
    if character not in single or after[:1] == after[1:] or before in (character, text[max(0, at - 2) : at - 1]):
        return False
    first, last = character + after[:1] in common, before + character in common
    return (first and not last) or (last and not first and (after in common or not re.match(HAN, after)))


def _once(span: Span, wrong: str, right: str, severity: Severity) -> Problem:
    said = Message(f"“{wrong}”重复，应为“{right}”", f"“{wrong}”: once is enough, “{right}”")
    return Problem(span, said, Fix.replace(span, right, safe=False), severity=severity)
