"""The plugin for pytest: the pages of an author's ruleset run as tests, and nobody else is disturbed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import fill_in
from reportlint.layer import read_toml

pytest_plugins = ["pytester"]

ON = "[pytest]\nreportlint = true\n"


@pytest.fixture(autouse=True)
def _new(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlint.cli import run

    monkeypatch.chdir(pytester.path)
    read_toml.cache_clear()
    assert run(["ruleset", "new", "mine"]) == 0
    fill_in("mine")


def test_each_example_is_a_test(pytester: pytest.Pytester) -> None:
    pytester.makeini(ON)
    result = pytester.runpytest_subprocess("-v", "-p", "no:cov")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(["*missing-section: 三项齐全 PASSED*"])
    pytester.runpytest_subprocess("-p", "no:cov", "-k", "三项齐全").assert_outcomes(passed=1, deselected=3)


def test_a_failure_tells_what_ruleset_test_tells_and_no_code(pytester: pytest.Pytester) -> None:
    pytester.makeini(ON)
    page = Path("mine/missing-section.md")
    page.write_text(
        page.read_text("utf-8").replace("⟦云岫县水务局2024年工作总结⟧", "云岫县水务局2024年工作总结"), "utf-8"
    )
    result = pytester.runpytest_subprocess("-p", "no:cov")
    result.assert_outcomes(passed=2, failed=2)
    lines = result.stdout.lines
    said = "mine/missing-section.md:5 缺少“存在的问题”：没有标出“云岫县水务局2024年工作总结”，却被指出：缺少“存在的问题”部分"
    assert said in lines
    assert not any("Error" in line or "def " in line for line in lines)


def test_a_ruleset_that_cannot_be_used_is_an_error(pytester: pytest.Pytester) -> None:
    pytester.makeini(ON)
    with Path("mine/ruleset.toml").open("a", encoding="utf-8") as file:
        file.write("[rules.a]\ncheck = 'x.y'\n")
    Path("empty").mkdir()
    Path("empty/ruleset.toml").write_text("title = '空'\n", "utf-8")
    result = pytester.runpytest_subprocess("-p", "no:cov")
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*没有自己的规则，没有可检验的*", "*没有检查“x.y”*"])


def test_an_error_of_the_plugin_itself_shows_where(pytester: pytest.Pytester) -> None:
    pytester.makeini(ON)
    pytester.makeconftest("from reportlint import example\nexample.apply = None\n")
    page = Path("mine/missing-section.md")
    page.write_text(page.read_text("utf-8") + "\n```fixed\n云岫县水务局2024年工作总结\n```\n", "utf-8")
    result = pytester.runpytest_subprocess("-p", "no:cov")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*TypeError: 'NoneType' object is not callable"])


def test_nobody_is_disturbed_who_does_not_ask_for_it(pytester: pytest.Pytester) -> None:
    """Other tools have files of this name, too; nor is more of reportlint imported than pytest loads."""
    Path("ruleset.toml").write_text("this is = not [ours\n", "utf-8")
    pytester.makepyfile("import sys\n\ndef test_one():\n    assert 'reportlint.ruleset' not in sys.modules\n")
    result = pytester.runpytest_subprocess("-p", "no:cov")
    result.assert_outcomes(passed=1)


def test_the_plugin_is_loaded_by_its_entry_point() -> None:
    assert "reportlint.pytest_plugin" in sys.modules
