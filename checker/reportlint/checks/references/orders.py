"""Checks on laws and regulations that are cited with the order that made them public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from reportlint.checks import check, needs
from reportlint.checks.references.known import known_documents, numbered
from reportlint.diagnostic import Fix, Problem, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.law import STATE, KnownDocument, plain
from reportlint.pattern import lazy
from reportlint.table import Table, capped

ISSUER = "国务院令"  # looked for first; most reports cite no order
ORDER = lazy(rf"{ISSUER}第\d+号")
UNTIL_IN_FORCE = timedelta(183)  # within half a year of its order a regulation has come into force


@check
@needs("judged_start")
def superseded(document: Document, *, documents: Table[KnownDocument], past: str) -> Iterator[Problem]:
    """A regulation that was made public anew is cited by its last order; ``past`` are words that speak of what was."""
    assert document.judged_start is not None
    if ISSUER not in document.source.text:
        return
    day = (document.judged_start - UNTIL_IN_FORCE).isoformat()
    for span, written, same in numbered(document, known_documents(documents)):
        orders = [each for each in same if ORDER.fullmatch(each.number) and each.dated <= day]
        last = max(orders, key=lambda each: each.dated, default=None)
        if last is None or last.number == written or all(each.number != written for each in orders):
            continue
        sentence = document.source[document.sentence(span)]
        if not re.search(past, sentence) and last.number.removeprefix("国务院令") not in sentence:
            zh = f"“{written}”公布的是修订以前的文本，现行的是“{last.number}”"
            said = Message(zh, f"“{written}” is the text before its revision by “{last.number}”")
            yield Problem(span, said, Fix.replace(span, last.number, safe=False), severity=capped(last.mark))


@check
def short_name(document: Document, *, documents: Table[KnownDocument]) -> Iterator[Problem]:
    """A regulation that is first cited with its order has its full name there: 《中华人民共和国政府信息公开条例》."""
    text, known = document.source.text, known_documents(documents).by_title
    named: set[str] = set()
    for reference in document.references if ISSUER in text else ():
        if reference.title is None:
            continue
        name, end = plain(reference.title.name.value), reference.title.span.end
        full = STATE + name
        ordered = re.match(r"[（(](?:中华人民共和国)?国务院令第", text[end : end + 20])
        if ordered and name not in known and full in known and not named & {name, full}:
            said = Message(f"首次引用写全称“{full}”", f"cite it by its full name first: “{full}”")
            fix = Fix.replace(reference.title.span, f"《{STATE}{reference.title.name.value}》", safe=False)
            yield Problem(reference.title.span, said, fix, severity=Severity.NOTE)
        named.add(name)
