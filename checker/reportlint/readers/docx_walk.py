"""Walk through a part of a .docx and take its words in reading order, each with the place in the bytes that it came from.

Tracked insertions are read and deletions are not, results of fields are and their instructions are not: what is read
is what a person sees on paper once all changes are accepted. Tables of contents are left out: they repeat the headings.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from reportlint.pattern import lazy
from reportlint.readers.docx_lists import Style
from reportlint.readers.docx_paragraph import Paragraph, Piece, Place
from reportlint.readers.markup import OFF, parse, reader
from reportlint.source import SourceError

SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATHS = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
KEEP = "http://www.w3.org/XML/1998/namespace space"
LINES = str.maketrans("\t\r\n", "   ")
FAILED = lazy(  # what Word writes where it cannot update a field
    "错误[！!] ?(?:未找到(?:引用源|目录项|图形项目表|索引项)|未(?:定义|指定)书签|文档中没有指定样式的文字|未知的文档属性名称"
    "|链接无效|超链接引用无效|不能识别的开关参数|使用“开始”选项卡)"
    "|Error! ?(?:Reference source not|Bookmark not|No (?:text|table|bookmark|index)|Unknown|Hyperlink|Not a valid|Use the Home)"
)
BOXES = {0xF0FE: "☑", 0xF052: "☑", 0xF053: "☒", 0xF054: "☒", 0xF0FD: "☒", 0xF0A8: "□", 0xF06F: "□", 0xF0FC: "√"}
CONTENTS = "Table of Contents"
# the format of a run, where it does not hide or stress anything: half of all elements, and of no interest here
LOOKS = lazy(rb"<w:rPr>(?:<w:(?!(?:vanish|highlight|rStyle|ins|del)\b)[^<>]*/>)*+</w:rPr>")

Attributes = dict[str, str]
FIELDS = 100  # in each other; more are not left open by any program


def value(attributes: Attributes, name: str = "val") -> str | None:
    """Return an attribute, in either of the namespaces of the format."""
    found = attributes.get(f"{SPACES[0]} {name}")
    return attributes.get(f"{SPACES[1]} {name}") if found is None else found


class Walk:
    """One walk through one part: its paragraphs, and where comments and notes hang on them."""

    def __init__(self, part: str, styles: dict[str, Style], notes: Collection[str] = (), fields: bool = True) -> None:
        self.part, self.styles, self.notes, self.with_fields = part, styles, notes, fields
        self.paragraphs: list[Paragraph] = []
        self.comments: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {}  # from and to: paragraph, character
        self.referred: list[str] = []  # footnotes and endnotes, with a letter in front
        self.paragraph: Paragraph | None = None
        self.open: list[tuple[Paragraph | None, bool, bool, bool, str | None]] = []  # what goes on behind a box in it
        self.place = Place()
        self.tables: list[list[int]] = []  # those round the place: number, row, column, columns to go on
        self.table = self.boxes = self.note = 0  # so many until now
        self.boxed: list[tuple[Place, list[list[int]], list[list[str]], bool]] = []  # what goes on behind it
        self.fields: list[list[str]] = []  # those round the place: what of it is read now, and its instruction
        self.contents = 0  # tables of contents round the place
        self.reading = True
        self.hidden = self.bright = self.dark = False  # dark: hidden by the style of the paragraph
        self.inserted: str | None = None  # by whom
        self.within = ""  # the properties of what: paragraph, run, row
        self.run = False
        self.chosen: list[bool] = []
        self.said: list[str] = []
        self.at = -1
        self.plain = False
        self.depth = 0
        self.parser = reader()

    def over(self, data: bytes) -> Walk:
        """Walk; raises SourceError for a part that is damaged."""
        self._listen()
        parse(self.parser, _without_looks(data))
        del self.take, self.parser  # they know this walk, and it should not know them any more
        return self

    def _listen(self) -> None:
        def start(name: str, attributes: Attributes) -> None:
            action = starts.get(name)
            if action:
                action(self, attributes)

        def end(name: str) -> None:
            action = ends.get(name)
            if action:
                action(self)

        def take(characters: str) -> None:
            if not said:
                self.at = parser.CurrentByteIndex
            said.append(characters)

        starts, ends, said, parser = STARTS, ENDS, self.said, self.parser
        self.take = take
        self.parser.StartElementHandler, self.parser.EndElementHandler = start, end

    def skip(self) -> None:
        """Leave out the element that begins here, with all that is in it."""
        self.depth = 1

        def deeper(*_: object) -> None:
            self.depth += 1

        def shallower(_: str) -> None:
            self.depth -= 1
            if not self.depth:
                self._listen()

        self.parser.StartElementHandler, self.parser.EndElementHandler = deeper, shallower

    def hear(self, _: Attributes | None = None) -> None:
        """Take down the characters that follow."""
        self.said.clear()
        self.parser.CharacterDataHandler = self.take

    def heard(self) -> str:
        """Return what was taken down."""
        self.parser.CharacterDataHandler = None
        return "".join(self.said)

    def add(self, text: str, piece: Piece | None = None) -> None:
        """Put words into the paragraph, or note that they are there and not to be seen."""
        paragraph = self.paragraph
        if paragraph is None or not text:
            return
        if not self.reading or self.hidden:
            self._overlook(paragraph, text)
            return
        paragraph.parts.append((text, piece))
        paragraph.length += len(text)
        if self.inserted is not None:
            paragraph.mark("tracked-insertion", len(text), self.inserted)
        if self.bright:
            paragraph.mark("highlight", len(text))

    def _overlook(self, paragraph: Paragraph, text: str) -> None:
        if self.reading:
            paragraph.mark("hidden-text", 0, size=len(text))
        elif self.contents > 0 or any(state == "contents" for state, _ in self.fields):
            paragraph.unread = True
            if FAILED.search(text):
                paragraph.mark("failed-field", 0)

    def look(self) -> None:
        """Find out anew whether words at this place are read."""
        if len(self.fields) > FIELDS:
            raise SourceError("damaged")
        self.reading = self.contents <= 0 and all(state == "result" for state, _ in self.fields)

    def here(self) -> tuple[int, int]:
        """Return the paragraph and the character that were reached."""
        if self.paragraph:
            return self.paragraph.index, self.paragraph.length
        return len(self.paragraphs), 0


def _without_looks(data: bytes) -> bytes:
    """Return the bytes of a part with what is of no interest blanked, so that all else keeps its place."""
    if b"<![CDATA[" in data or b"<!--" in data:  # where tags may be no tags
        return data
    return LOOKS.sub(lambda match: b" " * len(match[0]), data)


def switched(attributes: Attributes) -> bool:
    """Tell whether a switch such as w:vanish is on."""
    return value(attributes) not in OFF


def named(names: dict[str, Callable[..., None]]) -> Iterator[tuple[str, Callable[..., None]]]:
    """Yield names as expat gives them, with the namespaces in front."""
    for name, action in names.items():
        yield from ((f"{space} {name}", action) for space in SPACES)


STARTS: dict[str, Callable[[Walk, Attributes], None]] = {}  # what begins, filled by docx_elements
ENDS: dict[str, Callable[[Walk], None]] = {}  # and what ends
