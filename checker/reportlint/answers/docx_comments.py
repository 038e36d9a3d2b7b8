"""Write findings into a .docx as comments of Word, each at the very words that it is about."""

from __future__ import annotations

import posixpath
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlint.answers.docx_parts import appended, free_id, quoted, spliceable, spliced, verified
from reportlint.answers.docx_runs import Cut, Found, Run, content, runs, whole
from reportlint.answers.words import AUTHOR, said
from reportlint.diagnostic import Diagnostic
from reportlint.linter import Outcome
from reportlint.readers.docx import MAIN
from reportlint.readers.docx_paragraph import Piece
from reportlint.readers.docx_walk import SPACES
from reportlint.readers.package import Package, relations_of, repacked
from reportlint.source import Span, Stretch
from reportlint.writing import WriteError

TYPES = "[Content_Types].xml"
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
NEW = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="%s">%s</w:comments>'
TIES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
)


def annotated(data: bytes, outcome: Outcome, language: str) -> bytes:
    """Return the bytes of a .docx with a comment for each finding that counts; raises SourceError, WriteError."""
    if not outcome.diagnostics:
        return data
    package = Package(data)
    main = package.related("", "officeDocument") or MAIN
    part = package.related(main, "comments")
    old = package.read(part) if part else b""
    first = free_id(package.read(main), old)

    def written(prefix: bytes) -> bytes:
        return b"".join(_comment(prefix, id, each, language) for id, each in enumerate(outcome.diagnostics, first))

    changed = _marked(package, outcome, first)
    changed |= {part: appended(old, written)} if part else _new_part(package, main, written(b"w:"))
    return verified(repacked(data, changed), outcome.source.text)


def _marked(package: Package, outcome: Outcome, first: int) -> dict[str, bytes]:
    """Return the parts that hold the words, with the marks of the comments."""
    origin = outcome.source.origin
    pieces = [each for each in (origin.stretches if origin else ()) if each.piece]
    if not pieces:
        raise WriteError("no-place")
    parts = {part: spliceable(package.read(part)) for part in {each.piece.part for each in pieces}}
    known = {part: runs(data) for part, data in parts.items()}
    marks: dict[str, dict[int, _Marked]] = {part: {} for part in parts}
    for at, each in enumerate(outcome.diagnostics, first):
        for (stretch, offset), order in zip(_ends(pieces, each.problem.span), (1, 0), strict=True):
            run, cut = _place(known, stretch, offset)
            own = marks[stretch.piece.part].setdefault(run.start, _Marked(run, []))
            own.marks.append((cut, order, _mark(run.prefix, at, order)))
    return {
        part: spliced(parts[part], [change for each in runs.values() for change in _changes(parts[part], each)])
        for part, runs in marks.items()
        if runs
    }


class _Marked(NamedTuple):
    """A run, and what comes into it: where, ends before beginnings, and the bytes."""

    run: Run
    marks: list[tuple[Cut, int, bytes]]


def _mark(prefix: bytes, id: int, begins: int) -> bytes:
    name = b'%sid="%d"' % (prefix or b"w:", id)
    if begins:
        return b"<%scommentRangeStart %s/>" % (prefix, name)
    reference = b"<%sr><%scommentReference %s/></%sr>" % (prefix, prefix, name, prefix)
    return b"<%scommentRangeEnd %s/>" % (prefix, name) + reference


def _ends(pieces: Sequence[Stretch], span: Span) -> tuple[tuple[Stretch, int], tuple[Stretch, int]]:
    """Return the pieces in which a finding begins and ends, with the offsets there.

    One that is about a place between characters, or about a number that Word makes, hangs on the words beside it.
    """
    start, end = span
    if start == end:
        before = bisect_left(pieces, start, key=lambda piece: piece.end)
        inside = before < len(pieces) and pieces[before].start < start
        start, end = (start - 1, end) if inside else (start, end + 1)
    first = bisect_right(pieces, start, key=lambda piece: piece.end)
    last = bisect_left(pieces, end, key=lambda piece: piece.start) - 1
    if first > last:  # no words in it: those that follow, else those before
        near = pieces[min(first, len(pieces) - 1)]
        return (near, near.start), (near, near.end)
    a, b = pieces[first], pieces[last]
    if a.piece.part != b.piece.part:
        return (a, max(a.start, start)), (a, a.end)
    return (a, max(a.start, start)), (b, min(b.end, end))


def _place(known: dict[str, dict[int, Found]], stretch: Stretch, offset: int) -> tuple[Run, Cut]:
    piece: Piece = stretch.piece
    found = known[piece.part].get(piece.start)
    if found is None:  # the bytes are not those that were read
        raise WriteError("changed")
    return found.run, Cut(found.child, offset - stretch.start)


def _changes(data: bytes, marked: _Marked) -> Iterator[tuple[int, int, bytes]]:
    """Yield what becomes of a run: it is cut where something comes between its words, if it can be."""
    run, marks = marked
    if run.holds:
        for order, at in ((1, run.start), (0, run.end)):
            yield at, at, b"".join(mark for _, each, mark in marks if each == order)
        return
    done = []
    before = Cut(0, 0)
    for cut, _, mark in sorted(_at_edges(run, marks), key=lambda each: each[:2]):
        done += [whole(run, content(data, run, before, cut)), mark]
        before = cut
    done.append(whole(run, content(data, run, before, Cut(len(run.children), 0))))
    yield run.start, run.end, b"".join(done)


def _at_edges(run: Run, inserts: list[tuple[Cut, int, bytes]]) -> Iterator[tuple[Cut, int, bytes]]:
    """Give one name to places that are the same: behind one element is before the next one, at the edges outside of all."""
    for cut, order, mark in inserts:
        child, character = cut
        if character == len(run.children[child].text or ""):
            child, character = child + 1, 0
        if not character and all(each.text is None for each in run.children[child:]):
            child = len(run.children)
        elif not character and all(each.text is None for each in run.children[:child]):
            child = 0
        yield Cut(child, character), order, mark


def _comment(prefix: bytes, id: int, d: Diagnostic, language: str) -> bytes:
    paragraph = b'<%sp><%sr><%st xml:space="preserve">%s</%st></%sr></%sp>'
    p = prefix
    words = b"".join(paragraph % (p, p, p, quoted(each), p, p, p) for each in said(d, language))
    a = prefix or b"w:"  # attributes have no namespace unless they say so
    who = b'%sid="%d" %sauthor="%s" %sinitials="rl"' % (
        a,
        id,
        a,
        AUTHOR.encode(),
        a,
    )  # and no date: the same comes of the same
    return b"<%scomment %s>%s</%scomment>" % (p, who, words, p)


def _new_part(package: Package, main: str, comments: bytes) -> dict[str, bytes]:
    """Return the parts that make comments known, and the one that holds them."""
    strict = SPACES[1].encode() in package.read(main)
    folder = posixpath.dirname(main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(package.entries) + 1))
    part = next(name for name in names if name not in package)
    ties = relations_of(main)
    old = package.read(ties) or b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    target = posixpath.basename(part).encode()
    tie = b'Relationship Id="reportlint%d" Type="%s" Target="%s"/>' % (
        old.count(b"Relationship "),
        TIES[strict].encode(),
        target,
    )
    kind = b'Override PartName="/%s" ContentType="%s"/>' % (part.encode(), COMMENTS.encode())
    return {
        part: NEW % (SPACES[strict].encode(), comments),
        ties: appended(old, lambda prefix: b"<%s%s" % (prefix, tie)),
        TYPES: appended(package.read(TYPES), lambda prefix: b"<%s%s" % (prefix, kind)),
    }
