"""Join the lines of printed pages into the paragraphs that were broken to fit them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from reportlint.readers.assembly import Assembly
from reportlint.readers.layout import Frame, Line, Print, Sheet, without_heads, words_meet
from reportlint.source import Cell, Leftover, SourceError, Span

INDENT = 1.0  # sizes of a sign from the left edge, from which a line begins a paragraph
CENTRED = 4.0  # and from which it is centred, or stands at the right: such lines fill none
NARROW = 10.0  # less than a line that is full takes, in whatever column
SLACK = 0.6  # sizes of a sign that a full line may lack beside what did not fit
ALIKE = 0.15  # by what part the size of signs may differ within a paragraph
LONG = 0.6  # of the longest line, from which lines tell the edges
APART = 1.6  # usual distances between lines: what stands further apart is apart
FEW = 10  # signs: less beside a picture are a stamp or a number on a scan
END = re.compile(r"[。！？；：…”）]$")
MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,4}、|[（(](?:[一二三四五六七八九十]{1,4}|\d{1,2})[）)]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十百]{1,5}[章节条]|附件)"
)


class Edges(NamedTuple):
    """Between what edges the lines of a page stand, and how far apart they are."""

    left: float
    right: float
    leading: float


def put_pages(assembly: Assembly, sheets: Sequence[Sheet]) -> None:
    """Append the paragraphs of pages, and note the pages that hold no text; raises SourceError where none does."""
    blank = [sheet.number for sheet in sheets if sheet.pictures and sheet.signs < FEW]
    cleared = without_heads(sheets)
    blank += [sheet.number for sheet in cleared if sheet.pictures and sheet.signs < FEW and sheet.number not in blank]
    frames = {sheet.number: sheet.frame for sheet in sheets}
    paragraphs = list(_paragraphs(cleared))
    if not paragraphs or not any(sheet.lines for sheet in cleared if sheet.number not in blank):
        raise SourceError("no-text")
    tables: dict[tuple[int, int], int] = {}  # by page, and number on the page
    for paragraph in paragraphs:
        _note(assembly, blank, paragraph[0].page)
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
    _note(assembly, blank, 1 << 30)


def _put(assembly: Assembly, lines: Sequence[Line], frames: dict[int, Frame | None]) -> None:
    """Append lines that go on from each other."""
    for before, line in zip([None, *lines], lines, strict=False):
        if before and words_meet(before.text, line.text):
            assembly.join(" ")
        place = f"第{line.page}页", f"page {line.page}"
        box = line.left, line.base - line.size, line.right, line.base
        assembly.add(line.text, place=place, piece=Print(line.page, box, line.edges, frames[line.page]))


def _note(assembly: Assembly, blank: list[int], page: int) -> None:
    """Note the pages without text before a page."""
    while blank and min(blank) < page:
        blank.remove(number := min(blank))
        assembly.leftovers.append(Leftover("page-without-text", Span(assembly.length, assembly.length), str(number)))


def _paragraphs(sheets: Sequence[Sheet]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph, those that go on over the end of a page included."""
    lines = [line for sheet in sheets for line in sheet.lines if not line.fields]
    longest = max((line.right - line.left for line in lines), default=0.0)
    whole = _edges(lines, longest) or Edges(0, 0, 0)
    current: list[Line] = []
    edges = whole
    for sheet in sheets:
        plain = [line for line in sheet.lines if not line.fields]
        own = (_edges(plain, longest) if len(plain) > FEW else None) or whole
        for line in sheet.lines:
            if current and not _goes_on(current[-1], line, edges, own):
                yield current
                current = []
            current.append(line)
            edges = own
    if current:
        yield current


def _edges(lines: Sequence[Line], longest: float) -> Edges | None:
    """Return the edges at which most long lines begin and end; None where there are no long lines."""
    long = [line for line in lines if line.right - line.left > LONG * longest]
    if not long:
        return None
    size = median(line.size for line in long)
    starts = Counter(round(line.left / size * 2) for line in long)
    most = max(starts.values())
    left = min(start for start, count in starts.items() if count >= most / 4) * size / 2
    rights = sorted(line.right for line in long)
    right = rights[round(0.9 * (len(rights) - 1))]
    below = [(b.base - a.base, a.right) for a, b in pairwise(lines) if b.base > a.base]
    within = [distance for distance, end in below if end > right - size]  # what follows a full line mostly goes on
    return Edges(left, right, median(within or [distance for distance, _ in below] or [0]))


def _goes_on(before: Line, line: Line, above: Edges, here: Edges) -> bool:
    """Whether a line continues the paragraph of the one before it."""
    size = max(before.size, line.size)
    if abs(before.size - line.size) > ALIKE * size or _apart(before) or _apart(line):
        return False
    if line.page > before.page + 1:  # what stands between was not read
        return False
    if before.right - above.left < NARROW * size:
        return False
    if before.left > above.left + CENTRED * size or line.left > here.left + INDENT * size:
        return False
    if before.right + line.head <= above.right - SLACK * size + 1e-6:
        return False
    if before.page == line.page and line.base - before.base > APART * max(here.leading, size):
        return False
    return not (END.search(before.text) and MARK.match(line.text))


def _apart(line: Line) -> bool:
    return bool(line.fields) or "\t" in line.text
