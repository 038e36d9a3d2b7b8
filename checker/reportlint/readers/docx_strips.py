"""Walk through a part of a .docx for the looks of its words: paragraphs with their runs, and where sections end.

Words are told by the place of their bytes, as docx_walk does: which of them are read is decided there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlint.readers.docx_walk import SPACES
from reportlint.readers.markup import Node, parse, reader

PROPERTIES = ("pPr", "rPr", "sectPr")
INNER = ("tbl", "txbxContent")  # what stands in these is no running text
TABS = ("tab", "ptab")
NOTHING = Node("")
DEEPEST = 8  # fields round a word that are looked at
INSTRUCTION = 40  # characters of it that are looked at


@dataclass(slots=True)
class Strip:
    """A paragraph: what it says of itself, and its words, each with the place of its bytes and what its run says."""

    inner: bool
    properties: Node = field(default_factory=lambda: NOTHING)
    words: list[tuple[int, str, Node]] = field(default_factory=list)
    tabbed: bool = False  # whether tabulators say where its words stand


class Strips:
    """The paragraphs of a part, in the order of their ends; ``sections`` tell after how many of them each section ends."""

    def __init__(self, data: bytes) -> None:
        self.strips: list[Strip] = []
        self.sections: list[tuple[int, Node]] = []
        self._open: list[Strip] = []  # a box stands in a paragraph
        self._inner = 0
        self._run = NOTHING  # what the run says of itself
        self._nodes: list[Node] = []  # the properties that are being read
        self._fields: list[list[str]] = []  # those round the place: the instruction, and what of the field is read
        self._at = -1
        self._said: list[str] = []
        self._kept = False  # whether characters are words
        self._parser = reader()
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler = self._take
        parse(self._parser, data)
        del self._parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, own = name.rpartition(" ")
        if self._nodes or (space in SPACES and own in PROPERTIES):
            node = Node(own, {key.rpartition(" ")[2]: value for key, value in attributes.items()})
            if self._nodes:
                self._nodes[-1].children.append(node)
            self._nodes.append(node)
        elif space in SPACES:
            self._begin(own, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _begin(self, own: str, attributes: dict[str, str]) -> None:
        if own == "p":
            self._open.append(Strip(self._inner > 0))
        elif own in INNER:
            self._inner += 1
        elif own in TABS and self._open:
            self._open[-1].tabbed = True
        elif own == "r":
            self._run = NOTHING
        elif own in ("t", "instrText"):
            self._at, self._said, self._kept = -1, [], True
        elif own == "fldSimple":
            self._fields.append([attributes.get("instr", "")[:INSTRUCTION], "result"])
        elif own == "fldChar" and attributes.get("fldCharType") == "begin":
            self._fields.append(["", "code"])
        elif own == "fldChar" and self._fields and attributes.get("fldCharType") == "separate":
            self._fields[-1][1] = "result"
        elif own == "fldChar" and attributes.get("fldCharType") == "end":
            self._field_end()

    def _take(self, characters: str) -> None:
        if self._kept:
            self._at = self._parser.CurrentByteIndex if self._at < 0 else self._at
            self._said.append(characters)

    def _end(self, name: str) -> None:
        space, _, own = name.rpartition(" ")
        if self._nodes:
            node = self._nodes.pop()
            if not self._nodes:
                self._properties(node)
        elif space in SPACES:
            self._finish(own)

    def _properties(self, node: Node) -> None:
        if node.name == "sectPr":
            self.sections.append((len(self.strips), node))
        elif node.name == "rPr":
            self._run = node
        elif self._open:
            self._open[-1].properties = node

    def _finish(self, own: str) -> None:
        if own == "p" and self._open:
            strip = self._open.pop()
            self.strips.append(strip)
            section = strip.properties.child("sectPr")
            if section and not strip.inner:
                self.sections.append((len(self.strips), section))
        elif own in INNER:
            self._inner -= 1
        elif own == "t":
            self._kept = False
            self._word(self._at, "".join(self._said))
        elif own == "instrText":
            self._kept = False
            if self._fields and self._fields[-1][1] == "code":
                self._fields[-1][0] = (self._fields[-1][0] + "".join(self._said))[:INSTRUCTION]
        elif own == "fldSimple":
            self._field_end()

    def _word(self, at: int, text: str) -> None:
        """Put words into the paragraph; those that number a page are 1, once for each field, and have no place."""
        for each in self._fields[-DEEPEST:]:
            if _numbers(each[0]):
                at, text = -1, "1" if each[1] != "done" else ""
                each[1] = "done"
        if self._open and text:
            self._open[-1].words.append((at, text, self._run))

    def _field_end(self) -> None:
        if self._fields:
            if self._fields[-1][1] != "done" and _numbers(self._fields[-1][0]):
                self._word(-1, "1")  # its result was never written
            self._fields.pop()


def _numbers(instruction: str) -> bool:
    """Whether a field is the number of the page."""
    return instruction.upper().split(None, 1)[:1] == ["PAGE"]
