"""Reporters: pure functions from a run to text. Each is imported when it is asked for, so that starting stays quick."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlint.linter import Run

    Reporter = Callable[[Run], str]

FORMATS = {  # by the name that a user gives: module:function
    "full": "full:full",
    "concise": "concise:concise",
    "json": "json:json",
    "jsonl": "json:jsonl",
    "sarif": "sarif:sarif",
    "github": "github:github",
    "gitlab": "gitlab:gitlab",
    "junit": "junit:junit",
    "checkstyle": "checkstyle:checkstyle",
    "markdown": "markdown:markdown",
    "html": "html:html",
    "checklist": "html:checklist",
    "checklist-markdown": "checklist:checklist",
    "notice": "html:notice",
    "notice-markdown": "notice:notice",
}


def reporter(name: str) -> Reporter:
    """Return the function that makes a format; raises KeyError for a format that is not known."""
    module, _, function = FORMATS[name].partition(":")
    found: Reporter = getattr(import_module(f"{__name__}.{module}"), function)
    return found
