"""What holds for any report: nothing crashes, fixes mend, and great inputs are answered in time."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from reportlint.linter import Run, apply, lint
from reportlint.report import FORMATS, reporter
from reportlint.report.summary import summary
from reportlint.ruleset import detectable, load
from reportlint.source import Source
from timing import STEEP, growth

RULESETS = detectable()
REPORT = load("rule-of-law-report")
TEXTS = [Source.decode("", file.read_bytes()).text for file in sorted((ROOT / "samples").glob("*.txt"))]
SIGNS = [
    *"《》〈〉（）()〔〕[]一二三四1234、.。，：\n \u3000",
    "〔2021〕",
    "第",
    "号",
    "一是",
    "二是",
    "（一）",
    "1.",
    "年",
    "附件",
    "",
]


def mutated(text: str, seed: int) -> str:
    """Return a text with some characters lost, changed or put in."""
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(text))
        text = text[:at] + dice.choice(SIGNS) + text[at + dice.randint(0, 2) :]
    return text


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 10**9))
def test_fixes_mend_and_harm_nothing(text: str, seed: int) -> None:
    """Safe fixes remove their findings, add none of error rank, and change nothing the second time."""
    draft = mutated(text, seed)
    before = lint(Source("", draft), REPORT).diagnostics
    fixes = [d.problem.fix for d in before if d.problem.fix and d.problem.fix.safe]
    after = apply(draft, fixes)
    found = lint(Source("", after), REPORT).diagnostics
    again = [d.problem.fix for d in found if d.problem.fix and d.problem.fix.safe]
    assert len(again) <= len(fixes)
    assert len(found) <= len(before)
    untouched = re.compile(r"[^\W\d_]+")
    assert sum(map(len, untouched.findall(after))) >= sum(map(len, untouched.findall(draft))) - 8 * len(fixes)
    for _ in fixes:
        draft, after = after, apply(after, again)
        again = [
            d.problem.fix for d in lint(Source("", after), REPORT).diagnostics if d.problem.fix and d.problem.fix.safe
        ]
        if after == draft:
            break
    assert apply(after, again) == after, "fixing comes to an end"


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=200), st.builds(mutated, st.sampled_from(TEXTS), st.integers(0, 10**9))))
def test_any_text_can_be_linted_and_shown(text: str) -> None:
    for ruleset in (RULESETS, REPORT):
        outcome = lint(Source("a.txt", text), ruleset)
        for diagnostic in outcome.diagnostics:
            start, end = diagnostic.problem.span
            assert 0 <= start <= end <= len(text)
            for related in diagnostic.problem.related:
                assert 0 <= related.span.start <= related.span.end <= len(text)
        for form in FORMATS:
            for language in ("zh", "en"):
                reporter(form)(Run([outcome], (), language))
        assert not outcome.crashes
        assert summary(Run([outcome]))


TITLE = "云岫县人民政府关于2024年度法治政府建设情况的报告\n\n2024年，平稳。\n\n"
GREAT = {
    "long line": TITLE + "制定《办法》（云政发〔2021〕5号），" * 60_000 + "。",
    "headings": TITLE + "".join(f"（{n % 90})、完善制度\n" for n in range(10_000)),
    "numbered": TITLE + "".join("一、存在的不足\n" for _ in range(10_000)),
    "bare": TITLE + "一、甲\n" * 20_000,
    "unclosed": TITLE + "《" * 10_000,
    "titles": "云岫县人民政府关于2024年度法治政府建设情况的报告\n" * 10_000,
    "broken": TITLE + "印发《办法》（云政发〔20215号）。\n" * 10_000,
    "items": TITLE + "一是完善制度。五是强化监督。" * 10_000,
    "items in a row": TITLE + "一是完善二是提高三是加强" * 20_000 + "。",
    "nul": TITLE + "平稳。\0\n" * 10_000,
    "surrogates": TITLE + "平稳。\ud800《\udfff》\n" * 10_000,
    "blanks": TITLE + " \u3000\t" * 100_000,
    "digits": TITLE + "2021" * 100_000,
    "private": TITLE + "账户6222000000001239、13900000000 yunxiu@163.com，" * 5_000,
    "said twice": TITLE + "各级行政执法机关严格规范公正文明执法。\n" * 10_000,
    "clauses": TITLE + "严格规范公正文明执法，" * 50_000 + "。",
    "brackets": TITLE + "（（〔〔" * 50_000,
}


@pytest.mark.parametrize("name", GREAT)
def test_time_grows_with_length(name: str) -> None:
    text = GREAT[name]

    def linting(length: int) -> Callable[[], object]:
        source = Source("", text[:length])
        assert not lint(source, RULESETS).crashes
        return lambda: lint(source, RULESETS)

    assert growth(linting, len(text) // 10, len(text)) < STEEP


@pytest.mark.parametrize("name", GREAT)
def test_time_of_writing_grows_with_findings(name: str) -> None:
    text = GREAT[name]
    parts = {length: lint(Source("a.txt", text[:length]), RULESETS) for length in (len(text) // 50, len(text) // 5)}

    def writing(length: int, *, form: str) -> Callable[[], object]:
        return lambda: reporter(form)(Run([parts[length]]))

    for form in FORMATS:
        assert growth(partial(writing, form=form), *parts) < STEEP, form
