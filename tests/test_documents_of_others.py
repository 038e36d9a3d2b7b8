"""Real documents: what must be found in them, and where there must be silence. Skipped where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import SHARED
from reportlint.linter import Outcome, lint
from reportlint.ruleset import detectable, load
from reportlint.source import Source

SEED = [
    "攀办发〔2021〕74号",
    "攀新型肺炎〔2020〕1号",
    "攀办发〔2021〕29号",
    "攀委办发〔2021〕9号",
    "攀编办〔2021〕14号",
    "攀府法组办〔2021〕5号",
    "攀府法组办〔2021〕2号",
    "盐边府规〔2022〕2号",
    "攀法委发〔2022〕1号",
]


def read(file: Path, ruleset: str | None = None) -> Outcome:
    source = Source.decode(file.name, file.read_bytes())
    return lint(source, load(ruleset) if ruleset else detectable())


def test_the_damaged_report(corpus: Path) -> None:
    outcome = read(corpus / "seed.txt")
    assert (outcome.ruleset.id, outcome.year) == ("rule-of-law-report", 2021)
    rules = [d.rule.id for d in outcome.diagnostics]
    assert rules.count("extraction-damage") == 1
    assert "missing-section" not in rules
    assert set(rules) == {"extraction-damage", "broken-reference", "later-reference", "missing-causes"}
    broken = [d.problem.fix for d in outcome.diagnostics if d.rule.id == "broken-reference"]
    assert [fix.edits[0].text for fix in broken if fix and not fix.safe] == SEED


@pytest.mark.parametrize("folder", ["work-reports", "official-html", "disclosure"])
def test_published_texts_have_no_errors(corpus: Path, folder: str) -> None:
    files = sorted((corpus / folder).glob("*.txt"))
    assert files
    found = [(file.name, d.rule.id, d.excerpt) for file in files for d in read(file, "official-document").diagnostics]
    assert found == []


def test_a_report_whose_line_breaks_were_lost(corpus: Path) -> None:
    [file] = (corpus / "lost-breaks").glob("*.txt")
    found = {d.rule.id: d.problem.message.zh for d in read(file).diagnostics}
    assert found.pop("missing-section") == "没有识别出标题，无法核对应当报告的内容"
    assert found == {"year-range-form": "规划名称中的起止年份应写作“（2021－2025年）”"}


def test_the_planted_draft(corpus: Path) -> None:
    found = {(d.start.row, d.rule.id) for d in read(corpus / "planted" / "draft.txt", "official-document").diagnostics}
    assert found == {
        (5, "wrong-year-brackets"),
        (8, "parts-exceed-total"),
        (12, "broken-numbering"),
        (14, "wrong-number-mark"),
        (15, "empty-section"),
    }


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no acceptance set here ({SHARED})")
@pytest.mark.parametrize("file", sorted((SHARED / "acceptance").glob("clean-*.txt")), ids=lambda file: file.stem)
def test_clean_reports_are_clean(file: Path) -> None:
    assert [(d.rule.id, d.excerpt) for d in read(file).diagnostics] == []
