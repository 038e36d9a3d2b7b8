"""Findings for programs; the form is described in docs/json.md and checked against its schema in tests."""

from __future__ import annotations

from collections.abc import Iterator
from json import dumps
from typing import Any

from reportlint.diagnostic import Diagnostic, fingerprints
from reportlint.linter import Outcome, Run
from reportlint.pattern import lazy
from reportlint.report.excerpt import HEADING, cut
from reportlint.source import Source, Span

UNSEEN = lazy(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def json(run: Run) -> str:
    """Return an array of findings; rows and columns count from 1, columns in code points, ends are exclusive."""
    return written(list(entries(run)), indent=2)


def jsonl(run: Run) -> str:
    """Return one line a finding, each the same value as in the array."""
    return "".join(written(entry) for entry in entries(run))


def written(value: object, indent: int | None = None) -> str:
    """Return a value as JSON; signs that nobody sees, end a line or cannot be encoded are written as their codes."""
    text = dumps(value, ensure_ascii=False, indent=indent)
    return UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def entries(run: Run) -> Iterator[dict[str, Any]]:
    """Yield the findings of a run, each as a value of plain types."""
    for outcome in run.outcomes:
        for diagnostic, mark in zip(outcome.diagnostics, marks(outcome), strict=False):
            yield _entry(diagnostic, run.language, mark)


def marks(outcome: Outcome) -> list[str]:
    """Return the fingerprints of the findings that count, then of those set aside.

    They are made of all findings together, so that none changes because another one has been set aside.
    """
    both = [*outcome.diagnostics, *outcome.set_aside]
    order = sorted(range(len(both)), key=lambda n: (both[n].problem.span, both[n].rule.id))
    found = dict(zip(order, fingerprints([both[n] for n in order]), strict=True))
    return [found[n] for n in range(len(both))]


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
        "section": [cut(heading, HEADING) for heading in d.path],
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
