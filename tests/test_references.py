"""What reports cite: how broken numbers are read, and what the pages of the rules do not show."""

from __future__ import annotations

from datetime import date

import pytest

from reportlint.diagnostic import Diagnostic
from reportlint.linter import lint
from reportlint.ruleset import load
from reportlint.source import Source

BASE = load("rule-of-law-report")
TITLE = "云岫县人民政府关于{}年度法治政府建设情况的报告\n\n"


def findings(rule: str, text: str, year: int | None = 2021) -> list[Diagnostic]:
    whole = (TITLE.format(year) if year else "") + text
    outcome = lint(Source("x", whole), BASE, chosen=frozenset({rule}))
    assert not outcome.crashes
    return list(outcome.diagnostics)


def excerpts(rule: str, text: str, year: int | None = 2021) -> list[str]:
    return [found.excerpt for found in findings(rule, text, year)]


@pytest.mark.parametrize(
    ("number", "readings"),
    [
        ("云办发〔20223号", ["云办发〔2022〕3号"]),  # the report may be of March 2022
        ("云办发〔22174号", ["云办发〔2021〕74号"]),
        ("云办发〔2028号", ["云办发〔2020〕8号", "云办发〔2021〕8号", "云办发〔2022〕8号"]),
        ("云办发〔202100号", ["云办发〔2020〕100号", "云办发〔2021〕100号", "云办发〔2022〕100号"]),
        ("云办发〔20200号", []),
        ("云办发〔20612号", []),  # 2016 is long ago
        ("云办发〔2033〕31", []),
    ],
)
def test_readings_of_a_broken_number(number: str, readings: list[str]) -> None:
    [found] = findings("broken-reference", f"印发《管理办法》（{number}，以下简称《办法》）。")
    said = found.problem.message.zh.partition("，")[2]
    asked = f"可能是“{'”“'.join(readings)}”，请核对原文" if readings else "请按原文补全"
    assert said == (f"应为“{readings[0]}”" if len(readings) == 1 else asked)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("印发《管理办法》（〔2023〕号）。", ["〔2023〕号"]),
        ("印发《管理办法》（〔2023〕）。", []),
        ("印发《管理办法》（〔〕）。", []),
        ("落实云政发〔2021〕3号、〔2021〕5号文件。", []),
    ],
)
def test_what_is_a_broken_number(text: str, found: list[str]) -> None:
    assert excerpts("broken-reference", text) == found


@pytest.mark.parametrize(
    ("rule", "text", "related"),
    [
        (
            "inconsistent-reference",
            "《云岫县城供水办法》（云政发〔2021〕5号），《云岫县城供水办法》（云政发〔2021〕6号）。",
            "云政发〔2021〕5号",
        ),
        (
            "inconsistent-reference",
            "《云岫县供水办法》（云政发〔2021〕5号），《云岫县供电办法》（云政发〔2021〕5号）。",
            "《云岫县供水办法》",
        ),
        (
            "organ-code-mismatch",
            "《云岫县人民政府办公室关于值班的通知》（云府发〔2021〕5号）。",
            "《云岫县人民政府办公室关于值班的通知》",
        ),
    ],
)
def test_both_places_are_told(rule: str, text: str, related: str) -> None:
    [found] = findings(rule, text)
    assert [found.source[place.span] for place in found.problem.related] == [related]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            "inconsistent-reference",
            "《云岫县供水办法》（云政发〔2021〕5号），《云岫县供水办法》（云政发〔2021〕6号）。",
        ),
        (
            "inconsistent-reference",
            "《云岫县城 供水办法》（云政发〔2021〕5号），《云岫县城供水办法》（云政发〔2021〕5号）。",
        ),
        ("future-reference", "印发《管理办法》（云政办发〔2033〕31，以下简称《办法》）。"),
        ("spaced-reference", "印发《管理办法》（云政办发 〔2021〕31，以下简称《办法》）。"),
        ("wrong-document-title", "《政府督查工作条例（2021—2025年）》。"),
        ("wrong-document-number", "《云岫县供水办法》（云政发〔2021〕5号）。"),
        ("organ-code-mismatch", "《云岫县人民政府办公室关于值班的通知》《供水办法》（云府发〔2021〕5号）。"),
        ("padded-serial", "印发《管理办法》（云政办发〔2021〕第31，以下简称《办法》）。"),
        ("wrong-document-number", "《政府督查工作条例（2021—2025年）》（国务院令第713号）。"),
    ],
)
def test_what_is_left_alone(rule: str, text: str) -> None:
    assert excerpts(rule, text) == []


def test_the_work_of_the_year_before() -> None:
    text = "一、主要举措和成效\n印发《甲办法》（云政办发〔2021〕31，略）、《乙办法》（云政办发〔2022〕8号）。\n"
    assert excerpts("later-reference", text) == ["〔2022〕"]
    assert excerpts("later-reference", f"{text}\n云岫县人民政府\n2021年12月20日\n") == [], "future-reference tells it"


