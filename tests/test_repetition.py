"""Sentences, and the comparison with last year's report on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import ROOT
from reportlint.cli import run
from reportlint.parser import parse
from reportlint.prose import compared
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


def test_sentences_have_their_places() -> None:
    text = "关于工作的报告\n\n平稳。“好！”有序？表格\n一、甲\n（一）乙。丙 丁。\n\n云岫县人民政府\n2025年2月24日\n\n附件\n戊。\n"
    document = parse(Source("", text))
    assert [s.value for s in document.sentences] == ["平稳。", "“好！”", "有序？", "丙 丁。"]
    assert all(document.source[s.span] == s.value for s in document.sentences)


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
