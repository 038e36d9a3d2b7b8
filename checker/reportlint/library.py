"""What other programs call: the way from a file to its findings, with what the command line chooses by default.

It reads no configuration and no exemptions: what is found depends on the arguments alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from functools import cache

from reportlint import linter
from reportlint.language import did_you_mean
from reportlint.linter import Outcome, Run
from reportlint.report import FORMATS, reporter
from reportlint.ruleset import Ruleset, detectable, load, named
from reportlint.source import Source

Place = str | os.PathLike[str]


def lint(
    report: Source | Place,
    ruleset: Ruleset | Place | None = None,
    *,
    select: Iterable[str] | None = None,
    previous: Source | Place | None = None,
    as_of: date | None = None,
) -> Outcome:
    """Check a report, given as a source or by its path; a text at hand is ``Source.of(text)``.

    ``ruleset`` is one that was loaded, or its name or folder; None takes the one for the type of the report. ``select``
    names the rules or categories to run; None runs all. ``previous`` is last year's report, to compare with; ``as_of``
    is the day whose law and names the report is judged by, by default the day it was made.

    Raises SourceError for a report that cannot be linted, RulesetError for a ruleset or a rule that there is not,
    OSError for a file that cannot be read.
    """
    rulesets = _by_type() if ruleset is None else (_loaded(ruleset),)
    chosen = None
    if select is not None:
        rules = named(
            [rule for each in rulesets for rule in each.ever], [select] if isinstance(select, str) else select
        )
        chosen = frozenset(rule.id for rule in rules)
    return linter.lint(
        _read(report), rulesets, chosen=chosen, previous=None if previous is None else _read(previous), as_of=as_of
    )


def load_ruleset(name: Place) -> Ruleset:
    """Load a ruleset by its name, or by the path of its folder; raises RulesetError with all its faults."""
    return load(os.fspath(name))


def render(outcomes: Outcome | Iterable[Outcome], form: str, *, language: str = "zh") -> str:
    """Return what was found as ``reportlint --output-format`` prints it, in "zh" or "en".

    Raises ValueError for a form that there is not.
    """
    if form not in FORMATS:
        raise ValueError(f"no form of output “{form}”{did_you_mean(form, FORMATS).en}")
    each = (outcomes,) if isinstance(outcomes, Outcome) else tuple(outcomes)
    return reporter(form)(Run(each, language=language))


def _read(report: Source | Place) -> Source:
    return report if isinstance(report, Source) else Source.read(report)


def _loaded(ruleset: Ruleset | Place) -> Ruleset:
    return ruleset if isinstance(ruleset, Ruleset) else load_ruleset(ruleset)


@cache
def _by_type() -> tuple[Ruleset, ...]:
    return tuple(detectable())
