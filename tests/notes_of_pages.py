"""Read the notes of a .pdf with the library that does not write them, and the words that it finds within their corners."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, NamedTuple


class Note(NamedTuple):
    page: int
    kind: int
    said: str
    author: str
    name: str
    words: str  # what the renderer finds within its corners


def notes(data: bytes) -> list[Note]:
    """Read the notes of a file, with the words that stand in each."""
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    return [note for number in range(len(file)) for note in page_notes(file[number], number + 1)]


def page_notes(page: Any, number: int) -> Iterator[Note]:
    from pypdfium2 import raw

    text = page.get_textpage()
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        quads = []
        for each in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
            points = raw.FS_QUADPOINTSF()
            assert raw.FPDFAnnot_GetAttachmentPoints(note, each, ctypes.byref(points))
            across, up = (points.x1, points.x2, points.x3, points.x4), (points.y1, points.y2, points.y3, points.y4)
            quads.append(text.get_text_bounded(min(across) + 1, min(up) + 1, max(across) - 1, max(up) - 1))
        words = re.sub(r"\s", "", "".join(quads))
        kind = raw.FPDFAnnot_GetSubtype(note)
        yield Note(number, kind, value(note, b"Contents"), value(note, b"T"), value(note, b"NM"), words)
        raw.FPDFPage_CloseAnnot(note)


def value(note: Any, key: bytes) -> str:
    from pypdfium2 import raw

    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def by_name(found: list[Note]) -> list[Note]:
    return sorted(found, key=lambda note: int(note.name.removeprefix("reportlint-")))
