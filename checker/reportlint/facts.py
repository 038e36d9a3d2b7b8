"""Facts about a document that follow from its parts: year, issuer, dates, document numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from reportlint import numeral
from reportlint.occasion import occasion
from reportlint.pattern import lazy
from reportlint.source import Span, Text

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.reference import Number

YEAR = lazy(r"(?<![\d—–－-])((?:19|20)\d{2})\s*(?:年(?!\s*[—–－-])|(?=法治|度))")
OPENING_YEAR = lazy(r"(?:\A|现将[^，。；《》\d]{0,20})((?:19|20)\d{2})年(?!\d)")
ASIDE = lazy(r"《[^》\r\n]*》|\d{4}年?\s*[—–－~～至-]{1,2}\s*\d{4}年")  # names and periods: 2021—2025年
PERIODIC = lazy("报告|总结|年报|汇报")
DATE = lazy(
    r"(?P<year>\d{4}|[〇○零一二三四五六七八九]{4})\s*[-年./]\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})"
    r"\s*[-月./]\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)日?"
)
OTHER_NUMBER = lazy("(?:审图|备案|许可证?|登记证?|批准|注册|检验|准印证?|刊)号")
PUBLISHED = lazy(r"(?:发布|公开)(?:时\s*间|日\s*期)\s*[:：]")
DATED = lazy(r"(?<!\w)(?:时\s*间|日\s*期)\s*[:：]")
STAMPED = lazy(r"(?=\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?\s+(?:\d{1,2}[:：]\d{2}|来源|作者|编辑|浏览|阅读|发布))")
SIGNED = lazy(r"成文日期\s*[:：]")


def year_in(text: Text | None) -> tuple[Span, int] | None:
    """Return where a text names a year near its beginning, and the year."""
    match = YEAR.search(text.value[:80]) if text else None
    if text is None or match is None:
        return None
    return Span(text.span.start + match.start(1), text.span.start + match.end(1)), int(match[1])


def year(document: Document) -> int | None:
    """Return the year in the title, unless the opening begins with another one and a date or a heading bears it out.

    A report to a people's congress often has none in its title: its year is the one that it plans.
    """
    titled, opening = year_in(document.title), document.opening
    begins = opening_year(document)
    if titled is None:
        found, held = year_in(opening), occasion(document)
        return found[1] if found else held.planned if held else None
    if opening is None or begins is None or f"{titled[1]}年" in ASIDE.sub("", opening.value):
        return titled[1]
    other = begins[1]
    headed = {found[1] for section in document.tops if (found := year_in(section.heading.title))}
    dated = document.signed or document.published
    made_next = dated is not None and (dated[1].year, dated[1].month <= 6) == (other + 1, True)
    if titled[1] in headed and not (other in headed and made_next):
        return titled[1]
    return other if made_next or other in headed or (other + 1 in headed and other + 1 != titled[1]) else titled[1]


def opening_year(document: Document) -> tuple[Span, int] | None:
    """Return the year that the opening begins with, or announces the report of: 现将2024年度…报告如下."""
    opening = document.opening
    match = OPENING_YEAR.search(opening.value) if opening else None
    if opening is None or match is None:
        return None
    return Span(opening.start + match.start(1), opening.start + match.end(1)), int(match[1])


def issuer(document: Document) -> str | None:
    """Return what stands before 关于 or before the year in the title, else the first line of the signature."""
    if document.title:
        whole = "".join(document.title.value.split())
        before = re.split(r"关于|\d{4}年?", whole, maxsplit=1)[0]
        if 1 < len(before) < len(whole):
            return before
    for division in document.divisions[1:]:
        if division.opener and DATE.search(division.opener.value):
            return division.opener.value.splitlines()[0].strip()
    return None


def published(document: Document) -> tuple[Span, date] | None:
    """Return the date in a line such as 发布时间：2022-03-23, above or below the report.

    A bare 时间：, or a date before 来源, counts where none is named more clearly.
    """
    for label in (PUBLISHED, DATED, STAMPED):
        for line in (*document.front, *document.colophon):
            if (found := label.search(line.value)) and (day := _date(line, found.end())):
                return day
    return None


def signed(document: Document) -> tuple[Span, date] | None:
    """Return the date of the first signature, else the date on a line of its own above the body."""
    for division in document.divisions[1:]:
        if division.opener and not division.inner and (found := _date(division.opener)):
            return found
    for line in document.front:
        match = DATE.search(line.value)
        if match and (SIGNED.search(line.value) or len(match[0]) >= len(line.value) - 2):
            return _date(line)
    return None


def _date(text: Text, start: int = 0) -> tuple[Span, date] | None:
    match = DATE.search(text.value, start)
    if match is None:
        return None
    try:
        day = date(*(numeral.parse(match[part]) for part in ("year", "month", "day")))
    except ValueError:  # 2月30日: a date that is none tells nothing; dates are judged by rules of their own
        return None
    return Span(text.span.start + match.start(), text.span.start + match.end()), day


def made(document: Document) -> date | None:
    """Return when the document was made; an undated report is taken to be made on the day before it is due."""
    held = occasion(document)
    for found in (document.signed, held and held.day, document.published):
        if found:
            return found[1]
    periodic = document.title is not None and PERIODIC.search(document.title.value)
    return date(document.year + 1, 3, 31) if document.year and periodic else None


def numbers(document: Document) -> tuple[Number, ...]:
    """Return the document numbers, in reading order, without those of maps, permits and products that look like them."""
    found = [reference.number for reference in document.references if reference.number]
    return tuple([number for number in found if not _of_another_kind(document, number)])


def _of_another_kind(document: Document, number: Number) -> bool:
    """Whether what looks like the number of a document is that of a map, a permit or a product: 审图号为云S（2024）018号."""
    code = number.code.value.rstrip() if number.code else ""
    if code[-1:].isascii() and code[-1:].isalpha():
        return True
    before = f"{document.source.text[max(0, number.span.start - 12) : number.span.start]}{code}"
    return "号" in before and OTHER_NUMBER.search(before) is not None
