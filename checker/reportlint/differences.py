"""What differs between two rulesets, or two editions of one, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from reportlint.contents import Content
from reportlint.language import Message
from reportlint.overlay import FILLED_IN
from reportlint.rule import Rule
from reportlint.ruleset import Ruleset
from reportlint.table import Table

SEVERITIES = {
    "error": Message("错误", "error"),
    "warning": Message("警告", "warning"),
    "note": Message("提示", "note"),
}
FIELDS = {
    "name": Message("名称", "name"),
    "check": Message("检查", "check"),
    "severity": Message("级别", "severity"),
    "basis": Message("依据", "basis"),
}
YES_NO = {True: Message("是", "yes"), False: Message("否", "no")}
NOW: dict[tuple[str, Any], Message] = {
    ("required", True): Message("改为必须有", "is required now"),
    ("required", False): Message("改为可有可无", "is not required any more"),
    ("waivable", True): Message("改为可以豁免", "may be waived now"),
    ("waivable", False): Message("改为不得豁免", "must not be waived any more"),
}
NOTHING = Message("（没有）", "(nothing)")
Named = TypeVar("Named", Rule, Content)


def differences(old: Ruleset, new: Ruleset) -> Iterator[Message]:
    """Yield what the new one has, lacks and says otherwise: first the contents of a report, then the rules."""
    for one, other in _paired(old.contents, new.contents):
        if one is None and other is not None:
            due = Message("，必须有", ", required") if other.required else Message("", "")
            yield Message(f"新增内容“{other.name}”{due.zh}", f"new section “{other.name}”{due.en}")
        elif other is None and one is not None:
            yield Message(f"不再有内容“{one.name}”", f"no more section “{one.name}”")
        elif one and other:
            name = Message(f"内容“{other.name}”", f"section “{other.name}”")
            yield from _changed(name, _fields(one), _fields(other))
    for rule, same in _paired(old.rules, new.rules):
        if rule is None and same is not None:
            yield Message(
                f"新增规则 {same.id}（{_severity(same).zh}）：{same.title.zh}。依据：{same.basis}",
                f"new rule {same.id} ({_severity(same).en}): {same.title.en}. basis: {same.basis}",
            )
        elif same is None and rule is not None:
            yield Message(f"不再有规则 {rule.id}：{rule.title.zh}", f"no more rule {rule.id}: {rule.title.en}")
        elif rule and same:
            name = Message(f"规则 {same.id}（{same.title.zh}）", f"rule {same.id} ({same.title.en})")
            yield from _changed(name, _values(rule), _values(same))


def _paired(old: Iterable[Named], new: Iterable[Named]) -> Iterator[tuple[Named | None, Named | None]]:
    was: dict[str, Named] = {each.id: each for each in old}
    now: dict[str, Named] = {each.id: each for each in new}
    for id in dict.fromkeys((*was, *now)):
        yield was.get(id), now.get(id)


def _fields(content: Content) -> dict[str, Any]:
    """Return what was written: plain headings were added to the patterns."""
    fields = dict(zip(content._fields, content, strict=True))
    return fields | {"patterns": content.patterns[len(content.headings) :]}


def _severity(rule: Rule) -> Message:
    return SEVERITIES[rule.severity]


def _values(rule: Rule) -> dict[str, Any]:
    own = {"check": rule.check, "severity": _severity(rule), "basis": rule.basis, "waivable": rule.waivable}
    return own | {key: value for key, value in rule.options.items() if key not in FILLED_IN}


def _changed(name: Message, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Message]:
    for key in dict.fromkeys((*old, *new)):
        one, other = _plain(old.get(key)), _plain(new.get(key))
        if one == other:
            continue
        field = FIELDS.get(key, Message(f"“{key}”", f"“{key}”"))
        if isinstance(other, bool) and (said := NOW.get((key, other))):
            yield Message(f"{name.zh}：{said.zh}", f"{name.en}: {said.en}")
        elif isinstance(old.get(key), Table) and isinstance(new.get(key), Table):
            yield Message(f"{name.zh}：{field.zh}的表内容不同", f"{name.en}: the table of {field.en} differs")
        elif isinstance(one, list) and isinstance(other, list) and (said := _moved(one, other)):
            yield Message(f"{name.zh}：{field.zh}{said.zh}", f"{name.en}: {field.en} {said.en}")
        else:
            was, now = _said(one), _said(other)
            yield Message(
                f"{name.zh}：{field.zh}由{was.zh}改为{now.zh}", f"{name.en}: {field.en} was {was.en}, is {now.en}"
            )


def _moved(old: list[Any], new: list[Any]) -> Message | None:
    """Say what a list has more and less; None where only its order is another."""
    more, less = [each for each in new if each not in old], [each for each in old if each not in new]
    parts = [Message(f"加上{_listed(more)}", f"adds {_listed(more)}")] if more else []
    parts += [Message(f"去掉{_listed(less)}", f"drops {_listed(less)}")] if less else []
    return Message("，".join(part.zh for part in parts), ", ".join(part.en for part in parts)) if parts else None


def _plain(value: Any) -> Any:
    if isinstance(value, Table):
        return value.folder.read(value.name)
    return list(value) if isinstance(value, (tuple, frozenset)) and not isinstance(value, Message) else value


def _listed(values: list[Any]) -> str:
    return "、".join(f"“{value}”" for value in values)


def _said(value: Any) -> Message:
    if isinstance(value, Message):
        return Message(f"“{value.zh}”", value.en)
    if isinstance(value, bool):
        return YES_NO[value]
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return NOTHING if value is None or text == "" else Message(f"“{text}”", f"“{text}”")
