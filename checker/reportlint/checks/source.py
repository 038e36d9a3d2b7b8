"""Checks on the text itself: how it was decoded, and what it lost on the way here."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.checks import check
from reportlint.checks.structure.title import title_span
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.source import Span

SIGNS = 2  # kinds of damage that make one believe in it
MANY = 5  # half-width marks that are no slip


@check
def damage(document: Document) -> Iterator[Problem]:
    """Counts what is typical of a text copied out of a web page or a PDF; reported once, when the signs agree."""
    text = document.source.text
    signs = list(_signs(document, text))
    if len(signs) < SIGNS:
        return
    first = min((span for span, _ in signs if span), default=title_span(document))
    yield Problem(
        first,
        Message(
            f"文本在转换中受损：{'，'.join(message.zh for _, message in signs)}；请与原件核对",
            f"the text was damaged on its way: {', '.join(message.en for _, message in signs)}; compare it with the original",
        ),
    )


def _signs(document: Document, text: str) -> Iterator[tuple[Span | None, Message]]:
    opening = text.count("〔")
    if opening and "〕" not in text:
        at = text.index("〔")
        yield Span(at, at + 1), Message(f"{opening}处“〔”没有“〕”", f"{opening} 〔 without 〕")
    days = [date.span for date in document.dates if date.kind == "no_month"]
    if days:
        yield days[0], Message(f"{len(days)}处日期缺“月”", f"{len(days)} dates without 月")
    half = sum(map(text.count, ",:;()"))
    if half >= MANY and not any(mark in text for mark in "，：；（）"):
        yield None, Message(f"全文{half}处标点是半角、没有全角", f"{half} half-width marks and no full-width one")
    opened, closed = text.count("“"), text.count("”")
    if opened != closed:
        yield (
            None,
            Message(f"引号不成对（{opened}个“，{closed}个”）", f"quotation marks do not pair ({opened} “, {closed} ”)"),
        )


@check
def encoding(document: Document) -> Iterator[Problem]:
    """The encoding was not UTF-8 and nothing in the file told it."""
    if document.source.guessed:
        name = document.source.encoding.upper()
        yield Problem(
            title_span(document),
            Message(
                f"文件不是UTF-8编码，按{name}读取；如有乱码请用 --encoding 指定",
                f"not UTF-8; read as {name}; name another with --encoding",
            ),
        )
