"""Find and read a user's configuration: tables like those of a ruleset, laid over the one that a report calls for.

It is the nearest ``reportlint.toml``, or ``[tool.reportlint]`` in a ``pyproject.toml``, at or above the report.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from functools import cache
from typing import Any, NamedTuple

from reportlint.diagnostic import Severity
from reportlint.folder import Folder
from reportlint.language import Message, did_you_mean
from reportlint.layer import (
    FILE,
    Layer,
    RulesetError,
    builtin,
    folder_of,
    known,
    lying,
    shape_faults,
    tables,
    unreadable,
)

NAME = "reportlint.toml"
PROJECT = "pyproject.toml"
JUDGING: dict[str, Any] = {"rules": dict, "select": list, "ignore": list}
PATHS = {**JUDGING, "files": list}
SHAPES = {**JUDGING, "section": list, "words": (str, dict), "extends": list, "type": str, "fail-on": str, "paths": list}
SHAPES["also"] = list


class Choice(NamedTuple):
    """What a configuration says of the reports whose names fit ``files``."""

    files: tuple[str, ...]
    layer: Layer
    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def fits(self, path: str) -> bool:
        """Whether it speaks of a report; ``*`` stands for any characters, folders included."""
        name = os.path.relpath(os.path.realpath(path), self.layer.folder.path).replace(os.sep, "/")
        return any(fnmatch(name, pattern) for pattern in self.files)


class Configuration(NamedTuple):
    """What the configuration of a report says, those that it extends included, the furthest first."""

    type: str | None = None  # the ruleset to judge by, where the type of report is not to be recognised
    fail_on: str | None = None
    choices: tuple[Choice, ...] = ()
    also: tuple[str, ...] = ()  # rulesets that go over the one of the type

    def chosen(self, path: str) -> tuple[Choice, ...]:
        """Return what is said of a report, the most general first."""
        return tuple(choice for choice in self.choices if choice.fits(path))


def configuration_of(path: str) -> Configuration:
    """Return the configuration of a report, an empty one if there is none; raises RulesetError with all its faults."""
    folder = os.path.dirname(os.path.realpath(path))
    found = _nearest(folder)
    return read(found) if found else Configuration()


@cache
def _nearest(folder: str) -> str | None:
    """Return the file of the nearest configuration at or above a folder."""
    for name in (NAME, PROJECT):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name == NAME or "reportlint" in _load(path).get("tool", {})):
            return path
    above = os.path.dirname(folder)
    return _nearest(above) if above != folder else None


@cache
def read(path: str) -> Configuration:
    """Read a configuration by its path; raises RulesetError with all its faults."""
    return _read(os.path.realpath(path), ())


def _read(path: str, below: tuple[str, ...]) -> Configuration:
    if path in below:
        raise RulesetError([Message(f"{path} 循环继承", f"{path} extends itself")])
    data = _load(path)
    if os.path.basename(path) == PROJECT:
        data = data.get("tool", {}).get("reportlint", {})
    faults = list(_faults(path, data))
    if faults:
        raise RulesetError(faults)
    whole = Configuration()
    for base in data.get("extends", []):
        whole = _over(_base(path, base, (*below, path)), whole)
    return _over(_own(path, data), whole)


def _load(path: str) -> dict[str, Any]:
    try:
        with open(path, "rb") as file:
            return tables(file.read().decode())
    except (ValueError, OSError) as error:  # no UTF-8, no TOML
        raise RulesetError([unreadable(path, error)]) from error


def _base(path: str, base: str, below: tuple[str, ...]) -> Configuration:
    """Return what is extended: a configuration by its path or folder, or a ruleset, which then is the type."""
    near = os.path.join(os.path.dirname(path), base)
    for file in (os.path.join(near, NAME), near):
        if os.path.isfile(file):
            return _read(os.path.realpath(file), below)
    if os.path.isdir(near):
        return Configuration(type=folder_of(near).path)
    return Configuration(type=folder_of(base).name)


def _own(path: str, data: dict[str, Any]) -> Configuration:
    choices = [_choice(path, {"files": ["*"], **data}), *(_choice(path, each) for each in data.get("paths", []))]
    type = _located(path, data["type"]) if "type" in data else None
    also = tuple(_located(path, each) for each in data.get("also", ()))
    return Configuration(type, data.get("fail-on"), tuple(choices), also)


def _located(path: str, name: str) -> str:
    """Return the name of a ruleset, or the path of one that is named from where the configuration lies."""
    return name if known(name) else folder_of(os.path.join(os.path.dirname(path), name)).path


def _choice(path: str, data: dict[str, Any]) -> Choice:
    tables: dict[str, Any] = {key: data[key] for key in ("rules", "section", "words") if key in data}
    layer = Layer(Folder(os.path.dirname(path)), tables, path, partial=True)
    return Choice(tuple(data["files"]), layer, tuple(data.get("select", ())), tuple(data.get("ignore", ())))


def _over(later: Configuration, base: Configuration) -> Configuration:
    also = tuple(dict.fromkeys((*base.also, *later.also)))
    return Configuration(later.type or base.type, later.fail_on or base.fail_on, (*base.choices, *later.choices), also)


def _faults(path: str, data: dict[str, Any]) -> Iterator[Message]:
    yield from shape_faults(path, data, SHAPES)
    for key in ("select", "ignore", "extends", "also"):
        yield from _list_faults(f"{path} 的“{key}”", f"“{key}” in {path}", data.get(key, []))
    if data.get("fail-on", "error") not in list(Severity):
        yield _one_of(path, "fail-on", data["fail-on"], Severity)
    also = data.get("also")
    for key, name in [
        ("type", data.get("type")),
        *(("also", each) for each in (also if isinstance(also, list) else ())),
    ]:
        if isinstance(name, str) and not known(name) and not lying(os.path.join(os.path.dirname(path), name)).has(FILE):
            yield _no_ruleset(path, key, name)
    tables = data.get("paths", [])
    for table in tables if isinstance(tables, list) else ():
        name = f"{path} [[paths]]"
        if not isinstance(table, dict) or not table.get("files"):
            yield Message(f"{name} 缺少“files”", f"{name} lacks “files”")
            continue
        yield from shape_faults(name, table, PATHS)
        for key in ("files", "select", "ignore"):
            yield from _list_faults(f"{name} 的“{key}”", f"“{key}” in {name}", table.get(key, []))


def _list_faults(zh: str, en: str, value: Any) -> Iterator[Message]:
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        yield Message(f"{zh}应是文字的列表", f"{en} should be a list of texts")


def _no_ruleset(path: str, key: str, name: str) -> Message:
    """Say that neither a ruleset has this name nor a folder, and which folder that would be."""
    from reportlint.installed import installed

    guess = did_you_mean(name, [*builtin(), *installed()])
    folder = Folder(os.path.normpath(os.path.join(os.path.dirname(path), name)))
    zh = f"{path} 的“{key}”：没有规则集“{name}”{guess.zh}" + ("" if guess.zh else f"，也没有 {folder.shown(FILE)}")
    en = f"“{key}” in {path}: no ruleset “{name}”{guess.en}" + (
        "" if guess.en else f", nor is there {folder.shown(FILE)}"
    )
    return Message(zh, en)


def _one_of(path: str, key: str, value: Any, known: Iterable[str]) -> Message:
    known = [str(each) for each in known]
    guess = did_you_mean(str(value), known)
    return Message(
        f"{path} 的“{key}”应是 {'、'.join(known)}，不是“{value}”{guess.zh}",
        f"“{key}” in {path} is one of {', '.join(known)}, not “{value}”{guess.en}",
    )
