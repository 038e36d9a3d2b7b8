"""SARIF 2.1.0, the form in which tools exchange findings; tests hold it against the published schema."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

from reportlint import __version__
from reportlint.diagnostic import Diagnostic, Exemption, Fix
from reportlint.language import Message
from reportlint.linter import Outcome, Run
from reportlint.report.excerpt import HEADING, cut
from reportlint.report.gaps import gaps
from reportlint.report.json import marks, written
from reportlint.rule import Rule
from reportlint.source import Source, Span

PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def sarif(run: Run) -> str:
    """Return a log of one run: what was checked and by which rules, what was found or let pass, what was not checked."""
    rules = _rules(run)
    driver = {"name": "reportlint", "version": __version__, "rules": [_rule(r, run.language) for r in rules.values()]}
    log = {
        "tool": {"driver": driver},
        "language": "en" if run.language == "en" else "zh-CN",
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(run, list(rules))],
        "artifacts": [_artifact(outcome) for outcome in run.outcomes],
        "results": list(_results(run, list(rules))),
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return written({"$schema": schema, "version": "2.1.0", "runs": [log]})


def uri(name: str) -> str:
    """Return a file name as a URI, relative where the name is; bytes that are no UTF-8 stay what they were.

    >>> uri("./收文/a b.txt"), uri("/a:1.txt")
    ('%E6%94%B6%E6%96%87/a%20b.txt', 'file:///a%3A1.txt')
    """
    path = name.replace(os.sep, "/").removeprefix("./")
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "backslashreplace")
    encoded = "".join(chr(byte) if byte in PLAIN else f"%{byte:02X}" for byte in data)
    if not os.path.isabs(name):
        return encoded
    path = re.sub("^([A-Za-z])%3A", r"\1:", encoded)  # a drive of Windows
    return f"file:///{path.lstrip('/')}"


def _rules(run: Run) -> dict[str, Rule]:
    """Return the rules by id; of one that a ruleset takes over from another, the first stands."""
    found: dict[str, Rule] = {}
    for ruleset in {outcome.ruleset.id: outcome.ruleset for outcome in run.outcomes}.values():
        for rule in ruleset.rules:
            found.setdefault(rule.id, rule)
    return found


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    page, title = rule.page, rule.title
    paragraphs = [part.strip() for part in page.split("\n\n")[1:]]
    purpose = paragraphs[0] if paragraphs and not paragraphs[0].startswith("#") else title.zh
    return {
        "id": rule.id,
        "name": title.text(language),
        "shortDescription": {"text": title.text(language)},
        "fullDescription": {"text": cut(title.en if language == "en" else purpose, 1000)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {
            "category": rule.category,
            "basis": rule.basis,
            "titles": title._asdict(),
            "tags": [rule.category],
        },
    }


def _artifact(outcome: Outcome) -> dict[str, Any]:
    source, ruleset = outcome.source, outcome.ruleset
    hashes = {"hashes": {"sha-256": outcome.sha256}} if outcome.sha256 else {}
    return hashes | {
        "location": {"uri": uri(source.name)},
        "encoding": source.encoding.upper().removesuffix("-SIG"),
        "roles": ["analysisTarget"],
        "properties": {"ruleset": ruleset.id, "year": outcome.year, "rulesRun": len(outcome.rules)},
    }


def _invocation(run: Run, order: list[str]) -> dict[str, Any]:
    """Say what was not checked; only a run in which all was checked is called a success."""
    missed = gaps(run)
    notes = [_notification("error", each.why.text(run.language), each.name) for each in missed]
    for note, each in zip(notes, missed, strict=True):
        note["properties"] = {"fault": each.fault}
    for outcome in run.outcomes:
        for rule, lacking in outcome.undecided:
            open_ = Message(f"规则 {rule.id} 无法判断：{lacking.zh}", f"rule {rule.id} is undecided: {lacking.en}")
            note = _notification("note", open_.text(run.language), outcome.source.name)
            notes.append({**note, "associatedRule": {"id": rule.id, "index": order.index(rule.id)}})
    return {"executionSuccessful": bool(run.outcomes) and not missed, "toolExecutionNotifications": notes}


def _notification(level: str, text: str, name: str) -> dict[str, Any]:
    return {
        "level": level,
        "message": _message(text),
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(name)}}}],
    }


def _results(run: Run, order: list[str]) -> Iterator[dict[str, Any]]:
    indexes = {id: index for index, id in enumerate(order)}
    aside = [d for outcome in run.outcomes for d in outcome.set_aside]
    compared, exempted = any(d.known for d in aside), any(d.exemption for d in aside)
    for outcome in run.outcomes:
        file = uri(outcome.source.name)
        both = [*outcome.diagnostics, *outcome.set_aside]
        for diagnostic, mark in zip(both, marks(outcome), strict=True):
            result = {"ruleIndex": indexes[diagnostic.rule.id], **_result(diagnostic, file, run.language, mark)}
            if compared:
                result["baselineState"] = "unchanged" if diagnostic.known else "new"
            if exempted:  # where one result says whether it is suppressed, all have to
                result["suppressions"] = list(_suppressions(diagnostic.exemption))
            yield result


def _result(d: Diagnostic, file: str, language: str, mark: str) -> dict[str, Any]:
    place = _location(d.source, d.problem.span, file)
    if d.path:
        place["logicalLocations"] = [{"fullyQualifiedName": " > ".join(cut(heading, HEADING) for heading in d.path)}]
    result = {
        "ruleId": d.rule.id,
        "level": str(d.severity),
        "message": _message(d.problem.message.text(language)),
        "locations": [place],
        "partialFingerprints": {"reportlint/v1": mark},
        "properties": {"basis": d.rule.basis, "messages": d.problem.message._asdict()},
    }
    if d.problem.related:
        result["relatedLocations"] = [
            {"id": number, **_location(d.source, each.span, file), "message": _message(each.message.text(language))}
            for number, each in enumerate(d.problem.related, 1)
        ]
    if d.problem.fix:
        result["fixes"] = [_fix(d.source, d.problem.fix, file, language)]
    return result


def _message(text: str) -> dict[str, str]:
    """Return a message in which nothing the report says passes for a placeholder or a link."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")}


def _location(source: Source, span: Span, file: str) -> dict[str, Any]:
    region = {**_region(source, span), "snippet": {"text": source[span]}}
    return {"physicalLocation": {"artifactLocation": {"uri": file}, "region": region}}


def _region(source: Source, span: Span) -> dict[str, Any]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "startLine": start.row,
        "startColumn": start.column,
        "endLine": end.row,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(source: Source, fix: Fix, file: str, language: str) -> dict[str, Any]:
    zh, en = ("只有这一种写法", "one correct form") if fix.safe else ("建议，请核对", "proposed; please check")
    edits = [{"deletedRegion": _region(source, e.span), "insertedContent": {"text": e.text}} for e in fix.edits]
    return {
        "description": {"text": en if language == "en" else zh},
        "artifactChanges": [{"artifactLocation": {"uri": file}, "replacements": edits}],
        "properties": {"applicability": "safe" if fix.safe else "unsafe"},
    }


def _suppressions(exemption: Exemption | None) -> Iterator[dict[str, Any]]:
    """Yield why, by whom and until when a finding is let pass; nothing for one that is not."""
    if exemption:
        facts = {"by": exemption.by, "until": exemption.until and str(exemption.until), "file": exemption.file}
        yield {
            "kind": "external",
            "status": "accepted",
            "justification": exemption.reason,
            "properties": {name: value for name, value in facts.items() if value},
        }
