"""Read the files of rulesets, and lay them over each other: what a later layer says of a rule goes before the earlier."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from reportlint.diagnostic import Severity
from reportlint.folder import Folder
from reportlint.language import Message, did_you_mean

PACKAGE = "reportlint.rulesets"
FALLBACK = "unrecognised-type"  # used when nothing tells the type of a report
SHAPES: dict[str, Any] = {
    "rules": dict,
    "section": list,
    "detect": dict,
    "extends": list,
    "title": str,
    "english": str,
    "basis": str,
    "words": (str, dict),
}


class RulesetError(ValueError):
    """A ruleset that cannot be used; ``faults`` are all its faults at once."""

    def __init__(self, faults: list[Message]) -> None:
        super().__init__("\n".join(fault.en for fault in faults))
        self.faults = faults


class Layer(NamedTuple):
    """The tables of one folder, before they are laid over those of the rulesets that it extends."""

    folder: Folder
    data: dict[str, Any]
    name: str  # how to call it: the name of the ruleset, the path of a configuration
    partial: bool = False  # a configuration: what it says of rules that a ruleset does not have is for others


class RuleTable(NamedTuple):
    """The table of a rule, laid over by all layers; which layer each value is from, and where its files may be."""

    values: dict[str, Any]
    origins: dict[str, str]
    folders: tuple[Folder, ...]


def builtin() -> list[str]:
    """Return the names of the rulesets that come with the package."""
    return list(import_module(PACKAGE).NAMES)


def folder_of(name: str) -> Folder:
    """Return the folder of a ruleset by the name of a built-in one, or by its path; raises RulesetError."""
    if name in builtin():
        return Folder.of(PACKAGE, name)
    folder = Folder(os.path.realpath(name))
    if folder.has("ruleset.toml"):
        return folder
    guess = did_you_mean(name, builtin())
    raise RulesetError([Message(f"没有规则集“{name}”{guess.zh}", f"no ruleset “{name}”{guess.en}")])


def layers_of(folder: Folder, below: tuple[Folder, ...]) -> Iterator[Layer]:
    """Yield a ruleset and those that it extends, the furthest first; a base beside the folder goes before a built-in."""
    if folder in below:
        raise RulesetError([Message(f"规则集“{folder.name}”循环继承", f"ruleset “{folder.name}” extends itself")])
    data = read_toml(folder)
    for base in data.get("extends", []):
        near = Folder(os.path.join(os.path.dirname(folder.path), base))
        beside = folder.package is None and near.has("ruleset.toml")
        yield from layers_of(near if beside else folder_of(base), (*below, folder))
    yield Layer(folder, data, folder.name)


@cache
def read_toml(folder: Folder) -> dict[str, Any]:
    """Return the tables of a ruleset; raises RulesetError if it cannot be read, or has what no ruleset has."""
    try:
        data = tomllib.loads(folder.read("ruleset.toml"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RulesetError(
            [Message(f"规则集“{folder.name}”无法读取：{error}", f"ruleset “{folder.name}” cannot be read: {error}")]
        ) from error
    faults = list(shape_faults("ruleset.toml", data, SHAPES))
    if faults:
        raise RulesetError(faults)
    return data


def shape_faults(file: str, data: dict[str, Any], shapes: dict[str, Any]) -> Iterator[Message]:
    """Yield what is wrong with the top of a file: unknown keys, and values of the wrong kind."""
    for key, value in data.items():
        if key not in shapes:
            guess = did_you_mean(key, shapes)
            yield Message(f"{file} 没有“{key}”这一项{guess.zh}", f"{file} has no “{key}”{guess.en}")
        elif not isinstance(value, shapes[key]) or (
            key == "rules" and not all(isinstance(table, dict) for table in value.values())
        ):
            yield Message(f"{file} 的“{key}”写法不对", f"“{key}” in {file} is of the wrong kind")


def laid_over(layers: list[Layer]) -> dict[str, RuleTable]:
    """Lay the rules of each ruleset over those of the ones it extends; what may not be weakened is not."""
    tables: dict[str, RuleTable] = {}
    faults: list[Message] = []
    for layer in layers:
        for id, table in layer.data.get("rules", {}).items():
            if layer.partial and id not in tables and "check" not in table:
                continue
            base = tables.get(id, RuleTable({"basis": layer.data.get("basis", "")}, {}, ()))
            if base.values.get("waivable") is False and _weakens(table, base.values):
                zh = f"{layer.name}：规则“{id}”不得停用或者放宽（{base.origins['waivable']} 规定）"
                faults.append(
                    Message(zh, f"{layer.name}: rule “{id}” must not be weakened ({base.origins['waivable']})")
                )
            origins = base.origins | dict.fromkeys(table, layer.name)
            tables[id] = RuleTable({**base.values, **table}, origins, (layer.folder, *base.folders))
    if faults:
        raise RulesetError(faults)
    return tables


def _weakens(table: dict[str, Any], base: dict[str, Any]) -> bool:
    """Whether a layer makes a rule weigh less than the one below it, or lets it be exempt."""
    levels = [*Severity, "off"]
    severity, was = table.get("severity", base.get("severity", "error")), base.get("severity", "error")
    lighter = severity in levels and was in levels and levels.index(severity) > levels.index(was)
    return lighter or table.get("waivable", False) is not False
