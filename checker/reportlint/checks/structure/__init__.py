"""Checks on what a report must hold: its title, its sections, its dates."""

from reportlint.checks.structure import period, sections, title

__all__ = ["period", "sections", "title"]
