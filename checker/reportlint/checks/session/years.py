"""Checks on the years of a report to a people's congress: of its headings and targets, and in the five-year plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from reportlint.checks import check
from reportlint.contents import Content, contents
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.facts import YEAR, year_in
from reportlint.language import Message
from reportlint.occasion import FIRST_HALF, occasion
from reportlint.pattern import lazy
from reportlint.source import Span
from reportlint.table import Table, capped

IN_PART = lazy(r"上半年|下半年|季度|月|以来|远景")  # a heading about another time than the year
TARGETED = lazy(r"(?<![到至])(?P<year>20\d\d)年[^。；，：:]{0,25}目标(?:任务)?(?:建议|安排|确定)?(?:是|为|[：:])")
NEAR = 100  # characters before a place in a plan in which its year may stand
STALE = 2  # so many years back a year may be left over


class Said(NamedTuple):
    """A year that a heading or the sentence on targets names, and the planned year that follows from it."""

    span: Span
    year: int
    shift: int  # -1 in what looks back, 0 in what lies ahead


@check
def years(document: Document, *, sections: tuple[Content, ...]) -> Iterator[Problem]:
    """Headings of what was done name the year before the planned one, headings of what is planned that year itself.

    The planned year is that of the occasion; where it is not told, the year of the title or the one after it, whichever more headings bear out.
    """
    said = list(_said(document, sections))
    planned, place = _planned(document, said)
    if planned is None or place is None:
        return
    there = Related(place, Message("报告的日期或者另一处年份在这里", "the day of the report, or another year"))
    title = year_in(document.title)
    if title and title[1] not in (planned, planned - 1):
        yield _stale(title[0], planned, 0, there)
    reviewed = any(each.shift for each in said)
    for each in said:
        off = each.year - (planned + each.shift)
        if off == -1 and not each.shift and not reviewed:
            continue  # 2024年重点工作 may be the review
        if -STALE <= off < 0 or (each.shift and off == 1):
            yield _stale(each.span, planned, each.shift, there)


def _planned(document: Document, said: list[Said]) -> tuple[int | None, Span | None]:
    """Return the year that a report plans, and the place that tells it."""
    held, title = occasion(document), year_in(document.title)
    if held and held.day:
        return held.planned, held.day[0]
    votes: Counter[int] = Counter()
    for each in said:
        votes[each.year - each.shift] += 1 if each.shift else 2  # headings of plans are surer
    likely = (title[1], title[1] + 1) if title else tuple(votes)
    place = title[0] if title else said[0].span if said else None
    return max(likely, key=lambda year: votes[year], default=None), place


def _stale(span: Span, planned: int, shift: int, there: Related) -> Problem:
    right = planned + shift
    zh = f"报告安排{planned}年的工作，回顾的应为{right}年" if shift else f"这里应为{right}年"
    en = f"a report that plans {planned} reviews {right}" if shift else f"this should be {right}"
    said = Message(f"{zh}，疑为上年稿件遗留", f"{en}; left over from last year's draft?")
    return Problem(span, said, related=(there,))


def _said(document: Document, sections: tuple[Content, ...]) -> Iterator[Said]:
    """Yield the years of headings of one content, and of the sentence that gives the targets."""
    found = [each for each in contents(document, sections) if each.place in ("top", "line")]
    shared = Counter(each.span for each in found)
    for each in found:
        heading = document.source[each.span]
        named = list(YEAR.finditer(heading))
        if each.content.year is None or shared[each.span] > 1 or len(named) != 1 or IN_PART.search(heading):
            continue
        start = each.span.start + named[0].start(1)
        yield Said(Span(start, start + 4), int(named[0][1]), each.content.year)
    ahead = min((each.span.start for each in found if each.content.year == 0), default=len(document.source.text))
    for paragraph in document.paragraphs:
        for match in TARGETED.finditer(paragraph.value) if paragraph.start > ahead else ():
            span = Span(paragraph.start + match.start("year"), paragraph.start + match.end("year"))
            yield Said(span, int(match["year"]), 0)


class Period(NamedTuple):
    """A five-year plan, 十四五: 2021 to 2025."""

    name: str
    first: int
    last: int
    mark: str


WHEN = lazy(r"(?P<when>(?<!\d)20\d\d年|今年|去年|过去的?一年)，?[^，。；为]{0,6}?是")
STAGE = lazy(
    r"“?(?P<name>十[一二三四五六七八九]五)”?(?:规划|计划)?(?:实施|建设|发展|顺利|圆满)?的?"
    r"(?P<stage>开局|起步|收官|最后一年|第[一二三四五]年)(?=之年|年|[、，和与的]|$)"
)
ORDINALS = {"开局": 1, "起步": 1, "收官": 5, "最后一年": 5} | {f"第{n}年": i for i, n in enumerate("一二三四五", 1)}
AHEAD = lazy("为|推动|确保|实现|迎")  # a step towards it, in another year


@check
def stage(document: Document, *, periods: Table[Period]) -> Iterator[Problem]:
    """A year is called the first or last of a five-year plan only if it is; 今年 is that of the occasion."""
    held = occasion(document)
    now = held.day[1].year if held and held.day and held.day[1].month <= FIRST_HALF else None
    known = {period.name: period for period in periods.rows}
    for paragraph in document.paragraphs:
        for sentence in re.finditer(r"[^。；！]+", paragraph.value) if "五" in paragraph.value else ():
            for match in STAGE.finditer(sentence[0]):
                period, year = known.get(match["name"]), _told(sentence[0], match.start(), now)
                if period and year and year != period.first + ORDINALS[match["stage"]] - 1:
                    start = paragraph.start + sentence.start() + match.start()
                    yield _misplaced(Span(start, start + len(match[0])), year, period, match["stage"])


def _told(sentence: str, end: int, now: int | None) -> int | None:
    """Return the year that a sentence speaks of before a place; None where none is sure."""
    whens = list(WHEN.finditer(sentence, max(0, end - NEAR), end))
    if not whens or AHEAD.search(sentence, whens[-1].end(), end):
        return None
    when = whens[-1]["when"]
    return int(when[:4]) if when[0] == "2" else now and now - (when != "今年")


def _misplaced(span: Span, year: int, period: Period, stage: str) -> Problem:
    zh = f"“{period.name}”为{period.first}—{period.last}年，{year}年不是它的{stage if stage.endswith('年') else stage + '之年'}"
    en = f"the plan runs from {period.first} to {period.last}: {year} has another place in it"
    return Problem(span, Message(zh, en), severity=capped(period.mark))
