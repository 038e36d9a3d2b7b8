"""Load rulesets: folders with a ruleset.toml, and one Markdown page for each rule.

What a civil servant could dispute stands there and not in Python: names, patterns, severities, clauses, dates.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, get_type_hints

from reportlint.checks import CHECKS
from reportlint.contents import Content
from reportlint.diagnostic import Problem, Severity
from reportlint.document import Document
from reportlint.language import Message, either

FALLBACK = "unrecognised"  # used when nothing tells the type of a report
OWN_KEYS = {"check", "severity", "basis", "english"}
KINDS: dict[Any, tuple[str, str, Any]] = {
    str: ("文字", "text", lambda value: isinstance(value, str)),
    int: ("整数", "a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool)),
    bool: ("true 或 false", "true or false", lambda value: isinstance(value, bool)),
    list[str]: ("文字的列表", "a list of texts", lambda value: _list_of(value, str)),
    list[int]: ("整数的列表", "a list of whole numbers", lambda value: _list_of(value, int)),
    list[list[str]]: ("文字列表的列表", "a list of lists of texts", lambda v: _list_of(v, list) and all(_list_of(i, str) for i in v)),
}


class RulesetError(ValueError):
    """A ruleset that cannot be used; ``faults`` are all its faults at once, each as a Message."""

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

    def category_ids(self) -> dict[str, list[str]]:
        """Return the ids of the rules by category."""
        found: dict[str, list[str]] = {}
        for rule in self.rules:
            found.setdefault(rule.category, []).append(rule.id)
        return found


def builtin() -> list[str]:
    """Return the names of the rulesets that come with the package."""
    return sorted(f.name for f in files("reportlint.rulesets").iterdir() if f.joinpath("ruleset.toml").is_file())


def load(name: str) -> Ruleset:
    """Load a ruleset by the name of a built-in one, or by the path of its folder.

    Raises RulesetError with all faults if it cannot be used.
    """
    folder = _folder(name)
    tables = list(_chain(folder, ()))
    faults: list[Message] = []
    contents = tuple(_contents(tables, faults))
    rules: list[Rule] = []
    for id, table, home in _merged(tables, faults):
        if table.get("severity") != "off":
            rules += _rule(id, table, home, contents, faults)
    if faults:
        raise RulesetError(faults)
    own = tables[-1][1]
    detect = own.get("detect", {})
    return Ruleset(
        id=folder.name,
        title=Message(own.get("title", folder.name), own.get("english", folder.name)),
        basis=own.get("basis", ""),
        rules=tuple(rules),
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


def _chain(folder: Traversable, seen: tuple[str, ...]) -> Iterator[tuple[Traversable, dict[str, Any]]]:
    """Yield the folders of a ruleset and of those that it extends, with their tables, the furthest first."""
    if str(folder) in seen:
        raise RulesetError([Message(f"规则集“{folder.name}”循环继承", f"ruleset “{folder.name}” extends itself")])
    data = _toml(folder)
    for base in data.get("extends", []):
        near = Path(str(folder)).parent / base
        yield from _chain(_folder(str(near) if near.joinpath("ruleset.toml").is_file() else base), (*seen, str(folder)))
    yield folder, data


@cache
def _toml(folder: Traversable) -> dict[str, Any]:
    file = folder.joinpath("ruleset.toml")
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RulesetError([Message(f"规则集 {file} 无法读取：{error}", f"ruleset {file} cannot be read: {error}")]) from error


def _merged(
    tables: list[tuple[Traversable, dict[str, Any]]], faults: list[Message]
) -> Iterator[tuple[str, dict[str, Any], Traversable]]:
    """Lay the rules of each ruleset over those of the ones it extends; a page may be given anew, too."""
    rules: dict[str, dict[str, Any]] = {}
    homes: dict[str, Traversable] = {}
    for folder, data in tables:
        for id, table in data.get("rules", {}).items():
            if not isinstance(table, dict):
                faults.append(Message(f"规则“{id}”应是一个表", f"rule “{id}” should be a table"))
                continue
            rules[id] = {"basis": data.get("basis", ""), **rules.get(id, {}), **table}
            if id not in homes or folder.joinpath(f"{id}.md").is_file():
                homes[id] = folder
    for id, table in rules.items():
        yield id, table, homes[id]


def _rule(
    id: str, table: dict[str, Any], home: Traversable, contents: tuple[Content, ...], faults: list[Message]
) -> Iterator[Rule]:
    before = len(faults)
    check, severity = table.get("check"), table.get("severity", "error")
    if check not in CHECKS:
        guess = either(get_close_matches(str(check), CHECKS))
        faults.append(Message(f"规则“{id}”：没有检查“{check}”{guess.zh}", f"rule “{id}”: no check “{check}”{guess.en}"))
        return
    if severity not in list(Severity):
        faults.append(
            Message(
                f"规则“{id}”：severity 应是 error、warning、note 或 off，不是“{severity}”",
                f"rule “{id}”: severity is error, warning, note or off, not “{severity}”",
            )
        )
    if not table.get("basis"):
        faults.append(Message(f"规则“{id}”没有写依据（basis）", f"rule “{id}” cites no basis"))
    options = {key: value for key, value in table.items() if key not in OWN_KEYS}
    _judge(id, check, options, faults)
    if len(faults) == before:
        if "sections" in signature(CHECKS[check]).parameters:
            options["sections"] = contents
        yield Rule(id, check, Severity(severity), table["basis"], table.get("english", id), options, home)


def _judge(id: str, check: str, options: dict[str, Any], faults: list[Message]) -> None:
    """Compare the options of a rule with the parameters of its check."""
    parameters = {n: p for n, p in signature(CHECKS[check]).parameters.items() if p.kind is Parameter.KEYWORD_ONLY}
    hints = get_type_hints(CHECKS[check]) if parameters else {}
    for name in options:
        if name not in parameters or name == "sections":
            guess = either(get_close_matches(name, [*parameters, *OWN_KEYS]))
            faults.append(Message(f"规则“{id}”没有选项“{name}”{guess.zh}", f"rule “{id}” has no option “{name}”{guess.en}"))
    for name, parameter in parameters.items():
        if name == "sections":
            continue
        if name not in options and parameter.default is Parameter.empty:
            faults.append(Message(f"规则“{id}”缺少选项“{name}”", f"rule “{id}” lacks the option “{name}”"))
        elif name in options:
            zh, en, fits = KINDS[hints[name]]
            if not fits(options[name]):
                faults.append(Message(f"规则“{id}”的选项“{name}”应是{zh}", f"option “{name}” of rule “{id}” should be {en}"))
            else:
                faults += _regular(f"规则“{id}”的选项“{name}”", f"option “{name}” of rule “{id}”", options[name])


def _contents(tables: list[tuple[Traversable, dict[str, Any]]], faults: list[Message]) -> Iterator[Content]:
    """Yield the contents that the rulesets describe, a later table of the same id instead of an earlier one."""
    found: dict[str, dict[str, Any]] = {}
    for _, data in tables:
        for table in data.get("section", []):
            found[table.get("id", "")] = table
    known = {f.name for f in fields(Content)}
    for id, table in found.items():
        unknown = [key for key in table if key not in known]
        for key in unknown:
            guess = either(get_close_matches(key, known))
            faults.append(Message(f"[[section]] “{id}”没有“{key}”{guess.zh}", f"[[section]] “{id}” has no “{key}”{guess.en}"))
        lacking = [key for key in ("id", "name", "patterns") if key not in table]
        for key in lacking:
            faults.append(Message(f"[[section]] “{id}”缺少“{key}”", f"[[section]] “{id}” lacks “{key}”"))
        lists = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
        broken = [_regular(f"[[section]] “{id}”的“{key}”", f"“{key}” of [[section]] “{id}”", list(lists.get(key, ()))) for key in ("patterns", "unless", "also")]
        faults += [fault for group in broken for fault in group]
        if not unknown and not lacking:
            yield Content(**lists)


def _regular(zh: str, en: str, value: Any) -> Iterator[Message]:
    """Yield a fault for each regular expression that is none."""
    patterns = value if isinstance(value, list) else [value]
    for pattern in (p for item in patterns for p in (item if isinstance(item, list) else [item])):
        if isinstance(pattern, str):
            try:
                re.compile(pattern)
            except re.error as error:
                yield Message(f"{zh}：正则表达式“{pattern}”有误（{error}）", f"{en}: “{pattern}” is no regular expression ({error})")


def _list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)
