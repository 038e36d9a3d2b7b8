"""Checks on the delivery of a report to a people's congress: whom it addresses, who speaks and for whom, at which session."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import numeral
from reportlint.checks import check, comparing
from reportlint.diagnostic import Fix, Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.occasion import Session, occasion, sessions
from reportlint.pattern import lazy
from reportlint.source import Span, Text

CALL = lazy(r"各位[^，。；！？：:]{1,20}[：:]|(?:同志们|朋友们)[：:]")
MEMBERS = lazy(r"(?:(?<=[。！!])|^)\s*(?P<who>各位(?:政协)?委员)(?=[！!：:，,])(?!.{1,3}各位代表)")
LEVEL = lazy(r"(?:自治)?[省市县区州盟旗镇乡]$")
SPOKEN_FOR = lazy(r"我(?:谨?代表|受)(?:[^，。；届]{0,12}、)?(?P<who>[^，。；、届]{0,20}?)(?:人民)?政府")
SUBMITTED = lazy(r"审议|审查")
SET = lazy(r"(?:上|审议)?(?:确定|通过|批准|部署|提出|明确|审议通过)的")
LONGEST = 16  # characters of a name of a place
OPENING = 6  # paragraphs among which the report is submitted


@check
def addressed(document: Document, *, call: str) -> Iterator[Problem]:
    """The report addresses ``call`` (各位代表), at its beginning and further on, not the members of another body."""
    first = next((p for p in _opening(document) if CALL.fullmatch(p.value.strip())), None)
    if first and "代表" not in first.value:
        said = Message(
            f"政府工作报告向人民代表大会作，称呼应为“{call}”", f"a report to the people's congress addresses “{call}”"
        )
        end = first.start + len(first.value.rstrip().rstrip("：:"))
        yield Problem(Span(first.start, end), said, Fix.replace(Span(first.start, end), call, safe=False))
    for paragraph in document.paragraphs:
        for match in MEMBERS.finditer(paragraph.value) if paragraph != first else ():
            span = Span(paragraph.start + match.start("who"), paragraph.start + match.end("who"))
            said = Message(
                f"报告向人民代表大会作，这里称呼“{match['who']}”，应为“{call}”",
                f"addressed to “{match['who']}”, in a report to the people's congress: “{call}”",
            )
            yield Problem(span, said, Fix.replace(span, call, safe=False))


def _opening(document: Document) -> list[Text]:
    first = [document.addressee] if document.addressee else []
    return [*first, *document.divisions[0].paragraphs[:OPENING]]


@check
def submitted(document: Document) -> Iterator[Problem]:
    """The report is submitted for deliberation where it says on whose behalf it is made."""
    for paragraph in _opening(document):
        found = SPOKEN_FOR.search(paragraph.value)
        if found and not any(SUBMITTED.search(each.value) for each in _opening(document)):
            span = Span(paragraph.start + found.start(), paragraph.start + found.end())
            yield Problem(span, Message("没有提请审议，可写“请予审议”", "not submitted for deliberation (请予审议)"))
            return


@check
def represented(document: Document) -> Iterator[Problem]:
    """The title, the congress and the government that is spoken for are of one place."""
    held = occasion(document)
    if held is None or held.session.place in ("", "全国"):
        return
    place = held.session.place
    title = "".join(document.title.value.split()) if document.title else ""
    titled = re.sub(r"\d{4}年度?|(?:人民)?政府工作报告.*", "", title)
    there = Related(held.session.span, Message("报告在这里作", "delivered here"))
    if document.title and 1 < len(titled) < LONGEST and "会议" not in titled and not _same(titled, place):
        said = Message(f"标题是{titled}的，会议是{place}的", f"the title is of {titled}, the congress of {place}")
        yield Problem(document.title.span, said, related=(there,))
    for paragraph in _opening(document):
        found = SPOKEN_FOR.search(paragraph.value)
        if found and not _of(found["who"], place):
            span = Span(paragraph.start + found.start("who"), paragraph.start + found.end())
            said = Message(
                f"代表的是“{document.source[span]}”，会议是{place}的",
                f"on behalf of {found['who']}, to the congress of {place}",
            )
            yield Problem(span, said, related=(there,))


def _same(one: str, other: str) -> bool:
    """Whether two names may be of one place: 广西 and 广西壮族自治区, 望秀区 and 澄湖市望秀区."""
    return LEVEL.sub("", one) in other or LEVEL.sub("", other) in one


def _of(who: str, place: str) -> bool:
    """Whether a government is that of a place: 县, 本县, 云岫县."""
    level = LEVEL.search(who)
    if not who or (level and len(who) <= len(level[0]) + 1):
        return not level or not LEVEL.search(place) or place.endswith(level[0][-1])
    return _same(who, place)


@check
def speaker(document: Document, *, posts: list[list[str]]) -> Iterator[Problem]:
    """The speaker heads the government of that level; ``posts`` are ends of names of places, each with the post there."""
    held = occasion(document)
    if held is None or held.post is None:
        return
    right = next((post for end, post in posts if held.session.place.endswith(end)), None)
    if right and held.post.value != right:
        zh = f"{held.session.place}的政府工作报告由{right}作，这里是“{held.post.value}”"
        said = Message(zh, f"in {held.session.place} the {right} reports, not the {held.post.value}")
        yield Problem(held.post.span, said)


@check
def earlier(document: Document) -> Iterator[Problem]:
    """What a session of this congress has set was set before the one to which the report is delivered."""
    held = occasion(document)
    if held is None:
        return
    for paragraph in document.paragraphs:
        for named in sessions(paragraph.value, paragraph.start):
            if _end(named.place) != _end(held.session.place) or named.term != held.session.term:
                continue
            behind = paragraph.value[named.span.end - paragraph.start :][:6]
            if named.sitting > held.session.sitting or (named.sitting == held.session.sitting and SET.match(behind)):
                start = named.span.start + max(0, len(named.place) - 1)
                yield _later(Span(start, named.span.end), named.sitting, held.session)


def _end(place: str) -> str:
    """Return the level of a place: 区 of a city is none of 自治区."""
    return "自治区" if place.endswith("自治区") else place[-1:]


def _later(span: Span, sitting: int, this: Session) -> Problem:
    zh = f"本次是第{numeral.render(this.sitting)}次会议，已经确定的事不会出自第{numeral.render(sitting)}次会议"
    en = f"this is session {this.sitting}: nothing done was set by session {sitting}"
    return Problem(span, Message(zh, en), related=(Related(this.span, Message("本次会议在这里", "this session")),))


@check
@comparing
def repeated(document: Document) -> Iterator[Problem]:
    """The session is a later one than that of last year's report."""
    assert document.previous is not None
    held, before = occasion(document), occasion(document.previous)
    if held is None or before is None:
        return
    now, then = held.session, before.session
    same = now.term == then.term and _end(now.place) == _end(then.place)
    if same and now.sitting <= then.sitting:
        zh = f"上年报告已作于第{numeral.render(then.sitting)}次会议，这里是第{numeral.render(now.sitting)}次，疑为上年稿件遗留"
        en = f"last year's report was to session {then.sitting} of this congress already; left over from last year's draft?"
        yield Problem(now.span, Message(zh, en))
    if held.day and before.day and held.day[1] <= before.day[1]:
        then_day = before.day[1]
        zh = f"上年报告作于{then_day.year}年{then_day.month}月{then_day.day}日，这里的日期不在其后，疑为上年稿件遗留"
        en = f"last year's report was delivered on {then_day}; left over from last year's draft?"
        yield Problem(held.day[0], Message(zh, en))
