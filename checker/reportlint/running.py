"""Tell running text from headings, lists of names, tables, captions and what else stands in lines of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportlint.pattern import lazy
from reportlint.source import Text

if TYPE_CHECKING:
    from reportlint.document import Document

HALF = lazy(r"[^\W\da-zA-Z_][,;](?:[^\W\da-zA-Z_]|[“《])")
LABEL = lazy(r"[^，。；：:]{1,12}[：:]")
GAP = lazy(r"[^\S\r\n][^\S\r\n]+")
CAPTION = lazy(r"[图表]\s?[0-9一二三四五六七八九十]|[注※*]")
SET_OUT = 2  # gaps by which a line is set out like a table
PAUSES = frozenset("，；！？")


class Line(NamedTuple):
    """A line of running text; ``words`` is where the text begins behind the heading that runs in."""

    text: Text
    words: int


def running(document: Document) -> tuple[Line, ...]:
    """Return the lines of running text of the report itself, in reading order."""
    return tuple(line for line in _lines(document) if _runs(line.text.value))


def _lines(document: Document) -> Iterator[Line]:
    text = document.source.text
    for division in document.body:
        if division.opener:
            yield Line(division.opener, division.opener.start)
        for paragraph in division.paragraphs:
            if paragraph != document.addressee:
                yield Line(paragraph, paragraph.start)
        for top in division.sections:
            for section in top.walk():
                heading = section.heading
                for index, paragraph in enumerate(section.paragraphs):
                    start = heading.mark.start if index == 0 and not heading.alone else paragraph.start
                    yield Line(Text(start, text[start : paragraph.end]), paragraph.start)


def _runs(value: str) -> bool:
    """Whether a line is a text of sentences."""
    if "。" not in value and (LABEL.match(value) or not (not PAUSES.isdisjoint(value) or HALF.search(value))):
        return False
    if CAPTION.match(value) or (value[0] in "（(" and value[-1] in "）)"):
        return False
    if "\t" in value or "|" in value or "｜" in value or "\n" in value or "\r" in value:
        return False
    return len(GAP.findall(value)) < SET_OUT
