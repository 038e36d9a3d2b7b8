"""Commands for GitHub's workflows, which show findings beside the lines of a pull request."""

from __future__ import annotations

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.language import Message
from reportlint.linter import Run, Unchecked
from reportlint.report.full import visible
from reportlint.report.gaps import gaps

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
UNCHECKED = Message("没有检查", "not checked")


def github(run: Run) -> str:
    """Return one command a finding, and before them one for each file that was not checked."""
    language = run.language
    lines = [_unchecked(each, language) for each in gaps(run)]
    lines += [_finding(d, language) for outcome in run.outcomes for d in outcome.diagnostics]
    return "".join(f"{line}\n" for line in lines)


def _unchecked(each: Unchecked, language: str) -> str:
    properties = {"file": each.name.removeprefix("./"), "title": UNCHECKED.text(language)}
    return _command("error", properties, [each.why.text(language)])


def _finding(d: Diagnostic, language: str) -> str:
    start, end = d.start, d.end
    place = {"file": d.source.name.removeprefix("./"), "line": str(start.row), "endLine": str(end.row)}
    if start.row == end.row:  # GitHub takes columns only within one line
        place |= {"col": str(start.column), "endColumn": str(end.column)}
    basis = Message(f"依据：{d.rule.basis}", f"basis: {d.rule.basis}")
    said = [d.problem.message.text(language), basis.text(language)]
    return _command(COMMANDS[d.severity], {**place, "title": d.rule.id}, said)


def _command(name: str, properties: dict[str, str], lines: list[str]) -> str:
    values = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    said = "%0A".join(_data(visible(line)) for line in lines)
    return f"::{name} {values}::{said}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape before control signs are shown, so that a file name keeps its line ends."""
    return visible(_data(text).replace(":", "%3A").replace(",", "%2C"))
