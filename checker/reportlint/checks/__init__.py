"""The checks: generators of problems, which rulesets name and configure.

A check takes a document and, by keyword, the options that a rule may set; an option ``sections`` is filled with the
contents that the ruleset describes. It is known by its module here, which is the category of its rules, and by its
name: ``numbering.sequence``. It knows neither its rule's id, nor severity, nor file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportlint.diagnostic import Problem

Check = Callable[..., Iterator[Problem]]

CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Make a function available to rulesets."""
    category = function.__module__.removeprefix(f"{__name__}.").partition(".")[0]
    CHECKS[f"{category}.{function.__name__}"] = function
    return function


from reportlint.checks import numbering, references, source, structure, wording  # noqa: E402, F401
