"""Read the pages of a .docx: their size and margins by section, and the line of the footer that has their number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reportlint.layout import MM, Look, Page, PageNumber
from reportlint.readers.docx_looks import ALIGN, Looks, attribute, characters, twips
from reportlint.readers.docx_strips import NOTHING, Strip, Strips
from reportlint.readers.markup import Node
from reportlint.source import SourceError, Span

SETTINGS = frozenset({"evenAndOddHeaders", "gutterAtTop"})
SIDES = ("left", "right", "center", "outside", "inside")
PARTS = 4096  # of a point, in which a grid tells what it adds
EDGES = " \t\r\n\u3000\xa0"


class Footers:
    """The footers of a file: which section has which, as one that names none has those before it."""

    def __init__(self, parts: Mapping[str, bytes], settings: Node, looks: Looks) -> None:
        self._parts, self._looks = parts, looks
        self._kinds = ("default", "even") if settings.on("evenAndOddHeaders") else ("default",)
        self._named: dict[str, str] = {}
        self._read: dict[str, PageNumber | None] = {}  # by the id of the footer, as sections share them

    def numbers(self, section: Node) -> tuple[PageNumber | None, ...]:
        """Return how the pages of a section are numbered."""
        for each in section.all("footerReference"):
            self._named[each.attributes.get("type", "default")] = each.attributes.get("id", "")
        return tuple(self._number(self._named.get(kind, "")) for kind in self._kinds)

    def _number(self, id: str) -> PageNumber | None:
        if id not in self._read:
            self._read[id] = self._found(self._parts.get(id, b""))
        return self._read[id]

    def _found(self, data: bytes) -> PageNumber | None:
        try:
            strips = Strips(data).strips if data else []
        except SourceError:  # damaged
            return None
        for strip in strips:
            number = next((run for at, _, run in strip.words if at < 0), None)
            if number:
                return _number(
                    strip, self._looks.look(number, strip.properties), self._looks.paragraph(strip.properties)
                )
        return None


def _number(strip: Strip, look: Look, chain: Sequence[Node]) -> PageNumber:
    """Return the number of the page with its place: in its paragraph, or in a frame that stands at a side."""
    text = "".join(text for _, text, _ in strip.words)
    own = text.strip(EDGES)
    before, behind = text.split(own, 1) if own else ("", "")
    left = characters(chain, look.size, "left", "start") + characters(chain, look.size, "firstLine") + _wide(before)
    right = characters(chain, look.size, "right", "end") + _wide(behind)
    return PageNumber(own, look, _side(strip, chain), left, right)


def _side(strip: Strip, chain: Sequence[Node]) -> str | None:
    """Return at which side the words of a footer stand; None where a box, a table or tabulators say it."""
    if strip.inner or strip.tabbed:
        return None
    align = attribute(chain, "jc", "val") or ""
    if any(each.child("framePr") for each in chain):
        align = attribute(chain, "framePr", "xAlign") or "unknown"
    side = {"both": "left"}.get(ALIGN.get(align, align), ALIGN.get(align, align))
    return side if side in SIDES else None


def _wide(blanks: str) -> float:
    return sum(1.0 if sign == "\u3000" else 0.5 for sign in blanks)


def page(section: Node, span: Span, settings: Node, footers: Footers) -> Page:
    """Return the pages of a section; what it does not say is as in Word."""
    size, margin = _lengths(section.child("pgSz")), _lengths(section.child("pgMar"))
    gutter, on_top = margin("gutter", 0), bool(settings.on("gutterAtTop"))
    return Page(
        span=span,
        width=size("w", 12240),
        height=size("h", 15840),
        top=abs(margin("top", 1440)) + (gutter if on_top else 0),
        bottom=abs(margin("bottom", 1440)),
        left=margin("left", 1800) + (0 if on_top else gutter),
        right=margin("right", 1800),
        numbers=footers.numbers(section),
        spacing=_spacing(section),
    )


def grid(section: Node) -> float | None:
    """Return the pitch of the grid that lines are set on, in points; None where there is none."""
    found = section.child("docGrid") or NOTHING
    pitch = twips(found.attributes.get("linePitch"))
    return pitch / 20 if pitch and found.attributes.get("type", "default") != "default" else None


def _spacing(section: Node) -> float | None:
    """Return how many points a grid adds to each character; None where it has fields that characters are set into."""
    found = section.child("docGrid") or NOTHING
    kind = found.attributes.get("type", "default")
    if kind == "snapToChars":
        return None
    parts = twips(found.attributes.get("charSpace")) or 0.0
    return parts / PARTS if kind == "linesAndChars" else 0.0


def _lengths(node: Node | None) -> Callable[[str, float], float]:
    def length(name: str, default: float) -> float:
        found = twips(node.attributes.get(name)) if node else None
        return (default if found is None else found) / 20 * MM

    return length
