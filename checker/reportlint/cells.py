"""What cells of a table say: figures, or words."""

from __future__ import annotations

import re
from collections.abc import Sequence

CELL = re.compile(r"-?\d[\d,，]*(?:\.\d+)?|[—－-]")  # a dash stands for nothing
FIGURES = 3  # cells at the end of a row, which say what row it is


def figured(cells: Sequence[str]) -> bool:
    """Tell whether cells are a row of figures: the last ones hold a figure or nothing, and one of them a figure.

    >>> figured(["规章", "2", "", "12"]), figured(["（一）加强领导", "办公室", "3"])
    (True, False)
    """
    last = [cell.strip() for cell in cells[-FIGURES:]]
    return len(cells) > FIGURES and any(last) and all(not cell or CELL.fullmatch(cell) for cell in last)
