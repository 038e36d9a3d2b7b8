"""Checks on how a report looks on paper; they run on files that tell it, and on no others.

The same deviation is told once, however often it is there: with the first places and their number.
"""

from __future__ import annotations

from reportlint.checks.layout import pages, paragraphs  # noqa: F401  # they make their checks known
