"""Checks on the form of a single document number (发文字号)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.diagnostic import Edit, Fix, Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.reference import Number

WHOLE = ("number", "loose", "strange")  # kinds of numbers that have all their parts
BLANKS = str.maketrans("", "", " \t\u3000\xa0")
PLAIN = BLANKS | str.maketrans("０１２３４５６７８９", "0123456789")  # wide digits have a rule of their own


def numbers(document: Document, *kinds: str) -> list[Number]:
    """Return the document numbers of these kinds, or all."""
    return [number for number in document.numbers if not kinds or number.kind in kinds]


@check
def year_brackets(document: Document) -> Iterator[Problem]:
    """The year of a number stands in 〔〕, alone."""
    for number in numbers(document, *WHOLE):
        right = f"〔{number.year}〕"
        if number.bracket and number.bracket.value.translate(PLAIN) != right:
            extra = number.bracket.value.translate(BLANKS).startswith("〔")
            message = Message(
                f"发文字号的{'六角括号里只写年份' if extra else '年份用六角括号'}，应为“{right}”",
                f"the year of a document number stands {'alone ' if extra else ''}in 〔〕: “{right}”",
            )
            yield Problem(number.bracket.span, message, Fix.replace(number.bracket.span, right))


@check
def short_year(document: Document) -> Iterator[Problem]:
    """The year of a number has four digits."""
    for number in numbers(document, "short_year"):
        assert number.year is not None
        assert number.bracket is not None
        latest = document.made.year if document.made else 2099
        year = max(y for y in (1900 + number.year, 2000 + number.year) if y <= latest or y < 2000)
        yield Problem(
            number.bracket.span,
            Message(
                f"发文字号的年份应标全称，如“〔{year}〕”",
                f"the year of a document number is written in full: “〔{year}〕”",
            ),
            Fix.replace(number.bracket.span, f"〔{year}〕", safe=False),
        )


@check
def serial(document: Document, *, unless: str) -> Iterator[Problem]:
    """The serial of a number has neither 第 nor leading zeros; codes with ``unless`` are of decisions, not documents."""
    for number in numbers(document, *WHOLE):
        if number.serial is None or number.serial.value.translate(PLAIN) == str(number.value):
            continue
        if not (number.code and re.search(unless, number.code.value)):
            yield Problem(
                number.serial.span,
                Message(
                    f"发文顺序号不加“第”字、不编虚位，应为“{number.value}”",
                    f"the serial of a document number has no 第 and no leading zero: “{number.value}”",
                ),
                Fix.replace(number.serial.span, str(number.value)),
            )


@check
def blanks(document: Document) -> Iterator[Problem]:
    """There are no blanks inside a number."""
    for number in numbers(document, *WHOLE):
        if number.blanks:
            whole = document.source[number.span].translate(BLANKS)
            yield Problem(
                number.span,
                Message(f"发文字号中间不空格，应为“{whole}”", f"no blanks inside a document number: “{whole}”"),
                Fix(tuple(Edit(span, "") for span in number.blanks)),
            )
