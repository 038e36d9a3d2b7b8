"""Compute the labels of automatic numbering, which a .docx does not hold: 一、（一）1. stand there as rules alone.

A paragraph names a list and a level, or its style does. Lists that share a definition share their counters; a list may
begin anew where it is first used (``startOverride``), and a level begins anew below each heading above it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportlint.pattern import lazy
from reportlint.readers.docx_numbers import written
from reportlint.readers.markup import Node, tree, whole

WANTED = frozenset({"abstractNum", "num", "lvl", "lvlOverride", "abstractNumId", "start", "startOverride", "numFmt"})
WANTED |= {"lvlText", "lvlRestart", "isLgl", "suff", "pStyle", "numStyleLink", "rPr", "vanish"}
STYLES = frozenset({"style", "basedOn", "pPr", "numPr", "numId", "ilvl", "rPr", "vanish"})
STYLES |= {"tblStylePr", "pPrChange", "rPrChange"}  # what is in these is not of the style itself
PLACE = lazy(r"%([1-9])")
BLANK = lazy(r"\s+")
DEPTH = 64  # styles that are based on each other; Word has ten or so


class Style(NamedTuple):
    """What a style says of the paragraphs or runs that have it, itself or through those it is based on."""

    hidden: bool = False
    number: str = ""  # of its list
    level: int | None = None
    owner: str = ""  # the style that says so


class Level(NamedTuple):
    """How a level of a list is numbered."""

    start: int
    form: str
    label: str  # %1 stands for the number of the first level
    restart: int | None  # begins anew below this level, counted from 1; 0 never
    legal: bool  # all digits
    apart: bool  # there is a gap behind the label
    style: str


class Numbering(NamedTuple):
    """A list: the definition whose counters it shares, its levels, and where it begins anew."""

    shared: str
    levels: dict[int, Level]
    anew: dict[int, int]


def styles(data: bytes) -> dict[str, Style]:
    """Read what styles say of numbering and hiding."""
    nodes = {each.attributes.get("styleId", ""): each for each in _all(tree(data, STYLES), "style")}
    return {id: _style(id, nodes) for id in nodes}


def _all(root: Node, name: str) -> list[Node]:
    return [each for child in (root, *root.children) for each in child.all(name)]


def _style(id: str, nodes: dict[str, Node]) -> Style:
    chain: list[str] = []
    while id in nodes and id not in chain and len(chain) < DEPTH:  # it may be based on itself, in a damaged file
        chain.append(id)
        id = nodes[id].value("basedOn") or ""
    hidden = next((on for each in chain if (on := nodes[each].on("rPr", "vanish")) is not None), False)
    for each in chain:
        number = nodes[each].value("pPr", "numPr", "numId")
        if number is not None:
            level = nodes[each].value("pPr", "numPr", "ilvl")
            return Style(hidden, number, whole(level) if level else None, each)
    return Style(hidden)


class Lists:
    """The lists of a document, and how far each has counted."""

    def __init__(self, numbering: bytes, styles: dict[str, Style]) -> None:
        root = tree(numbering, WANTED)
        self._styles = styles
        self._abstract = {each.attributes.get("abstractNumId", ""): each for each in _all(root, "abstractNum")}
        self._nums = {each.attributes.get("numId", ""): each for each in _all(root, "num")}
        self._lists: dict[str, Numbering | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, style: str, number: str | None, level: str | None) -> str:
        """Count a paragraph by its style and what it says itself, and return its label; empty where it has none."""
        own = self._styles.get(style, Style())
        id = own.number if number is None else number
        found = self._list(id)
        if found is None:
            return ""
        at = whole(level) if level is not None else self._level(found, own)
        if at not in found.levels:
            return ""
        self._count(id, found, at)
        return self._label(found, at)

    def _level(self, found: Numbering, style: Style) -> int:
        linked = (at for at, each in found.levels.items() if each.style and each.style == style.owner)
        return next(linked, style.level or 0)

    def _list(self, id: str) -> Numbering | None:
        if id not in self._lists:
            self._lists[id] = self._read(id) if id in self._nums else None
        return self._lists[id]

    def _read(self, id: str) -> Numbering | None:
        num = self._nums[id]
        shared = num.value("abstractNumId") or ""
        abstract = self._abstract.get(shared)
        link = abstract and abstract.value("numStyleLink")
        if link and link in self._styles:  # defined in a style, which names a list of its own
            other = self._nums.get(self._styles[link].number)
            shared = (other and other.value("abstractNumId")) or shared
            abstract = self._abstract.get(shared)
        if abstract is None:
            return None
        levels = {whole(each.attributes.get("ilvl")): _read_level(each) for each in abstract.all("lvl")}
        anew = {}
        for each in num.all("lvlOverride"):
            at = whole(each.attributes.get("ilvl"))
            for own in each.all("lvl"):
                levels[at] = _read_level(own)
            start = each.value("startOverride")
            if start is not None:
                anew[at] = whole(start)
        return Numbering(shared, levels, anew)

    def _count(self, id: str, found: Numbering, at: int) -> None:
        counts = self._counts.setdefault(found.shared, {})
        first = (id, at) not in self._begun
        self._begun.add((id, at))
        if at in found.anew and (first or at not in counts):
            counts[at] = found.anew[at]
        elif at in counts:
            counts[at] += 1
        else:
            counts[at] = found.levels[at].start
        for deeper in [each for each in counts if each > at]:
            after = found.levels[deeper].restart if deeper in found.levels else None
            if after is None or at < after:
                del counts[deeper]

    def _label(self, found: Numbering, at: int) -> str:
        level, counts = found.levels[at], self._counts[found.shared]

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            if place not in found.levels:
                return ""
            each = found.levels[place]
            now = counts.get(place, found.anew.get(place, each.start))
            return written(now, "decimal" if level.legal and each.form != "decimalZero" else each.form)

        if level.form == "bullet":
            return ""
        label = BLANK.sub(" ", PLACE.sub(number, level.label))
        ends = label[-1:]
        gap = level.apart and (("一" <= ends <= "鿿") or (ends.isascii() and ends.isalnum()))
        return f"{label} " if gap else label  # 第一章 总则, 1.1 总则, but 一、总则


def _read_level(node: Node) -> Level:
    restart = node.value("lvlRestart")
    label = "" if node.on("rPr", "vanish") else node.value("lvlText") or ""
    return Level(
        start=whole(node.value("start")),
        form=_form(node),
        label=label,
        restart=whole(restart) if restart is not None else None,
        legal=bool(node.on("isLgl")),
        apart=node.value("suff") != "nothing",
        style=node.value("pStyle") or "",
    )


def _form(node: Node) -> str:
    """Return the form of a level's numbers; a form of Word's own comes with one that all programs know behind it."""
    forms = [each.attributes.get("val", "") for each in node.all("numFmt")]
    zeros = [each.attributes.get("format", "") for each in node.all("numFmt")]
    return "decimalZero" if zeros and zeros[0].startswith("01,") else forms[-1] if forms else "decimal"
