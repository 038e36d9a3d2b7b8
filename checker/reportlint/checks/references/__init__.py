"""Checks on what a report cites."""

from reportlint.checks.references import broken, citations, known, names, numbers, orders, titles

__all__ = ["broken", "citations", "known", "names", "numbers", "orders", "titles"]
