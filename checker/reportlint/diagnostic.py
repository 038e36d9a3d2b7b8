"""What a check finds, and what a user is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reportlint.language import Message
from reportlint.source import Position, Source, Span

if TYPE_CHECKING:
    from datetime import date

    from reportlint.rule import Rule


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # wrong by a cited provision or by arithmetic
    WARNING = "warning"  # very likely wrong; a person must look
    NOTE = "note"  # advice

    @property
    def rank(self) -> int:
        """0 for the weightiest."""
        return RANKS[self]


RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Edit(NamedTuple):
    """One replacement of text."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend one problem; safe when there is one correct form and the meaning cannot change."""

    edits: tuple[Edit, ...]
    safe: bool = True

    @classmethod
    def replace(cls, span: Span, text: str, *, safe: bool = True) -> Fix:
        """Make a fix of a single edit."""
        return cls((Edit(span, text),), safe)


class Related(NamedTuple):
    """Another place that a finding speaks of: the other half of a contradiction."""

    span: Span
    message: Message


class Problem(NamedTuple):
    """A finding, as a check yields it: where, what, how to mend it, and what contradicts it."""

    span: Span
    message: Message
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    severity: Severity = Severity.ERROR  # at most this, where one finding weighs less than its rule
    masked: bool = False  # what it found is private: no output may show it


class Exemption(NamedTuple):
    """A finding that is let pass: what, why, by whom and until when, and where that is written."""

    rule: str
    quotation: str
    reason: str
    by: str = ""
    until: date | None = None
    file: str = ""  # where it is written


class Judged(NamedTuple):
    """An exemption with what came of it; this is what the checks on exemptions judge."""

    exemption: Exemption
    span: Span
    uses: int  # findings that it speaks of
    ran: bool  # whether its rule ran, or is none that could
    waivable: bool  # whether its rule may be exempt at all
    expired: bool


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem, with the rule that was broken, the file it is in, and the headings above it.

    It is what reporters show: where the report holds private text, all parts of it are masked, the source included.
    """

    source: Source  # as it may be shown
    rule: Rule
    problem: Problem
    path: tuple[str, ...]
    exemption: Exemption | None = None  # why it is let pass, where somebody wrote that down
    known: bool = False  # it is in the baseline

    @property
    def severity(self) -> Severity:
        """The rule's severity, or the problem's own where that is weaker."""
        return max(self.rule.severity, self.problem.severity, key=lambda severity: severity.rank)

    @property
    def start(self) -> Position:
        """Where the finding begins."""
        return self.source.position(self.problem.span.start)

    @property
    def end(self) -> Position:
        """The first position behind the finding."""
        return self.source.position(self.problem.span.end)

    @property
    def excerpt(self) -> str:
        """The text that was found."""
        return self.source[self.problem.span]


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Return a mark for each finding of a report, the same after lines have moved.

    It is made from the rule, the quotation without blanks, and which of its kind the finding is.
    """
    from hashlib import sha256

    seen: Counter[tuple[str, str]] = Counter()
    marks = []
    for diagnostic in diagnostics:
        key = diagnostic.rule.id, re.sub(r"\s+", "", diagnostic.excerpt)
        seen[key] += 1
        whole = "\0".join((*key, str(seen[key])))
        marks.append(sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()[:20])
    return marks
