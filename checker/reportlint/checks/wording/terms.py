"""The checks on wrong terms, and what they share with the others: words of a table, found in context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from reportlint.checks import check
from reportlint.diagnostic import Fix, Problem, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.source import Span, within
from reportlint.table import Table, capped
from reportlint.terms import Terms
from reportlint.words import Word, Words


class Term(NamedTuple):
    """A wrong word and the right one; patterns tell what must follow it, and beside what it is right."""

    wrong: str
    right: str
    severity: Severity
    mark: str
    follows: re.Pattern[str] = re.compile("")
    unless_before: str = ""
    unless_after: str = ""


def found(document: Document, table: Table[Any], own_words: Words) -> Iterator[tuple[Span, Any]]:
    """Yield the words in the first column of a table, but not in names of documents, nor what the user allows."""
    for span, row in _terms(table, own_words).find(document.source.text):
        if row is not None and not within(document.titled, span.start):
            yield span, row


@cache
def _terms(table: Table[Any], own_words: Words) -> Terms[Any]:
    """A word that the user allows, or lists himself, shadows one of the table."""
    return Terms({row[0]: row for row in table.rows} | dict.fromkeys(own_words.allowed))


def fits(text: str, span: Span, unless_before: str, unless_after: str) -> bool:
    """Tell whether a word does not stand beside what makes it right."""
    if unless_before and re.search(f"(?:{unless_before})\\Z", text[max(0, span.start - 12) : span.start]):
        return False
    return not (unless_after and re.match(unless_after, text[span.end : span.end + 30]))


@check
def wrong(document: Document, *, terms: Table[Term], own_words: Words) -> Iterator[Problem]:
    """Words of the table ``terms``, and of the user's own list, are put right."""
    text = document.source.text
    mine = {word.wrong for word in own_words.unwanted}
    for span, term in found(document, terms, own_words):
        fitting = term.follows.match(text, span.end) and fits(text, span, term.unless_before, term.unless_after)
        if fitting and term.wrong not in mine:
            said = Message(f"“{term.wrong}”应为“{term.right}”", f"“{term.wrong}” should be “{term.right}”")
            yield Problem(
                span,
                said,
                Fix.replace(span, term.right, safe=False),
                severity=capped(term.mark, term.severity),
            )
    if own_words.unwanted:
        for span, word in _unwanted(own_words).find(text):
            if word is not None:
                yield _listed(span, word)


@cache
def _unwanted(own_words: Words) -> Terms[Word | None]:
    return Terms({word.wrong: word for word in own_words.unwanted} | dict.fromkeys(own_words.allowed))


def _listed(span: Span, word: Word) -> Problem:
    zh, en = f"本单位词表不用“{word.wrong}”", f"the word list rules out “{word.wrong}”"
    if word.right:
        zh, en = f"{zh}，应为“{word.right}”", f"{en}; write “{word.right}”"
    if word.note:
        zh, en = f"{zh}（{word.note}）", f"{en} ({word.note})"
    fix = Fix.replace(span, word.right, safe=False) if word.right else None
    return Problem(span, Message(zh, en), fix, severity=word.severity)
