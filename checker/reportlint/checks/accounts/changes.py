"""Checks on changes against last year and on the budget carried out, each with its rate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportlint.checks import check, comparing, needs
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.money import AMOUNT, PERCENT, Figure, figure, levels, rated, sentences, slack, texts
from reportlint.pattern import lazy
from reportlint.source import Span, Text

RISES, FALLS = ("增加", "增长", "上升", "增幅"), ("减少", "下降", "降低", "降幅")
CHANGE = lazy(
    rf"(?P<verb>增加|减少|增长|下降)(?:了|额为?|约)?(?P<change>{AMOUNT})[，,、（(](?:同比|比上年|较上年)?"
    rf"(?P<word>增长|下降|降低|减少|增加|上升|增幅|降幅)(?:率|了|为|达)*(?P<rate>{PERCENT})"
)
CARRIED_OUT = lazy(
    rf"预算(?:数|安排)?(?:为|是)?(?P<budget>{AMOUNT})[，,；、]?(?:本年|全年|实际)?(?:支出|收入)?(?:决算|支出)(?:数)?(?:为|是)?"
    rf"(?P<final>{AMOUNT})[，,；、]?(?:完成|为|占)(?:了)?(?:年初|全年|当年)?预算(?:数)?的?(?P<rate>{PERCENT})"
)
IN_WORDS = lazy(
    rf"完成(?:了)?(?:年初|全年|当年)?预算(?:数)?的?(?P<rate>{PERCENT})[，。；,、（(]{{0,2}}(?:支出)?决算数?(?P<word>大于|高于|小于|低于|等于|与)(?:年初)?预算数?(?P<even>持平|一致|相同)?"
)
AGAINST = lazy(
    r"(?:与|比|较)\s?(?P<year>20\d\d)\s?年(?:度)?(?![初底末]|.{0,4}预算)(?:决算)?(?:数)?(?:相比|[^，。；]{0,6}(?:增加|减少|增长|下降|持平))"
)
BASE = lazy("上年|去年|预算|年初|[与比较从由]")  # what an amount is called that others are compared with
NOUN = lazy(r"[\u4e00-\u9fff]{2,8}\Z")  # what changes
MARK = lazy(r"[，。；：,;:\r\n]")
MOST = 40  # amounts of the sentences before
FAR = 200  # characters on both sides of a change among which is the amount that changed
CALLED = 20  # characters before an amount that call it so
GOES_ON = lazy(r"\s*(?:与|比|较|同)")


@check
def change_rate(document: Document) -> Iterator[Problem]:
    """A change has the rate that follows from an amount before it, and both go the same way."""
    for paragraph in texts(document):
        before: list[Figure] = []
        for sentence in sentences(paragraph):
            for match in CHANGE.finditer(sentence.value):
                change, rate = _taken(sentence, match, "change"), _taken(sentence, match, "rate")
                rises = match["verb"] in RISES
                if change.value and rises is not (match["word"] in RISES):
                    zh = f"“{match['verb']}”与“{match['word']}”矛盾"
                    said = Message(zh, f"“{match['verb']}” and “{match['word']}” go different ways")
                    yield Problem(_span(sentence, match), said)
                    continue
                known = _known(sentence, match.start(), before)
                if known and not _follows(document, known, change, rate, rises):
                    noun = NOUN.search(sentence.value, 0, match.start())
                    yield _wrong(document, _meant(document, known, noun[0] if noun else ""), change, rate, rises)
            before = [*before, *levels(sentence, 0, len(sentence.value))][-MOST:]


def _known(sentence: Text, at: int, before: list[Figure]) -> list[Figure]:
    """Return the amounts one of which a change is of: those between ；, else of the sentences that 与上年相比 goes on from."""
    first = max(0, at - FAR)
    start = max(first, sentence.value.rfind("；", first, at) + 1)
    end = sentence.value.find("；", at, at + FAR)
    own = levels(sentence, start, end if end >= 0 else at + FAR)
    return own or (before if not start and GOES_ON.match(sentence.value) else [])


def _taken(sentence: Text, match: re.Match[str], name: str) -> Figure:
    return figure(sentence.start + match.start(name), match[name])


def _span(sentence: Text, match: re.Match[str]) -> Span:
    return Span(sentence.start + match.start(), sentence.start + match.end())


def _called(document: Document, each: Figure) -> str:
    """Return the words before an amount, back to the last mark."""
    return MARK.split(document.source.text[max(0, each.span.start - CALLED) : each.span.start])[-1]


def _follows(document: Document, known: list[Figure], change: Figure, rate: Figure, rises: bool) -> bool:
    """Whether a change has this rate on some amount: on what became of the base or, where it is called so, on the base."""
    for each in known:
        before = each.value - change.value if rises else each.value + change.value
        rough = slack(each, change)
        if abs(before) <= rough or rated(change, before, rate, rough * 2):  # from nothing, no rate is wrong
            return True
        if BASE.search(_called(document, each)) and rated(change, each.value, rate, rough):
            return True
    return not change.value and not rate.value


def _meant(document: Document, known: list[Figure], noun: str) -> Figure:
    """Return the amount that a change is most likely of: called like it, else a base, else the nearest."""
    alike = [each for each in known if noun and noun in _called(document, each)]
    bases = [each for each in known if BASE.search(_called(document, each))]
    return [*known[-1:], *bases, *alike][-1]


def _wrong(document: Document, of: Figure, change: Figure, rate: Figure, rises: bool) -> Problem:
    became = of.value - change.value if rises else of.value + change.value
    base = of.value if BASE.search(_called(document, of)) else became
    right = f"{change.value / base * 100:.{_places(rate)}f}%"
    zh = f"与前面的金额不符：按{of.written}推算，变动率是{right}，不是{rate.written}"
    en = f"by {of.written} before it the rate is {right}, not {rate.written}"
    return Problem(
        rate.span, Message(zh, en), related=(Related(of.span, Message("据以推算的金额", "computed from this")),)
    )


def _places(rate: Figure) -> int:
    return len(rate.written.rstrip("%％ ").partition(".")[2])


@check
def carried_out(document: Document) -> Iterator[Problem]:
    """The rate to which a budget was carried out follows from the budget and the final amount beside it."""
    for paragraph in texts(document):
        for match in CARRIED_OUT.finditer(paragraph.value):
            budget, final, rate = (_taken(paragraph, match, name) for name in ("budget", "final", "rate"))
            if budget.value and not rated(final, budget.value, rate, slack(budget, final)):
                right = f"{final.value / budget.value * 100:.{_places(rate)}f}%"
                zh = f"与前面的金额不符：{final.written}÷{budget.written}≈{right}，不是{rate.written}"
                en = f"{final.written} of {budget.written} are {right}, not {rate.written}"
                there = [
                    Related(each.span, Message("据以计算的金额", "computed from this")) for each in (budget, final)
                ]
                yield Problem(rate.span, Message(zh, en), related=tuple(there))


@check
def budget_words(document: Document) -> Iterator[Problem]:
    """More than 100 per cent of the budget is more than the budget, less is less."""
    for paragraph in texts(document):
        for match in IN_WORDS.finditer(paragraph.value):
            rate, word = _taken(paragraph, match, "rate"), match["word"]
            if word == "与" and not match["even"]:
                continue
            sign = (rate.value > 100) - (rate.value < 100)
            close = abs(rate.value - 100) < 1  # 100%, rounded
            right = {"大于": sign > 0, "高于": sign > 0, "小于": sign < 0, "低于": sign < 0}.get(word, close)
            if not right:
                start = paragraph.start + match.start("word")
                end = paragraph.start + match.end()
                here = Span(start, end)
                zh = f"完成预算的{rate.written}，与“{document.source[here]}”矛盾"
                said = Message(zh, f"{rate.written} of the budget contradict “{document.source[here]}”")
                yield Problem(here, said, related=(Related(rate.span, Message("完成的比率", "the rate")),))


@check
@needs("year")
def compared_year(document: Document) -> Iterator[Problem]:
    """What accounts compare with is the year before: this year, or the one before last, was left from another draft."""
    assert document.year is not None
    for paragraph in texts(document):
        for match in AGAINST.finditer(paragraph.value):
            if int(match["year"]) in (document.year, document.year - 2):
                start = paragraph.start + match.start("year")
                zh = f"这是{document.year}年度的决算，应与{document.year - 1}年比较，疑为上年稿件遗留"
                en = f"accounts of {document.year} compare with {document.year - 1}; left over from last year's draft?"
                yield Problem(Span(start, start + 4), Message(zh, en))


@check
@comparing
def last_year(document: Document, *, items: list[str]) -> Iterator[Problem]:
    """What an item was before its change is what last year's accounts say; ``items`` are patterns of their names."""
    assert document.previous is not None
    for item in items:
        named = rf"(?:{item})(?:各?为|是|各)?(?P<now>{AMOUNT})"
        change = re.compile(rf"{named}[^；]{{0,60}}?各?(?P<verb>增加|减少)(?P<change>{AMOUNT})")
        old = next(_found(document.previous, re.compile(named)), None)
        for paragraph in texts(document) if old else ():
            for match in change.finditer(paragraph.value):
                now, by = _taken(paragraph, match, "now"), _taken(paragraph, match, "change")
                base = now.value - by.value if match["verb"] == "增加" else now.value + by.value
                then = _taken(*old, "now") if old else now
                if abs(base - then.value) > 3 * slack(now, by, then):
                    yield _unlike(document.previous, by, then, base)


def _found(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[Text, re.Match[str]]]:
    for paragraph in texts(document):
        yield from ((paragraph, match) for match in pattern.finditer(paragraph.value))


def _unlike(previous: Document, by: Figure, then: Figure, base: Decimal) -> Problem:
    row = previous.source.position(then.span.start).row
    shown = base / 10_000 if "万" in then.written else base
    unit = "万元" if "万" in then.written else "元"
    zh = f"按此推算上年为{shown.normalize():f}{unit}，上年决算第{row}行写的是{then.written}，请核对"
    en = f"this makes last year's amount {shown.normalize():f}{unit}; last year's accounts say {then.written} (line {row})"
    return Problem(by.span, Message(zh, en))
