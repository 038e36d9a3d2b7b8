"""Build references from what reference.lark understood: one function for each of its rules, then the links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportlint.lalr import Token
from reportlint.pattern import lazy
from reportlint.reference import Article, Mark, Number, Reference, Title
from reportlint.source import Span, Text

BLANK = r"[^\S\r\n]"
PARTS = lazy(
    rf"(?P<bracket>[〔\[【﹝［（(「〖{{｛<＜〈]?{BLANK}*(?P<year>\d{{2,4}})?{BLANK}*年?{BLANK}*[〕\]】﹞］）)」〗}}｝>＞〉]?)"
    rf"{BLANK}*(?P<serial>第?{BLANK}*(?P<value>\d+))?{BLANK}*号?"
)
BLANKS = lazy(f"{BLANK}+")
LONGEST_CODE = 20
LEAD_IN = (
    "号[和及与或]?|按照?|[根依]据|引用|[依参]照|[印下转]发|出台|发布|落实|贯彻|执行|修订|废止|以及|文号为?|[的及与或]"
)
NO_CODE = lazy(r"[第路街巷弄幢栋楼块线期批案地宗座]$")  # what numbers other things than documents
YEAR_BEFORE = lazy(r"\d{4}\Z")
ARTICLE_NUMERAL = lazy(rf"第{BLANK}?(?P<numeral>[^条\s]+){BLANK}?条")
BETWEEN_ARTICLES = lazy(r"[）)]?[、和及与至或等的]{0,2}")
NOTE_AFTER_TITLE = lazy(r"[（(][^（）()\r\n]{1,40}[）)]")
OPENINGS = ("OPEN", "INNER_OPEN", "ANGLE_OPEN")
ENDINGS = ("END",)
UNNUMBERED = ("order", "announcement", "case")


class Node(NamedTuple):
    """A pair of marks and what stands between them; ``close`` is None where the paragraph ends first."""

    kind: str  # title or inner
    open: Token
    close: Token | None
    items: tuple[Token | Node, ...]


class Citations(NamedTuple):
    """All that a text cites, each list in reading order."""

    references: tuple[Reference, ...]
    marks: tuple[Mark, ...]
    articles: tuple[Article, ...]


# ---- the rules of reference.lark ----


def start(items: list[Token | Node]) -> list[Token | Node]:
    """All items of a text but the ends of its paragraphs, which have done their work."""
    return [item for item in items if isinstance(item, Node) or item.type != "END"]


def title(items: list[Token]) -> Node:
    """《…》."""
    return Node("title", items[0], items[-1], tuple(items[1:-1]))


def unclosed_title(items: list[Token]) -> Node:
    """《… to the end of the paragraph."""
    return Node("title", items[0], None, tuple(items[1:]))


def inner(items: list[Token]) -> Node:
    """〈…〉, or <…> in its place."""
    return Node("inner", items[0], items[-1], tuple(items[1:-1]))


def unclosed_inner(items: list[Token]) -> Node:
    """〈… to the end of the title."""
    return Node("inner", items[0], None, tuple(items[1:]))


# ---- from nodes to values ----


def build(text: str, items: list[Token | Node]) -> Citations:
    """Turn the parsed items of a text into references, wrong marks and articles."""
    titles: list[Title] = []
    numbers: list[Number] = []
    articles: list[Token] = []
    marks: list[Mark] = []
    for item, parent in _walk(items):
        if isinstance(item, Node):
            marks += _wrong_marks(item, parent, text[item.open.start - 1 : item.open.start] == "“")
            if item.kind == "title" and item.close and (parent is None or not parent.close):
                titles.append(_title(text, item))
        elif item.type == "CLOSE":
            marks.append(Mark(item.span, "unopened", (item.span,)))
        elif item.type == "ARTICLE":
            articles.append(item)
        elif item.type == "INNER_CLOSE" and parent is not None and parent.kind == "title" and parent.close:
            marks.append(Mark(item.span, "unopened", (item.span,)))
        elif item.type not in ("YEARS", "INNER_CLOSE", "ANGLE_CLOSE"):
            numbers += filter(_is_number, [_number(text, item)])
    return Citations(tuple(_linked(text, titles, numbers)), tuple(marks), tuple(_articles(text, titles, articles)))


def _walk(items: list[Token | Node]) -> Iterator[tuple[Token | Node, Node | None]]:
    """Yield all items in reading order, each with the pair of marks around it."""
    todo: list[tuple[Token | Node, Node | None]] = [(item, None) for item in reversed(items)]
    while todo:
        item, parent = todo.pop()
        yield item, parent
        if isinstance(item, Node) and item.items:
            todo += [(below, item) for below in reversed(item.items)]


def _wrong_marks(node: Node, parent: Node | None, quoted: bool) -> Iterator[Mark]:
    """Yield what is wrong with a pair; inside “…” a title begins anew: 《关于“《民法典》宣传月”的通知》."""
    inside = parent is not None and parent.kind == "title" and parent.close is not None
    kind = ""
    if node.kind == "title":
        kind = "unclosed" if not node.close else "nested" if inside and not quoted else ""
    elif inside and node.open.type == "ANGLE_OPEN" and node.close:
        kind = "angle"
    elif inside and node.open.type == "INNER_OPEN" and not node.close:
        kind = "unclosed"
    if kind:
        pair = (node.open.span, node.close.span) if node.close else (node.open.span,)
        yield Mark(Span(pair[0].start, pair[-1].end), kind, pair)


def _title(text: str, node: Node) -> Title:
    assert node.close is not None
    start, end = node.open.start + 1, node.close.start
    inside = (item for item, _ in _walk(list(node.items)) if isinstance(item, Token)) if node.items else ()
    years = next((token.text for token in inside if token.type == "YEARS"), None)
    return Title(Span(start - 1, end + 1), Text(start, text[start:end]), years)


def _number(text: str, token: Token) -> Number:
    kind = token.type.lower()
    start, end = _extent(text, token)
    written = Text(start, text[start:end])
    if kind in UNNUMBERED:
        return Number(written.span, kind, written, None, None, None, None, ())
    parts = PARTS.match(written.value)
    assert parts is not None
    found = _code(text, start)
    first = found.span.start if found else start
    return Number(
        span=Span(first, end),
        kind=kind,
        written=written,
        code=found,
        bracket=_part(parts, "bracket", start),
        year=int(parts["year"]) if parts["year"] else None,
        serial=_part(parts, "serial", start),
        blanks=tuple([Span(*match.span()) for match in BLANKS.finditer(text, first, end)]),
        value=int(parts["value"]) if parts["value"] else None,
    )


def _is_number(number: Number) -> bool:
    """Leave out what only looks like a number: 地块（2024）5号, 〔案例1〕3号."""
    if number.kind == "without_opening":
        return number.year is not None and number.year > 999
    wrong = number.kind == "loose" and number.bracket is not None and not number.bracket.value.startswith("〔")
    return not (wrong and number.code and NO_CODE.search(number.code.value))


def _extent(text: str, token: Token) -> tuple[int, int]:
    """Where a number begins and ends, from the bracket or the year on."""
    start, end = token.span
    if token.type == "WITHOUT_OPENING" and (year := YEAR_BEFORE.search(text, max(0, start - 4), start)):
        start = year.start()
    elif token.type == "WITHOUT_BRACKETS":
        digits = re.search(r"\d", token.value)
        assert digits is not None
        start += digits.start()
    return start, end


def _part(parts: re.Match[str], name: str, offset: int) -> Text | None:
    if not parts[name]:
        return None
    return Text(offset + parts.start(name), parts[name])


def _code(text: str, end: int) -> Text | None:
    """The organ's code: all that stands between a bracket and the year, else what follows the last word of lead-in."""
    while end and text[end - 1] in " \t\u3000\xa0":
        end -= 1
    start = end
    for character in reversed(text[max(0, end - LONGEST_CODE) : end]):
        if not character.isalpha():
            break
        start -= 1
    if start == end:
        return None
    if start == 0 or text[start - 1] not in "（(":
        tail = re.split(LEAD_IN, text[start:end])[-1]
        start = end - len(tail) if len(tail) > 1 else start
    return Text(start, text[start:end])


