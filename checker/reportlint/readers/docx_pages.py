"""Read the pages of a .docx: their size and margins by section, and the line of the footer that has their number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportlint.layout import MM, Page, PageNumber
from reportlint.readers.docx_looks import Looks, twips
from reportlint.readers.docx_strips import NOTHING, Strips
from reportlint.readers.markup import Node
from reportlint.source import SourceError, Span

SETTINGS = frozenset({"evenAndOddHeaders", "gutterAtTop"})
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
                text = "".join(text for _, text, _ in strip.words).strip(EDGES)
                return PageNumber(text, self._looks.look(number, strip.properties))
        return None


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
    )


def grid(section: Node) -> float | None:
    """Return the pitch of the grid that lines are set on, in points; None where there is none."""
    found = section.child("docGrid") or NOTHING
    pitch = twips(found.attributes.get("linePitch"))
    return pitch / 20 if pitch and found.attributes.get("type", "default") != "default" else None


def _lengths(node: Node | None) -> Callable[[str, float], float]:
    def length(name: str, default: float) -> float:
        found = twips(node.attributes.get(name)) if node else None
        return (default if found is None else found) / 20 * MM

    return length
