"""Run a grammar from its tables: cut a text into tokens, and reduce them to values.

The tables are what Lark computes from a .lark file (see parser.py); running them takes these few lines and not the
import of Lark, which would cost more than linting a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from reportlint.source import Span, Text

END = "$END"
Action = Callable[[list[Any]], Any]


class Token:
    """A stretch of text that a terminal of a grammar matched, blanks at its end left out."""

    __slots__ = ("span", "type", "value")

    def __init__(self, type: str, value: str, start: int) -> None:
        self.type = type
        self.value = value
        self.span = Span(start, start + len(value))

    @property
    def text(self) -> Text:
        """The token as a part of the document."""
        return Text(self.span, self.value)


class Tables(NamedTuple):
    """A compiled grammar, in a form that JSON can hold.

    ``states[s][symbol]`` is the next state, or ``~r`` to reduce rule r; ``rules[r]`` is the rule's name, its number
    of symbols and the name of the function that makes its value, which is empty for rules whose symbols go to the
    rule above, as Lark does with names that begin with an underscore.
    """

    grammar: str  # checksum of the .lark file
    terminals: list[tuple[str, str]]
    ignored: list[str]
    rules: list[tuple[str, int, str]]
    states: list[dict[str, int]]
    start: int
    end: int


class Machine:
    """A grammar with a function for each of its rules."""

    def __init__(self, tables: Tables, actions: Mapping[str, Action]) -> None:
        self.pattern = re.compile("|".join(f"(?P<{name}>{regexp})" for name, regexp in tables.terminals))
        self.ignored = frozenset(tables.ignored)
        self.states = tables.states
        self.start = tables.start
        self.end = tables.end
        self.rules = [(name, size, actions[action] if action else None) for name, size, action in tables.rules]

    def lex(self, text: str) -> Iterator[Token]:
        """Yield the tokens of a text: of the terminals that match at a place, the first in the grammar's file.

        Lark's own lexers order terminals by length; this order is the one that a reader of the grammar sees.
        """
        ignored = self.ignored
        for match in self.pattern.finditer(text):
            kind = match.lastgroup
            if kind not in ignored:
                assert kind is not None
                yield Token(kind, match[0].rstrip(), match.start())

    def parse(self, text: str) -> Any:
        """Return the value of a text; KeyError would mean that the grammar is not total (tests prove that it is)."""
        states, stack = self.states, [self.start]
        values: list[Any] = []
        for token in self.lex(text):
            while (action := states[stack[-1]][token.type]) < 0:
                self._reduce(~action, stack, values)
            stack.append(action)
            values.append(token)
        while stack[-1] != self.end:
            self._reduce(~states[stack[-1]][END], stack, values)
        return values[0]

    def _reduce(self, number: int, stack: list[int], values: list[Any]) -> None:
        name, size, action = self.rules[number]
        children: list[Any] = []
        if size:
            first, *rest = values[-size:]
            # a list that grows by one is taken over, not copied: otherwise long texts would take quadratic time
            children = first if type(first) is list else [first]
            for value in rest:
                children.extend(value) if type(value) is list else children.append(value)
            del stack[-size:], values[-size:]
        values.append(action(children) if action else children)
        stack.append(self.states[stack[-1]][name])
