"""The check on the signature: it names the body that the title names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.diagnostic import Problem, Related, Severity
from reportlint.document import Document
from reportlint.facts import DATE
from reportlint.language import Message
from reportlint.source import Text


@check
def signature(document: Document, *, kinds: list[str], short: list[list[str]]) -> Iterator[Problem]:
    """The signature names the body of the title; ``kinds`` are the last words of bodies, compared with their like only.

    ``short`` are words with their usual short forms. A name that may be another short form weighs less.
    """
    signed, titled = _signed(document), document.issuer
    if signed is None or titled is None or document.title is None or signed.value == titled:
        return
    kind = next((kind for kind in kinds if titled.endswith(kind)), None)
    if kind is None or not signed.value.endswith(kind):
        return
    one, other = _plain(titled, short), _plain(signed.value, short)
    if one in other or other in one:
        return
    said = Message(
        f"落款“{signed.value}”与标题中的“{titled}”不一致，请核对",
        f"signed “{signed.value}”, but titled “{titled}”; check them",
    )
    brief = _shortened(one, other) or _shortened(other, one)
    related = Related(document.title.span, Message("标题在这里", "the title is here"))
    yield Problem(signed.span, said, related=(related,), severity=Severity.NOTE if brief else Severity.ERROR)


def _plain(name: str, short: list[list[str]]) -> str:
    """Return a name without blanks and the words that stand for its parts put in their short form."""
    bare = "".join(name.split())
    for long, brief in short:
        bare = re.sub(long, brief, bare)
    return bare


def _shortened(short: str, long: str) -> bool:
    """Whether all characters of one name stand in the other in this order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _signed(document: Document) -> Text | None:
    """Return the name above the date of the report."""
    after = document.divisions[len(document.body) :]
    opener = after[0].opener if after else None
    if opener is None or not DATE.search(opener.value):
        return None
    name = opener.value.splitlines()[0]
    return Text(opener.start + len(name) - len(name.lstrip()), name.strip())
