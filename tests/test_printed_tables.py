"""Tables of printed pages: cells by the lines that are ruled, and the same findings on figures in every format."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from build_pages import LEADING, LEFT, SIZE, TOP, pdf_of
from build_tables import Table, docx_table, html_table, ofd_table, pdf_table, report
from reportlint.answers.docx_comments import annotated
from reportlint.linter import Outcome, lint
from reportlint.readers import read
from reportlint.readers.grid import Rule, grids, ruled
from reportlint.readers.ofd_rules import Element, rules_of
from reportlint.ruleset import load
from reportlint.source import Source

pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed, no .pdf is read")
DISCLOSURE = load("disclosure-report")
WRITERS: dict[str, Callable[[Sequence[str | Table]], bytes]] = {
    "docx": docx_table,
    "html": html_table,
    "pdf": pdf_table,
    "ofd": ofd_table,
}
CARRIED = "四、结转下年度继续办理|2 0 0 0 0 0 2"
SLIPS = {
    "": (),
    "四、结转下年度继续办理|3 0 0 0 0 0 3": ("3", "3"),
    "四、结转下年度继续办理|2 0 0 0 0 0 3": ("3", "3"),
}


def linted(source: Source) -> Outcome:
    return lint(source, DISCLOSURE)


def found(outcome: Outcome) -> Counter[tuple[str, str, str]]:
    return Counter((d.rule.id, d.excerpt.strip(), d.problem.message.zh) for d in outcome.diagnostics)


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("slip", SLIPS)
def test_the_figures_of_a_table_are_judged_in_every_format(format: str, slip: str) -> None:
    source = read(f"a.{format}", WRITERS[format](report(CARRIED, slip) if slip else report()))
    outcome = linted(source)
    assert sorted(d.excerpt for d in outcome.diagnostics) == sorted(SLIPS[slip])
    assert {d.rule.id for d in outcome.diagnostics} <= {"unbalanced-applications"}
    of_page = linted(read("a.html", html_table(report(CARRIED, slip) if slip else report())))
    assert found(outcome) == found(of_page)


@pytest.mark.parametrize("format", ["pdf", "ofd"])
def test_cells_of_printed_tables(format: str) -> None:
    source = read(f"a.{format}", WRITERS[format](report()))
    assert source.origin
    page = read("a.html", html_table(report()))
    assert page.origin
    theirs = Counter(page[each.span] for each in page.origin.cells)
    ours = Counter(source[each.span] for each in source.origin.cells)
    assert ours - theirs == Counter({"": ours[""]}), "cells that go on over the end of a page begin with nothing there"
    assert theirs - ours == Counter()
    first = next(each for each in source.origin.cells if source[each.span] == "三、本年度办理结果")
    beside = next(each for each in source.origin.cells if source[each.span] == "（一）予以公开")
    assert (first.table, first.row, first.column) == (1, 6, 1)
    assert (beside.table, beside.row, beside.column) == (1, 6, 2)
    assert {each.column for each in source.origin.cells if source[each.span] == "总计"} >= {10}
    label = next(each.span for each in source.origin.cells if source[each.span].startswith("2.申请人逾期未按"))
    assert source[label] == "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", (
        "whatever lines it takes"
    )


@pytest.mark.parametrize(
    ("matrix", "page"),
    [
        ("0 1 -1 0 842 0", "0 0 842 595]/Rotate 90"),
        ("-1 0 0 -1 595 842", "0 0 595 842]/Rotate 180"),
        ("0 -1 1 0 0 595", "0 0 842 595]/Rotate 270"),
    ],
)
def test_cells_of_pages_that_are_turned(matrix: str, page: str) -> None:
    upright = pdf_table(report())
    # the lengths and places that it names are wrong then, which readers mend
    turned = re.sub(rb"(?<!end)stream\n", f"stream\n{matrix} cm\n".encode(), upright)
    turned = turned.replace(b"0 0 595 842]", page.encode())
    one, other = read("a.pdf", upright), read("a.pdf", turned)
    assert one.text == other.text
    assert one.origin and other.origin
    assert one.origin.cells == other.origin.cells != ()


@pytest.mark.parametrize("write", [pdf_table, ofd_table])
def test_a_table_that_is_not_ruled_has_no_cells_and_is_told_or_judged(write: Callable[..., bytes]) -> None:
    source = read("a", write(report(CARRIED, "四、结转下年度继续办理|3 0 0 0 0 0 3"), ruled=False))
    assert source.origin
    assert source.origin.cells == ()
    said = [d.problem.message.zh for d in linted(source).diagnostics if d.rule.category == "tables"]
    assert said
    assert all("没有核对" in each or "不平" in each for each in said)


def table(lines: Sequence[tuple[float, float, float, float]], *said: tuple[float, float, str]) -> list[str]:
    return read("a.pdf", pdf_of([[*said, (LEFT, TOP, "下面是表。")]], drawn=[lines])).text.splitlines()


LEVEL = [(80, y, 380, y) for y in (700, 660, 620)]
UPRIGHT = [(x, 620, x, 700) for x in (80, 180, 280, 380)]
SAID = [(90.0, 670.0, "甲"), (190.0, 670.0, "乙"), (290.0, 670.0, "丙"), (90.0, 630.0, "丁"), (290.0, 630.0, "己")]


def test_what_is_ruled_makes_a_table() -> None:
    assert table([*LEVEL, *UPRIGHT], *SAID) == ["下面是表。", "甲\t乙\t丙", "丁\t\t己"]
    assert table([*LEVEL, *UPRIGHT[1:-1]], *SAID) == ["下面是表。", "甲\t乙\t丙", "丁\t\t己"], "open at its sides"
    broken = [(x, y, x + 100, y) for x in (80, 180, 280) for y in (700, 660.5, 620)]
    assert table([*broken, *UPRIGHT], *SAID)[1] == "甲\t乙\t丙", "lines of single cells"
    merged = [line for line in broken if line != (80, 660.5, 180, 660.5)]
    assert table([*merged, *UPRIGHT], *SAID) == ["下面是表。", "甲 丁\t乙\t丙".replace(" ", ""), "\t己"]
    two = [(x, 620, x, 700) for x in (80, 78.5, 180, 280, 380)]
    assert table([*LEVEL, *two], *SAID)[1] == "甲\t乙\t丙", "double lines"


def test_what_makes_no_table() -> None:
    spaced = ["下面是表。", "甲\t乙\t丙", "丁\t己"]
    assert table(LEVEL, *SAID) == spaced, "lines across alone"
    assert table([*LEVEL, UPRIGHT[0], UPRIGHT[-1]], *SAID) == spaced, "one column"
    corner = [*LEVEL[::2], (80, 660, 180, 660), UPRIGHT[0], UPRIGHT[-1], (180, 660, 180, 700)]
    assert table(corner, *SAID) == spaced, "nothing that is rectangular"
    frame = [(70, 780, 560, 780), (70, 300, 560, 300), (70, 300, 70, 780), (560, 300, 560, 780), (110, 300, 110, 780)]
    full = "坚持以习近平法治思想为指导统筹推进法治政府建设各项任务。"[:26]
    text = [(120.0, 740.0 - 14 * at, full, 14.0) for at in range(26)]
    framed = read("a.pdf", pdf_of([[(LEFT, TOP, "甲"), *text]], drawn=[frame])).text
    assert "\t" not in framed, "a frame round a text"


def test_lines_of_boxes_and_bars() -> None:
    square = [(0.0, 0.0), (100.0, 0.0), (100.0, 50.0), (0.0, 50.0), (0.0, 0.0)]
    assert len(list(ruled(square, 2, 3, outlined=True))) == 4
    assert list(ruled(square, 2, 3, outlined=False)) == [], "a ground colour"
    assert list(ruled([(0, 0), (100, 0), (100, 1), (0, 1)], 2, 3, outlined=False)) == [Rule(True, 0.5, 0, 100)]
    assert list(ruled([(0, 0), (1, 1)], 2, 3, outlined=True)) == []
    assert list(ruled([(0, 0), (90, 90)], 2, 3, outlined=True)) == [], "slanting"
    assert list(ruled([(0, 0), (1e9, 0)], 2, 3, outlined=True)) == []


def test_paths_of_ofd() -> None:
    def drawn(data: str, **more: str) -> list[Rule]:
        return list(rules_of([Element("PathObject", {"Boundary": "10 20 50 50"} | more, ""), Element("AbbreviatedData", {}, data)]))  # fmt: skip  # one line, or one a case, is read at a glance

    assert drawn("M 0 0 L 50 0") == [Rule(True, 20, 10, 60)]
    assert drawn("S 0 0 M 0 0 L 0 50") == [Rule(False, 10, 20, 70)]
    assert len(drawn("M 0 0 L 50 0 L 50 50 L 0 50 C")) == 4
    assert drawn("M 0 0 L 50 0 L 50 50 L 0 50 C", Stroke="false", Fill="true") == []
    assert drawn("M 0 0 L 50 0", CTM="0 1 -1 0 0 0") == [Rule(False, 10, 20, 70)]
    assert drawn("M 0 0 B 1 1 2 2 50 0") == []
    assert drawn("M 0 0 L 50 0", Visible="false") == []
    assert drawn("M x L nan 1e99 C Q 1") == []


def test_any_lines_at_all() -> None:
    chance = random.Random(3)
    for _ in range(300):
        lines = [Rule(chance.random() < 0.5, chance.randrange(9) * 10, *sorted((chance.randrange(90), chance.randrange(90)))) for _ in range(chance.randrange(40))]  # fmt: skip  # one line, or one a case, is read at a glance
        for grid in grids(lines, 2):
            assert list(grid.rows) == sorted(grid.rows)
            assert list(grid.columns) == sorted(grid.columns)
            fields = {(row, column) for row in range(len(grid.rows) - 1) for column in range(len(grid.columns) - 1)}
            assert grid.boxes.keys() == fields
            middle = (grid.columns[0] + grid.columns[1]) / 2, (grid.rows[0] + grid.rows[1]) / 2
            assert grid.box(*middle) == (1, 1)
            assert grid.box(-1, -1) is None


def test_a_drawing_takes_its_time_and_no_more() -> None:
    assert grids([Rule(at % 2 == 0, at * 3.0, 0, 9000) for at in range(3000)], 2) == []
    within = [Rule(at % 2 == 0, at * 3.0, 0, 9000) for at in range(190)]
    assert len(grids(within, 2)) == 1
    assert SIZE < LEADING


def test_comments_stand_in_rows_of_figures() -> None:
    data = docx_table(report(CARRIED, "四、结转下年度继续办理|3 0 0 0 0 0 3"))
    source = read("a.docx", data)
    answer = read("b.docx", annotated(data, linted(source), "zh"))
    assert answer.origin
    assert answer.text == source.text
    commented = [source[each.span] for each in answer.origin.leftovers if each.kind == "comment"]
    assert commented == ["3", "3"]
    row = source.text.index("四、结转下年度继续办理")
    assert source.line_at(row) == ("四、结转下年度继续办理\t3\t0\t0\t0\t0\t0\t3", 0)
    assert source.place(row) == ("表1第28行第1列", "table 1, row 28, column 1")