def _linked(text: str, titles: list[Title], numbers: list[Number]) -> Iterator[Reference]:
    """Join each title with the number in brackets behind it, or with the number directly before it."""
    behind = {number.span.start: number for number in numbers}
    before = {number.span.end: number for number in numbers}
    taken: set[int] = set()
    found: list[Reference] = []
    for name in titles:
        number = behind.get(name.span.end + 1) if text[name.span.end : name.span.end + 1] in ("（", "(") else None
        if number is None:
            close = text[name.span.start - 1 : name.span.start] in ("）", ")")
            number = before.get(name.span.start - close)
        if number is not None and number.span.start in taken:
            number = None
        if number is not None:
            taken.add(number.span.start)
        found.append(Reference(name, number))
    found += [Reference(None, number) for number in numbers if number.span.start not in taken]
    yield from sorted(found, key=lambda reference: reference.span)


def _articles(text: str, titles: list[Title], tokens: list[Token]) -> Iterator[Article]:
    """Give each article the law whose title, or whose other article, stands directly before it."""
    ends: dict[int, Title] = {}
    for name in titles:
        note = NOTE_AFTER_TITLE.match(text, name.span.end)
        ends[name.span.end] = ends[note.end() if note else name.span.end] = name
    for token in tokens:
        match = ARTICLE_NUMERAL.match(token.value)
        assert match is not None
        law = next(
            (
                ends[e]
                for e in range(token.span.start, token.span.start - 4, -1)
                if e in ends and _joins(text, e, token)
            ),
            None,
        )
        if law:
            ends[token.span.end] = law
        yield Article(token.span, Text(token.start + match.start("numeral"), match["numeral"]), law)


def _joins(text: str, end: int, token: Token) -> bool:
    return BETWEEN_ARTICLES.fullmatch(text, end, token.span.start) is not None
