"""The text of a report cut into lines and pieces, so that findings can be marked in it where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic
from reportlint.source import LINE_END, Source


class Token(NamedTuple):
    """A step in writing a line: words, a mark that opens or closes, or the number behind a mark."""

    kind: str  # words, open, close, number
    words: str = ""
    number: int = 0  # of the finding, from 1
    first: bool = False  # this mark is the first piece of its finding
    empty: bool = False  # it has no words: only a place


class Row(NamedTuple):
    """A line of the report, as tokens, and its line end."""

    number: int
    tokens: tuple[Token, ...]
    end: str


class Piece(NamedTuple):
    """The part of a finding that lies in one line."""

    start: int
    number: int
    end: int
    first: bool
    last: bool


def lies_in(diagnostic: Diagnostic, source: Source) -> bool:
    """Tell whether a finding is in this text; one on an exemption may be in a file beside it."""
    return diagnostic.source.name == source.name


def rows(source: Source, diagnostics: Sequence[Diagnostic]) -> Iterator[Row]:
    """Yield each line; the words of all tokens and the line ends together are the text."""
    lines = _lines(source.text)
    pieces: dict[int, list[Piece]] = {}
    starts = [start for start, _, _ in lines]
    inside = ((number, d) for number, d in enumerate(diagnostics, 1) if lies_in(d, source))
    for number, diagnostic in inside:
        for row, piece in _pieces(diagnostic, number, lines, starts):
            pieces.setdefault(row, []).append(piece)
    for row, (start, end, after) in enumerate(lines):
        tokens = _tokens(source.text, start, end, sorted(pieces.get(row, ())))
        yield Row(row + 1, tuple(tokens), source.text[end:after])


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Return where each line starts, where its words end, and where its line end ends."""
    lines = []
    start = 0
    for match in LINE_END.finditer(text):
        lines.append((start, *match.span()))
        start = match.end()
    return [*lines, (start, len(text), len(text))]


def _pieces(
    diagnostic: Diagnostic, number: int, lines: list[tuple[int, int, int]], starts: list[int]
) -> Iterator[tuple[int, Piece]]:
    """Cut a finding at line ends; lines without words of it have no piece, except where there is no other."""
    span = diagnostic.problem.span
    row = bisect_right(starts, span.start) - 1
    found = []
    for at in range(row, len(lines)):
        start, end = max(span.start, lines[at][0]), min(span.end, lines[at][1])
        if lines[at][0] >= span.end:
            break
        if start < end:
            found.append((at, start, end))
    if not found:
        place = min(span.start, lines[row][1])
        found = [(row, place, place)]
    for index, (at, start, end) in enumerate(found):
        yield at, Piece(start, number, end, index == 0, index == len(found) - 1)


def _tokens(text: str, at: int, end: int, pieces: list[Piece]) -> Iterator[Token]:
    """Write a line; where marks overlap, the inner one is closed and opened again, so that they nest."""
    opened: list[Piece] = []
    waiting = pieces[::-1]
    for point in sorted({place for piece in pieces for place in (piece.start, piece.end)} | {end}):
        if point > at:
            yield Token("words", text[at:point])
        at = point
        yield from _closed(opened, point)
        while waiting and waiting[-1].start == point:
            piece = waiting.pop()
            yield Token("open", number=piece.number, first=piece.first, empty=piece.start == piece.end)
            opened.append(piece)
            if piece.end == point:
                opened.pop()
                yield Token("close")
                yield Token("number", number=piece.number)


def _closed(opened: list[Piece], point: int) -> Iterator[Token]:
    """Close the marks that end here, and around them those that do not."""
    ending = [piece for piece in opened if piece.end == point]
    if not ending:
        return
    lowest = next(index for index, piece in enumerate(opened) if piece.end == point)
    yield from [Token("close")] * (len(opened) - lowest)
    yield from [Token("number", number=piece.number) for piece in sorted(ending, key=lambda p: p.number) if piece.last]
    opened[lowest:] = [piece for piece in opened[lowest:] if piece.end > point]
    yield from [Token("open", number=piece.number) for piece in opened[lowest:]]
