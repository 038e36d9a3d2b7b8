"""Judge the tables of a ruleset: all faults at once, in words that point at the place."""

from __future__ import annotations

import re
from collections import Counter
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
from reportlint.overlay import FILLED_IN, OWN_KEYS, Laid, Table, laid_over
from reportlint.plain import faults as plain_faults

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
    faults = [fault for layer in layers for fault in (*_detect_faults(layer), *_twice(layer))]
    for day in (date.min, *changes(layers)):
        laid = laid_over(held_on(layers, day))
        for tables, judged in ((laid.sections, _section_faults), (laid.rules, _rule_faults)):
            for table in tables.values():
                faults += _misspelt(table, tables) or judged(table)
        faults += _unknown_contents(laid)
    if faults:
        raise RulesetError(list(dict.fromkeys(faults)))


def _twice(layer: Layer) -> Iterator[Message]:
    """Yield the ids that several [[section]] of a file have: the later would silently change the earlier."""
    for within, tables in (("", layer.data), *(("edition.", each) for each in layer.data.get("edition", ()))):
        ids = Counter(str(section["id"]) for section in tables.get("section", ()) if "id" in section)
        for id in (id for id, count in ids.items() if count > 1):
            where = layer._replace(within=within).place("section", id)
            zh = f"{where} 写了{ids[id]}次；每个 [[section]] 的 id 不能相同"
            yield Message(zh, f"{where} stands {ids[id]} times; each [[section]] needs an id of its own")


def _misspelt(table: Table, known: dict[str, Table]) -> list[Message]:
    """Return a fault where a table changes what no other layer has, under a name like one that is there."""
    lacking = "check" if table.kind == "rules" else "name"
    if lacking in table.values:
        return []
    guess = did_you_mean(table.id, [id for id, other in known.items() if lacking in other.values])
    if not guess.zh:
        return []
    kind = Message("规则", "rule") if table.kind == "rules" else Message("内容", "section")
    zh = f"没有{kind.zh}“{table.id}”{guess.zh}新加的要写“{lacking}”"
    en = f"no {kind.en} “{table.id}”{guess.en} A new one needs “{lacking}”"
    return [_fault(table, "", zh, en)]


def _unknown_contents(laid: Laid) -> Iterator[Message]:
    """Yield the names of contents that no [[section]] has, where a section or a rule speaks of one."""
    told = [(table, "after") for table in laid.sections.values()]
    told += [(table, "of") for table in laid.rules.values() if _takes_sections(table.values.get("check"))]
    for table, key in told:
        value = table.values.get(key, [])
        for id in value if isinstance(value, list) else [value]:
            if isinstance(id, str) and id not in laid.sections:
                guess = did_you_mean(id, laid.sections)
                zh = f"“{key}”：没有 id 是“{id}”的 [[section]]{guess.zh}"
                yield _fault(table, key, zh, f"“{key}”: no [[section]] has the id “{id}”{guess.en}")


def _takes_sections(check: Any) -> bool:
    return check in every() and "sections" in parameters(check)


def _rule_faults(rule: Table) -> Iterator[Message]:
    """Yield what is wrong with the table of a rule: its check, severity, basis, options and the files they name."""
    table = rule.values
    check, severity = table.get("check"), table.get("severity", "error")
    if severity not in SEVERITIES:
        yield _fault(
            rule,
            "severity",
            f"“severity”应是 {'、'.join(SEVERITIES)}，不是“{severity}”",
            f"“severity” is one of {', '.join(SEVERITIES)}, not “{severity}”",
        )
    if not isinstance(table.get("basis"), str) or not table["basis"].strip():
        yield _fault(rule, "basis", "没有写依据（basis）", "cites no basis")
    for key, kind in (("waivable", bool), ("english", str)):
        if not isinstance(table.get(key, kind()), kind):
            yield _fault(rule, key, f"“{key}”应是{KINDS[kind][0]}", f"“{key}” should be {KINDS[kind][1]}")
    if check not in every():
        said = _no_check(check)
        yield _fault(rule, "check", said.zh, said.en)
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
        yield _fault(rule, "check", zh, f"option “{strange[0]}” of “{check}” has a type that cannot be used")
        return
    yield from _table_faults(rule, kinds, required - set(FILLED_IN), OWN_KEYS)
    for key in files.keys() & table.keys():
        where = rule.place(key)
        yield from table_files.faults(f"{where} 的“{key}”", f"“{key}” of {where}", table[key], files[key], rule.folders)
    for key, most in CALENDAR.items():
        if isinstance(table.get(key), int) and not 1 <= table[key] <= most:
            yield _fault(
                rule, key, f"“{key}”应是1到{most}，不是{table[key]}", f"“{key}” is 1 to {most}, not {table[key]}"
            )
    yield from _page_faults(rule)


def _page_faults(rule: Table) -> Iterator[Message]:
    """Yield that the page of a rule cannot be read; of those in the package, a test sees that they can."""
    name = f"{rule.id}.md"
    for folder in [each for each in rule.folders if each.has(name)][:1]:
        try:
            folder.read(name)
        except UnicodeDecodeError as error:
            yield unreadable(folder.shown(name), error)


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


def _fault(table: Table, key: str, zh: str, en: str) -> Message:
    where = table.place(key)
    return Message(f"{where} {zh}", f"{where}: {en}")


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
        yield _fault(section, "", zh, "needs “headings” (in plain words) or “patterns”")
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
        for fault in plain_faults(heading) if isinstance(heading, str) else ():
            yield Message(f"{where} {fault.zh}", f"{where}: {fault.en}")


def _table_faults(table: Table, kinds: dict[str, Any], required: set[str], others: Iterable[str]) -> Iterator[Message]:
    for key in sorted(required - set(table.values)):
        yield _fault(table, key, f"缺少“{key}”", f"lacks “{key}”")
    for key, value in table.values.items():
        if key in others:
            continue
        if key not in kinds:
            guess = did_you_mean(key, [*kinds, *others])
            yield _fault(table, key, f"没有“{key}”这一项{guess.zh}", f"has no “{key}”{guess.en}")
        elif not KINDS[kinds[key]][2](value):
            kind = KINDS[kinds[key]]
            yield _fault(table, key, f"“{key}”应是{kind[0]}", f"“{key}” should be {kind[1]}")
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
