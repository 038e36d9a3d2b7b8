"""The lines that are ruled on a page of a .pdf: thin bars, and what is drawn from point to point across or down."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from typing import Any

from reportlint.readers.grid import Point, Rule, ruled
from reportlint.readers.layout import Frame

OBJECTS, POINTS = 10_000, 20_000  # that are looked at on a page
NEAR = 2.0  # points, within which lines lie in one place
THIN = 3.0  # points, up to which a bar is a line


def rules_of(raw: Any, page: Any, frame: Frame) -> Iterator[Rule]:
    """Yield the lines of a page, as people turn it."""
    points = 0
    for at in range(min(raw.FPDFPage_CountObjects(page), OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        filled, stroked = c_int(), c_int()
        raw.FPDFPath_GetDrawMode(drawn, byref(filled), byref(stroked))
        if not filled.value and not stroked.value:
            continue
        points += raw.FPDFPath_CountSegments(drawn)
        if points > POINTS:
            return
        for line in _lines(raw, drawn, frame):
            yield from ruled(line, NEAR, THIN, outlined=bool(stroked.value))


def _lines(raw: Any, drawn: Any, frame: Frame) -> Iterator[list[Point]]:
    """Yield the runs of points that are joined by straight lines."""
    matrix, x, y = raw.FS_MATRIX(), c_float(), c_float()
    raw.FPDFPageObj_GetMatrix(drawn, byref(matrix))
    line: list[Point] = []
    straight = True
    for at in range(raw.FPDFPath_CountSegments(drawn)):
        piece = raw.FPDFPath_GetPathSegment(drawn, at)
        kind = raw.FPDFPathSegment_GetType(piece)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if straight and len(line) > 1:
                yield line
            line, straight = [], True
        straight = straight and kind in (raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_LINETO)
        raw.FPDFPathSegment_GetPoint(piece, byref(x), byref(y))
        line.append(
            frame.seen(
                matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
            )
        )
        if straight and raw.FPDFPathSegment_GetClose(piece) and line[0] != line[-1]:
            line.append(line[0])
    if straight and len(line) > 1:
        yield line
