"""The parts of a report whose layout is judged, and how what is found in their letters is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.deviations import Found
from reportlint.document import Document
from reportlint.language import Message
from reportlint.layout import Layout, Look, named
from reportlint.pattern import lazy
from reportlint.source import Span

LONGEST = 30  # characters that are quoted of what the file says
SENTENCE = lazy("[。；！？]")


def layout_of(document: Document) -> Layout:
    """Return how a report looks; nothing where its file does not tell."""
    return (document.source.origin and document.source.origin.layout) or Layout((), ())


def titles(document: Document) -> list[Span]:
    """Return the title, if there is one."""
    return [document.title.span] if document.title else []


def sentences(document: Document) -> list[Span]:
    """Return the paragraphs of the body that have a sentence: lists of names are set in other ways."""
    return [text.span for text in document.paragraphs if SENTENCE.search(text.value)]


def letters(span: Span, look: Look, part: Message, wanted: tuple[str, str, int]) -> Iterator[Found]:
    """Yield in what letters deviate from the wanted font, its names as a pattern, and size in points."""
    font, fonts, size = wanted
    own = " ".join((look.font or "").split())[:LONGEST]
    if not own:
        yield span, Message(f"{part.zh}没有指定字体，应为{font}", f"font of {part.en}: none, required: {font}")
    elif not re.search(fonts, own, re.IGNORECASE):
        yield span, Message(f"{part.zh}字体是{own}，应为{font}", f"font of {part.en}: {own}, required: {font}")
    if look.size != size:
        zh = f"{part.zh}字号是{named(look.size)}，应为{named(size)}"
        yield span, Message(zh, f"size of {part.en}: {look.size:g} pt, required: {size} pt")
