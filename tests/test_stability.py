"""What docs/stability.md promises is so."""

from __future__ import annotations

import re

import pytest

import reportlint
import stable_names
from conftest import BROKEN
from reportlint import checks, cli
from reportlint.diagnostic import fingerprints
from reportlint.document import Document


def test_what_is_listed_is_there_unless_it_was_taken_back() -> None:
    """A name that is gone must be written down as retired, with what took its place."""
    listed, now = stable_names.listed(), stable_names.current()
    assert listed.keys() == now.keys()
    gone = {f"{kind}: {name}" for kind, names in listed.items() for name in names if name not in now[kind]}
    assert not gone, "announced? docs/stability.md says how; before the first release: make accept"


@pytest.mark.parametrize("released", [True, False])
def test_what_was_released_stays_on_the_list(monkeypatch: pytest.MonkeyPatch, released: bool) -> None:
    monkeypatch.setattr(stable_names, "released", lambda: released)
    monkeypatch.setattr(stable_names, "listed", lambda: {"级别": ["error", "fatal"]})
    assert ("`error`、`fatal`、`note`" in stable_names.table()) is released


def test_no_retired_name_is_used_again() -> None:
    assert not stable_names.retired() & {name for names in stable_names.current().values() for name in names}


def test_the_attributes_of_the_values_are_there() -> None:
    for kind, names in stable_names.values().items():
        value = Document if kind == "Document" else getattr(reportlint, kind)
        fields = {*dir(value), *vars(value), *getattr(value, "__dataclass_fields__", ())}
        assert names, kind
        assert names <= fields | (set(vars(_made(value))) if issubclass(value, Exception) else set()), kind
    classes = {name for name in reportlint.__all__ if isinstance(getattr(reportlint, name), type)}
    assert stable_names.values().keys() == {*classes, "Document"}
    assert callable(checks.check)


def _made(kind: type) -> object:
    return kind("empty") if kind is reportlint.SourceError else kind([])


def test_the_exit_codes_are_those_of_the_page() -> None:
    text = stable_names.PAGE.read_text("utf-8")
    [row] = [line for line in text.splitlines() if line.startswith("| 退出码 |")]
    assert re.findall(r"\d+", row) == ["0", "1", *map(str, (cli.COULD_NOT, cli.INTERRUPTED, cli.TERMINATED))]


def test_the_fingerprint_of_the_page_is_that_of_the_code() -> None:
    """It is made of the rule, the quotation and its count alone: written out, so that it cannot change unseen."""
    outcome = reportlint.lint(reportlint.Source.of(BROKEN), select=["broken-numbering"])
    [said] = re.findall("指纹是 `([0-9a-f]+)`", stable_names.PAGE.read_text("utf-8"))
    assert outcome.diagnostics[0].excerpt == "三、"
    assert fingerprints(outcome.diagnostics)[0] == said
