"""The schemas of a configuration and of a ruleset, for editors that complete and check what is typed."""

from __future__ import annotations

from typing import Any, get_type_hints

from reportlint.checks import every
from reportlint.contents import Content
from reportlint.layer import DETECT, EDITION, SHAPES, builtin
from reportlint.overlay import FILLED_IN
from reportlint.rule import Rule
from reportlint.ruleset import load
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
    judging = {"rules": _ref("rules"), "select": _named(), "ignore": _named()}
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
    return _schema("reportlint.toml", top)


def ruleset_schema() -> dict[str, Any]:
    """Return the JSON Schema of ruleset.toml."""
    date = {"not": {"type": ["number", "boolean", "array", "object"]}}  # TOML has dates, JSON has not
    edited = {"rules": _ref("rules"), "section": {"type": "array", "items": _content()}}
    edition = {**edited, "from": date, "to": date}
    detect = {"titles": TEXTS, "patterns": TEXTS, "sections": KINDS[int], "words": KINDS[str]}
    top = {
        **edited,
        "title": KINDS[str],
        "english": KINDS[str],
        "basis": KINDS[str],
        "extends": TEXTS,
        "detect": _object(detect, []),
        "words": {"anyOf": [{"type": "string"}, _words()]},
        "edition": {
            "type": "array",
            "items": {**_object(edition, []), "anyOf": [{"required": ["from"]}, {"required": ["to"]}]},
        },
    }
    assert (top.keys(), edition.keys(), detect.keys()) == (SHAPES.keys(), EDITION.keys(), DETECT.keys())
    return _schema("ruleset.toml", top)


def _schema(title: str, top: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": title, "$defs": _definitions(), **_object(top, [])}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _known() -> dict[str, Rule]:
    return {rule.id: rule for name in builtin() for rule in load(name).rules}


def _named() -> dict[str, Any]:
    rules = _known().values()
    return {"type": "array", "items": {"enum": sorted({name for rule in rules for name in (rule.id, rule.category)})}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _definitions() -> dict[str, Any]:
    """Return the tables of rules: one that names a check takes its options, a known one else those of the check it has."""
    cases = [
        {"if": {"properties": {"check": {"const": check}}, "required": ["check"]}, "then": _ref(check)}
        for check in sorted(every())
    ]
    check = {"check": {"enum": sorted(every())}}
    known = {
        id: {
            "description": rule.title.zh,
            "if": {"required": ["check"]},
            "then": _ref("rule"),
            "else": _ref(rule.check),
        }
        for id, rule in sorted(_known().items())
    }
    return {
        "rules": {"type": "object", "properties": known, "additionalProperties": _ref("rule")},
        "rule": {"type": "object", "properties": check, "required": ["check"], "allOf": cases},
        **{check: _of_check(check) for check in sorted(every())},
    }


def _of_check(check: str) -> dict[str, Any]:
    """Return the table of a rule with this check."""
    hints = get_type_hints(every()[check])
    names = [name for name in parameters(check) if name not in FILLED_IN]
    options = {name: KINDS[str if is_table(hints[name]) else hints[name]] for name in names}
    own = {"check": {"type": "string"}, "basis": {"type": "string", "minLength": 1}}
    return _object({**own, **_common(), **options}, [])


def _common() -> dict[str, Any]:
    return {
        "severity": {"enum": [str(each) for each in SEVERITIES]},
        "english": {"type": "string"},
        "waivable": {"type": "boolean"},
    }


def _content() -> dict[str, Any]:
    hints = get_type_hints(Content)
    return _object({name: KINDS[hints[name]] for name in Content._fields}, ["id"])


def _words() -> dict[str, Any]:
    prefer = {"type": "object", "additionalProperties": {"type": "string"}}
    return _object({"file": {"type": "string"}, "forbid": TEXTS, "allow": TEXTS, "prefer": prefer}, [])
