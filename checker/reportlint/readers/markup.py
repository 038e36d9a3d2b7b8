"""Read XML with expat: no document type, no entities, nothing fetched, names with their namespace in front."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from reportlint.source import SourceError

OFF = ("0", "false", "off")


@dataclass(slots=True)
class Node:
    """An element of a small part: its name and attributes without namespaces, and those within it that were wanted."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> list[Node]:
        """Return the children of a name."""
        return [each for each in self.children if each.name == name]

    def child(self, *path: str) -> Node | None:
        """Return the first one below by the names on the way to it."""
        node: Node | None = self
        for name in path:
            node = next((each for each in node.children if each.name == name), None) if node else None
        return node

    def value(self, *path: str) -> str | None:
        """Return the ``val`` of the one below; None where there is none."""
        node = self.child(*path)
        return node.attributes.get("val") if node else None

    def on(self, *path: str) -> bool | None:
        """Return whether a switch below is on; None where there is none."""
        node = self.child(*path)
        return None if node is None else node.attributes.get("val", "1") not in OFF


def reader() -> expat.XMLParserType:
    """Make a parser that refuses what no office program writes: document types and entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> NoReturn:
    raise SourceError("unsafe")


def parse(parser: expat.XMLParserType, data: bytes) -> None:
    """Parse a part; raises SourceError for one that is damaged."""
    try:
        parser.Parse(data, True)
    except SourceError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter: encodings that there are not
        raise SourceError("damaged") from error
    finally:  # what the handlers know must not hold the parser, nor it them
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None


def tree(data: bytes, wanted: Collection[str]) -> Node:
    """Return the elements of a small part that have one of some names, below a root; no part has none."""
    root = Node("")
    if not data:
        return root
    parser = reader()
    nodes = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name in wanted:
            node = Node(name, {key.rpartition(" ")[2]: value for key, value in attributes.items()})
            nodes[-1].children.append(node)
            nodes.append(node)

    def end(name: str) -> None:
        if name.rpartition(" ")[2] in wanted:
            nodes.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parse(parser, data)
    return root


def whole(text: str | None, default: int = 0) -> int:
    """Return the number that a text is, bounded; the default where it is none."""
    try:
        return max(-1, min(int(text or ""), 10**9))
    except ValueError:
        return default
