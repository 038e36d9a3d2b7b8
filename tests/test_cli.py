"""The command line as its users meet it: outputs, languages, commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from conftest import BROKEN, RIGHT, ROOT, Run, write
from reportlint import __version__


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
    code, out, _ = reportlint("--output", "concise:found.txt", name)
    assert (code, out) == (1, "")
    assert "broken-numbering" in Path("found.txt").read_text("utf-8")
    code, _, err = reportlint("--output", "full:no/where.txt", name)
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
        buffer = open(write("in.txt", BROKEN), "rb")  # noqa: SIM115  # closed below

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


def test_many_files(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(21):
        write(f"{number}.txt", RIGHT)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    code, out, _ = reportlint(".")
    assert code == 0
    assert "检查21个文件" in out
    assert "其余文件：法治政府建设年度报告16个" in out
    assert "other files: 16 as annual report" in reportlint("--lang", "en", ".")[1]


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
        "  规则集 unrecognised-type（未识别的类型（按公文通用规则检查））",
        "一、 甲",
        "    （一） 乙  [1段]",
        "── 云岫县人民政府",
    ]
    assert "(no title)" in reportlint("--lang", "en", "outline", write("b.txt", "平稳。"))[1]


OUTLINED = """云岫县水务局2024年工作总结

第一部分 2024年工作情况

一、供水情况
平稳。

短板

人手不够。

第二部分 困难和问题

有一些。
"""


def test_the_outline_shows_what_each_heading_was_taken_for(reportlint: Run) -> None:
    section = '[[section]]\nid = "{}"\nname = "{}"\nheadings = ["{}"]\nrequired = true\n{}\n'
    told = [
        ("all", "工作", "*年工作情况", "split = true"),
        ("supply", "供水", "供水*", "nested = true"),
        ("hard", "困难", "困难*", ""),
        ("problems", "问题", "问题", 'also = ["问题"]'),
        ("short", "短板", "短板", ""),
        ("tax", "税收", "税*", ""),
    ]
    write("ruleset.toml", 'title = "总结"\n' + "".join(section.format(*each) for each in told))
    write("reportlint.toml", 'type = "."\n')
    code, out, _ = reportlint("outline", write("a.txt", OUTLINED))
    assert code == 0
    assert out.splitlines()[2:] == [
        f"  规则集 {Path().resolve().name}（总结）",
        "── 第一部分 2024年工作情况  → 工作（all）",
        "一、 供水情况  [3段]  → 供水（supply）",
        "── 第二部分 困难和问题  → 困难（hard）  → 问题（problems）",
        "没有对上标题：短板（short）；第8行说到",
        "没有对上标题：税收（tax）",
    ]
    assert reportlint("outline", "--ruleset", ".", "a.txt")[1] == out
    assert "规则集 official-document" in reportlint("outline", "--ruleset", "official-document", "a.txt")[1]
    write("slow.txt", f"云岫县{'建' * 40}。\n\n一、{'建' * 40}\n平稳。\n")


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


def test_lark_is_not_imported_for_a_run(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(RIGHT, "utf-8")
    script = f"import sys; from reportlint.cli import run; run([{str(file)!r}]); print('lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")
