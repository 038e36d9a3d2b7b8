"""The check on document numbers that lost a part, and how their digits may be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.checks.references.numbers import WHOLE, numbers
from reportlint.diagnostic import Fix, Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.reference import Number

CODE = lazy("[发函办规字文电]$")  # what the codes of documents end with
MINUTES = lazy(r"(?:纪要|通报|简报)[（(]$")
GOES_ON = lazy("号[、，,和及与]$")
BEFORE_CODE = frozenset("（(》，、。；：“")  # behind these, a number without a code lacks it
LOST = {
    "without_end": Message("发文字号缺“号”字", "document number without 号"),
    "without_serial": Message("发文字号缺顺序号", "document number without its serial"),
    "without_closing": Message("发文字号缺“〕”", "document number without 〕"),
    "without_opening": Message("发文字号缺“〔”", "document number without 〔"),
    "without_brackets": Message("发文字号缺“〔〕”", "document number without 〔〕"),
    "without_year": Message("发文字号的年份不是四位数", "document number whose year has not four digits"),
    "empty": Message("发文字号的年份、顺序号空缺", "document number without year and serial"),
    "without_code": Message("发文字号缺机关代字", "document number without the organ's code"),
}


@check
def broken(document: Document) -> Iterator[Problem]:
    """A number has all its parts; the readings that the report's period allows are listed, one left is offered."""
    for number in numbers(document):
        kind = _lost(document, number)
        if kind is None or _torn(document.source.text, number):
            continue
        code = number.code.value if number.code else ""
        options = [f"{code}〔{year}〕{value}号" for year, value in _readings(document, number)] if code else []
        message = LOST[kind]
        if len(options) == 1:
            message = Message(f"{message.zh}，应为“{options[0]}”", f"{message.en}; read “{options[0]}”")
        elif options:
            listed = "”“".join(options)
            message = Message(
                f"{message.zh}，可能是“{listed}”，请核对原文", f"{message.en}; may be “{listed}”; see the original"
            )
        else:
            message = Message(f"{message.zh}，请按原文补全", f"{message.en}; complete it from the original")
        yield Problem(
            number.span, message, Fix.replace(number.span, options[0], safe=False) if len(options) == 1 else None
        )


def _torn(text: str, number: Number) -> bool:
    """Whether the line ends within a number: 〔202 and 4〕54号 on the next; text from a page has lines of one length."""
    start, end = number.span
    return re.search(r"[〔\d]\r?\n\Z", text[max(0, start - 3) : start]) is not None or (
        re.match(r"\r?\n[〕号\d]", text[end : end + 3]) is not None
    )


def _lost(document: Document, number: Number) -> str | None:
    """Name the part that a number lacks, or None where it is whole or is no number at all."""
    text, start = document.source.text, number.span.start
    if number.kind in WHOLE:
        before = text[max(0, start - 3) : start]
        bare = number.code is None and not MINUTES.search(before) and before[-1:] in BEFORE_CODE
        goes_on = GOES_ON.search(before)  # 〔2024〕3号、〔2024〕5号
        return "without_code" if bare and not goes_on else None
    if number.kind in ("without_serial", "empty") and not number.written.value.endswith("号"):
        coded = number.code is not None and (number.kind == "empty" or CODE.search(number.code.value))
        return number.kind if coded else None
    return number.kind if number.kind in LOST else None


def _readings(document: Document, number: Number) -> list[tuple[int, int]]:
    """List the years and serials that the digits of a broken number can mean.

    The first four digits are the year if the report can know it; else one digit of a recent year was lost.
    """
    digits = "".join(re.findall(r"\d+", number.written.value))
    latest = document.made.year if document.made else 2099
    recent = [str(year) for year in range(latest - 5, latest + 1)]
    if number.kind == "without_year":
        year, serial = re.findall(r"\d+", number.written.value)
        return [(int(y), int(serial)) for y in recent if _shorter(*sorted((year, y), key=len))]
    if digits[4:].strip("0") and 1949 <= int(digits[:4]) <= latest:
        return [(int(digits[:4]), int(digits[4:]))]
    if number.kind != "without_closing":
        return []
    return [(int(y), int(digits[3:])) for y in recent if _shorter(digits[:3], y) and digits[3:].strip("0")]


def _shorter(short: str, long: str) -> bool:
    """Whether one digit of the longer is all that the shorter lacks."""
    return short in {long[:at] + long[at + 1 :] for at in range(len(long))}
