"""The lines of a printed page: which signs stand on one, with what between them, and which lines belong to no text."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from reportlint.pattern import lazy

SAME = 0.4  # of the size of a sign: what stands no higher or lower is on one line
WORDS = 0.2  # gaps, in sizes of a sign: between words,
MIXED = 0.45  # between figures and Chinese signs, where they are typed,
COLUMNS = 1.6  # between the columns of a table, or the parts of a line that are set apart
FEW = 3  # gaps, below which they tell nothing of the line
WIDE = lazy(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6\u3000-\u303f\U00020000-\U0003ffff]")
HEAD = lazy(r"[《〈“‘（〔【(\[]*(?:[A-Za-z0-9]+(?:[.,:/-][A-Za-z0-9]+)*|.)[，。、；：？！）》〉〕】”’%％.,)\]]*")


class Glyph(NamedTuple):
    """A sign on a page: its edges, how far below the top of the page its base line lies, and its size."""

    value: str
    left: float
    right: float
    base: float
    size: float


class Line(NamedTuple):
    """A line on a page, counted from 1."""

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float
    head: float = 0.0  # the width of its first word, which is what has to fit where a line ends
    edges: array[float] = array("f")  # for each character its left and its right edge
    fields: tuple[Field, ...] = ()  # of the row of a table, which has no edges of its own
    column: int = 0  # which one of the page; 0 where the line has the page to itself


class Field(NamedTuple):
    """A cell of a table of the page, in its row and column, all counted from 1, and the lines in it."""

    table: int
    row: int
    column: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """What it says, on one line."""
        text = ""
        for line in self.lines:
            text += " " * words_meet(text, line.text) + line.text.replace("\t", " ")
        return text


class Frame(NamedTuple):
    """How the lines of a page lie in the file: by what quarter turn, and in what box, in points from the lower left."""

    turn: int
    left: float
    bottom: float
    right: float
    top: float

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Return how far across and down the page a point of the file lies, as people turn it."""
        return ((x, self.top - y), (y, x - self.left), (-x, y - self.bottom), (-y, self.right - x))[self.turn]

    def placed(self, across: float, down: float) -> tuple[float, float]:
        """Return where a point lies in the file that lies so far across and down the page, as people turn it."""
        return (
            (across, self.top - down),
            (self.left + down, across),
            (-across, self.bottom + down),
            (self.right - down, -across),
        )[self.turn]


class Print(NamedTuple):
    """Where words are printed: the page, the box of their line, the edges of its characters, how the page lies in the file."""

    page: int
    box: tuple[float, float, float, float]  # left, top, right, base line
    edges: array[float]
    frame: Frame | None


class Sheet(NamedTuple):
    """A page: its lines from top to bottom, its height, and whether it shows anything but text."""

    number: int
    lines: tuple[Line, ...]
    height: float
    pictures: bool = False
    frame: Frame | None = None  # where the file is one that can be answered in
    open: bool = False  # whether it may be read in more than one order

    @property
    def signs(self) -> int:
        """How many signs there are on it, blanks left out."""
        return sum(len("".join(line.text.split())) for line in self.lines)


def words_meet(before: str, after: str) -> bool:
    """Whether a line ends and the next one begins with a word in Latin letters."""
    return before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()


def lines_of(page: int, glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    """Gather signs into lines, in the order in which people read."""
    made = (_line(page, row) for row in rows_of(glyphs))
    return tuple(line for line in made if line.text.strip())


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Gather signs that stand at one height, from top to bottom, and in each row from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left)):
        if rows and glyph.base - rows[-1][0].base <= SAME * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda glyph: glyph.left) for row in rows]


def _line(page: int, row: list[Glyph]) -> Line:
    """Write one line; blanks are those of the page, and gaps that nothing but a blank can have made."""
    while row and row[0].value == " ":
        row.pop(0)
    while row and row[-1].value == " ":
        row.pop()
    if not row:
        return Line(page, "", 0, 0, 0, 0)
    size = median(glyph.size for glyph in row)
    gaps = [b.left - a.right for a, b in pairwise(row)]
    usual = min(max(0.0, median(gaps)), size) if len(gaps) >= FEW else 0.0  # a justified line is stretched
    parts = [row[0].value]
    edges = array("f", (row[0].left, row[0].right) * len(row[0].value))
    for before, glyph in pairwise(row):
        between = _between(before, glyph, (glyph.left - before.right - usual) / size)
        parts += [between, glyph.value]
        edges.extend((before.right, glyph.left) * len(between) + (glyph.left, glyph.right) * len(glyph.value))
    return Line(page, "".join(parts), row[0].left, row[-1].right, row[0].base, size, _head(row), edges)


def _between(before: Glyph, glyph: Glyph, gap: float) -> str:
    """Return what a gap stands for: between a figure and a Chinese sign programs leave one that nobody typed."""
    if gap > COLUMNS:
        return "\t"
    wide = bool(WIDE.match(before.value)), bool(WIDE.match(glyph.value))
    typed = before.value.isspace() or glyph.value.isspace()
    return " " if not typed and gap > (MIXED if any(wide) and not all(wide) else WORDS) else ""


def _head(row: Sequence[Glyph]) -> float:
    """Return the width of what cannot be parted at the begin of a line, with the marks that go with it."""
    match = HEAD.match("".join(glyph.value[0] for glyph in row))
    return row[match.end() - 1].right - row[0].left if match else row[0].right - row[0].left
