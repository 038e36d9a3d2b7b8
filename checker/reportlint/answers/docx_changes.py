"""Write edits into a .docx as tracked changes, which a person accepts or rejects in Word, or as if they had been typed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import count
from typing import NamedTuple

from reportlint.answers.docx_parts import free_id, quoted, spliceable, spliced, verified
from reportlint.answers.docx_runs import Cut, Found, Run, content, runs, whole
from reportlint.diagnostic import Edit, Fix
from reportlint.linter import apply
from reportlint.pattern import lazy
from reportlint.readers.package import Package, repacked
from reportlint.source import Source, Span, Stretch

ID = lazy(rb"(\bid\s*=\s*[\"'])\d+([\"'])")
LONGEST = 400  # characters of an edit that is made in its smallest parts


class Changed(NamedTuple):
    """The bytes of a file with edits made, and the edits that could not be made."""

    data: bytes
    left_out: list[Edit]


class _Change(NamedTuple):
    """What is done to the words of one element of a run: those between two characters go, others come."""

    found: Found
    start: int
    end: int
    text: str


def changed(data: bytes, source: Source, edits: Sequence[Edit], *, accept: bool) -> Changed:
    """Return a .docx with edits as tracked changes, or with ``accept`` made at once; raises SourceError, WriteError.

    What nobody typed cannot be edited, nor are changes tracked within what somebody moved. What somebody inserted is parted
    round what comes, and what goes is marked within it, as Word does.
    """
    package = Package(data)
    pieces = [each for each in (source.origin.stretches if source.origin else ()) if each.piece]
    parts = {part: spliceable(package.read(part)) for part in {each.piece.part for each in pieces}}
    known = {part: runs(each) for part, each in parts.items()}
    made: dict[str, dict[int, list[_Change]]] = {part: defaultdict(list) for part in parts}
    done: list[Edit] = []
    left_out: list[Edit] = []
    for edit in edits:
        changes = _placed(edit, source.text, pieces, known, accept)
        (left_out if changes is None else done).append(edit)
        for part, change in changes or ():
            made[part][change.found.run.start].append(change)
    if not done:
        return Changed(data, left_out)
    numbers = count(free_id(*parts.values()))
    new = {
        part: spliced(parts[part], [_run(parts[part], each, numbers, accept) for each in by_run.values()])
        for part, by_run in made.items()
        if by_run
    }
    return Changed(verified(repacked(data, new), apply(source.text, [Fix((each,)) for each in done])), left_out)


def _placed(
    edit: Edit, text: str, pieces: Sequence[Stretch], known: dict[str, dict[int, Found]], accept: bool
) -> list[tuple[str, _Change]] | None:
    """Return what an edit does to each element that it touches; None where it cannot be made."""
    changes: list[tuple[str, _Change]] = []
    for span, new in _smallest(edit, text):
        touched = _touched(pieces, span)
        covered = sum(min(each.end, span.end) - max(each.start, span.start) for each in touched)
        if not touched or covered != span.end - span.start or any(sign < " " for sign in new):
            return None
        for at, each in enumerate(touched):
            found = known[each.piece.part].get(each.piece.start)
            if found is None or found.run.holds or (found.run.tracked and not accept and not found.run.inserted):
                return None
            start, end = max(each.start, span.start) - each.start, min(each.end, span.end) - each.start
            changes.append((each.piece.part, _Change(found, start, end, "" if at else new)))
    return changes


def _smallest(edit: Edit, text: str) -> Iterator[Edit]:
    """Part an edit so that what stays the same is not touched, and keeps the format that it has."""
    old = text[edit.span.start : edit.span.end]
    if len(old) + len(edit.text) > LONGEST:
        yield edit
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, edit.text, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Edit(Span(edit.span.start + a, edit.span.start + b), edit.text[c:d])


def _touched(pieces: Sequence[Stretch], span: Span) -> Sequence[Stretch]:
    """Return the pieces with characters of a span; for a place between characters the one before it, else the one behind."""
    if span.start < span.end:
        first = bisect_right(pieces, span.start, key=lambda piece: piece.end)
        return pieces[first : bisect_left(pieces, span.end, key=lambda piece: piece.start)]
    first = bisect_left(pieces, span.start, key=lambda piece: piece.end)
    return pieces[first : first + 1] if first < len(pieces) and pieces[first].start <= span.start else []


def _run(data: bytes, changes: list[_Change], numbers: Iterator[int], accept: bool) -> tuple[int, int, bytes]:
    run = changes[0].found.run
    changes.sort(key=lambda change: (change.found.child, change.start, change.end))
    done = []
    before = Cut(0, 0)
    for change in changes:
        start, end = (Cut(change.found.child, at) for at in (change.start, change.end))
        done.append(_piece(run, content(data, run, before, start), accept))
        if accept:
            done.append(_text(run, change.text, b"t"))
        else:
            done += _tracked(run, content(data, run, start, end, b"delText"), change.text, numbers)
        before = end
    done.append(_piece(run, content(data, run, before, Cut(len(run.children), 0)), accept))
    joined = b"".join(done)
    return run.start, run.end, whole(run, joined) if accept else joined


def _piece(run: Run, content: bytes, accept: bool) -> bytes:
    return content if accept else whole(run, content)


def _text(run: Run, text: str, name: bytes) -> bytes:
    name = run.prefix + name
    return b'<%s xml:space="preserve">%s</%s>' % (name, quoted(text), name) if text else b""


def _tracked(run: Run, old: bytes, new: str, numbers: Iterator[int]) -> Iterator[bytes]:
    for name, inner in ((b"del", old), (b"ins", _text(run, new, b"t"))):
        if inner:
            own, prefix = run.prefix + name, run.prefix or b"w:"
            head = b'<%s %sid="%d" %sauthor="reportlint">' % (own, prefix, next(numbers), prefix)
            change = b"%s%s</%s>" % (head, whole(run, inner), own)
            if run.inserted and name == b"ins":
                again = ID.sub(lambda match: b"%s%d%s" % (match[1], next(numbers), match[2]), run.inserted)
                change = b"</%s>%s%s" % (own, change, again)
            yield change
