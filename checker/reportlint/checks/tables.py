"""Checks on tables that must add up: their rows and columns are known by name, and so is what must equal what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from reportlint.checks import check, comparing
from reportlint.diagnostic import Problem, Related, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.quantities import Quantity
from reportlint.rows import Figure, Row, rows
from reportlint.section import Section

TERM = lazy(r"\s*[+＋]\s*")
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
        count = len(list(rows(document, section.extent, len(columns))))
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


@check
def told(
    document: Document, *, heading: str, lines: list[str], columns: int, texts: list[list[str]], lead: str, unless: str
) -> Iterator[Problem]:
    """What the text says in other words than the table is what the last column of the table says.

    ``texts`` are patterns of the words before a number, what they call, and the sums of lines that it may be, parted by |.
    ``lead`` may stand before those words; a sentence with ``unless`` before them is about a part.
    """
    table = _table(document, _section(document, heading), len(lines), columns)
    if not table:
        return
    totals = [row.cells[-1] for row in table]
    start, end = table[0].cells[0].span.start, totals[-1].span.end
    for statement in document.statements:
        for quantity in statement.quantities:
            if quantity.unit != "件" or quantity.about or start < quantity.start < end:
                continue
            noun = quantity.noun.removeprefix(f"{document.year}年")
            before = statement.between(statement.start, quantity.start - len(noun)).replace(f"{document.year}年", "")
            told = next((each for each in texts if re.fullmatch(f"(?:{lead})*(?:{each[0]})", noun)), None)
            about = told is not None and "申请" in before + noun  # else of letters, hot lines and suits
            if told and about and not re.search(unless, re.sub(lead, "", before)):
                sums = [[totals[at] for at in _places(side, lines)] for side in told[2].split("|")]
                if quantity.value not in map(_amount, sums):
                    yield _unlike(document, quantity, told[1], sums)


def _unlike(document: Document, quantity: Quantity, name: str, sums: list[list[Figure]]) -> Problem:
    written, listed = document.source[quantity.span], "、".join(str(_amount(each)) for each in sums)
    zh = f"正文{written}，与表中“{name}”总计{listed}{'都' if len(sums) > 1 else ''}不符，请核对"
    said = Message(zh, f"{written} here, but {listed} in the table; check them")
    return Problem(quantity.span, said, related=(Related(sums[0][0].span, Message("表中的数在这里", "in the table")),))


def _amount(figures: Iterable[Figure]) -> Decimal:
    return sum((figure.value for figure in figures), start=Decimal(0))


@check
def cells(document: Document, *, heading: str, lines: int, columns: int) -> Iterator[Problem]:
    """The cells of a table that counts hold whole numbers; where some hold 0, none is blank (note)."""
    table = _table(document, _section(document, heading), lines, columns)
    figures = [cell for row in table for cell in row.cells]
    written = [document.source[cell.span].strip() for cell in figures]
    for cell, text in zip(figures, written, strict=True):
        if cell.value != abs(cell.value) // 1:
            yield Problem(cell.span, Message("件数应为整数", "a count is a whole number"))
        elif not text and "0" in written:
            said = Message("别的格没有的填“0”，这一格空着，请核对", "blank, where other cells have 0")
            yield Problem(cell.span, said, severity=Severity.NOTE)


def _section(document: Document, heading: str) -> Section | None:
    pattern = re.compile(heading)
    return next((section for section in document.tops if pattern.search(section.heading.title.value)), None)


def _table(document: Document, section: Section | None, lines: int, columns: int) -> list[Row]:
    """Return the lines of a table, or none where it is not read whole."""
    found = list(rows(document, section.extent, columns)) if section else []
    return found if len(found) == lines else []


def _judged(
    each: Identity, cells: list[Figure] | tuple[Figure, ...], names: list[str], where: Message
) -> Iterator[Problem]:
    left, right = (_amount(cells[at] for at in side) for side in each)
    if left == right:
        return
    total = cells[each.right[-1] if len(each.right) > 1 or len(each.left) > 1 else each.left[0]]
    sums = [_written(side, cells, names, amount) for side, amount in ((each.left, left), (each.right, right))]
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
