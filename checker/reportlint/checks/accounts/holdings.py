"""Checks on what published accounts must hold: tables by name, and what is to be explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check, needs
from reportlint.checks.structure.title import title_span
from reportlint.contents import Content, contents
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message


@check
def explained(document: Document, *, sections: tuple[Content, ...], matters: list[list[str]]) -> Iterator[Problem]:
    """Each of the ``matters``, a name and a pattern of words, is spoken of where accounts are published in parts."""
    known = {found.content.id for found in contents(document, sections)}
    missing = [name for name, words in matters if not re.search(words, document.source.text)]
    if len(known) > 1 and missing:
        names = "、".join(missing)
        yield Problem(title_span(document), Message(f"没有说明：{names}", f"nothing is said of {names}"))


@check
@needs("year")
def listed(document: Document, *, tables: list[list[str]], most: int, since: int) -> Iterator[Problem]:
    """Where most ``tables`` are named, a name and a pattern of it each, all are; with more than ``most`` lacking they are attached.

    Accounts of years before ``since`` had fewer of them.
    """
    assert document.year is not None
    if document.year < since:
        return
    text = re.sub(r"\s", "", document.source.text)
    missing = [name for name, pattern in tables if not re.search(pattern, text)]
    if 0 < len(missing) <= most:
        names = "、".join(f"“{name}”" for name in missing)
        yield Problem(title_span(document), Message(f"没有列出{names}", f"these tables are not named: {names}"))
