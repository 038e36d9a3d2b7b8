"""Tables of a page: which of them hold data, and in which column each cell stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportlint.readers.html_tree import CELLS, Element, Page

LAYOUT = 600  # signs in one cell, from which a table only arranges the page
SPANS = 100  # columns or rows that a cell may take


class Field(NamedTuple):
    """A cell of a table in a line: from which piece to which."""

    row: int
    column: int
    first: int
    last: int


class Grid:
    """The columns of a table, as cells that span rows and columns leave them free."""

    def __init__(self, table: Element, number: int) -> None:
        self.table, self.number = table, number
        self.cells_in_row = 0
        self._row = self._column = self._start = 0
        self._taken: dict[int, int] = {}  # by column, the last row that a cell above reaches into

    def next_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = self.cells_in_row = 0

    def begin(self, start: int) -> None:
        """Begin a cell, at a piece of the line."""
        self.cells_in_row += 1
        self._row = self._row or 1
        self._column += 1
        while self._taken.get(self._column, 0) >= self._row:
            self._column += 1
        self._start = start

    def field(self, cell: Element, end: int) -> Field:
        """End a cell; it takes the columns that it says."""
        found = Field(self._row, self._column, self._start, end)
        wide, high = (_number(cell.value(name)) for name in ("colspan", "rowspan"))
        if high > 1:
            self._taken.update((self._column + each, self._row + high - 1) for each in range(wide))
        self._column += wide - 1
        return found


def _number(value: str) -> int:
    return min(int(value), SPANS) if value.isascii() and value.isdigit() and len(value) < 6 and int(value) else 1


def data_tables(page: Page) -> Iterator[Element]:
    """Yield the tables that hold data: others, which hold tables, one column or whole pages, only arrange the page."""
    arranging: set[Element] = set()
    rows: dict[Element, int] = {}  # the cells in the row that has most
    cells: dict[Element, int] = {}
    owner: list[Element] = []
    for kind, element, _ in page.events:
        if kind == "open" and element.tag == "table":
            if owner:
                arranging.add(owner[-1])
            owner.append(element)
        elif kind == "close" and element.tag == "table":
            owner.pop()
        elif kind == "open" and element.tag == "tr" and owner:
            cells[owner[-1]] = 0
        elif kind == "open" and element.tag in CELLS and owner:
            cells[owner[-1]] = cells.get(owner[-1], 0) + 1
            rows[owner[-1]] = max(rows.get(owner[-1], 0), cells[owner[-1]])
            if page.weight(element) > LAYOUT:
                arranging.add(owner[-1])
    yield from (table for table, most in rows.items() if most > 1 and table not in arranging)
