"""Published final accounts: what is recognised, what agrees, and what does not."""

from __future__ import annotations

from itertools import groupby

import pytest

from build_office import docx, paragraph, run, table
from conftest import ROOT
from reportlint.checks.tables import identity
from reportlint.linter import detect, lint
from reportlint.money import amounts, figure, levels
from reportlint.parser import parse
from reportlint.readers import read
from reportlint.ruleset import detectable, load
from reportlint.source import Source, Text

RULESETS = detectable()
ACCOUNTS = load("final-accounts")
TITLE = "云岫县水务局2024年度部门决算"


def found(sentence: str, previous: str | None = None) -> list[str]:
    before = Source("", f"云岫县水务局2023年度部门决算\n\n{previous}\n") if previous else None
    outcome = lint(Source("a.txt", f"{TITLE}\n\n{sentence}\n"), ACCOUNTS, previous=before)
    assert not outcome.crashes
    return [d.rule.id for d in outcome.diagnostics]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (TITLE, "final-accounts"),
        ("2024年度云岫县图书馆单位决算公开", "final-accounts"),
        ("云岫县水务局2024年度部门决算公开说明", "final-accounts"),
        ("云岫县水务局2025年部门预算", None),
        ("关于批复2024年度部门决算的通知", None),
        ("云岫县2024年财政决算草案的报告", None),
    ],
)
def test_detection(title: str, name: str | None) -> None:
    ruleset = detect(parse(Source("", f"{title}\n\n平稳。\n")), RULESETS)
    assert (ruleset and ruleset.id) == name


@pytest.mark.parametrize(
    ("written", "value", "step"),
    [("1,234.56万元", 12_345_600, 100), ("8万元", 80_000, 10_000), ("0.25 元", 0.25, 0.01), ("3亿元", 3e8, 1e8)],
)
def test_amounts(written: str, value: float, step: float) -> None:
    read = figure(0, written)
    assert (float(read.value), float(read.step)) == (value, step)


