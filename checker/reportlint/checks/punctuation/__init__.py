"""Checks on punctuation marks, blanks and the sign for zero."""

from __future__ import annotations

from reportlint.checks.punctuation import marks, paired, width  # noqa: F401  # they make their checks known
