"""Find the runs of a .docx again by the pieces that its reader named, and cut them without losing anything in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlint.answers.docx_parts import quoted
from reportlint.pattern import lazy
from reportlint.readers.docx_walk import KEEP, LINES, SPACES, Attributes
from reportlint.readers.markup import parse, reader

RUN = frozenset(f"{space} r" for space in SPACES)
TEXT = frozenset(f"{space} t" for space in SPACES)
LOOK = frozenset(f"{space} rPr" for space in SPACES)
INSERTED = frozenset(f"{space} ins" for space in SPACES)
TRACKED = frozenset(f"{space} {name}" for space in SPACES for name in ("ins", "moveTo"))
PREFIX = lazy(rb"<([^\s/>:]+:)?")


class Child(NamedTuple):
    """An element of a run: its bytes, with what follows up to the next one; its words, where it holds some."""

    start: int
    end: int
    text: str | None = None


@dataclass(slots=True)
class Run:
    """A run: where it begins and ends, its tag, its format, its elements."""

    start: int
    tracked: bool  # it was inserted, and that is not accepted yet
    inserted: bytes = b""  # the tag of the insertion that it is a part of, where that can be parted
    holds: bool = False  # there are runs within, in a box: it cannot be cut
    end: int = 0
    prefix: bytes = b""
    tag: bytes = b""
    look: bytes = b""
    children: list[Child] = field(default_factory=list)


class Found(NamedTuple):
    """An element with words: its run, and which of its elements it is."""

    run: Run
    child: int


class _Open(NamedTuple):
    run: Run
    depth: int
    begins: list[tuple[int, str]]  # where its elements begin, and their names
    texts: dict[int, tuple[str, int]]  # by element: its words, and where its content begins


def runs(data: bytes) -> dict[int, Found]:
    """Return the runs of a part by the place where the content of each of their w:t begins."""
    return _Scan(data).found


class _Scan:
    """One walk through a part that takes down where runs and their elements are."""

    def __init__(self, data: bytes) -> None:
        self.found: dict[int, Found] = {}
        self._data = data
        self._depth = 0
        self._tracked: list[tuple[int, bytes]] = []  # insertions and moves round the place: how deep, and their tags
        self._open: list[_Open] = []
        self._said: list[str] = []
        self._at = -1
        self._plain = False
        self._parser = reader()
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        parse(self._parser, data)
        del self._parser

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        inner = self._open[-1] if self._open else None
        if inner and self._depth == inner.depth + 1:
            inner.begins.append((self._parser.CurrentByteIndex, name))
            if name in TEXT:
                self._said, self._at, self._plain = [], -1, attributes.get(KEEP) != "preserve"
                self._parser.CharacterDataHandler = self._hear
        if name in RUN:
            if inner:
                inner.run.holds = True
            depth, tag = self._tracked[-1] if self._tracked else (0, b"")
            alone = len(self._tracked) == 1 and depth == self._depth - 1
            run = Run(self._parser.CurrentByteIndex, bool(self._tracked), tag if alone else b"")
            self._open.append(_Open(run, self._depth, [], {}))
        elif name in TRACKED:
            start = self._parser.CurrentByteIndex
            tag = self._data[start : self._data.index(b">", start) + 1] if name in INSERTED else b""
            self._tracked.append((self._depth, tag))

    def _hear(self, characters: str) -> None:
        if self._at < 0:
            self._at = self._parser.CurrentByteIndex
        self._said.append(characters)

    def _end(self, name: str) -> None:
        inner = self._open[-1] if self._open else None
        if inner and name in TEXT and self._depth == inner.depth + 1:
            self._parser.CharacterDataHandler = None
            text = "".join(self._said)
            text = text.strip(" \t\r\n") if self._plain else text
            inner.texts[len(inner.begins) - 1] = text.translate(LINES), self._at
        elif inner and name in RUN and self._depth == inner.depth:
            self._open.pop()
            if inner.texts:
                self._close(inner, self._parser.CurrentByteIndex)
        elif name in TRACKED:
            self._tracked.pop()
        self._depth -= 1

    def _close(self, inner: _Open, end: int) -> None:
        run, data = inner.run, self._data
        run.end = data.index(b">", end) + 1
        run.tag = data[run.start : inner.begins[0][0]]
        match = PREFIX.match(run.tag)
        run.prefix = (match and match[1]) or b""
        ends = [start for start, _ in inner.begins[1:]] + [end]
        for at, ((start, name), stop) in enumerate(zip(inner.begins, ends, strict=True)):
            if name in LOOK:
                run.look = data[start:stop]
                continue
            text, content = inner.texts.get(at, (None, -1))
            if content >= 0:
                self.found[content] = Found(run, len(run.children))
            run.children.append(Child(start, stop, text))


class Cut(NamedTuple):
    """A place in a run: an element, and a character in its words."""

    child: int
    character: int


def content(data: bytes, run: Run, start: Cut, end: Cut, name: bytes = b"t") -> bytes:
    """Return what of a run stands between two places, without its tag and format; empty where that is nothing."""
    own = run.prefix + name
    return b"".join(
        raw
        if raw and (text is None or name == b"t")
        else b'<%s xml:space="preserve">%s</%s>' % (own, quoted(text or ""), own)
        for raw, text in _segment(data, run, start, end)
    )


def whole(run: Run, content: bytes) -> bytes:
    """Return a run of the same format with some content; nothing where there is none."""
    return b"%s%s%s</%sr>" % (run.tag, run.look, content, run.prefix) if content else b""


def _segment(data: bytes, run: Run, start: Cut, end: Cut) -> Iterator[tuple[bytes, str | None]]:
    """Yield the elements of a run between two places, each as its bytes, if it is whole, and its words, if it has some."""
    for at in range(start.child, min(end.child + 1, len(run.children))):
        child = run.children[at]
        length = len(child.text or "")
        first = start.character if at == start.child else 0
        last = min(end.character, length) if at == end.child else length
        raw = data[child.start : child.end]
        if child.text is None:
            if at != end.child or end.character:  # an element without words lies before the place behind it
                yield raw, None
        elif first < last:
            yield raw if (first, last) == (0, length) else b"", child.text[first:last]
