"""Find what a .docx holds beside its text and a reader of the report should not see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportlint.readers.docx_walk import FAILED, Walk
from reportlint.readers.markup import tree
from reportlint.readers.package import Package
from reportlint.source import Leftover, Span

LONGEST = 40  # characters of a name
PROPERTIES = {  # by kind of leftover: the part's tie to the package, and the name of the property
    "author": ("core-properties", "creator"),
    "last-author": ("core-properties", "lastModifiedBy"),
    "company": ("extended-properties", "Company"),
}


class Anchors(NamedTuple):
    """A walk, the offsets in the text where its paragraphs begin, and the one where it ends."""

    walk: Walk
    starts: dict[int, int]
    end: int

    def offset(self, place: tuple[int, int]) -> int:
        """Return the offset of a paragraph and a character in it."""
        return min(self.starts.get(place[0], self.end) + place[1], self.end)


def leftovers(package: Package, main: str, text: str, anchors: Sequence[Anchors]) -> list[Leftover]:
    """Return all leftovers in reading order."""
    found = [*_marks(anchors), *_comments(package, main, text, anchors), *_authors(package)]
    found += [Leftover("failed-field", Span(*_to_end(text, match.start()))) for match in FAILED.finditer(text)]
    return sorted(_merged(found, text), key=lambda each: (each.span, each.kind))


def around(walks: Iterable[tuple[str, Walk]]) -> list[Leftover]:
    """Return what is left over in headers and footers, each kind once, at the beginning of the text, which they go round."""
    found: dict[Leftover, None] = {}
    for where, walk in walks:
        for paragraph in walk.paragraphs:
            text = "".join(said for said, _ in paragraph.parts)
            kinds = [(mark.kind, str(mark.size) if mark.size else _short(mark.detail)) for mark in paragraph.marks]
            kinds += [("failed-field", "")] * bool(FAILED.search(text))
            found |= {Leftover(kind, Span(0, 0), detail, where): None for kind, detail in kinds}
    return list(found)


def _to_end(text: str, start: int) -> tuple[int, int]:
    """Return the message of a field that failed, to its full stop or the end of its line."""
    line = text[start : start + LONGEST].partition("\n")[0]
    ends = [at for stop in "。." if (at := line.find(stop)) > 0]
    return start, start + (min(ends) + 1 if ends else len(line))


def _marks(anchors: Iterable[Anchors]) -> Iterator[Leftover]:
    for each in anchors:
        for paragraph in each.walk.paragraphs:
            for kind, start, end, detail, size in paragraph.marks:
                span = Span(each.offset((paragraph.index, start)), each.offset((paragraph.index, end)))
                yield Leftover(kind, span, str(size) if size else _short(detail))


def _merged(found: Iterable[Leftover], text: str) -> Iterator[Leftover]:
    """Make one of what goes on over the end of a line."""
    last: dict[tuple[str, str], Leftover] = {}
    for each in found:
        key = each.kind, each.detail
        before = last.get(key)
        apart = each.span.start == each.span.end or each.kind not in ("tracked-insertion", "highlight")
        if apart or before is None or text[before.span.end : each.span.start].strip():
            if before is not None:
                yield before
            last[key] = each
        else:
            last[key] = before._replace(span=Span(before.span.start, each.span.end))
    yield from last.values()


def _comments(package: Package, main: str, text: str, anchors: Sequence[Anchors]) -> Iterator[Leftover]:
    """Yield the comments there are; one that hangs nowhere stands at the beginning."""
    places = {id: (each.offset(a), each.offset(b)) for each in anchors for id, (a, b) in each.walk.comments.items()}
    for node in tree(package.read(package.related(main, "comments")), {"comment"}).children:
        start, end = places.get(node.attributes.get("id", ""), (0, 0))
        end -= len(text[start:end]) - len(text[start:end].rstrip("\n"))
        yield Leftover("comment", Span(start, max(start, end)), _short(node.attributes.get("author", "")))


def _authors(package: Package) -> Iterator[Leftover]:
    """Yield who wrote the file, who changed it last and for which body, as far as it says so."""
    from reportlint.readers.docx_properties import properties

    for kind, (part, key) in PROPERTIES.items():
        if name := properties(package.read(package.related("", part))).get(key):
            yield Leftover(kind, Span(0, 0), _short(name))


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
