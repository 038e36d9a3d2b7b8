"""A draft with 24 planted faults: docs/planted.md tells which finding stands for which, and nothing else is found."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from conftest import ROOT
from reportlint.linter import lint
from reportlint.ruleset import detectable
from reportlint.source import Source

ROW = re.compile(r"^\| (\d+|－) \| [^|]+ \| (\d+):(\d+) \| ([a-z-]+) \| (error|warning|note) \|$", re.M)


def written() -> list[tuple[str, ...]]:
    return ROW.findall((ROOT / "docs" / "planted.md").read_text("utf-8"))


def found(path: Path) -> Counter[tuple[str, ...]]:
    outcome = lint(Source.decode(path.name, path.read_bytes()), detectable())
    assert not outcome.crashes
    assert not outcome.undecided
    return Counter((str(d.start.row), str(d.start.column), d.rule.id, str(d.severity)) for d in outcome.diagnostics)


def test_the_table_tells_of_each_planted_fault() -> None:
    assert {row[0] for row in written()} == {*map(str, range(1, 25)), "－"}


@pytest.mark.parametrize(("name", "more"), [("draft.txt", []), ("gbk.txt", [("1", "1", "guessed-encoding", "note")])])
def test_what_is_found_is_what_the_table_tells(corpus: Path, name: str, more: list[tuple[str, ...]]) -> None:
    assert found(corpus / "planted" / name) == Counter([row[1:] for row in written()] + more)
