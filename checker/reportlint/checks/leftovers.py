"""Checks on what an office file holds beside its text: comments, tracked changes, hidden text, fields that failed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check, office
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message

SAID = {  # by kind; {} is the detail, with what goes with it. Names of persons are not told: outputs go to others
    "tracked-insertion": Message("修订没有处理：这里插入过文字", "tracked insertion left"),
    "tracked-deletion": Message("修订没有处理：这里删除过文字", "tracked deletion left"),
    "comment": Message("留有批注", "comment left"),
    "hidden-text": Message("留有隐藏文字{}", "hidden text left{}"),
    "failed-field": Message("域没有更新成功，留下了出错信息{}", "a field failed and left its error message{}"),
    "highlight": Message("留有突出显示{}", "highlighting left{}"),
    "author": Message("文件属性“作者”里留有姓名", "a name left in the properties of the file: author"),
    "last-author": Message("文件属性“上次修改者”里留有姓名", "a name left in the properties of the file: last author"),
    "company": Message("文件属性“公司”里留有名称", "a name left in the properties of the file: company"),
}
AROUND = {"header": Message("页眉里", " in a header"), "footer": Message("页脚里", " in a footer"), "": Message("", "")}
SIZED = ("hidden-text",)  # their detail is a number of characters


@check
@office
def found(document: Document, *, kinds: list[str], harmless: str = "") -> Iterator[Problem]:
    """There are no leftovers of some ``kinds``; those whose detail matches ``harmless`` as a whole do not count."""
    origin = document.source.origin
    for leftover in origin.leftovers if origin else ():
        if leftover.kind in kinds and not (harmless and re.fullmatch(harmless, leftover.detail)):
            said = SAID.get(leftover.kind, Message(f"留有{leftover.kind}{{}}", f"{leftover.kind} left{{}}"))
            zh, en = _detail(leftover.kind, leftover.detail)
            around = AROUND[leftover.where]
            yield Problem(
                leftover.span,
                Message(f"{around.zh}{said.zh.replace('{}', zh)}", f"{said.en.replace('{}', en)}{around.en}"),
            )


def _detail(kind: str, detail: str) -> Message:
    if not detail:
        return Message("", "")
    if kind in SIZED:
        return Message(f"（{detail}字）", f" ({detail} characters)")
    return Message(f"（{detail}）", f" ({detail})")
