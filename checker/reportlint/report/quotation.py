"""What is quoted of a report in a finding: the words found, and the words to put in their place."""

from __future__ import annotations

from reportlint.diagnostic import Diagnostic, Edit, Fix
from reportlint.language import Message
from reportlint.linter import apply
from reportlint.pattern import lazy
from reportlint.source import Source, Span

LONGEST = 120  # characters that are quoted in full
SHORT = 40  # characters of a finding that a replacement shows whole
BREAK = lazy(r"[\t\r\n]+")
AROUND = 12  # characters quoted on each side of few words
REMOVED = Message("（删去）", "(removed)")
SAFE = Message("只有这一种写法", "one correct form")
PROPOSED = Message("建议，请核对", "proposed; please check")


def quotation(d: Diagnostic) -> str:
    """Return the words that were found, on one line; of a place without words what stands around it."""
    words = " ".join(d.excerpt.split())
    if words:
        return _short(words)
    return context(d)


def context(d: Diagnostic) -> str:
    """Return the words that were found; few words in ⟦ ⟧ among those around them, for a reader without line numbers."""
    before, words, after = surroundings(d)
    return f"{before}⟦{words}⟧{after}" if before or after else words


def surroundings(d: Diagnostic) -> tuple[str, str, str]:
    """Return what stands before the words that were found, the words, and what follows; many words stand alone."""
    words = d.excerpt
    if len(words) >= AROUND or "\n" in words.strip():
        return "", _short(" ".join(words.split())), ""
    line, start = d.source.line_at(d.problem.span.start)
    end = start + len(words.rstrip("\r\n"))
    first, last = max(0, start - AROUND), min(len(line), end + AROUND)
    before, after = line[first:start].lstrip(), line[end:last].rstrip()
    return f"{'…' if first else ''}{before}", line[start:end], f"{after}{'…' if last < len(line) else ''}"


def replacement(d: Diagnostic) -> tuple[str, str] | None:
    """Return the words with and without the fault, as a fix mends it; None where there is no fix.

    They reach over the whole finding where that is short, so that a blank taken away can be seen.
    """
    fix = d.problem.fix
    if fix is None:
        return None
    start, end = min(e.span.start for e in fix.edits), max(e.span.end for e in fix.edits)
    wide = Span(min(start, d.problem.span.start), max(end, d.problem.span.end))
    if wide.end - wide.start <= SHORT:
        start, end = wide
    old = d.source.text[start:end]
    shifted = [Edit(Span(e.span.start - start, e.span.end - start), e.text) for e in fix.edits]
    new = apply(old, [Fix(tuple(shifted))])
    return _short(BREAK.sub(" ", old)), _short(BREAK.sub(" ", new))


def remedy(d: Diagnostic, language: str) -> str:
    """Return ``old → new`` and how sure that is, empty where there is no fix."""
    pair = replacement(d)
    if pair is None:
        return ""
    assert d.problem.fix is not None
    kind = SAFE if d.problem.fix.safe else PROPOSED
    old, new = pair
    return f"{old} → {new or REMOVED.text(language)}  [{kind.text(language)}]".lstrip()


def place(d: Diagnostic, language: str) -> str:
    """Return where a finding is and the headings above it; of one on an exemption also the file."""
    parts = [where(d.source, d.problem.span.start).text(language)]
    if d.rule.afterwards:
        parts.insert(0, d.source.name)
    if d.path:
        parts.append(" › ".join(map(_short, d.path)))
    return Message("，", ", ").text(language).join(parts)


def where(source: Source, offset: int) -> Message:
    """Return the page or the table that a reader finds a place by, and the line where rows of the file are all there is."""
    row = source.position(offset).row
    return Message(*(source.place(offset) or (f"第{row}行", f"line {row}")))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST * 2 // 3]}…{text[-LONGEST // 4 :]}"
