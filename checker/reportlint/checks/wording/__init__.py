"""Checks on words: wrong ones, set phrases, what was not yet or is no longer, what was left in."""

from reportlint.checks.wording import doubled, expressions, leftovers, terms, times

__all__ = ["doubled", "expressions", "leftovers", "terms", "times"]
