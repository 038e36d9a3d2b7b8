"""Checks on the contents that a report must have, and on their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reportlint.checks import check, needs
from reportlint.checks.structure.title import title_span
from reportlint.contents import Content, Found, contents
from reportlint.diagnostic import Fix, Problem, Related, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.section import Section

LONGEST = 60  # characters of a heading
TEXT = 30  # characters that are more than an item of a list
END = lazy("[，。；：、,;:]$")


@check
def required(document: Document, *, sections: tuple[Content, ...], in_prose: bool = False) -> Iterator[Problem]:
    """Each required content stands under a heading; one found in running text, or too low, is not set out (warning).

    Where a report may be written ``in_prose``, nothing is said of one without headings.
    """
    where = title_span(document)
    if in_prose and not contents(document, sections):
        return
    if not document.tops and not any(found.place == "line" for found in contents(document, sections)):
        lost = Message(
            "没有识别出“一、”“二、”等各级标题，无法核对应当报告的内容",
            "no heading was recognised: the required contents cannot be found",
        )
        yield Problem(where, lost)
        return
    found = contents(document, sections)
    for content in sections:
        places = [f for f in found if f.content == content]
        if content.required and places and _hidden(places[0]):
            yield Problem(
                places[0].span,
                Message(f"“{content.name}”没有单列标题", f"“{content.name}” has no heading of its own"),
                severity=Severity.WARNING,
            )
        elif content.required and not places and not _implied(document, content, found):
            yield Problem(where, Message(f"缺少“{content.name}”部分", f"the section “{content.name}” is missing"))


def _hidden(found: Found) -> bool:
    return found.place == "text" or (found.place == "nested" and not found.content.nested)


def _implied(document: Document, content: Content, found: list[Found]) -> bool:
    """Whether sections by theme stand for a content: enough of them, before all that must come behind it."""
    known = {id(f.section) for f in found if f.place == "top"}
    before = [f.span.start for f in found if f.place == "top" and f.content.after and content.id in f.content.after]
    themes = [s for s in document.tops if id(s) not in known and s.heading.mark.start < min(before, default=1 << 60)]
    return 0 < content.implied <= len(themes)


@check
def order(document: Document, *, sections: tuple[Content, ...]) -> Iterator[Problem]:
    """No content stands before one that it must follow; nothing that is required follows the last one."""
    first: dict[str, Found] = {}
    for found in contents(document, sections):
        if found.place == "top":
            first.setdefault(found.content.id, found)
    for index, one in enumerate(first.values()):
        later = list(first.values())[index + 1 :]
        behind = next(
            (f for f in later if f.section is not one.section and _must_precede(f.content, one.content)), None
        )
        if behind:
            yield Problem(
                one.span,
                Message(
                    f"“{one.content.name}”应在“{behind.content.name}”之后",
                    f"“{one.content.name}” comes after “{behind.content.name}”",
                ),
                related=(Related(behind.span, Message("应移到这一部分之后", "it should follow this section")),),
            )


def _must_precede(content: Content, other: Content) -> bool:
    return content.id in other.after or (other.last and content.required)


@check
def duplicate(document: Document, *, sections: tuple[Content, ...]) -> Iterator[Problem]:
    """No content heads two top sections, unless it may take several or the second goes on with the first."""
    last: dict[str, Found] = {}
    tops = {id(section): number for number, section in enumerate(document.tops)}
    for found in contents(document, sections):
        if found.place != "top" or found.content.split or found.section is None:
            continue
        first = last.get(found.content.id)
        last[found.content.id] = found
        if first is None or (tops[id(found.section)] == tops[id(first.section)] + 1 and _goes_on(found)):
            continue
        yield Problem(
            found.span,
            Message(f"“{found.content.name}”重复出现", f"“{found.content.name}” appears twice"),
            related=(Related(first.span, Message("上一处在这里", "the one before is here")),),
        )


def _goes_on(found: Found) -> bool:
    assert found.section is not None
    return any(re.search(part, found.section.heading.title.value) for part in found.content.parts)


@check
def merged(document: Document, *, sections: tuple[Content, ...]) -> Iterator[Problem]:
    """Each required content has a heading of its own."""
    found = [f for f in contents(document, sections) if f.place == "top" and f.content.required]
    for one, other in pairwise(found):
        if one.section is other.section:
            yield Problem(
                one.span,
                Message(
                    f"“{one.content.name}”和“{other.content.name}”合为一个部分，建议分列",
                    f"“{one.content.name}” and “{other.content.name}” share one heading; better apart",
                ),
            )


@check
def empty(document: Document, *, no_lists: list[int]) -> Iterator[Problem]:
    """Text stands below each heading of the report itself; annexes are often forms and tables.

    Short lines of which at most the last has text are a list, unless their level is one of ``no_lists``.
    """
    for siblings, _ in document.siblings:
        if siblings[0].heading.mark.start >= document.end:
            return
        texts = [section for section in siblings if not section.empty]
        only = 1 < len(texts) == len(siblings) - 1
        titles = [section.heading.title.value for section in texts]
        alike = only and any("，" in title for title in titles) and not any(END.search(title) for title in titles)
        halves = alike or siblings[0].heading.level in no_lists
        short = only and all(not s.heading.alone and len(s.paragraphs[0].value) >= TEXT for s in texts)
        filled = [not _bare(section, halves, short) for section in siblings]
        listed = siblings[0].heading.level not in no_lists and not any(filled[:-1])
        for section, full in zip(siblings, filled, strict=True):
            if not full and not listed:
                yield Problem(section.heading.span, Message("标题下没有内容", "nothing stands below this heading"))


def _bare(section: Section, halves: bool, short: bool) -> bool:
    """Whether a heading stands alone, and is no sentence that says something itself.

    One of two ``halves``, or a ``short`` one that ends in 。, may be a heading among siblings that have text.
    """
    title = section.heading.title.value
    if not section.empty or len(title) > LONGEST:
        return False
    said = END.search(title) or re.search("[；：;:]|。.", title) or (re.search("[，,]", title) and not halves)
    return not said or (short and re.fullmatch(r"[^，。；：、,;:\d]{6,16}。", title) is not None)


@check
def mentions(document: Document, *, sections: tuple[Content, ...], of: str, words: str, what: str) -> Iterator[Problem]:
    """The section ``of`` this id has one of the ``words`` (a pattern); ``what`` calls what is missing otherwise."""
    for found in contents(document, sections):
        if found.content.id == of and found.section:
            if not re.search(words, document.source[found.section.extent]):
                said = Message(
                    f"“{found.content.name}”部分没有写明{what}", f"“{found.content.name}” does not say: {what}"
                )
                yield Problem(found.span, said)
            return


@check
@needs("year")
def fee(document: Document, *, sections: tuple[Content, ...], of: str, words: str, fee: str) -> Iterator[Problem]:
    """The section ``of`` this id says, by ``words``, whether a ``fee`` was charged."""
    found = next((found for found in contents(document, sections) if found.content.id == of and found.section), None)
    if found is None or found.section is None:
        return
    if fee not in document.source.text and not re.search(words, document.source[found.section.extent]):
        zh = f"没有写明{fee}的收取情况；没有收取的，也要写明"
        yield Problem(
            found.span, Message(zh, f"does not say whether the fee ({fee}) was charged; say so if it was not")
        )


@check
def heading_words(document: Document, *, sections: tuple[Content, ...]) -> Iterator[Problem]:
    """The heading of a required content is its name, word for word, where a form prescribes it."""
    for found in contents(document, sections):
        if found.place != "top" or found.section is None or not found.content.required:
            continue
        title = found.section.heading.title
        if "".join(title.value.split()) != found.content.name:
            name = found.content.name
            said = Message(f"标题应为“{name}”", f"the heading is prescribed: “{name}”")
            yield Problem(title.span, said, Fix.replace(title.span, name, safe=False))
