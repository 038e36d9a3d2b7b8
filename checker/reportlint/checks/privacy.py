"""Checks on personal data that a report must not publish; no output shows what they find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from reportlint.checks import check, masking
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Span

IDENTITY = lazy(r"[1-9](?<![0-9A-Za-z].)(?:\d{5}([ -]?)\d{8}\1\d{3}[0-9Xx])(?![0-9A-Za-z])")
CARD = lazy(r"[3-9](?<![0-9A-Za-z].)(?:\d{15,18}|\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?)(?![0-9A-Za-z])")
LONG = lazy("[0-9][0-9 -]{15}")  # what any of them has, and most texts have not
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
PLAIN = str.maketrans("x", "X", " -")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(ord("！"), ord("～") + 1)} | {ord("\u3000"): ord(" ")}
WIDE, WIDE_GAP = lazy("[０-９Ａ-Ｚａ-ｚ＠．＿－＋]"), lazy("\u3000(?<=[0-9].)[0-9]")  # most texts have neither
MAILBOX = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-"
LONGEST_MAILBOX = 64
BEFORE, AFTER = 24, 12  # characters in which a word tells what a number is


@lru_cache(maxsize=2)
def narrow(text: str) -> str:
    """Return a text with its full-width digits, letters and signs as half-width ones, each in its place."""
    return text.translate(FULL_WIDTH) if WIDE.search(text) or WIDE_GAP.search(text) else text


@lru_cache(maxsize=2)
def _numbered(text: str) -> str:
    """Return a text as narrow does, or nothing if it has no number as long as that of a card: most have none."""
    return narrow(text) if LONG.search(narrow(text)) else ""


def identity_numbers(text: str) -> Iterator[Span]:
    """Yield where numbers of identity cards stand: 18 digits with a date of birth and the right check digit."""
    for match in IDENTITY.finditer(_numbered(text)):
        if _is_identity(match[0].translate(PLAIN)):
            yield Span(*match.span())


def _is_identity(number: str) -> bool:
    """Whether the date of birth exists and the check digit of GB 11643 is right."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return 1850 <= born.year < 2100 and number[17] == CHECK_DIGITS[total % 11]


def passes_luhn(number: str) -> bool:
    """Whether the last digit is the check digit of a bank card.

    >>> passes_luhn("6222000000001239"), passes_luhn("6222000000001230")
    (True, False)
    """
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


@masking
@check
def identity(document: Document) -> Iterator[Problem]:
    """No number of an identity card stands in the report."""
    for span in identity_numbers(document.source.text):
        said = Message(
            "出现公民身份号码，公开前应当删去或者遮盖",
            "the number of an identity card; remove it or blank it out before publishing",
        )
        yield Problem(span, said, masked=True)


@masking
@check
def card(document: Document, *, words: list[str], unless: list[str]) -> Iterator[Problem]:
    """No number of a bank card stands in the report; ``words`` near by tell that it is one, ``unless`` that it is not."""
    text, near, other = _numbered(document.source.text), lazy("|".join(words)), _named(unless)
    for match in CARD.finditer(text):
        number = match[0].translate(PLAIN)
        named = other.search(text, max(0, match.start() - BEFORE), match.start())
        if named or not passes_luhn(number) or (len(number) == 18 and _is_identity(number)):
            continue
        before = _line_around(text[max(0, match.start() - BEFORE) : match.start()], -1)
        if near.search(before) or near.search(_line_around(text[match.end() : match.end() + AFTER], 0)):
            said = Message(
                "出现银行卡号或者账号，公开前应当删去或者遮盖",
                "the number of a bank card or account; remove it or blank it out before publishing",
            )
            yield Problem(Span(*match.span()), said, masked=True)


def _named(words: list[str]) -> re.Pattern[str]:
    """Finds one of some words right before a number, as in 编号：123."""
    return lazy(f"(?:{'|'.join(words)})[^0-9\r\n]{{0,3}}\\Z")


def _line_around(text: str, part: int) -> str:
    return (text.splitlines() or [""])[part] if not text.endswith(("\n", "\r")) or part == 0 else ""


@masking
@check
def mobile(document: Document, *, pattern: str, unless: list[str]) -> Iterator[Problem]:
    """No mobile number stands in the report; ``unless`` are words before it that tell a number of another kind."""
    text, other = narrow(document.source.text), _named(unless)
    for match in re.finditer(pattern, text):
        if not other.search(text, max(0, match.start() - BEFORE), match.start()):
            said = Message(
                "出现手机号码，公开前应当删去或者换成单位的办公电话",
                "a mobile number; remove it or give the telephone of the office",
            )
            yield Problem(Span(*match.span()), said, masked=True)


@masking
@check
def mail(document: Document, *, providers: list[str]) -> Iterator[Problem]:
    """No mailbox at a private provider stands in the report."""
    text = narrow(document.source.text)
    if "@" not in text:
        return
    domains = "|".join(map(re.escape, sorted(providers, key=len, reverse=True)))
    for match in re.finditer(rf" ?@ ?(?:vip\.)?(?:{domains})(?![A-Za-z0-9-]|\.[A-Za-z0-9])", text, re.IGNORECASE):
        before = text[max(0, match.start() - LONGEST_MAILBOX) : match.start()]
        length = len(before) - len(before.rstrip(MAILBOX))
        if length:
            said = Message(
                "出现商业邮箱地址，公开前应当删去或者换成单位的政务邮箱",
                "a mailbox at a private provider; remove it or give that of the office",
            )
            yield Problem(Span(match.start() - length, match.end()), said, masked=True)
