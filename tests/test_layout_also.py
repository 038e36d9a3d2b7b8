"""The ruleset official-layout, laid over that of the type of a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_layout import file
from conftest import Run, write
from reportlint import configuration


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
    assert "不是“official-layuot”，是否想写“official-layout”？" in err
