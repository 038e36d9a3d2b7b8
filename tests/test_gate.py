"""A gate fails shut: what other linters let through, defects, strangers' patterns, signals, full disks, many processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import BROKEN, RIGHT, ROOT, Run, write
from reportlint.checks import every
from reportlint.layer import read_toml
from reportlint.report import FORMATS

REPORTLINT = [sys.executable, "-m", "reportlint"]


def test_bytes_in_the_national_encoding_are_read(reportlint: Run) -> None:
    Path("a.txt").write_bytes(BROKEN.encode("gb18030"))
    code, out, _ = reportlint("a.txt")
    assert (code, "broken-numbering" in out) == (1, True)


@pytest.mark.parametrize(
    "call",
    [
        ("missing.txt",),
        ("missing.txt", "right.txt"),
        ("../missing.md",),
        ("undecodable.txt",),
        ("empty.txt", "right.txt"),
        ("folder",),
        ("--select", "unknown-rule", "right.txt"),
        ("--ignore", "unknown-rule", "right.txt"),
        ("--ruleset", "unknown", "right.txt"),
        ("--config", "broken.toml", "right.txt"),
        ("--config", "missing.toml", "right.txt"),
        ("--output", "unknown", "right.txt"),
        ("--output", "json:missing/found.json", "right.txt"),
        ("--baseline", "broken.toml", "right.txt"),
        ("--changed-since", "HEAD", "right.txt"),
        ("fix", "missing.txt"),
        ("fix", "undecodable.txt"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_ends_with_two(reportlint: Run, call: tuple[str, ...]) -> None:
    write("right.txt", RIGHT)
    write("empty.txt", "")
    write("broken.toml", "rules = [\n")
    Path("undecodable.txt").write_bytes(b"\xff\xff\xff\xff")
    Path("folder").mkdir()
    code, _, err = reportlint(*call)
    assert code == 2
    assert err


@pytest.mark.parametrize("form", FORMATS)
def test_the_exit_code_does_not_depend_on_the_form(reportlint: Run, form: str) -> None:
    """Findings end with 1 and an unread file with 2 in every form, on the screen and in a file."""
    assert reportlint("--output", form, write("a.txt", BROKEN))[0] == 1
    assert reportlint("--output", f"{form}:found", "a.txt")[0] == 1
    assert reportlint("--output", form, write("b.txt", RIGHT))[0] == 0
    assert reportlint("--output", form, "b.txt", "missing.txt")[0] == 2


def test_several_outputs_in_one_run(reportlint: Run) -> None:
    code, out, _ = reportlint("--output", "json:found.json", "-o", "concise", write("a.txt", BROKEN))
    assert (code, out.startswith("a.txt:")) == (1, True)
    assert json.loads(Path("found.json").read_text("utf-8"))[0]["rule"] == "broken-numbering"
    assert reportlint("-o", "json", "-o", "concise", "a.txt")[0] == 2
    assert reportlint("-o", "json:x", "-o", "concise:./x", "a.txt")[0] == 2
    assert reportlint("-o", "json:x", "--receipt", "x", "a.txt")[0] == 2


def test_a_defect_in_one_check_is_told_and_the_others_findings_kept(
    reportlint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def defect(*_: object, **__: object) -> None:
        raise RuntimeError("defect")

    monkeypatch.setitem(every(), "structure.missing_title", defect)
    code, out, err = reportlint(write("a.txt", BROKEN))
    assert (code, "broken-numbering" in out) == (2, True)
    assert "a.txt：检查时程序出错，没有检查完，请报告此问题（missing-title: RuntimeError: defect）" in err


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers on this system")
def test_a_strangers_pattern_cannot_hang_the_run(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.limits.SECONDS", 0.3)
    Path("mine").mkdir()
    slow = 'extends = ["official-document"]\n[rules.missing-end-mark]\ncontact = "(建+)+x"\nends = "x"\nwrapped = 100\n'
    write("mine/ruleset.toml", slow)
    start = time.process_time()
    code, out, err = reportlint("--ruleset", "mine", write("a.txt", BROKEN.replace("。", "建" * 40 + "。", 1)))
    assert time.process_time() - start < 20
    assert (code, "broken-numbering" in out) == (2, True)
    assert "missing-end-mark: TimeoutError: over 0 s: a pattern of the ruleset takes too long" in err
    read_toml.cache_clear()
    write("mine/ruleset.toml", 'extends = ["official-document"]\n[detect]\npatterns = ["(建+)+x"]\n')
    code, _, err = reportlint(
        "--ruleset", "mine", write("b.txt", f"云岫县{'建' * 40}的报告\n\n一、{'建' * 40}\n平稳。\n")
    )
    assert (code, "TimeoutError" in err) == (2, True)
    read_toml.cache_clear()
    write("mine/ruleset.toml", '[[section]]\nid = "a"\nname = "甲"\npatterns = ["(建+)+x"]\n')
    code, _, err = reportlint("outline", "--ruleset", "mine", "b.txt")
    assert (code, "takes too long" in err) == (2, True)


def test_a_ruleset_cannot_reach_outside_its_folder(reportlint: Run) -> None:
    Path("mine").mkdir()
    write("secret.tsv", "wrong\tright\tseverity\tmark\tsource\n截止\t截至\terror\tV\tx\n")
    write("secret.csv", "wrong,right\n截止,截至\n")
    for text in ('[rules.wrong-term]\nterms = "../secret.tsv"\n', 'words = "../secret.csv"\n'):
        write("mine/ruleset.toml", 'extends = ["official-document"]\n' + text)
        assert reportlint("--ruleset", "mine", write("a.txt", RIGHT))[0] == 2


def test_many_processes_give_the_same(reportlint: Run) -> None:
    for file in sorted((ROOT / "samples").glob("*.txt")):
        Path(file.name).write_bytes(file.read_bytes())
    write("empty.txt", "")
    write(
        "broken-wording.txt.reportlint.toml",
        '[[exemption]]\nrule = "wrong-term"\nquotation = "截止"\nreason = "字段"\n',
    )
    calls = [("--jobs", str(jobs), "--output", "json", "--receipt", f"{jobs}.json", ".") for jobs in (1, 2, 5)]
    one, two, five = (reportlint(*call) for call in calls)
    assert one == two == five
    assert one[0] == 2 and "empty.txt：没有内容" in one[2]
    assert Path("1.json").read_bytes() == Path("2.json").read_bytes() == Path("5.json").read_bytes()
    write("reportlint.toml", "fail-on = 1\n")
    assert reportlint("--jobs", "2", ".")[0] == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_signals_end_a_run_in_good_order(tmp_path: Path, number: int, code: int, jobs: str) -> None:
    for at in range(4_000):
        (tmp_path / f"{at}.txt").write_text(RIGHT, "utf-8")
    process = subprocess.Popen(
        [*REPORTLINT, "--jobs", jobs, str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1.5 if jobs == "2" else 0.8)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert out == b""
    assert b"Traceback" not in err
    assert err.decode().strip().endswith("已中断" if number == signal.SIGINT else "已被终止")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_no_success(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(RIGHT, "utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*REPORTLINT, str(report)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert "无法输出" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert (
        subprocess.run([*REPORTLINT, "-o", "json:/dev/full", str(report)], capture_output=True, check=False).returncode
        == 2
    )


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def test_only_what_changed(reportlint: Run) -> None:
    for name in ("a.txt", "b.txt", "报告.txt"):
        write(name, RIGHT)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "begin")
    code, out, err = reportlint("--changed-since", "HEAD", ".")
    assert (code, out, "自 HEAD 以来没有改动过的报告，没有检查" in err) == (0, "", True)
    for name in ("报告.txt", "new.txt"):
        write(name, BROKEN)
    os.unlink("b.txt")
    code, out, _ = reportlint("-o", "json", "--changed-since", "HEAD", ".")
    assert code == 1
    assert {each["filename"] for each in json.loads(out)} == {"./报告.txt", "./new.txt"}
    code, _, err = reportlint("--changed-since", "no-such-branch", ".")
    assert (code, "git 找不到版本“no-such-branch”" in err) == (2, True)
    assert reportlint("--changed-since", "--output=x", ".")[0] == 2
