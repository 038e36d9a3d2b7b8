"""Compare two versions of a report: which findings were mended, which are open, which are new, which figures changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, fingerprints
from reportlint.linter import Outcome
from reportlint.mending import Token, tokens
from reportlint.parser import parse
from reportlint.source import Source, Span

COMPARED = ("digits", "date", "number", "name")  # what no one may change unnoticed
WHOLE = ("date", "number", "name")  # digits in these are told with them


class Change(NamedTuple):
    """A figure, date, number or name that one version has in the place of another; empty where there is none."""

    old: str
    new: str
    before: Span  # in the old version
    after: Span  # in the new version


class Revision(NamedTuple):
    """What became of the findings in an old version, and what changed that nobody had marked."""

    mended: tuple[Diagnostic, ...]
    open: tuple[Diagnostic, ...]  # as they stand in the new version
    new: tuple[Diagnostic, ...]
    changes: tuple[Change, ...]


def compare(old: Outcome, new: Outcome) -> Revision:
    """Compare the outcomes of two versions of one report."""
    before = dict(zip(fingerprints(old.diagnostics), old.diagnostics, strict=True))
    after = dict(zip(fingerprints(new.diagnostics), new.diagnostics, strict=True))
    return Revision(
        mended=tuple(diagnostic for mark, diagnostic in before.items() if mark not in after),
        open=tuple(diagnostic for mark, diagnostic in after.items() if mark in before),
        new=tuple(diagnostic for mark, diagnostic in after.items() if mark not in before),
        changes=tuple(_unmarked(old, new)),
    )


def _unmarked(old: Outcome, new: Outcome) -> Iterator[Change]:
    """Yield the changes that touch no finding of the old version."""
    marked = [d.problem.span for d in old.diagnostics]
    marked += [related.span for d in old.diagnostics for related in d.problem.related]
    for change in _changes(old.shown, new.shown):
        if not any(span.start <= change.before.end and change.before.start <= span.end for span in marked):
            yield change


def _changes(old: Source, new: Source) -> Iterator[Change]:
    """Pair the lines of two versions, and within unlike ones their figures."""
    before, after = _Lines(old), _Lines(new)
    matcher = SequenceMatcher(None, before.values, after.values, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "replace" and j - i == m - k:  # line for line
            for n in range(j - i):
                yield from _within(before, after, range(i + n, i + n + 1), range(k + n, k + n + 1))
        elif kind != "equal":
            yield from _within(before, after, range(i, j), range(k, m))


class _Lines:
    """The lines of a version that are not empty, each with its figures."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.spans = []
        start = 0
        for line in source.text.splitlines(keepends=True):
            if line.strip():
                self.spans.append(Span(start, start + len(line.rstrip())))
            start += len(line)
        self.values = ["".join(self.text[slice(*span)].split()) for span in self.spans]
        self._tokens = sorted(_figures(source), key=lambda token: token.span)

    def figures(self, lines: range) -> list[Token]:
        """Return the figures in some lines that follow one another."""
        if not lines:
            return []
        start, end = self.spans[lines[0]].start, self.spans[lines[-1]].end
        return [token for token in self._tokens if start <= token.span.start < end]


def _figures(source: Source) -> Iterator[Token]:
    found = [token for token in tokens(parse(source)) if token.kind in COMPARED]
    whole = [token.span for token in found if token.kind in WHOLE]
    for token in found:
        inside = any(span.start <= token.span.start and token.span.end <= span.end for span in whole)
        if token.kind in WHOLE or not inside:
            yield token


def _within(before: _Lines, after: _Lines, old_lines: range, new_lines: range) -> Iterator[Change]:
    old, new = before.figures(old_lines), after.figures(new_lines)
    at = before.spans[old_lines[0]].start if old_lines else len(before.text)
    there = after.spans[new_lines[0]].start if new_lines else len(after.text)
    matcher = SequenceMatcher(None, _values(old), _values(new), autojunk=False)
    for opcode, i, j, k, m in matcher.get_opcodes():
        if opcode == "equal":
            continue
        for one, other in _pairs(old[i:j], new[k:m]):
            yield Change(
                before.text[slice(*one.span)] if one else "",
                after.text[slice(*other.span)] if other else "",
                one.span if one else Span(at, at),
                other.span if other else Span(there, there),
            )


def _pairs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[tuple[Token | None, Token | None]]:
    """Pair figures of one kind, in their order; what is left over came or went."""
    for kind in dict.fromkeys(token.kind for token in (*old, *new)):
        yield from zip_longest(*([token for token in each if token.kind == kind] for each in (old, new)))


def _values(figures: Sequence[Token]) -> list[tuple[str, str]]:
    return [(token.kind, token.value) for token in figures]
