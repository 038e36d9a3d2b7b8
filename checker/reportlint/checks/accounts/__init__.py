"""Checks on the accounts that a department publishes: what belongs in them, and whether their figures agree."""

from reportlint.checks.accounts import changes, holdings, parts, sheets

__all__ = ["changes", "holdings", "parts", "sheets"]
