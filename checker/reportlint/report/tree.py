"""XML as it is written: what a report or a file name holds can be no markup there, and nothing that XML forbids."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from reportlint.pattern import lazy
from reportlint.report.full import visible

FORBIDDEN = lazy("[\ufffe\uffff]")  # beside the control signs, which are shown as their codes anyway
Element = ElementTree.Element


def grown(parent: Element | None, tag: str, lines: Iterable[str] = (), **attributes: object) -> Element:
    """Return a new element below a parent, or a root; its text is made of lines, and no attribute holds a line end."""
    named = {name: _legal(str(value)) for name, value in attributes.items()}
    element = Element(tag, named) if parent is None else ElementTree.SubElement(parent, tag, named)
    element.text = "\n".join(map(_legal, lines)) or None
    return element


def written(root: Element) -> str:
    """Return a tree as an XML document in UTF-8."""
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}\n'


def _legal(text: str) -> str:
    return FORBIDDEN.sub(lambda match: f"<{ord(match[0]):04X}>", visible(text))
