"""Choose the ruleset for a report, run it, and say what was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from typing import NamedTuple

from reportlint.contents import recognise
from reportlint.diagnostic import Diagnostic, Fix, Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.limits import bounded
from reportlint.masking import Mask
from reportlint.parser import parse
from reportlint.rule import Rule
from reportlint.ruleset import Ruleset
from reportlint.source import Source, new


class Line(NamedTuple):
    """A heading of a report, as it may be shown; ``level`` counts from 1, 0 for the title."""

    level: int
    start: int
    text: str


class Undecided(NamedTuple):
    """A rule that could not be judged, and what the report does not tell: its year, its date."""

    rule: Rule
    lacking: Message


class Crash(NamedTuple):
    """A rule whose check broke down, and how: a defect of the linter or of a ruleset, not of the report."""

    rule: Rule
    error: str


class Outcome(NamedTuple):
    """What linting one report gave: the findings in reading order, and what was read and run.

    The document is not kept, so that a run over thousands of reports holds no more than their texts.
    """

    source: Source
    shown: Source  # the same, with what is private blanked
    year: int | None
    ruleset: Ruleset
    rules: tuple[Rule, ...]  # those that ran to their end
    diagnostics: tuple[Diagnostic, ...]  # the findings that count
    outline: tuple[Line, ...] = ()
    pending: tuple[Rule, ...] = ()  # those that judge what is made of the findings
    undecided: tuple[Undecided, ...] = ()
    crashes: tuple[Crash, ...] = ()
    set_aside: tuple[Diagnostic, ...] = ()  # findings that are exempt, or known from a baseline
    sha256: str = ""  # of the bytes that were read, where wanted

    @property
    def whole(self) -> bool:
        """Whether all of the report was judged: every page has text, and rules met it, none of which broke down."""
        return not self.source.pages_unread and not self.crashes and bool(self.rules or self.undecided)


class Unchecked(NamedTuple):
    """A file that was not checked, or not to the end, and why."""

    name: str
    fault: str  # in one word: missing, unreadable, undecodable, binary, empty …
    why: Message


class Run(NamedTuple):
    """What a run over some files gave, and the language in which to tell it."""

    outcomes: Sequence[Outcome]
    unchecked: Sequence[Unchecked] = ()
    language: str = "zh"


def detect(document: Document, rulesets: Iterable[Ruleset]) -> Ruleset | None:
    """Return the first ruleset whose title patterns the report fits, else whose contents; None if there is none."""
    title = "".join(document.title.value.split()) if document.title else ""
    rulesets = list(rulesets)
    for ruleset in rulesets:
        if any(re.search(pattern, title) for pattern in ruleset.title_patterns):
            return ruleset
    headings = [section.heading.title.value for section in document.tops]
    for ruleset in rulesets:
        if not ruleset.sections or not any(re.search(ruleset.words, each) for each in (title, *headings)):
            continue
        known = {c.id for heading in headings for c in recognise(heading, ruleset.contents) if c.required}
        if ruleset.sections <= len(known):
            return ruleset
    return None


def lint(
    source: Source,
    ruleset: Ruleset | Sequence[Ruleset],
    *,
    chosen: frozenset[str] | None = None,
    previous: Source | None = None,
    as_of: date | None = None,
) -> Outcome:
    """Check a report by a ruleset, or by the one of several that fits it; the last of several is for those that fit none.

    ``chosen`` are the ids of the rules to run; None runs all of the ruleset. ``previous`` is last year's report, to
    compare with. ``as_of`` is the day whose law, names and edition of the ruleset the report is judged by; None takes the
    day when it was made.
    """
    document = parse(source, previous, as_of)
    if not isinstance(ruleset, Ruleset):
        with bounded(len(source.text)) if any(each.foreign for each in ruleset) else nullcontext():
            ruleset = detect(document, ruleset) or ruleset[-1]
    if ruleset.changes:
        ruleset = ruleset.on(document.due)
    pending = [rule for rule in ruleset.rules if rule.afterwards]
    usable = ruleset.usable(compares=document.previous is not None, office=document.source.office)
    wanted = {rule.id for rule in usable if chosen is None or rule.id in chosen}
    undecided = [
        Undecided(rule, fact) for rule in usable if rule.needs and rule.id in wanted and (fact := rule.lacks(document))
    ]
    stopped = {each.rule.id for each in undecided}
    running = wanted - stopped
    problems, crashes = _problems(document, [rule for rule in usable if rule.masks or rule.id in running])
    running -= {crash.rule.id for crash in crashes}
    mask = Mask(source, [problem.span for _, problem in problems if problem.masked])
    found = [pair for pair in problems if pair[0].id in wanted and not mask.hides(pair[1])]
    found.sort(key=lambda pair: (pair[1].span, pair[0].id))
    diagnostics = [
        Diagnostic(mask.source, rule, mask.problem(problem), tuple(map(mask.text, document.path(problem.span.start))))
        for rule, problem in found
    ]
    return Outcome(
        source=source,
        shown=mask.source,
        year=document.year,
        ruleset=ruleset,
        rules=tuple([rule for rule in usable if rule.id in running]),
        diagnostics=tuple(diagnostics),
        outline=tuple(_outline(document, mask)),
        pending=tuple(rule for rule in pending if chosen is None or rule.id in chosen),
        undecided=tuple(undecided),
        crashes=tuple(crash._replace(error=mask.text(crash.error)) for crash in crashes),
    )


def _problems(document: Document, rules: Iterable[Rule]) -> tuple[list[tuple[Rule, Problem]], list[Crash]]:
    """Run rules; one that breaks down does not keep the findings of the others back."""
    found: list[tuple[Rule, Problem]] = []
    crashes = []
    for rule in rules:
        try:
            if rule.foreign:
                with bounded(len(document.source.text)):
                    found += [(rule, problem) for problem in rule.problems(document)]
            else:
                for problem in rule.problems(document):
                    found.append((rule, problem))
        except Exception as error:
            crashes.append(Crash(rule, f"{type(error).__name__}: {error}"))
    return found, crashes


def _outline(document: Document, mask: Mask) -> Iterator[Line]:
    if document.title:
        yield Line(0, document.title.start, mask.text("".join(document.title.value.split())))
    for section in document.all_sections:
        heading = section.heading
        yield new(Line, (heading.level, heading.mark.start, mask.text(heading.mark.value + heading.title.value)))


def private(document: Document, ruleset: Ruleset) -> Mask:
    """Return the mask over what the rules of a ruleset find private, whether or not their findings are wanted."""
    problems = [problem for rule in ruleset.rules if rule.masks for problem in rule.problems(document)]
    return Mask(document.source, [problem.span for problem in problems if problem.masked])


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """Return a text with the edits of fixes made; of two fixes that touch, the first in the text is made."""
    done: list[tuple[int, int, str]] = []
    end = 0
    for fix in sorted(fixes, key=lambda fix: fix.edits[0].span):
        if fix.edits[0].span.start >= end:
            done += [(*edit.span, edit.text) for edit in fix.edits]
            end = fix.edits[-1].span.end
    for start, stop, written in reversed(done):
        text = text[:start] + written + text[stop:]
    return text
