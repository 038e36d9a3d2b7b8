"""Work reports to a people's congress: how they are recognised, what is read of them, and real ones, which are right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportlint.contents import contents, recognise
from reportlint.indicators import Indicator, targets
from reportlint.linter import detect, lint
from reportlint.occasion import occasion
from reportlint.parser import parse
from reportlint.readers import read
from reportlint.ruleset import detectable, load
from reportlint.source import Source

RULESETS = detectable()
WORK_REPORT = load("work-report")
INDICATORS: tuple[Indicator, ...] = next(
    r.options["indicators"].rows for r in WORK_REPORT.rules if r.id == "missing-targets"
)
REPORT = """{title}

{line}

县长　白石舟

各位代表：

现在，我代表县人民政府，向大会报告工作，请予审议。

一、{review}

一年来，全县地区生产总值增长5.8%。

二、{plan}

今年主要预期目标是：地区生产总值增长5.5%左右，固定资产投资增长5%。
"""
USUAL = {
    "title": "政府工作报告",
    "line": "——2025年1月14日在云岫县第十八届人民代表大会第四次会议上",
    "review": "2024年工作回顾",
    "plan": "2025年工作安排",
}


def found(**parts: str) -> list[str]:
    return [d.rule.id for d in lint(Source("a.txt", REPORT.format(**USUAL | parts)), RULESETS).diagnostics]


def test_the_usual_report_is_right() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("政府工作报告", "work-report"),
        ("政 府 工 作 报 告", "work-report"),
        ("2025年广西政府工作报告", "work-report"),
        ("云岫县人民政府工作报告（征求意见稿）", "work-report"),
        ("在云岫县第十八届人民代表大会第四次会议上的政府工作报告", "work-report"),
        ("云岫县2024年法治政府建设工作报告", "rule-of-law-report"),
        ("云岫县法治政府工作报告", None),
        ("云岫县2024年政府信息公开工作年度报告", "disclosure-report"),
        ("云岫县数字政府工作报告", None),
        ("关于学习贯彻政府工作报告的通知", None),
        ("解读2025年政府工作报告", None),
    ],
)
def test_detection(title: str, name: str | None) -> None:
    ruleset = detect(parse(Source("", f"{title}\n\n各位代表：\n\n平稳。\n")), RULESETS)
    assert (ruleset and ruleset.id) == name


def test_the_title_goes_before_the_headings() -> None:
    """These headings are those of three contents of a rule-of-law report as well."""
    text = (
        "政府工作报告\n\n一、2024年工作回顾\n\n平稳。\n\n二、存在的问题和不足\n\n有。\n\n三、2025年工作安排\n\n好。\n"
    )
    ruleset = detect(parse(Source("", text)), RULESETS)
    assert ruleset is not None
    assert ruleset.id == "work-report"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("过去一年工作回顾", ["review"]),
        ("过去五年和2021年工作回顾", ["review"]),
        ("“十四五”发展成就和2025年主要工作", ["review", "plan"]),
        ("2015年和“十二五”工作回顾", ["review"]),
        ("2024年工作完成情况", ["review"]),
        ("2025年目标任务和重点工作", ["plan"]),
        ("2025年工作总体要求和主要目标任务", ["plan"]),
        ("今后五年的奋斗目标", ["plan"]),
        ("2025年经济社会发展总体要求和政策取向", ["plan"]),
        ("努力建设人民满意政府", ["self"]),
        ("全面提升政府治理现代化水平", ["self"]),
        ("凝心聚力，谱写高质量发展新篇章", []),
        ("关于2024年工作", []),  # done, or to be done: the year tells, but not the words
        ("2025年重点工作", ["plan"]),
    ],
)
def test_headings(heading: str, expected: list[str]) -> None:
    assert [content.id for content in recognise(heading, WORK_REPORT.contents)] == expected


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2025年1月15日王某市长在澄湖市第十六届人民代表大会第三次会议的政府工作报告", ("澄湖市", 16, 3, 2025)),
        ("（2024年12月26日在云岫县城关镇第二十届人民代表大会第七次会议上）", ("云岫县城关镇", 20, 7, 2025)),
        ("2025年3月5日在第十四届全国人民代表大会第三次会议上", ("全国", 14, 3, 2025)),
        ("2021年9月27日在云岫县第十七届人民代表大会第一次会议上", ("云岫县", 17, 1, None)),
        ("2025年2月30日在云岫县第十七届人民代表大会第四次会议上", ("云岫县", 17, 4, None)),
        ("县十七届人大四次会议", ("县", 17, 4, None)),
    ],
)
def test_occasions(line: str, told: tuple[str, int, int, int | None]) -> None:
    held = occasion(parse(Source("", REPORT.format(**USUAL | {"line": line}))))
    assert held is not None
    assert (held.session.place, held.session.term, held.session.sitting, held.planned) == told


def test_year_and_day_of_a_report_are_those_of_the_occasion() -> None:
    document = parse(Source("", REPORT.format(**USUAL)))
    assert (document.year, document.made) == (2025, date(2025, 1, 14))


@pytest.mark.parametrize(
    "parts",
    [
        {"line": "——2024年12月24日在云岫县第十八届人民代表大会第四次会议上"},
        {"title": "云岫县2024年度政府工作报告"},
        {"title": "云岫县2025年政府工作报告", "line": ""},
        {"title": "云岫县2024年政府工作报告", "line": ""},
        {"line": ""},
        {"review": "过去五年和2024年工作回顾", "plan": "今后五年目标和2025年工作安排"},
        {"review": "砥砺奋进的一年", "plan": "“十五五”时期主要目标和2035年远景目标"},
        {"line": "——2025年1月14日在霁州市云岫县第十八届人民代表大会第四次会议上"},
        {"line": "——在云岫县第十八届人民代表大会第四次会议上\n（2025年1月14日）"},
        {"title": "政府工作报告\n2025年1月14日", "line": ""},
        {"review": "关于2024年工作", "plan": "关于2025年工作"},
        {"review": "2024年重点工作完成情况", "plan": "2025年重点工作"},
        {"review": "2024年工作总结", "plan": "2025年工作思路及重点"},
    ],
)
def test_right_reports(parts: dict[str, str]) -> None:
    assert found(**parts) == []


@pytest.mark.parametrize(
    ("parts", "rules"),
    [
        ({"review": "2023年工作回顾"}, ["stale-plan-year"]),
        ({"review": "2025年工作回顾"}, ["stale-plan-year"]),
        ({"plan": "2024年工作安排"}, ["stale-plan-year"]),
        ({"review": "2023年工作回顾", "line": ""}, ["stale-plan-year"]),
        ({"title": "云岫县2022年政府工作报告"}, ["stale-plan-year"]),
        ({"title": "墨渚县政府工作报告"}, ["foreign-place"]),
        ({"line": "2025年1月14日在霁州市第十八届人民代表大会第四次会议上"}, ["wrong-post", "foreign-place"]),
    ],
)
def test_wrong_reports(parts: dict[str, str], rules: list[str]) -> None:
    assert found(**parts) == rules


@pytest.mark.parametrize(
    "sentence",
    [
        "力争地区生产总值增长6%，工业固定资产投资增长12%。",
        "去年地区生产总值增长5.8%，2023年固定资产投资增长9%。",
        "全省地区生产总值增长6%的目标，需要各县共同努力。",
        "一季度地区生产总值增长6.5%。",
        "今后五年地区生产总值年均增长6%。",
    ],
)
def test_figures_that_are_no_other_target(sentence: str) -> None:
    assert (
        found(plan=f"2025年工作安排\n\n今年主要预期目标是：地区生产总值增长5.5%，固定资产投资增长5%。{sentence}") == []
    )


def test_the_first_line_below_a_session_that_is_no_speaker() -> None:
    text = REPORT.format(**USUAL).replace("县长　白石舟\n\n各位代表：", "大会主席团、各位代表：")
    held = occasion(parse(Source("", text)))
    assert held is not None
    assert held.post is None
    assert [d.rule.id for d in lint(Source("a.txt", text), RULESETS).diagnostics] == []


def test_real_reports_are_right(corpus: Path) -> None:
    """The parts of all 16 are recognised, and no rule of this ruleset fires."""
    files = sorted((corpus / "work-reports").iterdir())
    assert len(files) == 24
    own = {rule.id for rule in WORK_REPORT.rules if rule.home and rule.home.name == "work-report"}
    for file in files:
        source = read(file.name, file.read_bytes())
        outcome = lint(source, RULESETS)
        assert outcome.ruleset.id == "work-report"
        assert not own & {d.rule.id for d in outcome.diagnostics}, file.name
        document = parse(source)
        known = {each.content.id for each in contents(document, WORK_REPORT.contents)}
        assert known >= {"review", "plan"}, file.name
        held, aims = occasion(document), targets(document, INDICATORS)
        assert held is not None
        assert held.planned == 2025
        assert held.post is not None
        assert aims is not None
        assert len(aims.readings) > 2, file.name
