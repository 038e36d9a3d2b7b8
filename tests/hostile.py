"""The worst that a report, a file name and a run can hold, for the tests of what is written of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from conftest import ROOT
from reportlint.diagnostic import Edit, Exemption, Fix, Problem, Related, Severity
from reportlint.language import Message
from reportlint.linter import Crash, Outcome, Run, Unchecked, lint
from reportlint.ruleset import detectable
from reportlint.source import Source, Span

RULESETS = detectable()
NAME = '收文/<b>|`a`\r\n::error::%,"]]>{{x}}\udcff&.txt'
TEXT = "<script>{{x}}]]>|`%25`[a](http://b.c){0}@user\x00\x1b[31m\ud800\ufffe\u202e\u2028\r\n::error::,"
REFUSED = Unchecked("a:b,\n.docx", "office", Message("不是文本文件，没有检查", "is no text: not checked"))


def sample(name: str) -> Outcome:
    """Return what linting a sample gives."""
    return lint(Source.decode(f"./{name}.txt", (ROOT / "samples" / f"{name}.txt").read_bytes()), RULESETS)


def undated() -> Outcome:
    """Return what linting a report without year and date gives: some rules cannot judge it."""
    return lint(Source("undated.txt", "关于情况的报告\n\n平稳。\n"), RULESETS)


def worst(text: str = TEXT, name: str = NAME) -> Outcome:
    """Return an outcome whose findings have such a text for everything that a report can have a say in."""
    outcome = lint(Source(name, text), RULESETS)
    said, span, rules = Message(text, text), Span(0, len(text)), outcome.ruleset.rules
    fix = Fix((Edit(span, text[::-1]),), safe=False)
    problem = Problem(span, said, fix, (Related(span, said),), severity=Severity.NOTE)
    found = replace(lint(Source(name, "《"), RULESETS).diagnostics[0], source=outcome.shown, path=(text, text))
    exempt = replace(found, problem=problem, exemption=Exemption(rules[1].id, text, text, text, date(2026, 1, 2), name))
    return outcome._replace(
        diagnostics=tuple(replace(found, rule=rule, problem=problem) for rule in rules[:3]),
        set_aside=(exempt, replace(found, problem=problem, known=True)),
        crashes=(Crash(rules[4], text),),
        rules=tuple(rule for rule in rules if rule != rules[4]),
    )


def run(language: str = "zh") -> Run:
    """Return a run with findings of all kinds, exempt and known ones, a rule that broke down and a file not checked."""
    return Run([worst(), sample("broken-references"), sample("right-thematic")], [REFUSED], language)
