"""Checks on what a report must hold: its title, sections, dates, signature, attachments."""

from reportlint.checks.structure import attachments, period, sections, signature, title

__all__ = ["attachments", "period", "sections", "signature", "title"]
