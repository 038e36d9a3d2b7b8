"""Where the findings of a report lie: how many in each of its top sections."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from reportlint.diagnostic import Severity
from reportlint.language import Message
from reportlint.linter import Outcome
from reportlint.report.marks import lies_in

MOST = 24  # bars that can be taken in at a glance
LONGEST = 20  # characters of a label
OPENING = Message("标题和开头", "title and opening")
REST = Message("其余部分", "all other sections")


class Bar(NamedTuple):
    """A section with its findings by severity, the weightiest first."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many findings."""
        return sum(self.counts)


def bars(outcome: Outcome, language: str) -> list[Bar]:
    """Count the findings of each top section; of very many sections, the rest is gathered in one bar."""
    top = min((line.level for line in outcome.outline if line.level), default=0)
    sections = [line for line in outcome.outline if line.level == top and top]
    starts = [line.start for line in sections]
    counts = Counter(
        (bisect_right(starts, d.problem.span.start), d.severity)
        for d in outcome.diagnostics
        if lies_in(d, outcome.shown)
    )
    labels = [OPENING.text(language), *(_short(line.text) for line in sections)]
    every = [Bar(label, tuple(counts[at, s] for s in Severity)) for at, label in enumerate(labels)]
    if not every[0].total:
        del every[0]
    if len(every) <= MOST:
        return every
    hit = [bar for bar in every if bar.total]
    rest = tuple(map(sum, zip(*(bar.counts for bar in hit[MOST:]), strict=True)))
    return [*hit[:MOST], Bar(REST.text(language), rest or (0, 0, 0))]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
