"""Mending reports: what fixes must never change, and how files are written."""

from __future__ import annotations

import os
import random
import re
import signal
import stat
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import BROKEN, RIGHT, ROOT, Run, write
from reportlint import writing
from reportlint.diagnostic import Diagnostic, Edit, Fix, Problem
from reportlint.language import Message
from reportlint.linter import Outcome, lint
from reportlint.mending import Mended, changed, mend, tokens
from reportlint.parser import parse
from reportlint.ruleset import detectable
from reportlint.source import Source, Span

LINT = partial(lint, ruleset=detectable())
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
SLIPS = (
    "（",
    "）",
    ",",
    "，，",
    "〔",
    "[",
    "]",
    "一、",
    "二是",
    "《",
    "》",
    "“",
    "12",
    "2023年",
    " ",
    "。。。",
    "号",
    "第",
)


def names_and_digits(text: str) -> tuple[list[str], list[str]]:
    """A second opinion on what may not change, without the parser."""
    names = [re.sub(r"[\W_]", "", name) for name in re.findall("《[^《》\n]*》", text)]
    return re.findall("[0-9]+", normalize("NFKC", text)), names


def hold(source: Source, mended: Mended) -> None:
    """Assert what every fix promises."""
    before, after = (list(tokens(parse(each))) for each in (source, mended.source))
    assert len(after) >= len(before) - 3 * len(mended.done)
    if not mended.done:
        assert mended.source.text == source.text
    again = mend(mended.source, LINT)
    assert (again.source.text, again.done) == (mended.source.text, ()), "mending twice changes nothing more"
    found, left = (len(outcome.diagnostics) for outcome in (LINT(source), mended.outcome))
    assert left <= found, "no finding is added"


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_samples(file: Path) -> None:
    source = Source.decode(file.name, file.read_bytes())
    hold(source, mend(source, LINT))
    by_proposals = mend(source, LINT, unsafe=True).source
    hold(by_proposals, mend(by_proposals, LINT))


def test_real_texts(corpus: Path) -> None:
    """Over all real texts, safe fixes change no digit and no name at all: the slips there are of marks alone."""
    count = 0
    for file in sorted(corpus.rglob("*.txt")):
        source = Source.decode(file.name, file.read_bytes())
        mended = mend(source, LINT)
        hold(source, mended)
        count += len(mended.done)
        others = {"wrong-number-mark", "year-range-form"}
        if not {d.rule.id for d in mended.done} & others:
            assert names_and_digits(mended.source.text) == names_and_digits(source.text), file.name
    assert count >= 10


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(SAMPLES[:6]), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(SLIPS)), min_size=1, max_size=6)
)
def test_mutated_samples(file: Path, slips: list[tuple[float, str]]) -> None:
    text = file.read_text("utf-8")
    for place, slip in slips:
        at = int(place * len(text))
        text = text[:at] + slip + text[at:]
    source = Source(file.name, text)
    hold(source, mend(source, LINT))


def finding(text: str, found: str, edits: dict[str, str]) -> Diagnostic:
    """A finding at the first place of some words, whose fix replaces others."""
    source = Source("a.txt", text)
    start = text.index(found)
    rule = next(rule for rule in detectable()[0].rules if rule.category == "wording")
    made = tuple(Edit(Span(text.index(old), text.index(old) + len(old)), new) for old, new in edits.items())
    return Diagnostic(source, rule, Problem(Span(start, start + len(found)), Message("", ""), Fix(made)), ())


@pytest.mark.parametrize(
    ("found", "edits", "kinds"),
    [
        ("办理", {"126": "162"}, {"digits"}),
        ("办理126件", {"126": "162"}, set()),
        ("办法", {"云岫县办法": "云岫县办发"}, {"name"}),
        ("《云岫县办法》", {"云岫县办法": "云岫县规定"}, set()),
        ("依法", {"依法行政": "依法治县"}, {"quotation"}),
        ("依法", {"依法行政": "依法，行政"}, set()),
        ("印发", {"〔2021〕": "[2021]"}, {"number"}),
        ("印发", {"3月5日": "三月5日"}, {"digits", "date"}),
        ("印发", {"一、": "1. "}, {"mark"}),
        ("印发", {"印发": "发布"}, set()),
    ],
)
def test_what_a_fix_may_not_change(found: str, edits: dict[str, str], kinds: set[str]) -> None:
    text = "云岫县报告\n\n一、总体情况\n印发《云岫县办法》（云政发〔2021〕5号），3月5日起“依法行政”，办理126件。\n"
    diagnostic = finding(text, found, edits)
    after = text
    for old, new in edits.items():
        after = after.replace(old, new, 1)
    broken = changed(list(tokens(parse(Source("", text)))), list(tokens(parse(Source("", after)))), after, [diagnostic])
    assert {token.kind for token in broken} == kinds


def test_a_fix_that_changes_more_is_refused() -> None:
    text = RIGHT.replace("。", "。办理126件。", 1)
    bad = finding(text, "办理", {"126": "162"})

    def judge(source: Source) -> Outcome:
        found = (bad,) if source.text == text else ()
        return LINT(source)._replace(diagnostics=found)

    mended = mend(Source("a.txt", text), judge)
    assert (mended.source.text, mended.done, mended.refused) == (text, (), (bad,))


