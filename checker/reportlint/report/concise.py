"""One line a finding, for pipes and for the eye that knows the rules."""

from __future__ import annotations

from reportlint.linter import Run


def concise(run: Run) -> str:
    """``file:row:column: severity rule message``, rows and columns from 1."""
    lines = [
        f"{d.source.name}:{d.start.row}:{d.start.column}: {d.severity} {d.rule.id} {d.problem.message.text(run.language)}"
        for outcome in run.outcomes
        for d in outcome.diagnostics
    ]
    return "".join(f"{line}\n" for line in lines)
