"""Join the lines of printed pages into the paragraphs that were broken to fit them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from reportlint.pattern import lazy
from reportlint.readers.assembly import Assembly
from reportlint.readers.heads import without_heads
from reportlint.readers.layout import WIDE, Frame, Line, Print, Sheet, words_meet
from reportlint.source import Cell, Leftover, SourceError, Span

INDENT = 1.0  # sizes of a sign from the left edge, from which a line begins a paragraph
CENTRED = 4.0  # and from which it is centred, or stands at the right: such lines fill none
NARROW, LEAST = 10.0, 6.0  # less than a line that is full takes, and less than it does in the narrowest column
SLACK = 0.6  # sizes of a sign that a full line may lack beside what did not fit
BESIDE = 0.25  # and what programs leave free between a Chinese sign and a figure
ALIKE = 0.15  # by what part the size of signs may differ within a paragraph
LONG = 0.6  # of the longest line, from which lines tell the edges
EDGED = 0.25  # of the long lines that end at the edge, where there is one
FEW_LONG = 3  # long lines, below which they tell nothing of the edge
APART = 1.6  # usual distances between lines: what stands further apart is apart
FEW = 10  # signs: less beside a picture are a stamp or a number on a scan
HANGING = "，。、；："  # marks that may stand beyond the edge
END = lazy(r"[。！？；：…”）]$")
MARK = lazy(
    r"(?:[一二三四五六七八九十]{1,4}、|[（(](?:[一二三四五六七八九十]{1,4}|\d{1,2})[）)]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十百]{1,5}[章节条]|附件)"
)


class Edges(NamedTuple):
    """Between what edges the lines of a page stand, and how far apart they are."""

    left: float
    right: float
    leading: float


def put_pages(assembly: Assembly, sheets: Sequence[Sheet]) -> None:
    """Append the paragraphs of pages, and note the pages that were not read; raises SourceError where all are such."""
    if any(sheet.open for sheet in sheets):  # its other columns are no surer
        sheets = [
            sheet._replace(lines=(), open=True) if any(line.column for line in sheet.lines) else sheet
            for sheet in sheets
        ]
    unread = {sheet.number: "page-in-columns" for sheet in sheets if sheet.open}
    cleared = without_heads(sheets)
    blank = [sheet.number for sheet in [*sheets, *cleared] if sheet.pictures and sheet.signs < FEW and not sheet.open]
    unread |= dict.fromkeys(blank, "page-without-text")
    frames = {sheet.number: sheet.frame for sheet in sheets}
    paragraphs = list(_paragraphs(cleared))
    if not paragraphs or not any(sheet.lines for sheet in cleared if sheet.number not in unread):
        raise SourceError("columns" if "page-in-columns" in unread.values() else "no-text")
    tables: dict[tuple[int, int], int] = {}  # by page, and number on the page
    for paragraph in paragraphs:
        _note(assembly, unread, paragraph[0].page)
        page, fields = paragraph[0].page, paragraph[0].fields
        for at, field in enumerate(fields):
            assembly.join("\t" if at else "")
            start = assembly.length
            _put(assembly, field.lines, frames)
            table = tables.setdefault((page, field.table), len(tables) + 1)
            assembly.cells.append(Cell(table, field.row, field.column, Span(start, assembly.length)))
        if not fields:
            _put(assembly, paragraph, frames)
        assembly.join("\n")
    _note(assembly, unread, 1 << 30)


def _put(assembly: Assembly, lines: Sequence[Line], frames: dict[int, Frame | None]) -> None:
    """Append lines that go on from each other."""
    for before, line in zip([None, *lines], lines, strict=False):
        if before and words_meet(before.text, line.text):
            assembly.join(" ")
        place = f"第{line.page}页", f"page {line.page}"
        box = line.left, line.base - line.size, line.right, line.base
        assembly.add(line.text, place=place, piece=Print(line.page, box, line.edges, frames[line.page]))


def _note(assembly: Assembly, unread: dict[int, str], page: int) -> None:
    """Note the pages before a page that were not read."""
    for number in sorted(number for number in unread if number < page):
        assembly.leftovers.append(Leftover(unread.pop(number), Span(assembly.length, assembly.length), str(number)))


def _paragraphs(sheets: Sequence[Sheet]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph, those that go on over the end of a page included."""
    lines = [line for sheet in sheets for line in sheet.lines if not line.fields]
    longest = max((line.right - line.left for line in lines), default=0.0)
    whole = _edges(lines, longest) or Edges(0, 0, 0)
    current: list[Line] = []
    edges = whole
    for sheet in sheets:
        for column, group in groupby(sheet.lines, key=lambda line: line.column):
            own_lines = list(group)
            own = _own_edges(own_lines, whole, longest, column=bool(column)) or whole
            for line in own_lines:
                if current and not _goes_on(current[-1], line, edges, own):
                    yield current
                    current = []
                current.append(line)
                edges = own
    if current:
        yield current


