"""Checks on tables that must add up: their rows and columns are known by name, and so is what must equal what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportlint.checks import check, comparing
from reportlint.diagnostic import Problem, Related, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.rows import Figure, Row, rows
from reportlint.section import Section

TERM = re.compile(r"\s*[+＋]\s*")
RANGE = "…"


class Identity(NamedTuple):
    """What must equal what: places in a row or column, on both sides of =."""

    left: tuple[int, ...]
    right: tuple[int, ...]


def identity(text: str, names: list[str]) -> Identity:
    """Read 一+二=三（七）+四; 甲…丙 stands for all from 甲 to 丙. Raises ValueError for a name that is none."""
    left, _, right = text.partition("=")
    return Identity(_places(left, names), _places(right, names))


def _places(side: str, names: list[str]) -> tuple[int, ...]:
    found: list[int] = []
    for term in TERM.split(side.strip()):
        first, _, last = term.partition(RANGE)
        start = names.index(first.strip())
        found += range(start, names.index(last.strip()) + 1 if last else start + 1)
    return tuple(found)


@check
def add_up(
    document: Document, *, heading: str, lines: list[str], columns: list[str], down: list[str], across: list[str]
) -> Iterator[Problem]:
    """The table under a ``heading`` (a pattern) adds up, ``down`` its columns and ``across`` its lines.

    A table that is not read whole is told, as it was not checked.
    """
    section = _section(document, heading)
    table = _table(document, section, len(lines), len(columns))
    for at, column in enumerate(columns) if table else ():
        cells = [row.cells[at] for row in table]
        for each in down:
            yield from _judged(identity(each, lines), cells, lines, Message(f"“{column}”列", f"column “{column}”"))
    for row, name in zip(table, lines, strict=True) if table else ():
        for each in across:
            yield from _judged(identity(each, columns), row.cells, columns, Message(f"“{name}”行", f"line “{name}”"))
    if section and not table:
        count = len(list(rows(document, document.extent(section), len(columns))))
        zh = f"这一部分的表格应有{len(lines)}行、每行{len(columns)}个数，读出{count}行，没有核对"
        en = f"the table here has {len(lines)} lines of {len(columns)} figures; {count} were read: not checked"
        yield Problem(section.heading.span, Message(zh, en), severity=Severity.NOTE)


@check
@comparing
def carried_over(
    document: Document, *, heading: str, lines: int, columns: list[str], last: int, first: int
) -> Iterator[Problem]:
    """What last year's report carried over (line ``last`` of so many) is what this year's begins with (line ``first``)."""
    assert document.previous is not None
    tables = [_table(each, _section(each, heading), lines, len(columns)) for each in (document, document.previous)]
    if not all(tables):
        return
    for column, new, old in zip(columns, tables[0][first - 1].cells, tables[1][last - 1].cells, strict=True):
        if new.value != old.value:
            zh = f"“{column}”列：上年结转为{new.value}，上年报告的结转下年度继续办理为{old.value}，请核对"
            en = (
                f"column “{column}”: {new.value} carried over from last year, whose report says {old.value}; check them"
            )
            yield Problem(new.span, Message(zh, en))


def _section(document: Document, heading: str) -> Section | None:
    pattern = re.compile(heading)
    return next((section for section in document.tops if pattern.search(section.heading.title.value)), None)


def _table(document: Document, section: Section | None, lines: int, columns: int) -> list[Row]:
    """Return the lines of a table, or none where it is not read whole."""
    found = list(rows(document, document.extent(section), columns)) if section else []
    return found if len(found) == lines else []


def _judged(
    each: Identity, cells: list[Figure] | tuple[Figure, ...], names: list[str], where: Message
) -> Iterator[Problem]:
    def amount(side: tuple[int, ...]) -> Decimal:
        return sum((cells[at].value for at in side), start=Decimal(0))

    left, right = amount(each.left), amount(each.right)
    if left == right:
        return
    total = cells[each.right[-1] if len(each.right) > 1 or len(each.left) > 1 else each.left[0]]
    sums = [_written(side, cells, names, amount(side)) for side in each]
    places = [cells[at] for at in (*each.left, *each.right) if cells[at].value and cells[at] != total][:8]
    yield Problem(
        total.span,
        Message(f"{where.zh}不平：{sums[0]}，{sums[1]}", f"{where.en} does not balance: {sums[0]}, {sums[1]}"),
        related=tuple(Related(cell.span, Message("参加计算的数", "a figure that enters")) for cell in places),
    )


def _written(side: tuple[int, ...], cells: list[Figure] | tuple[Figure, ...], names: list[str], amount: Decimal) -> str:
    """Write a sum out, with the names where they are few."""
    if len(side) == 1:
        return f"{names[side[0]]}{amount}"
    if len(side) > 4:
        return f"{names[side[0]]}至{names[side[-1]]}合计{amount}"
    return f"{'+'.join(f'{names[at]}{cells[at].value}' for at in side)}={amount}"
