"""The elements of a page of an .ofd, their figures, and the lines that are ruled there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportlint.readers.grid import FAR, Point, Rule, ruled

POINTS = 20_000  # that are looked at on a page
NEAR, THIN = 0.7, 1.0  # millimetres, within which lines lie in one place, and up to which a bar is a line
COORDINATES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}  # of each step of a path


class Element(NamedTuple):
    """An element that a caller asked for, with the text in it."""

    name: str
    attributes: dict[str, str]
    text: str


def rules_of(elements: Iterable[Element]) -> Iterator[Rule]:
    """Yield the lines that the paths of a page draw, in millimetres."""
    attributes: dict[str, str] = {}
    points = 0
    for name, own, text in elements:
        if name == "PathObject":
            attributes = own
        elif name == "AbbreviatedData" and attributes.get("Visible") != "false":
            for line in _lines(text, attributes):
                points += len(line)
                if points > POINTS:
                    return
                yield from ruled(line, NEAR, THIN, outlined=attributes.get("Stroke") != "false")


def _lines(text: str, attributes: dict[str, str]) -> Iterator[list[Point]]:
    """Yield the runs of points that are joined by straight lines, where they are on the page."""
    left, top, *_ = [*numbers(attributes.get("Boundary", "")), 0.0, 0.0]
    a, b, c, d, e, f = matrix_of(attributes)
    line: list[Point] = []
    for step, place in _steps(text):
        if step in "SM" or step not in "LC":  # a curve ends a run, and what follows begins another
            if len(line) > 1:
                yield line
            line = []
        if step == "C":
            line += line[:1]
        else:
            x, y = place
            line.append((left + a * x + c * y + e, top + b * x + d * y + f))
    if len(line) > 1:
        yield line


def _steps(text: str) -> Iterator[tuple[str, Point]]:
    """Yield the steps of a path, with the place that each leads to."""
    words = iter(text.split())
    for step in words:
        if step in COORDINATES:
            figures = [number_of(next(words, "0"), 0.0) for _ in range(COORDINATES[step])]
            yield step, (figures[-2], figures[-1]) if figures else (0.0, 0.0)


def matrix_of(attributes: dict[str, str]) -> tuple[float, ...]:
    """Return the six figures by which an object is turned and stretched."""
    matrix = numbers(attributes.get("CTM", ""))
    return tuple(matrix) if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def numbers(text: str) -> list[float]:
    """Read the first figures of a list; one that is none counts as 0."""
    return [number_of(word, 0.0) for word in text.split()[:8]]


def number_of(text: str | None, otherwise: float) -> float:
    """Read a figure that lies within bounds."""
    try:
        value = float(text) if text else otherwise
    except ValueError:
        return otherwise
    return value if abs(value) < FAR else 0.0
