"""Checks on how dates and years are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.date import HAN, Date
from reportlint.diagnostic import Fix, Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.protected import PROTECTED
from reportlint.source import Span, Text, within

BARE = "20[0-9]{2}(?=[ \u3000]?"
UNITLESS = lazy(r"20[0-9]{2}(?!\d|年)(?!〕)(?!—)(?!-)(?!\.)")  # looked for first; most years go on like that
SENTENCE = lazy(r"(?:\A|[。！？!?；;\r\n])[ \t\u3000\xa0]*\Z")
RANGE = lazy("[0-9—–－~～-]")  # before the end of a range: 2022—2023
RUNNING = lazy("[，。；,;]")
FESTIVE = (*HAN, "初", "廿")  # 2024年三月三, 八月初五: days of the lunar calendar
AHEAD = 6  # years that a report may look ahead: the end of a five-year plan
NAME_WITHIN = 20  # characters: 2024全市法治微视频大赛

WITH_MONTH = ("full", "year_month", "month_day", "month", "day")
PADDED = lazy(r"(?<![0-9０-９])[0０](?=[1-9１-９])")


@check
def short_year(document: Document) -> Iterator[Problem]:
    """A year has four digits."""
    for date in document.dates:
        if not date.short:
            continue
        assert date.year is not None
        year = _full_year(document, date.year)
        written = date.written[:2]
        span = Span(date.start, date.start + 2)
        yield Problem(
            date.span,
            Message(
                f"年份应写全四位数字，“{written}年”应为“{year}年”",
                f"a year has four digits; “{written}年” should be “{year}年”",
            ),
            Fix.replace(span, str(year), safe=False),
        )


def _full_year(document: Document, short: int) -> int:
    """Put the century before a short year: the latest that a report of this date speaks of."""
    latest = document.made.year + AHEAD if document.made else 2000 + AHEAD * 10
    return 2000 + short if 2000 + short <= latest else 1900 + short


@check
def mixed_digits(document: Document) -> Iterator[Problem]:
    """One date is written in the numerals of one script."""
    text = document.source.text
    for date in document.dates:
        if not date.mixed or date.broken or text[date.span.end : date.span.end + 1] in FESTIVE:
            continue
        right = _arabic(date)
        yield Problem(
            date.span,
            Message(
                f"同一日期混用汉字和阿拉伯数字，应写作“{right}”",
                f"Chinese and Arabic numerals mixed in one date; write “{right}”",
            ),
            Fix.replace(date.span, right, safe=False),
        )


def _arabic(date: Date) -> str:
    parts = ((date.year, "年"), (date.month, "月"), (date.day, "日"))
    return "".join(f"{number}{unit}" for number, unit in parts if number is not None)


@check
def bare_year(document: Document, *, words: str, names: str, lead: str, strong: str) -> Iterator[Problem]:
    """A year before these words has its 年, in the title and at the beginning of headings and sentences.

    Between words that ``lead`` to it and ``strong`` ones it has its 年 wherever it stands.
    """
    text, title = document.source.text, document.title
    if not UNITLESS.search(text):
        return
    headings = {section.heading.title.start for section in document.all_sections}
    name, before, behind = re.compile(names), re.compile(f"(?:{lead})\\Z"), re.compile(strong)
    for match in re.finditer(f"{BARE}(?:{words}))", text):
        start = match.start()
        titled = (
            title is not None and title.start <= start < title.end and not RANGE.match(text, max(0, start - 1), start)
        )
        opening = titled or start in headings or SENTENCE.search(text, max(0, start - 4), start)
        opening = opening or (behind.match(text, match.end()) and before.search(text, max(0, start - 6), start))
        if opening and not name.search(text, start, start + NAME_WITHIN):
            yield Problem(
                Span(*match.span()),
                Message(f"年份后缺“年”字，应为“{match[0]}年”", f"year without 年; write “{match[0]}年”"),
                Fix.replace(Span(*match.span()), f"{match[0]}年", safe=False),
            )


@check
def dotted(document: Document) -> Iterator[Problem]:
    """In running text a date is written with 年, 月 and 日; tables, quotations and addresses are left alone."""
    found = [date for date in document.dates if date.kind == "dotted"]
    paragraphs = running(document) if found else []
    known: dict[int, list[Span]] = {}
    for date in found:
        at = bisect_right(paragraphs, date.start, key=lambda paragraph: paragraph.start) - 1
        if at < 0 or date.start >= paragraphs[at].end:
            continue
        if at not in known:
            known[at] = [Span(*m.span()) for m in PROTECTED.finditer(paragraphs[at].value)]
        place = date.start - paragraphs[at].start
        guard = known[at][bisect_right(known[at], place, key=lambda span: span.start) - 1] if known[at] else None
        if guard and guard.start < place < guard.end:
            continue
        right = _arabic(date)
        yield Problem(
            date.span,
            Message(f"正文中的日期应写作“{right}”", f"in running text a date is written “{right}”"),
            Fix.replace(date.span, right, safe=False),
        )


@check
def padded(document: Document) -> Iterator[Problem]:
    """Month and day have no leading zero; dates with dots or lines, as web pages have them, are left alone."""
    for date in document.dates:
        if date.kind not in WITH_MONTH or within(document.outside, date.start):
            continue
        right = PADDED.sub("", date.written)
        if right != date.written:
            said = Message(f"月、日不编虚位，应为“{right}”", f"no leading zero in month or day: “{right}”")
            yield Problem(date.span, said, Fix.replace(date.span, right))


def running(document: Document) -> list[Text]:
    """Return the paragraphs of running text of the report and its annexes, in reading order; not lines without a mark."""
    found = [text for division in document.divisions for text in division.paragraphs]
    found += [text for section in document.all_sections for text in section.paragraphs]
    return sorted(text for text in found if RUNNING.search(text.value))
