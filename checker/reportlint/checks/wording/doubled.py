"""The check on words and characters that were typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reportlint.checks import check
from reportlint.checks.wording.terms import fits
from reportlint.diagnostic import Fix, Problem, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.repeats import repeated
from reportlint.source import Span, within
from reportlint.table import Table, Twice, capped
from reportlint.words import Words

HAN = "[\u4e00-\u9fff]"
LENGTHS = range(1, 6)  # characters of what may stand twice
WORD = lazy(f"{HAN}+")
UNITS = "件次个项条人名份场家年月日户宗处期部篇所台元吨亩卷届批起"


class Doubled(NamedTuple):
    """A word that stands twice by mistake, unless beside what parts the two."""

    wrong: Twice
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
    What ``unless_after`` follows is part of another word (出租出租人). Of a word in the table, its row alone decides. Where
    findings overlap, the first is told.
    """
    text, rows, two = document.source.text, _rows(words), _set(common)
    apart, part = re.compile(unless or "(?!)"), re.compile(unless_after or "(?!)")
    end = 0
    for span in _doubles(text, _lengths(words)):
        value = document.source[span]
        right = value[: len(value) // 2]
        if row := rows.get(value):
            wrong = fits(text, span, row.unless_before, row.unless_after)
        elif len(right) == 1:
            wrong = _unit(text, span.start) or _character(text, span.start, two, single)
        else:
            wrong = _is_word(right, two, apart) and not part.match(text, span.end)
        if wrong and span.start >= end and not _set_apart(document, span, own_words):
            end = span.end
            yield _once(span, value, row.right if row else right, capped(row.mark) if row else Severity.WARNING)


def _doubles(text: str, lengths: frozenset[int]) -> list[Span]:
    """Return where something stands twice, in reading order, of several at one place the shortest first."""
    return sorted(Span(at, at + 2 * length) for length in lengths for at in repeated(text, length))


@cache
def _lengths(words: Table[Doubled]) -> frozenset[int]:
    return frozenset((*LENGTHS, *(len(word.wrong) // 2 for word in words.rows)))


@cache
def _rows(words: Table[Doubled]) -> dict[str, Doubled]:
    return {word.wrong: word for word in words.rows}


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _is_word(word: str, common: frozenset[str], unless: re.Pattern[str]) -> bool:
    """Whether no right text says these characters twice: a common word of two, any of three and more."""
    if len(word) == 2:
        return word in common
    return len(word) in LENGTHS and WORD.fullmatch(word) is not None and not unless.match(word)


def _set_apart(document: Document, span: Span, own_words: Words) -> bool:
    """Whether a place lies in a name in 《》, or in a word that the user allows."""
    first, last = span
    text, words = document.source.text, own_words.allowed
    return within(document.titled, first) or any(
        text.find(word, max(0, last - len(word)), first + len(word)) >= 0 for word in words
    )


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
