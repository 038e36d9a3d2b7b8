"""Checks on numbers against what surrounds them: the report's own date, the title, other citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportlint.checks import check, needs
from reportlint.checks.references.numbers import BLANKS, WHOLE, numbers
from reportlint.contents import Content, extents
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.reference import Number, Reference, Title
from reportlint.source import Span, within

TITLE_MARKS = str.maketrans("", "", "《》〈〉<>＜＞")


@check
@needs("made")
def future(document: Document) -> Iterator[Problem]:
    """A cited document is not younger than the report."""
    assert document.made is not None
    for number in numbers(document, *WHOLE):
        if number.year and number.bracket and number.year > document.made.year:
            yield Problem(
                number.bracket.span,
                Message(
                    f"发文字号的年份{number.year}晚于本报告的时间（{document.made.year}年），请核对",
                    f"the year {number.year} lies after the report itself ({document.made.year})",
                ),
            )


@check
@needs("year", "made")
def later(document: Document, *, sections: tuple[Content, ...], plan: str) -> Iterator[Problem]:
    """The results of a year rarely rest on documents of the next one; sections about the ``plan`` are left out."""
    assert document.year is not None
    assert document.made is not None
    spans = extents(document, sections, plan)
    for number in numbers(document):
        readable = number.year and number.year <= document.made.year and number.value
        if not readable or number.year != document.year + 1 or number.bracket is None:
            continue
        if document.path(number.span.start) and not within(spans, number.span.start):
            yield Problem(
                number.bracket.span,
                Message(
                    f"{document.year}年的工作引用了{number.year}年的文件，请核对年份",
                    f"the work of {document.year} rests on a document of {number.year}; check the year",
                ),
            )


@check
def order(document: Document) -> Iterator[Problem]:
    """A document is cited by its title first, its number in brackets behind."""
    for reference in document.references:
        title, number = reference.title, reference.number
        if title and number and number.span.start < title.span.start:
            yield Problem(
                number.span,
                Message(
                    "引用公文先引标题，后引发文字号（加括号）", "cite the title first, then the number in brackets"
                ),
            )


@check
def consistent(document: Document) -> Iterator[Problem]:
    """One title has one number, one number has one title."""
    cited = [r for r in document.references if r.title and r.number and r.number.year and r.number.value]
    titles: dict[str, Reference] = {}
    keys: dict[tuple[str, int | None, int | None], Reference] = {}
    for reference in cited:
        assert reference.title is not None
        assert reference.number is not None
        name, key = _name(reference.title), reference.number.key
        first = titles.setdefault(name, reference)
        assert first.number is not None
        if len(name) >= 8 and _slip(first.number, reference.number):
            yield _contradiction(
                reference.number.span, first.number.span, "同一文件前后文号不一致", "one document, two numbers"
            )
            continue
        first = keys.setdefault(key, reference)
        assert first.title is not None
        if not _same_document(_name(first.title), name):
            yield _contradiction(
                reference.title.span, first.title.span, "同一文号对应两个不同的文件", "one number, two documents"
            )


def _name(title: Title) -> str:
    return "".join(title.name.value.translate(TITLE_MARKS).split())


def _slip(one: Number, other: Number) -> bool:
    """Whether two numbers of one title and one year differ in code or serial; a title may recur in another year."""
    (code, year, serial), (other_code, other_year, other_serial) = one.key, other.key
    return year == other_year and (code == other_code) is not (serial == other_serial)


def _same_document(one: str, other: str) -> bool:
    """A document may be cited by its full title and by the name of what it issues."""
    return one in other or other in one


def _contradiction(span: Span, other: Span, zh: str, en: str) -> Problem:
    related = Related(other, Message("另一处在这里", "the other place is here"))
    return Problem(span, Message(f"{zh}，请核对", f"{en}; check which is right"), related=(related,))


@check
def organ_code(document: Document, *, pairs: list[list[str]]) -> Iterator[Problem]:
    """The code of a number fits the body in the title; ``pairs`` are patterns of bodies and of codes that contradict them."""
    for reference in document.references:
        title, number = reference.title, reference.number
        if not (title and number and number.code and title.issuer):
            continue
        issuer = title.issuer.translate(BLANKS)
        if any(_fits(body, issuer) and _fits(code, number.code.value) for body, code in pairs):
            yield Problem(
                number.code.span,
                Message(
                    f"机关代字“{number.code.value}”与发文机关“{issuer}”不符，请核对",
                    f"the code “{number.code.value}” does not fit the issuing body “{issuer}”",
                ),
                related=(Related(title.span, Message("文件标题在这里", "the title is here")),),
            )


@lru_cache(maxsize=4096)  # bodies and codes are few, and the same ones all over a report
def _fits(pattern: str, words: str) -> bool:
    return re.search(pattern, words) is not None
