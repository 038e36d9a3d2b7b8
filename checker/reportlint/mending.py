"""Mend a report by the fixes of its findings, and refuse every fix that would change more than what was found.

No fix may change a digit, a name in 《》, a quotation, a document number, a date or a heading mark, unless that is the
finding itself; none may bring new findings. This is checked on the parsed text before and after, not promised.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from reportlint.diagnostic import Diagnostic, Edit
from reportlint.document import Document
from reportlint.linter import Outcome, apply
from reportlint.parser import parse
from reportlint.pattern import lazy
from reportlint.source import Source, Span

DIGITS = lazy("[0-9０-９]+")
QUOTATION = lazy("“[^“”\r\n]*”")
SIGNS = lazy(r"[\W_]+")  # a name stays the same name where only its marks or blanks are mended
PASSES = 8  # one fix may make room for another: 。。。 is first an ellipsis, then a doubled mark
TRIALS = 100  # of a pass; what is not tried by then is refused, so that a long text cannot take for ever
WHOLE = ("name", "quotation")  # these are the finding only where it takes them in, or stands at their marks
ABOUT = {"references": ("name", "number", "article")}  # rules of this category are about the parts of these, too


class Token(NamedTuple):
    """What must stay as it is: its kind, its place and what is compared."""

    kind: str
    span: Span
    value: str


class Mended(NamedTuple):
    """A text with fixes made: the findings that were mended, and those whose fix was refused."""

    source: Source
    done: tuple[Diagnostic, ...]
    refused: tuple[Diagnostic, ...]
    outcome: Outcome  # of the mended text


def mend(source: Source, lint: Callable[[Source], Outcome], *, unsafe: bool = False, passes: int = PASSES) -> Mended:
    """Make the safe fixes of a report, with ``unsafe`` those too that propose a reading; repeat until nothing is left.

    ``lint`` judges a source: it is asked again after each pass. In one pass all fixes are of the text that was read.
    """
    outcome = lint(source)
    done: list[Diagnostic] = []
    refused: list[Diagnostic] = []
    for _ in range(passes):
        wanted = _apart(outcome.diagnostics, unsafe)
        if not wanted:
            refused = []
            break
        trial = _Trial(source, outcome, lint)
        made = trial.passing(wanted, [])
        kept = set(map(id, made))
        refused = [d for d in wanted if id(d) not in kept]
        if not made:
            break
        done += made
        source, outcome = trial.result(made)
    return Mended(source, tuple(done), tuple(refused), outcome)


def _apart(diagnostics: Sequence[Diagnostic], unsafe: bool) -> list[Diagnostic]:
    """Return the findings that may be mended at once: those with a fix whose edits do not touch those of another."""
    fixable = [(d, d.problem.fix.edits) for d in diagnostics if d.problem.fix and (unsafe or d.problem.fix.safe)]
    chosen: list[Diagnostic] = []
    starts: list[int] = []
    ends: list[int] = []
    for diagnostic, edits in fixable:
        spans = [edit.span for edit in edits]
        if all(bisect_left(ends, span.start) >= bisect_right(starts, span.end) for span in spans):
            chosen.append(diagnostic)
            for span in spans:
                insort(starts, span.start)
                insort(ends, span.end)
    return chosen


class _Trial:
    """One text with its findings, on which fixes are tried."""

    def __init__(self, source: Source, outcome: Outcome, lint: Callable[[Source], Outcome]) -> None:
        self._source, self._outcome, self._lint = source, outcome, lint
        self._before = list(tokens(parse(source)))
        self._left = TRIALS
        self._last: tuple[list[Diagnostic], Source, Outcome] = ([], source, outcome)

    def passing(self, wanted: list[Diagnostic], base: list[Diagnostic]) -> list[Diagnostic]:
        """Return those of some fixes that break nothing, made together with others that were tried before."""
        self._left -= 1
        if self._holds([*base, *wanted]):
            return wanted
        if len(wanted) == 1 or self._left <= 0:
            return []
        half = len(wanted) // 2
        first = self.passing(wanted[:half], base)
        return first + self.passing(wanted[half:], [*base, *first])

    def result(self, made: list[Diagnostic]) -> tuple[Source, Outcome]:
        """Return the text with these fixes made, and what is found in it."""
        if self._last[0] != made:
            after = self._source.with_text(apply(self._source.text, (d.problem.fix for d in made if d.problem.fix)))
            self._last = made, after, self._lint(after) if made else self._outcome
        return self._last[1:]

    def _holds(self, made: list[Diagnostic]) -> bool:
        after, outcome = self.result(made)
        new = Counter(d.rule.id for d in outcome.diagnostics) - Counter(d.rule.id for d in self._outcome.diagnostics)
        return not new and not any(changed(self._before, list(tokens(parse(after))), after.text, made))


def tokens(document: Document) -> Iterator[Token]:
    """Yield what no fix may change."""
    text = document.source.text
    for pattern, kind in ((DIGITS, "digits"), (QUOTATION, "quotation")):
        yield from (_token(kind, Span(*match.span()), text) for match in pattern.finditer(text))
    for reference in document.references:
        if reference.title:
            yield _token("name", reference.title.span, text)
        if reference.number:
            yield _token("number", reference.number.span, text)
    yield from (_token("article", article.span, text) for article in document.articles)
    yield from (_token("date", date.span, text) for date in document.dates)
    yield from (_token("mark", section.heading.mark.span, text) for section in document.all_sections)


def _token(kind: str, span: Span, text: str) -> Token:
    return Token(kind, span, _folded(kind, text[span.start : span.end]))


def _folded(kind: str, text: str) -> str:
    return SIGNS.sub("", text) if kind in WHOLE else normalize("NFKC", text) if kind == "digits" else text


def changed(before: list[Token], after: list[Token], text: str, made: Sequence[Diagnostic]) -> Iterator[Token]:
    """Yield the tokens that fixes changed although they are not what was found; ``text`` is the one after the fixes."""
    edits = _Edits((edit, d) for d in made if d.problem.fix for edit in d.problem.fix.edits)
    kept = Counter((token.kind, token.value) for token in after if not edits.touching_after(token.span))
    for token in before:
        touching = edits.touching(token.span)
        if not touching:
            kept[token.kind, token.value] -= 1
            if kept[token.kind, token.value] < 0:
                yield token
        elif not all(_is_it(found, token) for found in touching):
            now = text[edits.moved(token.span.start) : edits.moved(token.span.end)]
            if _folded(token.kind, now) != token.value:
                yield token


def _is_it(diagnostic: Diagnostic, token: Token) -> bool:
    """Whether a finding is about a token: it takes it in, or for one with parts lies in it, else at one of its ends."""
    found, (start, end) = diagnostic.problem.span, token.span
    if found.start <= start and end <= found.end:
        return True
    if token.kind in WHOLE and token.kind not in ABOUT.get(diagnostic.rule.category, ()):
        return found.start <= start < found.end or found.start < end <= found.end
    return token.kind != "digits" and found.start < end and start < found.end


class _Edits:
    """Edits of a text that do not overlap, each with the finding that asked for it."""

    def __init__(self, edits: Iterable[tuple[Edit, Diagnostic]]) -> None:
        self._edits = sorted(edits, key=lambda pair: pair[0])
        self._starts = [edit.span.start for edit, _ in self._edits]
        self._ends = [edit.span.end for edit, _ in self._edits]
        lengths = [len(edit.text) - (edit.span.end - edit.span.start) for edit, _ in self._edits]
        self._shifts = [0, *accumulate(lengths)]
        self._starts_after = [start + shift for start, shift in zip(self._starts, self._shifts, strict=False)]
        self._ends_after = [end + shift for end, shift in zip(self._ends, self._shifts[1:], strict=True)]

    def touching(self, span: Span) -> list[Diagnostic]:
        """Return the findings whose edits touch a span of the text before."""
        first, last = bisect_left(self._ends, span.start), bisect_right(self._starts, span.end)
        return [found for _, found in self._edits[first:last]]

    def touching_after(self, span: Span) -> bool:
        """Tell whether an edit touches a span of the text after."""
        return bisect_left(self._ends_after, span.start) < bisect_right(self._starts_after, span.end)

    def moved(self, place: int) -> int:
        """Return where a place lies after the edits; one within an edit goes as far as the new text reaches."""
        at = bisect_left(self._starts, place)
        if at and place < self._ends[at - 1]:
            edit = self._edits[at - 1][0]
            return self._starts_after[at - 1] + min(place - edit.span.start, len(edit.text))
        return place + self._shifts[at]
