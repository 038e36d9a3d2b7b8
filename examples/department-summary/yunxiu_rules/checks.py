"""用 Python 写的检查：读报告，逐处给出问题；不知道规则名、级别和文件名。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportlint import Message, Problem, Span
from reportlint.checks import check
from reportlint.document import Document

SPENT = re.compile(
    r"预算(?:为|共)?(\d+(?:\.\d+)?)万元，(?:实际)?支出(\d+(?:\.\d+)?)万元，执行率(?:为|达)?(\d+(?:\.(\d+))?)%"
)


@check
def budget_rate(document: Document, *, most: int) -> Iterator[Problem]:
    """The rate of a budget is what was spent of it, and at most ``most`` per cent."""
    for match in SPENT.finditer(document.source.text):
        budget, spent, rate = Decimal(match[1]), Decimal(match[2]), Decimal(match[3])
        if not budget:
            continue
        right = round(spent * 100 / budget, len(match[4] or ""))
        if right != rate:
            said = Message(f"执行率应为{right}%", f"the rate should be {right}%")
            yield Problem(Span(*match.span(3)), said)
        elif rate > most:
            yield Problem(Span(*match.span(3)), Message(f"执行率超过{most}%，请核对", f"a rate above {most}%"))
