"""Checks on how numbers are written: about, ranges, times, units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, groupby
from unicodedata import normalize

from reportlint.checks import check
from reportlint.diagnostic import Edit, Fix, Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Span, within

WIDE = "０１２３４５６７８９"
LONGEST = 40  # characters of a decrease told in times
FULLWIDTH = lazy(r"[0-9.．]*[０-９][０-９0-9.．％%]*(?<![.．])")


@check
def double_approximation(
    document: Document, *, pairs: list[list[str]], words: str, twice: list[str]
) -> Iterator[Problem]:
    """A number is made rough once; ``pairs`` are words before it with those that say the same behind.

    ``words`` are words that only end like one: 附近. ``twice`` are words right behind the number and behind its unit.
    """
    text, word_only = document.source.text, re.compile(f"(?:{words})$")
    inside, behind_it = re.compile(f"[0-9][万亿]*({twice[0]})"), re.compile(twice[1])
    for quantity in document.quantities:
        if not quantity.about:
            continue
        written, rest = text[quantity.start : quantity.end], text[quantity.end : quantity.end + 2]
        rough, again = inside.search(written), behind_it.match(rest)
        if rough and again:
            yield _said_twice(Span(quantity.start, quantity.end + len(again[0])), rough[1], again[0])
        if word_only.search(quantity.noun):
            continue
        for before, behind in pairs:
            lead = re.search(f"(?:{before})$", text[max(0, quantity.start - 4) : quantity.start])
            if not lead:
                continue
            rear = re.search(rf"(?:[0-9.,]|^)[万亿]*({behind})", written)
            last = re.match(f"(?:{behind})", rest)
            word = rear[1] if rear else last[0] if last else ""
            if word:
                span = Span(quantity.start - len(lead[0]), quantity.end + (0 if rear else len(word)))
                yield _said_twice(span, lead[0], word)
                break


def _said_twice(span: Span, one: str, other: str) -> Problem:
    zh, en = f"“{one}”和“{other}”都表示约数，只留一个", f"“{one}” and “{other}” both say about; keep one"
    return Problem(span, Message(zh, en))


LONGEST_NUMBER = 24  # characters of the end of a range
RANGE_END = lazy(r"[-—–－―~～〜][0-9]+(?:\.[0-9]+)?\Z")  # right before its sign
FIRST = lazy(r"(?<![0-9A-Za-z./〔—–－-])[0-9]{1,3}(?:\.[0-9]+)?$")


@check
def ambiguous_range(document: Document) -> Iterator[Problem]:
    """Both ends of a range of percentages have their sign: 10%～20%."""
    text = document.source.text
    for sign in chain(re.finditer("%", text), re.finditer("％", text)):
        match = RANGE_END.search(text, max(0, sign.start() - LONGEST_NUMBER), sign.start())
        if match is None:
            continue
        first = FIRST.search(text[max(0, match.start() - 12) : match.start()])
        if first and float(first[0]) < float(match[0][1:]):
            right = f"{first[0]}{sign[0]}～{match[0][1:]}{sign[0]}"
            span = Span(match.start() - len(first[0]), sign.end())
            yield Problem(
                span,
                Message(
                    f"百分数的范围，前后都要写百分号，如“{right}”", f"both ends of the range take the sign: “{right}”"
                ),
                Fix.replace(span, right, safe=False),
            )


@check
def decrease_by_times(document: Document, *, falling: str) -> Iterator[Problem]:
    """倍 tells of growth; ``falling`` is a pattern of the words for the contrary."""
    text = document.source.text
    if "倍" not in text:
        return
    pattern = re.compile(
        rf"(?:{falling})(?:了|近|约|超过|超|达到?|至少)?(?:[0-9.]+|[一二两三四五六七八九十百几数]+)(?:多|余)?倍\Z"
    )
    for times in re.finditer("倍", text):
        match = pattern.search(text, max(0, times.start() - LONGEST), times.end())
        if match and not within(document.protected, match.start()):
            yield Problem(
                Span(*match.span()),
                Message(
                    f"“{match[0]}”：减少不能用倍数表示，应写百分数或几分之几",
                    f"“{match[0]}”: a decrease is told as a percentage or a fraction, not in times",
                ),
            )


YEARS = range(1949, 2050)  # what may be a year, and counts nothing


@check
def missing_unit(document: Document, *, counted: str) -> Iterator[Problem]:
    """A number at the end of a clause has its unit, where what stands before it fits ``counted``."""
    text = document.source.text
    pattern = re.compile(f"(?:{counted})(?:共|共计|达|约|近|为)?$")
    for quantity in document.quantities:
        if quantity.unit or not quantity.whole or quantity.nested or quantity.value in YEARS:
            continue
        end = text[quantity.end : quantity.end + 2]
        if end[:1] not in "，。；,;" or not end or end[1:].isdecimal():
            continue
        if said := pattern.search(quantity.noun):
            span = Span(quantity.start - len(quantity.noun) + said.start(), quantity.end)
            yield Problem(
                span,
                Message(
                    f"“{document.source[span]}”缺少量词，补上“件”“条”“次”等", f"“{document.source[span]}” lacks a unit"
                ),
            )


@check
def fullwidth_digits(document: Document) -> Iterator[Problem]:
    """Arabic numerals are half-width; the marks of headings have a rule of their own."""
    text = document.source.text
    if not any(digit in text for digit in WIDE):
        return
    found = [Span(*match.span()) for match in FULLWIDTH.finditer(text)]
    marks = [section.heading.mark.span for section in document.all_sections]
    inside = [span for span in found if not (within(marks, span.start) or within(document.outside, span.start))]
    numbers = [reference.number.span for reference in document.references if reference.number] if inside else []
    for _, group in groupby(inside, lambda span: next((n for n in numbers if n.start <= span.start < n.end), span)):
        spans = list(group)
        edits = tuple(Edit(span, normalize("NFKC", text[span.start : span.end])) for span in spans)
        right = "".join(
            edit.text + text[edit.span.end : after.start]
            for edit, after in zip(edits, [*spans[1:], edits[-1].span], strict=True)
        )
        said = Message(f"阿拉伯数字用半角，应为“{right}”", f"digits are half-width: “{right}”")
        yield Problem(Span(spans[0].start, spans[-1].end), said, Fix(edits))
