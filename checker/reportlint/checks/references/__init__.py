"""Checks on what a report cites."""

from reportlint.checks.references import broken, citations, names, numbers

__all__ = ["broken", "citations", "names", "numbers"]
