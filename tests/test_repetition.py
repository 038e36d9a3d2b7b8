"""Sentences, and the comparison with last year's report on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from reportlint import repeats
from reportlint.cli import run
from reportlint.diagnostic import Diagnostic
from reportlint.linter import lint
from reportlint.parser import parse
from reportlint.prose import compared
from reportlint.ruleset import load
from reportlint.source import Source

RIGHT = ROOT / "samples" / "right-thematic.txt"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("一是完善制度。", "完善制度。"),
        ("第二，完善制度。", "完善制度。"),
        ("（3）完善 制度。", "完善制度。"),
        ("3.5万件。", "3.5万件。"),
        ("统一是基础。", "统一是基础。"),
        ("一是否合规。", "一是否合规。"),
    ],
)
def test_what_makes_texts_the_same(text: str, same: str) -> None:
    assert compared(text) == same


@given(st.text(alphabet="一二\n\ud800\U00020000", max_size=30), st.integers(1, 4), st.sampled_from([3, 8, 1 << 16]))
def test_what_stands_twice_in_a_row_is_found_at_any_length(text: str, length: int, piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repeats, "PIECE", piece)
        found = repeats.repeated(text, length)
    words = [(at, text[at : at + length]) for at in range(len(text) - 2 * length + 1)]
    twice = [(at, word) for at, word in words if text[at + length :].startswith(word)]
    assert found == [at for at, word in twice if "\u4e00" <= word[0] <= "\u9fff" and "\n" not in word]


def test_sentences_have_their_places() -> None:
    text = "关于工作的报告\n\n平稳。“好！”有序？表格\n一、甲\n（一）乙。丙 丁。\n\n云岫县人民政府\n2025年2月24日\n\n附件\n戊。\n"
    document = parse(Source("", text))
    assert [s.value for s in document.sentences] == ["平稳。", "“好！”", "有序？", "丙 丁。"]
    assert all(document.source[s.span] == s.value for s in document.sentences)


def findings(rule: str, text: str, previous: str | None = None) -> list[Diagnostic]:
    old = Source("old", previous) if previous is not None else None
    outcome = lint(Source("x", text), load("official-document"), chosen=frozenset({rule}), previous=old)
    assert not outcome.crashes
    return list(outcome.diagnostics)


ONE = "选派业务骨干到乡镇跟班指导，建立案卷交叉评查制度。"
TWO = "每季度公布一次行政执法典型案例和有关的统计数据。"
OTHER = "全年没有发生重大案件。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{ONE}{OTHER}\n\n{ONE}另外还有。", [ONE]),
        ("公布典型案例和有关的统计数据共有一百件。" * 2, ["公布典型案例和有关的统计数据共有一百件。"]),
        (f"{ONE}{TWO}\n\n{ONE}{TWO}", [ONE + TWO]),
        (f"{ONE}{TWO}\n\n{ONE}\n\n{TWO}", [ONE, TWO]),  # a passage ends with its paragraph
        (f"{ONE}\n\n{TWO}\n\n{ONE}{TWO}", [ONE, TWO]),
        (f"{ONE}{ONE}{ONE}", [ONE, ONE]),
    ],
)
def test_repeated_sentences(text: str, found: list[str]) -> None:
    problems = findings("repeated-sentence", f"一、主要做法\n{text}\n")
    assert [each.excerpt for each in problems] == found
    for each in problems:
        [before] = each.problem.related
        assert each.source[before.span] == each.excerpt
        assert before.span < each.problem.span


@pytest.mark.parametrize("mark", ["，", "；", "："])
def test_a_repeated_clause(mark: str) -> None:
    [found] = findings("repeated-clause", f"一、主要做法\n坚持依法行政。组织专题学法八次{mark}组织专题学法八次。\n")
    [before] = found.problem.related
    assert (found.source[before.span], before.span.start, found.start) == ("组织专题学法八次", 14, (2, 17))


def test_copied_paragraphs() -> None:
    exact, long = "完善执法监督制度，" * 6 + "落实各项责任。", "建立健全执法监督制度，" * 6 + "落实责任。"
    text = f"一、主要做法\n{exact[1:]}\n{long}\n{exact[2:]}\n"
    said = [found.problem.message for found in findings("copied-from-previous", text, text)]
    share = round(100 * (60 + len(long)) / (119 + len(long)))
    assert [each.zh for each in said] == [
        f"整段与上年报告第2行相同，应写本年的情况；照搬的段落共2段，占正文的{share}%",
        "整段与上年报告第3行相同，应写本年的情况",
    ]
    assert said[1].en == "the whole paragraph is last year's (line 3); write what was done this year"


def test_carried_figures_are_named_with_their_units() -> None:
    text = "关于法治政府建设情况的报告\n\n办理行政复议案件128件，满意率达到72%左右，培训执法人员约560人次，提高1.5个百分点。\n"
    [found] = findings("carried-figure", text, text)
    assert "（“128件”“72%”“560人次”“1.5个百分点”）" in found.problem.message.zh


@pytest.mark.parametrize(("number", "more", "also"), [(5, "", ""), (6, "等", " …")])
def test_carried_figures_are_named_up_to_five(number: int, more: str, also: str) -> None:
    text = "一、主要做法\n" + "、".join(f"办案{n}件" for n in range(21, 21 + number)) + "。\n"
    [found] = findings("carried-figure", text, text)
    assert f"“25件”{more}）" in found.problem.message.zh
    assert f"“25件”{also})" in found.problem.message.en


def test_years_that_were_brought_up_to_date_hide_nothing() -> None:
    text = "云岫县人民政府{}年度法治政府建设情况报告\n\n一、主要做法\n{}年计划培训执法人员126人次。\n"
    old = text.format(2023, 2024)
    assert [found.excerpt for found in findings("carried-figure", text.format(2024, 2025), old)] == [
        "2025年计划培训执法人员126人次。"
    ]
    assert findings("carried-figure", text.format(2024, 2024), old) == []


def test_previous(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now, old = tmp_path / "now.txt", tmp_path / "old.txt"
    now.write_text(RIGHT.read_text("utf-8"), "utf-8")
    old.write_text(RIGHT.read_text("utf-8"), "gb18030")
    call = ["--output-format", "json", str(now)]
    assert run(call) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out) == []
    assert run(["--previous", str(old), *call]) == 0, "warnings"
    with_previous = capsys.readouterr()
    assert {e["rule"] for e in json.loads(with_previous.out)} == {"copied-from-previous", "carried-figure"}
    counts = [int(text.err.split("检查了")[1].split("条")[0]) for text in (captured, with_previous)]
    assert counts[1] - counts[0] == 2, "what cannot run is not counted as run"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["no.txt", str(RIGHT)], "上年报告 no.txt：不存在"),
        ([str(ROOT / "checker"), str(RIGHT)], "无法读取"),
        ([str(RIGHT), str(RIGHT), str(ROOT / "samples" / "damaged.txt")], "一次只能检查一个文件"),
    ],
)
def test_a_previous_that_cannot_be_compared_with(
    files: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--previous", *files]) == 2
    captured = capsys.readouterr()
    assert (said in captured.err, captured.out) == (True, "")


def test_an_empty_previous(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.txt").write_text("\n", "utf-8")
    assert run(["--previous", str(tmp_path / "old.txt"), str(RIGHT)]) == 2
    assert "没有内容" in capsys.readouterr().err


@given(
    st.text("推进法治建设政", max_size=9),
    st.text("推进法治建设政", min_size=6, max_size=12),
    st.text("政府", max_size=9),
)
def test_a_clause_said_twice_at_once_is_found_wherever_it_stands(before: str, clause: str, behind: str) -> None:
    text = f"云岫县2024年法治政府建设年度报告\n\n{before}{clause}{clause}{behind}。\n"
    found = lint(Source("", text), load("official-document"), chosen=frozenset({"repeated-clause"})).diagnostics
    assert found
    assert text[found[0].problem.related[0].span.start :].startswith(found[0].excerpt)
