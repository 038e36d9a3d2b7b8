"""Read Markdown line by line: its marks are cut out, and nothing else changes; a text without marks stays as it is.

Each line of the file is a line of the text, for that is how people write reports, whatever Markdown makes of it. Numbers
such as ``1.`` are kept as they are typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.pattern import lazy
from reportlint.readers.assembly import Assembly
from reportlint.readers.md_inline import HIDDEN, KEPT, Cut, inline
from reportlint.source import Cell, Position, Source, SourceError, Span

LINE = lazy(r"([^\r\n]*)(\r\n?|\n|\Z)")
COMMENT = lazy(r"<!--(\s*reportlint-ignore\s)?.*?-->", re.S)
MATTER = lazy(r"\ufeff?---[ \t]*(?:\r\n?|\n)(?:[^\r\n]*(?:\r\n?|\n)){0,60}?(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)")
KEYED = lazy(r"^[\w-]+[ \t]*:", re.M)
FENCE = lazy(r"[ \t]*(?:```|~~~)[^`]*")
RULE = lazy(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
UNDERLINE = lazy(r"[ \t]{0,3}(?:=+|-{2,})[ \t]*")
LEAD = lazy(r"[ \t]*(?:>[ \t]?|[-*+][ \t]++(?:\[[ xX]\][ \t]++)?+(?!\d{1,4}[ \t]*-[ \t]*$)|#{1,6}(?:[ \t]+|$))")
BREAK = lazy(r"(?<=\S)(?:\\|[ \t]{2,})$")
CLOSING = lazy(r"(?<=\S)[ \t]+#+[ \t]*$")
BETWEEN = lazy(r"\|?:?-+:?(?:\|:?-+:?)*\|?")  # without its blanks
BAR = lazy(r"(?<![ \t])[ \t]*(?<!\\)\|[ \t]*")


def read(name: str, data: bytes, encoding: str | None) -> Source:
    """Read Markdown; raises SourceError."""
    file = Source.decode(name, data, encoding)
    lines = [match for match in LINE.finditer(_masked(file.text)) if match[0]]
    kinds = list(_kinds([line[1] for line in lines]))
    cuts = [_cuts(line[1], kind) for line, kind in zip(lines, kinds, strict=True)]
    if not any(cuts):
        return file
    assembly = Assembly()
    table = row = 0
    for number, (line, kind, cut) in enumerate(zip(lines, kinds, cuts, strict=True), 1):
        start = assembly.length
        said = _put(assembly, file.text, Span(*line.span(1)), number, cut)
        assembly.join(line[2])
        if kind == "row":
            table, row = table + (row == 0), row + 1
            assembly.cells += _cells(said, table, row, start)
        row *= kind in ("row", "mark")
    source = assembly.source(name, "md", file.encoding, guessed=file.guessed)
    if not source.text.strip("\ufeff\u200b \t\r\n\u3000\xa0"):
        raise SourceError("empty")
    return source


def _masked(text: str) -> str:
    """Return the text with what nobody sees overwritten, and comments on exemptions, which stay, overwritten otherwise."""

    def overwrite(match: re.Match[str]) -> str:
        return re.sub(r"[^\r\n]", KEPT if match.lastindex else HIDDEN, match[0])

    matter = MATTER.match(text)
    if matter and KEYED.search(matter[0]):
        text = overwrite(matter) + text[matter.end() :]
    end = text.rfind("-->") + 3  # what begins behind it never ends
    return COMMENT.sub(overwrite, text[:end]) + text[end:] if end > 2 else text


def _kinds(lines: Sequence[str]) -> Iterator[str]:
    """Tell what each line is: text, a row of a table, code, or a mark that says nothing itself."""
    fenced = table = False
    before = ""
    for at, line in enumerate(lines):
        starts = not table and "|" in line and at + 1 < len(lines) and _parts(lines[at + 1])
        table = starts or (table and "|" in line)
        if FENCE.fullmatch(line):
            fenced = not fenced
            yield "mark"
        elif fenced:
            yield "code"
        elif (table and not starts and _parts(line)) or RULE.fullmatch(line) or (before and UNDERLINE.fullmatch(line)):
            yield "mark"
        else:
            yield "row" if table else "text"
        before = line.strip()


def _parts(line: str) -> bool:
    return "|" in line and BETWEEN.fullmatch("".join(line.split())) is not None


def _cuts(line: str, kind: str) -> list[Cut]:
    """Return what to cut out of a line, in order."""
    if kind == "code":
        return []
    if kind == "mark":
        return [Cut(0, len(line), "")]
    if kind == "row":
        return _row_cuts(line)
    start, end = 0, len(line)
    cuts = []
    headed = False
    while lead := LEAD.match(line, start):
        headed = "#" in lead[0]
        cuts.append(Cut(start, lead.end(), ""))
        start = lead.end()
    if tail := BREAK.search(line, start) or (CLOSING.search(line, start) if headed else None):
        end = tail.start()
    cuts += inline(line, start, end)
    return [*cuts, Cut(end, len(line), "")] if end < len(line) else cuts


def _row_cuts(line: str) -> list[Cut]:
    """Cut a row of a table into cells, which tabs part."""
    cuts: list[Cut] = []
    at = 0
    ends = len(line) - len(line.lstrip()), len(line.rstrip()) - 1
    for bar in BAR.finditer(line):
        outer = any(bar.start() <= end < bar.end() for end in ends)
        cuts += [*inline(line, at, bar.start()), Cut(bar.start(), bar.end(), "" if outer else "\t")]
        at = bar.end()
    return [*cuts, *inline(line, at, len(line))]


def _cells(said: str, table: int, row: int, start: int) -> Iterator[Cell]:
    for column, value in enumerate(said.split("\t"), 1):
        yield Cell(table, row, column, Span(start, start + len(value)))
        start += len(value) + 1


def _put(assembly: Assembly, text: str, span: Span, row: int, cuts: Sequence[Cut]) -> str:
    """Append a line without what is cut out of it, and return what is left."""
    at = span.start
    said = ""
    for start, end, instead in [*cuts, Cut(span.end - span.start, 0, "")]:
        kept = text[at : span.start + start]
        said += kept + instead
        assembly.add(kept, position=Position(row, at - span.start + 1), piece=at)
        if instead.isspace():
            assembly.join(instead)
        else:
            assembly.add(instead, position=Position(row, start + 1), piece=span.start + start)
        at = span.start + end
    return said
