"""Find what no rule of style and no fix may touch: marks, numbers, names, dates, quotations, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.pattern import lazy
from reportlint.source import Span, new

if TYPE_CHECKING:
    from reportlint.document import Document

PROTECTED = lazy(  # the first character is told by a class of its own, which is found much faster
    r"[A-Za-z0-9０-９“‘](?:"
    r"(?<=\d)(?:\d{3}(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|[-/.]\d{1,2}[-/.]\d{1,2})|\d?月(?:\d{1,2}日)?)"
    r"|(?<!\d)(?:(?:(?<=h)ttps?://|(?<=w)ww\.)[^\s，。；）)]+|(?<=[A-Za-z])[A-Za-z0-9_.+-]*(?:@[A-Za-z0-9_.-]+)?"
    r"|(?<=“)[^“”\r\n]*”|(?<=‘)[^‘’\r\n]*’))"
)


def protected(document: Document) -> tuple[Span, ...]:
    """Return what a rule of style may not touch, overlapping spans joined."""
    marks = [section.heading.mark for section in document.all_sections]
    spans: list[tuple[int, int]] = [(start, start + len(mark)) for start, mark in marks]
    spans += [part.span for cited in document.references for part in cited if part]
    spans += [article.span for article in document.articles]
    spans += [match.span() for match in PROTECTED.finditer(document.source.text)]
    if not spans:
        return ()
    spans.sort()
    joined = []
    first, last = spans[0]
    for start, end in spans:
        if start > last:
            joined.append(new(Span, (first, last)))
            first, last = start, end
        elif end > last:
            last = end
    return (*joined, Span(first, last))
