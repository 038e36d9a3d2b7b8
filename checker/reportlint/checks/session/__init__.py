"""Checks on a report that is delivered to a session of a people's congress."""

from reportlint.checks.session import delivery, years

__all__ = ["delivery", "years"]
