"""Read a page of a government site: the report without the site around it, its title and date in front."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportlint.pattern import lazy
from reportlint.readers.assembly import Assembly, Rows
from reportlint.readers.html_content import report_of
from reportlint.readers.html_lines import Line
from reportlint.readers.html_scan import Value
from reportlint.readers.html_tree import Page
from reportlint.source import BOMS, Cell, Source, SourceError, Span

CHARSET = lazy(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,20})", re.I)
ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
}
HEAD = 4096  # bytes in which a page tells its encoding
TOP = 12  # lines in which a title is looked for
PUBLISHED = lazy(r"(?:时\s*间|日\s*期)\s*[:：]\s*\d{4}")
ORIGIN = lazy(r"来\s*源\s*[:：]\s*\S")
META = {"title": "articletitle", "date": "pubdate", "origin": "contentsource"}


class Told(NamedTuple):
    """What the head of a page tells of the report, and where."""

    title: Value | None
    date: Value | None
    origin: Value | None


def read(name: str, data: bytes, encoding: str | None) -> Source:
    """Read a page; raises SourceError."""
    file = _decoded(name, data, encoding)
    page = Page(file.text)
    before, body, behind = report_of(page)
    if not body:
        raise SourceError("empty")
    assembly = Assembly()
    rows = Rows(file.text)
    _put_head(assembly, rows, _told(page), [*before, *body[:TOP]])
    for line in (*before, *body, *behind):
        _put_line(assembly, rows, line)
    return assembly.source(name, "html", file.encoding, guessed=file.guessed)


def _decoded(name: str, data: bytes, encoding: str | None) -> Source:
    """Decode a page as it says itself, unless that is wrong."""
    said = CHARSET.search(data[:HEAD])
    named = ENCODINGS.get(said[1].decode("ascii").lower()) if said else None
    if encoding is None and named and not data.startswith(tuple(mark for mark, _ in BOMS)):
        try:
            return Source.decode(name, data, named)
        except SourceError as error:
            if error.args[0] != "undecodable":
                raise
    return Source.decode(name, data, encoding)


def _told(page: Page) -> Told:
    found: dict[str, Value] = {}
    for element in page.elements:
        if element.tag == "meta" and element.value("content").strip():
            found.setdefault(element.value("name").lower(), element.attributes["content"])
    return Told(*(found.get(META[each]) for each in ("title", "date", "origin")))


def _put_head(assembly: Assembly, rows: Rows, told: Told, lines: list[Line]) -> None:
    """Put in front what the head of the page tells and its body does not."""
    texts = [line.text for line in lines]
    seen = "".join("".join(texts).split())
    if told.title and "".join(told.title.text.split()) not in seen:
        _put_value(assembly, rows, "", told.title)
    if told.date and not any(PUBLISHED.search(text) for text in texts):
        _put_value(assembly, rows, "发布时间：", told.date)
    if told.origin and not any(ORIGIN.search(text) for text in texts):
        _put_value(assembly, rows, "来源：", told.origin)


def _put_value(assembly: Assembly, rows: Rows, label: str, value: Value) -> None:
    assembly.label(label)
    text = " ".join(value.text.split())
    assembly.add(text, position=rows.position(value.start), piece=value.start)
    assembly.join("\n")


def _put_line(assembly: Assembly, rows: Rows, line: Line) -> None:
    starts = []
    for value, start in line.pieces:
        starts.append(assembly.length)
        if start < 0:
            assembly.join(value)
        else:
            assembly.add(value, position=rows.position(start), piece=start)
    starts.append(assembly.length)
    for cell in line.fields:
        assembly.cells.append(Cell(line.table, cell.row, cell.column, Span(starts[cell.first], starts[cell.last])))
    assembly.join("\n")
