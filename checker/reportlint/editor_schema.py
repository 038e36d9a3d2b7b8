"""The schema of a configuration, for editors that complete and check what is typed."""

from __future__ import annotations

from typing import Any, get_type_hints

from reportlint.checks import CHECKS
from reportlint.contents import Content
from reportlint.layer import builtin
from reportlint.ruleset import Rule, load
from reportlint.schema import SEVERITIES, parameters
from reportlint.table import is_table

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXTS = {"type": "array", "items": {"type": "string"}}
KINDS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    int | None: {"type": "integer"},
    bool: {"type": "boolean"},
    list[str]: TEXTS,
    tuple[str, ...]: TEXTS,
    list[int]: {"type": "array", "items": {"type": "integer"}},
    list[list[str]]: {"type": "array", "items": TEXTS},
}


def editor_schema() -> dict[str, Any]:
    """Return the JSON Schema of reportlint.toml, with the rules and options that there are."""
    judging = {"rules": _rules(), "select": _named(), "ignore": _named()}
    paths = {"files": {**TEXTS, "minItems": 1}, **judging}
    top = {
        **judging,
        "section": {"type": "array", "items": _content()},
        "words": {"anyOf": [{"type": "string"}, _words()]},
        "extends": TEXTS,
        "also": TEXTS,
        "type": {"type": "string"},
        "fail-on": {"enum": ["error", "warning", "note"]},
        "paths": {"type": "array", "items": _object(paths, ["files"])},
    }
    return {"$schema": DIALECT, "title": "reportlint.toml", **_object(top, [])}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _known() -> dict[str, Rule]:
    return {rule.id: rule for name in builtin() for rule in load(name).rules}


def _named() -> dict[str, Any]:
    rules = _known().values()
    return {"type": "array", "items": {"enum": sorted({name for rule in rules for name in (rule.id, rule.category)})}}


def _rules() -> dict[str, Any]:
    """A known rule takes the options of its check; another one needs a check and what it rests on."""
    own = {"check": {"enum": sorted(CHECKS)}, "basis": {"type": "string", "minLength": 1}, **_common()}
    new = {"type": "object", "properties": own, "required": ["check"]}
    return {
        "type": "object",
        "properties": {id: _rule(rule) for id, rule in sorted(_known().items())},
        "additionalProperties": new,
    }


def _common() -> dict[str, Any]:
    return {
        "severity": {"enum": [str(each) for each in SEVERITIES]},
        "english": {"type": "string"},
        "waivable": {"type": "boolean"},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    hints = get_type_hints(CHECKS[rule.check])
    names = [name for name in parameters(rule.check) if name not in ("sections", "own_words")]
    options = {name: KINDS[str if is_table(hints[name]) else hints[name]] for name in names}
    own = {"check": {"enum": sorted(CHECKS)}, "basis": {"type": "string", "minLength": 1}}
    return {"description": rule.title.zh, **_object({**own, **_common(), **options}, [])}


def _content() -> dict[str, Any]:
    hints = get_type_hints(Content)
    return _object({name: KINDS[hints[name]] for name in Content._fields}, ["id"])


def _words() -> dict[str, Any]:
    prefer = {"type": "object", "additionalProperties": {"type": "string"}}
    return _object({"file": {"type": "string"}, "forbid": TEXTS, "allow": TEXTS, "prefer": prefer}, [])
