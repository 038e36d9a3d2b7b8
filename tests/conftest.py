"""What the tests share: a right and a broken report, the command line, and the real documents, where they are at hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportlint.cli import run
from reportlint.layer import read_toml
from reportlint.linter import lint
from reportlint.ruleset import load
from reportlint.source import Source

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
RIGHT = (ROOT / "samples" / "right-thematic.txt").read_text("utf-8")
BROKEN = RIGHT.replace("一、", "三、", 1)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real documents; tests that read them are skipped, and say so, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no real documents here ({SHARED})")
    return SHARED / "corpus"


@pytest.fixture(scope="session")
def facts() -> Path:
    """Return the folder of collected facts, as above."""
    if not SHARED.is_dir():
        pytest.skip(f"no collected facts here ({SHARED})")
    return SHARED


@pytest.fixture
def reportlint(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in an empty folder; returns exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REPORTLINT_LANG", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def write(name: str, text: str, encoding: str = "utf-8") -> str:
    Path(name).write_text(text, encoding, newline="")
    return name


def fill_in(path: str) -> None:
    """Fill in what ``ruleset new`` leaves open, as its author does."""
    for file in Path(path).iterdir():
        text = re.sub("# 【填写：下面[^】]*】\n", "", file.read_text("utf-8"))
        text = text.replace("【填写：报告的名称】", "工作总结")
        file.write_text(re.sub("【填写：[^】]*】", "《云岫县公文处理办法》第三条", text), "utf-8")
    read_toml.cache_clear()


@pytest.fixture
def forget_rulesets() -> None:
    """Let rulesets be read anew that another test wrote to the same path."""
    read_toml.cache_clear()


def edit(path: str, old: str, new: str) -> None:
    """Replace a part of a file of a ruleset."""
    text = Path(path).read_text("utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), "utf-8")
    read_toml.cache_clear()


def found(text: str, folder: Path | None = None, as_of: date | None = None) -> list[tuple[str, str, str]]:
    """Return the rules, severities and places that any ruleset, or the one for all documents, finds, but for structure."""
    outcome = lint(Source("", text), load(str(folder) if folder else "official-document"), as_of=as_of)
    assert not outcome.crashes
    return [(d.rule.id, str(d.severity), d.excerpt) for d in outcome.diagnostics if d.rule.category != "structure"]
