"""Write fixes into Markdown: each at its place in the file, all marks left as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportlint.diagnostic import Edit, Fix
from reportlint.linter import apply
from reportlint.source import Source, Span


class Written(NamedTuple):
    """The bytes of a file with edits made, and the edits that have no one place in it."""

    data: bytes
    left_out: list[Edit]


def changed(data: bytes, source: Source, edits: Sequence[Edit]) -> Written:
    """Return the file that a source was read from, with edits made; raises WriteError.

    An edit that takes marks in, or what the file writes otherwise, is left out.
    """
    from reportlint.writing import encoded

    file = Source.decode(source.name, data, source.encoding)
    file = Source(source.name, file.text, source.encoding, source.guessed)
    places = [(_place(file.text, source, edit), edit) for edit in edits]
    fixes = [Fix((Edit(span, edit.text),)) for span, edit in places if span]
    left_out = [edit for span, edit in places if span is None]
    return Written(encoded(data, file, file.with_text(apply(file.text, fixes))), left_out)


def _place(text: str, source: Source, edit: Edit) -> Span | None:
    """Return where in a file an edit lies, if that is in one piece and written as it is read."""
    stretch = source.origin.stretch(edit.span.start) if source.origin else None
    if stretch is None or edit.span.end > stretch.end:
        return None
    start = stretch.piece + edit.span.start - stretch.start
    found = Span(start, start + edit.span.end - edit.span.start)
    return found if text[found.start : found.end] == source[edit.span] else None
