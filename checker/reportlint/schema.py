"""Judge the tables of a ruleset: all faults at once, in words that point at the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from inspect import Parameter, signature
from typing import Any, get_type_hints

from reportlint import table as table_files
from reportlint.checks import every
from reportlint.contents import Content
from reportlint.diagnostic import Severity
from reportlint.language import Message, did_you_mean
from reportlint.layer import Layer, RulesetError, changes, held_on, unreadable
from reportlint.overlay import FILLED_IN, OWN_KEYS, Table, laid_over
from reportlint.plain import faults as plain_faults
from reportlint.table_names import fault, misspelt, twice, unknown_contents

SEVERITIES = (*Severity, "off")
CALENDAR = {"month": 12, "day": 31}  # options that are parts of a date, and the most they can be


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


def judge(layers: Sequence[Layer]) -> None:
    """Raise RulesetError with all faults of the tables of a ruleset, in all its editions."""
    faults = [each for layer in layers for each in (*_detect_faults(layer), *twice(layer))]
    for day in (date.min, *changes(layers)):
        laid = laid_over(held_on(layers, day))
        for tables, judged in ((laid.sections, _section_faults), (laid.rules, _rule_faults)):
            for table in tables.values():
                faults += misspelt(table, tables) or judged(table)
        faults += [each for layer in layers for each in _page_faults(layer, laid.rules)]
        faults += unknown_contents(laid)
    if faults:
        raise RulesetError(list(dict.fromkeys(faults)))


def _rule_faults(rule: Table) -> Iterator[Message]:
    """Yield what is wrong with the table of a rule: its check, severity, basis, options and the files they name."""
    table = rule.values
    check, severity = table.get("check"), table.get("severity", "error")
    if severity not in SEVERITIES:
        yield fault(
            rule,
            "severity",
            f"“severity”应是 {'、'.join(SEVERITIES)}，不是“{severity}”",
            f"“severity” is one of {', '.join(SEVERITIES)}, not “{severity}”",
        )
    if not isinstance(table.get("basis"), str) or not table["basis"].strip():
        yield fault(rule, "basis", "没有写依据（basis）", "cites no basis")
    for key, kind in (("waivable", bool), ("english", str)):
        if not isinstance(table.get(key, kind()), kind):
            yield fault(rule, key, f"“{key}”应是{KINDS[kind][0]}", f"“{key}” should be {KINDS[kind][1]}")
    if check not in every():
        said = _no_check(check)
        yield fault(rule, "check", said.zh, said.en)
        return
    hints = get_type_hints(every()[check])
    kinds = {key: hints.get(key) for key in parameters(check)}
    required = {key for key, p in parameters(check).items() if p.default is Parameter.empty}
    for filled in FILLED_IN:
        kinds.pop(filled, None)
    files = {key: kind for key, kind in kinds.items() if table_files.is_table(kind)}
    kinds |= dict.fromkeys(files, str)
    if strange := [key for key, kind in kinds.items() if kind not in KINDS]:
        zh = f"检查“{check}”的选项“{strange[0]}”的类型用不了；可以用 str、int、bool、list[str] 等"
        yield fault(rule, "check", zh, f"option “{strange[0]}” of “{check}” has a type that cannot be used")
        return
    yield from _table_faults(rule, kinds, required - set(FILLED_IN), OWN_KEYS)
    for key in files.keys() & table.keys():
        where = rule.place(key)
        yield from table_files.faults(f"{where} 的“{key}”", f"“{key}” of {where}", table[key], files[key], rule.folders)
    for key, most in CALENDAR.items():
        if isinstance(table.get(key), int) and not 1 <= table[key] <= most:
            yield fault(
                rule, key, f"“{key}”应是1到{most}，不是{table[key]}", f"“{key}” is 1 to {most}, not {table[key]}"
            )


def _page_faults(layer: Layer, rules: Iterable[str]) -> Iterator[Message]:
    """Yield the pages of rules that cannot be read; of those in the package, a test sees that they can."""
    names = {f"{rule}.md" for rule in rules} if layer.foreign and not layer.partial else set()
    for name in sorted(names.intersection(layer.folder.names() if names else ())):
        try:
            layer.folder.read(name)
        except UnicodeDecodeError as error:
            yield unreadable(layer.folder.shown(name), error)


def _no_check(name: Any) -> Message:
    if name == "":
        return Message(
            "“check”还没有填写：用哪个检查，见 reportlint ruleset checks",
            "“check” is empty; see reportlint ruleset checks",
        )
    if not isinstance(name, str):
        return Message("缺少“check”（用哪个检查）；要改别的规则集的规则，先 extends 它", "lacks “check”")
    guess = did_you_mean(name, every())
    if "." in name and not any(each.startswith(f"{name.partition('.')[0]}.") for each in every()):
        guess = Message(
            "；自己用 Python 写的检查，先安装它所在的包", "; one of your own in Python? install its package first"
        )
    return Message(f"没有检查“{name}”{guess.zh}", f"no check “{name}”{guess.en}")


def parameters(check: str) -> dict[str, Parameter]:
    """Return the options of a check."""
    found = signature(every()[check]).parameters
    return {name: p for name, p in found.items() if p.kind is Parameter.KEYWORD_ONLY}


def _section_faults(section: Table) -> Iterator[Message]:
    """Yield what is wrong with a [[section]] table."""
    hints = get_type_hints(Content)
    yield from _table_faults(section, {name: hints[name] for name in Content._fields}, {"id", "name"}, ())
    table = section.values
    if not table.get("headings") and not table.get("patterns"):
        zh = "缺少“headings”（标题原文，* 代表任意字）或者“patterns”（正则表达式）"
        yield fault(section, "", zh, "needs “headings” (in plain words) or “patterns”")
    yield from _plain_faults(section.place("headings"), table.get("headings"))


def _detect_faults(layer: Layer) -> Iterator[Message]:
    """Yield what is wrong with the titles by which a ruleset tells its type of report."""
    detect = layer.data.get("detect", {})
    if detect:
        where = layer.place("detect")
        yield from _plain_faults(where, detect.get("titles"))
        yield from _pattern_faults(f"{where} 的“patterns”", f"“patterns” of {where}", detect.get("patterns", []))


def _plain_faults(where: str, headings: Any) -> Iterator[Message]:
    for heading in headings if isinstance(headings, list) else ():
        for found in plain_faults(heading) if isinstance(heading, str) else ():
            yield Message(f"{where} {found.zh}", f"{where}: {found.en}")


def _table_faults(table: Table, kinds: dict[str, Any], required: set[str], others: Iterable[str]) -> Iterator[Message]:
    for key in sorted(required - set(table.values)):
        yield fault(table, key, f"缺少“{key}”", f"lacks “{key}”")
    for key, value in table.values.items():
        if key in others:
            continue
        if key not in kinds:
            guess = did_you_mean(key, [*kinds, *others])
            yield fault(table, key, f"没有“{key}”这一项{guess.zh}", f"has no “{key}”{guess.en}")
        elif not KINDS[kinds[key]][2](value):
            kind = KINDS[kinds[key]]
            yield fault(table, key, f"“{key}”应是{kind[0]}", f"“{key}” should be {kind[1]}")
        elif key != "headings":
            where = table.place(key)
            yield from _pattern_faults(f"{where} 的“{key}”", f"“{key}” of {where}", value)


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
