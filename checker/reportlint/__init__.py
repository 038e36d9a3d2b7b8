"""A compliance linter for Chinese government reports: read, parse, check, report."""
