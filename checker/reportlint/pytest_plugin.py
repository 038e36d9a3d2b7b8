"""A plugin for pytest: where ``reportlint = true`` asks for it, the pages of each ruleset.toml it meets run as tests.

pytest loads this in every run where reportlint is installed: nothing else of it is imported before a ruleset is collected.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from reportlint.example import Fault


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting; without it, nothing is collected."""
    parser.addini("reportlint", "run the pages of rulesets (ruleset.toml) as tests", type="bool", default=False)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a ruleset."""
    if file_path.name != "ruleset.toml" or not parent.config.getini("reportlint"):
        return None
    ruleset: RulesetFile = RulesetFile.from_parent(parent, path=file_path)
    return ruleset


class PageError(Exception):
    """A page and its rule disagree."""


class RulesetFile(pytest.File):
    """A ruleset: each of its rules, and each example of its pages, is a test."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the tests; a ruleset with faults, or without rules of its own, is an error."""
        from reportlint.layer import RulesetError
        from reportlint.ruleset import load
        from reportlint.testing import trials, untested

        try:
            ruleset = load(str(self.path.parent))
            found = list(trials(ruleset))
        except RulesetError as error:
            raise self.CollectError("\n".join(fault.zh for fault in error.faults)) from error
        if not found:
            raise self.CollectError(untested(ruleset).zh)
        for trial in found:
            yield Trial.from_parent(self, name=trial.name, line=trial.line, page=trial.page, faults=trial.faults)


class Trial(pytest.Item):
    """One test of a page."""

    def __init__(self, *, page: str, line: int, faults: Any, **settings: Any) -> None:
        super().__init__(**settings)
        self.page, self.line, self.faults = page, line, faults

    def runtest(self) -> None:
        """Fail where the page and the rule disagree."""
        found: list[Fault] = list(self.faults())
        if found:
            raise PageError("\n".join(f"{fault.place}：{fault.said.zh}" for fault in found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **settings: Any) -> Any:
        """Say what is wrong, without the code that found it."""
        if isinstance(excinfo.value, PageError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *args, **settings)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Tell where the example stands."""
        return self.path.parent / self.page, self.line - 1, self.name
