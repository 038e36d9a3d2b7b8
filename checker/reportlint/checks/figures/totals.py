"""Checks on totals and their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportlint import named
from reportlint.checks import check
from reportlint.diagnostic import Problem, Related, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.source import Span
from reportlint.sums import Sum


@check
def parts_exceed(
    document: Document, *, overlapping: str, families: list[list[str]], stages: str, people: str
) -> Iterator[Problem]:
    """Parts do not add up to more than their total; those that fit ``overlapping`` may, and weigh less.

    ``families`` are patterns of names that tell parts without 其中, with one that must be among them. Three kinds of ``people`` are no parts: one may be of several. One that fits ``stages`` weighs less, too; two that do are no parts, but what became of the same: 应出庭124件、实际出庭123件.
    """
    for found in named.with_families(document, families):
        if found.amount <= found.total.value or found.holds or _counted_twice(found, overlapping):
            continue
        most = sum((q.value for q in found.others), start=found.total.value)
        staged = sum(re.search(stages, name) is not None for name in found.names)
        if staged > 1 or sum(re.search(people, name) is not None for name in found.names) > 2:
            continue
        words = "".join(found.names) + found.total.unit
        closed = found.total.start > found.start
        unlike = not closed and len(found.parts) == 2 and found.names[0][-2:] != found.names[1][-2:]
        doubtful = (
            unlike
            or found.family
            or staged
            or found.loose
            or found.mixed
            or found.amount <= most
            or re.search(overlapping, words)
        )
        yield _contradiction(document, found, "超过", "more than", Severity.WARNING if doubtful else Severity.ERROR)


def _counted_twice(found: Sum, overlapping: str) -> bool:
    """Whether the parts add up without one of those that may be counted within another: 合格147卷，优秀30卷."""
    over = found.amount - found.total.value
    within = [q.value for q, name in zip(found.parts, found.names, strict=True) if re.search(overlapping, name)]
    return over in within or over == sum(within)


@check
def parts_below(
    document: Document, *, families: list[list[str]], whole: str, rest: str, picked: str, stages: str, share: int
) -> Iterator[Problem]:
    """Parts that claim to be all add up to their total.

    A list claims it by a part that fits ``rest`` (其他), or by three parts of at least ``share`` per cent of the total,
    none of which fits ``picked`` or, being no part at all, ``stages``. One of ``families``, told without 其中, claims
    it by names that fit ``whole``.
    """
    for found in named.with_families(document, families):
        if not found.complete or found.amount >= found.total.value or found.holds:
            continue
        closed = found.total.start > found.parts[-1].start
        names = found.names[1:] if closed else found.names[:-1]  # 收到建议87件、提案132件，共计: 收到 is said of both
        if any(re.search(stages, name) for name in names):
            continue
        words = "".join(found.names) + found.total.unit
        last = re.search(rest, found.parts[-1].noun)
        most = found.amount * 100 >= found.total.value * share
        many = len(found.parts) > 2 and most and not (re.search(picked, words) or found.loose or found.family)
        if closed or last or many or (most and re.search(whole, words)):
            yield _contradiction(document, found, "少于", "less than", Severity.WARNING)


def _contradiction(document: Document, found: Sum, zh: str, en: str, severity: Severity) -> Problem:
    span = Span(found.start, found.parts[-1].end)
    total = document.source[found.total.span]
    written = [_plain(part.value, total) for part in found.parts]
    arithmetic = f"{'+'.join(written)}={_plain(found.amount, total)}"
    more = (
        Message("", "")
        if zh == "超过"
        else Message("；没有列全的，补上“其他”或“等”", "; if others are left out, add “其他” or “等”")
    )
    return Problem(
        span,
        Message(
            f"各部分之和{arithmetic}，{zh}总数{total}{more.zh}",
            f"the parts add up to {arithmetic}, {en} the total {total}{more.en}",
        ),
        related=(Related(found.total.span, Message("总数在这里", "the total is here")),),
        severity=severity,
    )


def _plain(value: Decimal, total: str) -> str:
    """Write a value like the total: 0.9万 beside 1.5万元."""
    scale = "亿" if "亿" in total else "万" if "万" in total else ""
    scaled = value / {"亿": 100_000_000, "万": 10_000, "": 1}[scale]
    return f"{scaled.normalize():f}{scale}"
