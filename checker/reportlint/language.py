"""The two languages of the tool: every text that a person reads is written in both, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Message(NamedTuple):
    """One text in Chinese and in English."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """Return the text in "zh" or "en"."""
        return self.en if language == "en" else self.zh


def did_you_mean(word: str, known: Iterable[str]) -> Message:
    """Return the end of a message that offers the nearest known name, if one is near.

    >>> did_you_mean("chekc", ["check", "rules"]).zh, did_you_mean("x", ["check"]).en
    ('，是否想写“check”？', '')
    """
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1)
    return Message(f"，是否想写“{near[0]}”？", f"; did you mean “{near[0]}”?") if near else Message("", "")
