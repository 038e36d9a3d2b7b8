"""Findings for people: the place in the text, what is wrong, by which provision, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from unicodedata import east_asian_width

from reportlint.diagnostic import Diagnostic, Edit, Fix, Severity
from reportlint.language import Message
from reportlint.linter import Outcome, Run, apply
from reportlint.pattern import lazy
from reportlint.source import Span

REPEATS = 5  # findings of one rule that are shown in full
LISTED = 10  # further ones that are shown in a line
BEFORE, AFTER = 24, 36  # characters shown around a finding
CONTROL = lazy(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")
NAMES = {
    Severity.ERROR: Message("错误", "error"),
    Severity.WARNING: Message("警告", "warning"),
    Severity.NOTE: Message("提示", "note"),
}
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def full(run: Run) -> str:
    """Show each finding with its line, a caret, related places, basis and remedy; fold repeats after five."""
    return "".join(f"{line}\n" for outcome in run.outcomes for line in _outcome(outcome, run.language))


def _outcome(outcome: Outcome, language: str) -> Iterator[str]:
    seen: Counter[str] = Counter()
    folded: dict[str, list[Diagnostic]] = {}
    for diagnostic in outcome.diagnostics:
        seen[diagnostic.rule.id] += 1
        if seen[diagnostic.rule.id] > REPEATS:
            folded.setdefault(diagnostic.rule.id, []).append(diagnostic)
        else:
            yield from _diagnostic(diagnostic, language)
    for rest in folded.values():
        yield from _folded(rest, language)


def _folded(rest: list[Diagnostic], language: str) -> Iterator[str]:
    """Show what is left of a rule's findings in a line each, and of many only where they are."""
    first = rest[0]
    more = Message(f"另有{len(rest)}处", f"{len(rest)} more")
    yield f"{visible(first.source.name)}: {_coloured(first, language)} {first.rule.id} {more.text(language)}"
    for d in rest[:LISTED]:
        yield f"    {d.start.row}:{d.start.column}  {d.problem.message.text(language)}  “{_short(visible(d.excerpt))}”"
    if len(rest) > LISTED:
        yield f"    … {', '.join(f'{d.start.row}:{d.start.column}' for d in rest[LISTED : 2 * LISTED])} …"
    yield ""


def _diagnostic(d: Diagnostic, language: str) -> Iterator[str]:
    yield f"{visible(d.source.name)}:{d.start.row}:{d.start.column}: {_coloured(d, language)} {d.rule.id} {visible(d.problem.message.text(language))}"
    yield from _quoted(d, d.problem.span)
    if where := _where(d, language):
        yield f"    {Message('位置', 'in').text(language)}  {visible(where)}"
    for related in d.problem.related:
        position = d.source.position(related.span.start)
        yield f"    {Message('关联', 'see').text(language)}  {position.row}:{position.column} {related.message.text(language)}"
        yield from _quoted(d, related.span)
    yield f"    {Message('依据', 'rule').text(language)}  {d.rule.basis}"
    if d.problem.fix:
        yield f"    {Message('修改', 'fix').text(language)}  {_remedy(d, language)}"
    yield ""


def _where(d: Diagnostic, language: str) -> str:
    """Return the page or the table, where the file has such, and the headings above the finding."""
    place = d.source.place(d.problem.span.start)
    named = [Message(*place).text(language)] if place else []
    return "  ".join([*named, *filter(None, [" > ".join(_short(part) for part in d.path)])])


def _coloured(d: Diagnostic, language: str) -> str:
    """Return the severity in colour; the command line takes the colour out where it is not wanted."""
    return f"\x1b[{COLOURS[d.severity]}m{NAMES[d.severity].text(language)}\x1b[0m"


def _quoted(d: Diagnostic, span: Span) -> Iterator[str]:
    """Show the part of a line around a span, with a caret under it that is measured for full-width characters."""
    line, first = d.source.line_at(span.start)
    last = min(len(line), first + span.end - span.start)
    start, end = max(0, first - BEFORE), min(len(line), last + AFTER)
    before = visible(("…" if start else "") + line[start:first]).lstrip()
    marked = visible(line[first:last])
    yield f"    | {before}{marked}{visible(line[last:end])}{'…' if end < len(line) else ''}"
    yield f"    | {' ' * width(before)}{'^' * max(1, width(marked))}"


def _remedy(d: Diagnostic, language: str) -> str:
    assert d.problem.fix is not None
    kind = Message("建议，请核对", "proposed; please check")
    if d.problem.fix.safe:
        kind = Message("只有这一种写法", "one correct form")
    return f"{change(d, language)}  [{kind.text(language)}]"


def change(d: Diagnostic, language: str) -> str:
    """Show what a fix changes: old → new."""
    fix = d.problem.fix
    assert fix is not None
    start, end = min(e.span.start for e in fix.edits), max(e.span.end for e in fix.edits)
    old = d.source.text[start:end]
    shifted = [Edit(Span(e.span.start - start, e.span.end - start), e.text) for e in fix.edits]
    new = apply(old, [Fix(tuple(shifted))])
    return f"{_short(visible(old))} → {_short(visible(new)) or Message('（删去）', '(removed)').text(language)}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:24]}…{text[-12:]}"


def visible(text: str) -> str:
    """Return a text with signs that would steer a terminal shown as their codes."""
    return CONTROL.sub(lambda match: " " if match[0] in "\t\r\n" else f"<{ord(match[0]):02X}>", text)


def width(text: str) -> int:
    """Return the columns that a text takes on a terminal, where Chinese characters take two.

    >>> width("〔2021〕74号")
    12
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
