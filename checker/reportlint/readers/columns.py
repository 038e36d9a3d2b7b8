"""The columns of a printed page: which pieces of lines stand in one, in what order people read them, and when that is open.

Text runs down one column and goes on in the next. Two columns that say much the same, that are of two scripts, or that
begin their paragraphs side by side are texts to be compared, and where columns look like text and yet are not full, nobody
can tell: such pages are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportlint.pattern import lazy
from reportlint.readers.layout import SAME, WIDE, Glyph, Line

GAP = 0.8  # sizes of a sign, from which a gap may lie between columns
BROAD = 8.0  # sizes of a sign, which a column of text has at least
LEAST, FEWEST = 5, 2  # lines in one column, and in the other one
FULL, MOSTLY = 0.8, 0.5  # of its column that a full line takes, and of the lines that are full
SAID = 1 / 3  # of the lines that have a mark of a sentence in them, where there is text
MARK = lazy("[，。；]|[a-z][,.;]")
BELOW, EDGE = 2.5, 2  # sizes of a sign, from which a line stands apart, and how many may do so at the edge of a page
CROSSED = 0.8  # of all pieces that may go over the gap between columns: titles, tables, the rest of the page
ALIKE = 0.6  # of the paragraphs that begin beside one of the other column, where two texts are compared
SHARED, SHINGLE = 0.1, 8  # of what one column says, in so many signs each time, that the other one says as well
SCRIPT = 0.5  # by how much the shares of Chinese signs differ where two columns are of two scripts
DEEP = 2  # times that a page may be cut into two
MOST = 2000  # pieces on a page


class Piece(NamedTuple):
    """A part of a line without a gap in it, or a row of a table."""

    left: float
    right: float
    base: float
    size: float
    text: str
    glyphs: tuple[Glyph, ...]
    row: Line | None = None


class Block(NamedTuple):
    """Pieces that are read down from the first to the last; ``column`` for those that share the page with others."""

    pieces: list[Piece]
    column: bool


class OpenError(Exception):
    """Columns that may be read in more than one order."""


def pieces_of(rows: Sequence[Sequence[Glyph]]) -> Iterator[Piece]:
    """Cut rows of signs where there are gaps."""
    for row in rows:
        part: list[Glyph] = []
        for glyph in row:
            if part and glyph.left - part[-1].right > GAP * max(glyph.size, part[-1].size):
                yield _piece(part)
                part = []
            part.append(glyph)
        yield _piece(part)


def _piece(part: list[Glyph]) -> Piece:
    size = max(glyph.size for glyph in part)
    text = "".join(glyph.value for glyph in part)
    return Piece(part[0].left, part[-1].right, part[0].base, size, text, tuple(part))


def blocks(pieces: Sequence[Piece], deep: int = DEEP) -> list[Block]:
    """Return the pieces of a page as they are read; raises OpenError."""
    found = [piece for piece in pieces if piece.text.strip()]
    gap = _gap(found) if deep and len(found) <= MOST else None
    if gap is None:
        return [Block(list(pieces), column=False)]
    made: list[Block] = []
    for band in _bands(found, gap):
        sides = [piece for piece in band if piece.right <= gap], [piece for piece in band if piece.left >= gap]
        if _columns(*sides):
            made += [each._replace(column=True) for side in sides for each in blocks(side, deep - 1)]
        elif made and not made[-1].column:
            made[-1].pieces.extend(band)
        else:
            made.append(Block(list(band), column=False))
    return made


def _gap(pieces: Sequence[Piece]) -> float | None:
    """Return where a page may be cut into columns: where the fewest pieces cross, and enough stand on both sides."""
    if not pieces:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    places = sorted({round(piece.left - GAP * piece.size / 2, 1) for piece in pieces})
    best: tuple[int, float] | None = None
    for place in places:
        before = sum(piece.right <= place for piece in pieces)
        behind = sum(piece.left >= place for piece in pieces)
        crossing = len(pieces) - before - behind
        within = left + 0.15 * (right - left) < place < right - 0.15 * (right - left)
        enough = max(before, behind) >= LEAST and min(before, behind) >= FEWEST
        if within and enough and crossing <= CROSSED * len(pieces) and (best is None or crossing < best[0]):
            best = crossing, place
    return best[1] if best else None


def _bands(pieces: Sequence[Piece], gap: float) -> Iterator[list[Piece]]:
    """Yield the stretches of a page, from top to bottom, whose pieces cross the gap, and those in which none does.

    The first and the last lines, where they stand apart, are the head and the foot of the page: stretches of their own.
    """
    ordered = sorted(pieces, key=lambda piece: (piece.base, piece.left))
    starts = [at for at in range(1, len(ordered)) if ordered[at].base - ordered[at - 1].base > SAME * ordered[at].size]
    apart = [at for at in starts if ordered[at].base - ordered[at - 1].base > BELOW * ordered[at].size]
    first = next((at for at in apart if at in starts[:EDGE]), 0)
    last = next((at for at in reversed(apart) if at in starts[-EDGE:] and at > first), len(ordered))
    yield from (part for part in (ordered[:first], *_crossing(ordered[first:last], gap), ordered[last:]) if part)


def _crossing(pieces: Sequence[Piece], gap: float) -> Iterator[list[Piece]]:
    band: list[Piece] = []
    crossed = False
    for piece in pieces:
        crosses = piece.left < gap < piece.right
        if band and crosses is not crossed:
            yield band
            band = []
        band.append(piece)
        crossed = crosses
    if band:
        yield band


def _columns(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether pieces on two sides are columns of text; raises OpenError where that is open."""
    if max(len(left), len(right)) < LEAST or min(len(left), len(right)) < FEWEST:
        return False
    if not all(_text(side) for side in (left, right)):
        return False
    full = [_full(side) for side in (left, right)]
    if not all(full):
        if not all(alone or _gap(side) is not None for alone, side in zip(full, (left, right), strict=True)):
            raise OpenError
    elif _compared(left, right):
        raise OpenError
    return True


