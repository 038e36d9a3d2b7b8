"""Exemptions: findings that somebody let pass, with a reason, written beside the report or in it.

``draft.txt.reportlint.toml`` lies beside its report, ``reportlint-exemptions.toml`` speaks of the reports of a folder and
names them; both hold ``[[exemption]]`` tables. Markdown and HTML have ``<!-- reportlint-ignore RULE: reason -->``, for
the findings in its line or in the paragraph that follows it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from reportlint.checks import find
from reportlint.diagnostic import Diagnostic, Exemption, Judged
from reportlint.language import Message, did_you_mean
from reportlint.linter import Outcome
from reportlint.pattern import lazy
from reportlint.source import Source, Span

BESIDE = ".reportlint.toml"
FOLDER = "reportlint-exemptions.toml"
KEYS: dict[str, Any] = {"rule": str, "quotation": str, "reason": str, "by": str, "until": date, "file": str}
HEADER = lazy(r"^[ \t]*\[\[[ \t]*exemption[ \t]*\]\]", re.M)
COMMENT = lazy(r"<!--\s*reportlint-ignore\s+(?P<rule>[\w-]+)\s*[:：]?\s*(?P<reason>(?:(?!-->).)*?)\s*-->", re.S)
COMMENTED = (".md", ".markdown", ".html", ".htm")  # what has comments, by the end of its name


class ExemptionError(ValueError):
    """A file of exemptions that cannot be used; ``faults`` are all its faults at once."""

    def __init__(self, faults: list[Message]) -> None:
        super().__init__("\n".join(fault.en for fault in faults))
        self.faults = faults


class Written(NamedTuple):
    """An exemption as it is written: what it says, in which file, where, and for which lines if not for all."""

    exemption: Exemption
    source: Source
    span: Span
    rows: tuple[int, int] | None = None

    def fits(self, diagnostic: Diagnostic) -> bool:
        """Whether it speaks of a finding; … in its quotation stands for anything."""
        if self.exemption.rule != diagnostic.rule.id:
            return False
        if self.rows is not None:
            return self.rows[0] <= diagnostic.source.row(diagnostic.problem.span.start) <= self.rows[1]
        parts = ("".join(part.split()) for part in re.split("…+", self.exemption.quotation))
        return re.fullmatch(".*".join(map(re.escape, parts)), "".join(diagnostic.excerpt.split()), re.S) is not None


def exemptions_of(source: Source) -> tuple[Written, ...]:
    """Return what is written about a report, beside it and in it; raises ExemptionError, OSError."""
    found: list[Written] = []
    folder, name = os.path.split(source.name)
    for path, all_reports in ((source.name + BESIDE, False), (os.path.join(folder, FOLDER), True)):
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                written = read(Source(path, file.read()))
            found += [each for each in written if not all_reports or each.exemption.file == name]
    return (*found, *comments(source))


def read(source: Source) -> tuple[Written, ...]:
    """Read a file of exemptions; raises ExemptionError."""
    import tomllib

    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        zh, en = f"{source.name} 无法读取：{error}", f"{source.name} cannot be read: {error}"
        raise ExemptionError([Message(zh, en)]) from error
    faults = list(_faults(source.name, data))
    if faults:
        raise ExemptionError(faults)
    spans = [Span(*match.span()) for match in HEADER.finditer(source.text)]
    tables = [_exemption(table) for table in data.get("exemption", [])]
    return tuple(Written(each, source, span) for each, span in zip(tables, spans, strict=False))


def _exemption(table: dict[str, Any]) -> Exemption:
    return Exemption(
        table["rule"],
        table["quotation"],
        **{"reason": "", **{k: v for k, v in table.items() if k not in ("rule", "quotation")}},
    )


def _faults(name: str, data: dict[str, Any]) -> Iterator[Message]:
    for key in data.keys() - {"exemption"}:
        yield Message(
            f"{name} 没有“{key}”这一项，是否想写“exemption”？", f"{name} has no “{key}”; did you mean “exemption”?"
        )
    tables = data.get("exemption", [])
    if not isinstance(tables, list):
        yield Message(f"{name} 里应写作 [[exemption]]", f"write [[exemption]] in {name}")
        return
    for number, table in enumerate(tables, 1):
        zh, en = f"{name} 第{number}条豁免", f"exemption {number} of {name}"
        for key in ("rule", "quotation"):
            if key not in table:
                yield Message(f"{zh}缺少“{key}”", f"{en} lacks “{key}”")
        for key, value in table.items():
            if key not in KEYS:
                guess = did_you_mean(key, KEYS)
                yield Message(f"{zh}没有“{key}”这一项{guess.zh}", f"{en} has no “{key}”{guess.en}")
            elif not isinstance(value, KEYS[key]):
                kind = (
                    Message("日期，写作 2026-12-31", "a date, written 2026-12-31")
                    if key == "until"
                    else Message("文字", "a text")
                )
                yield Message(f"{zh}的“{key}”应是{kind.zh}", f"“{key}” of {en} should be {kind.en}")


def comments(source: Source) -> Iterator[Written]:
    """Yield the exemptions that a Markdown or HTML text holds as comments."""
    if not source.name.lower().endswith(COMMENTED):
        return
    for match in COMMENT.finditer(source.text):
        row, end = source.row(match.start()), source.row(match.end())
        following = re.compile(r"[^\S\r\n]*(?:\r\n?|\n|\Z)\s*").match(source.text, match.end())
        alone = not source.text[: match.start()].rpartition("\n")[2].strip() and following
        last = source.row(following.end()) if alone and following else end
        exemption = Exemption(match["rule"], "", match["reason"], file=source.name)
        yield Written(exemption, source, Span(*match.span()), (row, last))


def blanked(source: Source) -> Source:
    """Return a source without its comments on exemptions, all else in its place."""
    if not source.name.lower().endswith(COMMENTED) or "reportlint-ignore" not in source.text:
        return source
    return source.with_text(COMMENT.sub(lambda match: re.sub(r"[^\r\n]", " ", match[0]), source.text))


def excuse(outcome: Outcome, written: Sequence[Written], today: date) -> Outcome:
    """Set the findings aside that are exempt, and add what is wrong with the exemptions themselves."""
    if not written:
        return outcome
    uses = [0] * len(written)
    counted: list[Diagnostic] = []
    aside: list[Diagnostic] = []
    for diagnostic in outcome.diagnostics:
        fitting = [at for at, each in enumerate(written) if each.fits(diagnostic)]
        for at in fitting:
            uses[at] += 1
        valid = [written[at].exemption for at in fitting if _holds(written[at], diagnostic.rule.waivable, today)]
        if valid:
            aside.append(_set_aside(diagnostic, valid[0]))
        else:
            counted.append(diagnostic)
    judged = [(_shown(each, outcome), _judged(each, uses[at], outcome, today)) for at, each in enumerate(written)]
    afterwards = [rule for rule in outcome.pending if rule.afterwards]
    found = [d for rule in afterwards for d in _own_findings(rule, judged)]
    return outcome._replace(
        diagnostics=(*counted, *found),
        set_aside=(*outcome.set_aside, *aside),
        rules=(*outcome.rules, *afterwards),
        pending=tuple(rule for rule in outcome.pending if not rule.afterwards),
    )


def _judged(written: Written, uses: int, outcome: Outcome, today: date) -> Judged:
    rules = {rule.id: rule for rule in outcome.ruleset.rules}
    rule = rules.get(written.exemption.rule)
    ran = rule is None or rule.id in {each.id for each in outcome.rules}
    return Judged(written.exemption, written.span, uses, ran, rule is None or rule.waivable, _expired(written, today))


def _shown(written: Written, outcome: Outcome) -> Source:
    """Return the file of an exemption as it may be shown: a comment stands in the report, which may hold private text."""
    return outcome.shown if written.source.name == outcome.source.name else written.source


def _holds(written: Written, waivable: bool, today: date) -> bool:
    return waivable and bool(written.exemption.reason.strip()) and not _expired(written, today)


def _expired(written: Written, today: date) -> bool:
    return written.exemption.until is not None and written.exemption.until < today


def _set_aside(diagnostic: Diagnostic, exemption: Exemption) -> Diagnostic:
    return Diagnostic(diagnostic.source, diagnostic.rule, diagnostic.problem, diagnostic.path, exemption=exemption)


def _own_findings(rule: Any, judged: Iterable[tuple[Source, Judged]]) -> Iterator[Diagnostic]:
    for source, each in judged:
        for problem in find(rule.check)(each):
            yield Diagnostic(source, rule, problem, ())
