"""Facts about a document that follow from its parts: year, issuer, dates, enumerations, protected spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reportlint import numeral
from reportlint.occasion import occasion
from reportlint.pattern import lazy
from reportlint.source import Span, Text, new

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.reference import Number

YEAR = lazy(r"(?<![\d—–－-])((?:19|20)\d{2})\s*(?:年(?!\s*[—–－-])|(?=法治|度))")
DEPTH = 3  # enumerations inside enumerations that are told apart
OPENING_YEAR = lazy(r"(?:\A|现将[^，。；《》\d]{0,20})((?:19|20)\d{2})年(?!\d)")
ASIDE = lazy(r"《[^》\r\n]*》|\d{4}年?\s*[—–－~～至-]{1,2}\s*\d{4}年")  # names and periods: 2021—2025年
ANNOUNCED = lazy("(?:其中|分别|主要|重点|包括|表现|即|为)\\Z")
PERIODIC = lazy("报告|总结|年报|汇报")
DATE = lazy(
    r"(?P<year>\d{4}|[〇○零一二三四五六七八九]{4})\s*[-年./]\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})"
    r"\s*[-月./]\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)日?"
)
PUBLISHED = lazy(r"(?:发布|公开)(?:时\s*间|日\s*期)\s*[:：]")
DATED = lazy(r"(?<!\w)(?:时\s*间|日\s*期)\s*[:：]")
STAMPED = lazy(r"(?=\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?\s+(?:\d{1,2}[:：]\d{2}|来源|作者|编辑|浏览|阅读|发布))")
SIGNED = lazy(r"成文日期\s*[:：]")
ITEM = lazy(r"(?P<number>[一二三四五六七八九十][一二三四五六七八九十]{0,2})[是，,]")  # 一是, or behind 第 一，
FIRST_IN_WORDS = lazy("首先|一方面|其一|第一|一是")
OTHER_NUMBER = lazy("(?:审图|备案|许可证?|登记证?|批准|注册|检验|准印证?|刊)号")
PROTECTED = lazy(  # the first character is told by a class of its own, which is found much faster
    r"[A-Za-z0-9０-９“‘](?:"
    r"(?<=\d)(?:\d{3}(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|[-/.]\d{1,2}[-/.]\d{1,2})|\d?月(?:\d{1,2}日)?)"
    r"|(?<!\d)(?:(?:(?<=h)ttps?://|(?<=w)ww\.)[^\s，。；）)]+|(?<=[A-Za-z])[A-Za-z0-9_.+-]*(?:@[A-Za-z0-9_.-]+)?"
    r"|(?<=“)[^“”\r\n]*”|(?<=‘)[^‘’\r\n]*’))"
)


class Item(NamedTuple):
    """一是 in an enumeration; ``sure`` where it cannot be a part of a word (统一是)."""

    mark: Text
    number: int
    paragraph: Text
    sure: bool

    @property
    def leads(self) -> bool:
        """Whether its paragraph begins with it."""
        return self.mark.start == self.paragraph.start


class Enumeration(NamedTuple):
    """A run of items, 一是…二是…, from one 一是 to before the next."""

    items: tuple[Item, ...]

    @property
    def starts_elsewhere(self) -> bool:
        """Whether the first item is put in other words, or runs on from a word: 首先…；二是…"""
        first = self.items[0]
        before = first.paragraph.value[: first.mark.start - first.paragraph.start]
        return first.number > 1 and FIRST_IN_WORDS.search(before) is not None


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


def enumerations(document: Document) -> tuple[Enumeration, ...]:
    """Return the runs of items, in reading order; each heading begins a new series."""
    scopes = [division.paragraphs for division in document.divisions]
    scopes += [section.paragraphs for section in document.all_sections]
    counting = [[each for each in scope if "是" in each.value or "第" in each.value] for scope in scopes if scope]
    runs = [run for scope in counting if scope for run in _runs(scope)]
    return tuple(sorted(runs, key=lambda run: run.items[0].mark.span))


def _runs(paragraphs: list[Text]) -> Iterator[Enumeration]:
    """Part items into runs: 一是 opens one, others go to the innermost run that waits for them, else to the last one."""
    found = [item for paragraph in paragraphs for item in _items(paragraph)]
    for series in (False, True) if found else ():
        items = list(_needed([item for item in found if item.mark.value.startswith("第") is series]))
        waiting: list[list[Item]] = []
        for index, item in enumerate(items):
            open_runs = [run for run in reversed(waiting) if run[-1].number == item.number - 1]
            # where several wait, a paragraph that begins with 三是 goes on with those that begin with 二是
            fits = next((run for run in open_runs if run[-1].leads is item.leads), open_runs[0] if open_runs else None)
            if not waiting or (item.number == 1 and not _miscounted(waiting[-1], items[index + 1 : index + 2])):
                waiting.append([])
                fits = waiting[-1]
                if len(waiting) > DEPTH:
                    yield Enumeration(tuple(waiting.pop(0)))
            while fits is not None and waiting[-1] is not fits:
                yield Enumeration(tuple(waiting.pop()))
            waiting[-1].append(item)
        yield from (Enumeration(tuple(run)) for run in waiting)


def _miscounted(run: list[Item], after: list[Item]) -> bool:
    """Whether a second 一是 stands for 二是: 一是…一是…三是."""
    return len(run) == 1 and bool(after) and after[0].number == 3 and run[0].paragraph == after[0].paragraph


def _items(paragraph: Text) -> Iterator[Item]:
    value = paragraph.value
    for match in ITEM.finditer(value):
        start = match.start()
        ordinal = value[start - 1 : start] == "第"
        if ordinal is match[0].endswith("是"):
            continue
        start -= ordinal
        mark = Text(paragraph.start + start, value[start : match.end()])
        before = value[max(0, start - 2) : start]
        inside = before.endswith("、") and ordinal  # 分别居全国第五、第三，
        sure = ANNOUNCED.search(before) is not None or not ("\u4e00" <= before[-1:] <= "\u9fff" or inside)
        yield Item(mark, numeral.parse(match["number"]), paragraph, sure)


def _needed(items: list[Item]) -> Iterator[Item]:
    """Leave out what is part of a word (统一是), unless it is just the item that comes next."""
    last = 0
    for item in items:
        if item.sure or item.number == last + 1 != 1:
            last = item.number
            yield item


def numbers(document: Document) -> tuple[Number, ...]:
    """Return the document numbers, in reading order."""
    found = [reference.number for reference in document.references if reference.number]
    return tuple([number for number in found if not _of_another_kind(document, number)])


def _of_another_kind(document: Document, number: Number) -> bool:
    """Whether what looks like the number of a document is that of a map, a permit or a product: 审图号为云S（2024）018号."""
    code = number.code.value.rstrip() if number.code else ""
    if code[-1:].isascii() and code[-1:].isalpha():
        return True
    before = f"{document.source.text[max(0, number.span.start - 12) : number.span.start]}{code}"
    return "号" in before and OTHER_NUMBER.search(before) is not None


def protected(document: Document) -> tuple[Span, ...]:
    """Return what a rule of style may not touch, overlapping spans joined."""
    marks = [section.heading.mark for section in document.all_sections]
    spans: list[tuple[int, int]] = [(start, start + len(mark)) for start, mark in marks]
    spans += [part.span for cited in document.references for part in cited if part]
    spans += [article.span for article in document.articles]
    spans += [match.span() for match in PROTECTED.finditer(document.source.text)]
    joined = []
    first = last = -1
    for start, end in sorted(spans):
        if start > last:
            joined.append(new(Span, (first, last)))
            first, last = start, end
        elif end > last:
            last = end
    return (*joined[1:], Span(first, last)) if spans else ()
