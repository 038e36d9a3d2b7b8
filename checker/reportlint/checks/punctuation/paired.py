"""Checks on brackets and quotation marks that lack their partner, and on brackets in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.source import within

PARTNER = {"（": "）", "）": "（", "(": "）", ")": "（", "“": "”", "”": "“", "‘": "’", "’": "‘"}
NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}|\d{1,3}")


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
        partner = PARTNER[lone.mark]
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
