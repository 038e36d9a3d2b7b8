"""The grammars are total, deterministic and linear; their stored tables are Lark's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark
from lark.common import LexerConf
from lark.lexer import Lexer, Token

from reportlint.lalr import END, Machine, Tables
from reportlint.parser import FOLDER, GRAMMARS, compute, machine, parse
from reportlint.source import Source
from reportlint.stored import stored
from timing import STEEP, growth

NAMES = list(GRAMMARS)
SIGNS = "《》〈〉<>（）()〔〕[]【】“”一二三十、.．1234第号年月日令条款附件：:，。；\n\r \u3000\u200b是报告"
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=300)


def grammar(name: str) -> str:
    return FOLDER.read(f"{name}.lark")


@pytest.mark.parametrize("name", NAMES)
def test_stored_tables_are_current(name: str) -> None:
    computed = json.loads(json.dumps(compute(grammar(name))))
    assert stored(FOLDER, f"{name}.lark", lambda _: "of another version") == computed, "run `make accept`"


def holes(tables: Tables) -> dict[int, set[str]]:
    """Return the states that lack an action for a token that can come while they are on top.

    After a shift any token can follow; after a reduction only those for which its rule was reduced.
    """
    terminals = {terminal for terminal, _ in tables.terminals if terminal not in tables.ignored} | {END}
    lookaheads: dict[str, set[str]] = {}
    for state in tables.states:
        for symbol, action in state.items():
            if action < 0:
                lookaheads.setdefault(tables.rules[~action][0], set()).add(symbol)
    needed: list[set[str]] = [set() for _ in tables.states]
    needed[tables.start] |= terminals
    for state in tables.states:
        for symbol, action in state.items():
            if action >= 0:
                needed[action] |= terminals if symbol in terminals else lookaheads.get(symbol, set())
    return {
        number: missing
        for number, state in enumerate(tables.states)
        if number != tables.end and (missing := needed[number] - set(state))
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_sequence_of_tokens_can_fail(name: str) -> None:
    assert not holes(compute(grammar(name)))


def test_the_proof_notices_a_hole() -> None:
    whole = """
        start: (pair | OPEN)*
        pair: OPEN SHUT
        OPEN: "("
        SHUT: ")"
    """
    assert holes(compute(whole)), "a lone ) has no place in this grammar"
    assert not holes(compute(whole.replace("| OPEN", "| OPEN | SHUT")))


@pytest.mark.parametrize("name", NAMES)
def test_terminals_cover_every_character(name: str) -> None:
    pattern = re.compile("|".join(regexp for _, regexp in compute(grammar(name)).terminals))
    for character in [*SIGNS, "a", "\0", "\ud800", "\U0001f600", "\u2028"]:
        assert pattern.match(character), repr(character)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_has_an_outline_with_exact_spans(text: str) -> None:
    document = parse(Source("", text))
    found = [*document.front, *document.titles, *document.colophon]
    for division in document.divisions:
        found += [*division.paragraphs, *([division.opener] if division.opener else [])]
    for section in document.all_sections:
        heading = section.heading
        found += [heading.mark, heading.title, *section.paragraphs]
        assert 1 <= heading.level <= 4
        assert heading.number >= 0
    for reference in document.references:
        if reference.title:
            found.append(reference.title.name)
        if reference.number:
            found += [p for p in (reference.number.written, reference.number.code, reference.number.bracket) if p]
    found += [article.numeral for article in document.articles]
    found += [item.mark for run in document.enumerations for item in run.items]
    values: list[Any] = [*found, *document.quantities, *document.statements, *document.all_sections, *document.dates]
    for value in values:
        assert len(value) == len(type(value)._fields)  # as new() in source.py does not count them
    for part in found:
        assert text[part.span.start : part.span.end] == part.value
    assert list(document.protected) == sorted(document.protected)


class Ordered(Lexer):
    """Hands our tokens to Lark."""

    machine: Machine

    def __init__(self, conf: LexerConf) -> None: ...

    def lex(self, text: str) -> Iterator[Token]:  # type: ignore[override]  # as Lark calls it
        for token in self.machine.lex(text):
            yield Token(token.type, token.value, start_pos=token.start)


@pytest.mark.parametrize("name", NAMES)
def test_our_driver_builds_what_lark_builds(name: str) -> None:
    """Compares the trees of this project's driver with those of Lark's own parser."""
    tables = compute(grammar(name))
    tree: dict[str, Any] = {
        rule[2]: (lambda kind: lambda children: (kind, list(children)))(rule[2]) for rule in tables.rules if rule[2]
    }
    ours = Machine(tables, tree)
    theirs = Lark(grammar(name), parser="lalr", lexer=type("Bound", (Ordered,), {"machine": ours}))

    @settings(max_examples=60, deadline=None)
    @given(TEXTS)
    def compare(text: str) -> None:
        assert flat(ours.parse(text)) == flat_tree(theirs.parse(text))

    compare()


def flat(node: Any) -> Any:
    return (node[0], [flat(child) for child in node[1]]) if isinstance(node, tuple) else (node.type, str(node.value))


def flat_tree(node: Any) -> Any:
    if isinstance(node, Token):
        return node.type, str(node)
    return str(node.data), [flat_tree(child) for child in node.children]


def test_a_changed_grammar_is_computed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.stored.checksum", lambda _: "changed")
    machine.cache_clear()
    assert machine("report").parse("一、总体情况")
    machine.cache_clear()


SCALE = {
    "report": "一、总体情况\n（一）完善制度。一是制定《办法》（云政发〔2021〕5号）；二是清理文件。\n",
    "long line": "制定《办法》（云政发〔2021〕5号），",
    "unclosed": "《",
    "headings": "一、\n",
    "brackets": "〔2021",
    "blanks": " \u3000",
    "digits": "1",
    "short lines": "总体情况\n",
}


@pytest.mark.parametrize("unit", SCALE.values(), ids=SCALE)
def test_parsing_takes_linear_time(unit: str) -> None:
    def parsing(length: int) -> Callable[[], object]:
        return lambda: everything(unit * (length // len(unit)))

    assert growth(parsing, 5_000, 50_000) < STEEP


def everything(text: str) -> object:
    document = parse(Source("", text))
    return document.enumerations, document.protected, document.year
