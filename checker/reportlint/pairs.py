"""Pair brackets and quotation marks, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportlint.pattern import lazy
from reportlint.source import Span, within

if TYPE_CHECKING:
    from reportlint.document import Document

BRACKET = lazy(r"[（()）]|[\r\n]\s*")
FLAT = lazy(r"[（()）](?:(?<=[（(])[^（()）\r\n]*[）)])?")
NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
HALF_NUMBER = lazy(
    rf"(?:\A|[\s，。；：、,;:]){NUMERAL}\Z|(?<![A-Za-z])[A-Za-z]\Z"
)  # what stands before the bracket of 1)
OPEN_NUMBER = lazy(rf"[（(]{NUMERAL}(?![\d〇○零年月日])")
QUOTE = lazy(r"[“”\"＂]|[\r\n]\s*")
INNER_QUOTE = lazy(r"‘|(?<![A-Za-z])’(?!\d)|[\r\n]\s*")  # not as an apostrophe
NEAR = 40  # characters that two marks in each other's place may stand apart
ENDS = "。！？；：!?;:"
LINE_ENDS = lazy(rf"[{ENDS}]\s*[\r\n]")


class Pair(NamedTuple):
    """Two brackets that belong together, or one whose partner lacks."""

    open: int | None
    close: int | None
    inside: bool = False  # another pair stands around it

    @property
    def span(self) -> Span:
        """From the first bracket to the last."""
        first = self.close if self.open is None else self.open
        last = self.open if self.close is None else self.close
        assert first is not None
        assert last is not None
        return Span(first, last + 1)


class Lone(NamedTuple):
    """A quotation mark without its partner, or two that stand in each other's place: ”…“."""

    span: Span
    mark: str  # both, for two
    turned: bool  # it stands where the partner of the one before or behind it should stand


def _paragraphs(pattern: re.Pattern[str], document: Document) -> Iterator[tuple[list[int], int]]:
    """Yield where the marks of each paragraph stand, and its end; lines of one title belong together."""
    text, titles = document.source.text, [title.span for title in document.titles]
    found: list[int] = []
    for match in pattern.finditer(text):
        if match[0][0] not in "\r\n":
            found.append(match.start())
        elif found and not within(titles, match.start()):
            yield found, match.start()
            found = []
    if found:
        yield found, len(text)


def brackets(document: Document) -> tuple[Pair, ...]:
    """Return all brackets but those of heading marks, document numbers and enumerators such as 1)."""
    text = document.source.text
    headings = [section.heading.mark for section in document.all_sections]
    numbers = sorted(reference.number.span for reference in document.references if reference.number)
    marks = {mark.start for mark in headings}  # looked up first, as most brackets are these
    bare = (match.span() for match in FLAT.finditer(text) if match.start() not in marks)
    flat = [span for span in bare if not within(numbers, span[0])]
    if all(end - start > 1 for start, end in flat):
        return tuple(Pair(start, end - 1) for start, end in flat if not within(document.outside, start))
    aside = sorted([*(mark.span for mark in headings), *numbers])
    pairs: list[Pair] = []
    carried: list[int] = []  # opened in the paragraph before, which was broken off in the middle of a sentence
    last = 0
    for found, end in _paragraphs(BRACKET, document):
        if carried and LINE_ENDS.search(text, last, found[0]):
            pairs += [Pair(at, None) for at in carried]
            carried = []
        opened = _pair(text, [at for at in found if not within(aside, at)], carried, pairs)
        pairs += [Pair(at, None) for at in carried]
        opened = [at for at in opened if not _leads(text, at)]
        broken = text[end - 1] not in ENDS
        carried, last = (opened, end) if broken else ([], end)
        pairs += [] if broken else [Pair(at, None) for at in opened]
    pairs += [Pair(at, None) for at in carried]
    return tuple(sorted((p for p in pairs if not within(document.outside, p.span.start)), key=lambda pair: pair.span))


def _pair(text: str, found: list[int], carried: list[int], pairs: list[Pair]) -> list[int]:
    """Pair the brackets of one paragraph; return those left open, and take from those carried what is closed here."""
    opened: list[int] = []
    for at in found:
        if text[at] in "（(":
            opened.append(at)
        elif opened:
            start = opened.pop()
            pairs.append(Pair(start, at, inside=bool(opened)))
        elif not carried and HALF_NUMBER.search(text, max(0, at - 4), at):
            continue
        else:
            pairs.append(Pair(carried.pop() if carried else None, at))
    return opened


