"""Totals whose parts are known by their names alone: 清理文件328件，保留221件，修改34件，废止73件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportlint.pattern import lazy
from reportlint.quantities import Quantity, Statement
from reportlint.sums import RATIOS, Sum, bare

if TYPE_CHECKING:
    from reportlint.document import Document

JOINT = lazy("[，,、和及与]|以及")
OPENED = lazy(
    "(?:[^，：:,、（(0-9]{0,16}[，：:,])?(?:其中[，：:,]?)?"
)  # between a total and its first part: 件文件进行清理，
MOST = 20  # so many parts at most
LEAST = 3  # so many of a family are parts without a mark of their own
Family = tuple[re.Pattern[str], str]


def with_families(document: Document, families: list[list[str]]) -> Iterator[Sum]:
    """Yield the sums of a document, those of ``families`` (a pattern of names, and of one that must be among them) first."""
    key = tuple(map(tuple, families))
    if key not in document.families:  # two checks ask, and mostly for the same ones
        document.families[key] = _found(document, families)
    found = document.families[key]
    yield from found
    known = {each.parts[0].start for each in found}
    yield from (each for each in document.sums if each.parts[0].start not in known)


def _found(document: Document, families: list[list[str]]) -> tuple[Sum, ...]:
    patterns = [
        (re.compile(f"(?:已|共|拟|依法|决定|作出|评定|评为)*(?:{names})"), needed) for names, needed in families
    ]
    return tuple(
        each
        for statement in document.statements
        if len(statement.quantities) > 2
        for each in _named(statement, patterns)
    )


def _named(statement: Statement, families: list[Family]) -> Iterator[Sum]:
    quantities = [q for q in statement.quantities if not q.nested]
    for at, (total, first, second) in enumerate(zip(quantities, quantities[1:], quantities[2:], strict=False), 1):
        if not total.unit == first.unit == second.unit or not total.unit or total.unit in RATIOS or total.about:
            continue
        name = _name(statement, total, first, OPENED)
        fitting = [each for each in families if each[0].fullmatch(name)] if name else []
        if not fitting or statement.listed(quantities[max(0, at - 2) : at - 1]):
            continue  # 处罚案卷80卷、许可案卷40卷，优秀35卷…: the total is not named
        for family in fitting:
            if family[0].fullmatch(total.noun):
                continue
            parts, names = _parts(statement, quantities, at, family[0])
            if _belong(statement, parts, names, family[1]):
                yield _sum(statement, total, parts, names, [q for q in quantities[: at - 1] if q.unit == total.unit])


def _sum(statement: Statement, total: Quantity, parts: list[Quantity], names: list[str], others: list[Quantity]) -> Sum:
    marked = "其中" in statement.between(total.end, parts[0].start)
    spaced = statement.behind(parts[0]) == "，"
    after = statement.between(parts[-1].end, parts[-1].end + 1)
    complete = after not in (("等", "、", "，") if spaced or not marked else ("等", "、"))
    start = parts[0].start - len(names[0])
    return Sum(start, total, tuple(parts), tuple(others), False, complete, False, not marked)


def _belong(statement: Statement, parts: list[Quantity], names: list[str], needed: str) -> bool:
    """Whether parts are surely those of the total before them."""
    if len(parts) < 2 or any(part.about for part in parts):
        return False
    if needed:
        return any(re.search(needed, name) for name in names)
    return len(parts) >= LEAST or statement.behind(parts[0]) == "、"


def _name(statement: Statement, last: Quantity, quantity: Quantity, joint: re.Pattern[str]) -> str:
    """Return what a quantity is called behind the one before it and what joins them."""
    between = bare(statement.between(last.end, quantity.start))
    match = joint.match(between)
    return between[match.end() :] if match else ""


def _parts(
    statement: Statement, quantities: list[Quantity], first: int, names: re.Pattern[str]
) -> tuple[list[Quantity], list[str]]:
    """Return the parts from an index on, of the total before it, that one family names, and what they are called."""
    parts: list[Quantity] = []
    called: list[str] = []
    last = total = quantities[first - 1]
    for quantity in quantities[first : first + MOST]:
        name = _name(statement, last, quantity, JOINT if parts else OPENED)
        if quantity.unit != total.unit or not names.fullmatch(name) or name in called:
            break
        parts.append(quantity)
        called.append(name)
        last = quantity
    return parts, called
