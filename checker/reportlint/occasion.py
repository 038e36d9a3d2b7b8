"""The occasion on which a report to a people's congress is delivered: when, to which congress, and by whom.

It stands on a line above the body: ——2025年1月14日在云岫县第十八届人民代表大会第四次会议上, 县长 ×××.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from reportlint import numeral
from reportlint.pattern import lazy
from reportlint.source import Span, Text

if TYPE_CHECKING:
    from reportlint.document import Document

NUMBER = "[一二三四五六七八九十]{1,3}"
SESSION = lazy(
    rf"第?(?P<term>{NUMBER})届(?P<national>全国)?(?:人民代表大会|人大)第?(?P<sitting>{NUMBER})次(?:全体)?会议"
)
DATE = lazy(r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")
DATED = lazy(r"[（(]?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[）)]?")  # a line of its own
BEFORE_PLACE = lazy(r"[^\u4e00-\u9fff]|在|日(?=.{2,}[省市县区州盟旗镇乡]$)")
POST = lazy(r"(?<!副)(?:省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|主席(?!团)|总理)")
SPEAKER = lazy(r"[^，。；：！:]{2,30}")  # a line with a post and a name
LONGEST = 120  # characters of the line
FIRST = 3  # paragraphs of the body among which it may be: where it ends in 。, it is taken for one
FIRST_HALF, YEAR_END = 4, 11  # a congress meets by April, or from November on for the year to come


class Session(NamedTuple):
    """A session of a people's congress, as named: 云岫县, 18, 4; ``place`` is empty where none is written."""

    span: Span
    place: str
    term: int
    sitting: int


class Occasion(NamedTuple):
    """When and to which session a report is delivered, and the speaker's post, as far as they are told."""

    session: Session
    day: tuple[Span, date] | None
    post: Text | None

    @property
    def planned(self) -> int | None:
        """The year whose work the report sets out; None in summer, when a new government may report on half a year."""
        if self.day is None or FIRST_HALF < self.day[1].month < YEAR_END:
            return None
        return self.day[1].year + (self.day[1].month >= YEAR_END)


def sessions(text: str, start: int = 0) -> Iterator[Session]:
    """Yield the sessions that a text names, which begins at ``start`` of the document."""
    for match in SESSION.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        place = "全国" if match["national"] else BEFORE_PLACE.split(before)[-1]
        span = Span(start + match.start() - (0 if match["national"] else len(place)), start + match.end())
        yield Session(span, place, numeral.parse(match["term"]), numeral.parse(match["sitting"]))


def occasion(document: Document) -> Occasion | None:
    """Return the occasion told above the body; None where there is none."""
    lines = sorted((*document.front, *document.titles, *document.divisions[0].paragraphs[:FIRST]))
    for at, line in enumerate(lines):
        session = next(sessions(line.value, line.start), None) if len(line.value) <= LONGEST else None
        if session:
            below = [each for each in lines[at + 1 : at + 3] if SPEAKER.fullmatch(each.value.strip())]
            posts = (_post(each) for each in (line, *below))
            days = (
                _day(each)
                for each in (line, *lines[at + 1 : at + 3])
                if each is line or DATED.fullmatch(each.value.strip())
            )
            return Occasion(session, next(filter(None, days), None), next(filter(None, posts), None))
    return None


def _post(line: Text) -> Text | None:
    match = POST.search(line.value)
    return Text(line.start + match.start(), match[0]) if match else None


def _day(line: Text) -> tuple[Span, date] | None:
    match = DATE.search(line.value)
    if match is None:
        return None
    try:
        day = date(*(int(match[part]) for part in ("year", "month", "day")))
    except ValueError:  # that there is no such day is told by a rule of its own
        return None
    return Span(line.start + match.start(), line.start + match.end()), day
