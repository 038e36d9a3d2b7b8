"""Checks on text that stands twice: in one report, or in last year's as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportlint.checks import check, comparing
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.prose import Sentence, compared
from reportlint.source import Span, Text, within

PART = lazy(r"[^；;。！？!?]+")
CLAUSE = lazy(r"(?:[^，；：。！？,;:!?]|(?<=\d),(?=\d))+")  # a comma may set thousands off
LEAST = 6  # of fewer characters it is a word, not a clause
MARKS = r"\x00-\x7f，。、；：（）《》“”〔〕—\u3000"  # told from all others: a range of 20,000 characters takes long to compile
SHORT = rf"[^{MARKS}]{{0,{2 * LEAST - 1}}}+"  # no place for anything said twice; skipped in the same step
RUN = lazy(rf"(?:{SHORT}[{MARKS}]++)*+(?:([^{MARKS}]{{{2 * LEAST},}})|.*\Z)")
AT_ONCE = lazy(rf"([\u4e00-\u9fff]{{{LEAST},40}}?)\1")
SHOWN = 5  # figures of a sentence that are named


@check
def sentence(document: Document, *, shortest: int) -> Iterator[Problem]:
    """No sentence of ``shortest`` characters or more stands twice; a passage of several is one finding."""
    sentences = document.sentences
    first: dict[str, int] = {}
    for copy, original in _copies(sentences, first, shortest):
        here, there = _joined(sentences, copy), _joined(sentences, original)
        yield Problem(
            here,
            Message("这句话前面已经写过，应删去其中一处", "this was said before; remove one of the two"),
            related=(Related(there, Message("前一处在这里", "it was said here")),),
        )


def _copies(sentences: tuple[Sentence, ...], first: dict[str, int], shortest: int) -> Iterator[tuple[range, range]]:
    """Yield runs of sentences that repeat a run before them, each within a paragraph."""
    at = 0
    while at < len(sentences):
        key = sentences[at].key
        original = first.setdefault(key, at)
        if original == at or len(key) < shortest:
            at += 1
            continue
        end = at + 1
        while end < len(sentences) and _runs_on(sentences, original + end - at, end, at):
            end += 1
        yield range(at, end), range(original, original + end - at)
        at = end


def _runs_on(sentences: tuple[Sentence, ...], original: int, copy: int, start: int) -> bool:
    """Whether the next sentence is repeated as well, in the same paragraph as the one before it."""
    return (
        original < start
        and sentences[copy].key == sentences[original].key
        and sentences[copy].paragraph == sentences[copy - 1].paragraph
        and sentences[original].paragraph == sentences[original - 1].paragraph
    )


def _joined(sentences: tuple[Sentence, ...], run: range) -> Span:
    return Span(sentences[run[0]].start, sentences[run[-1]].span.end)


@check
def clause(document: Document, *, shortest: int) -> Iterator[Problem]:
    """No clause of ``shortest`` characters or more stands twice in a sentence, none of six or more twice without a mark.

    Parts between ； may say the like of each other (，增速居全国第2位；), so only whole parts are compared with other parts.
    """
    text = document.source.text
    for run in RUN.finditer(text):
        for match in AT_ONCE.finditer(text, *run.span(1)) if run[1] and _doubles(run[1]) else ():
            if not within(document.outside, match.start()):
                yield _again(Span(match.end(1), match.end()), Span(*match.span(1)))
    for sentence in document.sentences:
        if not _suspicious(sentence.value):
            continue
        parts = list(_cut(PART, Text(sentence.start, sentence.value)))
        repeated = list(_repeated(parts, shortest))
        yield from repeated
        copies = {problem.span for problem in repeated}
        for part in parts:
            if part.span not in copies:
                yield from _repeated(_cut(CLAUSE, part), shortest)


def _doubles(run: str) -> bool:
    """Whether four characters stand again behind a clause; if one is said twice, some of every third four do."""
    for at in range(len(run) - 2 * LEAST, -1, -3):  # noqa: SIM110  # any() takes twice as long, and this is asked of each run
        if run.find(run[at : at + 4], at + LEAST) >= 0:
            return True
    return False


def _suspicious(text: str) -> bool:
    """Whether any two clauses are the same, told in a fraction of the time that it takes to say which."""
    for mark in "；：,;:":
        text = text.replace(mark, "，")
    clauses = text.rstrip("。！？!?").split("，")
    return len(set(clauses)) < len(clauses)


def _cut(pattern: re.Pattern[str], text: Text) -> Iterator[Text]:
    return (Text(text.start + match.start(), match[0]) for match in pattern.finditer(text.value))


def _repeated(texts: Iterable[Text], shortest: int) -> Iterator[Problem]:
    """Yield a problem for each text that repeats another one, once for each."""
    seen: dict[str, list[Text]] = {}
    for text in texts:
        places = seen.setdefault(compared(text.value), [])
        places.append(text)
        if len(places) == 2 and len(compared(text.value)) >= shortest:
            yield _again(text.span, places[0].span)


def _again(copy: Span, first: Span) -> Problem:
    said = Message("同一句话里已经写过，应删去其中一处", "said before in the same sentence; remove one of the two")
    return Problem(copy, said, related=(Related(first, Message("前一处在这里", "it was said here")),))


@comparing
@check
def copied(document: Document, *, shortest: int) -> Iterator[Problem]:
    """No paragraph of ``shortest`` characters or more is last year's; the first finding tells how much of the text is."""
    assert document.previous is not None
    old = {compared(paragraph.value): paragraph for paragraph in document.previous.paragraphs}
    found = [(p, old[key]) for p in document.paragraphs if len(key := compared(p.value)) >= shortest and key in old]
    whole = sum(len(paragraph.value) for paragraph in document.paragraphs)
    share = round(100 * sum(len(paragraph.value) for paragraph, _ in found) / whole) if whole else 0
    for number, (paragraph, source) in enumerate(found):
        row = document.previous.source.position(source.start).row
        zh = f"；照搬的段落共{len(found)}段，占正文的{share}%" if number == 0 else ""
        en = f"; paragraphs copied: {len(found)}, {share}% of the text" if number == 0 else ""
        said = Message(
            f"整段与上年报告第{row}行相同，应写本年的情况{zh}",
            f"the whole paragraph is last year's (line {row}); write what was done this year{en}",
        )
        yield Problem(paragraph.span, said)


