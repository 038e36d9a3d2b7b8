"""Load rulesets: folders with a ruleset.toml, and one Markdown page for each rule.

What a civil servant could dispute stands there and not in Python: names, patterns, severities, clauses, dates.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from reportlint.checks import find
from reportlint.contents import Content
from reportlint.diagnostic import Severity
from reportlint.folder import Folder
from reportlint.installed import installed
from reportlint.language import Message, did_you_mean
from reportlint.layer import (
    FALLBACK,
    Layer,
    RulesetError,
    builtin,
    changes,
    folder_of,
    held_on,
    layers_of,
    read_toml,
)
from reportlint.overlay import FILLED_IN, OWN_KEYS, Laid, Table, laid_over
from reportlint.plain import pattern
from reportlint.rule import Rule
from reportlint.table import bound
from reportlint.words import Words
from reportlint.words import read as read_words


@dataclass(frozen=True)
class Ruleset:
    """The rules for one type of report, and how a report of this type is recognised."""

    id: str
    title: Message
    basis: str
    contents: tuple[Content, ...]
    title_patterns: tuple[str, ...]
    sections: int  # so many required contents under top headings tell the type as well; 0: they do not
    words: str  # a pattern, one of whose words stands in the title or a top heading, if the contents are to tell it
    own: Layer = field(repr=False)  # its own folder, above those that it extends
    layers: tuple[Layer, ...] = field(repr=False)  # all that are laid over each other
    _laid: Laid = field(repr=False, compare=False)
    changes: tuple[date, ...] = ()  # the days from which another edition holds
    day: date = date.max  # the last day on which it holds as it stands here
    _editions: dict[int, Ruleset] = field(default_factory=dict, repr=False, compare=False)
    _usable: dict[tuple[bool, bool], tuple[Rule, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Its rules; made when first asked for, as of all rulesets that a report might be judged by, one is."""
        own_words = _words(self.layers)
        pages = _pages(self.layers)
        tables = self._laid.rules.values()
        return tuple(_rule(t, self.contents, own_words, pages) for t in tables if t.values.get("severity") != "off")

    def usable(self, *, compares: bool, office: bool) -> tuple[Rule, ...]:
        """The rules that can have anything to say of a document: one that may have last year's beside it, or be an office file."""
        if (compares, office) not in self._usable:
            judging = (rule for rule in self.rules if not rule.afterwards)
            self._usable[compares, office] = tuple(
                rule for rule in judging if (compares or not rule.compares) and (office or not rule.office)
            )
        return self._usable[compares, office]

    @property
    def off(self) -> list[Table]:
        """What is said of the rules that a layer switches off."""
        return [table for table in self._laid.rules.values() if table.values.get("severity") == "off"]

    @property
    def foreign(self) -> bool:
        """Whether a layer from outside the package had a word in it."""
        return any(layer.foreign for layer in self.layers)

    @property
    def editions(self) -> list[Ruleset]:
        """What held one after the other, the oldest first."""
        return [self.on(day) for day in (date.min, *self.changes)]

    @property
    def ever(self) -> list[Rule]:
        """The rules of all its editions."""
        return [rule for edition in self.editions for rule in edition.rules]

    @property
    def never(self) -> frozenset[str]:
        """The ids of the rules that are switched off in one of its editions, and on in none."""
        off = {table.id for edition in self.editions for table in edition.off}
        return frozenset(off - {rule.id for rule in self.ever})

    def on(self, day: date | None) -> Ruleset:
        """Return it as it held on a day; None takes what held last."""
        edition = bisect_right(self.changes, day or date.max)
        if edition not in self._editions:
            last = self.changes[edition] - timedelta(1) if edition < len(self.changes) else date.max
            _made(self.own, self.layers, last, self._editions)
        return self._editions[edition]


def load(name: str, over: Sequence[Layer] = ()) -> Ruleset:
    """Load a ruleset by the name of a built-in one, or by the path of its folder, and lay a configuration ``over`` it.

    Raises RulesetError with all faults if it cannot be used.
    """
    own = layers_of(folder_of(name))
    layers = (*own, *(layer for layer in over if layer not in own))
    if not any(layer.foreign for layer in layers):
        return _made(own[-1], layers, date.max, {})  # the built-in ones are judged by a test
    from reportlint.schema import judge

    judge(layers)
    made = _made(own[-1], layers, date.max, {})
    _ = made.rules  # word lists have faults of their own
    return made


