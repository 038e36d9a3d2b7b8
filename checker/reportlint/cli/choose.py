"""Choose rulesets and rules by what the user named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportlint.cli.bilingual import Refusal
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.ruleset import Ruleset


@contextmanager
def refusing() -> Iterator[None]:
    """Refuse the job where a ruleset or a configuration cannot be used, with all its faults."""
    from reportlint.layer import RulesetError

    try:
        yield
    except RulesetError as error:
        raise Refusal(Message("\n".join(f.zh for f in error.faults), "\n".join(f.en for f in error.faults))) from error


def chosen_rulesets(name: str | None) -> Sequence[Ruleset]:
    """Return the ruleset of this name or folder; without a name, all that tell their type, the fallback last."""
    from reportlint.ruleset import detectable, load

    with refusing():
        return detectable() if name is None else [load(name)]


def chosen_encoding(name: str | None) -> None:
    """Refuse an encoding that there is not."""
    import codecs

    try:
        known = name is None or codecs.lookup(name)._is_text_encoding
    except LookupError:
        known = False
    if not known:
        raise Refusal(Message(f"没有编码“{name}”", f"no encoding “{name}”"))
