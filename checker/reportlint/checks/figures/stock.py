"""The check on what came in and what went out: 上年结转 and 新收 are 办结 and 结转下年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.quantities import Quantity, Statement
from reportlint.source import Span


@check
def stock(document: Document, *, kinds: list[str], total: str) -> Iterator[Problem]:
    """What was left over and what came in are what was done and what is left, where a sentence tells these four alone.

    ``kinds`` are patterns of the words for the four, in this order; ``total`` of those for what may stand beside.
    """
    for statement in document.statements:
        told = len(statement.quantities) > 3 and re.search(kinds[0], statement.text)
        four = _four(statement, kinds, total) if told else None
        if four is None or four[0].value + four[1].value == four[2].value + four[3].value:
            continue
        old, new, done, left = (f"{each.value:f}" for each in four)
        sums = f"{four[0].value + four[1].value:f}", f"{four[2].value + four[3].value:f}"
        span = Span(four[2].start, four[3].end) if four[2] < four[3] else Span(four[3].start, four[2].end)
        yield Problem(
            span,
            Message(
                f"收支不平：结转{old}+新收{new}={sums[0]}，办结{done}+未结{left}={sums[1]}，请核对",
                f"does not balance: {old}+{new}={sums[0]}, but {done}+{left}={sums[1]}; check them",
            ),
            related=tuple(Related(each.span, Message("参加计算的数", "a figure that enters")) for each in four[:2]),
        )


def _four(statement: Statement, kinds: list[str], total: str) -> list[Quantity] | None:
    """Return the figures of the four kinds, if each stands there once and nothing else of their unit does."""
    found: dict[int, Quantity] = {}
    for quantity in statement.quantities:
        if quantity.unit != statement.quantities[0].unit or re.fullmatch(total, quantity.noun):
            continue
        kind = next((index for index in (0, 3, 2, 1) if re.search(kinds[index], quantity.noun)), None)  # 未办结 first
        if kind is None or kind in found or quantity.about or not quantity.whole or quantity.nested:
            return None
        found[kind] = quantity
    return [found[index] for index in range(4)] if len(found) == 4 else None
