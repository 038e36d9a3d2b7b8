"""Checks on figures: sums, stages, rates, one indicator with two values, and how numbers are written."""

from reportlint.checks.figures import ceiling, consistency, differences, forms, rates, stages, stock, totals

__all__ = ["ceiling", "consistency", "differences", "forms", "rates", "stages", "stock", "totals"]
