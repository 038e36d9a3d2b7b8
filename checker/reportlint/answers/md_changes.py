"""Write edits into Markdown, between the marks that its reader cut out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reportlint.answers.docx_changes import Changed
from reportlint.diagnostic import Edit, Fix
from reportlint.linter import apply
from reportlint.readers import md
from reportlint.source import LINE_END, Source, Span, Stretch
from reportlint.writing import WriteError, encoded


def changed(data: bytes, source: Source, edits: Sequence[Edit]) -> Changed:
    """Return Markdown with edits made, and those that reach over marks, which are not; raises WriteError."""
    file = Source.decode(source.name, data, source.encoding)
    rows = [0, *(match.end() for match in LINE_END.finditer(file.text))]
    stretches = source.origin.stretches if source.origin else ()
    made: list[Fix] = []
    done: list[Fix] = []
    left_out: list[Edit] = []
    for edit in edits:
        span = _placed(edit.span, stretches, rows)
        if span is None or file[span] != source[edit.span]:
            left_out.append(edit)
        else:
            made.append(Fix.replace(span, edit.text))
            done.append(Fix((edit,)))
    new = encoded(data, file, file.with_text(apply(file.text, made)))
    if md.read(source.name, new, source.encoding).text != apply(
        source.text, done
    ):  # the edits made marks, or broke some
        raise WriteError("no-place")
    return Changed(new, left_out)


def _placed(span: Span, stretches: Sequence[Stretch], rows: Sequence[int]) -> Span | None:
    """Return where a span of the text stands in the file; None for one that is not in one piece there."""
    at = bisect_left(stretches, max(span.end, span.start + 1), key=lambda stretch: stretch.end)
    if at == len(stretches) or stretches[at].start > span.start or stretches[at].position is None:
        return None
    row, column = stretches[at].position or (1, 1)
    start = rows[row - 1] + column - 1 + span.start - stretches[at].start
    return Span(start, start + span.end - span.start)
