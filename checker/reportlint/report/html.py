"""Pages to look at, print and sign; the only module that knows the template engine.

Every page is one file that loads nothing from elsewhere. What it shows of a report is text to the template engine,
which escapes it; signs that cannot be shown are written as their codes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined

from reportlint import __version__
from reportlint.diagnostic import Diagnostic, Severity
from reportlint.folder import Folder
from reportlint.language import Message
from reportlint.linter import Line, Outcome, Run
from reportlint.report import chart, quotation, verdict
from reportlint.report import notice as wording
from reportlint.report.full import CONTROL, NAMES
from reportlint.report.marks import Row, lies_in, rows
from reportlint.source import LINE_END

BLOCK = 50  # lines that the browser lays out together; far ones it may leave alone until they are scrolled to
WIDE = 28  # characters in a line of the page, to guess the height of a block
LONG = 60  # characters; a longer line that begins with a heading is a paragraph


class Block(NamedTuple):
    """Some lines of a report, and how many lines on the page they fill, about."""

    height: int
    rows: list[Row]


class Entry(NamedTuple):
    """A line of the outline, and where it leads."""

    line: Line
    row: int


class Page(NamedTuple):
    """One report, as the template shows it."""

    outcome: Outcome
    starts: list[int]  # of the lines of its text, which for an office file are not those of the file
    blocks: list[Block]
    outline: list[Entry]
    heads: dict[int, int]  # rows that hold a title or a heading and little more, with their level
    bars: list[chart.Bar]
    counts: Counter[Severity]

    def row(self, offset: int) -> int:
        """Return the line of the text that an offset lies in, from 1."""
        return bisect_right(self.starts, offset)


def html(run: Run) -> str:
    """Show each report with its findings marked in the text and listed beside it."""
    pages = [_page(outcome, run.language) for outcome in run.outcomes]
    counts = sum((page.counts for page in pages), Counter[Severity]())
    return _rendered("report.html.j2", run, pages=pages, counts=counts)


def checklist(run: Run) -> str:
    """Return a sheet for each report that says of every rule whether it is kept, to be signed."""
    sheets = []
    for outcome in run.outcomes:
        items = verdict.judged(outcome)
        sheets.append((outcome, verdict.grouped(items), Counter(item.verdict for item in items)))
    return _rendered("checklist.html.j2", run, sheets=sheets)


def notice(run: Run) -> str:
    """Return a note for each report that asks for it to be changed."""
    notes = [(outcome, *verdict.demands(outcome)) for outcome in run.outcomes]
    return _rendered("notice.html.j2", run, notes=notes)


def _page(outcome: Outcome, language: str) -> Page:
    starts = [0, *(match.end() for match in LINE_END.finditer(outcome.shown.text))]
    outline = [Entry(line, bisect_right(starts, line.start)) for line in outcome.outline]
    return Page(
        outcome=outcome,
        starts=starts,
        blocks=list(_blocks(list(rows(outcome.shown, outcome.diagnostics)))),
        outline=outline,
        heads={row: line.level for line, row in outline if len(outcome.shown.line(row)) < LONG},
        bars=chart.bars(outcome, language),
        counts=Counter(d.severity for d in outcome.diagnostics),
    )


def _blocks(lines: list[Row]) -> Iterator[Block]:
    for at in range(0, len(lines), BLOCK):
        block = lines[at : at + BLOCK]
        yield Block(sum(1 + sum(len(token.words) for token in row.tokens) // WIDE for row in block), block)


def _rendered(template: str, run: Run, **values: Any) -> str:
    say = partial(_say, run.language)
    return (
        _environment()
        .get_template(template)
        .render(
            **values,
            run=run,
            say=say,
            t=lambda zh, en: say(Message(zh, en)),
            title=_titles(run.language),
            version=__version__,
        )
    )


def _say(language: str, message: Message) -> str:
    return message.text(language)


def _titles(language: str) -> Callable[[Diagnostic], str]:
    """Return what gives the title of a rule; it stands on the rule's page, which is read once."""
    known: dict[str, str] = {}

    def title(d: Diagnostic) -> str:
        if d.rule.id not in known:
            known[d.rule.id] = d.rule.title.text(language)
        return known[d.rule.id]

    return title


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(Folder.of("reportlint.report", "templates").read),
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        Severity=Severity,
        Verdict=verdict.Verdict,
        NAMES=NAMES,
        lies_in=lies_in,
        quotation=quotation,
        verdict=verdict,
        wording=wording,
        zip=zip,
    )
    return environment


def _visible(value: Any) -> Any:
    """Write signs that a page cannot hold, or that would turn the text around, as their codes; what is markup has passed."""
    if isinstance(value, str) and not hasattr(value, "__html__") and CONTROL.search(value):
        return CONTROL.sub(lambda match: match[0] if match[0] in "\t\r\n" else f"<{ord(match[0]):02X}>", value)
    return value
