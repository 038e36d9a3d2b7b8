"""Build a document from its text. No other module knows Lark.

Lark reads the .lark files and computes their tables. Computed tables are stored beside the grammars, so that a run need
not import Lark.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

from reportlint import citation, headings, outline
from reportlint.document import Document
from reportlint.folder import Folder
from reportlint.lalr import Machine, Revision, Tables
from reportlint.source import Source
from reportlint.stored import stored

FOLDER = Folder.of("reportlint.grammar")


class Grammar(NamedTuple):
    """What belongs to a .lark file: the module with a function for each of its rules, and what lalr.py may be told."""

    builder: ModuleType
    revised: Revision | None = None
    openings: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


GRAMMARS = {
    "report": Grammar(outline, headings.retyped),
    "reference": Grammar(citation, openings=citation.OPENINGS, ends=citation.ENDINGS),
}


def parse(source: Source, previous: Source | None = None, as_of: date | None = None) -> Document:
    """Parse any text, and with it last year's report; both grammars are total, so this never fails."""
    parts = outline.build(source.text, machine("report").parse(source.text))
    found = citation.build(source.text, machine("reference").parse(source.text))
    return Document(
        source=source,
        front=parts.front,
        titles=parts.titles,
        addressee=parts.addressee,
        divisions=parts.divisions,
        colophon=parts.colophon,
        references=found.references,
        marks=found.marks,
        articles=found.articles,
        previous=parse(previous) if previous else None,
        as_of=as_of,
    )


@cache
def machine(name: str) -> Machine:
    """Return the grammar of this name, ready to run: each rule calls the function of its name in the builder."""
    tables = Tables(*stored(FOLDER, f"{name}.lark", compute))
    builder, revised, openings, ends = GRAMMARS[name]
    return Machine(tables, actions(builder), revised, openings, ends)


def actions(builder: ModuleType) -> dict[str, Any]:
    """The public functions of a builder, by name."""
    return {name: value for name, value in vars(builder).items() if not name.startswith("_") and callable(value)}


def compute(text: str) -> Tables:
    """Let Lark compute the tables of a grammar."""
    from lark import Lark
    from lark.parsers.lalr_analysis import Shift

    lark = Lark(text, parser="lalr", lexer="basic")
    parser: Any = lark.parser
    table: Any = parser.parser._parse_table
    rules = list(parser.parser_conf.rules)
    numbers = {rule: number for number, rule in enumerate(rules)}
    [start], [end] = table.start_states.values(), table.end_states.values()
    order = _breadth_first(table.states, start, Shift)
    return Tables(
        terminals=[(terminal.name, terminal.pattern.to_regexp()) for terminal in lark.terminals],
        ignored=list(lark.ignore_tokens),
        rules=[(rule.origin.name, len(rule.expansion), _action(rule)) for rule in rules],
        states=[
            {
                symbol: order[to] if kind is Shift else ~numbers[to]
                for symbol, (kind, to) in sorted(table.states[old].items())
            }
            for old in order
        ],
        start=order[start],
        end=order[end],
    )


def _breadth_first(states: Any, start: int, shift: Any) -> dict[int, int]:
    """Number the states as one meets them from the start: Lark's own numbers differ from run to run."""
    order = {start: 0}
    for state in (todo := [start]):
        for _, (kind, to) in sorted(states[state].items()):
            if kind is shift and to not in order:
                order[to] = len(order)
                todo.append(to)
    return order


def _action(rule: Any) -> str:
    name = rule.alias or rule.origin.name
    return "" if name.startswith("_") else str(name)
