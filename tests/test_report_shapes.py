"""Reports of other shapes than the usual one: parts and chapters, tables of contents, headings without numbers."""

from __future__ import annotations

import pytest

from reportlint.linter import lint
from reportlint.ruleset import detectable
from reportlint.source import Source

RULESETS = detectable()
HEADINGS = (
    "主要举措和成效",
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    "存在的不足和原因",
    "2025年推进法治政府建设的主要安排",
)
BODIES = (
    "（一）规范行政执法。组织执法培训6期。\n（二）推进普法。宣讲48场。",
    "县政府主要负责人带头学法。",
    "基层力量薄弱，原因在于编制偏少。",
    "开展全员培训。",
)


def found(text: str) -> list[str]:
    return [d.rule.id for d in lint(Source("a.txt", text), RULESETS).diagnostics]


def whole(marks: list[str], contents: str = "") -> str:
    """A right report whose four headings bear these marks."""
    parts = "".join(
        f"{mark}{heading}\n\n{body}\n\n" for mark, heading, body in zip(marks, HEADINGS, BODIES, strict=True)
    )
    return f"云岫县人民政府关于2024年度法治政府建设情况的报告\n\n{contents}2024年，我县推进法治政府建设。现将情况报告如下：\n\n{parts}"


@pytest.mark.parametrize(
    "marks",
    [
        ["第一部分  ", "第二部分  ", "第三部分  ", "第四部分  "],
        ["第一部分：", "第二部分：", "第三部分：", "第四部分："],
        ["第一部分\n", "第二部分\n", "第三部分\n", "第四部分\n"],
        ["第一章 ", "第二章 ", "第三章 ", "第四章 "],
        ["壹、", "贰、", "叁、", "肆、"],
        ["Ⅰ.", "Ⅱ.", "Ⅲ.", "Ⅳ."],
        ["I. ", "II. ", "III. ", "IV. "],
        ["", "", "", ""],
    ],
    ids=lambda marks: marks[0].strip() or "none",
)
def test_other_marks_of_the_main_parts(marks: list[str]) -> None:
    assert found(whole(marks)) == []
    without = whole(marks).replace(f"{marks[2]}{HEADINGS[2]}\n", "")
    assert set(found(without)) == {"missing-section"}, "what lacks is found whatever the marks"


@pytest.mark.parametrize("marks", [["1、", "2、", "3、", "4、"], ["1.", "2.", "3.", "4."]], ids=lambda marks: marks[0])
def test_wrong_marks_of_the_main_parts_are_all_that_is_told(marks: list[str]) -> None:
    assert set(found(whole(marks))) == {"wrong-number-mark"}


@pytest.mark.parametrize("leader", ["", "……3", "............3", "\t3", "  3", "···· - 3 -"])
@pytest.mark.parametrize("word", ["目录", "目  录", "目　录\n"])
def test_a_table_of_contents_is_no_second_report(word: str, leader: str) -> None:
    marks = ["一、", "二、", "三、", "四、"]
    entries = [f"{mark}{heading}{leader}" for mark, heading in zip(marks, HEADINGS, strict=True)]
    entries.insert(1, f"（一）规范行政执法{leader}")
    entries.insert(2, f"（二）推进普法{leader}")
    for between in ("\n", "\n\n"):
        assert found(whole(marks, f"{word}\n{between.join(entries)}\n\n")) == []
    parts = ["第一部分  ", "第二部分  ", "第三部分  ", "第四部分  "]
    listed = "\n".join(f"{part}{heading}{leader}" for part, heading in zip(parts, HEADINGS, strict=True))
    assert found(whole(parts, f"{word}\n{listed}\n\n")) == []


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("shape", ["{}、", "{}.", "{}．"])
def test_one_wrong_mark_among_right_ones_is_told_once(number: int, shape: str) -> None:
    marks = ["一、", "二、", "三、", "四、"]
    marks[number] = shape.format(number + 1)
    assert found(whole(marks)) == ["wrong-number-mark"]


def test_a_list_of_its_own_is_no_stray_mark() -> None:
    listed = whole(["一、", "二、", "三、", "四、"]).replace(
        "开展全员培训。", "1.开展培训。\n2.完善制度。\n3.强化督察。\n4.推进普法。\n5.加强保障。"
    )
    assert found(listed) == []
    dashed = whole(["—、", "2、", "三、", "四、"])
    assert found(dashed) == ["wrong-number-mark", "wrong-number-mark"]
