"""Sections, titles and dates of a whole report: what the pages of the rules do not show."""

from __future__ import annotations

import pytest

from reportlint.diagnostic import Diagnostic
from reportlint.linter import lint
from reportlint.ruleset import load
from reportlint.source import Source

BASE = load("rule-of-law-report")
TITLE = "云岫县人民政府关于2024年度法治政府建设情况的报告\n\n"
MEASURES = "“上一年度推进法治政府建设的主要举措和成效”"
SHORTCOMINGS = "“存在的不足和原因”"
DUTY, WEAK, PLAN = "第一责任人职责履行情况", "存在的不足和原因", "下一步工作打算"


def findings(rule: str, text: str) -> list[Diagnostic]:
    outcome = lint(Source("x", text), BASE, chosen=frozenset({rule}))
    assert not outcome.crashes
    return list(outcome.diagnostics)


def report(*headings: str) -> str:
    parts = (f"{mark}、{heading}\n坚持依法行政。\n" for mark, heading in zip("一二三四五", headings, strict=False))
    return TITLE + "\n".join(parts)


@pytest.mark.parametrize(
    ("headings", "missing"),
    [
        ([DUTY, "突出为民导向", "突出政治引领", WEAK, PLAN], []),  # two sections by theme stand for the measures
        ([DUTY, "突出为民导向", WEAK, PLAN], [MEASURES]),
        (["突出为民导向", WEAK, PLAN, "突出政治引领", DUTY], [MEASURES]),  # what follows the shortcomings is no measure
        ([DUTY, "突出为民导向", "突出政治引领", PLAN], [SHORTCOMINGS]),
    ],
)
def test_sections_by_theme(headings: list[str], missing: list[str]) -> None:
    said = [found.problem.message.zh for found in findings("missing-section", report(*headings))]
    assert said == [f"缺少{name}部分" for name in missing]


@pytest.mark.parametrize(
    ("rule", "text", "found", "related"),
    [
        ("misplaced-section", report("主要举措", PLAN, WEAK), f"二、{PLAN}", [f"三、{WEAK}"]),
        ("duplicate-section", report(PLAN, "主要举措", PLAN), f"三、{PLAN}", [f"一、{PLAN}"]),
        ("stale-year", report("2023年度主要举措"), "2023", ["2024"]),
        (
            "title-year-mismatch",
            report("2023年度主要举措").replace("\n\n", "\n\n2023年，坚持依法行政。\n", 1),
            "2024",
            ["2023"],
        ),
    ],
)
def test_both_places_are_told(rule: str, text: str, found: str, related: list[str]) -> None:
    [diagnostic] = findings(rule, text)
    source = diagnostic.source
    assert (diagnostic.excerpt, [source[place.span] for place in diagnostic.problem.related]) == (found, related)


def test_a_report_without_a_title_has_no_other_place() -> None:
    text = "2024年，云岫县坚持依法行政。\n\n一、2023年度主要举措\n完善制度。\n"
    assert [found.problem.related for found in findings("stale-year", text)] == [()]


@pytest.mark.parametrize(
    ("day", "severity"),
    [("2024年10月31日", "error"), ("2024年11月1日", "warning"), ("2024年12月31日", "note"), ("2025年1月1日", "")],
)
def test_how_much_an_early_date_weighs(day: str, severity: str) -> None:
    text = f"{TITLE}坚持依法行政。\n\n云岫县人民政府\n{day}\n"
    assert [str(found.severity) for found in findings("dated-before-period-end", text)] == [severity] * bool(severity)


@pytest.mark.parametrize(("day", "number"), [("2025-04-01", 0), ("2025-04-02", 1)])
def test_the_last_day_to_publish(day: str, number: int) -> None:
    text = f"{TITLE}发布时间：{day}\n\n坚持依法行政。\n"
    assert len(findings("late-publication", text)) == number


def test_what_is_told_in_running_text_alone_is_a_warning() -> None:
    text = report("主要举措", WEAK, PLAN).replace("坚持", "主要负责人履行第一责任人职责，坚持", 1)
    assert [str(found.severity) for found in findings("missing-section", text)] == ["warning"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（一）完善制度\n（二）强化监督\n加强监督。\n（三）加强培训\n", ["（一）完善制度", "（三）加强培训"]),
        ("（一）完善制度\n（二）强化监督\n（三）加强培训\n加强培训。\n", []),  # a list
        ("（一）坚持以上率下，带头学法\n（二）强化监督\n加强监督。\n（三）加强培训\n加强培训。\n", []),
    ],
)
def test_headings_without_text(text: str, found: list[str]) -> None:
    assert [each.excerpt for each in findings("empty-section", f"{TITLE}一、主要举措\n{text}")] == found


def test_a_title_with_a_blank_names_no_body() -> None:
    [found] = findings("incomplete-title", "关于2024年度 法治政府建设情况的报告\n\n坚持依法行政。\n")
    assert (found.problem.message.zh, str(found.severity)) == ("标题缺少发文机关名称", "note")


@pytest.mark.parametrize(("kind", "number"), [("报告", 1), ("函", 0), ("请示", 0), ("请示报告", 0)])
def test_who_may_request(kind: str, number: int) -> None:
    text = f"云岫县人民政府关于防汛经费的{kind}\n\n现报送有关情况。\n\n妥否，请批示。\n"
    assert len(findings("request-in-report", text)) == number
