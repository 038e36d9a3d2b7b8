"""Readers: each makes a ``Source`` of a file in one format, and nothing behind them knows the format.

A reader is a function ``read(name, data, encoding) -> Source``; it raises SourceError. It is imported when it is needed.
"""

from __future__ import annotations

import re
from importlib import import_module

from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Source, SourceError

READERS = {  # by format: module:function
    "txt": "text:read",
    "md": "md:read",
    "docx": "docx:read",
    "html": "html:read",
    "ofd": "ofd:read",
    "pdf": "pdf:read",
    "doc": "converted:read",
    "wps": "converted:read",
    "rtf": "converted:read",
}
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PARTS = {b"word/document.xml": "docx", b"OFD.xml": "ofd"}  # names in the directory of a .zip that tell what it is
PAGE = lazy(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
ENDINGS = {".md": "md", ".markdown": "md", ".htm": "html", ".html": "html"}
HEAD = 1024  # bytes that tell a format


def read(name: str, data: bytes, encoding: str | None = None, format: str | None = None) -> Source:
    """Read a report in any format; raises SourceError. ``format`` names it where its content is not to tell."""
    found = format or format_of(name, data)
    if found not in READERS:
        raise SourceError("office", Message(f"格式：{found}", f"format: {found}"))
    module, _, function = READERS[found].partition(":")
    source: Source = getattr(import_module(f"{__name__}.{module}"), function)(name, data, encoding)
    return source


def format_of(name: str, data: bytes) -> str:
    """Tell the format of a file by its content, and only among formats of plain text by the end of its name."""
    ending = name[name.rfind(".") :].lower()
    if data.startswith(OLE2):
        return "wps" if ending == ".wps" else "doc"
    if data.startswith(ZIP):
        return next((format for part, format in PARTS.items() if part in data), "zip")
    if b"%PDF-" in data[:HEAD]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return ENDINGS.get(ending) or ("html" if PAGE.match(data[:HEAD].removeprefix(b"\xef\xbb\xbf")) else "txt")
