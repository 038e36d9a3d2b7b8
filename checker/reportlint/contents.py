"""Recognise what the sections of a report are about, by the patterns of a ruleset."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from reportlint.document import Document
from reportlint.pattern import lazy
from reportlint.section import Section
from reportlint.source import Span, within

ASIDE = lazy(r"\s|《[^》]{0,100}》|[（(]\d{4}年?[-—–－]+\d{4}年?[）)]")
BLANK = lazy(r"[\s《（(]")  # what these begin with
LONGEST = 40  # characters of a heading without a number
NO_HEADING = lazy("[，。；：！？,;:!?]")


class Content(NamedTuple):
    """A content that a report must or may have, and how its heading is recognised.

    Headings are plain ones (plain.py), and among the patterns once loaded. All patterns are regular expressions, searched
    in the heading without its number and without blanks.
    """

    id: str
    name: str
    headings: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()  # a heading with one of these is about something else
    also: tuple[str, ...] = ()  # strong words that tell this content even beside another one
    required: bool = False
    nested: bool = False  # may stand below a heading of another content
    year: int | None = None  # 0: a year in the heading is the one reported on, 1: the next
    last: bool = False  # only contents that are not required may follow
    after: tuple[str, ...] = ()  # contents that must not follow it
    split: bool = False  # may take several sections
    implied: int = 0  # so many sections of no known content before the others stand for it
    parts: tuple[str, ...] = ()  # a neighbouring section with one of these goes on, and is no second one
    evidence: str = ""  # a word in running text that shows the content is there, if not under a heading


class Found(NamedTuple):
    """Where a content stands: as a top section, under a line without a number, nested, as an item 一是, or in the text."""

    content: Content
    section: Section | None
    span: Span
    place: str  # top, line, nested, item, text


def recognise(heading: str, contents: tuple[Content, ...], next_year: int | None = None) -> list[Content]:
    """Return the contents of a heading: the first that fits, then others that it names as well.

    The order of the contents is the order of trial. A heading with the next year in it that would be about what was
    done, or about nothing known, is about plans, if next_year is given. Titles of documents and their years do not count.
    """
    words = ASIDE.sub("", heading) if BLANK.search(heading) else heading
    fitting = [content for content in contents if _fits(words, content)]
    if next_year and f"{next_year}年" in words and (not fitting or fitting[0].split):
        fitting[:0] = [content for content in contents if content.year == 1]
    found = fitting[:1]
    also = (c for c in contents if found and c not in found and not _has(words, c.unless))
    return found + [content for content in also if _has(words, content.also)]


def _fits(words: str, content: Content) -> bool:
    return _has(words, content.patterns) and not _has(words, content.unless)


def _has(words: str, patterns: tuple[str, ...]) -> bool:
    return bool(patterns) and _compiled(patterns).search(words) is not None


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_known: WeakKeyDictionary[Document, dict[tuple[Content, ...], list[Found]]] = WeakKeyDictionary()


def contents(document: Document, wanted: tuple[Content, ...]) -> list[Found]:
    """Return where the contents stand, top sections first, in reading order; found once for all rules."""
    known = _known.setdefault(document, {})
    if wanted not in known:
        known[wanted] = _find(document, wanted)
    return known[wanted]


def extents(document: Document, wanted: tuple[Content, ...], id: str) -> list[Span]:
    """Return where the sections about one content stand."""
    return [f.section.extent for f in contents(document, wanted) if f.section and f.content.id == id]


def _find(document: Document, wanted: tuple[Content, ...]) -> list[Found]:
    next_year = document.year + 1 if document.year else None
    headings = [section.heading.title.value for section in document.tops]
    plain = [recognise(heading, wanted) for heading in headings]
    # what goes before an account of the year is no plan, whatever year it has: that year is wrong
    last = max((at for at, known in enumerate(plain) if any(map(_reports, known))), default=-1)
    for at in range(last + 1, len(headings)):
        if str(next_year) in headings[at]:
            plain[at] = recognise(headings[at], wanted, next_year)
    found = [
        Found(content, section, section.heading.span, "top")
        for section, known in zip(document.tops, plain, strict=True)
        for content in sorted(known, key=wanted.index)
    ]
    found += _unnumbered(document, wanted, {f.content.id for f in found})
    for content in wanted:
        if (content.nested or content.evidence) and all(f.content != content for f in found):
            found += _below(document, content, found)
    return found


def _reports(content: Content) -> bool:
    """Whether a content is a required account of the year itself, in a section of its own."""
    return content.required and not content.split and content.year == 0


def _unnumbered(document: Document, wanted: tuple[Content, ...], known: set[str]) -> list[Found]:
    """Look for the contents that are still wanted among lines that stand alone, like headings without a number."""
    found = []
    for line in document.paragraphs if any(c.required and c.id not in known for c in wanted) else ():
        if len(line.value) <= LONGEST and not NO_HEADING.search(line.value):
            fitting = [content for content in recognise(line.value, wanted) if content.id not in known]
            found += [Found(content, None, line.span, "line") for content in fitting]
            known |= {content.id for content in fitting}
    return found


def _below(document: Document, content: Content, elsewhere: list[Found]) -> list[Found]:
    """Look for a content under lower headings, in items, and last in running text, but not where others belong."""
    foreign = [f.section.extent for f in elsewhere if f.section and not f.content.split]
    for top in document.tops:
        for section in top.walk():
            fits = section is not top and _fits(section.heading.title.value, content)
            if fits and not within(foreign, section.heading.mark.start):
                return [Found(content, section, section.heading.span, "nested")]
    for run in document.enumerations if content.nested else ():
        for item in run.items:
            start = item.mark.end
            words = re.split("[，。；,;]", document.source.text[start : start + 60], maxsplit=1)[0]
            if _fits(words, content) and not within(foreign, start):
                return [Found(content, None, Span(item.mark.start, start + len(words)), "item")]
    titles = [reference.title.span for reference in document.references if reference.title]
    places = re.finditer(content.evidence, document.source.text) if content.evidence else ()
    spans = (Span(*match.span()) for match in places if not within(titles, match.start()))
    return [Found(content, None, span, "text") for span in spans if not within(foreign, span.start)][:1]
