"""Read the files of rulesets, and lay them over each other: what a later layer says of a rule goes before the earlier."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from reportlint.folder import Folder
from reportlint.language import Message, did_you_mean
from reportlint.stored import stored

PACKAGE = "reportlint.rulesets"
FILE = "ruleset.toml"
FALLBACK = "unrecognised-type"  # used when nothing tells the type of a report
EDITED: dict[str, Any] = {"rules": dict, "section": list}
SHAPES: dict[str, Any] = {
    **EDITED,
    "detect": dict,
    "extends": list,
    "title": str,
    "english": str,
    "basis": str,
    "words": (str, dict),
    "edition": list,
}
DETECT: dict[str, Any] = {"titles": list, "patterns": list, "sections": int, "words": str}
EDITION: dict[str, Any] = {**EDITED, "from": date, "to": date}


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
    within: str = ""  # the table that its tables stand in: an edition of the same file

    @property
    def foreign(self) -> bool:
        """Whether it comes from outside this package."""
        return self.folder.package is None or self.folder.package.__name__ != PACKAGE

    def place(self, table: str, id: str = "", key: str = "") -> str:
        """Return where a table stands, for a person: file, line, name."""
        from reportlint.place import place

        file = os.path.basename(self.name) if self.partial else FILE
        return place(self.folder, file, f"{self.within}{table}", id, key)


def builtin() -> list[str]:
    """Return the names of the rulesets that come with the package."""
    return list(import_module(PACKAGE).NAMES)


def known(name: str) -> bool:
    """Whether a ruleset is built in or installed under this name."""
    from reportlint.installed import installed

    return name in builtin() or name in installed()


def folder_of(name: str) -> Folder:
    """Return the folder of a ruleset by the name of one that is built in or installed, or by its path.

    Raises RulesetError where there is none, or one of each.
    """
    if name in builtin():
        return Folder.of(PACKAGE, name)
    folder = lying(name)
    from reportlint.installed import installed, lying_at

    if found := installed().get(name):
        if folder.has(FILE):
            zh = f"“{name}”既是安装的规则集（{found.distribution}），又是这里的文件夹；文件夹请写作 ./{name}"
            raise RulesetError([Message(zh, f"“{name}” is both installed and a folder here; write ./{name} for that")])
        return found.folder
    if folder.has(FILE):
        own = lying_at(folder.path) if installed() else None
        return own.folder if own else folder
    if os.path.isdir(name):
        raise RulesetError([Message(f"{name} 里没有 {FILE}", f"there is no {FILE} in {name}")])
    if os.path.isfile(name):
        zh = f"{name} 不是规则集；规则集是放 {FILE} 的文件夹"
        raise RulesetError([Message(zh, f"{name} is no ruleset: that is a folder with a {FILE}")])
    guess = did_you_mean(name, [*builtin(), *installed()])
    raise RulesetError([Message(f"没有规则集“{name}”{guess.zh}", f"no ruleset “{name}”{guess.en}")])


def lying(path: str) -> Folder:
    """Return the folder of a ruleset by its path, or by that of the ruleset.toml in it."""
    whole = os.path.realpath(path)
    return Folder(os.path.dirname(whole) if os.path.basename(whole) == FILE and os.path.isfile(whole) else whole)


def layers_of(folder: Folder, below: tuple[Folder, ...] = ()) -> list[Layer]:
    """Return a ruleset and those that it extends, each once, the furthest first; a base beside it goes before a built-in."""
    if folder in below:
        raise RulesetError([Message(f"规则集“{folder.name}”循环继承", f"ruleset “{folder.name}” extends itself")])
    data = read_toml(folder)
    layers: list[Layer] = []
    for base in data.get("extends", []):
        near = lying(os.path.join(os.path.dirname(folder.path), base))
        beside = folder.package is None and near.has(FILE)
        found = layers_of(near if beside else _extended(folder, base), (*below, folder))
        layers += [layer for layer in found if layer not in layers]
    return [*layers, Layer(folder, data, folder.name)]


def _extended(folder: Folder, base: str) -> Folder:
    """Return what a ruleset extends that does not lie beside it; raises RulesetError with the file that names it."""
    try:
        return folder_of(base)
    except RulesetError as error:
        file = folder.shown(FILE)
        faults = [Message(f"{file} 的“extends”：{each.zh}", f"“extends” in {file}: {each.en}") for each in error.faults]
        raise RulesetError(faults) from error


def held_on(layers: Iterable[Layer], day: date) -> Iterator[Layer]:
    """Yield layers, each followed by those of its editions that hold on a day."""
    for layer in layers:
        yield layer
        for edition in layer.data.get("edition", ()):
            if edition.get("from", date.min) <= day <= edition.get("to", date.max):
                tables = {key: edition[key] for key in EDITED if key in edition}
                yield layer._replace(data=tables, within="edition.")


def changes(layers: Iterable[Layer]) -> list[date]:
    """Return the days from which other editions hold than the day before."""
    editions = [edition for layer in layers for edition in layer.data.get("edition", ())]
    begun = {edition["from"] for edition in editions if "from" in edition}
    return sorted(begun | {edition["to"] + timedelta(1) for edition in editions if "to" in edition})


@cache
def read_toml(folder: Folder) -> dict[str, Any]:
    """Return the tables of a ruleset; raises RulesetError if it cannot be read, or has what no ruleset has."""
    file = folder.shown(FILE)
    try:
        data: dict[str, Any] = stored(folder, FILE, tables)
    except (ValueError, OSError) as error:  # no UTF-8, no TOML
        raise RulesetError([unreadable(file, error)]) from error
    faults = list(shape_faults(file, data, SHAPES))
    if not faults:
        faults += shape_faults(f"{file} [detect]", data.get("detect", {}), DETECT)
        for edition in data.get("edition", ()):
            faults += _edition_faults(f"{file} [[edition]]", edition)
    if faults:
        raise RulesetError(faults)
    return data


def tables(text: str) -> dict[str, Any]:
    """Return the tables of a TOML file; raises ValueError where it is none."""
    import tomllib  # takes as long as all tables of the package as they are stored

    return tomllib.loads(text)


def unreadable(file: str, error: Exception) -> Message:
    """Say why a file cannot be read; of one that is no TOML, where."""
    if isinstance(error, UnicodeDecodeError):
        return Message(f"{file} 不是 UTF-8 编码", f"{file} is not UTF-8")
    if place := re.search(r"\(at line (\d+), column (\d+)\)", str(error)):
        zh = f"{file}:{place[1]} 第{place[2]}列写法不对；引号、等号、方括号要用半角的，文字要在引号里（{error}）"
        return Message(zh, f"{file}:{place[1]} is no TOML: {error}")
    if isinstance(error, ValueError):
        zh = f"{file} 到末尾还没有写完，缺引号、方括号或者值（{error}）"
        return Message(zh, f"{file} is no TOML: {error}")
    return Message(f"{file} 无法读取：{error}", f"{file} cannot be read: {error}")


def _edition_faults(file: str, edition: Any) -> Iterator[Message]:
    if not isinstance(edition, dict) or not edition.keys() & {"from", "to"}:
        yield Message(f"{file} 应写明从哪天（from）或者到哪天（to）", f"{file} needs “from” or “to”")
        return
    yield from shape_faults(file, edition, EDITION)
    begin, end = edition.get("from", date.min), edition.get("to", date.max)
    if isinstance(begin, date) and isinstance(end, date) and begin > end:
        yield Message(f"{file} 的 from（{begin}）晚于 to（{end}）", f"{file}: from ({begin}) is after to ({end})")


def shape_faults(file: str, data: dict[str, Any], shapes: dict[str, Any]) -> Iterator[Message]:
    """Yield what is wrong with the top of a file: unknown keys, and values of the wrong kind."""
    for key, value in data.items():
        if key not in shapes:
            guess = did_you_mean(key, shapes)
            yield Message(f"{file} 没有“{key}”这一项{guess.zh}", f"{file} has no “{key}”{guess.en}")
        elif not isinstance(value, shapes[key]) or not _filled(key, value):
            yield Message(f"{file} 的“{key}”写法不对{HINTS.get(key, '')}", f"“{key}” in {file} is of the wrong kind")


HINTS = {
    "section": "，应写作 [[section]]",
    "edition": "，应写作 [[edition]]",
    "from": "，应是日期，如 2021-09-26，不加引号",
    "to": "，应是日期，如 2021-09-25，不加引号",
    "titles": "，应是文字的列表",
    "extends": "，应是规则集名称的列表",
}


def _filled(key: str, value: Any) -> bool:
    """Whether what a table or a list holds is of the right kind."""
    if key in ("rules", "section", "edition"):
        return all(isinstance(each, dict) for each in (value.values() if isinstance(value, dict) else value))
    return key not in ("titles", "patterns", "extends") or all(type(each) is str for each in value)
