"""References, in the right form and in every broken one."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from reportlint import citation
from reportlint.citation import Citations
from reportlint.parser import machine
from reportlint.reference import Number


def cite(text: str) -> Citations:
    return citation.build(text, machine("reference").parse(text))


def number(text: str) -> Number:
    [found] = [r.number for r in cite(text).references if r.number]
    return found


@pytest.mark.parametrize(
    ("text", "kind", "code", "year", "value"),
    [
        ("（云政发〔2021〕5号）", "number", "云政发", 2021, 5),
        ("按照云府规〔2019〕6号文件要求", "number", "云府规", 2019, 6),
        ("沪经信软〔2019〕631号", "number", "沪经信软", 2019, 631),
        ("云政发〔2021〕5号和云办发〔2021〕6号", "number", "云政发", 2021, 5),
        ("云政发 〔2021〕5号", "number", "云政发", 2021, 5),
        ("云政发[2021]5号", "loose", "云政发", 2021, 5),
        ("云政发(2021)5号", "loose", "云政发", 2021, 5),
        ("云政发（2021）5号", "loose", "云政发", 2021, 5),
        ("云政发【2021】5号", "loose", "云政发", 2021, 5),
        ("云政发﹝2021﹞5号", "loose", "云政发", 2021, 5),
        ("云政发［2021］5号", "loose", "云政发", 2021, 5),
        ("云政发〔2021年〕5号", "loose", "云政发", 2021, 5),
        ("云政发〔2021〕第015号", "loose", "云政发", 2021, 15),
        ("云政发〔 2021 〕15 号", "loose", "云政发", 2021, 15),
        ("云政发〔21〕5号", "short_year", "云政发", 21, 5),
        ("云政发〔2021〕5）", "without_end", "云政发", 2021, 5),
        ("云政发〔2021〕号", "without_serial", "云政发", 2021, None),
        ("云办发〔202174号", "without_closing", "云办发", 2021, 74),
        ("云办发〔202174）", "without_closing", "云办发", 2021, 74),
        ("云办发2021〕74号", "without_opening", "云办发", 2021, 74),
        ("（云办发202174号）", "without_brackets", "云办发", 2021, 74),
        ("云办发〔〕号", "empty", "云办发", None, None),
        ("国务院令第711号", "order", None, None, None),
        ("主席令第七十号", "order", None, None, None),
        ("（第711号令）", "order", None, None, None),
        ("公告2021年第3号", "announcement", None, None, None),
        ("2021年第3号公告", "announcement", None, None, None),
        ("（2021）云02行初15号", "case", None, None, None),
    ],
)
def test_forms(text: str, kind: str, code: str | None, year: int | None, value: int | None) -> None:
    numbers = [r.number for r in cite(text).references if r.number]
    first = numbers[0]
    assert (first.kind, first.code and first.code.value, first.year, first.value) == (kind, code, year, value)


@pytest.mark.parametrize(
    "text",
    [
        "（2021年修订）",
        "实施纲要（2021－2025年）",
        "〔注〕",
        "[大 中 小]",
        "占比（12.5）",
        "云政发〔2010〕12、13号",
        "地铁（2021）5号线",
    ],
)
def test_brackets_that_are_no_document_number(text: str) -> None:
    assert [r.number for r in cite(text).references if r.number] == []


def test_titles_and_their_numbers() -> None:
    found = cite(
        "《甲》（云政发〔2021〕5号，以下简称《办法》）、《乙〈丙〉的通知》，云政发〔2021〕6号《丁》、（云政发〔2021〕7号）《戊》"
    )
    pairs = [(r.title and r.title.name.value, r.number and r.number.value) for r in found.references]
    assert pairs == [("甲", 5), ("办法", None), ("乙〈丙〉的通知", None), ("丁", 6), ("戊", 7)]
    assert [r.span.start for r in found.references] == sorted(r.span.start for r in found.references)


def test_one_number_belongs_to_one_title() -> None:
    found = cite("《甲》（云政发〔2021〕5号）《乙》")
    assert [(r.title and r.title.name.value, bool(r.number)) for r in found.references] == [("甲", True), ("乙", False)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("《甲", ["unclosed"]),
        ("甲》", ["unopened"]),
        ("《甲《乙》丙》", ["nested"]),
        ("《甲<乙>丙》", ["angle"]),
        ("《甲＜乙》", []),
        ("《开展“《甲》宣传月”的通知》", []),
        ("《甲乙〉丙》", ["unopened"]),
        ("《甲，《乙》", ["unclosed"]),
        ("《甲〈乙〉丙》《丁》", []),
        ("《甲〈乙》", ["unclosed"]),
        ("《甲〈乙《丙》〉》", []),
        ("5<6，〈甲〉", []),
        ("《甲\n乙》", []),
        ("《甲。\n乙》", ["unclosed", "unopened"]),
        ("《甲\n\n乙》", ["unclosed", "unopened"]),
    ],
)
def test_marks(text: str, kinds: list[str]) -> None:
    assert [mark.kind for mark in cite(text).marks] == kinds


def test_many_unclosed_marks() -> None:
    assert len(cite("《" * 10_000).marks) == 10_000


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("《行政处罚法》第三十三条", [("三十三", True)]),
        ("《行政处罚法》（国家主席令）第33条、第34条第一款和第五条", [("33", True), ("34", True), ("五", True)]),
        ("本市第12条公交线路", [("12", False)]),
        ("《甲》规定明确，第三条", [("三", False)]),
    ],
)
def test_articles(text: str, numerals: list[tuple[str, bool]]) -> None:
    assert [(a.numeral.value, a.law is not None) for a in cite(text).articles] == numerals


def test_titles_tell_issuer_and_years() -> None:
    [reference] = cite("《云岫县人民政府办公室关于印发〈规划（2021—2025年）〉的通知》").references
    assert reference.title is not None
    assert reference.title.issuer == "云岫县人民政府办公室"
    assert reference.title.years is not None
    assert reference.title.years.value == "（2021—2025年）"


def test_33015_real_numbers(facts: Path) -> None:
    """Each number in the right form is parsed as right, whatever running text stands before it in the list."""
    right = re.compile(r"[\u4e00-\u9fff]{1,20}〔[0-9]{4}〕[1-9][0-9]*号")
    with (facts / "facts" / "local_doc_numbers.tsv").open(encoding="utf-8") as file:
        values = [row["doc_number"].strip(" \u200b\u200d") for row in csv.DictReader(file, delimiter="\t")]
    kinds: Counter[str] = Counter()
    for value in values:
        text = re.sub(r"^(发文字号|文号)[:：]?", "", value)
        numbers = [r.number for r in cite(text).references if r.number]
        kind = numbers[0].kind if numbers else "none"
        kinds[kind] += 1
        if right.fullmatch(text):
            assert kind == "number", text
            assert numbers[0].code is not None, text
            assert text.endswith(numbers[0].code.value + numbers[0].written.value), text
    assert sum(kinds.values()) == 33_015
    assert kinds["number"] > 32_000
    assert kinds["none"] < 50
