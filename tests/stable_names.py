"""The names that docs/stability.md promises: what the code has now is added to the list; once released, nothing is taken off it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click

import reportlint
from reportlint import exemptions, words
from reportlint.checks import every
from reportlint.cli import program
from reportlint.cli.bilingual import speak
from reportlint.configuration import SHAPES as CONFIGURATION
from reportlint.contents import Content
from reportlint.faults import FAULTS
from reportlint.layer import DETECT, EDITION, SHAPES, builtin
from reportlint.linter import Run
from reportlint.overlay import OWN_KEYS
from reportlint.report import FORMATS
from reportlint.report.receipt import receipt
from reportlint.ruleset import load
from reportlint.schema import SEVERITIES, parameters

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "stability.md"
ROW = re.compile(r"^\| (?P<kind>[^|]+) \| (?P<names>`[^|]+) \|$", re.M)


def current() -> dict[str, list[str]]:
    """Return the names that the code has, by kind."""
    sample = reportlint.lint(ROOT / "samples" / "broken-structure.txt")
    made = json.loads(receipt(Run([sample])))
    findings = json.loads((ROOT / "docs" / "findings.schema.json").read_text("utf-8"))
    return {
        **dict(_commands()),
        "输出格式": sorted(FORMATS),
        "级别": list(SEVERITIES),
        "没有检查的原因": sorted(FAULTS),
        "JSON 的项": sorted(findings["items"]["properties"]),
        "收据的项": sorted({*made, *made["files"][0]}),
        "规则集": builtin(),
        "规则": sorted({rule.id for name in builtin() for rule in load(name).rules}),
        "检查和选项": sorted(_checks()),
        "`ruleset.toml` 的项": sorted(SHAPES),
        "`[detect]` 的项": sorted(DETECT),
        "`[[edition]]` 的项": sorted(EDITION),
        "`[rules.…]` 的项": sorted(OWN_KEYS),
        "`[[section]]` 的项": sorted(Content._fields),
        "`reportlint.toml` 的项": sorted(CONFIGURATION),
        "`[[exemption]]` 的项": sorted(exemptions.KEYS),
        "`[words]` 的项": sorted(words.KEYS),
        "词表的列": sorted(words.COLUMNS),
        "`reportlint` 里的名称": sorted(reportlint.__all__),
    }


def _commands() -> Iterator[tuple[str, list[str]]]:
    yield from _options("reportlint", program(speak("zh")))


def _options(name: str, command: click.Command) -> Iterator[tuple[str, list[str]]]:
    options = {option for each in command.params if isinstance(each, click.Option) for option in each.opts}
    yield f"`{name}`", sorted({*options, "--help"})
    if isinstance(command, click.Group):
        context = click.Context(command, obj=speak("zh"))
        for each in command.list_commands(context):
            below = command.get_command(context, each)
            assert below
            yield from _options(f"{name} {each}", below)


def _checks() -> Iterator[str]:
    for name in (name for name, check in every().items() if check.__module__.startswith("reportlint.")):
        yield name
        yield from (f"{name}.{option}" for option in parameters(name))


def listed() -> dict[str, list[str]]:
    """Return the names that the page lists, by kind."""
    part = PAGE.read_text("utf-8").partition("<!-- names:")[2].partition("<!-- /names -->")[0]
    return {row["kind"]: re.findall("`([^`]+)`", row["names"]) for row in ROW.finditer(part)}


def retired() -> set[str]:
    """Return the names that the page says were taken back."""
    return set(re.findall(r"^- `([^`]+)`", PAGE.read_text("utf-8").partition("## 退役的名称")[2], re.M))


def released() -> bool:
    """Tell whether there has been a release: until then nobody can rely on a name."""
    return bool(re.search(r"^## \[?\d", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M))


def table() -> str:
    """Return the list as it should be: what it had, and what came since; what was taken back is not told twice."""
    before, now, gone = listed() if released() else {}, current(), retired()
    rows = ["| 类 | 名称 |", "|---|---|"]
    for kind in dict.fromkeys((*now, *before)):
        names = sorted({*before.get(kind, ()), *now.get(kind, ())} - gone)
        rows.append(f"| {kind} | {'、'.join(f'`{name}`' for name in names)} |")
    return "\n".join(rows)


def values() -> dict[str, set[str]]:
    """Return the attributes of the library's values that the page lists, by class."""
    rows = PAGE.read_text("utf-8").partition("<!-- /names -->")[2]
    return {
        kind: set(re.findall("`([^`]+)`", names)) for kind, names in re.findall(r"^\| `(\w+)` \| (`.*) \|$", rows, re.M)
    }
