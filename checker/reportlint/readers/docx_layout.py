"""Find out how the text of a .docx looks on paper: its pages, and the lettering, lines and indents of its paragraphs.

This is work for those who ask: a reader keeps the parts, packed, and the places of the words in them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from reportlint.layout import Layout, Lettering, Page, Paragraph
from reportlint.readers.docx_looks import ALIGN, Looks, attribute, characters, read, twips
from reportlint.readers.docx_pages import SETTINGS, Footers, grid, page
from reportlint.readers.docx_paragraph import Piece
from reportlint.readers.docx_strips import NOTHING, Strip, Strips
from reportlint.readers.markup import Node
from reportlint.readers.package import Package
from reportlint.source import SourceError, Span, Stretch

KINDS = ("styles", "theme", "settings")
ROOMY = 1.3  # letters are no higher than this times their size


class Parts(NamedTuple):
    """The parts that tell a layout, packed: the text itself, others by their kind, footers by their id."""

    main: bytes
    others: dict[str, bytes]
    footers: dict[str, bytes]


def later(package: Package, main: str) -> Callable[[Sequence[Stretch]], Layout]:
    """Return the function that finds out the layout; it holds the parts, and can be sent to another process."""
    others, footers = {}, {}
    for each in package.relations(main):
        if each.kind in KINDS:
            others[each.kind] = _packed(package, each.target)
        elif each.kind == "footer":
            footers[each.id] = _packed(package, each.target)
    return partial(layout, Parts(_packed(package, main), others, footers), main)


def _packed(package: Package, name: str) -> bytes:
    try:
        return zlib.compress(package.read(name), 1)
    except SourceError:  # the text was read without it
        return zlib.compress(b"")


def layout(parts: Parts, main: str, stretches: Sequence[Stretch]) -> Layout:
    """Find out the layout of the text that was read from the main part."""
    others = {kind: zlib.decompress(data) for kind, data in parts.others.items()}
    looks = Looks(others.get("styles", b""), others.get("theme", b""))
    settings = read(others.get("settings", b""), SETTINGS)
    settings = next(iter(settings.all("settings")), settings)
    footers = Footers({id: zlib.decompress(data) for id, data in parts.footers.items()}, settings, looks)
    places = {s.piece.start: s for s in stretches if isinstance(s.piece, Piece) and s.piece.part == main}
    strips = Strips(zlib.decompress(parts.main))
    pages: list[Page] = []
    paragraphs: list[Paragraph] = []
    first = 0
    for last, section in [*strips.sections, (len(strips.strips), NOTHING)]:
        own = [_paragraph(strip, grid(section), places, looks) for strip in strips.strips[first:last]]
        found = [each for each in own if each]
        if found:
            pages.append(page(section, Span(found[0].span.start, found[-1].span.end), settings, footers))
        else:
            footers.numbers(section)  # the next section may go on with them
        paragraphs += found
        first = last
    return Layout(tuple(pages), tuple(sorted(paragraphs, key=lambda each: each.span)))


def _paragraph(strip: Strip, grid: float | None, places: dict[int, Stretch], looks: Looks) -> Paragraph | None:
    if strip.inner or not "".join(text for _, text, _ in strip.words).strip():
        return None
    letterings = tuple(
        Lettering(places[at].start, places[at].end, looks.look(run, strip.properties))
        for at, _, run in strip.words
        if at in places
    )
    if not letterings:
        return None
    chain = looks.paragraph(strip.properties)
    size = max(each.look.size for each in letterings)
    align = attribute(chain, "jc", "val") or ""
    return Paragraph(
        letterings, _pitch(chain, grid, size), _indent(chain, letterings[0].look.size), ALIGN.get(align, align)
    )


def _pitch(chain: Sequence[Node], grid: float | None, size: float) -> float | None:
    """Return the pitch of the lines: exact, or that of the grid where one line of it is enough for the letters."""
    line = twips(attribute(chain, "spacing", "line"))
    rule = attribute(chain, "spacing", "lineRule") or "auto"
    if line and rule == "exact":
        return line / 20
    on_grid = next((each.on("snapToGrid") for each in chain if each.child("snapToGrid")), True)
    if rule == "auto" and grid and on_grid and size * ROOMY <= grid:
        return grid * (line or 240) / 240
    return None


def _indent(chain: Sequence[Node], size: float) -> float:
    """Return how many characters the first line begins behind the margin."""
    hanging = characters(chain, size, "hanging")
    return characters(chain, size, "left", "start") + (-hanging if hanging else characters(chain, size, "firstLine"))
