"""Text of others inside Markdown: it stays text, on one line, whatever signs it holds."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.language import Message
from reportlint.linter import Run
from reportlint.pattern import lazy
from reportlint.report.full import visible

SPECIAL = lazy(r"[\\`*_\[\]#|~$@<>&]|(?<=http):|(?<=https):|(?<=ftp):|(?<=www)\.")
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def plain(text: str) -> str:
    r"""Return a text without meaning to Markdown.

    >>> plain("a|b <i> *c*\nd")
    'a\\|b &lt;i&gt; \\*c\\* d'
    """
    return SPECIAL.sub(lambda match: ENTITIES.get(match[0], f"\\{match[0]}"), visible(text)).strip()


def unchecked(run: Run) -> Iterator[str]:
    """Yield the lines that tell of files that were not checked; they come first, for a reader may stop early."""
    say = run.language
    if run.unchecked:
        yield Message("**下列文件没有检查**（没有检查，不等于没有问题）：", "**These files were NOT checked**:").text(
            say
        )
    elif not run.outcomes:
        yield Message("**没有检查任何文件。**", "**No file was checked.**").text(say)
    else:
        return
    yield ""
    for file in run.unchecked:
        yield f"- {plain(file.name)}{Message('：', ': ').text(say)}{plain(file.why.text(say))}"
    yield ""
