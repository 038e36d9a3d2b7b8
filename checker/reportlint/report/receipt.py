"""A receipt: what was checked, by which rules in which edition, with what result; two runs alike give it byte for byte."""

from __future__ import annotations

from collections import Counter
from functools import cache
from hashlib import sha256
from json import dumps
from typing import Any

from reportlint import __version__
from reportlint.diagnostic import Diagnostic, Severity
from reportlint.linter import Outcome, Run
from reportlint.rule import Rule
from reportlint.ruleset import Ruleset
from reportlint.table import Table

FORM = 1


def receipt(run: Run, *, at: str | None = None) -> str:
    """Return the receipt of a run, as JSON; ``at`` is the time to put on it, where one is wanted."""
    value = {
        "receipt": FORM,
        "reportlint": __version__,
        **({"time": at} if at else {}),
        "files": [_file(outcome) for outcome in run.outcomes],
        "unchecked": [{"filename": each.name, "why": each.fault, "detail": each.why.zh} for each in run.unchecked],
    }
    return dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _file(outcome: Outcome) -> dict[str, Any]:
    ruleset = outcome.ruleset
    ran = {rule.id for rule in outcome.rules}
    undecided = {each.rule.id: each.lacking.zh for each in outcome.undecided}
    crashed = {each.rule.id: each.error for each in outcome.crashes}
    idle = [rule.id for rule in ruleset.rules if rule.id not in ran | undecided.keys() | crashed.keys()]
    return {
        "filename": outcome.source.name,
        "sha256": outcome.sha256,
        "format": outcome.source.origin.format if outcome.source.origin else "txt",
        "encoding": outcome.source.encoding,
        "type": ruleset.title.zh,
        "year": outcome.year,
        "ruleset": {"id": ruleset.id, "edition": edition(ruleset), **_packages(ruleset)},
        "rules": {
            "run": sorted(ran),
            "not_applicable": sorted(idle),
            "undecided": undecided,
            "failed": crashed,
        },
        "counts": _counts(outcome.diagnostics),
        "exempt": [_exempt(d) for d in outcome.set_aside if d.exemption],
        "known": sum(diagnostic.known for diagnostic in outcome.set_aside),
    }


def _packages(ruleset: Ruleset) -> dict[str, Any]:
    """Name the installed packages that had a word in a ruleset, with a mark of all their files: code, too."""
    modules = {layer.folder.package.__name__ for layer in ruleset.layers if layer.foreign and layer.folder.package}
    if not modules:
        return {}
    from reportlint.installed import digest, installed

    of = sorted((each for each in installed().values() if each.module in modules), key=lambda each: each.name)
    return {"packages": [{"name": p.distribution, "version": p.version, "sha256": digest(p)} for p in of]}


def _counts(diagnostics: tuple[Diagnostic, ...]) -> dict[str, int]:
    found = Counter(diagnostic.severity for diagnostic in diagnostics)
    return {str(severity): found[severity] for severity in Severity}


def _exempt(d: Diagnostic) -> dict[str, Any]:
    assert d.exemption is not None
    until = d.exemption.until.isoformat() if d.exemption.until else None
    return {
        "rule": d.rule.id,
        "quotation": d.excerpt,
        "reason": d.exemption.reason,
        "by": d.exemption.by,
        "until": until,
    }


def edition(ruleset: Ruleset) -> str:
    """Return a mark of what a ruleset says: other rules, options or tables give another one."""
    return _edition(tuple(_content(rule) for rule in ruleset.rules), repr(ruleset.contents))


@cache
def _edition(rules: tuple[str, ...], contents: str) -> str:
    return sha256("\0".join((*rules, contents)).encode()).hexdigest()[:16]


def _content(rule: Rule) -> str:
    options = sorted((name, _option(value)) for name, value in rule.options.items())
    return repr((rule.id, rule.check, str(rule.severity), rule.basis, rule.waivable, options))


def _option(value: Any) -> str:
    return _text(value) if isinstance(value, Table) else repr(_ordered(value))


def _ordered(value: Any) -> Any:
    """Return a value that is written alike in every run: sets have no order of their own."""
    if isinstance(value, frozenset):
        return sorted(value)
    return [_ordered(each) for each in value] if isinstance(value, (tuple, list)) else value


@cache
def _text(table: Table[Any]) -> str:
    return table.folder.read(table.name)
