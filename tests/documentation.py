"""The documentation site: ``make docs`` gathers the pages in build/pages and has them built into build/site.

What pages lead to outside docs/ comes along: pages as pages, other files as they are. Links must lead somewhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import partial
from html import escape
from itertools import zip_longest
from json import dumps
from pathlib import Path

from generated import own_rules, page_name
from reportlint.report.verdict import CATEGORIES
from site_pages import DOCS, FENCE, ROOT, links, listings, pages, place

BUILD = ROOT / "build"
HAN = r"[\u3001-\u303f\u4e00-\u9fff\uff00-\uffef“”]"
MARK = r"[\u3001-\u301f\uff00-\uff0f\uff1a-\uff1f”]"
BROKEN = re.compile(rf"({HAN}\)?\**)\n *(\**\[?)(?={HAN})|({MARK})\n *(?=[\[`.A-Za-z])")
CELL = re.compile(r"(?<=\| )`[^`\n]*`(?= \|)")
COMMENT = re.compile(r"^<!--.*?-->\n", re.M | re.S)
SHEETS = {
    "report": "报告",
    "fixed": "改正以后",
    "previous": "上年的报告",
    "exemptions": "旁边的豁免文件",
    "layout": "版式（其余照标准）",
}
LEFTOVERS = {
    "author": "文件属性的作者", "last-author": "文件属性的最后修改者", "company": "文件属性的单位", "comment": "批注", "highlight": "突出显示",
    "tracked-insertion": "修订：插入", "tracked-deletion": "修订：删除", "hidden-text": "隐藏文字，字数", "failed-field": "出错的域",
}  # fmt: skip  # what an office file holds beside its text
SEARCH = {
    '"Search"': '"查找"', '${i===1?"result":"results"}': "条结果", '"No results"': '"没有找到"', '"Loading search\\u2026"': '"正在准备…"',
    '"Search is unavailable. Reload the page to try again."': '"查找不了，请重新打开本页"', '"Filters"': '"筛选"', '"Tags"': '"标签"',
}  # fmt: skip  # one line, or one a case, is read at a glance
NAVIGATION: list[tuple[str, list[tuple[str, str]]]] = [
    ("起草", [("十分钟上手", "drafter.md"), ("各种格式", "formats.md"), ("配置", "configuration.md"), ("豁免、基线、收据", "exemptions.md")]),
    ("收文", [("收文把关", "department.md"), ("输出", "outputs.md"), ("JSON", "json.md")]),
    ("写规则", [("自己的规则集", "rulesets.md"), ("词表", "word-lists.md")]),
    ("可靠吗", [("准确度", "accuracy.md"), ("植入缺陷", "planted.md"), ("稳定性", "stability.md"), ("为什么这样设计", "decisions/README.md")]),
    ("参考", [("命令", "commands.md"), ("程序接口", "library.md"), ("提示，中英对照", "messages.md"), ("更新记录", "project/CHANGELOG.md"), ("参加开发", "project/CONTRIBUTING.md"), ("English", "project/README.md")]),
]  # fmt: skip  # one tab a line


def shown(page: Path) -> str:
    """Return a page as the site has it: links lead to where things stand there, examples of rules look like reports."""
    text = page.read_text("utf-8")
    here = Path(place(page)).parent
    for match, target in reversed(list(links(page))):
        index = target / "README.md" if target.is_dir() else target
        path = os.path.relpath(place(index), here) if match["target"] else ""
        text = f"{text[: match.start()]}{match['before']}{path}{match['anchor'] or ''}){text[match.end() :]}"
    if page.parent == DOCS / "rules" and page.name != "README.md":
        text = re.sub(r"(?:^> .*\n)+\n(?=输出：)", "", text, flags=re.M)  # which is told again there
        sections = re.split(r"^(?=## )", _unbroken(text), flags=re.M)
        return "".join(FENCE.sub(partial(_sheet, silent="\n输出：\n" not in each), each) for each in sections)
    return _unbroken(text)


def _unbroken(text: str) -> str:
    """Return a page without comments, and without the ends of lines in a Chinese sentence, which browsers show as blanks."""
    fences = [match[0] for match in FENCE.finditer(text)]
    prose = FENCE.split(text)[:: FENCE.groups + 1]
    joined = [BROKEN.sub(r"\1\2\3", COMMENT.sub("", each)) for each in prose]
    joined = [
        CELL.sub(lambda code: code[0].replace(r"\|", "|"), each) for each in joined
    ]  # read otherwise than by GitHub
    return "".join(each for pair in zip_longest(joined, fences, fillvalue="") for each in pair)


def _sheet(fence: re.Match[str], *, silent: bool) -> str:
    """Return an example as a sheet of paper, what is found marked in it."""
    kind, _, how = fence["info"].partition(" ")
    if kind not in SHEETS:
        return fence[0]
    style = "right" if kind == "report" and silent else kind
    left, _, detail = how.removeprefix("leftover:").partition("=")
    more = " ".join(filter(None, (LEFTOVERS.get(left, left), detail)))
    name = SHEETS[kind] + (f"（{more}）" if more else "")
    text = escape(fence["text"].rstrip("\n"), quote=False).replace("⟦", "<mark>").replace("⟧", "</mark>")
    return f'<div class="sheet {style}"><p>{name}</p><pre>{text}</pre></div>'


def navigation(found: dict[str, Path]) -> str:
    """Return the way through the site, as a value of TOML."""
    tabs: list[tuple[str, object]] = [("首页", "index.md")]
    for title, entries in NAVIGATION:
        tabs.append((title, [(name, page) for name, page in entries if page in found]))
    rules: list[tuple[str, object]] = [("全部规则", "rules/README.md")]
    for category, name in CATEGORIES.items():
        own = [(ruleset, rule) for ruleset, rule in own_rules() if rule.category == category]
        rules.append((name.zh, [(rule.title.zh, f"rules/{page_name(ruleset, rule)}") for ruleset, rule in own]))
    tabs.insert(4, ("规则", rules))
    return _toml(tabs)


def _toml(value: object) -> str:
    if isinstance(value, list):
        return (
            "[" + ", ".join(f"{{ {dumps(name, ensure_ascii=False)} = {_toml(inner)} }}" for name, inner in value) + "]"
        )
    return dumps(value, ensure_ascii=False)


def gather(folder: Path) -> None:
    """Put the pages of the site into a folder, with what its builder has to know."""
    shutil.rmtree(folder / "pages", ignore_errors=True)
    found = pages()
    for path, file in found.items():
        target = folder / "pages" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".md":
            target.write_text(shown(file), "utf-8", newline="\n")
        else:
            shutil.copyfile(file, target)
    for path, text in listings(found).items():
        (folder / "pages" / path).write_text(text, "utf-8", newline="\n")
    settings = (DOCS / "site.toml").read_text("utf-8").replace("nav = []", f"nav = {navigation(found)}", 1)
    (folder / "zensical.toml").write_text(settings, "utf-8", newline="\n")


def _say_in_chinese(site: Path) -> None:
    """Put the words of the search into Chinese, which the theme has in English alone."""
    [script] = (site / "assets" / "javascripts").glob("bundle.*.js")
    text = script.read_text("utf-8")
    for english, chinese in SEARCH.items():
        assert english in text, f"the theme does not say {english} any more"
        text = text.replace(english, chinese)
    script.write_text(text, "utf-8", newline="")


def build(folder: Path) -> Path:
    """Build the site; returns its folder. Raises CalledProcessError where a link is dead."""
    gather(folder)
    shutil.rmtree(folder / "site", ignore_errors=True)
    subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", "zensical.toml"],
        cwd=folder,
        check=True,
    )
    _say_in_chinese(folder / "site")
    return folder / "site"


if __name__ == "__main__":
    print(f"open {build(BUILD) / 'index.html'}")
