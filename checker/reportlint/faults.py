"""What keeps a file from being checked or written, by a word for programs, in sentences for people."""

from __future__ import annotations

from reportlint.language import Message

FAULTS = {
    "empty": Message("没有内容，没有检查", "is empty: not checked"),
    "binary": Message("不是文本文件，没有检查", "is not a text file: not checked"),
    "undecodable": Message(
        "无法解码，没有检查；请用 --encoding 指定编码",
        "cannot be decoded: not checked; name the encoding with --encoding",
    ),
    "missing": Message("不存在，没有检查", "does not exist: not checked"),
    "unreadable": Message("无法读取，没有检查", "cannot be read: not checked"),
    "office": Message(
        "这种格式读不了，没有检查；请另存为 .docx 或 .txt",
        "is of a format that is not read: not checked; save it as .docx or .txt",
    ),
    "damaged": Message("文件已损坏或者不完整，没有检查", "is damaged or incomplete: not checked"),
    "encrypted": Message("文件有密码，没有检查；请去掉密码", "is encrypted: not checked; take the password off"),
    "too-big": Message("展开后太大，不像报告，没有检查", "unpacks to too much for a report: not checked"),
    "unsafe": Message("含有实体或者外部引用，没有检查", "holds entities or references to elsewhere: not checked"),
    "no-text": Message(
        "没有可用的文字（可能是扫描件），没有检查", "has no usable text, it may be scanned: not checked"
    ),
    "no-reader": Message(
        "读取它还缺一个程序或者组件，没有检查", "needs a program or a part that is not installed: not checked"
    ),
    "wrong-format": Message("内容与格式不符，没有检查", "is not of the format named: not checked"),
    "not-converted": Message("LibreOffice 没有转换成，没有检查", "could not be converted by LibreOffice: not checked"),
    "pages": Message(
        "有的页没有文字（可能是扫描件），这些页没有检查",
        "has pages without text, maybe scanned: these were not checked",
    ),
    "columns": Message(
        "有的页并列几栏，看不出先后，这些页没有检查；请改成一栏",
        "has pages in columns that may be read in any order: these were not checked; set them in one",
    ),
    "no-reports": Message(
        "目录中没有 .txt、.docx、.pdf、.ofd 等文件，没有检查",
        "holds no .txt, .docx, .pdf, .ofd or the like: nothing checked",
    ),
    "no-type": Message(
        "看不出报告类型，所选规则没有都检查；请用 --ruleset 指定",
        "is of no known type: not all of the selected rules were checked; name it with --ruleset",
    ),
    "no-rules": Message("没有规则可查，没有检查", "met no rule: not checked"),
    "crash": Message(
        "检查时程序出错，没有检查完，请报告此问题",
        "was not checked to the end: an error in reportlint; please report it",
    ),
    "exemptions": Message("豁免文件用不了，没有按豁免检查", "has exemptions that cannot be used: checked without them"),
    "read-only": Message("不可写，没有修改", "is read-only: not changed"),
    "changed": Message("刚被别的程序改过，没有修改", "was changed by something else meanwhile: not changed"),
    "encoding": Message("按原编码无法原样写回，没有修改", "cannot be written back in its encoding: not changed"),
    "unwritable": Message("无法写入，没有修改", "cannot be written: not changed"),
    "no-writer": Message(
        "这种格式只能检查，不能改，没有修改；请改原稿", "is of a format that is only read: not changed; mend the draft"
    ),
    "no-comments": Message("不是 .docx 或 .pdf，写不了批注", "is no .docx or .pdf: no comments can be written into it"),
    "no-annotator": Message(
        "写批注还缺一个组件，请先运行 pip install reportlint[pdf]",
        "needs a part that is not installed for comments: run pip install reportlint[pdf] first",
    ),
    "locked": Message("设了权限，写不了批注", "is restricted: no comments can be written into it"),
    "signed": Message(
        "有电子签名，写批注会使签名失效，没有写；可以用 -o html:报告.html 看",
        "is signed, which comments would make invalid: not written; see -o html:report.html instead",
    ),
    "no-place": Message("写不进这个文件，没有修改", "is made so that nothing can be written into it: not changed"),
    "exists": Message("已经有这个文件，没有写入；请换个名称", "is there already: not written; take another name"),
}


def why(fault: str, detail: Message | str = "") -> Message:
    """Say in both languages what a fault means, with a detail behind it."""
    found = FAULTS[fault]
    more = Message(detail, detail) if isinstance(detail, str) else detail
    return Message(f"{found.zh}（{more.zh}）", f"{found.en} ({more.en})") if more.zh else found
