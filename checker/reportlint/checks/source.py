"""Checks on the text itself: how it was decoded, and what it lost on the way here."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.checks import check
from reportlint.checks.structure.title import title_span
from reportlint.damage import Sign
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message

SAID = {
    "brackets": Message("{0.total}处“〔”没有“〕”", "{0.total} 〔 without 〕"),
    "months": Message("{0.total}处日期缺“月”", "dates without 月: {0.total}"),
    "width": Message("全文{0.total}处标点是半角、没有全角", "{0.total} half-width marks and no full-width one"),
    "quotes": Message(
        "引号不成对（{0.total}个“，{0.other}个”）", "quotation marks do not pair ({0.total} “, {0.other} ”)"
    ),
}


@check
def damage(document: Document) -> Iterator[Problem]:
    """Counts what is typical of a text copied out of a web page or a PDF; reported once, when the signs agree."""
    if document.damage:
        yield Problem(
            min((sign.span for sign in document.damage if sign.span), default=title_span(document)),
            Message(
                f"文本在转换中受损：{'，'.join(_said(sign, 'zh') for sign in document.damage)}；请与原件核对",
                f"the text was damaged on its way: {', '.join(_said(sign, 'en') for sign in document.damage)};"
                " compare it with the original",
            ),
        )


def _said(sign: Sign, language: str) -> str:
    return SAID[sign.kind].text(language).format(sign)


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
