"""The two languages of the tool: every text that a person reads is written in both, side by side."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """One text in Chinese and in English."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """Return the text in "zh" or "en"."""
        return self.en if language == "en" else self.zh


def either(guess: list[str]) -> Message:
    """Return the end of a message that offers the nearest known names.

    >>> either(["check"]).zh, either([]).en
    ('，是否想写“check”？', '')
    """
    if not guess:
        return Message("", "")
    return Message(f"，是否想写“{'”或“'.join(guess)}”？", f"; did you mean {' or '.join(map(repr, guess))}?")
