"""Rows of figures set out like a table, by tabs, as the cells of all formats are read, or by blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportlint.cells import CELL
from reportlint.document import Document
from reportlint.pattern import lazy
from reportlint.source import Span

LINE = lazy(r"[^\r\n]+")


class Figure(NamedTuple):
    """A cell with a number; a blank one, or a dash, counts as 0."""

    value: Decimal
    span: Span


class Row(NamedTuple):
    """The cells of one line that hold numbers, and the words before them."""

    label: str
    cells: tuple[Figure, ...]


def rows(document: Document, extent: Span, width: int) -> Iterator[Row]:
    """Yield the lines in a part of the document that end in so many figures."""
    text = document.source.text
    for line in LINE.finditer(text, extent.start, extent.end):
        found = _tabbed(line, width) if line[0].strip().count("\t") >= width - 1 else _spaced(line, width)
        if found:
            yield found


def _tabbed(line: re.Match[str], width: int) -> Row | None:
    """Read the last cells of a line that tabs part; some may be blank."""
    parts = line[0].split("\t")
    if len(parts) > width and CELL.fullmatch(parts[-width - 1].strip()):
        return None  # a wider table
    start = line.start() + len(line[0])
    cells: list[Figure] = []
    for part in reversed(parts[-width:]):
        start -= len(part)
        value = part.strip()
        if value and not CELL.fullmatch(value):
            return None
        cells.append(Figure(_number(value), Span(start, start + len(part))))
        start -= 1
    return (
        Row("".join(parts[:-width]).strip(), tuple(reversed(cells))) if any(p.strip() for p in parts[-width:]) else None
    )


def _spaced(line: re.Match[str], width: int) -> Row | None:
    """Read the last cells of a line that blanks part."""
    cells: list[Figure] = []
    end = len(line[0].rstrip())
    for match in reversed(list(re.finditer(r"\S+", line[0][:end]))):
        number = CELL.fullmatch(match[0]) is not None
        if len(cells) == width and not number:
            break
        if len(cells) == width or not number:
            return None  # a wider table, or a narrower one
        start = line.start() + match.start()
        cells.append(Figure(_number(match[0]), Span(start, start + len(match[0]))))
    if len(cells) < width:
        return None
    return Row(line[0][: cells[-1].span.start - line.start()].strip(), tuple(reversed(cells)))


def _number(text: str) -> Decimal:
    digits = text.replace(",", "").replace("，", "")
    return Decimal(digits) if any(sign.isdigit() for sign in digits) else Decimal(0)
