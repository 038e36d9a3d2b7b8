"""How a report looks on paper: its pages, and the lettering of its paragraphs.

Lengths of pages are in mm, sizes of letters and pitches of lines in points, indents in characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlint.source import Span

MM = 25.4 / 72  # of a point
NAMED: dict[float, str] = {
    42: "初号",
    36: "小初",
    26: "一号",
    24: "小一",
    22: "二号",
    18: "小二",
    16: "三号",
    15: "小三",
}
NAMED |= {14: "四号", 12: "小四", 10.5: "五号", 9: "小五", 7.5: "六号", 6.5: "小六", 5.5: "七号", 5: "八号"}


class Look(NamedTuple):
    """How letters look; a font is None where the file names none."""

    font: str | None  # of Chinese characters
    latin: str | None  # of digits and Latin letters
    size: float


class Lettering(NamedTuple):
    """A stretch of text in one look."""

    start: int
    end: int
    look: Look


class Paragraph(NamedTuple):
    """A paragraph of the body, as it is set; those in tables, boxes and notes are none."""

    letterings: tuple[Lettering, ...]  # in reading order, at least one
    pitch: float | None  # from line to line; None where it follows from the letters
    indent: float  # of its first line
    align: str  # left, center, right, both, distribute

    @property
    def span(self) -> Span:
        """From its first letter to its last."""
        return Span(self.letterings[0].start, self.letterings[-1].end)


class PageNumber(NamedTuple):
    """The line of the footer that has the number of the page, how the number looks, and where it stands."""

    text: str  # of page 1: — 1 —
    look: Look
    side: str | None = None  # left, right, center, outside, inside; None where the file does not tell
    left: float = 0.0  # characters that are free between the margin and the number
    right: float = 0.0


class Page(NamedTuple):
    """The pages of a section of the file."""

    span: Span
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    numbers: tuple[PageNumber | None, ...]  # of odd and even pages, where these differ; None: there is no number
    spacing: float | None = 0.0  # points that a grid adds to each character; None where it sets them into its fields

    @property
    def across(self) -> bool:
        """Whether it is wider than high, as for a wide table."""
        return self.width > self.height


class Layout(NamedTuple):
    """The pages and the paragraphs of a report, in reading order."""

    pages: tuple[Page, ...]
    paragraphs: tuple[Paragraph, ...]

    def within(self, span: Span) -> Iterator[Paragraph]:
        """Yield the paragraphs that have letters in a span."""
        at = bisect_right(self.paragraphs, span.start, key=lambda each: each.span.end)
        while at < len(self.paragraphs) and self.paragraphs[at].span.start < span.end:
            yield self.paragraphs[at]
            at += 1

    def look(self, span: Span) -> Look | None:
        """Return the look that most of a span has: a few words in another one are emphasis; None where it has none."""
        sizes: Counter[Look] = Counter()
        for paragraph in self.within(span):
            first = bisect_right(paragraph.letterings, span.start, key=lambda each: each.end)
            last = bisect_left(paragraph.letterings, span.end, key=lambda each: each.start)
            for start, end, look in paragraph.letterings[first:last]:
                sizes[look] += min(end, span.end) - max(start, span.start)
        return max(sizes, key=sizes.__getitem__, default=None)


def named(size: float) -> str:
    """Write a size of letters as people know it.

    >>> named(16), named(10.5), named(17)
    ('16磅（三号）', '10.5磅（五号）', '17磅')
    """
    return f"{size:g}磅（{NAMED[size]}）" if size in NAMED else f"{size:g}磅"


def described(text: str, table: dict[str, Any]) -> Layout:
    """Return the layout of a text as an example describes it: ``page``, ``number``, and ``paragraph`` by its number.

    What it does not speak of is as GB/T 9704—2012 has it, and each paragraph as running text.
    """
    size = {"width": 210.0, "height": 297.0, "top": 37.0, "bottom": 35.0, "left": 28.0, "right": 26.0}
    size["spacing"] = 156 / MM / 28 - 16
    numbers = table.get("number", [{"text": "— 1 —", "font": "宋体", "size": 14}])
    marked = [
        PageNumber(
            each["text"],
            Look(each["font"], each["font"], each["size"]),
            each.get("side"),
            each.get("left", 1.0),
            each.get("right", 1.0),
        )
        for each in numbers
    ]
    page = Page(Span(0, len(text)), **{**size, **table.get("page", {})}, numbers=tuple(marked) or (None,))
    paragraphs = []
    for number, line in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text), 1):
        own: dict[str, Any] = {"font": "仿宋", "size": 16, "pitch": 28.95, "indent": 2, "align": "both"}
        own |= table.get("paragraph", {}).get(str(number), {})
        lettering = Lettering(*line.span(), Look(own["font"], own["font"], own["size"]))
        paragraphs.append(Paragraph((lettering,), own["pitch"] or None, own["indent"], own["align"]))
    return Layout((page,), tuple(paragraphs))
