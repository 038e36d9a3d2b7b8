"""Checks on the targets of a 政府工作报告, and on what it says was reached of last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportlint.checks import check, comparing
from reportlint.checks.structure.title import title_span
from reportlint.contents import Content, extents
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.indicators import AIM, Indicator, Reading, readings, targets
from reportlint.language import Message
from reportlint.occasion import occasion
from reportlint.pattern import lazy
from reportlint.source import Span, within
from reportlint.table import Table

TENTHS = Decimal("0.1")
OFF = lazy(
    r"，?(?P<sign>高于|高出|超过|超出|超|低于)(?:年初|全年|年度|预期|预定|确定的?|增长|的)*目标(?:值|任务)?(?P<points>\d+(?:\.\d+)?)个百分点"
)


@check
def absent(
    document: Document, *, sections: tuple[Content, ...], plan: str, indicators: Table[Indicator]
) -> Iterator[Problem]:
    """A report that is delivered sets targets in what it plans (``plan`` is the id of this content); in a town it need not."""
    found, held = extents(document, sections, plan), occasion(document)
    if not found or held is None or held.session.place.endswith(("乡", "镇")):
        return
    if targets(document, indicators.rows):
        return  # some set them above the first heading
    ahead = [p for p in document.paragraphs if p.start >= found[0].start]
    if not any(AIM.search(p.value) or any(readings(p, indicators.rows)) for p in ahead):
        heading = document.source[found[0]].partition("\n")[0]
        said = Message("没有写今年的主要预期目标", "no targets are set for the year")
        yield Problem(Span(found[0].start, found[0].start + len(heading.rstrip())), said)


@check
def contradicted(
    document: Document, *, sections: tuple[Content, ...], review: str, indicators: Table[Indicator]
) -> Iterator[Problem]:
    """One indicator has one target; what is only striven for (力争) may be more, and the ``review`` tells of last year."""
    aims, past = targets(document, indicators.rows), extents(document, sections, review)
    if aims is None:
        return
    own, start = _levels(document), aims.start
    later = [p for p in document.paragraphs if p.end > start and not within(past, p.start)]
    read = (r for p in later for r in readings(p, indicators.rows) if r.span.start >= start and not r.past)
    found = {r.span: r for r in read if r.level in own}
    first: dict[str, Reading] = {}
    for _, reading in sorted(found.items()):
        one = first.setdefault(reading.indicator.name, reading)
        stretch = reading.stretch or one.stretch
        if one.value != reading.value and reading.year == one.year and not stretch:
            name = reading.indicator.name
            zh = f"“{name}”的目标前文为{one.written}，这里为{reading.written}，请核对"
            en = f"the target for “{name}” is {one.written} above and {reading.written} here; check them"
            yield Problem(
                reading.span,
                Message(zh, en),
                related=(Related(one.span, Message("前文的目标在这里", "the other target")),),
            )


def _levels(document: Document) -> tuple[str, str]:
    """Return how the whole place of a report may be called: not at all, or 市 in 全市; a county may also speak of 全省."""
    held = occasion(document)
    return "", held.session.place[-1:] if held else ""


def _reached(document: Document, indicators: tuple[Indicator, ...]) -> list[Reading]:
    """Return what a report says was reached: what it reads of the year before its own targets."""
    aims, held = targets(document, indicators), occasion(document)
    before = [p for p in document.paragraphs if aims and p.start < aims.start]
    year = held.planned - 1 if held and held.planned else None
    found = [r for p in before for r in readings(p, indicators) if aims and r.span.start < aims.start]
    return [r for r in found if r.year in (None, year) and r.level in _levels(document)]


@check
@comparing
def missed(document: Document, *, indicators: Table[Indicator], about: int, explained: str) -> Iterator[Problem]:
    """What was reached is what last year's report aimed at, or it is explained; 左右 leaves ``about`` tenths of a point.

    ``explained`` is a pattern of words that own to it, anywhere before the new targets.
    """
    assert document.previous is not None
    aims = targets(document.previous, indicators.rows)
    now = targets(document, indicators.rows)
    if aims is None or now is None or re.search(explained, document.source.text[: now.start]):
        return
    wanted = {aim.indicator.name: aim for aim in reversed(aims.readings) if not aim.stretch}
    for reading in _reached(document, indicators.rows):
        aim = wanted.pop(reading.indicator.name, None)
        if aim is None:
            continue
        slack = about * TENTHS if aim.bound in ("左右", "上下") else Decimal(0)
        short = aim.value - reading.value if reading.indicator.sense == "least" else reading.value - aim.value
        if short > slack:
            row = document.previous.source.position(aim.span.start).row
            zh = f"上年报告第{row}行的目标是{aim.written}，这里为{reading.written}，没有达到，可在问题部分说明原因"
            en = f"last year's report aimed at {aim.written} (line {row}); {reading.written} falls short of it and is not explained"
            yield Problem(reading.span, Message(zh, en))


@check
@comparing
def unanswered(document: Document, *, indicators: Table[Indicator]) -> Iterator[Problem]:
    """The review speaks of each indicator for which last year's report set a target."""
    assert document.previous is not None
    aims, now = targets(document.previous, indicators.rows), targets(document, indicators.rows)
    if aims is None or now is None:
        return
    said = document.source.text[: now.start]
    kinds = {aim.indicator.pattern: aim for aim in reversed(aims.readings)}
    silent = sorted((aim for pattern, aim in kinds.items() if not re.search(pattern, said)), key=lambda aim: aim.span)
    if silent:
        names = "、".join(f"{aim.indicator.name}（{aim.written}）" for aim in silent)
        said_so = Message(
            f"上年报告定了目标、回顾没有说到的指标：{names}",
            f"targets of last year's report that the review does not speak of: {names}",
        )
        yield Problem(title_span(document), said_so)


@check
@comparing
def misquoted(document: Document, *, indicators: Table[Indicator]) -> Iterator[Problem]:
    """So many points above or below the target: it is the target that last year's report set."""
    assert document.previous is not None
    aims = targets(document.previous, indicators.rows)
    wanted = {aim.indicator.name: aim for aim in reversed(aims.readings)} if aims else {}
    for reading in _reached(document, indicators.rows):
        aim = wanted.get(reading.indicator.name)
        off = OFF.match(document.source.text, reading.span.end)
        if aim is None or off is None or aim.indicator.unit != "%":
            continue
        points = Decimal(off["points"]) * (-1 if off["sign"] == "低于" else 1)
        if reading.value - points != aim.value:
            row = document.previous.source.position(aim.span.start).row
            zh = f"按此推算目标为{reading.value - points}%，上年报告第{row}行的目标是{aim.written}，请核对"
            en = f"this makes the target {reading.value - points}%; last year's report set {aim.written} (line {row})"
            yield Problem(Span(reading.span.start, off.end()), Message(zh, en))
