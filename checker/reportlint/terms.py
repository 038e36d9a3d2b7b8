"""Find words of a list in a text, all in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from reportlint.source import Span

Fact = TypeVar("Fact")


class Terms(Generic[Fact]):
    """Words of two characters or more, each with what is known of it; where several begin, the longest wins."""

    def __init__(self, words: Mapping[str, Fact]) -> None:
        self._words = words
        self._heads: dict[str, tuple[str, ...]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._heads[word[:2]] = (*self._heads.get(word[:2], ()), word)
        first, second = (_class_of(head[at] for head in self._heads) for at in (0, 1))
        self._head = re.compile(f"{first}(?={second})") if words else re.compile(r"(?!)")

    def find(self, text: str) -> Iterator[tuple[Span, Fact]]:
        """Yield the words of a text in reading order; they do not overlap."""
        heads, end = self._heads, 0
        for match in self._head.finditer(text):
            start = match.start()
            if start < end:
                continue
            for word in heads.get(text[start : start + 2], ()):
                if text.startswith(word, start):
                    end = start + len(word)
                    yield Span(start, end), self._words[word]
                    break


def _class_of(characters: Iterable[str]) -> str:
    return f"[{''.join(re.escape(each) for each in sorted(set(characters)))}]"
