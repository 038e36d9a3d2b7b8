"""Write findings into a copy of a .pdf as highlights with a note, each over the very words that it is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from reportlint.answers.pdf_increment import Increment
from reportlint.answers.words import AUTHOR, said
from reportlint.diagnostic import Diagnostic, Severity
from reportlint.linter import Outcome
from reportlint.readers.layout import Print
from reportlint.source import SourceError, Span, Stretch
from reportlint.writing import WriteError

ABOVE, BELOW = 0.88, 0.14  # sizes of a sign that it takes above and below its base line
COLOURS = {Severity.ERROR: (1, 0.6, 0.55), Severity.WARNING: (1, 0.85, 0.35), Severity.NOTE: (0.6, 0.8, 1)}
PRINTED = 4  # the flag of a note that goes to the printer as well
UNLOCKED = -1  # what the renderer tells of a file without restrictions


class Known(NamedTuple):
    """What an answer must know of a .pdf: how many notes each page has, whether it may be changed."""

    notes: list[int]
    locked: bool
    signed: bool


def annotated(data: bytes, outcome: Outcome, language: str) -> bytes:
    """Return the bytes of a .pdf with a note behind them for each finding that counts; raises SourceError, WriteError.

    A file with restrictions, or with signatures, which any change makes invalid, is refused.
    """
    if not outcome.diagnostics:
        return data
    known = _known(data)
    if known.locked or known.signed:
        raise WriteError("locked" if known.locked else "signed")
    increment = Increment(data)
    notes: Counter[int] = Counter(dict(enumerate(known.notes, 1)))
    for number, each in enumerate(outcome.diagnostics, 1):
        page, quads = _place(outcome, each.problem.span)
        increment.add(page, _note(each, number, quads, language))
        notes[page] += 1
    answer = increment.written()
    if not _sound(answer, outcome.source.text, [notes[page] for page in range(1, len(known.notes) + 1)]):
        raise WriteError("no-place")
    return answer


def _known(data: bytes) -> Known:
    """Ask the renderer, which takes files as people see them; raises SourceError."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise SourceError("damaged") from error
    try:
        notes = []
        for number in range(len(file)):
            page = raw.FPDF_LoadPage(file.raw, number)
            notes.append(raw.FPDFPage_GetAnnotCount(page) if page else 0)
            if page:
                raw.FPDF_ClosePage(page)
        locked = raw.FPDF_GetSecurityHandlerRevision(file.raw) != UNLOCKED
        return Known(notes, locked, raw.FPDF_GetSignatureCount(file.raw) > 0)
    finally:
        file.close()


def _sound(answer: bytes, text: str, notes: list[int]) -> bool:
    """Whether an answer reads as before and has the notes that it should have."""
    from reportlint.readers.pdf import read

    try:
        return _known(answer).notes == notes and read("", answer, None).text == text
    except SourceError:
        return False


def _place(outcome: Outcome, span: Span) -> tuple[int, list[float]]:
    """Return on which page a note stands, and the corners of what it covers there, eight figures a line.

    A finding that goes on over the end of a page is marked where it begins.
    """
    assert outcome.source.origin is not None
    lines = _lines(outcome.source.origin.stretches, span)
    page = lines[0][0].piece.page
    corners = [_corners(line.piece, span.start, span.end) for line, span in lines if line.piece.page == page]
    return page, [figure for each in corners for figure in each]


def _lines(stretches: Sequence[Stretch], span: Span) -> list[tuple[Stretch, Span]]:
    """Return the printed lines that a finding is about, and which of their characters.

    One that is about a place between characters is shown at the one beside it, one that is about no words at the next line.
    """
    start, end = span
    if start == end:
        before = bisect_left(stretches, start, key=lambda each: each.end)
        inside = before < len(stretches) and stretches[before].start < start
        start, end = (start - 1, end) if inside else (start, end + 1)
    first = bisect_right(stretches, start, key=lambda each: each.end)
    last = bisect_left(stretches, end, key=lambda each: each.start)
    if first >= last:
        near = stretches[min(first, len(stretches) - 1)]
        return [(near, Span(0, near.end - near.start))]
    return [
        (each, Span(max(start, each.start) - each.start, min(end, each.end) - each.start))
        for each in stretches[first:last]
    ]


def _corners(printed: Print, start: int, end: int) -> list[float]:
    """Return the corners of some characters of a line: above left and right, then below, as people turn the page."""
    frame, base = printed.frame, printed.box[3]
    assert frame is not None
    size = base - printed.box[1]
    left, right = printed.edges[2 * start], printed.edges[2 * end - 1]
    high, low = base - ABOVE * size, base + BELOW * size
    points = [frame.placed(*each) for each in ((left, high), (right, high), (left, low), (right, low))]
    return [round(figure, 2) for point in points for figure in point]


def _note(d: Diagnostic, number: int, quads: list[float], language: str) -> dict[str, Any]:
    """Return what a note holds; no date, for the same comes of the same."""
    across, up = quads[::2], quads[1::2]
    return {
        "Rect": [min(across), min(up), max(across), max(up)],
        "QuadPoints": quads,
        "C": list(COLOURS[d.severity]),
        "F": PRINTED,
        "T": AUTHOR,
        "NM": f"{AUTHOR}-{number}",
        "Contents": "\n".join(said(d, language)),
    }
