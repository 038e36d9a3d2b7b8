"""The document model: what a report is, once parsed.

Every node knows its span, and nothing here knows how it was parsed. For every node with a value,
``source[node.span] == node.value``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reportlint import (
    congress,
    damage,
    dates,
    enumerations,
    facts,
    pairs,
    prose,
    protected,
    quantities,
    running,
    section,
    sums,
)
from reportlint.damage import Sign
from reportlint.date import Date
from reportlint.reference import Article, Mark, Number, Reference
from reportlint.running import Line
from reportlint.section import Division, Section, Siblings
from reportlint.source import Source, Span, Text
from reportlint.sums import Sum

STOPS = "。；\n"  # what ends a sentence
NEAR = 100  # so many characters before and behind a place, its sentence is looked for


@dataclass(frozen=True, eq=False)
class Document:
    """A report: its parts, its references, and what follows from them, computed once for all rules."""

    source: Source
    front: tuple[Text, ...]  # the lines that a web page puts above the report, and what else precedes the body
    titles: tuple[Text, ...]  # each title found before the body, over as many lines as it takes
    addressee: Text | None
    divisions: tuple[Division, ...]  # the main text first
    colophon: tuple[Text, ...]  # 审核, 责任编辑
    references: tuple[Reference, ...]
    marks: tuple[Mark, ...]  # 《》〈〉 that lack a partner, or stand where another mark belongs
    articles: tuple[Article, ...]
    previous: Document | None = None  # last year's report, where there is one to compare with
    as_of: date | None = None  # the day whose law and names are asked for, where the user names one

    @property
    def title(self) -> Text | None:
        """The report's title; lines of a web page's own heading come before it only if they read like one."""
        return self.titles[0] if self.titles else None

    @cached_property
    def body(self) -> tuple[Division, ...]:
        """The divisions of the report itself: what comes before its signature and annexes."""
        own = [division.inner for division in self.divisions]
        return self.divisions[: own.index(False) if False in own else None]

    @cached_property
    def end(self) -> int:
        """Where the report itself ends: at its signature or first annex, else at the end of the text."""
        after = self.divisions[len(self.body) :]
        return after[0].opener.start if after and after[0].opener else len(self.source.text)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The top sections of the report itself."""
        return tuple(top for division in self.body for top in division.sections)

    @cached_property
    def tops(self) -> tuple[Section, ...]:
        """The sections that share out the contents of the report: 第一部分, 第二部分 …, if there are several, else 一、二、."""
        parts = tuple(part for division in self.body if (part := division.part))
        return parts if len(parts) > 1 else self.sections

    @cached_property
    def all_sections(self) -> tuple[Section, ...]:
        """All sections, annexes included, in reading order."""
        return tuple([s for division in self.divisions for top in division.sections for s in top.walk()])

    @cached_property
    def siblings(self) -> tuple[Siblings, ...]:
        """Sections of one level under one heading, in reading order."""
        return section.siblings(self.divisions)

    def path(self, offset: int) -> tuple[str, ...]:
        """Return the headings above a place, the outermost first."""
        return self._places.path(offset)

    @cached_property
    def _places(self) -> section.Places:
        return section.places(self.divisions)

    @cached_property
    def opening(self) -> Text | None:
        """The first paragraph of running text."""
        return next((p for p in self.divisions[0].paragraphs if p != self.addressee), None)

    @cached_property
    def year(self) -> int | None:
        """The year reported on, from the title, the opening and what bears them out."""
        return facts.year(self)

    @cached_property
    def issuer(self) -> str | None:
        """The body that reports, from the title, else from the signature."""
        return facts.issuer(self)

    @cached_property
    def published(self) -> tuple[Span, date] | None:
        """When the report was put on line, from the lines of the web page."""
        return facts.published(self)

    @cached_property
    def signed(self) -> tuple[Span, date] | None:
        """成文日期: the date under the signature, or in brackets under the title."""
        return facts.signed(self)

    @cached_property
    def made(self) -> date | None:
        """When the report was made: signed, else published, else 31 March of the year after the one reported on."""
        return facts.made(self)

    @property
    def day(self) -> date | None:
        """The day by whose facts the report is judged: the one that the user named, else when it was made."""
        return self.as_of or self.made

    @property
    def due(self) -> date | None:
        """The day whose edition of a ruleset holds: named by the user, else when made; what comes late, by when it was due."""
        usual = date(self.year + 1, 3, 31) if self.year else None
        return self.as_of or min((day for day in (self.made, usual) if day), default=None)

    @property
    def judged_year(self) -> int | None:
        """The year by whose facts the report is judged."""
        return self.as_of.year if self.as_of else self.year

    @property
    def judged_start(self) -> date | None:
        """What ended by this day was no more in all of the time reported on."""
        return self.as_of or (date(self.year, 1, 1) if self.year else None)

    @property
    def judged_end(self) -> date | None:
        """What had happened by this day belongs to the time reported on."""
        return self.as_of or (date(self.year, 12, 31) if self.year else None)

    @cached_property
    def congresses(self) -> tuple[congress.Mention, ...]:
        """Party congresses and plenums that the report names."""
        return tuple(congress.mentions(self.source.text))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The document numbers, in reading order; the number of a map or a permit may look like one, and is none."""
        return facts.numbers(self)

    @cached_property
    def titled(self) -> tuple[Span, ...]:
        """Names in 《》, in reading order."""
        return tuple(sorted(cited.title.span for cited in self.references if cited.title))

    def sentence(self, span: Span) -> Span:
        """The sentence round a place, or what of it lies near."""
        text, first, last = self.source.text, max(0, span.start - NEAR), min(len(self.source.text), span.end + NEAR)
        start = max(text.rfind(stop, first, span.start) for stop in STOPS) + 1
        ends = [text.find(stop, span.end, last) for stop in STOPS]
        return Span(start or first, min((end for end in ends if end >= 0), default=last))

    @cached_property
    def enumerations(self) -> tuple[enumerations.Enumeration, ...]:
        """一是…二是… and 第一，…第二，…, one for each run of items."""
        return enumerations.enumerations(self)

    @cached_property
    def paragraphs(self) -> tuple[Text, ...]:
        """The paragraphs of the report itself, in reading order, without headings, signature and annexes."""
        return prose.paragraphs(self)

    @cached_property
    def sentences(self) -> tuple[prose.Sentence, ...]:
        """The whole sentences of these paragraphs."""
        return prose.sentences(self)

    @cached_property
    def protected(self) -> tuple[Span, ...]:
        """What no rule of style and no fix may touch, in reading order: marks, numbers, names, dates, quotations, URLs."""
        return protected.protected(self)

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """The dates, in reading order, broken ones among them; none from names in 《》 and document numbers."""
        return dates.dates(self)

    @cached_property
    def damage(self) -> tuple[Sign, ...]:
        """Signs that the text was damaged on its way; empty where it seems whole."""
        return damage.damage(self)

    @cached_property
    def outside(self) -> tuple[Span, ...]:
        """The lines that are no part of the report, in reading order: what a web page puts above and below it."""
        return tuple(sorted(text.span for text in (*self.front, *self.colophon)))

    @cached_property
    def running(self) -> tuple[Line, ...]:
        """The lines of running text in the report itself, each with the heading that it runs in from."""
        return running.running(self)

    @cached_property
    def unfilled(self) -> tuple[Span, ...]:
        """Blanks in running text where a number was to be filled in: 处罚 人。"""
        return tuple(quantities.unfilled(self))

    @cached_property
    def brackets(self) -> tuple[pairs.Pair, ...]:
        """（） and (), in pairs and without partner, in reading order of their closing or lack of it."""
        return pairs.brackets(self)

    @cached_property
    def quotes(self) -> tuple[pairs.Lone, ...]:
        """“ ” ‘ ’ that lack a partner, in reading order."""
        return pairs.quotes(self)

    @cached_property
    def statements(self) -> tuple[quantities.Statement, ...]:
        """What stands between 。 or ； and the next, where there are quantities."""
        return tuple(quantities.statements(self))

    @cached_property
    def quantities(self) -> tuple[quantities.Quantity, ...]:
        """Numbers with their units, in reading order; dates, document numbers, titles and quotations are none."""
        return tuple([quantity for statement in self.statements for quantity in statement.quantities])

    @cached_property
    def sums(self) -> tuple[sums.Sum, ...]:
        """Totals with the parts that are named beside them."""
        return tuple(sums.find(self))

    @cached_property
    def families(self) -> dict[tuple[tuple[str, ...], ...], tuple[Sum, ...]]:
        """Totals whose parts are known by families of names, those families that were asked for; see named.py."""
        return {}