def _text(side: Sequence[Piece]) -> bool:
    """Whether a side is as wide as text is, and says sentences."""
    width = max(piece.right for piece in side) - min(piece.left for piece in side)
    said = sum(bool(MARK.search(piece.text)) for piece in side)
    return width >= BROAD * max(piece.size for piece in side) and said >= SAID * len(side)


def _full(side: Sequence[Piece]) -> bool:
    width = max(piece.right for piece in side) - min(piece.left for piece in side)
    return sum(piece.right - piece.left >= FULL * width for piece in side) >= MOSTLY * len(side)


def _compared(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether two sides are texts to be compared: much the same, of two scripts, or set paragraph by paragraph."""
    said = ["".join(piece.text for piece in side) for side in (left, right)]
    chinese = [len(WIDE.findall(each)) / len(each) for each in said]
    shingles = [{each[at : at + SHINGLE] for at in range(len(each) - SHINGLE + 1)} for each in said]
    shared = len(shingles[0] & shingles[1]) > SHARED * min(map(len, shingles))
    return shared or abs(chinese[0] - chinese[1]) > SCRIPT or _side_by_side(left, right)


def _side_by_side(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether the paragraphs of both sides begin beside each other, those at their heads left out."""
    fewer, more = sorted((_begun(side) for side in (left, right)), key=len)
    beside = [base for base, size in fewer if any(abs(base - other) <= SAME * size for other, _ in more)]
    return len(beside) > 1 and len(beside) >= ALIKE * len(more)


def _begun(side: Sequence[Piece]) -> list[tuple[float, float]]:
    """Return where paragraphs begin on one side: behind a line that is not full, or indented."""
    start, end = min(piece.left for piece in side), max(piece.right for piece in side)
    ordered = sorted(side, key=lambda piece: piece.base)
    return [
        (piece.base, piece.size)
        for before, piece in pairwise(ordered)
        if piece.left > start + piece.size or before.right < end - 2 * piece.size
    ]
