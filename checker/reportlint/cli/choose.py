"""Choose rulesets and rules by what the user named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlint.cli.bilingual import Refusal
from reportlint.language import Message, did_you_mean

if TYPE_CHECKING:
    from reportlint.ruleset import Rule, Ruleset


def chosen_rulesets(name: str | None) -> Sequence[Ruleset]:
    """Return the ruleset of this name or folder; without a name, all that tell their type, the fallback last."""
    from reportlint.layer import RulesetError
    from reportlint.ruleset import detectable, load

    try:
        return detectable() if name is None else [load(name)]
    except RulesetError as error:
        raise Refusal(Message("\n".join(f.zh for f in error.faults), "\n".join(f.en for f in error.faults))) from error


def chosen_encoding(name: str | None) -> None:
    """Refuse an encoding that there is not."""
    import codecs

    try:
        known = name is None or codecs.lookup(name)._is_text_encoding
    except LookupError:
        known = False
    if not known:
        raise Refusal(Message(f"没有编码“{name}”", f"no encoding “{name}”"))


def chosen_rules(rulesets: Sequence[Ruleset], select: str, ignore: str) -> frozenset[str] | None:
    """Return the ids of the rules to run; None for all."""
    rules = [rule for ruleset in rulesets for rule in ruleset.rules]
    ignored = _ids(rules, ignore)
    if not select:
        return frozenset({rule.id for rule in rules} - ignored) if ignored else None
    wanted = frozenset(_ids(rules, select) - ignored)
    if not wanted:
        raise Refusal(Message("没有选中任何规则", "no rule is selected"))
    return wanted


def _ids(rules: list[Rule], names: str) -> set[str]:
    """Return the ids of rules named by id or by category, comma-separated."""
    known = {rule.id for rule in rules} | {rule.category for rule in rules}
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    for name in sorted(wanted - known):
        guess = did_you_mean(name, known)
        raise Refusal(Message(f"没有规则或类别“{name}”{guess.zh}", f"no rule or category “{name}”{guess.en}"))
    return {rule.id for rule in rules if {rule.id, rule.category} & wanted}
