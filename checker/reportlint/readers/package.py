"""Open a package of parts (a .zip as office programs make it): bounded in size, and without following anything outward."""

from __future__ import annotations

import posixpath
import struct
import zlib
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reportlint.readers.markup import tree
from reportlint.source import SourceError

PART = 100 << 20  # bytes that one part may unpack to
WHOLE = 200 << 20  # and all that are read of a package
RATIO = 400  # times that a part may grow, from SMALL bytes on: XML shrinks to a fiftieth, rarely to a hundredth
SMALL = 4 << 20
BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Relation(NamedTuple):
    """A tie from one part of a package to another: its id, the last word of its type, and the name of the other part."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of a package, by name; names differ by more than case."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
        except BROKEN as error:
            raise SourceError("damaged") from error
        self.entries = {each.filename.replace("\\", "/").lower(): each for each in self._zip.infolist()}
        self._left = WHOLE

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.entries

    def read(self, name: str) -> bytes:
        """Unpack a part; one that is not there is empty. Raises SourceError."""
        entry = self.entries.get(name.lower())
        if entry is None:
            return b""
        if entry.flag_bits & 1:
            raise SourceError("encrypted")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # no office program uses others
            raise SourceError("damaged")
        data = self._unpacked(entry)
        self._left -= len(data)
        if len(data) > SMALL and len(data) > RATIO * max(1, entry.compress_size):
            raise SourceError("too-big")
        return data

    def _unpacked(self, entry: ZipInfo) -> bytes:
        limit = min(PART, self._left)
        try:
            with self._zip.open(entry) as file:
                data = file.read(limit + 1)
        except BROKEN as error:
            raise SourceError("damaged") from error
        if len(data) > limit:
            raise SourceError("too-big")
        return data

    def relations(self, part: str) -> list[Relation]:
        """Return the ties of a part (of the package itself for "") to other parts; those that lead out are left out."""
        found = []
        for each in tree(self.read(relations_of(part)), {"Relationship"}).children:
            target = each.attributes.get("Target", "")
            if target and each.attributes.get("TargetMode") != "External":
                path = posixpath.join("/", posixpath.dirname(part), target)
                kind = each.attributes.get("Type", "").rpartition("/")[2]
                found.append(Relation(each.attributes.get("Id", ""), kind, posixpath.normpath(path).lstrip("/")))
        return found

    def related(self, part: str, kind: str) -> str:
        """Return the name of the part that another one is tied to in a way, empty where there is none."""
        return next((each.target for each in self.relations(part) if each.kind == kind and each.target in self), "")


def relations_of(part: str) -> str:
    """Return the name of the part that holds the ties of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """Return a package with some parts replaced or added, all others as they were; raises SourceError."""
    package = Package(data)
    packed = BytesIO()
    changed = {name.lower(): content for name, content in changed.items()} | {}
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name, entry in package.entries.items():
            file.writestr(entry, changed.pop(name) if name in changed else package.read(name))
        for name, content in changed.items():
            new = ZipInfo(name)  # with the date that .zip begins with, so that the same comes of the same
            new.compress_type = ZIP_DEFLATED
            file.writestr(new, content)
    return packed.getvalue()
