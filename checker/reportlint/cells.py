"""What cells of a table say: figures, or words."""

from __future__ import annotations

from collections.abc import Sequence

from reportlint.pattern import lazy

CELL = lazy(r"-?\d[\d,，]*(?:\.\d+)?|[—－-]")  # a dash stands for nothing
SIDE, LABEL = 2, 30  # cells of a side at least, characters of its label at most
FIGURES = 3  # cells at the end of a row, which say what row it is


def figured(cells: Sequence[str]) -> bool:
    """Tell whether cells are a row of figures: the last ones hold a figure or nothing, and one of them a figure.

    So does each label of a balance, which has income on its left and spending on its right.

    >>> figured(["规章", "2", "", "12"]), figured(["（一）加强领导", "办公室", "3"])
    (True, False)
    >>> figured(["总计", "31", "1286.40", "总计", "62", "1286.40"]), figured(["结转", "", "结余", "24.25"])
    (True, True)
    """
    stripped = [cell.strip() for cell in cells]
    last = stripped[-FIGURES:]
    return (len(cells) > FIGURES and any(last) and all(map(_figure, last))) or _sided(stripped)


def _figure(cell: str) -> bool:
    return not cell or CELL.fullmatch(cell) is not None


def _sided(cells: list[str]) -> bool:
    """Whether cells are two sides alike, a label of each before its figures."""
    half, odd = divmod(len(cells), 2)
    sides = (cells[:half], cells[half:])
    if odd or half < SIDE or not any(map(CELL.fullmatch, cells)):
        return False
    return all(not _figure(side[0]) and len(side[0]) <= LABEL and all(map(_figure, side[1:])) for side in sides)
