"""Whole reports, and what a person sees of them; generated files are as they would be made now."""

from __future__ import annotations

import re

import pytest

from conftest import ROOT
from generated import GENERATED
from reportlint.linter import lint
from reportlint.ruleset import detectable
from reportlint.source import Source

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.mark.parametrize("path", GENERATED)
def test_generated_files_are_current(path: str) -> None:
    assert (ROOT / path).read_text("utf-8") == GENERATED[path](), "run `make accept` and read the diff"


@pytest.mark.parametrize("file", [s for s in SAMPLES if s.name.startswith("right-")], ids=lambda file: file.stem)
def test_right_reports_have_no_faults(file: object) -> None:
    assert hasattr(file, "read_bytes")
    found = lint(Source.decode("", file.read_bytes()), detectable()).diagnostics
    assert {d.rule.id for d in found} <= {"guessed-encoding"}


def test_planted_faults_are_found_where_they_are() -> None:
    """PLANTED.md lists each fault with its line and rule; all are found, and nothing else."""
    text = (ROOT / "samples" / "PLANTED.md").read_text("utf-8")
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        name = part.split()[0]
        planted = {(int(row), rule) for row, rule in re.findall(r"^\| (\d+)[:\d]* \| ([a-z-]+) \|", part, re.M)}
        assert planted, name
        data = (ROOT / "samples" / name).read_bytes()
        found = {(d.start.row, d.rule.id) for d in lint(Source.decode("", data), detectable()).diagnostics}
        assert found == planted, name


def test_no_sample_is_without_its_output() -> None:
    assert len(SAMPLES) >= 8
    assert {f"samples/{s.stem}.expected" for s in SAMPLES} <= set(GENERATED)
