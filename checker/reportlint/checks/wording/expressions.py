"""The check on set phrases: their words, and the order of their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reportlint.checks import check
from reportlint.checks.wording.terms import found
from reportlint.diagnostic import Fix, Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.source import Span, within
from reportlint.table import Table, capped
from reportlint.words import Words

INNER = str.maketrans("“”", "‘’")  # quotation marks inside others


class Expression(NamedTuple):
    """A set phrase gone wrong; one that was right once is wrong in reports from a year on."""

    wrong: str
    right: str
    mark: str
    from_year: int | None = None
    unless: str = ""  # a pattern in the sentence that shows it is spoken of as past


class Order(NamedTuple):
    """The parts of a set phrase in their order, which may hold for reports from a year on."""

    members: tuple[str, ...]
    mark: str
    from_year: int | None = None


@check
def expressions(
    document: Document, *, phrases: Table[Expression], orders: Table[Order], own_words: Words
) -> Iterator[Problem]:
    """Set phrases have the words of the table ``phrases`` and the order of the table ``orders``."""
    for span, phrase in found(document, phrases, own_words):
        if _holds(document, phrase.from_year) and not (
            phrase.unless and re.search(phrase.unless, document.source[document.sentence(span)])
        ):
            yield _wrong(span, phrase.wrong, phrase.right, phrase.mark)
    for order in orders.rows:
        if _holds(document, order.from_year):
            yield from _disordered(document, order)


def _holds(document: Document, from_year: int | None) -> bool:
    return from_year is None or (document.judged_year or 0) >= from_year


def _disordered(document: Document, order: Order) -> Iterator[Problem]:
    """Find all parts of a phrase in a row, not in their order."""
    text = document.source.text
    if not all(map(text.__contains__, "".join(order.members))):  # single characters are found twenty times as fast
        return
    if not all(member in text for member in order.members):
        return
    for match in _run(order.members).finditer(text):
        written = re.findall("|".join(map(re.escape, order.members)), match[0])
        if written == list(order.members) or sorted(written) != sorted(order.members):
            continue
        right = match[0]
        for at, part in reversed(list(enumerate(re.finditer("|".join(map(re.escape, order.members)), match[0])))):
            right = right[: part.start()] + order.members[at] + right[part.end() :]
        if not within(document.titled, match.start()):
            yield _wrong(Span(*match.span()), match[0], right, order.mark)


@cache
def _run(members: tuple[str, ...]) -> re.Pattern[str]:
    one = f"(?:{'|'.join(map(re.escape, members))})"
    return re.compile(f"{one}(?:[、，,]?{one}){{{len(members) - 1}}}")


def _wrong(span: Span, wrong: str, right: str, mark: str) -> Problem:
    one, other = wrong.translate(INNER), right.translate(INNER)
    said = Message(f"“{one}”应为“{other}”", f"“{one}” should be “{other}”")
    return Problem(span, said, Fix.replace(span, right, safe=False), severity=capped(mark))
