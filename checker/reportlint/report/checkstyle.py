"""Checkstyle's XML, which many code review tools read."""

from __future__ import annotations

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.linter import Run
from reportlint.report.gaps import gaps
from reportlint.report.tree import Element, grown, written

SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def checkstyle(run: Run) -> str:
    """Return the findings by file; a file that was not checked has an error on its first line."""
    root = grown(None, "checkstyle", version="4.3")
    files: dict[str, Element] = {}
    for each in gaps(run):
        file = _file(root, files, each.name)
        grown(file, "error", line=1, column=1, severity="error", message=each.why.text(run.language), source="reportlint.unchecked")  # fmt: skip  # one line, or one a case, is read at a glance
    for outcome in run.outcomes:
        _file(root, files, outcome.source.name)
        for diagnostic in outcome.diagnostics:
            _error(_file(root, files, diagnostic.source.name), diagnostic, run.language)
    return written(root)


def _file(root: Element, files: dict[str, Element], name: str) -> Element:
    """Return the element of a file, which there is one of."""
    if name not in files:
        files[name] = grown(root, "file", name=name)
    return files[name]


def _error(file: Element, d: Diagnostic, language: str) -> None:
    grown(
        file,
        "error",
        line=d.start.row,
        column=d.start.column,
        severity=SEVERITIES[d.severity],
        message=d.problem.message.text(language),
        source=f"reportlint.{d.rule.category}.{d.rule.id}",
    )
