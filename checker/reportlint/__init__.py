"""A compliance linter for Chinese government reports: read, parse, check, report.

What ``__all__`` names is the library (docs/library.md). It is imported when it is first used, so that the command line
and ``import reportlint`` stay quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlint.diagnostic import Diagnostic, Edit, Fix, Problem, Related, Severity
    from reportlint.language import Message
    from reportlint.layer import RulesetError
    from reportlint.library import lint, load_ruleset, render
    from reportlint.linter import Crash, Outcome, Undecided
    from reportlint.rule import Rule
    from reportlint.ruleset import Ruleset
    from reportlint.source import Position, Source, SourceError, Span

__version__ = "0.1.0"
__all__ = [
    "Crash",
    "Diagnostic",
    "Edit",
    "Fix",
    "Message",
    "Outcome",
    "Position",
    "Problem",
    "Related",
    "Rule",
    "Ruleset",
    "RulesetError",
    "Severity",
    "Source",
    "SourceError",
    "Span",
    "Undecided",
    "__version__",
    "lint",
    "load_ruleset",
    "render",
]
_HOMES = {
    "diagnostic": ("Diagnostic", "Edit", "Fix", "Problem", "Related", "Severity"),
    "language": ("Message",),
    "layer": ("RulesetError",),
    "library": ("lint", "load_ruleset", "render"),
    "linter": ("Crash", "Outcome", "Undecided"),
    "rule": ("Rule",),
    "ruleset": ("Ruleset",),
    "source": ("Position", "Source", "SourceError", "Span"),
}


if not TYPE_CHECKING:  # which would take every name for one of ours

    def __getattr__(name: str) -> object:
        for module, names in _HOMES.items():
            if name in names:
                value: object = getattr(import_module(f"{__name__}.{module}"), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
