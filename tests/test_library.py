"""The library: its page runs, its names are there and typed, and it starts fast."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

import reportlint
from conftest import BROKEN, RIGHT, ROOT, Run
from reportlint.report import FORMATS

PAGE = ROOT / "docs" / "library.md"


def code(page: str) -> str:
    """Return the examples of a page, all else blank, so that lines keep their numbers."""
    blocks = re.compile(r"^```pycon\n(.*?)^```$", re.M | re.S)
    lines = [""] * (page.count("\n") + 1)
    for block in blocks.finditer(page):
        first = page.count("\n", 0, block.start(1))
        lines[first : first + block[1].count("\n")] = block[1].splitlines()
    return "\n".join(lines)


def test_the_examples_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("报告.txt", "上年.txt"):
        shutil.copy(ROOT / "samples" / "broken-structure.txt", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    test = doctest.DocTestParser().get_doctest(code(PAGE.read_text("utf-8")), {}, "library.md", str(PAGE), 0)
    said: list[str] = []
    result = doctest.DocTestRunner().run(test, out=said.append)
    assert result.failed == 0, "".join(said)
    assert result.attempted > 20


def test_every_name_is_there_once_and_leads_somewhere() -> None:
    found = [getattr(reportlint, name) for name in reportlint.__all__]
    assert all(found) and len({id(each) for each in found}) == len(found)
    assert set(reportlint.__all__) <= set(dir(reportlint))
    homes = [name for names in reportlint._HOMES.values() for name in names]
    assert sorted([*homes, "__version__"]) == sorted(reportlint.__all__)


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="lnit"):
        _ = reportlint.lnit  # type: ignore[attr-defined]  # a name that is not there


def test_importing_it_imports_nothing_heavy() -> None:
    script = "import sys, reportlint; print(*(m for m in sys.modules if m.partition('.')[0] in ('reportlint', 'lark', 'click', 'jinja2')))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == ["reportlint"]


def test_its_types_are_seen_from_outside(tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text(
        "from datetime import date\n"
        "from reportlint import Diagnostic, Outcome, Source, lint, load_ruleset, render\n"
        "outcome: Outcome = lint(Source.of('a'), load_ruleset('official-document'), as_of=date(2024, 3, 1))\n"
        "first: Diagnostic = outcome.diagnostics[0]\n"
        "row: int = first.start.row\n"
        "text: str = render(outcome, 'json')\n"
        "lint(3)\n"
        "from reportlint import lnit\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", str(tmp_path / "user.py")]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"MYPYPATH": str(ROOT / "checker")},
    )
    assert re.findall(r"^user\.py:(\d+): error: .*\[([\w-]+)\]$", done.stdout, re.M) == [
        ("7", "arg-type"),
        ("8", "attr-defined"),
    ], done.stdout


def test_it_finds_what_the_command_line_finds(reportlint: Run, tmp_path: Path) -> None:
    from reportlint import lint, render

    Path("报告.txt").write_text(BROKEN, "utf-8")
    for form in ("json", "sarif", "concise"):
        _, out, _ = reportlint("check", "--isolated", "-o", form, "报告.txt")
        assert render(lint("报告.txt"), form) == out


def test_last_years_report_and_a_day_are_handed_on(tmp_path: Path) -> None:
    from datetime import date

    (tmp_path / "上年.txt").write_text(RIGHT, "utf-8")
    again = reportlint.lint(reportlint.Source.of(RIGHT), previous=tmp_path / "上年.txt")
    assert "copied-from-previous" in {found.rule.id for found in again.diagnostics}
    law = "云岫县人民政府关于2024年度法治政府建设情况的报告\n\n依照《中华人民共和国合同法》签订合同。\n"
    rules = {
        day.year: {
            f.rule.id for f in reportlint.lint(reportlint.Source.of(law), "official-document", as_of=day).diagnostics
        }
        for day in (date(2019, 3, 1), date(2025, 3, 1))
    }
    assert "repealed-law" in rules[2025] - rules[2019]


def test_what_was_not_judged_whole_says_so() -> None:
    draft = reportlint.Source.of(RIGHT)
    assert reportlint.lint(draft).whole
    assert not reportlint.lint(draft, "official-document", select=["comments-left"]).whole
    assert reportlint.lint(draft, "official-document", select="missing-title").whole


def test_rulesets_can_be_shared_by_threads() -> None:
    ruleset = reportlint.load_ruleset("rule-of-law-report")
    found: list[int] = []
    draft = reportlint.Source.of(BROKEN)
    threads = [Thread(target=lambda: found.append(len(reportlint.lint(draft, ruleset).diagnostics))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 and len(set(found)) == 1 and found[0]


def test_a_form_that_there_is_not_is_refused() -> None:
    outcome = reportlint.lint(reportlint.Source.of(BROKEN))
    with pytest.raises(ValueError, match="did you mean “json”"):
        reportlint.render(outcome, "jsno")
    assert all(reportlint.render([outcome, outcome], form) for form in FORMATS)


def test_a_fault_of_a_report_tells_in_a_word_and_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04word/document.xml")
    with pytest.raises(reportlint.SourceError) as error:
        reportlint.lint(tmp_path / "a.docx")
    assert (error.value.fault, error.value.why.zh) == ("damaged", "文件已损坏或者不完整，没有检查")
    with pytest.raises(FileNotFoundError):
        reportlint.lint(RIGHT[:20])
