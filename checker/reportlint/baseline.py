"""A baseline: the findings that were there when checking began, so that only new ones count.

It holds no line numbers, and of the text only the quotations, in which what is private is blanked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from json import JSONDecodeError, dumps, loads
from typing import Any, NamedTuple

from reportlint.diagnostic import Diagnostic, fingerprints
from reportlint.linter import Outcome

EDITION = 1


class BaselineError(ValueError):
    """A file that is no baseline."""


class Baseline(NamedTuple):
    """The fingerprints of known findings, by the name of the report as seen from the folder of the baseline."""

    folder: str
    known: dict[str, frozenset[str]]

    def name(self, path: str) -> str:
        """Return how the baseline calls a report."""
        return os.path.relpath(os.path.realpath(path), self.folder).replace(os.sep, "/")

    def applied(self, outcome: Outcome) -> Outcome:
        """Set the known findings aside."""
        known = self.known.get(self.name(outcome.source.name), frozenset())
        marked = list(zip(outcome.diagnostics, fingerprints(outcome.diagnostics), strict=True))
        aside = [replace(diagnostic, known=True) for diagnostic, mark in marked if mark in known]
        left = tuple(diagnostic for diagnostic, mark in marked if mark not in known)
        return outcome._replace(diagnostics=left, set_aside=(*outcome.set_aside, *aside))

    def mended(self, outcomes: Iterable[Outcome]) -> int:
        """Count the known findings that are not there any more, in reports to which it was applied."""
        gone = 0
        for outcome in outcomes:
            known = self.known.get(self.name(outcome.source.name), frozenset())
            gone += len(known) - sum(diagnostic.known for diagnostic in outcome.set_aside)
        return gone


def read(path: str) -> Baseline:
    """Read a baseline; raises BaselineError, OSError."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        data = loads(text)
        known = {
            report: frozenset(finding["fingerprint"] for finding in findings)
            for report, findings in data["reports"].items()
        }
        if data["baseline"] != EDITION:
            raise BaselineError(path)
    except (JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BaselineError(path) from error
    return Baseline(os.path.dirname(os.path.realpath(path)), known)


def text(path: str, outcomes: Sequence[Outcome]) -> str:
    """Return the baseline of some reports, for a file at a path; those that were in it and are not found any more go."""
    baseline = Baseline(os.path.dirname(os.path.realpath(path)), {})
    reports = {baseline.name(o.source.name): _entries(o.diagnostics) for o in outcomes if o.diagnostics}
    return dumps({"baseline": EDITION, "reports": dict(sorted(reports.items()))}, ensure_ascii=False, indent=2) + "\n"


def _entries(diagnostics: Sequence[Diagnostic]) -> list[dict[str, Any]]:
    marks = fingerprints(diagnostics)
    return [
        {"rule": d.rule.id, "quotation": "".join(d.excerpt.split())[:80], "fingerprint": mark}
        for d, mark in zip(diagnostics, marks, strict=True)
    ]
