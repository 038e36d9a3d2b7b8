"""What the tests of answers share: outcomes with findings at given words, and the comments that a file holds."""

from __future__ import annotations

from functools import partial

from conftest import RIGHT
from reportlint.diagnostic import Diagnostic, Edit, Problem
from reportlint.language import Message
from reportlint.linter import Outcome, lint
from reportlint.readers import read
from reportlint.ruleset import detectable
from reportlint.source import Source, Span

LINT = partial(lint, ruleset=detectable())

WRONG = RIGHT + "据云政发[2021]3号文。\n"


def outcome(source: Source, *found: str | Span, message: str = "错") -> Outcome:
    """An outcome with a finding at each of some words, or places."""
    whole = LINT(source)
    rule = whole.ruleset.rules[0]
    spans = [Span(source.text.index(each), source.text.index(each) + len(each)) if isinstance(each, str) else each for each in found]  # fmt: skip  # one line, or one a case, is read at a glance
    made = [Diagnostic(source, rule, Problem(span, Message(message, "wrong")), ()) for span in spans]
    return whole._replace(diagnostics=tuple(made))


def comments(data: bytes) -> list[str]:
    """The words of the comments of a file, as our reader has them, in their order."""
    source = read("a.docx", data)
    assert source.origin
    return [source[each.span] for each in source.origin.leftovers if each.kind == "comment"]


def edits(text: str, *pairs: tuple[str, str]) -> list[Edit]:
    return [Edit(Span(text.index(old), text.index(old) + len(old)), new) for old, new in pairs]