@comparing
@check
def carried(document: Document, *, figures: str, unless: list[str]) -> Iterator[Problem]:
    """No sentence with figures is last year's; ``unless`` are figures that stay the same, such as names of hotlines."""
    assert document.previous is not None
    pattern, fixed = re.compile(figures), re.compile("|".join(unless))
    old = {_yearless(sentence.key, document.previous.year): sentence for sentence in document.previous.sentences}
    for sentence in document.sentences:
        key = _yearless(sentence.key, document.year)
        if key in old and (found := _figures(document, sentence, pattern, fixed)):
            row = document.previous.source.position(old[key].start).row
            shown = [f"“{figure.value}”" for figure in found[:SHOWN]]
            more = len(found) > SHOWN
            said = Message(
                f"与上年报告第{row}行的句子、数字都相同（{''.join(shown)}{'等' if more else ''}），应核对是否为本年数据",
                f"sentence and figures are last year's, line {row} ({', '.join(shown)}{' …' if more else ''}); check them",
            )
            yield Problem(sentence.span, said)


def _yearless(words: str, year: int | None) -> str:
    """Return a sentence with its years told from the one reported on: a year that was brought up to date hides nothing."""
    for name, number in (("上年", year and year - 1), ("本年", year), ("下年", year and year + 1)):
        words = words.replace(f"{number}年", name)
    return words


def _figures(document: Document, sentence: Sentence, pattern: re.Pattern[str], fixed: re.Pattern[str]) -> list[Text]:
    """Return the figures of a sentence that change from year to year: not those of names, dates and quotations."""
    found = [Text(sentence.start + match.start(), match[0]) for match in pattern.finditer(sentence.value)]
    return [f for f in found if not fixed.match(f.value) and not within(document.protected, f.start)]
