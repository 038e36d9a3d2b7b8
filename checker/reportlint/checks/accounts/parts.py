"""Checks on wholes and their parts in what accounts say: shares, lists of names, both sides of the balance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportlint.checks import check
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.money import AMOUNT, CHANGED, PERCENT, Figure, figure, levels, rated, slack, texts
from reportlint.pattern import lazy
from reportlint.source import Span, Text

BALANCE = lazy(rf"收入总计(?:为|是)?(?P<income>{AMOUNT})[^\r\n]{{0,160}}?支出总计(?:为|是)?(?P<spending>{AMOUNT})")
LISTED = lazy("其中[:：，,]?|包括[:：]|以下方面(?:（[^（）]{0,12}）)?[:：]|主要用于[:：]")
SHARE = lazy(
    rf"(?P<name>[^，。；、,;:：\d]{{2,40}}?)(?P<part>{AMOUNT})[，,（(]占(?P<of>[^，。；\d%％]{{0,20}}?)(?P<rate>{PERCENT})"
)
FINAL = lazy(rf"(?:决算|支出)(?:数)?(?:为|是)?(?P<final>{AMOUNT})")
CUT = lazy(r"[。；\r\n]")
NEAR = 200  # characters before 其中 in which the total is
FAR = 800  # characters in which a list of parts is given
ALL = (Decimal("99.5"), Decimal("100.5"))  # shares that add up to this are those of all parts


@check
def balance(document: Document) -> Iterator[Problem]:
    """收入总计 equals 支出总计."""
    for paragraph in texts(document):
        for match in BALANCE.finditer(paragraph.value):
            income, spending = (figure(paragraph.start + match.start(n), match[n]) for n in ("income", "spending"))
            if abs(income.value - spending.value) > 2 * slack(income, spending):
                zh = f"收入总计{income.written}与支出总计{spending.written}不相等"
                said = Message(zh, f"total income {income.written} and total spending {spending.written} differ")
                yield Problem(spending.span, said, related=(Related(income.span, Message("收入总计", "total income")),))


class Part(NamedTuple):
    """A part with the share that it is said to have."""

    amount: Figure
    rate: Figure


@check
def shares(document: Document) -> Iterator[Problem]:
    """Parts have the shares that follow from the total before 其中; where their shares are all, they add up to it."""
    for paragraph in texts(document):
        for whole, parts in _lists(paragraph):
            right = [rated(part.amount, whole.value, part.rate, slack(part.amount, whole)) for part in parts]
            there = (Related(whole.span, Message("总数在这里", "the total is here")),)
            if sum(right) * 2 < len(parts):
                continue  # shares of something else
            for part, fits in zip(parts, right, strict=True):
                if not fits:
                    share = f"{part.amount.value / whole.value * 100:.2f}%"
                    zh = f"{part.amount.written}占{whole.written}的{share}，不是{part.rate.written}"
                    said = Message(zh, f"{part.amount.written} of {whole.written} are {share}, not {part.rate.written}")
                    yield Problem(part.rate.span, said, related=there)
            total = sum((part.amount.value for part in parts), start=Decimal(0))
            rough = (len(parts) + 1) * slack(whole, *(part.amount for part in parts))
            whole_told = ALL[0] <= sum((part.rate.value for part in parts), start=Decimal(0)) <= ALL[1]
            if all(right) and whole_told and abs(total - whole.value) > rough:
                yield _unequal(whole, [part.amount for part in parts], total)


def _lists(paragraph: Text) -> Iterator[tuple[Figure, list[Part]]]:
    """Yield each total with the parts and shares behind its 其中."""
    marks = list(LISTED.finditer(paragraph.value))
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(paragraph.value)
        before = levels(paragraph, max(0, mark.start() - NEAR), mark.start())
        found = list(SHARE.finditer(paragraph.value, mark.end(), end))
        start = paragraph.start
        parts = [Part(*(figure(start + m.start(n), m[n]) for n in ("part", "rate"))) for m in found]
        for whole in before[-1:]:
            if whole.value and len(parts) > 1:
                yield whole, parts


def _unequal(whole: Figure, parts: list[Figure], total: Decimal) -> Problem:
    scale = next((s for unit, s in (("亿", 100_000_000), ("万", 10_000)) if unit in whole.written), 1)
    written = "+".join(f"{(part.value / scale).normalize():f}" for part in parts if part.value)
    amount = f"{(total / scale).normalize():f}"
    zh = f"各部分之和{written}={amount}，总数是{whole.written}"
    said = Message(zh, f"the parts add up to {written}={amount}, the total is {whole.written}")
    there = tuple(
        Related(part.span, Message("参加计算的金额", "an amount that enters")) for part in parts if part.value
    )
    return Problem(whole.span, said, related=there)


@check
def named_parts(document: Document, *, sums: list[list[str]]) -> Iterator[Problem]:
    """A whole is the sum of its parts; ``sums`` are patterns of names, the whole first."""
    seen: set[Span] = set()
    totals = {each.total.start for each in document.sums}
    for paragraph in (_with_list(document, text) for text in texts(document)):
        for whole, *parts in sums:
            for match in re.finditer(whole, paragraph.value):
                found = _named(paragraph, match.end(), parts)
                if found is None or found[0].span in seen:
                    continue
                total = sum((each.value for each in found[1:]), start=Decimal(0))
                rough = len(found) * slack(*found)
                told = total > found[0].value and found[0].span.start in totals  # by the rule on sums in all texts
                if abs(total - found[0].value) > rough and not told:
                    seen.add(found[0].span)
                    yield _unequal(found[0], found[1:], total)


def _with_list(document: Document, text: Text) -> Text:
    """Return a text with the lines of the list that it announces: 其中：."""
    end = text.end + FAR if text.value.endswith(("：", ":")) else text.end
    return Text(text.start, document.source.text[text.start : end])


def _named(paragraph: Text, start: int, parts: list[str]) -> list[Figure] | None:
    """Return the amounts of a whole and of all its parts; None where one is not told, or is a change."""
    end = min(len(paragraph.value), start + FAR)
    mark = LISTED.search(paragraph.value, start, end)
    places = [re.compile(part).search(paragraph.value, mark.end() if mark else start, end) for part in parts]
    if not all(places):
        return None
    spans = [Span(*place.span()) for place in places if place]
    stops = sorted(span.start for span in spans)
    ends = [next((stop for stop in stops if stop > span.start), end) for span in spans]
    found = [_amount(paragraph, start, mark.start() if mark else stops[0])]
    found += [_amount(paragraph, span.end, stop) for span, stop in zip(spans, ends, strict=True)]
    return [each for each in found if each] if all(found) else None


def _amount(paragraph: Text, start: int, end: int) -> Figure | None:
    """Return the final amount in the first part of a stretch, else the first one; None where that is a change or is none."""
    cut = CUT.search(paragraph.value, start, end)
    end = cut.start() if cut else end
    final = FINAL.search(paragraph.value, start, end)
    plain = re.compile(AMOUNT).search(paragraph.value, start, end)
    at, written = (final.start("final"), final["final"]) if final else (plain.start(), plain[0]) if plain else (0, "")
    if not written or CHANGED.search(paragraph.value[max(start, at - 6) : at]):
        return None
    return figure(paragraph.start + at, written)
