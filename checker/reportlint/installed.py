"""Rulesets of installed packages: entry points of the group ``reportlint.rulesets``.

The name of an entry point is that of the ruleset; its value is a package whose folder holds ruleset.toml and the pages.
The package is imported, so that its checks in Python are there. importlib.metadata takes longer to import than a report
to lint: it is asked only where a look into the folders of sys.path shows that there is something to find.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reportlint.folder import Folder
from reportlint.language import Message
from reportlint.layer import FILE, RulesetError, builtin

GROUP = "reportlint.rulesets"
MARK = f"[{GROUP}]"


class Installed(NamedTuple):
    """A ruleset of an installed package."""

    name: str
    module: str  # the package that holds it, as Python names it
    distribution: str  # and as pip does
    version: str

    @property
    def folder(self) -> Folder:
        """Its folder; raises RulesetError with a line that names the package if it cannot be used."""
        of = f"{self.distribution} {self.version}"
        said = Message(f"规则集“{self.name}”（来自 {of}）", f"ruleset “{self.name}” of {of}")
        try:
            folder = Folder.of(self.module)._replace(label=self.name)
        except (Exception, SystemExit) as error:  # whatever a stranger's package raises
            why = f"{type(error).__name__}: {error}".splitlines()[0]
            raise RulesetError(
                [Message(f"{said.zh}无法导入：{why}", f"{said.en} cannot be imported: {why}")]
            ) from error
        if not folder.has(FILE):
            zh = f"{said.zh}：{self.module} 里没有 {FILE}（pyproject.toml 的 package-data 里写了吗？）"
            raise RulesetError([Message(zh, f"{said.en}: {self.module} has no {FILE}; is it in the package-data?")])
        return folder


@cache
def installed() -> dict[str, Installed]:
    """Return the installed rulesets by name; raises RulesetError where two have one name."""
    if not any(map(_may_hold, sys.path)):
        return {}
    found: dict[str, Installed] = {}
    faults = []
    for each in _entry_points():
        other = found.setdefault(each.name, each)
        if each.name in builtin():
            faults.append(_clash(each, Message("内置的规则集", "a built-in one")))
        elif other != each:
            of = f"{other.distribution} {other.version}"
            faults.append(_clash(each, Message(of, of)))
    if faults:
        raise RulesetError(faults)
    return found


def lying_at(path: str) -> Installed | None:
    """Return the installed ruleset whose folder this is: its author works on it, and its checks are there."""
    from importlib.util import find_spec

    for each in installed().values():
        try:
            spec = find_spec(each.module)
        except (ImportError, ValueError):
            continue
        if path in map(os.path.realpath, (spec and spec.submodule_search_locations) or ()):
            return each
    return None


def digest(found: Installed) -> str:
    """Return the SHA-256 of all files of the package, by which one knows whether it is the same."""
    from hashlib import sha256
    from importlib.resources import files

    whole = sha256()
    todo = [("", files(found.module))]
    while todo:
        path, item = todo.pop()
        if item.is_dir():
            below = sorted(item.iterdir(), key=lambda each: each.name, reverse=True)
            todo += [(f"{path}/{each.name}", each) for each in below if each.name != "__pycache__"]
        else:
            data = item.read_bytes()
            whole.update(f"{path}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def _clash(one: Installed, other: Message) -> Message:
    own = f"{one.distribution} {one.version}"
    return Message(
        f"规则集“{one.name}”有两个：{own} 和{other.zh}；请卸载一个",
        f"two rulesets are called “{one.name}”: of {own}, and {other.en}; uninstall one",
    )


def _entry_points() -> Iterator[Installed]:
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP):
        of = entry.dist
        yield Installed(entry.name, entry.value, of.name if of else "?", of.version if of else "?")


def _may_hold(path: str) -> bool:
    """Whether packages with rulesets may be installed in a folder, or an archive, of sys.path."""
    try:
        names = os.listdir(path or ".")
    except NotADirectoryError:
        return True  # a zip: rare, and asked in full
    except OSError:
        return False
    return any(_holds(os.path.join(path, name)) for name in names if name.endswith((".dist-info", ".egg-info")))


def _holds(folder: str) -> bool:
    try:
        with open(os.path.join(folder, "entry_points.txt"), encoding="utf-8", errors="replace") as file:
            return MARK in file.read()
    except OSError:
        return False
