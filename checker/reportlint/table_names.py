"""Judge the names in a ruleset: those that tables have, and those by which they speak of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from reportlint.checks import every
from reportlint.language import Message, did_you_mean
from reportlint.layer import Layer
from reportlint.overlay import Laid, Table


def fault(table: Table, key: str, zh: str, en: str) -> Message:
    """Say what is wrong with a table, and where: at a key, if it has that."""
    where = table.place(key)
    return Message(f"{where} {zh}", f"{where}: {en}")


def twice(layer: Layer) -> Iterator[Message]:
    """Yield the ids that several [[section]] of a file have: the later would silently change the earlier."""
    for within, tables in (("", layer.data), *(("edition.", each) for each in layer.data.get("edition", ()))):
        ids = Counter(str(section["id"]) for section in tables.get("section", ()) if "id" in section)
        for id in (id for id, count in ids.items() if count > 1):
            where = layer._replace(within=within).place("section", id)
            zh = f"{where} 写了{ids[id]}次；每个 [[section]] 的 id 不能相同"
            yield Message(zh, f"{where} stands {ids[id]} times; each [[section]] needs an id of its own")


def misspelt(table: Table, known: dict[str, Table]) -> list[Message]:
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
    return [fault(table, "", zh, en)]


def unknown_contents(laid: Laid) -> Iterator[Message]:
    """Yield the names of contents that no [[section]] has, where a section or a rule speaks of one."""
    told = [(table, "after") for table in laid.sections.values()]
    told += [(table, "of") for table in laid.rules.values() if _takes_sections(table.values.get("check"))]
    for table, key in told:
        value = table.values.get(key, [])
        for id in value if isinstance(value, list) else [value]:
            if isinstance(id, str) and id not in laid.sections:
                guess = did_you_mean(id, laid.sections)
                zh = f"“{key}”：没有 id 是“{id}”的 [[section]]{guess.zh}"
                yield fault(table, key, zh, f"“{key}”: no [[section]] has the id “{id}”{guess.en}")


def _takes_sections(check: Any) -> bool:
    return check in every() and "sections" in every()[check].__annotations__
