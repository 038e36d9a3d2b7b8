"""Tables on a printed page by the lines that are ruled there: what cells they enclose, and which of these reach how far.

Lengths run across a page and down it, as people turn it. Where the lines do not enclose rectangles, there is no table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

MOST = 400  # lines in one direction, and
FIELDS = 10_000  # fields between them: more are a drawing
LEAST = 2  # columns
FAR = 1e6  # from which a place is none
Point = tuple[float, float]


class Rule(NamedTuple):
    """A line across a page, or down it: where it lies, and from where to where it goes."""

    across: bool
    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A cell: its first row and column, counted from 1."""

    row: int
    column: int


class Grid(NamedTuple):
    """A table: the edges of its columns and rows, and in which cell each field between them lies."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    boxes: dict[tuple[int, int], Box]

    def box(self, across: float, down: float) -> Box | None:
        """Return the cell in which a point lies."""
        field = bisect_right(self.rows, down) - 1, bisect_right(self.columns, across) - 1
        return self.boxes.get(field)


def ruled(line: Sequence[Point], near: float, thin: float, *, outlined: bool) -> Iterator[Rule]:
    """Yield the lines that a run of points draws: one for a thin bar, else one for each side, if these are drawn."""
    left, right = min(x for x, _ in line), max(x for x, _ in line)
    top, bottom = min(y for _, y in line), max(y for _, y in line)
    if max(-left, right, -top, bottom) > FAR:
        return
    if min(right - left, bottom - top) <= thin:
        if max(right - left, bottom - top) > thin:
            yield _bar(left, right, top, bottom)
    elif outlined:
        for (x, y), (to_x, to_y) in pairwise(line):
            if min(abs(x - to_x), abs(y - to_y)) <= near / 2 and max(abs(x - to_x), abs(y - to_y)) > thin:
                yield _bar(min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y))


def _bar(left: float, right: float, top: float, bottom: float) -> Rule:
    if right - left >= bottom - top:
        return Rule(True, (top + bottom) / 2, left, right)
    return Rule(False, (left + right) / 2, top, bottom)


def grids(rules: Iterable[Rule], near: float) -> list[Grid]:
    """Return the tables that some lines make; what is no further apart than ``near`` is in one place."""
    known = list(rules)
    level, upright = (_joined([rule for rule in known if rule.across is across], near) for across in (True, False))
    if not 1 < len(level) <= MOST or not 1 < len(upright) <= MOST:
        return []
    made = (_grid(*group, near) for group in _together(level, upright, near))
    return [grid for grid in made if grid]


def _joined(rules: Sequence[Rule], near: float) -> list[Rule]:
    """Put lines into one place that nearly are, and join those that meet there."""
    places: dict[float, list[Rule]] = defaultdict(list)
    at = float("-inf")
    for rule in sorted(rules, key=lambda rule: rule.at):
        if rule.at > at + near:
            at = rule.at
        places[at].append(rule)
    joined: list[Rule] = []
    for at, group in places.items():
        last: Rule | None = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if last and rule.start <= last.end + near:
                last = last._replace(end=max(last.end, rule.end))
                joined[-1] = last
            else:
                last = rule._replace(at=at)
                joined.append(last)
    return joined


def _together(level: list[Rule], upright: list[Rule], near: float) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the lines of each table: those that meet, and what meets them."""
    left, rest = list(level), list(upright)
    while left:
        groups: tuple[list[Rule], list[Rule]] = ([], [])
        found = [left.pop()]
        while found:
            rule = found.pop()
            groups[not rule.across].append(rule)
            others = rest if rule.across else left
            met = [other for other in others if _meet(rule, other, near)]
            if met:
                others[:] = [other for other in others if not _meet(rule, other, near)]
                found += met
        yield groups


def _meet(one: Rule, other: Rule, near: float) -> bool:
    return (
        one.start - near <= other.at <= one.end + near  # as the one goes where the other lies
        and other.start - near <= one.at <= other.end + near
    )


def _grid(level: list[Rule], upright: list[Rule], near: float) -> Grid | None:
    """Return the table between lines that meet; it may be open at its sides."""
    columns, rows = _edges(upright, level, near), _edges(level, upright, near)
    high, wide = len(rows) - 1, len(columns) - 1
    if wide < LEAST or high < 1 or high * wide > FIELDS:
        return None
    beside, below = _walls(upright, rows), _walls(level, columns)
    boxes: dict[tuple[int, int], Box] = {}
    for row in range(high):
        for column in range(wide):
            if (row, column) in boxes:
                continue
            right, bottom = column + 1, row + 1
            while right < wide and row not in beside[columns[right]]:
                right += 1
            while bottom < high and column not in below[rows[bottom]]:
                bottom += 1
            fields = [(down, across) for down in range(row, bottom) for across in range(column, right)]
            if any(field in boxes for field in fields) or not _whole(fields, beside, below, columns, rows):
                return None
            boxes.update(dict.fromkeys(fields, Box(row + 1, column + 1)))
    return Grid(columns, rows, boxes)


def _edges(rules: list[Rule], others: list[Rule], near: float) -> tuple[float, ...]:
    """Return where lines lie, and where those go to that cross them, for a table may be open at its sides."""
    edges = sorted({rule.at for rule in rules})
    first, last = min((rule.start for rule in others), default=0.0), max((rule.end for rule in others), default=0.0)
    before = [first] if not edges or first < edges[0] - 2 * near else []
    return (*before, *edges, *([last] if edges and last > edges[-1] + 2 * near else []))


def _walls(rules: list[Rule], places: tuple[float, ...]) -> dict[float, set[int]]:
    """Return for each line beside which fields it goes, by the middle of these."""
    walls: dict[float, set[int]] = defaultdict(set)
    for rule in rules:
        for at, (start, end) in enumerate(pairwise(places)):
            if rule.start <= (start + end) / 2 <= rule.end:
                walls[rule.at].add(at)
    return walls


def _whole(
    fields: list[tuple[int, int]],
    beside: dict[float, set[int]],
    below: dict[float, set[int]],
    columns: tuple[float, ...],
    rows: tuple[float, ...],
) -> bool:
    """Whether fields are one rectangle: no line goes through it, and lines or the edges of the table go round it."""
    (top, left), (bottom, right) = fields[0], fields[-1]
    down, across = range(top, bottom + 1), range(left, right + 1)
    inner = any(row in beside[columns[at]] for at in across[1:] for row in down)
    inner = inner or any(column in below[rows[at]] for at in down[1:] for column in across)
    edge = right + 1 == len(columns) - 1 or all(row in beside[columns[right + 1]] for row in down)
    edge = edge and (bottom + 1 == len(rows) - 1 or all(column in below[rows[bottom + 1]] for column in across))
    return edge and not inner