def _leads(text: str, at: int) -> bool:
    """Whether an open bracket is a half mark at the beginning of a line: （一、"""
    return text[max(0, at - 1) : at] in ("", *"\r\n\u3000 \t") and OPEN_NUMBER.match(text, at) is not None


def quotes(document: Document) -> tuple[Lone, ...]:
    """Return the quotation marks without partner; nested ones of one kind count as pairs."""
    text = document.source.text
    lone: list[Lone] = []
    if '"' in text or "＂" in text or not alternate(text):
        lone += _lone(document, QUOTE, "“”")
    if "‘" in text or "’" in text:
        lone += _lone(document, INNER_QUOTE, "‘’")
    return tuple(sorted(quote for quote in lone if not within(document.outside, quote.span.start)))


def alternate(text: str) -> bool:
    """Whether each “ is closed before the next: told much faster than where it is not."""
    *closed, rest = text.split("”")
    return "“" not in rest and all(part.count("“") == 1 for part in closed)


def _lone(document: Document, pattern: re.Pattern[str], marks: str) -> Iterator[Lone]:
    text = document.source.text
    waiting: list[Lone] = []  # left open by the paragraph before, until the next one closes it
    for found, end in _paragraphs(pattern, document):
        kinds = "".join(text[at] for at in found)
        straight = sum(map(kinds.count, '"＂'))
        if straight % 2:  # its partner is of another form: told by the rule on straight quotes
            continue
        if straight:
            found = [at for at in found if text[at] in marks]
            kinds = "".join(text[at] for at in found)
        here = list(_unpaired(found, kinds, marks)) if not _nests(kinds, marks[0]) else []
        if waiting and here and not here[0].turned and here[0].mark == marks[1]:
            waiting, here = [], here[1:]
        if waiting and _goes_on(text, found, end, here):
            waiting = []
        yield from waiting
        waiting = here[-1:] if here and here[-1].mark == marks[0] and not here[-1].turned else []
        yield from here[: len(here) - len(waiting)]
    yield from waiting


def _goes_on(text: str, found: list[int], end: int, here: list[Lone]) -> bool:
    """Whether a paragraph goes on with a quotation of several, each of which opens it anew and the last one closes it."""
    start = found[0] if found else 0
    if not found or text[start] not in "“‘" or text[max(0, start - 1) : start].strip():
        return False
    return [lone.span.start for lone in here] == found[:1] or (not here and found[-1] == end - 1)


def _nests(kinds: str, opening: str) -> bool:
    depth = 0
    for mark in kinds:
        depth += 1 if mark == opening else -1
        if depth < 0:
            return False
    return depth == 0


def _unpaired(found: Sequence[int], kinds: str, marks: str) -> Iterator[Lone]:
    """Yield the marks that break the alternation, once for two marks of which one is, or both are, turned the wrong way."""
    at = 0
    while at < len(kinds):
        here, behind = kinds[at], kinds[at + 1 : at + 2]
        if here == marks[0] and behind == marks[1]:
            at += 2
        elif _both_turned(found[at : at + 2], kinds[at:], marks):
            yield Lone(Span(found[at], found[at + 1] + 1), here + behind, turned=True)
            at += 2
        elif here == behind and (here == marks[1] or kinds[at + 2 : at + 3] != marks[1]):
            wrong = at + 1 if here == marks[0] else at
            yield Lone(Span(found[wrong], found[wrong] + 1), here, turned=True)
            at += 2
        else:
            yield Lone(Span(found[at], found[at] + 1), here, turned=False)
            at += 1


def _both_turned(found: Sequence[int], kinds: str, marks: str) -> bool:
    """Whether two marks stand in each other's place, be it that all that follow do as well: ”甲“和”乙“."""
    alone = kinds[:2] == marks[::-1] and kinds[2:3] != marks[1]
    return (alone or kinds == marks[::-1] * (len(kinds) // 2)) and found[1] - found[0] < NEAR
