"""One line a finding, for pipes and for the eye that knows the rules."""

from __future__ import annotations

from reportlint.linter import Run
from reportlint.report.full import visible
from reportlint.report.gaps import gaps


def concise(run: Run) -> str:
    """``file:row:column: severity rule message``, rows and columns from 1; ``file: why`` for what was not checked."""
    lines = [f"{each.name}: {each.why.text(run.language)}" for each in gaps(run)]
    lines += [
        f"{d.source.name}:{d.start.row}:{d.start.column}: {d.severity} {d.rule.id} {d.problem.message.text(run.language)}"
        for outcome in run.outcomes
        for d in outcome.diagnostics
    ]
    return "".join(f"{visible(line)}\n" for line in lines)
