"""Take the tables out of the signs of a printed page: each row becomes one line, as rows are in other formats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportlint.readers.grid import Box, Grid
from reportlint.readers.layout import Field, Glyph, Line, lines_of

WHOLE = 600  # signs in one cell, from which lines only frame a text
MIDDLE = 0.35  # of the size of a sign: how far above its base line it has its middle


def page_lines(number: int, glyphs: Iterable[Glyph], tables: Sequence[Grid]) -> tuple[Line, ...]:
    """Return the lines of a page from top to bottom, rows of tables among them."""
    held: list[dict[Box, list[Glyph]]] = [defaultdict(list) for _ in tables]
    free: list[Glyph] = []
    for glyph in glyphs:
        home = next(((at, box) for at, grid in enumerate(tables) if (box := _box(grid, glyph))), None)
        (held[home[0]][home[1]] if home else free).append(glyph)
    rows: list[Line] = []
    for at, (grid, cells) in enumerate(zip(tables, held, strict=True), 1):
        if any(len(signs) > WHOLE for signs in cells.values()) or len({box.column for box in cells}) < 2:
            free += [glyph for signs in cells.values() for glyph in signs]
        else:
            rows += _rows(number, at, grid, cells)
    return tuple(sorted([*lines_of(number, free), *rows], key=lambda line: line.base))


def _box(grid: Grid, glyph: Glyph) -> Box | None:
    return grid.box((glyph.left + glyph.right) / 2, glyph.base - MIDDLE * glyph.size)


def _rows(page: int, table: int, grid: Grid, cells: dict[Box, list[Glyph]]) -> list[Line]:
    made = []
    for row in range(1, len(grid.rows)):
        boxes = sorted({box for box in grid.boxes.values() if box.row == row})
        fields = [Field(table, box.row, box.column, lines_of(page, cells.get(box, ()))) for box in boxes]
        lines = [line for field in fields for line in field.lines]
        if lines:
            text = "\t".join(field.text for field in fields)
            first, last = grid.columns[0], grid.columns[-1]
            made.append(Line(page, text, first, last, grid.rows[row], lines[0].size, fields=tuple(fields)))
    return made