def test_differences_are_no_levels_and_pairs_of_figures_no_amounts() -> None:
    text = Text(5, "支出6.00万元，比上年减少2.00万元；总计各是4125.49,4143.91万元。")
    assert [each.written for each in amounts(text)] == ["6.00万元", "2.00万元"]
    assert [each.written for each in levels(text, 0, len(text.value))] == ["6.00万元"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年度收、支总计8766.30万元，比上年减少312.70万元，下降3.44%。",
        "年初结转和结余10万元。与上年相比，增加5万元，增长100%。",
        "公务接待费0.60万元，比年初预算2.00万元减少1.40万元，下降70.00%。",
        "公务接待费1.00万元，比上年增加1.00万元，增长0%。",
        "收入总计341.20万元，其中：本年收入330.00万元，年初结转和结余11.20万元，与上年相比，收入总计增加21.20万元，增长6.63%。",
        "基本支出80.00万元，其中人员经费70.00万元、公用经费10.00万元，比上年增加5.00万元，增长6.67%。",
        "其中：因公出国（境）费支出减少0元，下降0%；公务接待费支出减少275.00元，下降0.88%。",
        "年初预算为20万元，调整预算为25万元，支出决算为25万元，完成预算的100%。",
        "“三公”经费决算数2.30万元，其中，因公出国（境）费支出0万元，占“三公”经费的0%；公务用车购置及运行维护费支出1.80万元，占“三公”经费的78.26%；公务接待费支出0.50万元，占“三公”经费的21.74%。",
        "政府采购支出总额310.20万元，其中：货物支出20.20万元，服务支出290.00万元。授予中小企业合同金额300.00万元，占政府采购支出总额的96.71%，其中：授予小微企业合同金额210.00万元，占授予中小企业合同金额的70.00%。",
        "财政拨款收入总计341.20万元，其中：本年收入330.00万元；财政拨款支出总计341.20万元。",
        "比2024年年初预算减少9.70万元；比2024年初增加2辆。",
        "完成年初预算的99.96%，决算数小于年初预算数。",
        "收入合计3,215.60万元。其中：财政拨款收入3,015.60万元，占93.78%；事业收入200.00万元，占6.22%。与上年相比，收入合计减少120.00万元，下降3.60%。其中：事业收入减少20.00万元，下降9.09%。",
        "人员经费2,300.00万元，主要包括：基本工资900.00万元、津贴补贴600.00万元、奖金300.00万元。",
        "资产总额1,520.30万元，其中，流动资产120.30万元，固定资产1,200.00万元（净值）。与上年相比，资产总额增加20.30万元，增长1.35%，其中固定资产减少12.00万元。",
        "收入总计3,020.00万元，支出总计3,020.00万元。与2023年相比，收、支总计各减少95.30万元，下降3.06%。",
    ],
)
def test_what_agrees(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("2024年度收、支总计8766.30万元，比上年减少312.70万元，下降4.34%。", "wrong-change-rate"),
        ("年末结转和结余22.10万元。与上年相比，增加12.10万元，增长112%。", "wrong-change-rate"),
        ("1.年末结转22.10万元。与上年相比，增加12.10万元，增长112%。", "wrong-change-rate"),
        ("公务接待费0.60万元，比年初预算2.00万元减少1.40万元，下降50.00%。", "wrong-change-rate"),
        ("机关运行经费40.00万元，比上年减少2.00万元，增长5.00%。", "wrong-change-rate"),
        ("“三公”经费预算为18万元，支出决算为15.6万元，完成预算的68.67%。", "wrong-budget-rate"),
        ("完成年初预算的104.83%，决算数小于年初预算数。", "contradictory-budget-word"),
        ("机关运行经费40.00万元，比2024年增加2.00万元，增长5.26%。", "wrong-comparison-year"),
        ("收入总计341.20万元，其中：年初结转11.20万元；支出总计342.10万元。", "unbalanced-accounts"),
        (
            "本年支出合计80.00万元，主要用于以下方面（按大类）：教育支出60.00万元，占57%；住房保障支出20.00万元，占25%。",
            "wrong-account-share",
        ),
        (
            "“三公”经费支出15.6万元。其中：\n1.因公出国（境）费0万元。\n2.公务用车购置及运行费12.6万元。\n3.公务接待费2.0万元。",
            "unequal-account-parts",
        ),
    ],
)
def test_what_does_not_agree(sentence: str, rule: str) -> None:
    assert found(sentence) == [rule]


def test_last_years_accounts() -> None:
    now = "收入总计812.40万元，与2023年度相比，增加{}万元，增长{}%。"
    assert found(now.format("12.40", "1.55"), "收入总计800.00万元，支出总计800.00万元。") == []
    assert found(now.format("22.40", "2.84"), "收入总计800.00万元，支出总计800.00万元。") == ["unlike-last-accounts"]
    assert found(now.format("22.40", "2.84"), "本年收入合计800.00万元。") == []


@pytest.mark.parametrize("name", ["right-final-accounts.txt", "broken-final-accounts.txt"])
def test_tables_of_an_office_file_are_read_like_those_of_a_text(name: str) -> None:
    """Lines with tabs stand in tables there."""
    text = (ROOT / "samples" / name).read_text("utf-8")
    body = ""
    for tabbed, lines in groupby(text.splitlines(), key=lambda line: "\t" in line):
        group = [line.split("\t") for line in lines]
        body += table(group) if tabbed else "".join(paragraph(run(line)) for line, *_ in group)
    expected = [d.rule.id for d in lint(Source.decode(name, text.encode()), RULESETS).diagnostics]
    outcome = lint(read("a.docx", docx(body)), RULESETS)
    assert outcome.ruleset.id == "final-accounts"
    assert [d.rule.id for d in outcome.diagnostics] == expected


def test_columns_of_the_tables_are_named_as_they_are_added() -> None:
    rules = [rule for rule in ACCOUNTS.rules if rule.check == "accounts.each_row"]
    assert len(rules) == 3
    for rule in rules:
        for each in rule.options["across"]:
            assert identity(each, rule.options["columns"])
