"""The heads and feet of printed pages, which belong to no text: running titles, and the numbers of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reportlint.pattern import lazy
from reportlint.readers.layout import Line, Sheet

EDGE = 0.12  # of the height of a page: where its number and running heads stand
NUMBER = lazy(
    r"[-—–－_·•.\s]*(?:第\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,6})(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–－_·•.\s]*"
)
OFTEN = 3  # pages on which a line stands that is a running head; all pages, where there are but two


def without_heads(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Take the numbers of pages out, and the lines that stand in one place at the edge of many pages."""
    seen = Counter(key for sheet in sheets for key in {_key(line) for line in sheet.lines if _at_edge(line, sheet)})
    often = {
        key for key, count in seen.items() if count >= min(OFTEN, max(2, len(sheets))) and 2 * count >= len(sheets)
    }
    cleared = []
    for sheet in sheets:
        numbers = list(_numbers(sheet, often))
        kept = (
            line
            for line in sheet.lines
            if not any(line is number for number in numbers) and not (_at_edge(line, sheet) and _key(line) in often)
        )
        cleared.append(sheet._replace(lines=tuple(kept)))
    return cleared


def _numbers(sheet: Sheet, often: set[tuple[str, int]]) -> Iterator[Line]:
    """Yield the number of a page: its first or last line, running titles aside."""
    lines = sorted((line for line in sheet.lines if _key(line) not in often), key=lambda line: line.base)
    for line in (lines[0], lines[-1]) if lines else ():
        if _at_edge(line, sheet) and _number(line, sheet.number):
            yield line


def _at_edge(line: Line, sheet: Sheet) -> bool:
    return not line.fields and not EDGE * sheet.height <= line.base <= (1 - EDGE) * sheet.height


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", "".join(line.text.split())), round(line.base / 4)


def _number(line: Line, page: int) -> bool:
    """Whether a line numbers a page; a bare figure must be its own, for it may belong to a table as well."""
    text = line.text.strip()
    return int(text) == page if text.isdecimal() else NUMBER.fullmatch(text) is not None
