"""Find where a text says some characters twice in a row, in a fraction of the time that a pattern takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

WIDTH = 4  # bytes of a character in UTF-32


def repeated(text: str, length: int) -> Iterator[int]:
    """Yield each place in a text where ``length`` characters are followed by the same ones.

    >>> list(repeated("完善机制机制建设", 2)), list(repeated("落落实", 1)), list(repeated("一二一二一二", 2))
    ([2], [0], [0, 1, 2])

    The text, as one great number, is compared with itself moved by ``length`` characters: equal ones leave zeros.
    """
    number = _number(text)
    compared = (number ^ number >> 8 * WIDTH * length).to_bytes(WIDTH * len(text), "little")
    zeros = bytes(WIDTH * length)
    last = len(compared) - 2 * len(zeros)
    at = compared.find(zeros)
    while 0 <= at <= last:
        if at % WIDTH == 0:
            yield at // WIDTH
        at = compared.find(zeros, at + 1)


@lru_cache(maxsize=1)
def _number(text: str) -> int:
    return int.from_bytes(text.encode("utf-32-le", "surrogatepass"), "little")
