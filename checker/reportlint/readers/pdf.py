"""Read a .pdf by its text layer, which pypdfium2 finds; a page that has none is told, and is never taken for read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double
from math import atan2, hypot, pi
from typing import Any, NamedTuple

from reportlint.language import Message
from reportlint.readers.assembly import Assembly
from reportlint.readers.grid import grids
from reportlint.readers.layout import Frame, Glyph, Sheet
from reportlint.readers.paragraphs import put_pages
from reportlint.readers.pdf_rules import NEAR, rules_of
from reportlint.readers.pdf_signs import meaningless, plain
from reportlint.readers.sheets import sheet_of
from reportlint.source import Source, SourceError

PAGES, SIGNS = 2000, 200_000  # more than any report has, and any page
SLANT, FAR = 0.05, 1e6  # quarter turns, from which a sign is part of a watermark; points, from which a place is none
OBJECTS, CURVES = 10_000, 50
GARBLED = 0.1  # of the signs, from which a text layer is of no use
PASSWORD = 4  # the error of the renderer for a file that is encrypted
NO_READER = Message("请先运行 pip install reportlint[pdf]", "run pip install reportlint[pdf] first")
NO_MEANING = Message("文字层是乱码，字体的编码不公开", "the text layer means nothing outside its fonts")


def read(name: str, data: bytes, encoding: str | None) -> Source:
    """Read a .pdf; raises SourceError."""
    try:
        import pypdfium2
        from pypdfium2 import raw
    except ImportError:
        raise SourceError("no-reader", NO_READER) from None
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = raw.FPDF_GetLastError() == PASSWORD or "assword" in str(error)
        raise SourceError("encrypted" if encrypted else "damaged") from error
    try:
        if not 0 < len(file) <= PAGES:
            raise SourceError("too-big" if len(file) else "damaged")
        reader = _Reader(raw)
        sheets = [reader.sheet(number, file.raw) for number in range(1, len(file) + 1)]
    finally:
        file.close()
    if reader.garbled > GARBLED * max(1, reader.signs):
        raise SourceError("no-text", NO_MEANING)
    assembly = Assembly()
    put_pages(assembly, sheets)
    return assembly.source(name, "pdf")


class _Sign(NamedTuple):
    """A sign as it stands on a page: its box and base point in points from the lower left corner, its quarter turn."""

    value: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    size: float
    turn: int


class _Reader:
    """Take the signs off pages, and count them."""

    def __init__(self, raw: Any) -> None:
        self.signs = self.garbled = 0
        self._raw = raw

    def sheet(self, number: int, file: Any) -> Sheet:
        """Read one page, counted from 1; one that cannot be opened shows something that is not read."""
        raw = self._raw
        page = raw.FPDF_LoadPage(file, number - 1)
        text = raw.FPDFText_LoadPage(page) if page else None
        try:
            if not text:
                return Sheet(number, (), 1, pictures=True)
            area = raw.FS_RECTF()
            raw.FPDF_GetPageBoundingBox(page, byref(area))
            found = list(self._found(text))
            turn = Counter(sign.turn for sign in found).most_common(1)[0][0] if found else 0
            frame = Frame(turn, area.left, area.bottom, area.right, area.top)
            tables = grids(rules_of(raw, page, frame), NEAR) if found else []
            glyphs = (_upright(sign, turn, area) for sign in found)
            height = abs(area.right - area.left if turn % 2 else area.top - area.bottom)
            return sheet_of(number, glyphs, tables, height, pictures=self._pictures(page), frame=frame)
        finally:
            if text:
                raw.FPDFText_ClosePage(text)
            if page:
                raw.FPDF_ClosePage(page)

    def _pictures(self, page: Any) -> bool:
        """Whether a page shows pictures, or so many lines and curves that they may be writing."""
        raw = self._raw
        count = raw.FPDFPage_CountObjects(page)
        kinds = Counter(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at)) for at in range(min(count, OBJECTS)))
        return (
            count > OBJECTS
            or kinds[raw.FPDF_PAGEOBJ_PATH] > CURVES
            or bool(kinds.keys() - {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH})
        )

    def _found(self, text: Any) -> Iterator[_Sign]:
        """Yield the signs of a page; those that the renderer made up, and slanting ones, are none of the text."""
        raw = self._raw
        box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), c_double(), c_double()
        high = 0
        count = raw.FPDFText_CountChars(text)
        if count > SIGNS:
            raise SourceError("too-big")
        for at in range(count):
            code = raw.FPDFText_GetUnicode(text, at)
            if raw.FPDFText_IsGenerated(text, at) == 1 or code == 0:
                continue
            if 0xD800 <= code < 0xDC00:  # half of a sign: some versions of the renderer tell it in two
                high = code
                continue
            if high and 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
            high = 0
            value = self._counted(chr(code))
            raw.FPDFText_GetMatrix(text, at, byref(matrix))
            turns = atan2(matrix.b, matrix.a) / (pi / 2)
            known = raw.FPDFText_GetLooseCharBox(text, at, byref(box))
            known = raw.FPDFText_GetCharOrigin(text, at, byref(x), byref(y)) and known
            size = raw.FPDFText_GetFontSize(text, at) * hypot(matrix.c, matrix.d)
            places = box.left, box.bottom, box.right, box.top, x.value, y.value, size
            usable = known and abs(turns - round(turns)) < SLANT and all(abs(place) < FAR for place in places)
            if usable and value not in "\r\n" and size > 0:
                yield _Sign(value, *places, round(turns) % 4)

    def _counted(self, value: str) -> str:
        self.signs += 1
        self.garbled += meaningless(value)
        return "\ufffd" if "\ud800" <= value < "\ue000" else plain(value)


def _upright(sign: _Sign, turn: int, area: Any) -> Glyph:
    """Turn a sign as people turn the page, so that its text runs from left to right, and measure from the top."""
    left, right, base = [
        (sign.left, sign.right, area.top - sign.y),
        (sign.bottom, sign.top, sign.x - area.left),
        (-sign.right, -sign.left, sign.y - area.bottom),
        (-sign.top, -sign.bottom, area.right - sign.x),
    ][turn]
    return Glyph(sign.value, left, right, base, sign.size)
