"""The examples on the page of a rule: a page is the manual of its rule, and its test.

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
from typing import NamedTuple

from reportlint import linter
from reportlint.exemptions import excuse, read
from reportlint.language import Message
from reportlint.layer import FALLBACK
from reportlint.layout import described
from reportlint.linter import Outcome, apply
from reportlint.pattern import lazy
from reportlint.rule import Rule
from reportlint.ruleset import Ruleset, detectable
from reportlint.source import Leftover, Origin, Source, Span

TODAY = date(2026, 6, 30)  # of the examples
BLOCK = lazy(
    r"^```(?P<kind>report|fixed|previous|exemptions|layout)(?: (?:leftover:(?P<leftover>\S+)|(?P<encoding>\S+)))?\n(?P<text>.*?)^```$",
    re.M | re.S,
)


class Fault(NamedTuple):
    """What is wrong with a page or a rule, and where: a file with its line, a table."""

    place: str
    said: Message


@dataclass(frozen=True)
class Example:
    """One example of a page, and what its rule must make of it."""

    ruleset: Ruleset
    rule: Rule
    title: str
    line: int  # of its title in the page, from 1
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

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.ruleset.own.folder.shown(f'{self.rule.id}.md')}:{self.line} {self.title}"

    def faults(self) -> Iterator[Fault]:
        """Lint the example, and yield where the page and the rule disagree."""
        yield from (Fault(self.place, said) for said in self._disagreements())

    def _disagreements(self) -> Iterator[Message]:
        if set("⟦⟧") & set(self.text + (self.exemptions or "")):
            yield Message("⟦ ⟧ 没有成对", "⟦ without ⟧, or the other way round")
            return
        outcome = self.lint(self.text)
        if outcome.crashes:
            error = outcome.crashes[0].error
            yield Message(f"检查程序出错：{error}", f"the check broke down: {error}")
            return
        found = outcome.diagnostics
        spans = list(dict.fromkeys(d.problem.span for d in found))  # two findings may stand at one place
        for span in self.spans:
            if span not in spans:
                yield Message(f"应当指出“{self._at(span)}”，没有指出", f"“{self._at(span)}” was not found")
        for diagnostic in found:
            if (span := diagnostic.problem.span) not in self.spans:
                said, at = diagnostic.problem.message, self._at(span)
                yield Message(f"没有标出“{at}”，却被指出：{said.zh}", f"“{at}” was found: {said.en}")
        told = [d.problem.message.zh for d in found]
        if self.messages and spans == self.spans and told != self.messages:
            written, real = "；".join(self.messages), "；".join(told)
            yield Message(
                f"页上的提示是：{written}。实际是：{real}", f"the page says: {written}; the rule says: {real}"
            )
        if self.fixed is not None:
            after = apply(self.text, (d.problem.fix for d in found if d.problem.fix))
            if after != self.fixed:
                yield Message(
                    f"改后与 fixed 不同，实际是：\n{after}", f"fixed otherwise than on the page, to:\n{after}"
                )
            elif apply(after, (d.problem.fix for d in self.lint(after).diagnostics if d.problem.fix)) != after:
                yield Message("改一遍还要再改", "once fixed, there is more to fix")

    def _at(self, span: Span) -> str:
        return self.text[span.start : span.end]

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


def examples_of(ruleset: Ruleset, rule: Rule) -> Iterator[Example]:
    """Yield the examples on the page of a rule."""
    line = 1
    for section in re.split(r"^(?=## )", rule.page, flags=re.M):
        blocks = {block["kind"]: block for block in BLOCK.finditer(section)}
        if section.startswith("## ") and "report" in blocks:
            text, spans = _unmarked(blocks["report"]["text"])
            exemptions = None
            if "exemptions" in blocks:
                exemptions, spans = _unmarked(blocks["exemptions"]["text"])
            yield Example(
                ruleset=ruleset,
                rule=rule,
                title=section.partition("\n")[0].removeprefix("## ").strip(),
                line=line,
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
        line += section.count("\n")


def _unmarked(marked: str) -> tuple[str, list[Span]]:
    """Take the marks out of a text, and tell where they were."""
    text, spans, end = "", [], 0
    for match in re.finditer("⟦(.*?)⟧", marked, re.DOTALL):
        text += marked[end : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        end = match.end()
    return text + marked[end:], spans
