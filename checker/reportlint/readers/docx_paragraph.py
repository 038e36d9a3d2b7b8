"""A paragraph of a .docx as it was read, before its label and its place in the text are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Piece(NamedTuple):
    """Where words stand in a .docx: the part, and the bytes of the content of their ``w:t``."""

    part: str
    start: int
    end: int


class Mark(NamedTuple):
    """What hangs on words of a paragraph: a tracked change, hidden text; ``size`` characters that are not read."""

    kind: str
    start: int
    end: int
    detail: str = ""
    size: int = 0


class Place(NamedTuple):
    """What a paragraph stands in: the body, a table, a box, a footnote, an endnote, and its number."""

    kind: str = "body"
    number: int = 0
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class Paragraph:
    """The words of a paragraph, each with its piece, where it has one, and what else is known of it."""

    index: int
    place: Place
    parts: list[tuple[str, Piece | None]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    style: str = ""
    number: str | None = None  # of its list
    level: str | None = None
    gone: bool = False  # its end is deleted: what follows belongs to it
    hidden: bool = False  # its end is hidden
    unread: bool = False  # it began where nothing is read

    def mark(self, kind: str, length: int, detail: str = "", size: int = 0) -> None:
        """Note something about the last so many characters; what goes on is noted once."""
        start = self.length - length
        for at in range(len(self.marks) - 1, -1, -1):
            last = self.marks[at]
            if last.kind == kind and last.detail == detail and last.end == start:
                self.marks[at] = last._replace(end=self.length, size=last.size + size)
                return
            if last.end < start:
                break
        self.marks.append(Mark(kind, start, self.length, detail, size))
