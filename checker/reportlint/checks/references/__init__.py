"""Checks on what a report cites."""

from reportlint.checks.references import broken, citations, known, names, numbers

__all__ = ["broken", "citations", "known", "names", "numbers"]
