"""Findings for programs; the form is described in docs/json.md and checked against its schema in tests."""

from __future__ import annotations

from collections.abc import Iterator
from json import dumps
from typing import Any

from reportlint.diagnostic import Diagnostic, fingerprints
from reportlint.linter import Run
from reportlint.source import Source, Span


def json(run: Run) -> str:
    """Return an array of findings; rows and columns count from 1, columns in code points, ends are exclusive."""
    return dumps(list(entries(run)), ensure_ascii=False, indent=2) + "\n"


def entries(run: Run) -> Iterator[dict[str, Any]]:
    """Yield the findings of a run, each as a value of plain types."""
    for outcome in run.outcomes:
        for diagnostic, mark in zip(outcome.diagnostics, fingerprints(outcome.diagnostics), strict=True):
            yield _entry(diagnostic, run.language, mark)


def _entry(d: Diagnostic, language: str, mark: str) -> dict[str, Any]:
    fix = d.problem.fix
    return {
        "rule": d.rule.id,
        "category": d.rule.category,
        "severity": str(d.severity),
        "message": d.problem.message.text(language),
        "basis": d.rule.basis,
        "filename": d.source.name,
        **_place(d.source, d.problem.span),
        "excerpt": d.excerpt,
        "section": list(d.path),
        "fix": fix
        and {
            "applicability": "safe" if fix.safe else "unsafe",
            "edits": [{**_place(d.source, edit.span), "content": edit.text} for edit in fix.edits],
        },
        "related": [
            {**_place(d.source, related.span), "message": related.message.text(language)}
            for related in d.problem.related
        ],
        "fingerprint": mark,
    }


def _place(source: Source, span: Span) -> dict[str, Any]:
    return {
        "location": source.position(span.start)._asdict(),
        "end_location": source.position(span.end)._asdict(),
    }
