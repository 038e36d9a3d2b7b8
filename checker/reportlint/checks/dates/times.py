"""Checks on times of day, and on periods that end before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reportlint.checks import check
from reportlint.date import Date
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Span

CLOCK = r"(?<![\d:：.])\d{1,2}[:：]\d{2}(?![\d:：.])"
BOTH = lazy(rf"({CLOCK})\s?[—–－―~～至到-]{{1,2}}\s?({CLOCK})")
LED_IN = lazy(rf"(?:[上下]午|凌晨|晚上?|早上|\d日|时间为?)\s?({CLOCK}|\d{{1,2}}时)")
SPOKEN = lazy(r"(?<![\d.第历用耗超时])(\d{1,2}时\d{1,2}分)")
TOLD = lazy(r"[:：时](?<=\d.)")  # looked for first: what begins with the rare sign is much faster to find
THROUGH = lazy(r"\s?(?:[—–－―~～-]{1,2}|至|到)\s?|(?:起|起施行|起实施)，?(?:有效期)?[至到]")
YEARS = lazy(r"((?:19|20)\d{2})年?\s?[—–－―~～至到-]{1,2}\s?((?:19|20)\d{2})年\Z")
LAST_YEAR = lazy(r"年(?<=[—–－―~～至到\s-](?:19|20)\d{2}年)")
LONGEST = 20  # characters of a range of times, and some to spare
NEAR = 12  # characters between the ends of a period
INHERITING = ("month", "month_day", "day")  # dates that leave the year to the one before


@check
def impossible_time(document: Document) -> Iterator[Problem]:
    """A time of day is one that a clock shows."""
    for span in sorted(set(_times(document.source.text))):
        if not _possible(document.source[span]):
            said = f"没有“{document.source[span]}”这个时刻，请核对"
            yield Problem(span, Message(said, f"no clock shows “{document.source[span]}”"))


def _times(text: str) -> Iterator[Span]:
    """Yield the times of day that are led in or spoken as such, and the ends of ranges of which one is a time of day."""
    for told in TOLD.finditer(text):
        at = told.start()
        for pattern in (BOTH, LED_IN, SPOKEN):
            for match in pattern.finditer(text, max(0, at - LONGEST), at + LONGEST):
                if match.start() <= at < match.end() and (pattern is not BOTH or _some(match)):
                    yield from (Span(*match.span(part + 1)) for part in range(len(match.groups())))


def _some(match: re.Match[str]) -> bool:
    """Whether one end of a range is a time of day; 1:75—1:90 are ratios."""
    return _possible(match[1]) or _possible(match[2])


def _possible(written: str) -> bool:
    hour, minute = (int(part or 0) for part in re.split("[:：时]", written.rstrip("分")))
    return minute < 60 and (hour < 24 or (hour == 24 and minute == 0))


@check
def reversed_period(document: Document) -> Iterator[Problem]:
    """A period ends after it began; where it may cross into the next year, it is left."""
    text = document.source.text
    for year in LAST_YEAR.finditer(text):
        match = YEARS.search(text, max(0, year.start() - 14), year.end())
        if match and match[1] > match[2] and not text[max(0, match.start() - 1) : match.start()].isdigit():
            yield _reversed(Span(*match.span()), f"{match[1]}年", f"{match[2]}年")
    for first, last in pairwise(document.dates):
        end = first.start + len(first.written)
        if last.start - end < NEAR and THROUGH.fullmatch(text, end, last.start) and _before(last, first):
            yield _reversed(Span(first.start, last.span.end), first.written, last.written)


def _before(last: Date, first: Date) -> bool:
    """Whether the end of a period lies before its beginning, both being known to the same part."""
    if first.year is None or first.month is None or last.month is None or first.short or last.short:
        return False
    if not 1 <= first.month <= 12 or not 1 <= last.month <= 12 or (first.day is None) is not (last.day is None):
        return False
    if last.year is None or last.kind in INHERITING:
        crosses = last.kind != "day" and first.month > 8 and last.month < 5  # 2023年11月至3月
        return not crosses and (last.month, last.day or 0) < (first.month, first.day or 0)
    return (last.year, last.month, last.day or 0) < (first.year, first.month, first.day or 0)


def _reversed(span: Span, first: str, last: str) -> Problem:
    zh, en = f"起止时间颠倒：从“{first}”到“{last}”，请核对", f"the period ends before it begins: “{first}” to “{last}”"
    return Problem(span, Message(zh, en))
