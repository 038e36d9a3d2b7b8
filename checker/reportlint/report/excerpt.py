"""Excerpts: how much of a report's words an output says again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlint.diagnostic import Diagnostic

HEADING = 80  # characters of a heading that stand with each finding below it
QUOTATION = 40  # characters of a finding that stand in a table


def rowed(d: Diagnostic) -> str:
    """Return the row and column of a finding, with the file where that is not the report: a finding on an exemption."""
    place = f"{d.start.row}:{d.start.column}"
    return f"{d.source.name}:{place}" if d.rule.afterwards else place


def cut(text: str, length: int) -> str:
    """Return a text of at most so many characters, the last of them … where something is left out.

    >>> cut("依法行政", 4), cut("依法行政", 3)
    ('依法行政', '依法…')
    """
    return text if len(text) <= length else f"{text[: length - 1]}…"