def _own_edges(lines: Sequence[Line], whole: Edges, longest: float, *, column: bool) -> Edges | None:
    """Return the edges of a page or of a column on it, where it has enough lines to tell.

    A page that is indented as a whole holds beginnings of paragraphs alone.
    """
    plain = [line for line in lines if not line.fields]
    if column:
        return _edges(plain, max((line.right - line.left for line in plain), default=0.0))
    found = _edges(plain, longest) if len(plain) > FEW else None
    if not found or not _full(plain, found, longest):
        return None
    size = median(line.size for line in plain)
    indented = INDENT * size <= found.left - whole.left < CENTRED * size
    return found._replace(left=whole.left) if indented else found


def _full(lines: Sequence[Line], edges: Edges, longest: float) -> bool:
    """Whether lines end at the right edge as running text does: those of a list end anywhere."""
    ends = [edges.right - line.right <= SLACK * line.size for line in lines if line.right - line.left > LONG * longest]
    return sum(ends) >= EDGED * len(ends)


def _edges(lines: Sequence[Line], longest: float) -> Edges | None:
    """Return the edges at which most long lines begin and end; None where there are no long lines."""
    long = [line for line in lines if line.right - line.left > LONG * longest]
    if not long:
        return None
    size = median(line.size for line in long)
    starts = Counter(round(line.left / size * 2) for line in long)
    most = max(starts.values())
    left = min(start for start, count in starts.items() if count >= most / 4) * size / 2
    within = [line.right for line in long if line.text[-1] not in HANGING]
    rights = sorted(within if len(within) >= max(FEW_LONG, len(long) / 4) else [line.right for line in long])
    right = rights[round(0.9 * (len(rights) - 1))]
    below = [(b.base - a.base, a.right) for a, b in pairwise(lines) if b.base > a.base]
    full = [distance for distance, end in below if end > right - size]  # what follows a full line mostly goes on
    return Edges(left, right, median(full or [distance for distance, _ in below] or [0]))


def _goes_on(before: Line, line: Line, above: Edges, here: Edges) -> bool:
    """Whether a line continues the paragraph of the one before it."""
    size = max(before.size, line.size)
    if abs(before.size - line.size) > ALIKE * size or _apart(before) or _apart(line):
        return False
    if line.page > before.page + 1:  # what stands between was not read
        return False
    if before.right - above.left < max(LEAST * size, min(NARROW * size, LONG * (above.right - above.left))):
        return False
    if before.left > above.left + CENTRED * size or line.left > here.left + INDENT * size:
        return False
    beside = BESIDE * size * (WIDE.match(before.text[-1:]) is not None and line.text[0].isascii())
    if before.right + beside + line.head <= above.right - SLACK * size + 1e-6:
        return False
    if before.page == line.page and line.base - before.base > APART * max(here.leading, size):
        return False
    return not (END.search(before.text) and MARK.match(line.text))


def _apart(line: Line) -> bool:
    return bool(line.fields) or "\t" in line.text
