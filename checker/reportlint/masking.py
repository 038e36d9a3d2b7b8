"""Keep private text out of every output: the one place where it is blanked.

A finding holds nothing but what this module let through: a source whose private text is blanked in place, so that all
positions stay, and messages, headings and fixes in which it is not spelt, whole or in part, with or without blanks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from unicodedata import normalize

from reportlint.diagnostic import Fix, Problem
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Source, Span

BLANK = "•"
SIGN = "0-9A-Za-z@._+０-９Ａ-Ｚａ-ｚ＠．"
TELLING = 5  # characters; a shorter part of a private text tells nothing
GAP = " \t\u3000\xa0-"
RUN = lazy(f"[{SIGN}](?:[{GAP}]?[{SIGN}]){{4,}}")  # what may hold a private text, with single gaps
PART = lazy(f"[{SIGN}]{{{TELLING},}}(?<!\\.)")
DROP = str.maketrans("", "", GAP)


class Mask:
    """What of a source is private, and how to show the rest."""

    def __init__(self, source: Source, spans: Iterable[Span]) -> None:
        self._bare = source
        self._spans = sorted(spans)

    @cached_property
    def source(self) -> Source:
        """The source with its private text blanked, in the marked places and wherever else it stands."""
        if not self._spans:
            return self._bare
        text, parts, end = self._bare.text, [], 0
        for span in self._spans:
            start = max(end, span.start)
            parts += [text[end:start], BLANK * (span.end - start)]
            end = max(end, span.end)
        shown = self._without_values("".join([*parts, text[end:]]))
        return self._bare.with_text(shown)

    @cached_property
    def _values(self) -> frozenset[str]:
        """The private texts as one would compare them: half-width, without gaps."""
        return frozenset(_plain(self._bare[span]) for span in self._spans)

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(value) for value in self._values})

    @cached_property
    def _all(self) -> str:
        return "\n".join(sorted(self._values))

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """What a part may begin with: looked up first, as searching all private texts takes long."""
        return frozenset(value[at : at + TELLING] for value in self._values for at in range(len(value) - TELLING + 1))

    def _without_part(self, part: re.Match[str]) -> str:
        plain = _plain(part[0])
        tells = plain[:TELLING] in self._beginnings and plain in self._all
        return BLANK * len(part[0]) if tells else part[0]

    def _without_values(self, text: str) -> str:
        """Blank each private text, however its gaps are set."""
        return RUN.sub(self._blanked, text)

    def _blanked(self, run: re.Match[str]) -> str:
        signs = list(run[0])
        places = [at for at, sign in enumerate(signs) if sign not in GAP]
        plain = _plain(run[0])
        for length in self._lengths:
            for first in range(len(plain) - length + 1):
                if plain[first : first + length] in self._values:
                    start, stop = places[first], places[first + length - 1] + 1
                    signs[start:stop] = BLANK * (stop - start)
        return "".join(signs)

    def text(self, text: str) -> str:
        """Return any text with what is private in it, or a telling part of that, blanked."""
        if not self._spans:
            return text
        whole = self._without_values(text)
        return PART.sub(self._without_part, whole)

    def hides(self, problem: Problem) -> bool:
        """Whether a problem is one of private text alone, which has to go as a whole: how its digits are written says too much."""
        at = bisect_right(self._spans, (problem.span.start, len(self._bare.text)))
        return not problem.masked and at > 0 and problem.span.end <= self._spans[at - 1].end

    def message(self, message: Message) -> Message:
        """Return a message that does not tell."""
        return Message(self.text(message.zh), self.text(message.en))

    def problem(self, problem: Problem) -> Problem:
        """Return a problem as it may be shown; a fix that would have to spell what is private is left out."""
        if not self._spans:
            return problem
        return problem._replace(
            message=self.message(problem.message),
            fix=problem.fix if problem.fix and self._tells_nothing(problem.fix) else None,
            related=tuple(each._replace(message=self.message(each.message)) for each in problem.related),
        )

    def _tells_nothing(self, fix: Fix) -> bool:
        return all(self.text(edit.text) == edit.text for edit in fix.edits)


def _plain(text: str) -> str:
    return normalize("NFKC", text.translate(DROP)).lower()
