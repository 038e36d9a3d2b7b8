"""Tell one deviation once, however many places have it: with the first of them, and their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlint.diagnostic import Problem, Related
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Source, Span

PLACES = 3  # that are shown
ANOTHER = Message("这里也是", "here as well")
BEGINNING = lazy(r"[^\s，。；：][^，。；：\n]{0,19}")

Found = tuple[Span, Message]  # a place, and what it deviates in


def told(found: Iterable[Found]) -> Iterator[Problem]:
    """Yield one problem for all places that deviate in the same way, in the order of the first ones."""
    places: dict[Message, list[Span]] = {}
    for span, said in found:
        places.setdefault(said, []).append(span)
    for said, spans in places.items():
        many = Message(f"，共{len(spans)}处", f" ({len(spans)} places)") if len(spans) > 1 else Message("", "")
        others = tuple(Related(span, ANOTHER) for span in spans[1:PLACES])
        yield Problem(spans[0], Message(said.zh + many.zh, said.en + many.en), related=others)


def beginning(source: Source, span: Span) -> Span:
    """Return the first words of a stretch, which are enough to find it by."""
    words = BEGINNING.search(source.text, span.start, span.end)
    return Span(*words.span()) if words else span
