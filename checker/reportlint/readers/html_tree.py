"""The elements of a page: which tag closes what, where people left that open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from reportlint.pattern import lazy
from reportlint.readers.html_scan import Token, Value, scan


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


VOID = words("area base br col embed hr img input keygen link meta param source track wbr frame bgsound basefont")
BLOCKS = words(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary table tbody td tfoot "
    "th thead tr ul"
)
UNSEEN = words(
    "head title script style template noscript select button textarea iframe object svg math canvas audio video"
)
CELLS = ("td", "th")
CLOSES = {  # what an opening tag ends, if it stands open in the same cell or table
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "option": ("option",),
    "td": CELLS,
    "th": CELLS,
    "tr": ("tr",),
    "thead": ("tbody", "thead", "tfoot"),
    "tbody": ("tbody", "thead", "tfoot"),
    "tfoot": ("tbody", "thead", "tfoot"),
}
WITHIN = {"li": ("ul", "ol"), "td": ("tr",), "th": ("tr",), "tr": ("table",), "tbody": ("table",)}
HIDDEN = lazy(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
SEEN = lazy(r"[^\s\u3000\xa0]")


@dataclass(slots=True, eq=False)
class Element:
    """An element: its tag, and the range of events that it takes in, its own two included."""

    tag: str
    attributes: dict[str, Value]
    first: int
    last: int = -1

    def value(self, name: str) -> str:
        """Return an attribute, empty where there is none."""
        return self.attributes[name].text if name in self.attributes else ""

    @property
    def hidden(self) -> bool:
        """Whether a browser shows nothing of it."""
        return self.tag in UNSEEN or "hidden" in self.attributes or bool(HIDDEN.search(self.value("style")))


class Event(NamedTuple):
    """What happens at a place of the page: an element opens or closes, or a text or comment stands there."""

    kind: str  # open, close, text, comment
    element: Element
    token: Token | None = None


class Page:
    """The events of a page in order, its elements, and how much text stands before each event."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events: list[Event] = []
        self.elements: list[Element] = []
        _Builder(self).build()
        self._weights = [0, *accumulate(self._weight())]

    def weight(self, element: Element) -> int:
        """Return how many signs of an element people see that are no link."""
        return self._weights[element.last + 1] - self._weights[element.first]

    @property
    def total(self) -> int:
        """The same, for the whole page."""
        return self._weights[-1]

    def _weight(self) -> Iterator[int]:
        aside = 0
        for kind, element, token in self.events:
            silent = element.tag == "a" or element.hidden if kind in ("open", "close") else False
            aside += silent * (1 if kind == "open" else -1)
            seen = kind == "text" and token is not None and not aside
            yield len(SEEN.findall(self.text, token.start, token.end)) if seen and token else 0


class _Builder:
    """Open and close elements as the tags come."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._stack: list[Element] = []
        self._open: dict[str, list[int]] = {}  # by tag, the places in the stack

    def build(self) -> None:
        self._push("#page", {})
        for token in scan(self._page.text):
            if token.kind == "open":
                self._opened(token)
            elif token.kind == "close":
                self._closed(token.name)
            else:
                self._page.events.append(Event(token.kind, self._stack[-1], token))
        self._pop(0)

    def _opened(self, token: Token) -> None:
        name = token.name
        if name in BLOCKS:
            self._end("p", self._bound(CELLS))
            self._end("head", 0)  # a page may forget to close it
        for other in CLOSES.get(name, ()):
            self._end(other, self._bound(WITHIN.get(name, ("table",))))
        self._push(name, token.attributes)
        if name in VOID or (name not in BLOCKS | UNSEEN and self._page.text.startswith("/>", token.end - 2)):
            self._pop(len(self._stack) - 1)

    def _closed(self, name: str) -> None:
        """Close an element; what is none of a table ends within its cell."""
        bounds = {"table": (), **dict.fromkeys(("tr", "tbody", "thead", "tfoot", *CELLS), ("table",))}
        self._end(name, self._bound(bounds.get(name, CELLS)))

    def _bound(self, tags: tuple[str, ...]) -> int:
        return max((self._open[tag][-1] for tag in tags if self._open.get(tag)), default=0)

    def _end(self, name: str, bound: int) -> None:
        places = self._open.get(name)
        if places and places[-1] > bound:
            self._pop(places[-1])

    def _push(self, name: str, attributes: dict[str, Value]) -> None:
        element = Element(name, attributes, len(self._page.events))
        self._open.setdefault(name, []).append(len(self._stack))
        self._stack.append(element)
        self._page.elements.append(element)
        self._page.events.append(Event("open", element))

    def _pop(self, place: int) -> None:
        """Close all from the innermost element to the one at a place of the stack."""
        while len(self._stack) > place:
            element = self._stack.pop()
            self._open[element.tag].pop()
            element.last = len(self._page.events)
            self._page.events.append(Event("close", element))
