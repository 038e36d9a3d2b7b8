"""Lay the tables of rulesets over each other: nation, province, city, unit. A layer says only what it changes.

What a layer marks ``waivable = false`` those above it may tighten, but not loosen: the severity may rise, the check and
its options stay. A stricter demand is a rule of its own, beside the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from reportlint.checks import every
from reportlint.diagnostic import Severity
from reportlint.folder import Folder
from reportlint.language import Message
from reportlint.layer import Layer, RulesetError

OWN_KEYS = ("check", "severity", "basis", "english", "waivable")
FILLED_IN = ("sections", "own_words")  # options filled with what the ruleset describes: its contents, its word list
SPOKEN = ("english", "basis")  # what a layer may always say in its own words


class Table(NamedTuple):
    """The table of a rule or of a section, laid over by all layers, and which layer each value is from."""

    kind: str  # rules, section
    id: str
    values: dict[str, Any]
    origins: dict[str, Layer]
    layers: tuple[Layer, ...]  # those that speak of it, the nearest first

    @property
    def folders(self) -> tuple[Folder, ...]:
        """Where its page and its files may be, the nearest first; those of a rule that must stay, stay."""
        layers = self.layers
        if self.values.get("waivable") is False:
            fixed = self.origins["waivable"]
            layers = layers[next(at for at, layer in enumerate(layers) if _same(layer, fixed)) :]
        return tuple(dict.fromkeys(layer.folder for layer in layers)) if len(layers) > 1 else (layers[0].folder,)

    def place(self, key: str = "") -> str:
        """Return where a key of it stands, else the nearest of its tables."""
        return self.origins.get(key, self.layers[0]).place(self.kind, self.id, key)

    def over(self, layer: Layer, table: dict[str, Any]) -> Table:
        """Return it with what a layer says laid over it."""
        origins = self.origins | dict.fromkeys(table, layer)
        return Table(self.kind, self.id, self.values | table, origins, (layer, *self.layers))


class Laid(NamedTuple):
    """All tables of a ruleset, laid over each other, by id."""

    rules: dict[str, Table]
    sections: dict[str, Table]


def laid_over(layers: Iterable[Layer]) -> Laid:
    """Lay the tables of each layer over those of the ones before; raises RulesetError where what must stay would not."""
    rules: dict[str, Table] = {}
    sections: dict[str, Table] = {}
    faults: list[Message] = []
    for layer in layers:
        faults += _loosened_words(layer, rules)
        for table in layer.data.get("section", ()):
            id = str(table.get("id", ""))
            base = sections.get(id, Table("section", id, {}, {}, ()))
            faults += _loosened_section(layer, table, base, rules)
            sections[id] = base.over(layer, table)
        for id, table in layer.data.get("rules", {}).items():
            if layer.partial and id not in rules and "check" not in table:
                continue
            base = rules.get(id, Table("rules", id, {"basis": layer.data.get("basis", "")}, {}, ()))
            faults += _loosened_rule(layer, table, base)
            rules[id] = base.over(layer, table)
    if faults:
        raise RulesetError(faults)
    return Laid(rules, sections)


def _loosened_rule(layer: Layer, table: dict[str, Any], base: Table) -> Iterator[Message]:
    """Yield what a layer says of a rule that must stay, and would loosen it."""
    if not _fixed(base, layer):
        return
    by, was = base.origins["waivable"].name, base.values
    levels = [*Severity, "off"]
    severity, before = table.get("severity"), was.get("severity", "error")
    if severity in levels and before in levels and levels.index(severity) > levels.index(before):
        where = layer.place("rules", base.id, "severity")
        zh = f"{where} 不得停用或者放宽规则“{base.id}”（{by} 规定）"
        yield Message(zh, f"{where}: rule “{base.id}” must not be weakened ({by} says so)")
    for key, value in table.items():
        if key not in (*SPOKEN, "severity") and was.get(key) != value:
            where = layer.place("rules", base.id, key)
            zh = f"{where} 不得改动规则“{base.id}”的“{key}”（{by} 规定）；要求更严的，另写一条规则"
            en = f"{where}: “{key}” of rule “{base.id}” must stay ({by} says so); write a stricter rule of its own"
            yield Message(zh, en)


def _loosened_section(layer: Layer, table: dict[str, Any], base: Table, rules: dict[str, Table]) -> Iterator[Message]:
    """Yield what a layer changes of a section that a rule which must stay asks for."""
    changed = sorted(key for key, value in table.items() if base.values.get(key) != value) if base.layers else []
    fixed = _first_fixed("sections", rules, layer) if changed else None
    for key in changed if fixed else ():
        assert fixed is not None
        where, by = layer.place("section", base.id, key), fixed.origins["waivable"].name
        zh = f"{where} 不得改动“{key}”：规则“{fixed.id}”不得放宽（{by} 规定）；可以另加 [[section]]"
        yield Message(zh, f"{where}: “{key}” must stay, since rule “{fixed.id}” must not be weakened ({by} says so)")


def _loosened_words(layer: Layer, rules: dict[str, Table]) -> Iterator[Message]:
    """Yield that a word list lets pass what a rule that must stay forbids."""
    words = layer.data.get("words")
    if not isinstance(words, dict) or not words.get("allow"):
        return
    if fixed := _first_fixed("own_words", rules, layer):
        where, by = layer.place("words", "", "allow"), fixed.origins["waivable"].name
        zh = f"{where} 不得放行（allow）：规则“{fixed.id}”不得放宽（{by} 规定）"
        yield Message(zh, f"{where}: nothing is allowed, since rule “{fixed.id}” must not be weakened ({by} says so)")


def _first_fixed(option: str, rules: dict[str, Table], layer: Layer) -> Table | None:
    """Return a rule that must stay as it is, and whose check takes an option."""
    for rule in rules.values():
        check = every().get(rule.values.get("check", ""))
        if _fixed(rule, layer) and check and option in check.__annotations__:
            return rule
    return None


def _fixed(table: Table, layer: Layer) -> bool:
    """Whether a layer below this one says that a rule must stay; editions of one file are one authority."""
    return table.values.get("waivable") is False and not _same(table.origins["waivable"], layer)


def _same(one: Layer, other: Layer) -> bool:
    return (one.folder, one.name) == (other.folder, other.name)
