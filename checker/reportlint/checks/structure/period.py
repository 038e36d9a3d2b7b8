"""Checks on the year reported on, and on when the report was made and published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from reportlint.checks import check
from reportlint.contents import Content, contents
from reportlint.diagnostic import Problem, Related, Severity
from reportlint.document import Document
from reportlint.facts import YEAR
from reportlint.language import Message
from reportlint.source import Span, Text


def year_in(text: Text | None) -> tuple[Span, int] | None:
    """Return the first year in the first characters of a text, and where it stands."""
    match = YEAR.search(text.value[:80]) if text else None
    if text is None or match is None:
        return None
    return Span(text.span.start + match.start(1), text.span.start + match.end(1)), int(match[1])


def reported_year(document: Document, sections: tuple[Content, ...]) -> int | None:
    """Return the year that title, opening, headings and dates agree on; the title counts where they are even."""
    votes: Counter[int] = Counter()
    title = year_in(document.title)
    if opening := year_in(document.opening):
        votes[opening[1]] += 1
    for year, offset in {(found, offset) for _, found, offset in _heading_years(document, sections)}:
        votes[year - offset] += 1
    dated = document.signed or document.published
    if dated and dated[1].month <= 6:
        votes[dated[1].year - 1] += 1
    if title:
        votes[title[1]] += 1
    best = max(votes, key=lambda year: (votes[year], title is not None and year == title[1]), default=None)
    return best if best is None or votes[best] > 1 or title is None else title[1]


def _heading_years(document: Document, sections: tuple[Content, ...]) -> Iterator[tuple[Span, int, int]]:
    """Yield the years in the headings of top sections, and by how much each should differ from the one reported on."""
    for found in contents(document, sections):
        year = year_in(found.section.heading.title) if found.section and found.place == "top" else None
        if year and found.content.year is not None:
            yield *year, found.content.year


@check
def title_year(document: Document, *, sections: tuple[Content, ...]) -> Iterator[Problem]:
    """The year in the title is the one that opening, headings and dates speak of."""
    title, told = year_in(document.title), reported_year(document, sections)
    if title and told and title[1] != told:
        opening = year_in(document.opening)
        yield Problem(
            title[0],
            Message(
                f"标题写的是{title[1]}年，开头和各部分标题说的是{told}年",
                f"the title says {title[1]}, the opening and the headings say {told}",
            ),
            related=(Related(opening[0], Message("开头的年份在这里", "the year in the opening")),) if opening else (),
        )


@check
def stale_year(document: Document, *, sections: tuple[Content, ...]) -> Iterator[Problem]:
    """A year in a heading is the one reported on, in the plan the next one: otherwise last year's draft was left in."""
    told = reported_year(document, sections)
    title = year_in(document.title)
    for span, year, offset in _heading_years(document, sections):
        if told and year != told + offset:
            yield Problem(
                span,
                Message(
                    f"{told}年度的报告，这里应为{told + offset}年，疑为上年稿件遗留",
                    f"in a report on {told} this should be {told + offset}; left over from last year's draft?",
                ),
                related=(Related(title[0], Message("标题的年份在这里", "the year in the title")),) if title else (),
            )


@check
def late(document: Document, *, month: int, day: int) -> Iterator[Problem]:
    """The report is published by the day given, of the year after the one reported on."""
    if document.year and document.published and document.published[1] > date(document.year + 1, month, day):
        yield Problem(
            document.published[0],
            Message(
                f"公开时间晚于{document.year + 1}年{month}月{day}日",
                f"published after {document.year + 1}-{month:02}-{day:02}",
            ),
        )


@check
def too_early(document: Document) -> Iterator[Problem]:
    """The report is signed and published when its year is over; in the last two months of the year, a warning."""
    for dated in (document.signed, document.published):
        if document.year and dated and dated[1] <= date(document.year, 12, 31):
            nearly = (dated[1].year, dated[1].month) >= (document.year, 11)
            yield Problem(
                dated[0],
                Message(
                    f"落款或者公开日期在{document.year}年结束之前，请核对",
                    f"signed or published before the year {document.year} was over",
                ),
                severity=Severity.WARNING if nearly else Severity.ERROR,
            )
