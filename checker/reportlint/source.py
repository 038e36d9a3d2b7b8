"""Read a report: decode it, and translate offsets into lines and columns."""

from __future__ import annotations

import codecs
import os
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlint.faults import why
from reportlint.pattern import lazy

if TYPE_CHECKING:
    from reportlint.language import Message
    from reportlint.layout import Layout

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LINE_END = lazy(r"\r\n?|\n")
OFFICE = ("docx", "doc", "wps", "rtf")  # formats that hold more than is read of them: comments, changes, a layout
UNREAD = {"page-without-text": "pages", "page-in-columns": "columns"}  # by leftover, what it is called as a fault
CONTROL = lazy(r"[\x00-\x08\x0e-\x1a\x7f]")
# Makes a NamedTuple in half the time that its own __new__ takes, for those that are made by the hundred. It neither counts
# the fields nor fills in those that have a value by default.
new = tuple.__new__


class SourceError(ValueError):
    """A report that cannot be linted; ``fault`` says why in one word, ``why`` in a sentence."""

    def __init__(self, fault: str, detail: Message | str = "") -> None:
        super().__init__(fault, detail)
        self.fault = fault  # a key of faults.FAULTS
        self.why = why(fault, detail)

    def __str__(self) -> str:
        return f"{self.fault}: {self.why.en}"


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


MOST = 1 << 62  # more than any offset


