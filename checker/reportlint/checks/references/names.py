"""Checks on titles in 《》 and on the articles of laws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportlint import numeral
from reportlint.checks import check
from reportlint.diagnostic import Edit, Fix, Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.law import STATE, Law
from reportlint.pattern import lazy
from reportlint.source import Span
from reportlint.table import Table

YEARS = lazy(r"[（(]\s*(\d{4})(年?)\s*([-—–－─―~～至]{1,2})\s*(\d{4})(年?)\s*[）)]")


PARAGRAPH = lazy(r"第(\d{1,3})款")
LENGTHS = range(3, 20)  # characters of the name of a law, without 中华人民共和国

PARTNERS = str.maketrans("《》〈〉", "》《〉〈")


@check
def title_marks(document: Document) -> Iterator[Problem]:
    """《 and 》, 〈 and 〉 stand in pairs within a paragraph."""
    for mark in document.marks:
        if mark.kind in ("unclosed", "unopened"):
            here = document.source[mark.pair[0]]
            lost = here.translate(PARTNERS)
            yield Problem(mark.pair[0], Message(f"书名号缺“{lost}”", f"{here} without its {lost}"))


@check
def nested_marks(document: Document) -> Iterator[Problem]:
    """Inside 《》 stand 〈〉."""
    for mark in document.marks:
        if mark.kind in ("nested", "angle"):
            edits = tuple(Edit(span, new) for span, new in zip(mark.pair, "〈〉", strict=False))
            plain = not re.search("[〈〉]", document.source[mark.span])
            yield Problem(
                mark.span,
                Message("书名号里面还用书名号时，里层用“〈〉”", "inside 《》 the inner marks are 〈〉"),
                Fix(edits) if plain else None,
            )


@check
def year_range(document: Document, *, names: str) -> Iterator[Problem]:
    """The years in the title of a plan are written （2021—2025年）, with any dash; ``names`` tells what a plan is called."""
    for reference in document.references:
        title = reference.title
        if not (title and title.years and re.search(names, title.name.value)):
            continue
        match = YEARS.fullmatch(title.years.value)
        if match and (match[2] or not match[5]):
            dash = "—" if match[3] in "-–" else match[3]
            right = f"（{match[1]}{dash}{match[4]}年）"
            yield Problem(
                title.years.span,
                Message(
                    f"规划名称中的起止年份应写作“{right}”", f"the years in the title of a plan are written “{right}”"
                ),
                Fix.replace(title.years.span, right),
            )


@check
def article(document: Document, *, unless: str, laws: Table[Law]) -> Iterator[Problem]:
    """Articles of laws are cited in Chinese numerals: 第七十五条; ``unless`` tells titles that are no law's.

    A name without 《》 before an article is one of the ``laws``.
    """
    text = document.source.text
    for cited in document.articles:
        value = cited.numeral.value
        law = cited.law is not None and not re.search(unless, cited.law.name.value)
        law = law or any(text[max(0, cited.span.start - n) : cited.span.start] in _names(laws) for n in LENGTHS)
        part = PARAGRAPH.search(text, cited.span.start, cited.span.end)
        if law and part and not re.search(r"\d", value):
            right = f"第{numeral.render(int(part[1]))}款"
            said = Message(f"法律条文序号应写作“{right}”", f"the paragraph is written “{right}”")
            yield Problem(Span(*part.span()), said, Fix.replace(Span(*part.span()), right, safe=False))
        if law and (re.search(r"\d", value) or (len(value) > 1 and not re.search("[十百千]", value))):
            right = numeral.render(numeral.parse(value))
            yield Problem(
                cited.span,
                Message(f"法律条文序号应写作“第{right}条”", f"the article is written “第{right}条”"),
                Fix.replace(cited.numeral.span, right, safe=False),
            )


@cache
def _names(laws: Table[Law]) -> frozenset[str]:
    return frozenset(law.name.removeprefix(STATE) for law in laws.rows)
