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
SEED_DATES = [
    ("414日", "4月14日"),
    ("521日", "5月21日"),
    ("2021729日", "2021年7月29日"),
    ("2022127日", "2022年1月27日"),
]

SLIPS = {  # of their own, in published texts
    "work-reports": [
        ("2025年广西政府工作报告.txt", "halfwidth-mark", "("),  # all 29 brackets
        ("2025年广西政府工作报告.txt", "halfwidth-mark", "!"),
        ("2025年河北省政府工作报告.txt", "wrong-fixed-expression", "严格公正规范文明执法"),
        ("2025年西藏政府工作报告.txt", "halfwidth-mark", "!"),
        ("2025年西藏政府工作报告.txt", "halfwidth-mark", "("),
        ("2025年黑龙江省政府工作报告.txt", "halfwidth-mark", ","),
    ],
    "official-html": [
        ("5341736_专利代理条例.txt", "fullwidth-digit", "１"),  # 满１年, where all other digits are half-width
        # 帐号 was right when it was written: a note
        ("5345293_国务院办公厅转发民政部关于清理整顿社会团体意见的通知.txt", "wrong-term", "帐号"),
        ("5351181_国务院关于印发个人所得税专项附加扣除暂行办法的通知.txt", "mixed-brackets", ")"),
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
    assert set(rules) == {
        "extraction-damage",
        "broken-reference",
        "broken-date",
        "later-reference",
        "missing-causes",
    }
    broken = [d.problem.fix for d in outcome.diagnostics if d.rule.id == "broken-reference"]
    assert [fix.edits[0].text for fix in broken if fix and not fix.safe] == SEED
    dates = [(d.excerpt, d.problem.fix) for d in outcome.diagnostics if d.rule.id == "broken-date"]
    assert [(excerpt, fix.edits[0].text) for excerpt, fix in dates if fix and not fix.safe] == SEED_DATES


@pytest.mark.parametrize("folder", ["work-reports", "official-html", "disclosure"])
def test_published_texts_have_their_slips_alone(corpus: Path, folder: str) -> None:
    files = sorted((corpus / folder).glob("*.txt"))
    assert files
    found = [(file.name, d.rule.id, d.excerpt) for file in files for d in read(file, "official-document").diagnostics]
    assert found == SLIPS[folder]


def test_a_report_whose_line_breaks_were_lost(corpus: Path) -> None:
    [file] = (corpus / "lost-breaks").glob("*.txt")
    diagnostics = read(file).diagnostics
    assert [d.excerpt for d in diagnostics if d.rule.id == "wrong-term"] == ["截止", "截止", "未成人保护"]
    found = {d.rule.id: d.problem.message.zh for d in diagnostics if d.rule.id != "wrong-term"}
    assert found.pop("missing-section") == "没有识别出“一、”“二、”等各级标题，无法核对应当报告的内容"
    assert found.pop("halfwidth-mark") == "汉字之间用全角标点，应为“（）”"
    assert found == {"year-range-form": "规划名称中的起止年份应写作“（2021－2025年）”"}


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no acceptance set here ({SHARED})")
@pytest.mark.parametrize("file", sorted((SHARED / "acceptance").glob("clean-*.txt")), ids=lambda file: file.stem)
def test_clean_reports_are_clean(file: Path) -> None:
    assert [(d.rule.id, d.excerpt) for d in read(file).diagnostics] == []


def test_a_report_is_compared_with_the_one_before(corpus: Path) -> None:
    last, now = (
        Source.decode(file.name, file.read_bytes())
        for file in sorted((corpus / "disclosure").glob("*政府信息公开工作年度报告.txt"))
    )
    comparing = frozenset({"copied-from-previous", "carried-figure"})

    def found(previous: Source) -> set[str]:
        outcome = lint(now, load("official-document"), chosen=comparing, previous=previous)
        return {d.rule.id for d in outcome.diagnostics}

    assert found(last) == set(), "only a sentence without figures is the same"
    assert found(now) == comparing
