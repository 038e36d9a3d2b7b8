"""Checks on what did not exist yet when a report was made, and on what no longer did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from reportlint import numeral
from reportlint.checks import check, needs
from reportlint.checks.wording.terms import found
from reportlint.congress import Mention
from reportlint.diagnostic import Problem, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.law import STATE, Law
from reportlint.pattern import lazy
from reportlint.source import Span
from reportlint.table import Table, capped
from reportlint.words import Words

FOUR = lazy(r"\d{4}")


class Slogan(NamedTuple):
    """A term, and the day before which nobody could use it, but to look ``ahead`` (a pattern in the sentence)."""

    term: str
    since: date
    mark: str
    ahead: str = ""


class Meeting(NamedTuple):
    """A party congress (plenum 0) or one of its plenums."""

    congress: int
    plenum: int
    start: date
    end: date
    mark: str

    @property
    def name(self) -> str:
        """How it is called: 党的二十大, 二十届三中全会."""
        congress = numeral.render(self.congress)
        return f"{congress}届{numeral.render(self.plenum)}中全会" if self.plenum else f"党的{congress}大"


class Body(NamedTuple):
    """A body of the state that was renamed or abolished."""

    wrong: str
    right: str
    since: date
    mark: str


@check
@needs("day")
def not_yet(
    document: Document,
    *,
    slogans: Table[Slogan],
    congresses: Table[Meeting],
    laws: Table[Law],
    ahead: str,
    own_words: Words,
) -> Iterator[Problem]:
    """Nothing is named that did not exist when the report was made; ``ahead`` are words that look forward to it."""
    day = document.day
    assert day is not None
    for span, slogan in found(document, slogans, own_words):
        if day < slogan.since and not (slogan.ahead and re.search(slogan.ahead, _sentence(document, span))):
            yield _early(span, slogan.term, slogan.since, slogan.mark)
    coming = [meeting for meeting in congresses.rows if meeting.start > day]
    for mention in document.congresses:
        late = next((m for m in coming if m.congress == mention.congress and m.plenum in mention.plenums), None)
        unheld = late is None and _is_unheld(mention, congresses, day)
        if not (late or unheld) or re.search(ahead, _sentence(document, mention.span)):
            continue
        if late:
            yield _early(mention.span, late.name, late.start, late.mark)
        else:
            said = Message(
                f"{document.source[mention.span]}还没有召开，请核对", "this congress has not been held; check it"
            )
            yield Problem(mention.span, said, severity=Severity.WARNING)
    for name, since, mark, span in _titles(document, laws, day):
        if not re.search(f"{ahead}|编制|谋划|论证|报批", _sentence(document, span)):
            yield _early(span, f"《{name}》", since, mark)


def _sentence(document: Document, span: Span) -> str:
    return document.source[document.sentence(span)]


def _titles(document: Document, laws: Table[Law], day: date) -> Iterator[tuple[str, date, str, Span]]:
    """Yield what is cited of laws that were made after a day, and of plans for years after it: （2026—2030年）."""
    young = _made_after(day, laws)
    for reference in document.references:
        if reference.title is None:
            continue
        name, years = reference.title.name.value, reference.title.years
        law = young.get(name) or young.get(STATE + name)
        if law and law.adopted:
            yield name, law.adopted, law.mark, reference.title.span
        elif years and (first := FOUR.search(years.value)) and int(first[0]) > day.year:
            yield name, date(int(first[0]), 1, 1), "G", reference.title.span


@lru_cache(maxsize=256)  # thousands of reports of one year are made on few days
def _made_after(day: date, laws: Table[Law]) -> dict[str, Law]:
    young = takewhile(lambda law: law.adopted is not None and law.adopted > day, _new_laws(laws))
    return {law.name: law for law in young}


@cache
def _new_laws(laws: Table[Law]) -> tuple[Law, ...]:
    """Return the laws, the youngest first."""
    dated = [(law.adopted, law) for law in laws.rows if law.adopted]
    return tuple(law for _, law in sorted(dated, key=lambda pair: pair[0], reverse=True))


def _early(span: Span, name: str, since: date, mark: str) -> Problem:
    zh = f"{name}在{since.year}年{since.month}月才有，早于此的报告不应写到，请核对"
    return Problem(
        span, Message(zh, f"{name} dates from {since:%B %Y}, after this report; check it"), severity=capped(mark)
    )


def _is_unheld(mention: Mention, congresses: Table[Meeting], day: date) -> bool:
    """Whether a congress is named that follows the newest one known, before five years are over."""
    newest = _newest(congresses)
    return mention.congress > newest.congress and day < newest.start.replace(year=newest.start.year + 5, day=1)


@cache
def _newest(congresses: Table[Meeting]) -> Meeting:
    """Return the newest congress known, its plenums left out."""
    return max((meeting for meeting in congresses.rows if not meeting.plenum), key=lambda meeting: meeting.congress)


@check
@needs("judged_end")
def stale_congress(document: Document, *, congresses: Table[Meeting], lead: str) -> Iterator[Problem]:
    """A report that is led by a congress knows the newest; ``lead`` is a pattern of what it then says of it.

    Once the year of the newest is over, each paragraph that is led by the one before has to name it.
    """
    day = document.judged_end
    assert day is not None
    held = [m for m in congresses.rows if m.plenum == 0 and m.end <= day]
    if not held or not document.congresses:
        return
    newest = max(held, key=lambda meeting: meeting.congress)
    text = document.source.text
    known = [mention.span.start for mention in document.congresses if mention.congress >= newest.congress]
    for mention in document.congresses:
        leads = mention.congress == newest.congress - 1 and re.match(
            lead, text[mention.span.end : mention.span.end + 30]
        )
        if leads and (not known or (day.year > newest.end.year and not _shares_line(text, mention.span.start, known))):
            where = "这里" if known else "报告"
            said = Message(
                f"{where}只写到{document.source[mention.span]}，没有写到{newest.name}，疑为旧稿遗留",
                f"the {newest.congress - 1}th congress alone is named, not the {newest.congress}th; left over from an old draft?",
            )
            yield Problem(mention.span, said)
            return


def _shares_line(text: str, place: int, others: list[int]) -> bool:
    start, end = text.rfind("\n", 0, place), text.find("\n", place)
    return any(start < other < (len(text) if end < 0 else end) for other in others)


@check
@needs("judged_start")
def abolished(
    document: Document,
    *,
    bodies: Table[Body],
    own_words: Words,
    unless_before: str,
    unless_after: str,
    past: str,
) -> Iterator[Problem]:
    """No body is named as existing that was renamed or abolished before the year; ``past`` are words that tell its history."""
    day = document.judged_start
    assert day is not None
    text = document.source.text
    for span, body in found(document, bodies, own_words):
        if body.since >= day or re.match(unless_after, text[span.end : span.end + 6]):
            continue
        if re.search(f"(?:{unless_before})\\Z", text[max(0, span.start - 24) : span.start]):
            continue
        if not re.search(past, document.source[document.sentence(span)]):
            since = f"{body.since.year}年{body.since.month}月"
            zh = f"“{body.wrong}”{since}已改组或更名，现为“{body.right}”，请核对"
            en = f"“{body.wrong}” became “{body.right}” in {body.since:%B %Y}; check it"
            yield Problem(span, Message(zh, en), severity=capped(body.mark))