def within(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Tell whether a place lies in one of some spans, which are in reading order and do not overlap."""
    at = bisect_right(spans, (offset, MOST))  # compared as tuples, which is faster than by a key
    return at > 0 and offset < spans[at - 1][1]


class Text(NamedTuple):
    """A stretch of the report: a line, a paragraph, the words of a heading."""

    start: int
    value: str

    @property
    def end(self) -> int:
        """The first offset behind it."""
        return self.start + len(self.value)

    @property
    def span(self) -> Span:
        """Where it stands."""
        start, value = self
        return new(Span, (start, start + len(value)))


class Position(NamedTuple):
    """A row and a column, both counted from 1, columns in code points."""

    row: int
    column: int


class Stretch(NamedTuple):
    """A stretch of the text that came from one piece of the file: a run of a .docx, a line of a page, a node of a page's HTML."""

    start: int
    end: int
    place: tuple[str, str] | None = None  # where that is, for people, in Chinese and English: 第3页, 表1第2行第3列
    position: Position | None = None  # row and column in the file, for files that are text themselves
    piece: Any = None  # how the module that read it finds it again


class Cell(NamedTuple):
    """A cell of a table; tables count from 1 through the document, rows and columns from 1."""

    table: int
    row: int
    column: int
    span: Span


class Leftover(NamedTuple):
    """What an office file holds beside its text and a reader of the report should not see: a comment, a tracked change."""

    kind: str
    span: Span  # where it stands, or where it hangs on
    detail: str = ""
    where: str = ""  # header, footer: what stands round the text, and is not read itself


@dataclass(frozen=True, eq=False)
class Origin:
    """Where the text of a report stands in a file that is more than its text."""

    format: str  # docx, pdf, html, md, ofd
    stretches: tuple[Stretch, ...] = ()  # in reading order; they do not overlap, and need not cover what joins them
    generated: tuple[Span, ...] = ()  # what no one typed, such as automatic numbers: nothing can be mended there
    cells: tuple[Cell, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    converted: str = ""  # by which program, where what was read is a copy in another format
    laid_out: Callable[[tuple[Stretch, ...]], Layout] | None = None  # finds out the layout, for those who ask

    @cached_property
    def layout(self) -> Layout | None:
        """How the report looks on paper, where the file tells."""
        return self.laid_out(self.stretches) if self.laid_out else None

    def stretch(self, offset: int) -> Stretch | None:
        """Return the stretch round an offset of the text, or the last one before it."""
        at = bisect_right(self.stretches, offset, key=lambda stretch: stretch.start)
        return self.stretches[at - 1] if at else None


@dataclass(frozen=True, eq=False)
class Source:
    """The text of one report, and how it was read."""

    name: str
    text: str
    encoding: str = "utf-8"
    guessed: bool = False  # the bytes did not say their encoding
    origin: Origin | None = None  # for a file that is more than its text

    @classmethod
    def decode(cls, name: str, data: bytes, encoding: str | None = None) -> Source:
        """Decode bytes by their BOM, else as UTF-8, else as GB 18030; line ends stay as they are.

        Raises SourceError for input without text, binary input and bytes that are in no known encoding.
        """
        text, encoding, guessed = _decoded(data, encoding)
        _refuse_empty(text)
        if len(CONTROL.findall(text[:8192])) > len(text[:8192]) // 50:
            raise SourceError("binary")
        return cls(name, text, encoding, guessed)

    @classmethod
    def read(cls, path: str | os.PathLike[str], *, encoding: str | None = None, format: str | None = None) -> Source:
        """Read a report from a file of any format; ``format`` names it where the content is not to tell.

        Raises SourceError for a file that cannot be linted, OSError for one that cannot be read.
        """
        from reportlint.readers import read

        with open(path, "rb") as file:
            return read(os.fspath(path), file.read(), encoding, format)

    @classmethod
    def of(cls, text: str, name: str = "text") -> Source:
        """Make a source of a text that is at hand, as it is; raises SourceError where there is none."""
        _refuse_empty(text)
        return cls(name, text)

    @property
    def pages_unread(self) -> tuple[str, ...]:
        """The numbers of the pages that hold no text, or columns that may be read in any order: nobody has checked them."""
        leftovers = self.origin.leftovers if self.origin else ()
        return tuple(leftover.detail for leftover in leftovers if leftover.kind in UNREAD)

    @property
    def office(self) -> bool:
        """Whether the file is one of an office program, so that its layout and what is left over in it can be judged."""
        return self.origin is not None and self.origin.format in OFFICE

    @property
    def form(self) -> str:
        """How the file was read, in a word for people: its encoding, or its format if that is more than text."""
        return (self.origin.format if self.origin else self.encoding).upper()

    def with_text(self, text: str) -> Source:
        """Return the same file with another text."""
        return replace(self, text=text)

    def encode(self, old: bytes) -> bytes:
        """Return the bytes of the text, in the encoding and with the mark that the old bytes of the file had.

        Raises UnicodeEncodeError where the encoding has no bytes for a character.
        """
        mark = next((mark for mark, name in BOMS if name == self.encoding == "utf-16" and old.startswith(mark)), b"")
        if not mark:
            return self.text.encode(self.encoding)
        return mark + self.text.encode("utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be")

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def position(self, offset: int) -> Position:
        """Return where an offset lies: in the file, if that is text, else in the lines of the text that was read from it."""
        stretch = self.origin.stretch(offset) if self.origin else None
        if stretch and stretch.position:
            row, column = stretch.position
            return Position(row, column + min(offset, stretch.end) - stretch.start)
        row = bisect_right(self._line_starts, offset)
        return Position(row, offset - self._line_starts[row - 1] + 1)

    def row(self, offset: int) -> int:
        """Return the row of the text, which need not be that of the file, in which an offset lies."""
        return bisect_right(self._line_starts, offset)

    def place(self, offset: int) -> tuple[str, str] | None:
        """Return where an offset lies for people, in Chinese and English, where rows say little: on page 3, in table 1."""
        stretch = self.origin.stretch(offset) if self.origin else None
        return stretch.place if stretch else None

    def line(self, row: int) -> str:
        """Return a row of the text, without its line end."""
        starts = self._line_starts
        end = starts[row] if row < len(starts) else len(self.text)
        return self.text[starts[row - 1] : end].rstrip("\r\n")

    def line_at(self, offset: int) -> tuple[str, int]:
        """Return the line of the text round an offset, and where in it the offset lies."""
        row = bisect_right(self._line_starts, offset)
        return self.line(row), offset - self._line_starts[row - 1]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]


def _refuse_empty(text: str) -> None:
    if not text.strip("\ufeff\u200b \t\r\n\u3000\xa0"):
        raise SourceError("empty")


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str, bool]:
    if encoding is not None:
        return _strict(data, encoding), encoding, False
    for bom, name in BOMS:
        if data.startswith(bom):
            return _strict(data, name), name, False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        if b"\0" in data[:8192]:
            raise SourceError("binary") from None
        return _strict(data, "gb18030"), "gb18030", True


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise SourceError("undecodable") from None
