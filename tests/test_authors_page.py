"""The page for authors of rulesets: what it shows, and what it says of options and checks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Run, fill_in
from reportlint.layer import read_toml
from reportlint.plain import pattern

pytestmark = pytest.mark.usefixtures("forget_rulesets")


PAGE_OF_DOCS = (ROOT / "docs" / "rulesets.md").read_text("utf-8")


def test_the_page_for_authors_from_new_to_a_passing_test(reportlint: Run) -> None:
    """Does what docs/rulesets.md says: the table and the page of its rule, its edition, its words."""
    assert reportlint("ruleset", "new", "工作总结")[0] == 0
    fill_in("工作总结")
    assert reportlint("ruleset", "add", "工作总结", "late-summary")[0] == 0
    blocks = dict(re.findall(r"```toml\n(\[[^\n]*\])[^\n]*\n(.*?)```", PAGE_OF_DOCS, re.S))
    table = f"[rules.late-summary]\n{blocks['[rules.late-summary]']}"
    ruleset = Path("工作总结/ruleset.toml")
    text = re.sub(r"\[rules\.late-summary\].*", "", ruleset.read_text("utf-8"), flags=re.S) + table
    text += f"\n[words]\n{blocks['[words]']}\n[[edition]]\n{blocks['[[edition]]']}"
    ruleset.write_text(text, "utf-8")
    page = re.search(r"~~~markdown\n(# 1月31日前报送.*?)~~~", PAGE_OF_DOCS, re.S)
    assert page
    Path("工作总结/late-summary.md").write_text(page[1], "utf-8")
    read_toml.cache_clear()
    code, out, err = reportlint("ruleset", "test", "工作总结")
    assert (code, out) == (0, "规则集 工作总结：2条规则，4个例子，全部通过\n"), err
    told = reportlint("rulesets", "diff", "工作总结@2020", "工作总结")[1]
    assert "- 规则 late-summary（1月31日前报送）：“month”由“2”改为“1”" in told


def test_the_options_on_the_page_for_authors(reportlint: Run) -> None:
    """Each rule that shows the options of a check finds what its comments say."""
    reportlint("ruleset", "new", "工作总结")
    tables = re.search(r"```toml\n(\[rules\.missing-figures\].*?)```", PAGE_OF_DOCS, re.S)
    assert tables
    with Path("工作总结/ruleset.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{tables[1]}")
    rows = "| | 来信 | 来访 | 合计 |\n|---|---|---|---|\n| 上年结转 | 1 | 2 | 3 |\n| 新收 | 10 | 20 | 31 |\n"
    rows += "| 办结 | 9 | 20 | 29 |\n| 结转下年 | 2 | 3 | 5 |"
    text = "云岫县水务局2024年度年度工作情况\n\n一、2024年主要工作\n平稳。\n\n{}\n\n二、存在的问题\n人手不够。\n\n三、2025年工作打算\n2024年，将加强巡查。\n"
    Path("a.md").write_text(text.format(rows), "utf-8")
    out = reportlint("--ruleset", "工作总结", "--output", "concise", "a.md")[1]
    mine = [
        line.partition(": ")[2] for line in out.splitlines() if line.split()[2] in tomllib.loads(tables[1])["rules"]
    ]
    assert sorted(mine) == [
        "error unbalanced-complaints “新收”行不平：来信10+来访20=30，合计31",
        "error unbalanced-complaints “来访”列不平：上年结转2+新收20=22，办结20+结转下年3=23",
        "note repeated-year 标题中“年度”重复",
        "warning incomplete-summary-title 标题缺少文种（总结、报告）",
        "warning missing-figures “工作完成情况”部分没有写明完成的数量",
        "warning past-plan 安排的是2025年的工作，这里写的是2024年，疑为上年稿件遗留",
    ]


def test_the_headings_of_the_page_for_authors() -> None:
    part = PAGE_OF_DOCS.partition("## 标题怎么写")[2].partition("\n## ")[0]
    rows = re.findall(r'^\| `"(.+)"` \| (.+) \| (.+) \|$', part, re.M)
    assert len(rows) == 4
    for plain, fits, fails in rows:
        expression = re.compile(pattern(plain.replace("\\|", "|")))
        for said, wanted in ((fits, True), (fails, False)):
            assert all(bool(expression.search(each.partition("、")[2])) is wanted for each in said.split("；")), said


def test_the_check_of_the_page_for_authors(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlint import Source
    from reportlint.checks import every
    from reportlint.parser import parse

    code = re.search(r"```python\n(.*?)```", PAGE_OF_DOCS, re.S)
    assert code
    monkeypatch.setattr("reportlint.checks.CHECKS", dict(every()))
    space: dict[str, Any] = {"__name__": "ours_rules"}
    exec(code[1], space)
    found = list(space["shouting"](parse(Source.of("一！二！\n")), most=1))
    assert [problem.span for problem in found] == [(3, 4)]


def test_a_base_is_changed_as_the_page_for_authors_says(reportlint: Run) -> None:
    text = re.search(r"```toml\n(extends = \[\"rule-of-law-report\"\].*?)```", PAGE_OF_DOCS, re.S)
    assert text
    Path("mine").mkdir()
    Path("mine/ruleset.toml").write_text(text[1], "utf-8")
    out = reportlint("rulesets", "diff", "rule-of-law-report", "mine")[1]
    assert out.splitlines()[1:] == [
        "- 内容“其他需要报告的情况”：改为必须有",
        "- 不再有规则 lone-enumeration：有“一是”就有“二是”",
        "- 规则 missing-causes（写不足，还要写原因）：级别由“提示”改为“错误”",
    ]
