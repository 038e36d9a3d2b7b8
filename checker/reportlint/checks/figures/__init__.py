"""Checks on figures: sums, stages, rates, one indicator with two values, and how numbers are written."""

from reportlint.checks.figures import consistency, forms, rates, stages, stock, totals

__all__ = ["consistency", "forms", "rates", "stages", "stock", "totals"]
