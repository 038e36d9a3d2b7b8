"""How each file of a run is judged: by what the user named, and by the configuration that lies beside the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from reportlint.cli.bilingual import Refusal
from reportlint.cli.choose import refusing
from reportlint.language import Message, did_you_mean

if TYPE_CHECKING:
    from datetime import date

    from reportlint.configuration import Choice, Configuration
    from reportlint.layer import Layer
    from reportlint.linter import Outcome
    from reportlint.ruleset import Ruleset
    from reportlint.source import Source


class Wishes(NamedTuple):
    """What the user named on the command line."""

    ruleset: str | None = None
    select: str = ""
    ignore: str = ""
    as_of: date | None = None
    config: str | None = None
    isolated: bool = False
    exemptions: bool = True
    also: tuple[str, ...] = ()


class Plan(NamedTuple):
    """How one report is judged."""

    rulesets: tuple[Ruleset, ...]  # one, or those to choose from by the type of the report
    chosen: frozenset[str] | None  # ids of the rules to run; None for all
    asked: frozenset[str] | None  # those that must run, because the user named them
    fail_on: str | None
    as_of: date | None
    exemptions: bool = True  # whether those written beside a report count
    left_out: Mapping[str, str] = MappingProxyType({})  # rules that are not chosen, and by what: an option, a file

    def lint(self, source: Source, previous: Source | None = None) -> Outcome:
        """Judge a report; raises ExemptionError where the exemptions written beside it cannot be used."""
        from datetime import date

        from reportlint.linter import lint

        if not self.exemptions:
            return lint(source, self.rulesets, chosen=self.chosen, previous=previous, as_of=self.as_of)
        from reportlint.exemptions import blanked, excuse, exemptions_of

        written = exemptions_of(source)
        bare = blanked(source)
        outcome = lint(bare, self.rulesets, chosen=self.chosen, previous=previous, as_of=self.as_of)
        return excuse(outcome._replace(source=source), written, date.today())


class Planner:
    """Tell how files are judged; what two of them share is loaded once."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._plans: dict[tuple[object, ...], Plan] = {}

    def plan(self, file: str) -> Plan:
        """Return how a file is judged; raises Refusal for a configuration or a wish that cannot be met."""
        with refusing():
            found = self._configuration(file)
            choices = found.chosen(file)
            key = (found.type, found.also, found.fail_on, *((choice.layer.name, choice.files) for choice in choices))
            if key not in self._plans:
                self._plans[key] = _plan(self._wishes, found, choices)
            return self._plans[key]

    def _configuration(self, file: str) -> Configuration:
        from reportlint.configuration import Configuration, configuration_of, read

        if self._wishes.isolated:
            return Configuration()
        return read(self._wishes.config) if self._wishes.config else configuration_of(file)


def _plan(wishes: Wishes, found: Configuration, choices: tuple[Choice, ...]) -> Plan:
    from reportlint.ruleset import detectable, load

    also = tuple(dict.fromkeys((*found.also, *wishes.also)))
    layers = [*_added(also), *(choice.layer for choice in choices)]
    name = wishes.ruleset or found.type
    rulesets = tuple(detectable(layers) if name is None else [load(name, layers)])
    _refuse_unknown(choices, (*also, *filter(None, [name])))
    chosen = _chosen(rulesets, wishes, choices)
    asked = chosen if wishes.select else None
    left_out = {} if chosen is None else _left_out(rulesets, wishes, choices, chosen)
    return Plan(rulesets, chosen, asked, found.fail_on, wishes.as_of, wishes.exemptions, left_out)


def _added(names: Sequence[str]) -> list[Layer]:
    """Return the layers of rulesets that go over the one of the type, each once."""
    from reportlint.layer import folder_of, layers_of

    added: list[Layer] = []
    for name in names:
        added += [layer for layer in layers_of(folder_of(name)) if layer not in added]
    return added


def _refuse_unknown(choices: Sequence[Choice], names: tuple[str, ...]) -> None:
    """Refuse a configuration that speaks of a rule which no ruleset has, and does not make it either."""
    from reportlint.layer import RulesetError

    spoken = [
        (choice.layer.name, id)
        for choice in choices
        for id, t in choice.layer.data.get("rules", {}).items()
        if "check" not in t
    ]
    known = _ids(names) if spoken else frozenset()
    faults = []
    for layer, id in spoken:
        if id not in known:
            guess = did_you_mean(id, known)
            faults.append(Message(f"{layer}：没有规则“{id}”{guess.zh}", f"{layer}: no rule “{id}”{guess.en}"))
    if faults:
        raise RulesetError(faults)


@cache
def _ids(names: tuple[str, ...]) -> frozenset[str]:
    """Return the ids of the rules of all rulesets, and of those that are named."""
    from reportlint.installed import installed
    from reportlint.layer import builtin
    from reportlint.ruleset import load

    return frozenset(rule.id for each in {*builtin(), *installed(), *names} for rule in load(each).ever)


def _chosen(rulesets: Sequence[Ruleset], wishes: Wishes, choices: Sequence[Choice]) -> frozenset[str] | None:
    """Return the ids of the rules to run; the command line goes before the configuration, the nearer choice before the wider."""
    from reportlint.ruleset import named

    configured = next((choice.select for choice in reversed(choices) if choice.select), ())
    select = wishes.select.split(",") if wishes.select else configured
    if not select and not wishes.ignore and not any(choice.ignore for choice in choices):
        return None
    rules = [rule for ruleset in rulesets for rule in ruleset.ever]
    never = {id for ruleset in rulesets for id in ruleset.never} - {rule.id for rule in rules}
    for id in sorted(never & {name.strip() for name in select}):
        raise Refusal(Message(f"规则“{id}”已经停用，不能选", f"rule “{id}” is switched off: it cannot be selected"))
    switched_off = {rule.id for choice in choices for rule in named(rules, choice.ignore, never)}
    fixed = {rule.id for rule in rules if not rule.waivable}
    for id in sorted(fixed & switched_off):
        raise Refusal(Message(f"规则“{id}”不得停用", f"rule “{id}” must not be switched off"))
    ignored = switched_off | {rule.id for rule in named(rules, wishes.ignore.split(","), never)}
    wanted = {rule.id for rule in named(rules, select)} if select else {rule.id for rule in rules}
    if select and not wishes.select:  # a configuration does not switch off by leaving out, either
        wanted |= fixed
    if not wanted - ignored:
        raise Refusal(Message("没有选中任何规则", "no rule is selected"))
    return frozenset(wanted - ignored)


def _left_out(
    rulesets: Sequence[Ruleset], wishes: Wishes, choices: Sequence[Choice], chosen: frozenset[str]
) -> dict[str, str]:
    """Return by what each rule is left out that is not chosen: by being ignored, else by not being selected."""
    from reportlint.ruleset import named

    ignoring = [(f"ignore ← {choice.layer.name}", choice.ignore) for choice in choices]
    selecting = (
        "--select"
        if wishes.select
        else next((f"select ← {choice.layer.name}" for choice in reversed(choices) if choice.select), "")
    )
    rules = [rule for ruleset in rulesets for rule in ruleset.ever]
    never = {id for ruleset in rulesets for id in ruleset.never}
    found = {rule.id: selecting for rule in rules if rule.id not in chosen}
    for name, ignore in (*ignoring, ("--ignore", wishes.ignore.split(","))):
        found |= {rule.id: name for rule in named(rules, ignore, never)}
    return found
