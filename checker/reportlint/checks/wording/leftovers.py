"""The check on what was left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.source import Span


@check
def placeholder(
    document: Document, *, signs: list[str], marks: str, notes: str, persons: str, abridged: str
) -> Iterator[Problem]:
    """No ``marks`` and no ``notes`` stand where something was to be filled in; ``persons`` are surnames before ××.

    Texts with none of ``signs`` are not searched; what says that it is ``abridged`` keeps figures back on purpose.
    """
    text = document.source.text
    signed = any(sign in text for sign in signs)
    if not (signed or document.unfilled) or re.search(abridged, text):
        return
    for span in document.unfilled:
        yield Problem(span, Message("这里的数字没有填写", "a number was to be filled in here"))
    if not signed:
        return
    for match in re.finditer(f"{marks}|{notes}", text):
        span = Span(*match.span())
        if match[0][0] in "XＸx×_＿":
            before = text[max(0, span.start - 1) : span.start]
            if _in_word(text, span) or (before and before in persons):
                continue
        said = Message(f"“{match[0]}”处内容没有填写", f"“{match[0]}”: something was to be filled in here")
        yield Problem(span, said)


def _in_word(text: str, span: Span) -> bool:
    """Whether letters or digits around make it a part of a word, an address or a model."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    near = [each for each in (before, after) if each and each.isascii() and (each.isalnum() or each in "./:@-?=&%#~+_")]
    return len(near) == 2 if text[span.start] in "_＿" else bool(near)
