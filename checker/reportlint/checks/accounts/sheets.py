"""Checks on the tables of accounts: each row of a table, and both sides of the summary of income and spending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportlint.cells import CELL
from reportlint.checks import check
from reportlint.checks.tables import identity
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.rows import Figure, Row, rows
from reportlint.source import Span

TITLE = lazy(r"^[^\r\n，。；\t]{0,40}(?<!\d)表[ \u3000]*$", re.M)  # 公开03表 is the number of one
LINE = lazy(r"[^\r\n]+")
TABBED, SPACED = lazy(r"(?:(?<=\t)|^)[^\t]*"), lazy(r"\S+")
NUMBERS = "行次"
TOTAL = "总计"


@check
def each_row(document: Document, *, title: str, columns: list[str], across: list[str]) -> Iterator[Problem]:
    """Each row of the table below a line that fits ``title`` adds up, as far as rounding goes."""
    for extent in _tables(document, title):
        for row in rows(document, extent, len(columns)):
            if [cell.value for cell in row.cells] == [Decimal(at) for at in range(1, len(columns) + 1)]:
                continue  # 栏次
            for each in across:
                yield from _row(document, row, each, columns)


def _tables(document: Document, title: str) -> Iterator[Span]:
    """Yield what stands between the title of a table and that of the next one."""
    text = document.source.text
    titles = list(TITLE.finditer(text))
    for at, match in enumerate(titles):
        if re.search(title, match[0]):
            yield Span(match.end(), titles[at + 1].start() if at + 1 < len(titles) else len(text))


def _row(document: Document, row: Row, each: str, columns: list[str]) -> Iterator[Problem]:
    sides = identity(each, columns)
    left, right = (sum((row.cells[at].value for at in side), start=Decimal(0)) for side in sides)
    used = [row.cells[at] for side in sides for at in side]
    if abs(left - right) <= _rough(document, used):
        return
    names = "+".join(columns[at] for at in sides.left)
    zh = f"“{row.label or '合计'}”行不平：{names}={left}，{columns[sides.right[0]]}{right}"
    said = Message(zh, f"row “{row.label}” does not balance: {left} and {right}")
    yield Problem(row.cells[sides.right[0]].span, said)


def _step(written: str) -> Decimal:
    return Decimal(1).scaleb(-len(written.strip().partition(".")[2]))


@check
def summary(document: Document, *, title: str, income: list[str], spending: list[str]) -> Iterator[Problem]:
    """In the table of income and spending both totals are the same, each the sum of its side.

    ``income`` and ``spending`` are patterns of the labels that add up to the total of their side; a side with one missing is
    not judged.
    """
    for extent in _tables(document, title):
        cells = _labelled(document, extent)
        totals = [figure for label, figure in cells if label.endswith(TOTAL)][:2]
        if len(totals) < 2:
            continue
        if abs(totals[0].value - totals[1].value) > _rough(document, totals):
            said = Message(
                f"两边的总计不等：收入{totals[0].value}，支出{totals[1].value}",
                f"the totals differ: income {totals[0].value}, spending {totals[1].value}",
            )
            yield Problem(
                totals[1].span, said, related=(Related(totals[0].span, Message("收入的总计", "total income")),)
            )
        for total, wanted in zip(totals, (income, spending), strict=True):
            found = [next((f for label, f in cells if re.fullmatch(each, label)), None) for each in wanted]
            parts = [each for each in found if each]
            amount = sum((each.value for each in parts), start=Decimal(0))
            if len(parts) == len(wanted) and abs(amount - total.value) > _rough(document, [total, *parts]):
                shown = "+".join(f"{each.value}" for each in parts)
                zh = f"总计{total.value}，不等于各项之和{shown}={amount}"
                said = Message(zh, f"the total is {total.value}, its parts are {shown}={amount}")
                there = tuple(Related(each.span, Message("参加计算的数", "a figure that enters")) for each in parts)
                yield Problem(total.span, said, related=there)


def _labelled(document: Document, extent: Span) -> list[tuple[str, Figure]]:
    """Return the labels of a table, each with the figure behind it, or 0; numbers of lines (行次) are no figures."""
    text = document.source.text
    numbered = NUMBERS in text[extent.start : extent.end]
    found: list[tuple[str, Figure]] = []
    for line in LINE.finditer(text, extent.start, extent.end):
        behind = 0
        for cell in (TABBED if "\t" in line[0] else SPACED).finditer(line[0]):
            value, place = cell[0].strip(), Span(line.start() + cell.start(), line.start() + cell.end())
            if value and not CELL.fullmatch(value):
                found.append(("".join(value.split()), Figure(Decimal(0), place)))
                behind = 0
            elif found:
                behind += 1
                if behind == 1 + numbered and any(sign.isdigit() for sign in value):
                    found[-1] = (found[-1][0], Figure(Decimal(value.replace(",", "").replace("，", "")), place))
    return found


def _rough(document: Document, figures: list[Figure]) -> Decimal:
    """How far rounding may take a sum."""
    steps = (_step(document.source[each.span]) for each in figures if each.value)
    return len(figures) * min(steps, default=Decimal(0)) / 2
