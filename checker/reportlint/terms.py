"""Find words of a list in a text, all in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from reportlint.pattern import lazy
from reportlint.source import Span

Fact = TypeVar("Fact")

LOOK = 4  # so many characters of a word are looked at before it is looked up


class Terms(Generic[Fact]):
    """Words of two characters or more, each with what is known of it; where several begin, the longest wins."""

    def __init__(self, words: Mapping[str, Fact]) -> None:
        self._words = words
        self._heads: dict[str, tuple[str, ...]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._heads[word[:LOOK]] = (*self._heads.get(word[:LOOK], ()), word)
        self._sizes: dict[str, tuple[int, ...]] = {}  # of the heads that begin with two characters, the longest first
        for head in sorted(self._heads, key=len, reverse=True):
            self._sizes[head[:2]] = tuple(dict.fromkeys((*self._sizes.get(head[:2], ()), len(head))))
        self._head = lazy(_beginning(words) if words else r"(?!)")

    def find(self, text: str) -> Iterator[tuple[Span, Fact]]:
        """Yield the words of a text in reading order; they do not overlap."""
        end = 0
        for match in self._head.finditer(text):
            start = match.start()
            for size in self._sizes.get(text[start : start + 2], ()):
                words = self._heads.get(text[start : start + size], ())
                word = next((word for word in words if text.startswith(word, start)), None) if words else None
                if word and start >= end:
                    end = start + len(word)
                    yield Span(start, end), self._words[word]


def _beginning(words: Iterable[str]) -> str:
    """A pattern of what may begin a word: a first character, before a second, third and fourth of words of its length."""
    alike: dict[int, list[str]] = {}
    for word in words:
        alike.setdefault(min(len(word), LOOK), []).append(word)
    behind = ("".join(_class_of(w[at] for w in group) for at in range(1, size)) for size, group in alike.items())
    return f"{_class_of(word[0] for word in words)}(?={'|'.join(behind)})"


def _class_of(characters: Iterable[str]) -> str:
    return f"[{''.join(re.escape(each) for each in sorted(set(characters)))}]"
