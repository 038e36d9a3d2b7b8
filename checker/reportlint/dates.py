"""Parse the dates of a report, in every form that occurs: right, short, mixed, and broken by a copy that lost characters.

A date is a run of numerals with units: 2021年3月1日, 3月1日, 二〇二一年三月. Numerals with a unit that tell how long
something takes (180日, 30年) are no dates, and what stands in 《》 or in a document number is no date of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportlint import numeral
from reportlint.date import DIGITS, HAN, Date, exists
from reportlint.pattern import lazy
from reportlint.source import new, within

if TYPE_CHECKING:
    from reportlint.document import Document

BLANKS = " \u3000\xa0"  # one may stand before a unit
UNIT = lazy(rf"[年月日](?<=[{DIGITS}{HAN}{BLANKS}].)")  # the rare sign is found first
MOST = 9  # characters of a numeral
HAN_YEAR = lazy(r"(?:二[〇○零][0-9]{2}|20[〇○零一二三四五六七八九]{2})\Z")  # 二〇23年: two scripts in one year
DAY_LEFT = lazy(r"([0-9]{1,2})(?:[口曰](?!\d)|(?=[，,。；）)]))")  # 3月15， or 3月15口
DECIMAL = lazy("[0-9][.．,]")  # before a digit
TORN = lazy(r"[0-9]\r?\n\Z")  # 2 and 023年: a line of a fixed length ends in the year
CENTURY = ("19", "20")
DOTTED = lazy(r"[12][09][0-9]{2}([./．-])([0-9]{1,2})\1([0-9]{1,2})(?![0-9./．-])")
RANK = "年月日"
YEARS = (2010, 2040)  # what a report speaks of
GOES_ON = lazy(r"\s?(?:[至到—–－～~-]{1,2}|[、和及与])\s?")  # 3月5日至7日
BEFORE_DATE = lazy(r"(?:^|[\s，。；：、！？,;:!?（(》]|[于在自从年]|截[至止]|日[至到—–－～~-])\Z")
LENGTH = lazy(  # what follows 日 where it counts days
    r"(?:之|以)?内|以[上下来]|期(?!间)|时|压|缩|减|延|增|降|办|完成|建成|左右|行动|攻坚|会战|法定|专项|限|有|处理|[的来间个无倒均常夜报游假线元用产供活]"
)
SENTENCE_GOES_ON = lazy("[，,、起前至]")
BEFORE_SHORT = lazy(r"(?:[0-9A-Za-z.．第近满达超逾约共每隔刑期限龄续时前后]|[0-9][—–－～~-]|为期|历时|[0-9年][至到])\Z")
OPENS_SHORT = lazy(r"(?:^|截[至止]|关于|[自从于在，。；,;（(\s])\Z")
AFTER_SHORT = lazy("底|末|初(?!心)|度|[上下]半年|法治(?:政府)?建设|全[省市州县区旗镇乡]|我[省市州县区旗镇乡局委厅院]")


class Pair(NamedTuple):
    """A numeral with its unit."""

    start: int
    end: int
    digits: str
    unit: str

    @property
    def arabic(self) -> bool:
        """Whether the numeral is Arabic."""
        return self.digits[0] in DIGITS


def dates(document: Document) -> tuple[Date, ...]:
    """Return the dates of a document, in reading order."""
    text = document.source.text
    cited = sorted([part.span for reference in document.references for part in reference if part])
    found: list[Date] = []
    for run in _runs(text):
        date = _date(text, run, found[-1] if found else None)
        if date and not within(cited, date.start):
            found.append(date)
    dotted = [date for date in _dotted(text) if not within(cited, date.start)]
    return tuple(sorted([*found, *dotted])) if dotted else tuple(found)


def _runs(text: str) -> Iterator[list[Pair]]:
    """Join numerals with units that follow one another as in a date: 年, then 月, then 日."""
    run: list[Pair] = []
    for match in UNIT.finditer(text):
        unit, at = match[0], match.start()
        end = at - 1 if text[at - 1] in BLANKS else at
        before = text[end - MOST if end > MOST else 0 : end]
        digits = before[len(before.rstrip(DIGITS if before[-1:] in DIGITS else HAN)) :]  # 表一2021年: one script
        if not digits:
            continue
        if unit == "年" and len(digits) < 4 and (mixed := HAN_YEAR.search(before)):
            digits = mixed[0]
        pair = new(Pair, (end - len(digits), at + 1, digits, unit))
        if run:
            near = pair.start - run[-1].end < 2 and not text[run[-1].end : pair.start].strip()
            if not near or RANK.index(run[-1].unit) >= RANK.index(unit):
                yield run
                run = []
        run.append(pair)
    if run:
        yield run


def _date(text: str, run: list[Pair], previous: Date | None) -> Date | None:
    year = None
    if text[run[0].start - 1 : run[0].start] == "\n" and TORN.search(text, max(0, run[0].start - 3), run[0].start):
        return None
    if len(run) > 1 and run[0].arabic and len(run[0].digits) in (3, 5) and run[1].unit == "月":
        return _bad_year(text, run)
    if run[0].unit == "年":
        year = _year(text, run)
        if year is None:
            run = [] if run[0].arabic else run[1:]  # 历时12年6月 is no date, 第二年3月8日 has one
    if not run:
        return None
    start = run[0].start
    before = text[start - 2 if start > 2 else 0 : start]
    if (before and before[-1] in DIGITS) or (year is None and DECIMAL.match(before)):
        return None
    units = "".join([pair.unit for pair in run]) if len(run) > 1 else run[0].unit
    if units == "日":
        return _range_end(text, run[0], previous) or _without_month(text, run, None)
    if units == "年日":
        return _without_month(text, run, year)
    if units == "年":
        return Date(run[0].start, text[run[0].start : run[0].end], "year", year)
    return _with_month(text, run, year)


def _year(text: str, run: list[Pair]) -> int | None:
    """Return the year, of four digits or, where a date goes on behind it, of two."""
    digits = run[0].digits
    if "十" not in digits and len(digits) == 4:
        return numeral.parse(digits)
    if len(digits) != 2 or not run[0].arabic:
        return None
    before = text[max(0, run[0].start - 2) : run[0].start]
    if BEFORE_SHORT.search(before):
        return None
    dated = len(run) > 1 and run[1].unit == "月" and len(run[1].digits) <= 2
    return int(digits) if dated or (OPENS_SHORT.search(before) and AFTER_SHORT.match(text, run[0].end)) else None


def _with_month(text: str, run: list[Pair], year: int | None) -> Date | None:
    first = run[0]
    at = 0 if year is None else 1
    digits = run[at].digits
    day_pair = run[at + 1] if len(run) > at + 1 else None
    if (
        day_pair
        and day_pair.arabic
        and (len(day_pair.digits) > 3 or (len(day_pair.digits) > 2 and day_pair.digits[-1] == "0"))
    ):
        day_pair = None
    day = numeral.parse(day_pair.digits) if day_pair else None
    written = text[first.start : (day_pair or run[at]).end]
    if year is None and run[at].arabic and len(digits) in (5, 6) and digits.startswith(CENTURY):
        month = int(digits[4:])
        readings = ((int(digits[:4]), month, day),) if exists(int(digits[:4]), month, day) else ()
        return Date(first.start, written, "no_year", readings=readings) if readings else None
    if len(digits) > (2 if run[at].arabic else 3):
        return None
    left = (
        DAY_LEFT.match(text, run[at].end)
        if year is not None and year > 99 and not day_pair and run[at].arabic
        else None
    )
    if left and exists(year, int(digits), int(left[1])):
        return Date(
            first.start, text[first.start : left.end()], "no_day", year, readings=((year, int(digits), int(left[1])),)
        )
    kind = ("full" if day_pair else "year_month") if year is not None else ("month_day" if day_pair else "month")
    return Date(first.start, written, kind, year, numeral.parse(digits), day)


def _bad_year(text: str, run: list[Pair]) -> Date | None:
    """Read 202年3月15日 and 20223年3月15日: one digit of the year too few or too many."""
    month, day = int(numeral.parse(run[1].digits)), numeral.parse(run[2].digits) if len(run) > 2 else None
    years = [year for year in range(*YEARS) if _one_off(run[0].digits, str(year)) and exists(year, month, day)]
    before = text[max(0, run[0].start - 1) : run[0].start]
    if not years or (before and before in DIGITS):
        return None
    written = text[run[0].start : run[-1].end]
    return Date(run[0].start, written, "bad_year", readings=tuple((year, month, day) for year in years))


def _one_off(digits: str, year: str) -> bool:
    short, long = sorted((digits, year), key=len)
    return short in {long[:at] + long[at + 1 :] for at in range(len(long))}


def _range_end(text: str, pair: Pair, previous: Date | None) -> Date | None:
    """Read 7日 as the end of a range or list that a date begins: 3月5日至7日."""
    if previous is None or previous.day is None or len(pair.digits) > (2 if pair.arabic else 3):
        return None
    between = text[previous.span.end : pair.start] if pair.start - previous.span.end < 4 else ""
    if not GOES_ON.fullmatch(between):
        return None
    day = numeral.parse(pair.digits)
    return Date(pair.start, text[pair.start : pair.end], "day", previous.year, previous.month, day)


def _without_month(text: str, run: list[Pair], year: int | None) -> Date | None:
    """Read 414日, 2021729日 and 2021年729日, unless it counts days."""
    pair = run[-1]
    if not pair.arabic or (year is not None and not 1900 <= year < 2100) or LENGTH.match(text, pair.end):
        return None
    digits, glued = pair.digits, year is None and len(pair.digits) > 5 and pair.digits.startswith(CENTURY)
    written = text[run[0].start : pair.end]
    if glued:
        year, digits = int(digits[:4]), digits[4:]
    readings = tuple((year, month, day) for month, day in _splits(digits, year))
    if year is None and not _stands_as_date(text, pair):
        return None
    if year is not None and not readings and (glued or int(digits) > 31 or not SENTENCE_GOES_ON.match(text, pair.end)):
        return None
    return Date(run[0].start, written, "no_month", year, readings=readings) if readings or year else None


def _stands_as_date(text: str, pair: Pair) -> bool:
    """Whether digits before 日 stand where a date stands; two digits, or a round number, are rather a number of days."""
    if not BEFORE_DATE.search(text, max(0, pair.start - 2), pair.start):
        return False
    if len(pair.digits) < 3:
        return int(pair.digits) > 31 and text[pair.end : pair.end + 1] in ("，", ",")
    return not pair.digits.endswith("0") or SENTENCE_GOES_ON.match(text, pair.end) is not None


def _splits(digits: str, year: int | None) -> list[tuple[int, int]]:
    """Part digits into month and day in every way that the calendar allows; 105 as 1 and 05 only for want of others."""
    parts = [(digits[:at], digits[at:]) for at in (1, 2) if 1 <= len(digits) - at <= 2]
    possible = [(m, d) for m, d in parts if exists(year, int(m), int(d))]
    even = [(m, d) for m, d in possible if m.startswith("0") or not d.startswith("0")]
    return [(int(m), int(d)) for m, d in even or (possible if year else [])]


def _dotted(text: str) -> Iterator[Date]:
    for match in DOTTED.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        year, month, day = int(match[0][:4]), int(match[2]), int(match[3])
        if not re.match(r"[0-9A-Za-z./．_-]", before) and exists(year, month, day):
            yield Date(match.start(), match[0], "dotted", year, month, day)
