"""Load rulesets: folders with a ruleset.toml, and one Markdown page for each rule.

What a civil servant could dispute stands there and not in Python: names, patterns, severities, clauses, dates.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from reportlint.checks import CHECKS, COMPARING, MASKING, NEEDS
from reportlint.contents import Content
from reportlint.diagnostic import Problem, Severity
from reportlint.document import Document
from reportlint.folder import Folder
from reportlint.language import Message, did_you_mean
from reportlint.table import bound
from reportlint.words import Words
from reportlint.words import read as read_words

PACKAGE = "reportlint.rulesets"
OWN_KEYS = ("check", "severity", "basis", "english")
FILLED_IN = ("sections", "own_words")  # options filled with what the ruleset describes: its contents, its word list
FALLBACK = "unrecognised-type"  # used when nothing tells the type of a report


FACTS = {  # what a check may need to know of a document
    "year": Message("报告年度不明", "the year reported on is unknown"),
    "made": Message("成文日期不明", "the date of the report is unknown"),
    "day": Message("成文日期不明", "the date of the report is unknown"),
    "judged_start": Message("报告年度不明", "the year reported on is unknown"),
    "judged_end": Message("报告年度不明", "the year reported on is unknown"),
}


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
    folders: tuple[Folder, ...] = field(repr=False)  # where its page may be, the nearest first

    @property
    def category(self) -> str:
        """The module of the check."""
        return self.check.partition(".")[0]

    @property
    def home(self) -> Folder | None:
        """The folder of the ruleset that has its page."""
        return next((folder for folder in self.folders if folder.has(f"{self.id}.md")), None)

    @property
    def page(self) -> str:
        """The manual of the rule, in Markdown; a rule without one has its name for a manual."""
        return self.home.read(f"{self.id}.md") if self.home else f"# {self.id}\n"

    @property
    def title(self) -> Message:
        """The first line of the page, and its English title."""
        return Message(self.page.partition("\n")[0].lstrip("# "), self.english)

    @property
    def masks(self) -> bool:
        """Whether what it finds must not be shown."""
        return self.check in MASKING

    @property
    def compares(self) -> bool:
        """Whether it needs last year's report."""
        return self.check in COMPARING

    def lacks(self, document: Document) -> Message | None:
        """Return what the document does not tell that the check judges by; None where it can be judged."""
        return next((FACTS[fact] for fact in NEEDS.get(self.check, ()) if getattr(document, fact) is None), None)

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

    folder: Folder
    data: dict[str, Any]


def builtin() -> list[str]:
    """Return the names of the rulesets that come with the package."""
    return list(import_module(PACKAGE).NAMES)


def load(name: str) -> Ruleset:
    """Load a ruleset by the name of a built-in one, or by the path of its folder.

    Raises RulesetError with all faults if it cannot be used.
    """
    layers = list(_layers(_folder(name), ()))
    sections = {table.get("id"): table for layer in layers for table in layer.data.get("section", [])}
    tables = _laid_over(layers)
    own_words = _words(layers)
    if any(layer.folder.package is None for layer in layers):  # the built-in ones are judged by a test
        judge(sections.values(), tables)
    contents = tuple(_content(table) for table in sections.values())
    last = layers[-1]
    detect = last.data.get("detect", {})
    return Ruleset(
        id=last.folder.name,
        title=Message(last.data.get("title", last.folder.name), last.data.get("english", last.folder.name)),
        basis=last.data.get("basis", ""),
        rules=tuple(
            _rule(id, *found, contents, own_words) for id, found in tables.items() if found[0].get("severity") != "off"
        ),
        contents=contents,
        title_patterns=tuple(detect.get("title", ())),
        headings=detect.get("headings", 0),
    )


def judge(sections: Iterable[dict[str, Any]], rules: Mapping[str, tuple[dict[str, Any], tuple[Folder, ...]]]) -> None:
    """Raise RulesetError with all faults of the tables of a ruleset; with each rule come the folders of its files."""
    from reportlint.schema import content_faults, rule_faults

    faults = [fault for table in sections for fault in content_faults(table)]
    faults += [fault for id, found in rules.items() for fault in rule_faults(id, *found)]
    if faults:
        raise RulesetError(list(dict.fromkeys(faults)))


