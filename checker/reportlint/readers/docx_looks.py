"""Find out how paragraphs and runs of a .docx look: what they say themselves, else their styles, else the file.

A style says what it does not say itself by the one it is based on. Fonts may be those of the theme.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlint.layout import Look
from reportlint.readers.markup import Node, tree
from reportlint.source import SourceError

PROPERTIES = frozenset({"rPr", "pPr", "rFonts", "sz", "spacing", "ind", "jc", "snapToGrid"})
STYLES = PROPERTIES | {"style", "basedOn", "docDefaults", "rPrDefault", "pPrDefault", "tblStylePr"}
STYLES |= {"pPrChange", "rPrChange"}  # what is in these is not of the style itself
FONTS = frozenset({"majorFont", "minorFont", "latin", "ea", "font"})
UNITS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}  # in twips
ALIGN = {"start": "left", "end": "right", "": "left", "justify": "both"}  # other names of what means the same
NOTHING = Node("")
SIZE = 10.0  # where nothing says another one
DEEPEST = 20  # styles based on each other; Word makes no more than 11
LONGEST = 1e5  # twips; nothing on paper is longer


def read(data: bytes, wanted: frozenset[str]) -> Node:
    """Return the wanted elements of a part; one that is damaged has none, as its text was read without it."""
    try:
        return tree(data, wanted)
    except SourceError:
        return Node("")


def twips(text: str | None) -> float | None:
    """Return a length in twentieths of a point; it may be written with a unit."""
    unit = UNITS.get((text or "")[-2:])
    try:
        length = float((text or "").removesuffix((text or "")[-2:])) * unit if unit else float(text or "")
    except ValueError:
        return None
    return max(-LONGEST, min(length, LONGEST)) if length == length else None


class Looks:
    """The styles, the defaults and the theme of a file."""

    def __init__(self, styles: bytes, theme: bytes) -> None:
        root = read(styles, STYLES)
        self._styles = {each.attributes.get("styleId", ""): each for each in root.all("style")}
        defaults = root.child("docDefaults") or NOTHING
        self._run = defaults.child("rPrDefault", "rPr") or NOTHING
        self._paragraph = defaults.child("pPrDefault", "pPr") or NOTHING
        standard = (id for id, each in self._styles.items() if _is_default(each))
        self._standard = next(standard, "")
        self._chains: dict[tuple[str, str], list[Node]] = {}
        self._theme = read(theme, FONTS)

    def paragraph(self, own: Node) -> list[Node]:
        """Return who has a say in the look of a paragraph, the first to be heard first."""
        return [own, *self._said(own.value("pStyle") or self._standard, "pPr"), self._paragraph]

    def look(self, own: Node, paragraph: Node) -> Look:
        """Return the look of a run, by its own properties and those of its paragraph."""
        styles = self._said(own.value("rStyle") or "", "rPr")
        chain = [own, *styles, *self._said(paragraph.value("pStyle") or self._standard, "rPr"), self._run]
        halves = twips(attribute(chain, "sz", "val"))
        return Look(self._font(chain, "eastAsia"), self._font(chain, "ascii"), halves / 2 if halves else SIZE)

    def _said(self, style: str, of: str) -> list[Node]:
        """Return what a style and those that it is based on say, the nearest first."""
        if (style, of) not in self._chains:
            above, chain = style, []
            for _ in range(DEEPEST):  # a style may be based on itself, in a damaged file
                node = self._styles.get(above, NOTHING)
                chain += [found] if (found := node.child(of)) else []
                above = node.value("basedOn") or ""
            self._chains[style, of] = chain
        return self._chains[style, of]

    def _font(self, chain: Sequence[Node], script: str) -> str | None:
        for node in chain:
            fonts = node.child("rFonts")
            if fonts:
                theme = fonts.attributes.get(f"{script}Theme")
                found = self._of_theme(theme, script) if theme else fonts.attributes.get(script)
                if found:
                    return found
        return None

    def _of_theme(self, name: str, script: str) -> str | None:
        fonts = self._theme.child("majorFont" if name.startswith("major") else "minorFont") or NOTHING
        child = fonts.child("ea" if script == "eastAsia" else "latin")
        found = child.attributes.get("typeface") if child else None
        if found or script != "eastAsia":
            return found
        hans = (each.attributes for each in fonts.all("font") if each.attributes.get("script") == "Hans")
        return next((each.get("typeface") for each in hans), None)


def characters(chain: Sequence[Node], size: float, *names: str) -> float:
    """Return an indent, by any of its names, in characters; what is said in characters goes before lengths."""
    for name in names:
        hundredths = twips(attribute(chain, "ind", f"{name}Chars"))
        if hundredths:
            return hundredths / 100
    found = next((length for name in names if (length := twips(attribute(chain, "ind", name))) is not None), 0.0)
    return found / 20 / size if size else 0.0


def attribute(chain: Sequence[Node], name: str, key: str) -> str | None:
    """Return what the first in a chain says who says anything."""
    for node in chain:
        child = node.child(name)
        if child and key in child.attributes:
            return child.attributes[key]
    return None


def _is_default(style: Node) -> bool:
    return style.attributes.get("type") == "paragraph" and style.attributes.get("default") in ("1", "true", "on")
