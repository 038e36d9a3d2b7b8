"""Checks on totals and their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportlint.checks import check
from reportlint.diagnostic import Problem, Related, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.source import Span
from reportlint.sums import Sum


@check
def parts_exceed(document: Document, *, overlapping: str) -> Iterator[Problem]:
    """Parts do not add up to more than their total; those that fit ``overlapping`` may, and weigh less."""
    for found in document.sums:
        if found.amount - found.total.value <= found.slack or found.holds:
            continue
        largest = max(q.value for q in (found.total, *found.others))
        words = "".join(part.noun for part in found.parts) + found.total.unit
        doubtful = found.loose or found.mixed or found.amount <= largest or re.search(overlapping, words)
        yield _contradiction(document, found, "超过", "more than", Severity.WARNING if doubtful else Severity.ERROR)


@check
def parts_below(document: Document, *, rest: str, picked: str, share: int) -> Iterator[Problem]:
    """Parts that claim to be all add up to their total.

    A list claims it by a part that fits ``rest`` (其他), or by three parts of at least ``share`` per cent of the total,
    none of which fits ``picked``.
    """
    for found in document.sums:
        if found.total.value - found.amount <= found.slack or not found.complete or found.holds:
            continue
        closed = found.total.start > found.parts[-1].start
        words = "".join(part.noun for part in found.parts) + found.total.unit
        many = len(found.parts) > 2 and found.amount * 100 >= found.total.value * share
        whole = closed or re.search(rest, found.parts[-1].noun) or (many and not re.search(picked, words))
        if whole and not (found.loose and not re.search(rest, found.parts[-1].noun)):
            yield _contradiction(document, found, "少于", "less than", Severity.WARNING)


def _contradiction(document: Document, found: Sum, zh: str, en: str, severity: Severity) -> Problem:
    span = Span(found.parts[0].start, found.parts[-1].end)
    total = document.source[found.total.span]
    written = [_plain(part.value, found.total.value) for part in found.parts]
    arithmetic = f"{'+'.join(written)}={_plain(found.amount, found.total.value)}"
    return Problem(
        span,
        Message(f"各部分之和{arithmetic}，{zh}总数{total}", f"the parts add up to {arithmetic}, {en} the total {total}"),
        related=(Related(found.total.span, Message("总数在这里", "the total is here")),),
        severity=severity,
    )


def _plain(value: int | Decimal, beside: int | Decimal) -> str:
    """Write a value without exponent, in 万 where all of it is large."""
    if not isinstance(beside, Decimal) and beside % 1000:
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if value >= 10_000 and Decimal(value) % 1_000 == 0:
        return f"{(Decimal(value) / 10_000).normalize():f}万"
    return f"{Decimal(value).normalize():f}"
