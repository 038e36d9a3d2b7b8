"""The checks: generators of problems, which rulesets name and configure.

A check takes a document and, by keyword, the options that a rule may set; an option ``sections`` is filled with the
contents that the ruleset describes. It is known by its module here, which is the category of its rules, and by its
name: ``numbering.sequence``; one of another package by that package: ``yunxiu_rules.budget``. It knows neither its
rule's id, nor severity, nor file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from reportlint.diagnostic import Problem

Check = Callable[..., Iterator[Problem]]

CATEGORIES = (
    "accounts", "dates", "exemptions", "figures", "layout", "leftovers", "numbering", "privacy", "punctuation",
    "references", "repetition", "session", "source", "structure", "tables", "targets", "wording",
)  # fmt: skip  # the modules here
CHECKS: dict[str, Check] = {}  # those that are loaded
MASKING: set[str] = set()
COMPARING: set[str] = set()
AFTERWARDS: set[str] = set()
OFFICE: set[str] = set()
NEEDS: dict[str, tuple[str, ...]] = {}


def check(function: Check) -> Check:
    """Make a function available to rulesets; raises ValueError where its name is another's."""
    name, own = _name(function), function.__module__.startswith(f"{__name__}.")
    other = CHECKS[name].__module__ if name in CHECKS else function.__module__
    if other != function.__module__ or (not own and name.partition(".")[0] in CATEGORIES):
        raise ValueError(f"the name {name} is taken: give the package of the check another name")
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


def find(name: str) -> Check:
    """Return a check by its name, its module loaded if need be: most runs need few of them. Raises KeyError."""
    category = name.partition(".")[0]
    if name not in CHECKS and category in CATEGORIES:
        import_module(f"{__name__}.{category}")
    return CHECKS[name]


def every() -> dict[str, Check]:
    """Return all checks by their names, those of this package loaded."""
    for category in CATEGORIES:
        import_module(f"{__name__}.{category}")
    return CHECKS
