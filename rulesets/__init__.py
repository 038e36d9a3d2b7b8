"""The rulesets, as data: a folder each, with ruleset.toml and one page a rule."""

NAMES = (
    "official-document",
    "rule-of-law-report",
    "disclosure-report",
    "work-report",
    "final-accounts",
    "official-layout",
    "unrecognised-type",
)
