"""Checks on the numbers of headings, and of lists in running text."""

from reportlint.checks.numbering import headings, lists

__all__ = ["headings", "lists"]
