"""Checks on the exemptions themselves: each is in use, has a reason, has not run out, and is allowed."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.checks import afterwards, check
from reportlint.diagnostic import Judged, Problem
from reportlint.language import Message


@check
@afterwards
def unused(judged: Judged) -> Iterator[Problem]:
    """An exemption speaks of a finding that there is."""
    if judged.ran and not judged.uses:
        zh = f"报告里没有这处“{judged.exemption.rule}”问题，这条豁免应删去"
        en = f"the report has no such “{judged.exemption.rule}”; remove the exemption"
        yield Problem(judged.span, Message(zh, en))


@check
@afterwards
def without_reason(judged: Judged) -> Iterator[Problem]:
    """An exemption says why."""
    if not judged.exemption.reason.strip():
        yield Problem(judged.span, Message("豁免没有写理由，不起作用", "an exemption without a reason does not count"))


@check
@afterwards
def expired(judged: Judged) -> Iterator[Problem]:
    """An exemption that has run out lets nothing pass."""
    until = judged.exemption.until
    if judged.expired and until:
        zh = f"豁免已于{until.year}年{until.month}月{until.day}日到期，不再起作用"
        yield Problem(judged.span, Message(zh, f"the exemption ran out on {until} and does not count any more"))


@check
@afterwards
def forbidden(judged: Judged) -> Iterator[Problem]:
    """What must not be exempt is not."""
    if not judged.waivable:
        rule = judged.exemption.rule
        yield Problem(judged.span, Message(f"规则“{rule}”不得豁免", f"rule “{rule}” must not be exempt"))
