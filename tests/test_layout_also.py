"""The ruleset official-layout, laid over that of the type of a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from build_layout import file
from build_pages import html, markdown, ofd, pdf
from conftest import RIGHT, Run, write
from reportlint import configuration
from reportlint.ruleset import load


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A report in this folder, with a heading missing and the wrong paper; configurations are read anew."""
    configuration.read.cache_clear()
    configuration._nearest.cache_clear()
    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(file(size='<w:pgSz w:w="12240" w:h="16838"/>'))
    return "a.docx"


def rules(reportlint: Run, *arguments: str) -> set[str]:
    return {found["rule"] for found in json.loads(reportlint("--output", "json", *arguments)[1])}


def test_another_ruleset_goes_over_that_of_the_type(reportlint: Run, report: str) -> None:
    plain = rules(reportlint, report)
    assert "missing-section" in plain
    assert rules(reportlint, "--also", "official-layout", report) == plain | {"wrong-paper-size", "wrong-margins"}
    assert rules(reportlint, "--also", "official-layout", "--select", "layout", report) == {
        "wrong-paper-size",
        "wrong-margins",
    }
    only = rules(reportlint, "--ruleset", "official-layout", report)
    assert only == {"wrong-paper-size", "wrong-margins"}


def test_a_configuration_names_it_and_changes_it(reportlint: Run, report: str) -> None:
    write(configuration.NAME, 'also = ["official-layout"]\n[rules.wrong-paper-size]\nwidth = 216\n')
    found = rules(reportlint, report)
    assert "wrong-margins" in found
    assert "wrong-paper-size" not in found
    assert "missing-section" in found
    assert "wrong-margins" not in rules(reportlint, "--isolated", report)


def test_a_base_and_what_extends_it_may_both_name_some(reportlint: Run, report: str) -> None:
    Path("house").mkdir()
    Path("house/narrow").mkdir()
    write("house/reportlint.toml", 'also = ["narrow"]\n')
    write("house/narrow/ruleset.toml", 'extends = ["official-layout"]\n[rules.wrong-margins]\nseverity = "off"\n')
    write(configuration.NAME, 'extends = ["house"]\n')
    found = rules(reportlint, report)
    assert {"wrong-paper-size", "missing-section"} <= found
    assert "wrong-margins" not in found


def test_a_ruleset_that_is_not_there(reportlint: Run, report: str) -> None:
    code, _, err = reportlint("--also", "official-layuot", report)
    assert (code, "没有规则集“official-layuot”，是否想写“official-layout”？" in err) == (2, True)
    write(configuration.NAME, 'also = ["official-layuot", 1]\n')
    configuration._nearest.cache_clear()
    code, _, err = reportlint(report)
    assert code == 2
    assert "“also”应是文字的列表" in err
    assert "的“also”：没有规则集“official-layuot”，是否想写“official-layout”？" in err


@pytest.mark.parametrize("form", ["txt", "md", "html", "pdf", "ofd"])
def test_what_tells_no_layout_is_never_counted_as_passed(form: str, reportlint: Run) -> None:
    if form == "pdf":
        pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed, no .pdf is read")
    writers: dict[str, Callable[[str], bytes]] = {
        "txt": str.encode,
        "md": markdown,
        "html": html,
        "pdf": pdf,
        "ofd": ofd,
    }
    Path(f"a.{form}").write_bytes(writers[form](RIGHT))
    reportlint("--also", "official-layout", "--receipt", "receipt.json", f"a.{form}")
    judged = json.loads(Path("receipt.json").read_text("utf-8"))["files"][0]["rules"]
    office = {rule.id for rule in load("official-layout").rules if rule.office}
    office |= {rule.id for rule in load("official-document").rules if rule.office}
    assert len(office) > 15
    assert office <= set(judged["not_applicable"])
    assert not office & set(judged["run"])
    checklist = reportlint("--also", "official-layout", "-o", "checklist", f"a.{form}")[1]
    row = next(line for line in checklist.splitlines() if "页边和版心" in line)
    assert "不适用" in row


def test_the_same_of_a_ruleset_alone(reportlint: Run) -> None:
    Path("a.html").write_bytes(html(RIGHT))
    code, _, err = reportlint("--ruleset", "official-layout", "a.html")
    assert (code, "没有规则可查" in err) == (2, True), "nothing checked is not nothing wrong"
