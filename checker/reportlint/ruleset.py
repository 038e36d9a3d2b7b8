"""Load rulesets: folders with a ruleset.toml, and one Markdown page for each rule.

What a civil servant could dispute stands there and not in Python: names, patterns, severities, clauses, dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from reportlint.checks import AFTERWARDS, CHECKS, COMPARING, MASKING, NEEDS, OFFICE
from reportlint.contents import Content
from reportlint.diagnostic import Problem, Severity
from reportlint.document import Document
from reportlint.folder import Folder
from reportlint.language import Message, did_you_mean
from reportlint.layer import (
    FALLBACK,
    Layer,
    RulesetError,
    RuleTable,
    builtin,
    folder_of,
    laid_over,
    layers_of,
    read_toml,
)
from reportlint.table import bound
from reportlint.words import Words
from reportlint.words import read as read_words

OWN_KEYS = ("check", "severity", "basis", "english", "waivable")
FILLED_IN = ("sections", "own_words")  # options filled with what the ruleset describes: its contents, its word list


FACTS = {  # what a check may need to know of a document
    "year": Message("报告年度不明", "the year reported on is unknown"),
    "made": Message("成文日期不明", "the date of the report is unknown"),
    "day": Message("成文日期不明", "the date of the report is unknown"),
    "judged_start": Message("报告年度不明", "the year reported on is unknown"),
    "judged_end": Message("报告年度不明", "the year reported on is unknown"),
}


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
    waivable: bool = True  # whether an exemption may let its findings pass, and a layer above may weaken it
    origins: dict[str, str] = field(default_factory=dict, repr=False)  # which layer each of its values is from

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

    @cached_property
    def foreign(self) -> bool:
        """Whether a layer from outside the package had a word in it."""
        return any(folder.package is None for folder in self.folders)

    @cached_property
    def masks(self) -> bool:
        """Whether what it finds must not be shown."""
        return self.check in MASKING

    @cached_property
    def compares(self) -> bool:
        """Whether it needs last year's report."""
        return self.check in COMPARING

    @cached_property
    def office(self) -> bool:
        """Whether it judges what only an office file holds."""
        return self.check in OFFICE

    @cached_property
    def afterwards(self) -> bool:
        """Whether it judges what was made of the findings."""
        return self.check in AFTERWARDS

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The facts of a document that the check judges by."""
        return NEEDS.get(self.check, ())

    def lacks(self, document: Document) -> Message | None:
        """Return what the document does not tell that the check judges by; None where it can be judged."""
        return next((FACTS[fact] for fact in self.needs if getattr(document, fact) is None), None)

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
    foreign: bool = False  # whether a layer from outside the package had a word in it


def load(name: str, over: Sequence[Layer] = ()) -> Ruleset:
    """Load a ruleset by the name of a built-in one, or by the path of its folder, and lay a configuration ``over`` it.

    Raises RulesetError with all faults if it cannot be used.
    """
    own = list(layers_of(folder_of(name), ()))
    layers = [*own, *(layer for layer in over if layer not in own)]
    sections = {table.get("id"): table for layer in layers for table in layer.data.get("section", [])}
    tables = laid_over(layers)
    own_words = _words(layers)
    if any(layer.folder.package is None for layer in layers):  # the built-in ones are judged by a test
        judge(sections.values(), {id: (table.values, table.folders) for id, table in tables.items()})
    contents = tuple(_content(table) for table in sections.values())
    last = own[-1]
    detect = last.data.get("detect", {})
    return Ruleset(
        id=last.folder.name,
        title=Message(last.data.get("title", last.folder.name), last.data.get("english", last.folder.name)),
        basis=last.data.get("basis", ""),
        rules=tuple(
            _rule(id, table, contents, own_words)
            for id, table in tables.items()
            if table.values.get("severity") != "off"
        ),
        contents=contents,
        title_patterns=tuple(detect.get("title", ())),
        headings=detect.get("headings", 0),
        foreign=any(layer.folder.package is None for layer in layers),
    )


def judge(sections: Iterable[dict[str, Any]], rules: Mapping[str, tuple[dict[str, Any], tuple[Folder, ...]]]) -> None:
    """Raise RulesetError with all faults of the tables of a ruleset; with each rule come the folders of its files."""
    from reportlint.schema import content_faults, rule_faults

    faults = [fault for table in sections for fault in content_faults(table)]
    faults += [fault for id, found in rules.items() for fault in rule_faults(id, *found)]
    if faults:
        raise RulesetError(list(dict.fromkeys(faults)))


def detectable(over: Sequence[Layer] = ()) -> list[Ruleset]:
    """Return the built-in rulesets that can tell their type of report, and last the one for reports of no known type."""
    names = [name for name in builtin() if read_toml(folder_of(name)).get("detect")]
    return [load(name, over) for name in (*names, FALLBACK)]


def named(rules: Sequence[Rule], names: Iterable[str]) -> list[Rule]:
    """Return the rules named by id or by category; raises RulesetError for a name of neither."""
    known = {rule.id for rule in rules} | {rule.category for rule in rules}
    wanted = {name.strip() for name in names if name.strip()}
    faults = []
    for name in sorted(wanted - known):
        guess = did_you_mean(name, known)
        faults.append(Message(f"没有规则或类别“{name}”{guess.zh}", f"no rule or category “{name}”{guess.en}"))
    if faults:
        raise RulesetError(faults)
    return [rule for rule in rules if {rule.id, rule.category} & wanted]


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


def _rule(id: str, table: RuleTable, contents: tuple[Content, ...], own_words: Words) -> Rule:
    values, origins, folders = table
    options = {key: value for key, value in values.items() if key not in OWN_KEYS}
    check = CHECKS[values["check"]]
    filled = dict(zip(FILLED_IN, (contents, own_words), strict=True))
    options |= {name: value for name, value in filled.items() if name in check.__annotations__}
    options = bound(check, options, folders)
    return Rule(
        id=id,
        check=values["check"],
        severity=Severity(values.get("severity", "error")),
        basis=values["basis"],
        english=values.get("english", id),
        options=options,
        folders=folders,
        waivable=values.get("waivable", True),
        origins=origins,
    )


def _content(table: dict[str, Any]) -> Content:
    values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
    return Content(**values)
