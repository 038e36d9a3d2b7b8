"""Load rulesets: folders with a ruleset.toml, and one Markdown page for each rule.

What a civil servant could dispute stands there and not in Python: names, patterns, severities, clauses, dates.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from reportlint.checks import CHECKS
from reportlint.contents import Content
from reportlint.diagnostic import Problem, Severity
from reportlint.document import Document
from reportlint.language import Message, either
from reportlint.schema import FILLED_IN, OWN_KEYS, content_faults, parameters, rule_faults

FALLBACK = "unrecognised-type"  # used when nothing tells the type of a report


class RulesetError(ValueError):
    """A ruleset that cannot be used; ``faults`` are all its faults at once."""

    def __init__(self, faults: list[Message]) -> None:
        super().__init__("\n".join(fault.en for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Rule:
    """A check with its options, and the provision that asks for it."""

    id: str
    check: str
    severity: Severity
    basis: str
    english: str
    options: dict[str, Any] = field(repr=False)
    folder: Traversable = field(repr=False)  # where its page is

    @property
    def category(self) -> str:
        """The module of the check."""
        return self.check.partition(".")[0]

    @property
    def page(self) -> str:
        """The manual of the rule, in Markdown."""
        return self.folder.joinpath(f"{self.id}.md").read_text("utf-8")

    @property
    def title(self) -> Message:
        """The first line of the page, and its English title."""
        return Message(self.page.partition("\n")[0].lstrip("# "), self.english)

    def problems(self, document: Document) -> Iterator[Problem]:
        """Run the check."""
        return CHECKS[self.check](document, **self.options)


@dataclass(frozen=True)
class Ruleset:
    """The rules for one type of report, and how a report of this type is recognised."""

    id: str
    title: Message
    basis: str
    rules: tuple[Rule, ...]
    contents: tuple[Content, ...]
    title_patterns: tuple[str, ...]
    headings: int  # so many top headings of known content tell the type as well; 0: they do not


@dataclass(frozen=True)
class Layer:
    """The tables of one folder, before they are laid over those of the rulesets that it extends."""

    folder: Traversable
    data: dict[str, Any]


def builtin() -> list[str]:
    """Return the names of the rulesets that come with the package."""
    return sorted(f.name for f in files("reportlint.rulesets").iterdir() if f.joinpath("ruleset.toml").is_file())


def load(name: str) -> Ruleset:
    """Load a ruleset by the name of a built-in one, or by the path of its folder.

    Raises RulesetError with all faults if it cannot be used.
    """
    layers = list(_layers(_folder(name), ()))
    sections = {table.get("id"): table for layer in layers for table in layer.data.get("section", [])}
    tables = _laid_over(layers)
    faults = [fault for table in sections.values() for fault in content_faults(table)]
    faults += [fault for rule, (table, _) in tables.items() for fault in rule_faults(rule, table)]
    if faults:
        raise RulesetError(faults)
    contents = tuple(_content(table) for table in sections.values())
    last = layers[-1]
    detect = last.data.get("detect", {})
    return Ruleset(
        id=last.folder.name,
        title=Message(last.data.get("title", last.folder.name), last.data.get("english", last.folder.name)),
        basis=last.data.get("basis", ""),
        rules=tuple(_rule(id, *found, contents) for id, found in tables.items() if found[0].get("severity") != "off"),
        contents=contents,
        title_patterns=tuple(detect.get("title", ())),
        headings=detect.get("headings", 0),
    )


def _folder(name: str) -> Traversable:
    if "/" not in name and "\\" not in name and files("reportlint.rulesets").joinpath(name, "ruleset.toml").is_file():
        return files("reportlint.rulesets").joinpath(name)
    path = Path(name)
    if path.joinpath("ruleset.toml").is_file():
        return path.resolve()
    guess = either(get_close_matches(name, builtin()))
    raise RulesetError([Message(f"没有规则集“{name}”{guess.zh}", f"no ruleset “{name}”{guess.en}")])


def _layers(folder: Traversable, below: tuple[str, ...]) -> Iterator[Layer]:
    """Yield a ruleset and those that it extends, the furthest first; a base beside the folder goes before a built-in."""
    if str(folder) in below:
        raise RulesetError([Message(f"规则集“{folder.name}”循环继承", f"ruleset “{folder.name}” extends itself")])
    data = _toml(folder)
    for base in data.get("extends", []):
        near = Path(str(folder)).parent / base
        yield from _layers(
            _folder(str(near) if near.joinpath("ruleset.toml").is_file() else base), (*below, str(folder))
        )
    yield Layer(folder, data)


def _toml(folder: Traversable) -> dict[str, Any]:
    file = folder.joinpath("ruleset.toml")
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RulesetError([Message(f"{file} 无法读取：{error}", f"{file} cannot be read: {error}")]) from error
    shapes = {
        "rules": dict,
        "section": list,
        "detect": dict,
        "extends": list,
        "title": str,
        "english": str,
        "basis": str,
    }
    for key, value in data.items():
        if key not in shapes:
            guess = either(get_close_matches(key, shapes))
            raise RulesetError([Message(f"{file} 没有“{key}”这一项{guess.zh}", f"{file} has no “{key}”{guess.en}")])
        if not isinstance(value, shapes[key]):
            raise RulesetError([Message(f"{file} 的“{key}”写法不对", f"“{key}” in {file} is of the wrong kind")])
    return data


def _laid_over(layers: list[Layer]) -> dict[str, tuple[dict[str, Any], Traversable]]:
    """Lay the rules of each ruleset over those of the ones it extends; its folder may hold a page of its own."""
    tables: dict[str, tuple[dict[str, Any], Traversable]] = {}
    for layer in layers:
        for id, table in layer.data.get("rules", {}).items():
            if not isinstance(table, dict):
                raise RulesetError([Message(f"规则“{id}”应是一个表", f"rule “{id}” should be a table")])
            base, home = tables.get(id, ({"basis": layer.data.get("basis", "")}, layer.folder))
            own_page = layer.folder.joinpath(f"{id}.md").is_file()
            tables[id] = {**base, **table}, layer.folder if own_page else home
    return tables


def _rule(id: str, table: dict[str, Any], folder: Traversable, contents: tuple[Content, ...]) -> Rule:
    options = {key: value for key, value in table.items() if key not in OWN_KEYS}
    if FILLED_IN in parameters(table["check"]):
        options[FILLED_IN] = contents
    severity = Severity(table.get("severity", "error"))
    return Rule(id, table["check"], severity, table["basis"], table.get("english", id), options, folder)


def _content(table: dict[str, Any]) -> Content:
    values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
    return Content(**values)