def test_a_fix_that_brings_a_new_finding_is_refused_and_others_are_made() -> None:
    text = RIGHT + "据云政发[2021]3号文、云政发[2022]4号文、云政发[2020]9号文。\n"

    def judge(source: Source) -> Outcome:
        outcome = LINT(source)
        more = [d for d in outcome.diagnostics for _ in range(2 if "〔2022〕4" in source.text else 1)]
        return outcome._replace(
            diagnostics=(*more, *(LINT(Source("", BROKEN)).diagnostics if "〔2022〕4" in source.text else ()))
        )

    mended = mend(Source("a.txt", text), judge)
    assert "云政发〔2021〕3号文、云政发[2022]4号文、云政发〔2020〕9号文" in mended.source.text
    assert [d.excerpt for d in mended.refused] == ["[2022]"]


WRONG = RIGHT + "据云政发[2021]3号文。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_stay(reportlint: Run, encoding: str, end: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    right = (mark + WRONG.replace("[2021]", "〔2021〕")).replace("\n", end)
    Path("a.txt").write_bytes((mark + WRONG).replace("\n", end).encode(encoding))
    code, out, err = reportlint("fix", "a.txt")
    assert Path("a.txt").read_bytes() == right.encode(encoding)
    assert (code, out) == (0, "")
    assert "a.txt：改了1处" in err
    assert "wrong-year-brackets  [2021] → 〔2021〕" in err


def test_diff_shows_and_writes_nothing(reportlint: Run) -> None:
    write("a.txt", WRONG)
    code, out, _ = reportlint("fix", "--diff", "a.txt")
    assert code == 1
    assert "-据云政发[2021]3号文。\n+据云政发〔2021〕3号文。\n" in out
    assert Path("a.txt").read_text("utf-8") == WRONG
    assert reportlint("fix", "--diff", write("b.txt", RIGHT))[:2] == (0, "")


def test_unsafe_fixes_are_asked_for(reportlint: Run) -> None:
    write("a.txt", BROKEN)
    assert reportlint("fix", "a.txt")[0] == 1
    assert Path("a.txt").read_text("utf-8") == BROKEN
    assert reportlint("fix", "--unsafe", "a.txt")[0] == 0
    assert Path("a.txt").read_text("utf-8") == RIGHT


def test_check_can_mend_first(reportlint: Run) -> None:
    code, out, err = reportlint("check", "--fix", write("a.txt", WRONG + BROKEN))
    assert code == 1
    assert "改了1处" in err
    assert "wrong-year-brackets" not in out
    assert "〔2021〕3号" in Path("a.txt").read_text("utf-8")


def test_links_and_permissions_stay(reportlint: Run) -> None:
    write("a.txt", WRONG)
    os.chmod("a.txt", 0o640)
    os.symlink("a.txt", "link.txt")
    assert reportlint("fix", "link.txt")[0] == 0
    assert Path("link.txt").is_symlink()
    assert stat.S_IMODE(os.stat("a.txt").st_mode) == 0o640
    assert "〔2021〕" in Path("a.txt").read_text("utf-8")
    assert sorted(os.listdir(".")) == ["a.txt", "link.txt"]


def test_what_may_not_be_written_is_left(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    os.chmod(write("a.txt", WRONG), 0o444)
    code, _, err = reportlint("fix", "a.txt")
    assert (code, "a.txt：不可写，没有修改" in err) == (2, True)
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    code, _, err = reportlint("fix", write("b.txt", WRONG))
    assert (code, "b.txt：无法写入，没有修改" in err) == (2, True)
    assert [Path(name).read_text("utf-8") for name in ("a.txt", "b.txt")] == [WRONG, WRONG]
    assert sorted(os.listdir(".")) == ["a.txt", "b.txt"], "no half-written file is left behind"


def test_what_somebody_else_wrote_meanwhile_is_left(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("new", "utf-8")
    with pytest.raises(writing.WriteError, match="changed"):
        writing.write_back(str(file), b"old", b"mended")
    assert file.read_text("utf-8") == "new"


def test_bytes_that_cannot_come_back_are_left(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"+AGE-")  # UTF-7 has several spellings of one text
    source = Source("", "a", "utf-7")
    with pytest.raises(writing.WriteError, match="encoding"):
        writing.encoded(file.read_bytes(), source, source.with_text("b"))
    narrow = Source("", "a", "ascii")
    with pytest.raises(writing.WriteError, match="encoding"):
        writing.encoded(b"a", narrow, narrow.with_text("〔"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_run_leaves_no_file_damaged(tmp_path: Path) -> None:
    """At twenty random moments a run over 200 files is killed: every file is the old one or the new one."""
    old = WRONG.encode()
    new = WRONG.replace("[2021]", "〔2021〕").encode()
    files = [tmp_path / f"{number}.txt" for number in range(200)]
    for file in files:
        file.write_bytes(old)
    command = [sys.executable, "-m", "reportlint", "fix", str(tmp_path)]
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    whole = time.perf_counter() - start
    moment = random.Random(20)
    mended = []
    for _ in range(20):
        for file in files:
            file.write_bytes(old)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment.uniform(0.1, 0.9) * whole)
        process.kill()
        process.wait()
        found = [file.read_bytes() for file in files]
        assert set(found) <= {old, new}
        mended.append(found.count(new))
    assert len({count for count in mended if 0 < count < 200}) > 3, "the runs were killed in their midst"
