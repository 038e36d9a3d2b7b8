"""Read an .ofd (GB/T 33190): its pages are XML that says which signs stand where; templates of pages are no text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import islice
from math import atan2, hypot, pi

from reportlint.readers.assembly import Assembly
from reportlint.readers.grid import FAR, grids
from reportlint.readers.layout import Glyph, Sheet
from reportlint.readers.markup import parse, reader
from reportlint.readers.ofd_rules import NEAR, Element, matrix_of, number_of, numbers, rules_of
from reportlint.readers.package import Package
from reportlint.readers.paragraphs import put_pages
from reportlint.readers.pdf_signs import meaningless, plain
from reportlint.readers.sheets import sheet_of
from reportlint.source import Source, SourceError

PAGES, SIGNS = 2000, 200_000  # more than any report has, and any page
GARBLED = 0.1  # of the signs, from which the text is of no use
SLANT = 0.05  # quarter turns, from which a text is a watermark
SPACED = 1.3  # sizes of a sign, up to which the next one follows it
HIGH = 297.0  # millimetres, where a page does not say it
HELD = ("TextObject", "PathObject")  # their parts come before their ends, and need their places
PICTURES = ("ImageObject", "CompositeObject", "VideoObject")


def read(name: str, data: bytes, encoding: str | None) -> Source:
    """Read an .ofd; raises SourceError."""
    package = Package(data)
    if "Encryptions.xml" in package:
        raise SourceError("encrypted")
    sheets = [_sheet(package, number, path) for number, path in enumerate(islice(_pages(package), PAGES + 1), 1)]
    if not sheets:
        raise SourceError("damaged")
    if len(sheets) > PAGES:
        raise SourceError("too-big")
    signs = [sign for sheet in sheets for line in sheet.lines for sign in line.text]
    if sum(map(meaningless, signs)) > GARBLED * max(1, len(signs)):
        raise SourceError("no-text")
    assembly = Assembly()
    put_pages(assembly, sheets)
    return assembly.source(name, "ofd")


def _pages(package: Package) -> Iterator[str]:
    """Yield the names of the parts that hold the pages, in order."""
    for root in _elements(package.read("OFD.xml"), ("DocRoot",)):
        path = _path("OFD.xml", root.text)
        for page in _elements(package.read(path), ("Page",)):
            yield _path(path, page.attributes.get("BaseLoc", ""))


def _path(part: str, location: str) -> str:
    """Return the name of a part that another one names; none leads out of the package."""
    joined = posixpath.join("/", posixpath.dirname(part), location.strip().replace("\\", "/"))
    return posixpath.normpath(joined).lstrip("/")


def _elements(data: bytes, wanted: tuple[str, ...]) -> list[Element]:
    """Return the elements of some names, in the order in which they end; raises SourceError."""
    found: list[Element] = []
    opened: list[tuple[str, dict[str, str], list[str]]] = []
    parser = reader()

    def start(name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name in wanted:
            opened.append((name, attributes, []))
            if name in HELD:
                found.append(Element(name, attributes, ""))

    def end(name: str) -> None:
        if name.rpartition(" ")[2] in wanted:
            name, attributes, text = opened.pop()
            if name not in HELD:
                found.append(Element(name, attributes, "".join(text)))

    def characters(text: str) -> None:
        if opened:
            opened[-1][2].append(text)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, characters
    parse(parser, data)
    return found


def _sheet(package: Package, number: int, path: str) -> Sheet:
    """Read one page; one that is not there shows something that is not read."""
    if path not in package:
        return Sheet(number, (), HIGH, pictures=True)
    elements = _elements(package.read(path), ("PhysicalBox", "TextCode", "AbbreviatedData", *HELD, *PICTURES))
    boxes = [numbers(each.text) for each in elements if each.name == "PhysicalBox"]
    height = next((box[3] for box in boxes if len(box) == 4 and box[3] > 0), HIGH)
    pictures = any(each.name in PICTURES for each in elements)
    glyphs = list(islice(_glyphs(elements), SIGNS + 1))
    if len(glyphs) > SIGNS:
        raise SourceError("too-big")
    tables = grids(rules_of(elements), NEAR) if glyphs else []
    return sheet_of(number, glyphs, tables, height, pictures=pictures)


def _glyphs(elements: list[Element]) -> Iterator[Glyph]:
    attributes: dict[str, str] = {}
    x = y = 0.0
    for name, own, text in elements:
        if name == "TextObject":
            attributes, x, y = own, 0.0, 0.0
        elif name == "TextCode":
            x, y = (number_of(own.get(key), before) for key, before in (("X", x), ("Y", y)))
            yield from _signs(attributes, text, x, y, own)


def _signs(attributes: dict[str, str], text: str, x: float, y: float, code: dict[str, str]) -> Iterator[Glyph]:
    """Yield the signs of one text code where they stand on the page."""
    left, top, *_ = [*numbers(attributes.get("Boundary", "")), 0.0, 0.0]
    a, b, c, d, e, f = matrix_of(attributes)
    turns = atan2(b, a) / (pi / 2)
    size = number_of(attributes.get("Size"), 0.0)
    if abs(turns - round(turns)) > SLANT or size <= 0:
        return
    steps = _steps(text, code, size)
    for sign, (across, down) in zip(text, steps, strict=False):
        place = left + a * x + c * y + e, top + b * x + d * y + f
        if max(map(abs, place)) < FAR and sign not in "\r\n":
            width = across if 0 < across <= SPACED * size else size * _share(sign)
            yield Glyph(plain(sign), place[0], place[0] + width * hypot(a, b), place[1], size * hypot(c, d))
        x, y = x + across, y + down


def _steps(text: str, code: dict[str, str], size: float) -> Iterator[tuple[float, float]]:
    """Yield how far each sign moves the next one, by what the code says, else by the width of a sign."""
    across = _deltas(code.get("DeltaX", ""), len(text))
    down = _deltas(code.get("DeltaY", ""), len(text))
    for at, sign in enumerate(text):
        usual = 0.0 if down else size * _share(sign)
        yield across[at] if at < len(across) else usual, down[at] if at < len(down) else 0.0


def _share(sign: str) -> float:
    """Return how wide a sign is, in sizes of the font, about."""
    return 1.0 if ord(sign) > 0xFF else 0.7 if sign.isupper() or sign in "mw%@" else 0.5


def _deltas(text: str, most: int) -> list[float]:
    """Read a list of distances, where ``g 3 5.5`` stands for three of 5.5."""
    found: list[float] = []
    words = iter(text.split())
    for word in words:
        if len(found) >= most:
            break
        if word == "g":
            count, step = number_of(next(words, "0"), 0.0), number_of(next(words, "0"), 0.0)
            found += [step] * max(0, min(int(count), most - len(found)))
        else:
            found.append(number_of(word, 0.0))
    return found
