"""Findings for programs; the form is described in docs/json.md and checked against its schema in tests."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from json import dumps
from typing import Any

from reportlint.diagnostic import Diagnostic
from reportlint.linter import Outcome
from reportlint.source import Source, Span


def json(outcomes: Sequence[Outcome], language: str) -> str:
    """Return an array of findings; rows and columns count from 1, columns in code points, ends are exclusive."""
    entries = [entry for outcome in outcomes for entry in _entries(outcome, language)]
    return dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _entries(outcome: Outcome, language: str) -> Iterator[dict[str, Any]]:
    seen: Counter[tuple[str, str]] = Counter()
    for diagnostic in outcome.diagnostics:
        key = diagnostic.rule.id, re.sub(r"\s+", "", diagnostic.excerpt)
        seen[key] += 1
        yield _entry(diagnostic, language, fingerprint(*key, seen[key]))


def fingerprint(rule: str, quotation: str, ordinal: int) -> str:
    """Tell a finding again after lines have moved: rule, quotation without blanks, and which of its kind it is."""
    from hashlib import sha256

    return sha256(f"{rule}\0{quotation}\0{ordinal}".encode("utf-8", "backslashreplace")).hexdigest()[:20]


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
