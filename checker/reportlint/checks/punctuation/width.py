"""Checks on half-width marks in Chinese text; silent where the whole text was damaged on its way."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.checks import check
from reportlint.damage import folded
from reportlint.diagnostic import Edit, Fix, Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Span, within

FULL = str.maketrans(",:;!?()", "，：；！？（）")
MARK = lazy(r"[,:;!?]")
HAN = r"[^\W\da-zA-Z_]"  # any letter but a Latin one; a range of 20,000 characters takes long to compile
CHINESE = lazy(HAN)
BEFORE = lazy(rf"{HAN}|[”’》〉）〕】％%]")
ANY_BEFORE = lazy("[0-9A-Za-z%)\"']")  # where Chinese follows
AFTER = lazy(rf"[^\S\r\n]?(?:{HAN}|[“‘《〈（〔【])")
NUMBER = lazy(r"[一二三四五六七八九十]{1,3}")  # in brackets, the mark of a heading or an item
LONGEST = 200  # characters in brackets that are looked at
LINE_END = r"[^\S\r\n]*(?:[\r\n]|\Z)"
ENDS = lazy(LINE_END)
DOT = lazy(rf"\.(?:(?<=[^\x00-\x7f]\.)(?={LINE_END}|{HAN}|[“《])|(?<=%\.)(?={LINE_END}))")
CLAUSE = lazy(rf"(?:{HAN}|[0-9，、：“”《》（）〔〕%％]|(?<=[0-9])\.(?=[0-9]))*\Z")
STRAIGHT = lazy(r"[\"＂](?!\s)([^\"＂\r\n]{1,100})[\"＂]|[\"＂]|(?<![A-Za-z0-9])'([^'\r\n]{1,40})'(?![A-Za-z0-9])")


@check
def halfwidth(document: Document, *, many: int) -> Iterator[Problem]:
    """Marks of Chinese text are full-width; told once where the text, or ``many`` marks of a kind, never are."""
    if document.damage:
        return
    text = document.source.text
    kinds: dict[str, list[tuple[Edit, ...]]] = {}
    for edits in sorted([*_marks(document), *_brackets(document)]):
        kinds.setdefault(edits[0].text, []).append(edits)
    groups = list(kinds.items())
    if groups and folded(text):
        groups = [("，", sorted(edits for found in kinds.values() for edits in found))]
    for full, found in groups:
        if full not in text and len(found) >= (2 if folded(text) else many):
            yield _together(tuple(sorted(edit for edits in found for edit in edits)))
        else:
            yield from map(_single, found)


def _together(edits: tuple[Edit, ...]) -> Problem:
    right = "".join(dict.fromkeys(edit.text for edit in edits))
    said = Message(
        f"全文{len(edits)}处标点用了半角，汉字之间用全角标点，应为“{right}”",
        f"{len(edits)} marks are half-width throughout; full-width marks in Chinese text: “{right}”",
    )
    return Problem(edits[0].span, said, Fix(edits))


def _single(edits: tuple[Edit, ...]) -> Problem:
    right = "".join(edit.text for edit in edits)
    said = Message(f"汉字之间用全角标点，应为“{right}”", f"full-width marks in Chinese text: “{right}”")
    return Problem(Span(edits[0].span.start, edits[-1].span.end), said, Fix(edits))


def _marks(document: Document) -> Iterator[tuple[Edit, ...]]:
    text = document.source.text
    if not any(mark in text for mark in ",:;!?"):
        return
    for match in MARK.finditer(text):
        at = match.start()
        before, after = BEFORE.match(text[max(0, at - 1) : at]), AFTER.match(text, at + 1)
        next_to = text[at + 1 : at + 2]
        fits = before and (after or ENDS.match(text, at + 1) or next_to.isalnum())
        fits = fits or (after and ANY_BEFORE.match(text[max(0, at - 1) : at]))
        if fits and not within(document.protected, at) and not within(document.outside, at):
            end = after.end() - 1 if after else at + 1  # a blank behind goes with the half-width mark
            yield (Edit(Span(at, end), match[0].translate(FULL)),)


def _brackets(document: Document) -> Iterator[tuple[Edit, ...]]:
    text = document.source.text
    for pair in document.brackets:
        if pair.open is None or pair.close is None or text[pair.open] != "(" or text[pair.close] != ")":
            continue
        inside = text[pair.open + 1 : min(pair.close, pair.open + LONGEST)]
        if CHINESE.search(inside) and not NUMBER.fullmatch(inside) and not within(document.protected, pair.open):
            yield Edit(Span(pair.open, pair.open + 1), "（"), Edit(Span(pair.close, pair.close + 1), "）")


@check
def mixed_brackets(document: Document) -> Iterator[Problem]:
    """Both brackets of a pair have one width."""
    text = document.source.text
    for pair in () if document.damage else document.brackets:
        if pair.open is None or pair.close is None or (text[pair.open] == "(") is (text[pair.close] == ")"):
            continue
        half, full = (pair.open, pair.close) if text[pair.open] == "(" else (pair.close, pair.open)
        right = text[half].translate(FULL)
        yield Problem(
            Span(half, half + 1),
            Message(f"括号一半全角一半半角，应为“{right}”", f"one bracket is full-width, the other not: “{right}”"),
            Fix.replace(Span(half, half + 1), right),
            (Related(Span(full, full + 1), Message("另一半在这里", "the other one is here")),),
        )


@check
def straight_quotes(document: Document, *, many: int) -> Iterator[Problem]:
    """Chinese text has “ ” and ‘ ’, not the straight marks of a keyboard; told once where ``many`` are all it has."""
    text = document.source.text
    if document.damage or not any(mark in text for mark in "\"'＂"):
        return
    found = list(_straight(document))
    if len(found) >= many and "“" not in text:
        edits = tuple(edit for _, pair in found for edit in pair)
        said = Message(
            f"全文{len(found)}处引号都是直引号，中文引号用“”",
            f"{len(found)} straight quotations throughout; Chinese text has curved quotation marks: “”",
        )
        yield Problem(found[0][0], said, Fix(edits, safe=False) if edits else None)
        return
    for span, edits in found:
        said = Message("中文引号用“”，不用直引号", "Chinese text has curved quotation marks: “”")
        yield Problem(span, said, Fix(edits, safe=False) if edits else None)


def _straight(document: Document) -> Iterator[tuple[Span, tuple[Edit, ...]]]:
    """Yield where straight marks stand, and what makes a pair of them curved."""
    text = document.source.text
    for match in STRAIGHT.finditer(text):
        start, end = match.span()
        around = text[max(0, start - 1) : start] + match[0] + text[end : end + 1]
        if (
            CHINESE.search(around)
            and not within(document.outside, start)
            and not (end == start + 1 and _inches(text, start))
        ):
            right = "“”" if match[1] else "‘’" if match[2] else ""
            places = (Span(start, start + 1), Span(end - 1, end))
            yield Span(start, end), tuple(Edit(place, mark) for place, mark in zip(places, right, strict=False))


def _inches(text: str, at: int) -> bool:
    return text[at - 1 : at].isdecimal()


@check
def stops(document: Document, *, shortest: int) -> Iterator[Problem]:
    """A sentence of Chinese ends in 。; one of fewer than ``shortest`` characters may be a name: 卡尔.马克思."""
    text = document.source.text
    for match in () if document.damage or "." not in text else DOT.finditer(text):
        clause = CLAUSE.search(text[max(0, match.start() - shortest) : match.start()])
        if clause is None or len(clause[0]) < shortest or within(document.outside, match.start()):
            continue
        if not within(document.protected, match.start()):
            span = Span(match.start(), match.end())
            yield Problem(span, Message("句末用句号“。”", "a sentence ends in 。"), Fix.replace(span, "。", safe=False))
