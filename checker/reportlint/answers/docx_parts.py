"""Add to the parts of a .docx: elements at their end, ties to new parts, numbers that are not taken."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from reportlint.pattern import lazy
from reportlint.readers.markup import parse, reader
from reportlint.source import SourceError
from reportlint.writing import WriteError

DECLARED = lazy(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
ID = lazy(rb"\bid\s*=\s*[\"'](\d{1,9})[\"']")
UNWRITABLE = lazy("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ROOT = lazy(rb"<([^\s/>]+)")


def quoted(text: str) -> bytes:
    """Return a text as it may stand between tags; what XML does not allow is shown as its code."""
    return escape(UNWRITABLE.sub(lambda match: f"<{ord(match[0]):02X}>", text)).encode()


def spliceable(data: bytes) -> bytes:
    """Return a part again, if UTF-8 may be written into it; raises WriteError."""
    declared = DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (declared and declared[1].lower() not in (b"utf-8", b"utf8")):
        raise WriteError("encoding")
    return data


def free_id(*parts: bytes) -> int:
    """Return a number from which on nothing in some parts is numbered."""
    return 1 + max((int(match[1]) for part in parts for match in ID.finditer(part)), default=0)


def spliced(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """Return bytes with some ranges replaced that do not overlap."""
    done, end = [], 0
    for start, stop, new in sorted(changes, key=lambda change: change[:2]):
        done += [data[end:start], new]
        end = stop
    return b"".join([*done, data[end:]])


def appended(data: bytes, addition: Callable[[bytes], bytes]) -> bytes:
    """Return a part with elements added at the end of its root; they are made for the prefix that its names have."""
    starts: list[int] = []
    ends: list[int] = []
    parser = reader()
    parser.StartElementHandler = lambda *_: starts.append(parser.CurrentByteIndex)
    parser.EndElementHandler = lambda _: ends.append(parser.CurrentByteIndex)
    parse(parser, spliceable(data))
    root = ROOT.match(data, starts[0])
    assert root is not None
    name, _, local = root[1].rpartition(b":")
    own = addition(name + b":" if local and name else b"")
    end = ends[-1]
    if data[end : end + 2] == b"</":
        return data[:end] + own + data[end:]
    return data[: data.rindex(b"/>", 0, end)] + b">" + own + b"</" + root[1] + b">" + data[end:]


def verified(data: bytes, text: str) -> bytes:
    """Return the bytes of a .docx again, if they are read as a text; raises WriteError for a file of unforeseen make."""
    from reportlint.readers.docx import read

    try:
        if read("", data, None).text == text:
            return data
    except SourceError as error:
        raise WriteError("no-place") from error
    raise WriteError("no-place")
