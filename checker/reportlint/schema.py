"""Judge the tables of a ruleset: all faults at once, in words that point at the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from inspect import Parameter, signature
from typing import Any, get_type_hints

from reportlint import table as table_files
from reportlint.checks import CHECKS
from reportlint.contents import Content
from reportlint.diagnostic import Severity
from reportlint.folder import Folder
from reportlint.language import Message, did_you_mean
from reportlint.ruleset import FILLED_IN, OWN_KEYS

SEVERITIES = (*Severity, "off")


def _list_of(kind: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(type(item) is kind for item in value)


KINDS: dict[Any, tuple[str, str, Callable[[Any], bool]]] = {
    str: ("文字", "text", lambda value: type(value) is str),
    int: ("整数", "a whole number", lambda value: type(value) is int),
    bool: ("true 或 false", "true or false", lambda value: type(value) is bool),
    list[str]: ("文字的列表", "a list of texts", _list_of(str)),
    list[int]: ("整数的列表", "a list of whole numbers", _list_of(int)),
    list[list[str]]: (
        "文字列表的列表",
        "a list of lists of texts",
        lambda value: _list_of(list)(value) and all(_list_of(str)(item) for item in value),
    ),
    tuple[str, ...]: ("文字的列表", "a list of texts", _list_of(str)),
}
KINDS[int | None] = KINDS[int]


def rule_faults(name: str, table: dict[str, Any], folders: Sequence[Folder] = ()) -> Iterator[Message]:
    """Yield what is wrong with the table of a rule: its check, severity, basis, options and the files they name."""
    check, severity = table.get("check"), table.get("severity", "error")
    if severity not in SEVERITIES:
        yield Message(
            f"规则“{name}”：severity 应是 {'、'.join(SEVERITIES)}，不是“{severity}”",
            f"rule “{name}”: severity is one of {', '.join(SEVERITIES)}, not “{severity}”",
        )
    if not isinstance(table.get("basis"), str) or not table["basis"]:
        yield Message(f"规则“{name}”没有写依据（basis）", f"rule “{name}” cites no basis")
    if not isinstance(table.get("waivable", True), bool):
        yield Message(f"规则“{name}”的“waivable”应是 true 或 false", f"“waivable” of rule “{name}” is true or false")
    if check not in CHECKS:
        guess = did_you_mean(str(check), CHECKS)
        yield Message(f"规则“{name}”：没有检查“{check}”{guess.zh}", f"rule “{name}”: no check “{check}”{guess.en}")
        return
    kinds = {key: kind for key, kind in get_type_hints(CHECKS[check]).items() if key in parameters(check)}
    required = {key for key, p in parameters(check).items() if p.default is Parameter.empty}
    options = {key: value for key, value in table.items() if key not in OWN_KEYS}
    for filled in FILLED_IN:
        kinds.pop(filled, None)
    files = {key: kind for key, kind in kinds.items() if table_files.is_table(kind)}
    kinds |= dict.fromkeys(files, str)
    required -= set(FILLED_IN)
    yield from _table_faults(f"规则“{name}”", f"rule “{name}”", options, kinds, required, OWN_KEYS)
    for key in files.keys() & options.keys():
        zh, en = f"规则“{name}”的“{key}”", f"“{key}” of rule “{name}”"
        yield from table_files.faults(zh, en, options[key], files[key], folders)


def parameters(check: str) -> dict[str, Parameter]:
    """Return the options of a check."""
    found = signature(CHECKS[check]).parameters
    return {name: p for name, p in found.items() if p.kind is Parameter.KEYWORD_ONLY}


def content_faults(table: dict[str, Any]) -> Iterator[Message]:
    """Yield what is wrong with a [[section]] table."""
    name = table.get("id", "?")
    hints = get_type_hints(Content)
    kinds = {name: hints[name] for name in Content._fields}
    yield from _table_faults(
        f"[[section]]“{name}”", f"[[section]] “{name}”", table, kinds, {"id", "name", "patterns"}, ()
    )


def _table_faults(
    zh: str, en: str, table: dict[str, Any], kinds: dict[str, Any], required: set[str], others: Iterable[str]
) -> Iterator[Message]:
    for key in sorted(required - set(table)):
        yield Message(f"{zh}缺少“{key}”", f"{en} lacks “{key}”")
    for key, value in table.items():
        if key not in kinds:
            guess = did_you_mean(key, [*kinds, *others])
            yield Message(f"{zh}没有“{key}”这一项{guess.zh}", f"{en} has no “{key}”{guess.en}")
        elif not KINDS[kinds[key]][2](value):
            kind = KINDS[kinds[key]]
            yield Message(f"{zh}的“{key}”应是{kind[0]}", f"“{key}” of {en} should be {kind[1]}")
        else:
            yield from _pattern_faults(f"{zh}的“{key}”", f"“{key}” of {en}", value)


def _pattern_faults(zh: str, en: str, value: Any) -> Iterator[Message]:
    """Yield a fault for each text that is no regular expression; plain words are ones, too."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, list):
            yield from _pattern_faults(zh, en, item)
        elif isinstance(item, str):
            try:
                re.compile(item)
            except re.error as error:
                yield Message(
                    f"{zh}：“{item}”不是正确的正则表达式（{error}）",
                    f"{en}: “{item}” is no regular expression ({error})",
                )
