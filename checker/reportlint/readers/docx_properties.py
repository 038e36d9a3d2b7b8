"""Read the properties of an office file: who made it, who changed it last."""

from __future__ import annotations

from reportlint.readers.markup import parse, reader


def properties(data: bytes) -> dict[str, str]:
    """Return the properties by their names without namespaces; those that are empty are left out."""
    found: dict[str, str] = {}
    if not data:
        return found
    parser = reader()
    said: list[str] = []

    def start(_name: str, _attributes: dict[str, str]) -> None:
        said.clear()

    def end(name: str) -> None:
        value = "".join(said).strip()
        if value:
            found[name.rpartition(" ")[2]] = value
        said.clear()

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, said.append
    parse(parser, data)
    return found
