"""What the tests of the pages share: outcomes to show, hostile words, and a reader of pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from conftest import ROOT
from reportlint.diagnostic import Exemption
from reportlint.language import Message
from reportlint.linter import Crash, Outcome, Undecided, lint
from reportlint.ruleset import detectable
from reportlint.source import Source

RULESETS = detectable()
VOID = {"meta", "input", "br", "rect"}
HOSTILE = "<script>document.title='caught'</script>{{ 7 * 7 }}{% raw %}]]>&amp;<!--\"'`%::\u202e\x1b[31m\x00\x85\ud800"
SHOWN = "<script>document.title='caught'</script>{{ 7 * 7 }}{% raw %}]]>&amp;<!--\"'`%::<202E><1B>[31m<00><85><D800>"


def sample(name: str) -> Outcome:
    return lint(Source.decode(name, (ROOT / "samples" / name).read_bytes()), RULESETS)


def many() -> Outcome:
    """Return an outcome with a bit of everything."""
    outcome = sample("broken-references.txt")
    first, second, *rest = outcome.diagnostics
    exempt = replace(first, exemption=Exemption(first.rule.id, "x", "原件如此", "李某", date(2027, 1, 31), "例外.toml"))
    return outcome._replace(
        diagnostics=tuple(rest),
        set_aside=(exempt, replace(second, known=True)),
        undecided=(Undecided(outcome.rules[0], Message("报告年度不明", "the year is unknown")),),
        crashes=(Crash(outcome.rules[1], "KeyError: 11010119900101001X"),),
    )


class Page(HTMLParser):
    """What stands on a page: tags that nest, the text of the reports, the words of each mark, all attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.report, self.words, self.other, self.scripts = "", "", "", ""
        self.marked: dict[str, str] = {}
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] in ("script", "style"):
            self.scripts += data
            return
        self.words += data
        if ("section", "text") in ((tag, attrs.get("class")) for tag, attrs in self.open):
            self.report += data
        for finding in {attrs.get("data-finding") for tag, attrs in self.open if tag == "mark"}:
            self.marked[str(finding)] = self.marked.get(str(finding), "") + data
        if not any(attrs.get("lang") == "zh-CN" for _, attrs in self.open):
            self.other += data

    def ids(self, tag: str) -> list[str]:
        return [attrs["id"] or "" for name, attrs in self.tags if name == tag and "id" in attrs]
