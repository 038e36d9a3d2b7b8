"""Run a grammar from its tables: cut a text into tokens, and reduce them to values.

The tables are what Lark computes from a .lark file (see parser.py); running them takes these few lines and not the
import of Lark, which would cost more than linting a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from reportlint.source import Span, Text, new

END = "$END"
Action = Callable[[list[Any]], Any]


class Token:
    """A stretch of text that a terminal of a grammar matched, blanks at its end left out."""

    __slots__ = ("start", "type", "value")

    def __init__(self, type: str, value: str, start: int) -> None:
        self.type = type
        self.value = value
        self.start = start

    @property
    def span(self) -> Span:
        """Where it stands."""
        return new(Span, (self.start, self.start + len(self.value)))

    @property
    def text(self) -> Text:
        """The token as a part of the document."""
        return new(Text, (self.start, self.value))


Revision = Callable[
    [list[Token]], list[Token]
]  # what a token is, and whether it matters, may only show when all are known


class Tables(NamedTuple):
    """A compiled grammar, in a form that JSON can hold.

    ``states[s][symbol]`` is the next state, or ``~r`` to reduce rule r; ``rules[r]`` is the rule's name, its number
    of symbols and the name of the function that makes its value, which is empty for rules whose symbols go to the
    rule above, as Lark does with names that begin with an underscore.
    """

    terminals: list[tuple[str, str]]
    ignored: list[str]
    rules: list[tuple[str, int, str]]
    states: list[dict[str, int]]
    start: int
    end: int


class Machine:
    """A grammar with a function for each of its rules; terminals among ``ends`` only end what one of ``openings`` began."""

    def __init__(
        self,
        tables: Tables,
        actions: Mapping[str, Action],
        revised: Revision | None = None,
        openings: Collection[str] = (),
        ends: Collection[str] = (),
    ) -> None:
        first = next(n for n, (name, _) in enumerate(tables.terminals) if name not in tables.ignored)
        skipped = "|".join(regexp for _, regexp in tables.terminals[:first])
        tokens = "|".join(f"(?P<{name}>{regexp})" for name, regexp in tables.terminals[first:])
        self.pattern = re.compile(f"(?:{skipped})?(?:{tokens}|\\Z)")
        indexes = self.pattern.groupindex
        self.kinds = {index: name for name, index in indexes.items()}
        later = [indexes[name] for name in tables.ignored if name in indexes]  # the first are skipped with what follows
        self.ignored = frozenset((None, *later))  # None: blanks at the very end
        self.openings = frozenset(indexes[name] for name in openings)
        self.ends = frozenset(indexes[name] for name in ends)
        self.revised = revised
        self.states = tables.states
        self.start = tables.start
        self.end = tables.end
        self.rules = [(name, size, actions[action] if action else None) for name, size, action in tables.rules]

    def lex(self, text: str) -> Iterator[Token]:
        """Yield the tokens of a text: of the terminals that match at a place, the first in the grammar's file.

        Lark's own lexers order terminals by length; this order is the one that a reader of the grammar sees.
        Ignored terminals that come before all others are skipped in the same step, which saves half the time.
        An end is left out where nothing was opened.
        """
        skipped = idle = self.ignored | self.ends
        for match in self.pattern.finditer(text):
            index = match.lastindex
            if index in skipped:
                continue
            assert index is not None
            if index in self.openings:
                skipped = self.ignored
            elif index in self.ends:
                skipped = idle
            yield Token(self.kinds[index], match[index].rstrip(), match.start(index))

    def parse(self, text: str) -> Any:
        """Return the value of a text; KeyError would mean that the grammar is not total (tests prove that it is)."""
        states, rules, stack = self.states, self.rules, [self.start]
        values: list[Any] = []
        for token in self.revised(list(self.lex(text))) if self.revised else self.lex(text):
            kind = token.type
            while (action := states[stack[-1]][kind]) < 0:
                name, size, function = rules[~action]
                if function is None and size == 1:  # one symbol that goes to the rule above as it is
                    stack[-1] = states[stack[-2]][name]
                elif function is None and size == 2 and type(values[-2]) is list and type(values[-1]) is not list:
                    values[-2].append(values.pop())  # one more of a list, which is what most steps are
                    stack.pop()
                    stack[-1] = states[stack[-2]][name]
                else:
                    self._reduce(name, size, function, stack, values)
            stack.append(action)
            values.append(token)
        while stack[-1] != self.end:
            self._reduce(*rules[~states[stack[-1]][END]], stack, values)
        return values[0]

    def _reduce(self, name: str, size: int, function: Action | None, stack: list[int], values: list[Any]) -> None:
        """Replace the last values by the value of their rule: what its function makes of them, else the list of them."""
        children = _flat(values[-size:]) if size else []
        if size:
            del stack[-size:], values[-size:]
        values.append(children if function is None else function(children))
        stack.append(self.states[stack[-1]][name])


def _flat(values: list[Any]) -> list[Any]:
    """Join values into one list; the first, where it is a list, is taken over: copying it would take quadratic time."""
    first = values[0]
    children: list[Any] = first if type(first) is list else [first]
    for value in values[1:]:
        if type(value) is list:
            children.extend(value)
        else:
            children.append(value)
    return children
