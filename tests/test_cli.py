"""The command line as its users meet it: exit codes, outputs, languages, bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from conftest import ROOT
from reportlint import __version__
from reportlint.cli import run

RIGHT = (ROOT / "samples" / "right-thematic.txt").read_text("utf-8")
BROKEN = RIGHT.replace("一、", "三、", 1)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def reportlint(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in an empty folder; returns exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REPORTLINT_LANG", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def write(name: str, text: str, encoding: str = "utf-8") -> str:
    Path(name).write_text(text, encoding, newline="")
    return name


def test_a_right_report(reportlint: Run) -> None:
    code, out, err = reportlint(write("a.txt", RIGHT))
    assert code == 0
    assert "a.txt：UTF-8，类型：法治政府建设年度报告（2021年），规则集 rule-of-law-report，检查了" in out
    assert "检查1个文件：错误0处，警告0处，提示0处" in out
    assert err == ""


def test_a_broken_report(reportlint: Run) -> None:
    code, out, _ = reportlint("check", write("a.txt", BROKEN))
    assert code == 1
    assert "broken-numbering" in out
    assert "依据" in out
    assert "修改  三、 → 一、  [建议，请核对]" in out


def test_english(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = reportlint("--lang", "en", write("a.txt", BROKEN))
    assert code == 1
    assert "error broken-numbering number out of sequence; expected “一、”" in out
    assert "1 file(s) checked: 1 error(s)" in out
    monkeypatch.setenv("REPORTLINT_LANG", "en_GB")
    assert "1 file(s) checked" in reportlint("a.txt")[1]
    assert "检查1个文件" in reportlint("--lang=zh", "a.txt")[1]


def test_caret_stands_under_full_width_text(reportlint: Run) -> None:
    text = RIGHT.replace("。", "。据云政发〔2021〕第5号文。", 1)
    _, out, _ = reportlint(write("a.txt", text))
    lines = out.splitlines()
    at = next(n for n, line in enumerate(lines) if set(line.strip("| ")) == {"^"})
    quoted, caret = lines[at - 1], lines[at]
    before = quoted[: quoted.index("第5号")]
    assert caret.index("^") == sum(2 if ord(c) > 0x2E7F else 1 for c in before)
    assert caret.count("^") == 3


def test_repeats_fold(reportlint: Run) -> None:
    text = RIGHT + "".join(f"据云政发[2021]{n}号文。\n\n" for n in range(1, 40))
    _, out, _ = reportlint(write("a.txt", text))
    assert out.count("依据") == 5
    assert "另有34处" in out
    assert " …" in out


def test_control_signs_are_not_passed_on(reportlint: Run) -> None:
    _, out, _ = reportlint("--color", "never", write("a.txt", RIGHT + "据\x1b[31m云政发[2021]3号文。\n"))
    assert "\x1b" not in out
    assert "<1B>[31m" in out


@pytest.mark.parametrize("fail_on", ["note", "warning", "error"])
def test_fail_on(reportlint: Run, fail_on: str) -> None:
    text = RIGHT.replace("一、", "一.", 1).replace("\n二、", "\n2、", 1)
    noted = write(
        "note.txt", RIGHT.replace("存在的不足和原因", "存在的不足").replace("原因", "情况").replace("由于", "")
    )
    assert reportlint("--fail-on", fail_on, write("a.txt", text))[0] == 1
    assert reportlint("--fail-on", fail_on, noted, "--select", "missing-causes")[0] == (1 if fail_on == "note" else 0)


def test_json(reportlint: Run) -> None:
    findings = write("a.txt", BROKEN + "据云政发[2021]3号文。据云政发[2021]3号文。\n")
    code, out, err = reportlint("--output-format", "json", findings)
    found = json.loads(out)
    jsonschema.validate(found, json.loads((ROOT / "docs" / "findings.schema.json").read_text("utf-8")))
    assert code == 1
    assert "检查1个文件" in err
    assert len({entry["fingerprint"] for entry in found}) == len(found) == 3
    assert found[1]["fix"]["edits"][0]["content"] == "〔2021〕"
    english = json.loads(reportlint("--lang", "en", "--output-format", "json", findings)[1])
    assert english[0]["message"] == "number out of sequence; expected “一、”"


def test_fingerprints_stay_when_lines_move(reportlint: Run) -> None:
    def marks(text: str) -> set[str]:
        return {e["fingerprint"] for e in json.loads(reportlint("--output-format", "json", write("a.txt", text))[1])}

    assert marks(BROKEN) == marks(BROKEN.replace("\n", "\n\n"))


def test_concise_and_output_file(reportlint: Run) -> None:
    name = write("a.txt", BROKEN)
    code, out, err = reportlint("--output-format", "concise", name)
    assert (code, out.count("\n")) == (1, 1)
    assert out.startswith("a.txt:") and " error broken-numbering 序号不连续，应为“一、”\n" in out
    assert "检查1个文件" in err
    code, out, _ = reportlint("--output-format", "concise", "--output-file", "found.txt", name)
    assert (code, out) == (1, "")
    assert "broken-numbering" in Path("found.txt").read_text("utf-8")
    code, _, err = reportlint("--output-file", "no/where.txt", name)
    assert code == 2
    assert "无法写入 no/where.txt" in err


def test_quiet_and_statistics(reportlint: Run) -> None:
    name = write("a.txt", BROKEN)
    assert "检查1个文件" not in reportlint("-q", name)[1]
    assert reportlint("-q", "--statistics", name)[1] == "     1  error    broken-numbering\n"


def test_select_and_ignore(reportlint: Run) -> None:
    name = write("a.txt", BROKEN + "据云政发[2021]3号文。\n")

    def rules(*options: str) -> set[str]:
        return {e["rule"] for e in json.loads(reportlint("--output-format", "json", *options, name)[1])}

    assert rules() == {"broken-numbering", "wrong-year-brackets"}
    assert rules("--select", "references") == {"wrong-year-brackets"}
    assert rules("--select", "references,broken-numbering", "--ignore", "wrong-year-brackets") == {"broken-numbering"}
    assert rules("--ignore", "numbering, references") == set()


def test_rulesets_by_name_and_folder(reportlint: Run) -> None:
    name = write("a.txt", "关于供暖的会议纪要\n\n一、甲\n平稳。\n")
    assert reportlint(name)[0] == 1
    assert "unrecognised-report" in reportlint(name)[1]
    assert reportlint("--ruleset", "official-document", name)[0] == 0
    Path("mine").mkdir()
    write("mine/ruleset.toml", 'extends = ["official-document"]\n[rules.missing-title]\nseverity = "off"\n')
    code, out, _ = reportlint("--ruleset", "./mine", name)
    assert code == 0
    assert "规则集 mine" in out


def test_stdin(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = open(write("in.txt", BROKEN), "rb")  # noqa: SIM115

    monkeypatch.setattr("sys.stdin", Input)
    code, out, _ = reportlint("--stdin-filename", "草稿.txt", "-")
    Input.buffer.close()
    assert code == 1
    assert out.startswith("草稿.txt:")


def test_folders_are_walked(reportlint: Run) -> None:
    Path("reports/2024").mkdir(parents=True)
    Path("reports/.git").mkdir()
    for name in ("reports/b.txt", "reports/2024/a.TXT", "reports/.git/c.txt"):
        write(name, RIGHT)
    write("reports/notes.md", RIGHT)
    code, out, _ = reportlint("reports", "reports/b.txt")
    assert code == 0
    assert "检查2个文件" in out


def test_office_files_in_a_folder_are_not_passed_over(reportlint: Run) -> None:
    Path("in").mkdir()
    write("in/a.txt", RIGHT)
    write("in/b.DOCX", "PK")
    code, out, err = reportlint("in")
    assert (code, "检查1个文件" in out) == (2, True)
    assert "in/b.DOCX：不是文本文件，没有检查" in err


def test_nothing_to_run_is_no_silence(reportlint: Run) -> None:
    name = write("a.txt", "关于供暖的会议纪要\n\n一、甲\n平稳。\n")
    assert reportlint("--select", "missing-section", name)[0] == 2
    assert "看不出报告类型" in reportlint("--select", "missing-section,empty-section", name)[2]
    assert reportlint("--select", "structure", "--ignore", "structure", name)[0] == 2
    assert reportlint("--select", ",", name)[0] == 2
    assert reportlint("--select", "unrecognised-report", write("b.txt", RIGHT))[0] == 2


def test_a_draft_is_not_overwritten(reportlint: Run) -> None:
    name = write("a.txt", RIGHT)
    code, _, err = reportlint("--output-file", "./a.txt", name)
    assert (code, "不能写入结果" in err) == (2, True)
    assert Path(name).read_text("utf-8") == RIGHT
    assert reportlint("--statistics", "--output-format", "json", name)[0] == 2


def test_many_files(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(21):
        write(f"{number}.txt", RIGHT)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    code, out, _ = reportlint(".")
    assert code == 0
    assert "检查21个文件" in out
    assert "其余文件：法治政府建设年度报告16个" in out
    assert "other files: 16 as annual report" in reportlint("--lang", "en", ".")[1]


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
    assert (code, "empty：目录中没有 .txt 文件" in err) == (2, True)
    module = sys.modules["reportlint.cli.reading"]
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
            "--output-format 只能是 full、concise、json，不能是“jsn”，是否想写“json”",
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


def test_explain_rules_rulesets(reportlint: Run) -> None:
    assert reportlint("explain", "broken-reference")[1].startswith(
        "规则：broken-reference　类别：references　级别：error"
    )
    assert "basis: " in reportlint("explain", "broken-reference", "--lang", "en")[1]
    listed = reportlint("rules")[1]
    assert "missing-section" in listed and "unrecognised-report" in listed
    assert "required section missing" in reportlint("rules", "--lang", "en", "--ruleset", "rule-of-law-report")[1]
    assert "法治政府建设年度报告" in reportlint("rulesets")[1]


def test_outline(reportlint: Run) -> None:
    text = "云岫县人民政府关于2024年度工作的报告\n\n县委：\n\n平稳。\n\n一、甲\n（一）乙。丙。\n\n云岫县人民政府\n2025年2月24日\n"
    code, out, _ = reportlint("outline", write("a.txt", text))
    assert code == 0
    assert out.splitlines() == [
        "云岫县人民政府关于2024年度工作的报告",
        "  年度 2024　发文机关 云岫县人民政府　成文日期 2025-02-24　主送 县委：",
        "一、 甲",
        "    （一） 乙  [1段]",
        "── 云岫县人民政府",
    ]
    assert "(no title)" in reportlint("--lang", "en", "outline", write("b.txt", "平稳。"))[1]


def test_help_and_version(reportlint: Run) -> None:
    assert reportlint("--version") == (0, f"reportlint {__version__}\n", "")
    code, out, _ = reportlint("--help")
    assert (code, "用法：reportlint 文件… | 命令 …" in out, "completion" in out) == (0, True, True)
    assert "Usage: reportlint check [OPTIONS] FILE..." in reportlint("--lang", "en", "check", "--help")[1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(reportlint: Run, shell: str) -> None:
    assert "_REPORTLINT_COMPLETE" in reportlint("completion", shell)[1]


def test_completing_in_a_shell() -> None:
    environment = {
        **os.environ,
        "_REPORTLINT_COMPLETE": "bash_complete",
        "COMP_WORDS": "reportlint ou",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "reportlint"], env=environment, capture_output=True, text=True, check=False
    )
    assert "plain,outline" in done.stdout


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


def test_lark_is_not_imported_for_a_run(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(RIGHT, "utf-8")
    script = f"import sys; from reportlint.cli import run; run([{str(file)!r}]); print('lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")
