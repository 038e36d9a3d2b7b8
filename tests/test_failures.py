"""What goes wrong is never silent: bad input, wrong calls, defects and interruptions end with the right exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import BROKEN, RIGHT, Run, write

BAD = {
    "empty.txt": (b"", "没有内容"),
    "blank.txt": (b" \n\t\r\n", "没有内容"),
    "binary.txt": (bytes(range(256)) * 4, "不是文本文件"),
    "undecodable.txt": (b"\xff\xff\xff\xff\xff", "无法解码"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files(reportlint: Run, name: str) -> None:
    data, reason = BAD[name]
    Path(name).write_bytes(data)
    write("good.txt", BROKEN)
    code, out, err = reportlint(name, "good.txt")
    assert code == 2
    assert f"{name}：" in err and reason in err and err.count("\n") == 1
    assert "broken-numbering" in out, "the other file is still linted"
    assert "另有1个文件没有检查" in out
    assert "not checked" in reportlint("--lang", "en", name)[2].lower()


def test_missing_and_unreadable(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reportlint("no.txt")[0] == 2
    assert "no.txt：不存在，没有检查" in reportlint("no.txt")[2]
    Path("empty").mkdir()
    code, _, err = reportlint("empty")
    assert (code, "empty：目录中没有 .txt、.docx、.pdf、.ofd 等文件" in err) == (2, True)
    module = sys.modules["reportlint.cli.examining"]
    monkeypatch.setattr(module, "read_bytes", lambda _: (_ for _ in ()).throw(PermissionError()))
    code, _, err = reportlint(write("a.txt", RIGHT))
    assert (code, "a.txt：无法读取" in err) == (2, True)


def test_a_crash_is_no_silence(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("defect")

    monkeypatch.setattr("reportlint.linter.lint", crash)
    code, _, err = reportlint(write("a.txt", RIGHT))
    assert code == 2
    assert "a.txt：检查时程序出错" in err
    assert "RuntimeError: defect" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "缺少参数"),
        (("--frob", "a.txt"), "没有选项“--frob”"),
        (("--statistic", "a.txt"), "是否想写“--statistics”"),
        (
            ("--output-format", "jsn", "a.txt"),
            "没有输出格式“jsn”，可用的有 full、concise、json、jsonl、sarif",
        ),
        (("--select", "brokn-numbering", "a.txt"), "没有规则或类别“brokn-numbering”，是否想写“broken-numbering”"),
        (("--ignore", "xyz", "a.txt"), "没有规则或类别“xyz”"),
        (("--ruleset", "rule-of-law-reprt", "a.txt"), "没有规则集“rule-of-law-reprt”，是否想写“rule-of-law-report”"),
        (("--encoding", "utf-99", "a.txt"), "没有编码“utf-99”"),
        (("explain", "missing-sections"), "没有规则“missing-sections”，是否想写“missing-section”"),
        (("explain",), "缺少参数"),
        (("outline", "no.txt"), "no.txt：不存在"),
        (("outline", "blank.txt"), "blank.txt：没有内容"),
        (("rules", "--ruleset", "none"), "没有规则集“none”"),
        (("rules", "too", "many"), "用法不对"),
        (("completion", "csh"), "只能是 bash、zsh、fish"),
    ],
)
def test_wrong_calls(reportlint: Run, arguments: tuple[str, ...], said: str) -> None:
    write("a.txt", RIGHT)
    write("blank.txt", "\n")
    code, out, err = reportlint(*arguments)
    assert code == 2
    assert said in err
    assert err.count("\n") == 1
    assert out == ""


def test_office_files_in_a_folder_are_not_passed_over(reportlint: Run) -> None:
    Path("in").mkdir()
    write("in/a.txt", RIGHT)
    write("in/b.CEB", "PK")
    code, out, err = reportlint("in")
    assert (code, "检查1个文件" in out) == (2, True)
    assert "in/b.CEB：这种格式读不了，没有检查" in err


def test_nothing_to_run_is_no_silence(reportlint: Run) -> None:
    name = write("a.txt", "关于供暖的会议纪要\n\n一、甲\n平稳。\n")
    assert reportlint("--select", "missing-section", name)[0] == 2
    assert "看不出报告类型" in reportlint("--select", "missing-section,empty-section", name)[2]
    assert reportlint("--select", "structure", "--ignore", "structure", name)[0] == 2
    assert reportlint("--select", ",", name)[0] == 2
    assert reportlint("--select", "unrecognised-report", write("b.txt", RIGHT))[0] == 2


def test_a_draft_is_not_overwritten(reportlint: Run) -> None:
    name = write("a.txt", RIGHT)
    code, _, err = reportlint("--output", "full:./a.txt", name)
    assert (code, "不能写入结果" in err) == (2, True)
    assert Path(name).read_text("utf-8") == RIGHT
    assert reportlint("--statistics", "--output-format", "json", name)[0] == 2


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(RIGHT + "据云政发[2021]3号文。\n\n" * 20_000, "utf-8")
    command = f"'{sys.executable}' -m reportlint --output-format concise '{file}' | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "wrong-year-brackets" in done.stdout
    assert "Traceback" not in done.stderr


def test_an_interrupted_run(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.linter.lint", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt()))
    code, _, err = reportlint(write("a.txt", RIGHT))
    assert (code, err.strip().endswith("已中断")) == (130, True)
