"""GitLab's Code Quality report, from which a merge request shows what it adds and what it mends."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import Any

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.linter import Run
from reportlint.report.gaps import gaps
from reportlint.report.json import marks, written

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def gitlab(run: Run) -> str:
    """Return an array of findings; a file that was not checked is one of severity blocker."""
    language = run.language
    pairs = [(_unchecked(u.name, u.why.text(language)), f"{u.fault}\0{u.why.zh}") for u in gaps(run)]
    for outcome in run.outcomes:
        for diagnostic, mark in zip(outcome.diagnostics, marks(outcome), strict=False):
            pairs.append((_finding(diagnostic, language), mark))
    seen: Counter[tuple[str, str]] = Counter()
    for entry, mark in pairs:
        key = entry["location"]["path"], mark
        seen[key] += 1  # GitLab drops all but one of those with the same mark
        entry["fingerprint"] = _fingerprint(*key, str(seen[key]))
    return written([entry for entry, _ in pairs])


def _unchecked(name: str, why: str) -> dict[str, Any]:
    return _entry(name, "unchecked", "blocker", why, 1, 1)


def _finding(d: Diagnostic, language: str) -> dict[str, Any]:
    said = d.problem.message.text(language)
    return _entry(d.source.name, d.rule.id, SEVERITIES[d.severity], said, d.start.row, d.end.row)


def _entry(name: str, check: str, severity: str, said: str, first: int, last: int) -> dict[str, Any]:
    return {
        "description": said,
        "check_name": check,
        "fingerprint": "",
        "severity": severity,
        "location": {"path": name.removeprefix("./"), "lines": {"begin": first, "end": last}},
    }


def _fingerprint(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:40]
