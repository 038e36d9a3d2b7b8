"""The lines that people see in a part of a page, each sign of them with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from reportlint.cells import figured
from reportlint.pattern import lazy
from reportlint.readers.html_tables import Field, Grid, data_tables
from reportlint.readers.html_tree import BLOCKS, CELLS, Element, Event, Page

PIECE = lazy(r"(?P<blank>[ \t\r\n\f]+)|&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z]\w{0,40});?|[^& \t\r\n\f]+|&")
EXEMPTION = "reportlint-ignore"
MARK = lazy(
    r"\s*(?:[一二三四五六七八九十]{1,4}、|[（(](?:[一二三四五六七八九十]{1,4}|\d{1,2})[）)]|\d{1,3}[.．、](?!\d))"
)


class Piece(NamedTuple):
    """A part of a line, and where it stands in the file."""

    value: str
    start: int


@dataclass(slots=True)
class Line:
    """A line as people see it; ``table`` counts the tables of the part, 0 for none."""

    pieces: list[Piece] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    table: int = 0

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(piece.value for piece in self.pieces)


def lines_of(page: Page, ranges: Iterable[tuple[int, int]], without: Container[Element], *, tables: bool) -> list[Line]:
    """Return the lines of some ranges of events; a row of a table is one line, where tables are wanted as such."""
    writer = _Writer(page, tables)
    for at, last in ranges:
        while at <= last:
            kind, element, _ = event = page.events[at]
            if kind == "open" and (element.hidden or element in without):
                at = element.last
            else:
                writer.write(event)
            at += 1
        writer.end_line()
    return [line for line in writer.lines if line.text.strip()]


class _Writer:
    """Write lines as the elements open and close."""

    def __init__(self, page: Page, tables: bool) -> None:
        self.lines: list[Line] = []
        self._page = page
        self._data = frozenset(data_tables(page)) if tables else frozenset()
        self._line = Line()
        self._blank: Piece | None = None
        self._grid: Grid | None = None  # of the table that is being written
        self._tables = 0

    def write(self, event: Event) -> None:
        """Write what happens at a place of the page."""
        kind, element, token = event
        if token is None:
            (self._open if kind == "open" else self._close)(element)
        elif kind == "text":
            self._text(token.start, token.end, element.tag == "pre")
        elif EXEMPTION in self._page.text[token.start : token.end]:
            self._comment(token.start, token.end)

    def _open(self, element: Element) -> None:
        if element in self._data:
            self.end_line()
            self._tables += 1
            self._grid = Grid(element, self._tables)
        elif self._grid:
            self._open_in_table(element, self._grid)
        elif element.tag == "br" or element.tag in BLOCKS:
            self.end_line()

    def _close(self, element: Element) -> None:
        grid = self._grid
        if grid is None:
            if element.tag in BLOCKS:
                self.end_line()
        elif element is grid.table:
            self.end_line()
            self._grid = None
        elif element.tag == "tr":
            self.end_line()
        elif element.tag in CELLS:
            self._blank = None
            self._line.fields.append(grid.field(element, len(self._line.pieces)))
        elif element.tag in BLOCKS:
            self._pause()

    def _part_headings(self) -> None:
        """Begin a line with a cell that holds a heading, for no heading stands within a line; names of figures are none."""
        pieces = self._line.pieces
        said = ["".join(piece.value for piece in pieces[each.first : each.last]) for each in self._line.fields]
        if not figured(said):
            for each, words in zip(self._line.fields, said, strict=True):
                if each.first and MARK.match(words):
                    pieces[each.first - 1] = Piece("\n", -1)

    def _open_in_table(self, element: Element, grid: Grid) -> None:
        if element.tag == "tr":
            self.end_line()
            grid.next_row()
            self._line.table = grid.number
        elif element.tag in CELLS:
            self._blank = None
            if grid.cells_in_row:
                self._line.pieces.append(Piece("\t", -1))
            grid.begin(len(self._line.pieces))
        elif element.tag == "br" or element.tag in BLOCKS:
            self._pause()

    def _pause(self) -> None:
        """Part the paragraphs of a cell by a blank."""
        if self._line.pieces and self._line.pieces[-1].value not in ("\t", " "):
            self._blank = Piece(" ", -1)

    def _text(self, start: int, end: int, as_typed: bool) -> None:
        for match in PIECE.finditer(self._page.text, start, end):
            value = match[0]
            if match["blank"] or (value[0] == "&" and unescape(value) in " \t\r\n\f"):
                if as_typed and not self._grid and ("\n" in value or "\r" in value):
                    self.end_line()
                elif self._line.pieces and self._line.pieces[-1].value != "\t":
                    self._blank = self._blank or Piece(" ", match.start())
                continue
            self._put(unescape(value) if value[0] == "&" else value, match.start())

    def _comment(self, start: int, end: int) -> None:
        """Keep a comment on an exemption, on one line."""
        value = self._page.text[start:end]
        self._put(re.sub(r"[\r\n]", " ", value), start)

    def _put(self, value: str, start: int) -> None:
        if self._blank:
            self._line.pieces.append(self._blank)
            self._blank = None
        self._line.pieces.append(Piece(value, start))

    def end_line(self) -> None:
        """End the line that was begun, if any."""
        if self._line.pieces or self._line.fields:
            self._part_headings()
            self.lines.append(self._line)
        self._line, self._blank = Line(), None
