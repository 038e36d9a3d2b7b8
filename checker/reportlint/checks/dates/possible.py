"""Checks on whether a date can be: by the calendar, by the report's own date, by the digits that are left of it."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from reportlint.checks import check, needs
from reportlint.checks.dates.forms import running
from reportlint.contents import Content, extents
from reportlint.date import Date, days_in
from reportlint.diagnostic import Fix, Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Span, within

Reading = tuple[int | None, int, int | None]

LUNAR = lazy("[农阴夏]历")
DONE = lazy(r"已(?:经)?(?:于|在)?\Z")
BOUNDARY = lazy("[。；;！？!?\r\n]")


@check
def impossible(document: Document) -> Iterator[Problem]:
    """A date stands in the calendar."""
    near = document.year or (document.made and document.made.year)
    for date in document.dates:
        if date.month is None or date.broken:
            continue
        years: tuple[int, ...] = (near - 1, near, near + 1) if near else ()
        if date.year is not None and not date.short:
            years = (date.year,)
        said = _fault(date, years, document.source.text)
        if said and not LUNAR.search(document.source.text, max(0, date.start - 8), date.start):
            yield Problem(date.span, said)


def _fault(date: Date, years: tuple[int, ...], text: str) -> Message | None:
    month, day = date.month, date.day
    assert month is not None
    if not 1 <= month <= 12:
        # 13月 alone may be a number of months, 13月底 is none
        if date.kind == "month" and text[date.span.end : date.span.end + 1] not in ("底", "末", "初", "中"):
            return None
        return Message(f"没有{month}月，请核对", f"there is no month {month}")
    if day is None or 1 <= day <= days_in(month, years):
        return None
    if month == 2 and day == 29:
        first, last = years[0], years[-1]
        if first == last:
            return Message(f"{first}年的2月没有29日，请核对", f"February {first} has no day 29")
        return Message(f"{first}年至{last}年的2月没有29日，请核对", f"no February from {first} to {last} has a day 29")
    return Message(f"{month}月没有{day}日，请核对", f"month {month} has no day {day}")


@check
def broken(document: Document, *, sections: tuple[Content, ...], plan: str, ahead: str) -> Iterator[Problem]:
    """A date has its 年 and 月; the readings that calendar and period allow are listed, one left is offered.

    A day after the report was made is no reading, unless in the ``plan`` or before a word that looks ``ahead``.
    """
    found = [date for date in document.dates if date.broken]
    plans = extents(document, sections, plan) if found else []
    for date in found:
        term = within(plans, date.start) or re.compile(ahead).match(document.source.text, date.span.end)
        options = [_written(reading) for reading in (date.readings if term else _past(document, date))]
        message = _lost(date)
        fix = None
        if len(options) == 1:
            message = Message(f"{message.zh}，应为“{options[0]}”", f"{message.en}; read “{options[0]}”")
            fix = Fix.replace(date.span, options[0], safe=False)
        elif options:
            listed = "”“".join(options)
            message = Message(
                f"{message.zh}，可能是“{listed}”，请核对原文", f"{message.en}; may be “{listed}”; see the original"
            )
        else:
            message = Message(f"{message.zh}，请按原文补全", f"{message.en}; complete it from the original")
        yield Problem(date.span, message, fix)


def _lost(date: Date) -> Message:
    if date.kind == "bad_year":
        return Message("年份不是四位数", "a year that has not four digits")
    if date.kind == "no_day":
        return Message("日期缺“日”", "date without 日")
    if "月" in date.written:
        return Message("日期缺“年”", "date without 年")
    if "年" not in date.written and date.readings and date.readings[0][0] is not None:
        return Message("日期缺“年”“月”", "date without 年 and 月")
    return Message("日期缺“月”", "date without 月")


def _past(document: Document, date: Date) -> tuple[Reading, ...]:
    """Leave out the readings that lie after the report, if others are left."""
    latest = _latest(document)
    known = tuple(r for r in date.readings if latest is None or not _after(r, latest))
    return known or date.readings


def _latest(document: Document) -> datetime.date | None:
    """Return when the report was made, but not before its year is over: a report dated too early has a rule of its own."""
    if document.made and document.year:
        return max(document.made, datetime.date(document.year, 12, 31))
    return document.made


def _after(reading: Reading, made: datetime.date) -> bool:
    year, month, day = reading
    return year is not None and (year, month, day or 0) > (made.year, made.month, made.day)


def _written(reading: Reading) -> str:
    year, month, day = reading
    return f"{f'{year}年' if year else ''}{month}月{f'{day}日' if day else ''}"


@check
@needs("made")
def after_report(
    document: Document, *, sections: tuple[Content, ...], plan: str, before: str, after: str, future: str
) -> Iterator[Problem]:
    """What is told as done was done before the report was made.

    Left out: sections about the ``plan``, dates with a word ``before`` or ``after`` them that opens or ends a term,
    sentences with a word that speaks of the ``future``.
    """
    latest = _latest(document)
    assert latest is not None
    late = [date for date in document.dates if _late(date, latest)]
    if not late:
        return
    plans, text = extents(document, sections, plan), document.source.text
    for sentence, told in groupby(_told(document, late), key=itemgetter(1)):
        foretelling = re.compile(future).search(text, *sentence)
        for date, _ in told:
            lead = text[max(0, date.start - 6) : date.start]
            foretold = foretelling and not DONE.search(lead)
            led_in = re.search(f"(?:{before})\\Z", lead)
            led_out = re.compile(after).match(text, date.span.end)
            if not (foretold or led_in or led_out or within(plans, date.start)):
                yield _too_late(document, date)


def _told(document: Document, dates: list[Date]) -> Iterator[tuple[Date, Span]]:
    """Yield the dates that stand in running text of the report itself, each with its sentence."""
    text, paragraphs, own = document.source.text, running(document), len(document.body)
    opener = document.divisions[own].opener if own < len(document.divisions) else None
    end = opener.start if opener else len(text)
    breaks = [-1, *(match.start() for match in BOUNDARY.finditer(text)), len(text)]
    for date in dates:
        at = bisect_right(paragraphs, date.start, key=lambda paragraph: paragraph.start) - 1
        if at >= 0 and date.start < paragraphs[at].end and date.start < end:
            after = bisect_right(breaks, date.start)
            yield date, Span(breaks[after - 1] + 1, breaks[after])


def _late(date: Date, made: datetime.date) -> bool:
    if date.year is None or date.short or date.month is None or date.kind == "day":
        return False
    return 1 <= date.month <= 12 and _after((date.year, date.month, date.day), made)


def _too_late(document: Document, date: Date) -> Problem:
    made, found = document.made, document.signed or document.published
    assert made is not None
    day = f"{made.year}年{made.month}月{made.day}日"
    supposed = "" if found else "未署日期，按"
    return Problem(
        date.span,
        Message(
            f"所述日期“{date.written}”晚于本报告的时间（{supposed}{day}{'' if found else '计'}），请核对",
            f"“{date.written}” lies after the report itself ({'' if found else 'undated, taken to be of '}{made})",
        ),
        related=(Related(found[0], Message("本报告的日期在这里", "the date of the report is here")),) if found else (),
    )