def _made(own: Layer, layers: tuple[Layer, ...], day: date, editions: dict[int, Ruleset]) -> Ruleset:
    """Make the edition of a ruleset whose last day this is, and add it to those that are made already."""
    laid = laid_over(held_on(layers, day))
    detect = own.data.get("detect", {})
    made = Ruleset(
        id=own.name,
        title=Message(own.data.get("title", own.name), own.data.get("english", own.name)),
        basis=own.data.get("basis", ""),
        contents=tuple(_content(table.values) for table in laid.sections.values()),
        title_patterns=(*map(pattern, detect.get("titles", ())), *detect.get("patterns", ())),
        sections=detect.get("sections", 0),
        words=detect.get("words", ""),
        own=own,
        layers=layers,
        changes=tuple(changes(layers)),
        day=day,
        _laid=laid,
        _editions=editions,
    )
    editions[bisect_right(made.changes, day)] = made
    return made


def detectable(over: Sequence[Layer] = ()) -> list[Ruleset]:
    """Return the rulesets that can tell their type of report, and last the one for reports of no known type.

    Those that are installed go before the built-in ones; but those that go by the title alone come first: headings are
    less sure.
    """
    detects = {name: read_toml(folder_of(name)).get("detect", {}) for name in (*installed(), *builtin())}
    names = sorted(filter(detects.get, detects), key=lambda name: bool(detects[name].get("sections")))
    return [load(name, over) for name in (*names, FALLBACK)]


def named(rules: Sequence[Rule], names: Iterable[str], off: Container[str] = ()) -> list[Rule]:
    """Return the rules named by id or by category; raises RulesetError for a name of neither, and not among those ``off``."""
    known = {rule.id for rule in rules} | {rule.category for rule in rules}
    wanted = {name.strip() for name in names if name.strip()}
    faults = []
    for name in sorted(name for name in wanted - known if name not in off):
        guess = did_you_mean(name, known)
        faults.append(Message(f"没有规则或类别“{name}”{guess.zh}", f"no rule or category “{name}”{guess.en}"))
    if faults:
        raise RulesetError(faults)
    return [rule for rule in rules if {rule.id, rule.category} & wanted]


def _words(layers: Sequence[Layer]) -> Words:
    """Lay the word lists of the rulesets over each other."""
    whole = Words()
    for layer in layers:
        if "words" in layer.data:
            words, faults = read_words(layer.folder, layer.data["words"])
            if faults:
                where = layer.place("words")
                raise RulesetError([Message(f"{where}：{each.zh}", f"{where}: {each.en}") for each in faults])
            whole = words.over(whole)
    return whole


def _pages(layers: Sequence[Layer]) -> list[tuple[Folder, set[str]]]:
    """Return the folders of rulesets from outside the package, the nearest first, and the files in them."""
    return [(each.folder, {*each.folder.names()}) for each in reversed(layers) if each.foreign and not each.partial]


def _rule(
    table: Table, contents: tuple[Content, ...], own_words: Words, pages: Sequence[tuple[Folder, set[str]]]
) -> Rule:
    values = table.values
    options = {key: value for key, value in values.items() if key not in OWN_KEYS}
    check = find(values["check"])
    filled = dict(zip(FILLED_IN, (contents, own_words), strict=True))
    options |= {name: value for name, value in filled.items() if name in check.__annotations__}
    folders = table.folders
    options = bound(check, options, folders)
    if values.get("waivable") is not False:  # a page may lie beside a ruleset that does not speak of its rule
        beside = [folder for folder, names in pages if f"{table.id}.md" in names]
        folders = tuple(dict.fromkeys((*beside, *folders))) if beside else folders
    return Rule(
        id=table.id,
        check=values["check"],
        severity=Severity(values.get("severity", "error")),
        basis=values["basis"],
        english=values.get("english", table.id),
        options=options,
        folders=folders,
        waivable=values.get("waivable", True),
        origins={key: layer.name for key, layer in table.origins.items()},
        foreign=any(layer.foreign for layer in table.layers),
    )


def _content(table: dict[str, Any]) -> Content:
    values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
    values["patterns"] = (*map(pattern, values.get("headings", ())), *values.get("patterns", ()))
    return Content(**values)
