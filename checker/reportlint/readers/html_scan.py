"""Cut a page into tags, texts and comments, each with its place in the file, in time that grows with its length.

The parser of the standard library looks for the end of a broken comment or tag again and again, which takes hours on a
page made to that end; and it does not tell where an attribute stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from reportlint.pattern import lazy

NAME = lazy(r"[a-zA-Z][^\s/>]*")
IN_TAG = lazy(r">|=\s*(?P<quote>[\"'])")
ATTRIBUTE = lazy(r"([^\s\"'>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?")
RAW = ("script", "style", "xmp", "iframe", "noframes", "noembed", "textarea", "title")  # no tags inside


class Value(NamedTuple):
    """The value of an attribute, and where it begins in the file."""

    text: str
    start: int


class Token(NamedTuple):
    """A piece of a page: an opening or closing tag, a text, a comment."""

    kind: str  # open, close, text, comment
    start: int
    end: int
    name: str = ""  # of the tag, in small letters
    attributes: dict[str, Value] = {}  # noqa: RUF012  # a tuple's default, which nobody writes to


def scan(page: str) -> Iterator[Token]:
    """Yield the pieces of a page; nothing in it is an error."""
    at, finder = 0, _Finder(page)
    while at < len(page):
        start = page.find("<", at)
        if start < 0:
            start = len(page)
        if start > at:
            yield Token("text", at, start)
        if start == len(page):
            return
        token = _markup(page, start, finder)
        yield token
        at = token.end
        if token.kind == "open" and token.name in RAW:
            end = finder.closing(token.name, at)
            if token.name == "title":
                yield Token("text", at, end)
            yield Token("close", end, end, token.name)
            at = end


def _markup(page: str, start: int, finder: _Finder) -> Token:
    """Return what begins with a <; one that begins nothing is text."""
    if page.startswith("<!--", start):
        end = finder.find("-->", start + 2)
        return Token("comment", start, end + 3 if end >= 0 else finder.after(">", start))
    if page.startswith(("<!", "<?"), start):
        return Token("comment", start, finder.after(">", start))
    closing = page.startswith("</", start)
    name = NAME.match(page, start + 1 + closing)
    if name is None or finder.find(">", start) < 0:
        return Token("text", start, start + 1)
    if closing:
        return Token("close", start, finder.after(">", start), name[0].lower())
    end = _tag_end(page, name.end(), finder)
    return Token("open", start, end, name[0].lower(), _attributes(page, name.end(), end - 1))


def _tag_end(page: str, at: int, finder: _Finder) -> int:
    """Return where a tag ends: behind the first > that stands in no quoted value."""
    while True:
        match = IN_TAG.search(page, at)
        if match is None:
            return len(page)
        if match["quote"] is None:
            return match.end()
        end = finder.find(match["quote"], match.end())
        if end < 0:  # a quotation that never ends is none
            return finder.after(">", match.end())
        at = end + 1


def _attributes(page: str, start: int, end: int) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for match in ATTRIBUTE.finditer(page, start, end):
        value = match[2] or ""
        quoted = value[:1] in ('"', "'") and len(value) > 1
        place = match.start(2) + quoted if match[2] else match.end()
        found.setdefault(match[1].lower(), Value(unescape(value[1:-1] if quoted else value), place))
    return found


class _Finder:
    """Look for strings, and remember which come no more: what is not there is looked for once."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._absent: set[str] = set()

    def find(self, what: str, at: int) -> int:
        if what in self._absent:
            return -1
        found = self._page.find(what, at)
        if found < 0:
            self._absent.add(what)
        return found

    def after(self, what: str, at: int) -> int:
        found = self.find(what, at)
        return len(self._page) if found < 0 else found + len(what)

    def closing(self, name: str, at: int) -> int:
        """Return where a </name begins; a raw element that is never closed ends at once, so that nothing is hidden."""
        if name in self._absent:
            return at
        match = re.compile(rf"</{name}\b", re.I).search(self._page, at)
        if match is None:
            self._absent.add(name)
        return match.start() if match else at
