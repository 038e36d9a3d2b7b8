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


SLIPS = {  # what is wrong in published texts
    "work-reports": [("2025年河北省政府工作报告.txt", "wrong-fixed-expression", "严格公正规范文明执法")],
    "official-html": [
        (
            "5345293_国务院办公厅转发民政部关于清理整顿社会团体意见的通知.txt",
            "wrong-term",
            "帐号",
        ),  # right when it was written
        ("5345440_国务院办公厅关于黄金经济政策有关问题的复函.txt", "placeholder", "XXX"),  # a figure kept back
    ],
    "disclosure": [("宿迁市2024年政府信息公开工作年度报告.txt", "doubled-word", "的的")],
}


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
def test_published_texts_have_few_errors(corpus: Path, folder: str) -> None:
    files = sorted((corpus / folder).glob("*.txt"))
    assert files
    found = [(file.name, d.rule.id, d.excerpt) for file in files for d in read(file, "official-document").diagnostics]
    assert found == SLIPS[folder]


def test_a_report_whose_line_breaks_were_lost(corpus: Path) -> None:
    [file] = (corpus / "lost-breaks").glob("*.txt")
    diagnostics = read(file).diagnostics
    assert [d.excerpt for d in diagnostics if d.rule.id == "wrong-term"] == ["截止", "截止", "未成人保护"]
    found = {d.rule.id: d.problem.message.zh for d in diagnostics if d.rule.id != "wrong-term"}
    assert found.pop("missing-section") == "没有识别出标题，无法核对应当报告的内容"
    assert found == {"year-range-form": "规划名称中的起止年份应写作“（2021－2025年）”"}


def test_the_planted_draft(corpus: Path) -> None:
    found = {(d.start.row, d.rule.id) for d in read(corpus / "planted" / "draft.txt", "official-document").diagnostics}
    assert found == {
        (5, "wrong-year-brackets"),
        (9, "wrong-term"),
        (12, "broken-numbering"),
        (13, "placeholder"),
        (14, "wrong-number-mark"),
        (15, "empty-section"),
        (16, "wrong-term"),
    }


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no acceptance set here ({SHARED})")
@pytest.mark.parametrize("file", sorted((SHARED / "acceptance").glob("clean-*.txt")), ids=lambda file: file.stem)
def test_clean_reports_are_clean(file: Path) -> None:
    assert [(d.rule.id, d.excerpt) for d in read(file).diagnostics] == []
