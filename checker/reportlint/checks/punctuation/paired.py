"""Checks on brackets and quotation marks that lack their partner, and on brackets in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import pairs
from reportlint.checks import check
from reportlint.diagnostic import Edit, Fix, Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Span, within

PARTNER = {"（": "）", "）": "（", "(": "）", ")": "（", "“": "”", "”": "“", "‘": "’", "’": "‘"}
NESTED = lazy(r"“[^“”\r\n]*(“[^“”‘’\r\n，。；]{2,30}”)[^“”\r\n]+”")
NUMBER = lazy(r"[一二三四五六七八九十]{1,3}|\d{1,3}")


@check
def brackets(document: Document) -> Iterator[Problem]:
    """（ and ） stand in pairs within a paragraph."""
    for pair in document.brackets:
        if pair.open is None or pair.close is None:
            partner = PARTNER[document.source[pair.span]]
            yield Problem(pair.span, Message(f"括号缺“{partner}”", f"bracket without its partner {partner}"))


@check
def quotes(document: Document) -> Iterator[Problem]:
    """“ and ” stand in pairs; silent where the whole text was damaged on its way."""
    for lone in () if document.damage else document.quotes:
        partner = "".join(PARTNER[mark] for mark in lone.mark)
        if len(lone.mark) > 1:
            right = f"{partner[0]}{document.source[lone.span][1:-1]}{partner[1]}"
            said = Message(f"前后引号写反，应为{right}", f"the two quotation marks have changed places: {right}")
            yield Problem(lone.span, said, Fix.replace(lone.span, right))
            continue
        if lone.turned:
            said = Message(f"引号方向不对，应为“{partner}”", f"quotation mark turned the wrong way: {partner}")
        else:
            said = Message(f"引号不成对，缺少 {partner}", f"quotation mark without its partner {partner}")
        yield Problem(lone.span, said)


@check
def nested_brackets(document: Document) -> Iterator[Problem]:
    """Brackets of one form do not stand in each other; what they hold inside a name belongs to the name."""
    text = document.source.text
    for pair in document.brackets:
        if not pair.inside or pair.open is None or pair.close is None or text[pair.open] == "(":
            continue
        if NUMBER.fullmatch(text, pair.open + 1, pair.close) or within(document.protected, pair.open):
            continue
        yield Problem(
            pair.span,
            Message(
                "括号里又套同一种括号，宜改写或用“〔〕”",
                "brackets of one form in each other; rephrase, or use 〔〕 inside",
            ),
        )


@check
def nested_quotes(document: Document) -> Iterator[Problem]:
    """Inside “” stand ‘’."""
    text = document.source.text
    for match in () if document.damage or pairs.alternate(text) else NESTED.finditer(text):
        inner = Span(*match.span(1))
        edits = (Edit(Span(inner.start, inner.start + 1), "‘"), Edit(Span(inner.end - 1, inner.end), "’"))
        said = Message("引号里面还用引号时，里层用“‘’”", "inside “” the inner marks are ‘’")
        yield Problem(inner, said, Fix(edits, safe=False))
