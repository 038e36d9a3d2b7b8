"""The checks: generators of problems, which rulesets name and configure.

A check takes a document and, by keyword, the options that a rule may set; an option ``sections`` is filled with the
contents that the ruleset describes. It is known by its module here, which is the category of its rules, and by its
name: ``numbering.sequence``; one of another package by that package: ``yunxiu_rules.budget``. It knows neither its
rule's id, nor severity, nor file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportlint.diagnostic import Problem

Check = Callable[..., Iterator[Problem]]

CHECKS: dict[str, Check] = {}
MASKING: set[str] = set()
COMPARING: set[str] = set()
AFTERWARDS: set[str] = set()
OFFICE: set[str] = set()
NEEDS: dict[str, tuple[str, ...]] = {}


def check(function: Check) -> Check:
    """Make a function available to rulesets; raises ValueError where another one has its name."""
    name = _name(function)
    if name in CHECKS and CHECKS[name].__module__ != function.__module__:
        raise ValueError(f"two checks are called {name}: in {CHECKS[name].__module__} and {function.__module__}")
    CHECKS[name] = function
    return function


def masking(function: Check) -> Check:
    """Mark a check that finds what no output may show: it runs for the masks even where its findings are not wanted."""
    MASKING.add(_name(function))
    return function


def comparing(function: Check) -> Check:
    """Mark a check that compares with last year's report: without one it does not run, and is not counted as run."""
    COMPARING.add(_name(function))
    return function


def afterwards(function: Check) -> Check:
    """Mark a check that judges what was made of the findings, not the document: it takes a ``Judged`` exemption."""
    AFTERWARDS.add(_name(function))
    return function


def office(function: Check) -> Check:
    """Mark a check on what only an office file holds: on a text it does not run, and is not counted as run."""
    OFFICE.add(_name(function))
    return function


def needs(*facts: str) -> Callable[[Check], Check]:
    """Mark a check that judges by facts of the document: without them its rules do not run, and are told as undecided."""

    def mark(function: Check) -> Check:
        NEEDS[_name(function)] = facts
        return function

    return mark


def _name(function: Check) -> str:
    category = function.__module__.removeprefix(f"{__name__}.").partition(".")[0]
    return f"{category}.{function.__name__}"


from reportlint.checks import (  # noqa: E402
    accounts,  # noqa: F401
    dates,  # noqa: F401
    exemptions,  # noqa: F401
    figures,  # noqa: F401
    layout,  # noqa: F401
    leftovers,  # noqa: F401
    numbering,  # noqa: F401
    privacy,  # noqa: F401
    punctuation,  # noqa: F401
    references,  # noqa: F401
    repetition,  # noqa: F401
    session,  # noqa: F401
    source,  # noqa: F401
    structure,  # noqa: F401
    tables,  # noqa: F401
    targets,  # noqa: F401
    wording,  # noqa: F401
)
