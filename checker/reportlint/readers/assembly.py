"""Put a text together from pieces of a file, and keep for each piece where it came from."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from reportlint.source import LINE_END, Cell, Leftover, Origin, Position, Source, Span, Stretch


class Assembly:
    """A text that grows, with the stretches, cells and leftovers that belong to it."""

    def __init__(self) -> None:
        self.length = 0
        self.generated: list[Span] = []
        self.cells: list[Cell] = []
        self.leftovers: list[Leftover] = []
        self._parts: list[str] = []
        self._stretches: list[Stretch] = []

    def add(
        self,
        value: str,
        *,
        place: tuple[str, str] | None = None,
        position: Position | None = None,
        piece: Any = None,
    ) -> None:
        """Append a piece of the file."""
        if value:
            self._stretches.append(Stretch(self.length, self.length + len(value), place, position, piece))
            self.join(value)

    def join(self, value: str) -> None:
        """Append what stands in no file: the ends of lines, the tabs between cells."""
        self._parts.append(value)
        self.length += len(value)

    def label(self, value: str) -> None:
        """Append words that nobody typed."""
        self.generated.append(Span(self.length, self.length + len(value)))
        self.join(value)

    def source(
        self, name: str, format: str, encoding: str = "utf-8", *, guessed: bool = False, converted: str = ""
    ) -> Source:
        """Return what was put together as the text of a report."""
        origin = Origin(
            format,
            tuple(self._stretches),
            tuple(self.generated),
            tuple(self.cells),
            tuple(self.leftovers),
            converted,
        )
        return Source(name, "".join(self._parts), encoding, guessed, origin)


class Rows:
    """The rows of a file that is text itself."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """Return the row and column of an offset."""
        row = bisect_right(self._starts, offset)
        return Position(row, offset - self._starts[row - 1] + 1)
