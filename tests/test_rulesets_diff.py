"""``reportlint rulesets``: what there is, and what differs between two of them or two editions of one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run
from reportlint.layer import builtin, read_toml

BASE = """
title = "工作总结"
basis = "《办法》（2019年）第三条"

[[section]]
id = "results"
name = "主要工作"
required = true
headings = ["*主要工作*"]

[[section]]
id = "other"
name = "其他"
patterns = ["其他"]

[rules.late-publication]
check = "structure.late"
month = 3
day = 31

[rules.missing-title]
check = "structure.missing_title"

[rules.request-in-report]
check = "structure.request"
patterns = ["妥否", "当否"]
"""
LATER = """
[[edition]]
from = 2022-01-01

[[edition.section]]
id = "other"
name = "其他事项"
required = true

[[edition.section]]
id = "plan"
name = "安排"
required = true
headings = ["*安排"]

[edition.rules.late-publication]
basis = "《办法》（2021年修订）第五条"
day = 1
severity = "warning"
waivable = false

[edition.rules.missing-title]
severity = "off"

[edition.rules.request-in-report]
patterns = ["当否", "可否"]

[edition.rules.repeated-title-word]
check = "structure.repeated_word"
severity = "note"
basis = "《办法》（2021年修订）第六条"
word = "总结"
"""


@pytest.fixture(autouse=True)
def _forget() -> None:
    read_toml.cache_clear()


def make(name: str, text: str) -> None:
    Path(name).mkdir()
    Path(name, "ruleset.toml").write_text(text, "utf-8")


DIFFERENCES = [
    "- 内容“其他事项”：名称由“其他”改为“其他事项”",
    "- 内容“其他事项”：改为必须有",
    "- 新增内容“安排”，必须有",
    "- 规则 late-publication（late-publication）：级别由“错误”改为“警告”",
    "- 规则 late-publication（late-publication）：依据由“《办法》（2019年）第三条”改为“《办法》（2021年修订）第五条”",
    "- 规则 late-publication（late-publication）：改为不得豁免",
    "- 规则 late-publication（late-publication）：“day”由“31”改为“1”",
    "- 不再有规则 missing-title：missing-title",
    "- 规则 request-in-report（request-in-report）：“patterns”加上“可否”，去掉“妥否”",
    "- 新增规则 repeated-title-word（提示）：repeated-title-word。依据：《办法》（2021年修订）第六条",
]


def test_two_editions_of_one_ruleset(reportlint: Run) -> None:
    make("mine", BASE + LATER)
    code, out, _ = reportlint("rulesets", "diff", "mine@2020", "mine")
    assert (code, out.splitlines()) == (0, ["mine（2020年度的报告） → mine（最新）", *DIFFERENCES])
    same = ["mine（2020年度的报告） → mine（2021-12-31有效的）", "没有不同"]
    assert reportlint("rulesets", "diff", "mine@2020", "mine@2021-12-31")[1].splitlines() == same
    assert reportlint("rulesets", "diff", "mine@2021-12-31", "mine@2022-01-01")[1].splitlines()[1:] == DIFFERENCES
    english = reportlint("--lang", "en", "rulesets", "diff", "mine@2020", "mine")[1]
    assert "section “其他事项”: is required now" in english
    assert "rule late-publication (late-publication): must not be waived any more" in english


def test_two_folders_and_back(reportlint: Run) -> None:
    make("old", BASE)
    make("new", BASE + LATER)
    assert reportlint("rulesets", "diff", "old", "new")[1].splitlines()[1:] == DIFFERENCES
    back = reportlint("rulesets", "diff", "./new", "old")[1].splitlines()
    assert "- 不再有内容“安排”" in back
    assert "- 内容“其他”：改为可有可无" in back
    assert "- 规则 late-publication（late-publication）：改为可以豁免" in back


def test_tables_and_folders_with_an_at_sign(reportlint: Run) -> None:
    for name, word in (("a@x", "甲甲"), ("b@x", "乙乙")):
        make(name, '[rules.a]\ncheck = "wording.doubled"\nbasis = "《办法》"\nwords = "words.tsv"\n')
        table = f"wrong\tright\tsource\tmark\n{word}\t{word[0]}\t《办法》\tV\n"
        Path(name, "words.tsv").write_text(table, "utf-8")
    code, out, err = reportlint("rulesets", "diff", "a@x", "b@x")
    assert (code, out.splitlines()[1:]) == (0, ["- 规则 a（a）：“words”的表内容不同"]), err


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("rule-of-law-reprt", "official-document"), "没有规则集“rule-of-law-reprt”，是否想写“rule-of-law-report”？"),
        (("rule-of-law-report@2020-02-30", "official-document"), "“rule-of-law-report@2020-02-30”里没有这样的日期"),
        (("rule-of-law-report",), "缺少参数"),
    ],
)
def test_what_cannot_be_compared(reportlint: Run, names: tuple[str, ...], said: str) -> None:
    code, out, err = reportlint("rulesets", "diff", *names)
    assert (code, out, said in err) == (2, "", True)


def test_real_editions(reportlint: Run) -> None:
    code, out, _ = reportlint("rulesets", "diff", "rule-of-law-report@2017", "rule-of-law-report@2026")
    assert code == 0
    assert out.splitlines()[1:] == ["- 内容“党政主要负责人履行推进法治建设第一责任人职责情况”：改为必须有"]
    out = reportlint("rulesets", "diff", "disclosure-report@2020", "disclosure-report@2021")[1]
    assert (
        "（国办公开办函〔2019〕60号）”改为“《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）”"
        in out
    )
    assert "“lines”由“23”改为“25”" in out
    assert "- 新增规则 missing-fee-statement（警告）：" in out
    out = reportlint("rulesets", "diff", "disclosure-report@2018", "disclosure-report@2019")[1]
    assert "- 内容“总体情况”：改为必须有" in out


def test_the_list(reportlint: Run) -> None:
    code, out, _ = reportlint("rulesets")
    assert code == 0
    assert all(name in out for name in builtin())
    assert "条款有变的日子：2019-04-15" in out
    assert "条款有变的日子：2019-11-23、2021-09-26" in out


def test_editions_on_the_command_line(reportlint: Run) -> None:
    """A rule that only one edition has is found, also by several processes, and may be selected by its name."""
    make("mine", BASE + LATER)
    for year in (2020, 2023):
        Path(f"{year}.txt").write_text(f"云岫县水务局{year}年工作总结总结\n\n一、主要工作\n平稳。\n", "utf-8")
    for more in ((), ("--jobs", "2"), ("--select", "repeated-title-word")):
        out = reportlint("--ruleset", "mine", "-o", "concise", *more, "2020.txt", "2023.txt")[1]
        assert [line.split(":")[0] for line in out.splitlines() if " repeated-title-word " in line] == ["2023.txt"]
    for day, found in (("2021-12-31", False), ("2022-01-01", True)):
        out = reportlint("--ruleset", "mine", "-o", "concise", "--as-of", day, "2020.txt")[1]
        assert (" repeated-title-word " in out) is found
    receipts = []
    for year in (2020, 2023):
        reportlint("--ruleset", "mine", "--receipt", "r.json", f"{year}.txt")
        [file] = json.loads(Path("r.json").read_text("utf-8"))["files"]
        receipts.append(file["ruleset"]["edition"])
    assert receipts[0] != receipts[1]
