"""Add notes to pages of a .pdf by what its format calls an incremental update: all old bytes stay, and more follow.

pypdf reads the objects and writes them; its own update would leave the properties of the file out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from itertools import count
from struct import pack
from typing import Any

from reportlint.pattern import lazy
from reportlint.writing import WriteError

TABLE = lazy(rb"\s*xref\b")
STREAM = lazy(rb"\s*\d+\s+\d+\s+obj\b")
START = lazy(rb"startxref\s+(\d{1,10})\s+%%EOF")
Places = dict[tuple[int, int], int]  # by number and generation of an object
KEPT = ("/Root", "/Info", "/ID")  # what the end of a file tells of it, beside its table

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # else it tells standard error what damage it mends


class Increment:
    """The objects that come behind the bytes of a file."""

    def __init__(self, data: bytes) -> None:
        try:
            from pypdf import PdfReader, generic
        except ImportError:
            raise WriteError("no-annotator") from None
        self._data, self._generic = data, generic
        starts = START.findall(data)
        self._start = int(starts[-1]) if starts else len(data)
        with _refusing():
            self._file = PdfReader(BytesIO(data))
            trailer: Any = self._file.trailer
            known = [int(trailer["/Size"]), *self._file.xref_objStm]
            known += [number for table in self._file.xref.values() for number in table]
            self._pages = [page.indirect_reference for page in self._file.pages]
        self._numbers = count(max(known) + 1)
        self._objects: dict[tuple[int, int], Any] = {}

    def add(self, page: int, note: dict[str, Any]) -> None:
        """Add a highlight to a page, counted from 1: texts, figures and lists of figures by their names."""
        made = self._generic.DictionaryObject()
        names = self._generic.NameObject
        with _refusing():
            home = self._pages[page - 1]
            for name, value in {"/Type": names("/Annot"), "/Subtype": names("/Highlight"), "/P": home}.items():
                made[names(name)] = value
            for name, value in note.items():
                made[names(f"/{name}")] = self._object(value)
            number = next(self._numbers)
            self._objects[number, 0] = made
            self._notes(home).append(self._generic.IndirectObject(number, 0, self._file))

    def _notes(self, page: Any) -> Any:
        """Return the list of notes of a page, which is a part of its object, or an object of its own."""
        holder = self._taken(page)
        notes = holder.raw_get("/Annots") if "/Annots" in holder else None
        if isinstance(notes, self._generic.IndirectObject):
            listed = notes.get_object()
            notes = self._taken(notes) if isinstance(listed, self._generic.ArrayObject) else None
        if not isinstance(notes, self._generic.ArrayObject):  # none yet, or what no reader takes for a list
            notes = self._generic.ArrayObject()
            holder[self._generic.NameObject("/Annots")] = notes
        return notes

    def _taken(self, reference: Any) -> Any:
        """Return an object of the file, which will be written anew."""
        key = reference.idnum, reference.generation
        return self._objects.setdefault(key, reference.get_object())

    def _object(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._generic.TextStringObject(value)
        if isinstance(value, Sequence):
            return self._generic.ArrayObject(map(self._object, value))
        return self._generic.FloatObject(value)

    def written(self) -> bytes:
        """Return the bytes of the file with all that was added; raises WriteError."""
        out = BytesIO()
        out.write(self._data if self._data.endswith((b"\n", b"\r")) else self._data + b"\n")
        places = {}
        with _refusing():
            for (number, generation), value in sorted(self._objects.items(), key=lambda each: each[0]):
                places[number, generation] = out.tell()
                _write(out, number, generation, value)
            if TABLE.match(self._data, self._start):
                self._table(out, places)
            elif STREAM.match(self._data, self._start):
                self._stream(out, places)
            else:  # the end of the file tells of a place where nothing is: who adds to that cannot know what will be read
                raise WriteError("no-place")
        return out.getvalue()

    def _table(self, out: BytesIO, places: Places) -> None:
        """Write where the objects are as the first versions of the format did."""
        start = out.tell()
        out.write(b"xref\n")
        for (number, generation), place in places.items():
            out.write(b"%d 1\n%010d %05d n \n" % (number, place, generation))
        out.write(b"trailer\n")
        self._end(out.getvalue(), next(self._numbers)).write_to_stream(out)
        out.write(b"\nstartxref\n%d\n%%%%EOF\n" % start)

    def _stream(self, out: BytesIO, places: Places) -> None:
        """Write where the objects are as files do that have packed objects."""
        start, own = out.tell(), next(self._numbers)
        stream = self._generic.StreamObject()
        stream.update(self._end(out.getvalue(), own + 1))
        all = {**places, (own, 0): start}
        names = self._generic.NameObject
        stream[names("/Type")] = names("/XRef")
        stream[names("/W")] = self._counts([1, 4, 2])
        stream[names("/Index")] = self._counts([figure for number, _ in all for figure in (number, 1)])
        stream.set_data(b"".join(pack(">BIH", 1, place, generation) for (_, generation), place in all.items()))
        _write(out, own, 0, stream)
        out.write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _end(self, written: bytes, size: int) -> Any:
        """Return what the end of the file tells; the second half of its name is made of what it holds."""
        names = self._generic.NameObject
        trailer: Any = self._file.trailer
        end = self._generic.DictionaryObject()
        for name in KEPT:
            if name in trailer:
                end[names(name)] = trailer.raw_get(name)
        if "/ID" in end:
            first = trailer["/ID"][0]
            end[names("/ID")] = self._generic.ArrayObject(
                [first, self._generic.ByteStringObject(sha256(written).digest()[:16])]
            )
        end[names("/Size")], end[names("/Prev")] = self._counts([size, self._start])
        return end

    def _counts(self, values: Iterable[int]) -> Any:
        return self._generic.ArrayObject(map(self._generic.NumberObject, values))


def _write(out: BytesIO, number: int, generation: int, value: Any) -> None:
    out.write(b"%d %d obj\n" % (number, generation))
    value.write_to_stream(out)
    out.write(b"\nendobj\n")


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse a file in which something is not what it should be: a library meets that in more ways than it names."""
    try:
        yield
    except (WriteError, MemoryError):
        raise
    except Exception as error:
        raise WriteError("no-place") from error
