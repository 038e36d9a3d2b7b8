"""Checks on dates: how they are written, and whether they can be."""

from __future__ import annotations

from reportlint.checks.dates import forms, possible, times  # noqa: F401  # they make their checks known
