"""The check on what was left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Span


@check
def placeholder(
    document: Document,
    *,
    signs: str,
    marks: str,
    notes: str,
    persons: str,
    abridged: str,
    offices: str = "(?!)",
    case: str = "(?!)",
) -> Iterator[Problem]:
    """No ``marks`` and no ``notes`` stand where something was to be filled in; both begin with one of the ``signs``.

    ``persons`` are surnames before ××. Behind ``offices`` such a person is to be named. ``case`` is a pattern behind a name withheld in a case; what says that
    it is ``abridged`` keeps figures back on purpose.
    """
    text = document.source.text
    if re.search(abridged, text):
        return
    for span in document.unfilled:
        yield Problem(span, Message("这里的数字没有填写", "a number was to be filled in here"))
    end, pattern = 0, lazy(f"{marks}|{notes}")
    for sign in re.finditer(signs, text):
        match = pattern.match(text, sign.start()) if sign.start() >= end else None
        if match is None:
            continue
        end, span = match.end(), Span(*match.span())
        if match[0][0] in "XＸx×_＿" and (_in_word(text, span) or _is_person(text, span, persons, offices)):
            continue
        if match[0][0] in "XＸ×某" and re.match(case, text[span.end : span.end + 48]):
            continue
        said = Message(f"“{match[0]}”处内容没有填写", f"“{match[0]}”: something was to be filled in here")
        yield Problem(span, said)


def _is_person(text: str, span: Span, persons: str, offices: str) -> bool:
    """Whether a name is kept back: behind a surname, but for that of an officer."""
    before = text[max(0, span.start - 4) : span.start]
    return bool(before) and before[-1] in persons and not re.search(offices, before)


def _in_word(text: str, span: Span) -> bool:
    """Whether letters or digits around make it a part of a word, an address or a model."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    if after == "%" and not text[span.end + 1 : span.end + 2].isascii():
        after = ""  # X%，: a rate, no address
    near = [each for each in (before, after) if each and each.isascii() and (each.isalnum() or each in "./:@-?=&%#~+_")]
    return len(near) == 2 if text[span.start] in "_＿" else bool(near)
