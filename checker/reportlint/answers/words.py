"""What a finding says in an answer, whatever the format of the file it is written into."""

from __future__ import annotations

from reportlint.diagnostic import Diagnostic
from reportlint.language import Message
from reportlint.report.full import NAMES
from reportlint.report.quotation import remedy, where

AUTHOR = "reportlint"


def said(d: Diagnostic, language: str) -> list[str]:
    """Return the lines of a comment: the fact, the remedy, what it contradicts, the provision, the rule."""
    mark = Message("：", ": ").text(language)
    lines = [f"{NAMES[d.severity].text(language)}{mark}{d.problem.message.text(language)}"]
    if change := remedy(d, language):
        lines.append(f"{Message('修改', 'Change').text(language)}{mark}{change}")
    for related in d.problem.related:
        place = where(d.source, related.span.start).text(language)
        lines.append(f"{Message('关联', 'See').text(language)}{mark}{place} {related.message.text(language)}")
    return [*lines, f"{Message('依据', 'Basis').text(language)}{mark}{d.rule.basis}", d.rule.id]
