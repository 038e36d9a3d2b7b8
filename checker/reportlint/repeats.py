"""Find where a text says some characters twice in a row, in a fraction of the time that a pattern takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

PIECE = 1 << 16  # characters


def repeated(text: str, length: int) -> Iterator[int]:
    """Yield each place in a text where ``length`` characters are followed by the same ones.

    >>> list(repeated("完善机制机制建设", 2)), list(repeated("落落实", 1)), list(repeated("一二一二一二", 2))
    ([2], [0], [0, 1, 2])

    The text, as one great number, is compared with itself moved by ``length`` characters: equal ones leave zeros. A long
    text is taken in pieces, as each number takes as much memory as it.
    """
    for start in range(0, len(text), PIECE):
        yield from (start + at for at in _repeated(text[start : start + PIECE + 2 * length - 1], length))


def _repeated(text: str, length: int) -> Iterator[int]:
    number = _number(text)
    compared = (number ^ number >> 8 * length).to_bytes(len(text), "little")
    zeros = bytes(length)
    last = len(text) - 2 * length
    at = compared.find(zeros)
    while 0 <= at <= last:
        if text.startswith(text[at : at + length], at + length):
            yield at
        at = compared.find(zeros, at + 1)


@lru_cache(maxsize=1)
def _number(text: str) -> int:
    """Return the last byte of each character as one number: characters that differ there are not the same."""
    return int.from_bytes(text.encode("utf-32-le", "surrogatepass")[::4], "little")
