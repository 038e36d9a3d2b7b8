"""What a report is taken for: its headings, its type, and the edition that judges it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from reportlint.contents import recognise
from reportlint.linter import detect, lint
from reportlint.parser import parse
from reportlint.ruleset import detectable, load
from reportlint.source import Source

REPORT = load("rule-of-law-report")


def make(folder: Path, text: str, name: str = "mine") -> str:
    (folder / name).mkdir(exist_ok=True)
    (folder / name / "ruleset.toml").write_text(text, "utf-8")
    return str(folder / name)


def test_169_headings(facts: Path) -> None:
    """The headings collected from 180 real reports are recognised, but for three: see the comment at each."""
    ids = {"R": "responsibility", "M": "measures", "P": "shortcomings", "N": "plan", "O": "other"}
    wrong = []
    with (facts / "domain" / "heading_variants.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            heading = row["variant"].replace("{Y+1}", "2022").replace("{Y}", "2021")
            found = [content.id for content in recognise(heading, REPORT.contents, 2022)]
            if found[:1] != [ids[row["section"]]]:
                wrong.append((heading, found))
    assert wrong == [
        ("深学笃用习近平法治思想,全力推动法治政府建设", []),  # by theme
        ("2021年推进法治政府建设主要举措、成效和不足", ["shortcomings", "measures"]),  # merged: both are found
        ("2021年重点工作措施", ["measures"]),  # of the next year: the list does not tell which year is meant
    ]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2022年重点工作措施", ["plan"]),
        ("存在的不足和下一步工作打算", ["plan", "shortcomings"]),
        ("工作成效和存在的问题", ["measures", "shortcomings"]),
        ("坚持问题导向，提升执法水平", []),
        ("聚焦突出问题，强化整治", []),
        ("上年度问题整改落实情况", []),
        ("其他需要报告的事项", ["other"]),
        ("党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况", ["responsibility"]),
    ],
)
def test_headings(heading: str, expected: list[str]) -> None:
    assert sorted(c.id for c in recognise(heading, REPORT.contents, 2022)) == expected


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("云岫县人民政府关于2024年度法治政府建设情况的报告", "rule-of-law-report"),
        ("云岫县水务局2024年依法行政工作总结", "rule-of-law-report"),
        ("云岫县水务局2024年政府信息公开工作年度报告", "disclosure-report"),
    ],
)
def test_detection(title: str, name: str) -> None:
    rulesets = detectable()
    assert lint(Source("", f"{title}\n\n平稳。\n"), rulesets).ruleset.id == name


def test_nothing_is_detected_without_patterns() -> None:
    assert detect(parse(Source("", "平稳。\n")), [load("official-document")]) is None


RESPONSIBILITY = "缺少“党政主要负责人履行推进法治建设第一责任人职责情况”部分"


@pytest.mark.parametrize(
    ("year", "signed", "asked"),
    [
        (2017, "2018年3月20日", False),
        (2018, "2019年3月20日", False),
        (2018, "2019年6月20日", False),  # late: it was due before
        (2019, "2019年4月14日", False),
        (2019, "2020年3月20日", True),
    ],
)
def test_a_report_is_judged_by_the_edition_of_its_day(year: int, signed: str, asked: bool) -> None:
    text = f"云岫县人民政府关于{year}年度法治政府建设情况的报告\n\n一、工作成效\n平稳。\n\n云岫县人民政府\n{signed}\n"
    outcome = lint(Source("", text), REPORT)
    assert (RESPONSIBILITY in [d.problem.message.zh for d in outcome.diagnostics]) is asked
    today = lint(Source("", text), REPORT, as_of=date(2026, 1, 1))
    assert RESPONSIBILITY in [d.problem.message.zh for d in today.diagnostics]


def test_editions_one_after_the_other(tmp_path: Path) -> None:
    text = """
    basis = "《办法》第三条"
    [rules.a]
    check = "structure.missing_title"
    [[edition]]
    to = 2019-12-31
    [edition.rules.a]
    severity = "off"
    [[edition]]
    from = 2022-01-01
    [edition.rules.a]
    basis = "《办法》（2021年修订）第五条"
    """
    mine = load(make(tmp_path, text))
    held = {day: [(rule.basis, rule.origins["check"]) for rule in mine.on(day).rules] for day in mine.changes}
    assert held == {
        date(2020, 1, 1): [("《办法》第三条", "mine")],
        date(2022, 1, 1): [("《办法》（2021年修订）第五条", "mine")],
    }
    assert mine.on(date(2019, 12, 31)).rules == ()
    assert mine.on(None) is mine.on(date(2024, 1, 1)) is mine.on(date(2019, 1, 1)).on(None) is mine
    assert [len(edition.rules) for edition in mine.editions] == [0, 1, 1]


SUMMARY = """云岫县水务局2024年度工作总结

一、主要工作和成效

整治河道12处。

二、存在的问题和原因

技术力量薄弱，原因在于编制偏少。

三、2025年工作安排

改造泵站3座。
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SUMMARY, None),
        (SUMMARY.replace("主要工作", "依法行政工作"), "rule-of-law-report"),
        (SUMMARY.replace("工作总结", "法治政府建设工作总结"), "rule-of-law-report"),
    ],
)
def test_contents_tell_a_type_where_its_words_stand(text: str, expected: str | None) -> None:
    found = detect(parse(Source("", text)), detectable())
    assert (found.id if found else None) == expected
