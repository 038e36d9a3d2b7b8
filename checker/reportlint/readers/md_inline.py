"""Marks within a line of Markdown: emphasis, links, code, entities, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from reportlint.pattern import lazy

HIDDEN, KEPT = "\ufdd0", "\ufdd1"  # stand for signs that nobody sees, and for such as stay: no sign that people write
TAGS = "a|abbr|b|big|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|mark|p|s|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u"
MARK = lazy(
    rf"""(?P<hidden>{HIDDEN}+)
    | (?P<code>(?<!`)(?P<tick>`++)(?P<typed>[^`]+)(?P=tick)(?!`))
    | \\(?P<escaped>[!-/:-@\[-`{{-~])
    | (?P<image>!\[[^\[\]]*\]\([^()\s]*(?:[ ]"[^"]*")?\))
    | (?P<link>\[(?=[^\[\]]*\]\((?:[^()\s]*[./\#:]|\))))
    | (?P<target>\]\((?=[^()\s]*[./\#:]|\))[^()\s]*(?:[ ]"[^"]*")?\))
    | <(?P<address>(?:https?://|mailto:)[^<>\s]+)>
    | (?P<tag></?(?:{TAGS})(?=[\s/>])[^<>]*>)
    | (?P<entity>&(?:\#\d{{1,8}}|\#[xX][0-9a-fA-F]{{1,7}}|[a-zA-Z]\w{{1,30}});)
    | (?P<strong>\*\*\*|\*\*|~~|__|\*|_)""",
    re.X | re.I,
)


class Cut(NamedTuple):
    """What is taken out of a line, and what is read instead."""

    start: int
    end: int
    instead: str


def inline(line: str, start: int, end: int) -> list[Cut]:
    """Return the marks in a part of a line, in order."""
    cuts: list[Cut] = []
    opened: dict[str, Cut] = {}
    linked = False
    for match in MARK.finditer(line, start, end):
        if match["strong"]:
            mark = Cut(match.start(), match.end(), "")
            before = opened.get(match[0])
            if before and _closes(line, match, before.end):
                del opened[match[0]]
                cuts += [before, mark]
            elif _opens(line, match, end):
                opened[match[0]] = mark
        elif linked or not match["target"]:
            cuts += _cuts(match)
            linked = bool(match["link"]) or (linked and not match["target"])
    return sorted(cuts)


def _opens(line: str, match: re.Match[str], end: int) -> bool:
    """Whether a mark of emphasis may begin here: * between figures is a sign of its own, _ within a word is, too."""
    follows = line[match.end() : min(match.end() + 1, end)]
    before = line[match.start() - 1 : match.start()]
    if not follows.strip():
        return False
    return not before.isalnum() if match[0][0] == "_" else not (before.isdigit() and follows.isdigit())


def _closes(line: str, match: re.Match[str], opened: int) -> bool:
    before = line[match.start() - 1]
    follows = line[match.end() : match.end() + 1]
    if match.start() <= opened or before.isspace():
        return False
    return not follows.isalnum() if match[0][0] == "_" else True


def _cuts(match: re.Match[str]) -> Iterator[Cut]:
    start, end = match.span()
    if match["entity"]:
        if (meant := unescape(match[0])) != match[0]:
            yield Cut(start, end, " " if meant in "\r\n\t" else meant)
    elif match["escaped"]:
        yield Cut(start, start + 1, "")
    elif match["tag"]:
        yield Cut(start, end, "\n" if match["tag"].lower().startswith("<br") else "")
    elif match["address"]:
        yield from (Cut(start, start + 1, ""), Cut(end - 1, end, ""))
    elif match["code"]:
        yield from (Cut(start, match.start("typed"), ""), Cut(match.end("typed"), end, ""))
    else:
        yield Cut(start, end, "")
