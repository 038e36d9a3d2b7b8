"""Tables that must add up: how their rows are read, and slips seeded into the tables of real reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint.checks.tables import identity
from reportlint.linter import lint
from reportlint.parser import parse
from reportlint.rows import rows
from reportlint.ruleset import load
from reportlint.source import Source, Span

RULESET = load("disclosure-report")


def read(text: str, width: int) -> list[tuple[str, list[int]]]:
    document = parse(Source("a.txt", text))
    found = rows(document, Span(0, len(text)), width)
    return [(row.label, [int(cell.value) for cell in row.cells]) for row in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("规章\t2\t1\t12", [("规章", [2, 1, 12])]),
        ("规章\t2\t\t12", [("规章", [2, 0, 12])]),
        ("规章  2   1  12  ", [("规章", [2, 1, 12])]),
        ("  作        35     —    1,036", [("作", [35, 0, 1036])]),
        ("2 1 12", [("", [2, 1, 12])]),
        ("规章 2 1 12 5", []),
        ("规章\t2\t1\t12\t5", []),
        ("规章 1 12", []),
        ("规章\t\t\t", []),
        ("制发2件 废止1件 现行12件", []),
        ("规章\t二\t1\t12", []),
    ],
)
def test_rows(text: str, found: list[tuple[str, list[int]]]) -> None:
    assert read(f"前文。\n{text}\n后文。\n", 3) == found


def test_cells_stand_where_they_are() -> None:
    text = "规章  20   1\t\n行政许可\t7\t\t31\n"
    document = parse(Source("a.txt", text))
    for width, values in ((2, ["20", "1"]), (3, ["7", "", "31"])):
        [row] = rows(document, Span(0, len(text)), width)
        assert [document.source[cell.span] for cell in row.cells] == values


def test_what_must_equal_what() -> None:
    assert identity("甲+乙=丁", ["甲", "乙", "丙", "丁"]) == ((0, 1), (3,))
    assert identity("甲…丙=丁", ["甲", "乙", "丙", "丁"]) == ((0, 1, 2), (3,))
    with pytest.raises(ValueError):
        identity("甲=戊", ["甲", "乙"])


SLIPS = [  # what stands in the report of 2024, what a slip makes of it, and the cells that no longer fit
    ("3440     75    0   1    6     3   3525", "3440     75    0   1    6     3   3535", ["3535", "125", "3646件"]),
    ("118      3     0   0    0     0   121", "118      3     0   0    0     0   112", ["112", "125", "3646件"]),
    ("1408     21    0   0    2     0   1431", "1480     21    0   0    2     0   1431", ["1431", "3440"]),
    ("859      33    0   0    3     2   897", "859      33    0   0    3     2   879", ["879", "3521", "941件"]),
    ("3440     73    0   1    5     2   3521", "3440     73    0   1    5     2   3512", ["3512", "3512", "125"]),
    ("118      5     0   0     1    1   125", "118      5     0   0     1    1   152", ["125件", "152", "152"]),
    ("88\t18\t28\t36\t170", "88\t18\t28\t36\t171", ["171"]),
    ("7\t0\t11\t7\t25", "7\t1\t11\t7\t25", ["25"]),
    ("33\t0\t6\t13\t52", "33\t0\t6\t31\t52", ["52"]),
    ("予以公开1431件", "予以公开1413件", ["1413件"]),
    ("转下年度办理125件", "转下年度办理152件", ["152件"]),
    ("申请案件3646件", "申请案件3464件", ["3464件"]),
    ("352      2     0   0    0     0   354", "352      20    0   0    0     0   354", ["354", "73"]),
]


def fired(text: str) -> list[tuple[str, str]]:
    found = lint(Source("a.txt", text), RULESET).diagnostics
    return [(d.rule.id, d.excerpt) for d in found if d.rule.category == "tables"]


def real(corpus: Path, year: int) -> str:
    return (corpus / "disclosure" / f"宿迁市{year}年政府信息公开工作年度报告.txt").read_text("utf-8")


@pytest.mark.parametrize("year", [2023, 2024])
def test_real_tables_add_up(corpus: Path, year: int) -> None:
    assert fired(real(corpus, year)) == []


@pytest.mark.parametrize(("right", "wrong", "cells"), SLIPS, ids=lambda each: str(each)[-12:])
def test_slips_in_real_tables(corpus: Path, right: str, wrong: str, cells: list[str]) -> None:
    text = real(corpus, 2024)
    assert right in text
    assert sorted(excerpt for _, excerpt in fired(text.replace(right, wrong))) == sorted(cells)


def test_what_was_carried_over(corpus: Path) -> None:
    now, before = real(corpus, 2024), real(corpus, 2023)
    previous = Source("old.txt", before)
    wrong = now.replace("118      3     0   0    0     0   121", "119      3     0   0    0     0   122")
    for text, found in ((now, []), (wrong, ["119", "122"])):
        diagnostics = lint(Source("a.txt", text), RULESET, previous=previous).diagnostics
        assert [d.excerpt for d in diagnostics if d.rule.id == "broken-carry-over"] == found
