"""Build the outline of a report from what report.lark understood: one function for each of its rules, then the values."""

from __future__ import annotations

from typing import NamedTuple

from reportlint.gaps import LEVEL
from reportlint.lalr import Token
from reportlint.mark import marked
from reportlint.pattern import lazy
from reportlint.section import Division, Heading, Section
from reportlint.source import Span, Text, new, within

NO_TEXT = ("SITE_LINE", "CONTENTS", "ATTACHMENTS")
OUTSIDE = ("SITE_LINE", "CONTENTS")
ORGAN = lazy(r"(?:政府|委员会|办公厅|办公室|局|厅|部|委|院|署|会|处|站|所|中心|街道|镇|乡|党组|公司|集团)$")
BEFORE_SUBJECT = lazy(r"关于|\d{4}\s*年")
TITLE_LIKE = lazy(r"关于|\d{4}\s*年|法治|工作|情况")
LABELLED_TITLE = lazy(r"标\s*题\s*[:：]\s*(?P<title>\S.*)")
TITLE_LINES = 4


class Outline(NamedTuple):
    """The parts of a document, as the grammar found them."""

    front: tuple[Text, ...]
    titles: tuple[Text, ...]
    addressee: Text | None
    divisions: tuple[Division, ...]
    colophon: tuple[Text, ...]


class Block(NamedTuple):
    """What begins with one line and holds others: a section, a division, or the lines of a title."""

    kind: str
    opener: Token | None
    lines: tuple[Token, ...]
    blocks: tuple[Block, ...]


Part = Token | Block


# ---- the rules of report.lark ----


def start(parts: list[Block]) -> list[Block]:
    """The whole text: the front, then main text and divisions."""
    return parts


def front(parts: list[Part]) -> Block:
    """What precedes the body."""
    return _block("front", None, parts)


def title(parts: list[Part]) -> Block:
    """The lines of a title, the last one telling it."""
    return _block("title", None, parts)


def lines(parts: list[Part]) -> Block:
    """Short lines that no title ends."""
    return _block("lines", None, parts)


def main(parts: list[Part]) -> Block:
    """The body up to the first division."""
    return _block("main", None, parts)


def division(parts: list[Part]) -> Block:
    """A signature, annex or chapter, and what follows."""
    return _opened("division", parts)


def section(parts: list[Part]) -> Block:
    """A heading, and what stands under it."""
    return _opened("section", parts)


def _opened(kind: str, parts: list[Part]) -> Block:
    opener = parts[0]
    assert isinstance(opener, Token)
    return _block(kind, opener, parts[1:])


def _block(kind: str, opener: Token | None, parts: list[Part]) -> Block:
    tokens = [part for part in parts if isinstance(part, Token)]
    blocks = [part for part in parts if isinstance(part, Block)] if len(tokens) < len(parts) else ()
    return new(Block, (kind, opener, tuple(tokens), tuple(blocks)))


# ---- from blocks to values ----


def build(text: str, blocks: list[Block]) -> Outline:
    """Turn the parsed blocks of a text into the parts of a document."""
    head, bodies = blocks[0], blocks[1:]
    titles = _titles(text, head)
    heading = [*head.lines, *(token for block in head.blocks for token in block.lines)]
    leading = list(bodies[0].lines) if bodies and bodies[0].kind == "main" else []
    if not titles and (late := _late_title(leading)) is not None:
        titles.append(leading[late].text)
        heading += leading[:late]
        leading = leading[late + 1 :]
    divisions = [_division(body, leading if body is bodies[0] else None) for body in bodies]
    if not bodies or bodies[0].kind != "main":
        divisions.insert(0, Division(None, (), ()))
    first = leading[0] if leading else None
    inside = sorted(found.span for found in titles)
    return Outline(
        front=tuple(t.text for t in sorted(heading, key=lambda t: t.start) if not within(inside, t.start)),
        titles=tuple(titles),
        addressee=first.text if first and first.type == "ADDRESSEE" else None,
        divisions=tuple(divisions),
        colophon=_colophon(bodies),
    )


def _titles(text: str, head: Block) -> list[Text]:
    """Find the titles before the body; where there is none, the first line that reads like one."""
    named = [_title(text, block.lines) for block in head.blocks if block.kind == "title"]
    labels = [(token, match) for token in head.lines if (match := LABELLED_TITLE.match(token.value))]
    named += [Text(token.start + match.start("title"), match["title"]) for token, match in labels]
    for block in () if named else head.blocks:
        span = Span(block.lines[0].start, block.lines[-1].span.end)
        if TITLE_LIKE.search(text, span.start, span.end):
            return [Text(span.start, text[span.start : span.end])]
    return named


def _title(text: str, tokens: tuple[Token, ...]) -> Text:
    """Take as many lines before the last one as make the title whole, or none."""
    end = tokens[-1].text.end
    for first in range(len(tokens) - 1, max(-1, len(tokens) - 1 - TITLE_LINES), -1):
        start = tokens[first].start
        if _whole(text[start:end]):
            return Text(start, text[start:end])
    start = tokens[-1].start
    return Text(start, text[start:end])


def _whole(value: str) -> bool:
    """Whether a title has all its marks and says who reports."""
    joined = "".join(value.split())
    subject = BEFORE_SUBJECT.search(joined)
    if joined.count("《") != joined.count("》") or subject is None:
        return False
    issuer = joined[: subject.start()]
    return len(issuer) > 1 if subject[0] == "关于" else ORGAN.search(issuer) is not None


def _late_title(leading: list[Token]) -> int | None:
    """Find a title below a line of running text that the web page put first."""
    for index, token in enumerate(leading[:6]):
        if token.type == "TITLE" and TITLE_LIKE.search(token.value):
            return index
    return None


def _division(body: Block, leading: list[Token] | None) -> Division:
    tokens = body.lines if leading is None else leading
    opener = body.opener.text if body.opener else None
    return Division(opener, _paragraphs(tokens), tuple(map(_section, body.blocks)))


def _section(block: Block) -> Section:
    assert block.opener is not None
    heading, rest = _heading(block.opener)
    paragraphs = (*rest, *_paragraphs(block.lines)) if block.lines else rest
    return new(Section, (heading, paragraphs, tuple(map(_section, block.blocks))))


def _paragraphs(tokens: tuple[Token, ...] | list[Token]) -> tuple[Text, ...]:
    return tuple([token.text for token in tokens if token.type not in NO_TEXT])


def _heading(token: Token) -> tuple[Heading, tuple[Text, ...]]:
    """Part a heading from the text that runs in after its first 。"""
    start, value = token.start, token.value
    mark = marked(value)
    assert mark is not None
    written, number, at = mark
    stop = value.find("。", at)
    runs_in = 0 <= stop < len(value) - 1
    title = new(Text, (start + at, value[at:stop] if runs_in else value[at:]))
    heading = new(Heading, (LEVEL[token.type], new(Text, (start, written)), number, title, not runs_in))
    if not runs_in:
        return heading, ()
    rest = value[stop + 1 :].lstrip()
    return heading, (Text(start + len(value) - len(rest), rest),)


def _colophon(bodies: list[Block]) -> tuple[Text, ...]:
    """Find what a web page puts below a report, or between its lines, wherever it stands."""
    found: list[Text] = []
    todo = bodies[:]
    while todo:
        block = todo.pop()
        found += [token.text for token in block.lines if token.type in OUTSIDE]
        todo += block.blocks
    return tuple(sorted(found))
