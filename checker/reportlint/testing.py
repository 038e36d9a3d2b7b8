"""Run the examples on the pages of a ruleset: a page is the manual of its rule, and its test.

Each second-level section of a page that holds a ``report`` block is a test. In the block, ⟦ and ⟧ enclose what the rule
must find (no marks: nothing); below it may follow the messages as quotations, and the text after the fixes as a
``fixed`` block. ``report gb18030`` hands the text over in that encoding; a ``previous`` block is last year's report, an
``exemptions`` block the file beside it, and the marks stand there. ``report leftover:comment=张三`` hands it over as
the text of an office file that has such a leftover, with this detail, at each mark, or at its beginning where there is
none. A ``layout`` block tells how the report looks on paper: TOML that says in what it differs from a page as the
standard has it, and its paragraphs from running text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportlint import linter
from reportlint.exemptions import excuse, read
from reportlint.layer import FALLBACK
from reportlint.layout import described
from reportlint.linter import Outcome, apply
from reportlint.ruleset import Rule, Ruleset, detectable, load
from reportlint.source import Leftover, Origin, Source, Span

TODAY = date(2026, 6, 30)  # of the examples
BLOCK = re.compile(
    r"^```(?P<kind>report|fixed|previous|exemptions|layout)(?: (?:leftover:(?P<leftover>\S+)|(?P<encoding>\S+)))?\n(?P<text>.*?)^```$",
    re.M | re.S,
)


@dataclass(frozen=True)
class Example:
    """One example of a page, and what its rule must make of it."""

    ruleset: Ruleset
    rule: Rule
    title: str
    text: str
    encoding: str
    spans: list[Span]
    messages: list[str]
    fixed: str | None
    previous: str | None = None
    leftover: str | None = None  # its kind, and behind = its detail
    exemptions: str | None = None  # the file beside the report; what is found there, is found in it
    layout: str | None = None

    def __str__(self) -> str:
        return f"{self.rule.id}: {self.title}"

    def run(self) -> None:
        """Lint the example; raises AssertionError where the page and the rule disagree."""
        outcome = self.lint(self.text)
        assert not outcome.crashes, f"{self}: {outcome.crashes[0].error}"
        found = outcome.diagnostics
        spans = list(dict.fromkeys(d.problem.span for d in found))  # two findings may stand at one place
        assert spans == self.spans, f"{self}: found {[self.text[slice(*s)] for s in spans]}"
        if self.messages:
            said = [d.problem.message.zh for d in found]
            assert said == self.messages, f"{self}: said {said}"
        if self.fixed is not None:
            after = apply(self.text, (d.problem.fix for d in found if d.problem.fix))
            assert after == self.fixed, f"{self}: fixed to {after}"
            assert apply(after, (d.problem.fix for d in self.lint(after).diagnostics if d.problem.fix)) == after

    def lint(self, text: str) -> Outcome:
        """Run the rule alone; the fallback ruleset only where no other one claims the report, as in life."""
        rulesets = detectable() if self.ruleset.id == FALLBACK else [self.ruleset]
        source = self._source(text)
        previous = Source("previous", self.previous) if self.previous is not None else None
        if self.exemptions is not None:
            written = read(Source(f"{self.title}.reportlint.toml", self.exemptions))
            outcome = excuse(linter.lint(source, rulesets), written, TODAY)
            return outcome._replace(diagnostics=tuple(d for d in outcome.diagnostics if d.rule.id == self.rule.id))
        return linter.lint(source, rulesets, chosen=frozenset({self.rule.id}), previous=previous)

    def _source(self, text: str) -> Source:
        if self.layout is not None:
            found = described(text, tomllib.loads(self.layout))
            return Source(self.title, text, origin=Origin("docx", laid_out=lambda _: found))
        if self.leftover is None:
            return Source.decode(self.title, text.encode(self.encoding))
        kind, _, detail = self.leftover.partition("=")
        marked = tuple(Leftover(kind, span, detail) for span in self.spans or [Span(0, 0)])
        return Source(self.title, text, origin=Origin("docx", leftovers=marked))


def examples(name: str) -> Iterator[Example]:
    """Yield the examples on the pages that a ruleset has in its own folder."""
    ruleset = load(name)
    for rule in ruleset.rules:
        if rule.home and rule.home.name == ruleset.id:
            yield from _page(ruleset, rule)


def _page(ruleset: Ruleset, rule: Rule) -> Iterator[Example]:
    for section in re.split(r"^## ", rule.page, flags=re.M)[1:]:
        blocks = {block["kind"]: block for block in BLOCK.finditer(section)}
        if "report" in blocks:
            text, spans = _unmarked(blocks["report"]["text"])
            exemptions = None
            if "exemptions" in blocks:
                exemptions, spans = _unmarked(blocks["exemptions"]["text"])
            yield Example(
                ruleset=ruleset,
                rule=rule,
                title=section.partition("\n")[0].strip(),
                text=text,
                encoding=blocks["report"]["encoding"] or "utf-8",
                leftover=blocks["report"]["leftover"],
                spans=spans,
                messages=re.findall(r"^> (.*)$", section, re.M),
                fixed=blocks["fixed"]["text"] if "fixed" in blocks else None,
                previous=blocks["previous"]["text"] if "previous" in blocks else None,
                exemptions=exemptions,
                layout=blocks["layout"]["text"] if "layout" in blocks else None,
            )


def _unmarked(marked: str) -> tuple[str, list[Span]]:
    """Take the marks out of a text, and tell where they were."""
    text, spans, end = "", [], 0
    for match in re.finditer("⟦(.*?)⟧", marked, re.DOTALL):
        text += marked[end : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        end = match.end()
    return text + marked[end:], spans