@pytest.mark.parametrize(
    ("rule", "text", "fixed", "severity"),
    [
        ("wrong-document-title", "《政府督察工作条例》", "查", "error"),
        ("wrong-document-title", "《法治政府建设与责任落实督察工作规》", "定", "error"),
        ("wrong-document-title", "《法治政府建设实施纲领（2021—2025年）》", "要", "error"),
        ("wrong-document-title", "《国务院关于进一步贯彻实施〈中华人民共和国行政处罚法〉的通告》", None, "error"),
        ("wrong-document-title", "《法治社会建设实施纲领（2020—2025年）》", "要", "warning"),  # general knowledge
        ("wrong-document-title", "《法治社会建设实施纲要（2020—2024年）》", "（2020—2025年）", "warning"),
        ("wrong-document-title", "《法治政府建设实施纲要（2015—2021年）》", "（2015—2020年）", "error"),
        ("wrong-document-title", "《全面深化法治领域改革纲要（2021—2025年）》", "（2023—2027年）", "error"),
        ("wrong-document-title", "《法治政府建设实施纲要（2015—2025年）》", None, "error"),  # which of the two?
        (
            "wrong-document-number",
            "《关于加强数字政府建设的指导意见》（国发〔2022〕41号）",
            "国发〔2022〕14号",
            "error",
        ),
        (
            "wrong-document-number",
            "《提升行政执法质量三年行动计划（2023—2025年）》（国办发〔2023〕72号）",
            "国办发〔2023〕27号",
            "warning",
        ),
        ("broken-reference", "《供水办法》（云政发〔202156号）", "云政发〔2021〕56号", "error"),
        ("unknown-law", "《中华人民共和国行政复仪法》", "《中华人民共和国行政复议法》", "error"),
        ("unknown-law", "《中华人民共和国中外协作经营企业法》", "《中华人民共和国中外合作经营企业法》", "warning"),
        ("repealed-law", "《物权法》", None, "warning"),
        ("article-form", "《中华人民共和国行政处罚法》第33条", "三十三", "warning"),
        ("short-reference-year", "云政发〔22〕7号", "〔2022〕", "error"),  # the report may be of March 2022
        ("nested-title-marks", "《关于转发《关于印发〈供水办法〉的通知》的通知》", None, "error"),
    ],
)
def test_how_much_it_weighs_and_what_is_offered(rule: str, text: str, fixed: str | None, severity: str) -> None:
    [found] = findings(rule, f"落实{text}。")
    fix = found.problem.fix
    assert (fix and [edit.text for edit in fix.edits], str(found.severity)) == (fixed and [fixed], severity)
    assert fix is None or fix.safe is False


def test_both_plans_of_one_name_are_told() -> None:
    [found] = findings("wrong-document-title", "落实《法治政府建设实施纲要（2015—2025年）》。")
    assert found.problem.message.zh == "文件名称中的年份有误，应为“2021—2025年、2015—2020年”"


def test_a_short_year_where_nothing_tells_when_the_report_was_made() -> None:
    [found] = findings("short-reference-year", "按照云政发〔16〕22号文件执行。", None)
    assert found.problem.message.zh == "发文字号的年份应标全称，如“〔2016〕”"


def test_a_law_that_is_repealed_without_another() -> None:
    [found] = findings("repealed-law", "执行《中华人民共和国营业税暂行条例》。")
    assert found.problem.message == ("该法（条例）2017年11月19日起已废止", "repealed from 2017-11-19")


@pytest.mark.parametrize(("day", "severity"), [(date(2026, 8, 31), "warning"), (date(2026, 9, 1), "note")])
def test_a_law_may_be_newer_than_the_table(day: date, severity: str) -> None:
    source = Source("x", "执行《中华人民共和国城镇综合整治执行法》。")
    [found] = lint(source, BASE, chosen=frozenset({"unknown-law"}), as_of=day).diagnostics
    assert str(found.severity) == severity


def test_one_contradiction_does_not_hide_the_next() -> None:
    one = "《云岫县城供水办法》（云政发〔2021〕{}号）。"
    assert len(excerpts("inconsistent-reference", one.format(5) + one.format(6) + one.format(7))) == 2
    assert excerpts("wrong-document-title", "《政府督查工作条例》《政府督察工作条例》") == ["《政府督察工作条例》"]


def test_the_second_name_is_a_plan() -> None:
    assert excerpts("year-range-form", "《年鉴（2019—2020）》《普法规划（2021—2025）》") == ["（2021—2025）"]


@pytest.mark.parametrize("name", ["中华人民共和国物权法", "中华人民共和国\n物权法", "中华人民共和国\u2003物权法"])
def test_a_repealed_law_is_known_however_its_name_is_broken(name: str) -> None:
    assert excerpts("repealed-law", f"依据《{name}》办理。") == [f"《{name}》"]
