"""Find words of a list in a text, all in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from reportlint.source import Span

Fact = TypeVar("Fact")

FEW = 120  # so many words one pattern finds faster than a look at each pair of characters


class Terms(Generic[Fact]):
    """Words of two characters or more, each with what is known of it; where several begin, the longest wins."""

    def __init__(self, words: Mapping[str, Fact]) -> None:
        self._words = words
        self._heads: dict[str, tuple[str, ...]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._heads[word[:2]] = (*self._heads.get(word[:2], ()), word)
        self._few = _alternation(words) if 0 < len(words) <= FEW else None
        first, second = (_class_of(head[at] for head in self._heads) for at in (0, 1))
        self._head = re.compile(f"{first}(?={second})") if words else re.compile(r"(?!)")

    def find(self, text: str) -> Iterator[tuple[Span, Fact]]:
        """Yield the words of a text in reading order; they do not overlap."""
        if self._few:
            for match in self._few.finditer(text):
                yield Span(*match.span()), self._words[match[0]]
        else:
            yield from self._find_by_heads(text)

    def _find_by_heads(self, text: str) -> Iterator[tuple[Span, Fact]]:
        """Go from one pair of characters that begins a word to the next, however many words there are."""
        end = 0
        for match in self._head.finditer(text):
            start = match.start()
            words = self._heads.get(text[start : start + 2])
            for word in words if words and start >= end else ():
                if text.startswith(word, start):
                    end = start + len(word)
                    yield Span(start, end), self._words[word]
                    break


def _alternation(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of all words, grouped by their first characters; fast as long as these are few."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items()))


def _class_of(characters: Iterable[str]) -> str:
    return f"[{''.join(re.escape(each) for each in sorted(set(characters)))}]"
