"""Checks on the year reported on, and on when the report was made and published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportlint.checks import check, needs
from reportlint.contents import Content, contents, extents
from reportlint.diagnostic import Problem, Related, Severity
from reportlint.document import Document
from reportlint.facts import YEAR, opening_year, year_in
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.section import Section
from reportlint.source import Span

PART_OF_YEAR = lazy(
    "[上下]半年|半年|[前一二三四]季度|[0-9一二三四五六七八九十]+月"
)  # a title that is not about the whole year
STALE = 2  # so many years back a year may be left over
ANNOUNCED = lazy("现将[^。；《》]{0,60}如下")


@check
def title_year(document: Document) -> Iterator[Problem]:
    """The year in the title is the one that opening, headings and dates speak of, and that the opening announces."""
    title, opening = year_in(document.title), opening_year(document)
    if title and opening and title[1] != document.year:
        yield Problem(
            title[0],
            Message(
                f"标题写的是{title[1]}年，开头和各部分说的是{document.year}年",
                f"the title says {title[1]}, the opening and what follows say {document.year}",
            ),
            related=(Related(opening[0], Message("开头的年份在这里", "the year in the opening")),),
        )
    elif title:
        yield from _announced(document, title[0])


def _announced(document: Document, title: Span) -> Iterator[Problem]:
    """The report is not announced as one on another year than its title says: 现将2023年度…情况报告如下."""
    for paragraph in document.divisions[0].paragraphs:
        for match in ANNOUNCED.finditer(paragraph.value):
            year = YEAR.search(match[0])
            if year and int(year[1]) != document.year and f"{document.year}年" not in match[0]:
                start = paragraph.start + match.start() + year.start(1)
                zh = f"这是{document.year}年度的报告，这里写的是{year[1]}年，疑为上年稿件遗留"
                said = Message(zh, f"a report on {document.year}, announced as one on {year[1]}; last year's draft?")
                related = Related(title, Message("标题的年份在这里", "the year in the title"))
                yield Problem(Span(start, start + 4), said, related=(related,))


@check
@needs("year")
def stale_year(document: Document, *, sections: tuple[Content, ...]) -> Iterator[Problem]:
    """A year in a heading is the one reported on, in the plan the next one: otherwise last year's draft was left in."""
    assert document.year is not None
    headings: dict[int, tuple[Section, list[int]]] = {}
    for found in contents(document, sections):
        if found.section and found.place == "top" and found.content.year is not None:
            _, right = headings.setdefault(found.span.start, (found.section, []))
            right.append(document.year + found.content.year)
    title = year_in(document.title)
    for section, right in headings.values():
        year = year_in(section.heading.title)
        if year and year[1] not in right:
            yield Problem(
                year[0],
                Message(
                    f"这是{document.year}年度的报告，这里应为{right[0]}年，疑为上年稿件遗留",
                    f"in a report on {document.year} this should be {right[0]}; left over from last year's draft?",
                ),
                related=(Related(title[0], Message("标题的年份在这里", "the year in the title")),) if title else (),
            )


@check
@needs("year")
def past_plan(
    document: Document, *, sections: tuple[Content, ...], plan: str, ahead: str, unless: str
) -> Iterator[Problem]:
    """A sentence of the ``plan`` that begins with a year and looks ``ahead`` speaks of a year to come."""
    assert document.year is not None
    sentence = re.compile(
        rf"(?:\A|(?<=[。；\n]))\s*(?P<year>20\d\d)年度?(?P<words>[，,我全本][^。；\n]{{0,30}}?(?:{ahead}))"
    )
    for span in extents(document, sections, plan):
        for match in sentence.finditer(document.source[span]):
            year = int(match["year"])
            if document.year - STALE < year <= document.year and not re.search(unless, match["words"]):
                start = span.start + match.start("year")
                zh = f"安排的是{document.year + 1}年的工作，这里写的是{year}年，疑为上年稿件遗留"
                en = f"plans are for {document.year + 1}, this says {year}; left over from last year's draft?"
                yield Problem(Span(start, start + 4), Message(zh, en))


@check
@needs("year")
def late(document: Document, *, month: int, day: int) -> Iterator[Problem]:
    """The report is published, and so signed, by the day given, of the year after the one reported on."""
    assert document.year is not None
    found = document.published or document.signed
    if found and (found[1].year, found[1].month, found[1].day) > (document.year + 1, month, day):
        zh, en = ("公开时间", "published") if document.published else ("成文日期", "signed")
        yield Problem(
            found[0],
            Message(
                f"{zh}晚于{document.year + 1}年{month}月{day}日",
                f"{en} after {document.year + 1}-{month:02}-{day:02}",
            ),
        )


@check
@needs("year")
def too_early(document: Document) -> Iterator[Problem]:
    """The report is signed and published when its year is over; it weighs less in November, and least in December."""
    assert document.year is not None
    if document.title and PART_OF_YEAR.search(document.title.value):
        return
    for dated in (document.signed, document.published):
        if dated and dated[1] <= date(document.year, 12, 31):
            nearly = (dated[1].year, dated[1].month) >= (document.year, 11)
            yield Problem(
                dated[0],
                Message(
                    f"落款或者公开日期在{document.year}年结束之前，请核对",
                    f"signed or published before the year {document.year} was over",
                ),
                severity=Severity.ERROR if not nearly else Severity.NOTE if dated[1].month == 12 else Severity.WARNING,
            )
