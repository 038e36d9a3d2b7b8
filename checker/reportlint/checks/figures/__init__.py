"""Checks on figures: sums, stages, rates, one indicator with two values, and how numbers are written."""

from reportlint.checks.figures import consistency, differences, forms, rates, stages, stock, totals

__all__ = ["consistency", "differences", "forms", "rates", "stages", "stock", "totals"]
