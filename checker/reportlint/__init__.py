"""A compliance linter for Chinese government reports: read, parse, check, report."""

__version__ = "0.1.0"
