"""Read plain text."""

from __future__ import annotations

from reportlint.source import Source


def read(name: str, data: bytes, encoding: str | None) -> Source:
    """Decode a text, and keep it as it is; raises SourceError."""
    return Source.decode(name, data, encoding)