def detectable() -> list[Ruleset]:
    """Return the built-in rulesets that can tell their type of report, and last the one for reports of no known type."""
    names = [name for name in builtin() if _toml(_folder(name)).get("detect")]
    return [load(name) for name in (*names, FALLBACK)]


def _folder(name: str) -> Folder:
    if name in builtin():
        return Folder.of(PACKAGE, name)
    folder = Folder(os.path.realpath(name))
    if folder.has("ruleset.toml"):
        return folder
    guess = did_you_mean(name, builtin())
    raise RulesetError([Message(f"没有规则集“{name}”{guess.zh}", f"no ruleset “{name}”{guess.en}")])


def _layers(folder: Folder, below: tuple[Folder, ...]) -> Iterator[Layer]:
    """Yield a ruleset and those that it extends, the furthest first; a base beside the folder goes before a built-in."""
    if folder in below:
        raise RulesetError([Message(f"规则集“{folder.name}”循环继承", f"ruleset “{folder.name}” extends itself")])
    data = _toml(folder)
    for base in data.get("extends", []):
        near = Folder(os.path.join(os.path.dirname(folder.path), base))
        beside = folder.package is None and near.has("ruleset.toml")
        yield from _layers(near if beside else _folder(base), (*below, folder))
    yield Layer(folder, data)


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


@cache
def _toml(folder: Folder) -> dict[str, Any]:
    try:
        data = tomllib.loads(folder.read("ruleset.toml"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RulesetError(
            [Message(f"规则集“{folder.name}”无法读取：{error}", f"ruleset “{folder.name}” cannot be read: {error}")]
        ) from error
    faults = []
    for key, value in data.items():
        if key not in SHAPES:
            guess = did_you_mean(key, SHAPES)
            faults.append(
                Message(f"ruleset.toml 没有“{key}”这一项{guess.zh}", f"ruleset.toml has no “{key}”{guess.en}")
            )
        elif not isinstance(value, SHAPES[key]) or (
            key == "rules" and not all(isinstance(t, dict) for t in value.values())
        ):
            faults.append(Message(f"ruleset.toml 的“{key}”写法不对", f"“{key}” in ruleset.toml is of the wrong kind"))
    if faults:
        raise RulesetError(faults)
    return data


def _laid_over(layers: list[Layer]) -> dict[str, tuple[dict[str, Any], tuple[Folder, ...]]]:
    """Lay the rules of each ruleset over those of the ones it extends."""
    tables: dict[str, tuple[dict[str, Any], tuple[Folder, ...]]] = {}
    for layer in layers:
        for id, table in layer.data.get("rules", {}).items():
            base, folders = tables.get(id, ({"basis": layer.data.get("basis", "")}, ()))
            tables[id] = {**base, **table}, (layer.folder, *folders)
    return tables


def _words(layers: list[Layer]) -> Words:
    """Lay the word lists of the rulesets over each other."""
    whole = Words()
    for layer in layers:
        if "words" in layer.data:
            words, faults = read_words(layer.folder, layer.data["words"])
            if faults:
                raise RulesetError(faults)
            whole = words.over(whole)
    return whole


def _rule(
    id: str, table: dict[str, Any], folders: tuple[Folder, ...], contents: tuple[Content, ...], own_words: Words
) -> Rule:
    options = {key: value for key, value in table.items() if key not in OWN_KEYS}
    check = CHECKS[table["check"]]
    filled = dict(zip(FILLED_IN, (contents, own_words), strict=True))
    options |= {name: value for name, value in filled.items() if name in check.__annotations__}
    options = bound(check, options, folders)
    severity = Severity(table.get("severity", "error"))
    return Rule(id, table["check"], severity, table["basis"], table.get("english", id), options, folders)


def _content(table: dict[str, Any]) -> Content:
    values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
    return Content(**values)
