"""Put a printed page together of its signs: rows of tables become lines, as in other formats, and columns are read in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reportlint.readers.columns import Block, OpenError, Piece, blocks, pieces_of
from reportlint.readers.grid import Box, Grid
from reportlint.readers.layout import Field, Frame, Glyph, Line, Sheet, lines_of, rows_of

WHOLE = 600  # signs in one cell, from which lines only frame a text
MIDDLE = 0.35  # of the size of a sign: how far above its base line it has its middle


def sheet_of(
    number: int,
    glyphs: Iterable[Glyph],
    tables: Sequence[Grid],
    height: float,
    *,
    pictures: bool,
    frame: Frame | None = None,
) -> Sheet:
    """Return a page with its lines as people read them; one that can be read in more than one order has none."""
    rows, free = _tables(number, glyphs, tables)
    pieces = [*pieces_of(rows_of(free)), *(_whole(row) for row in rows)]
    try:
        lines = [line for at, block in enumerate(blocks(pieces), 1) for line in _lines(number, block, at)]
    except OpenError:
        return Sheet(number, (), height, frame=frame, open=True)
    return Sheet(number, tuple(lines), height, pictures, frame)


def _whole(row: Line) -> Piece:
    return Piece(row.left, row.right, row.base, row.size, row.text, (), row)


def _lines(number: int, block: Block, column: int) -> Iterator[Line]:
    """Yield the lines of a block from top to bottom, rows of tables among them."""
    lines = lines_of(number, (glyph for piece in block.pieces for glyph in piece.glyphs))
    rows = (piece.row for piece in block.pieces if piece.row)
    for line in sorted([*lines, *rows], key=lambda line: line.base):
        yield line._replace(column=column if block.column else 0)


def _tables(number: int, glyphs: Iterable[Glyph], tables: Sequence[Grid]) -> tuple[list[Line], list[Glyph]]:
    """Return the rows of tables, and the signs that stand in none."""
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
    return rows, free


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
