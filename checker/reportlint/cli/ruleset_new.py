"""``reportlint ruleset new`` and ``add``: begin a ruleset, begin a rule."""

from __future__ import annotations

import os
import re

import click

from reportlint.cli.bilingual import Refusal, Say
from reportlint.cli.choose import refusing
from reportlint.cli.ruleset import command, folder
from reportlint.language import Message

RULESET = """\
# 规则集：哪些报告归它管，要写哪些内容，查什么，依据哪一条。写法见 docs/rulesets.md。
# 改好之后运行：reportlint ruleset test {path}

title = "{report}"
basis = "【填写：依据的文件和文号】"  # 没有另写依据的规则用这一条
extends = ["official-document"]  # 公文通用的规则（序号、文号、标点等）一并检查

[detect]
titles = ["*{report}"]  # 标题像这样的报告归它管；* 代表任意字，| 隔开几种写法

# 要写的内容，一项一个 [[section]]。报告里的标题（不算序号）与 headings 里的一种相合，就是写了这项内容；先写的先认。
# 【填写：下面三项是例子，换成这种报告要写的内容，再删去这一句】

[[section]]
id = "results"
name = "工作完成情况"
required = true
headings = ["*工作*情况|*主要工作*|*工作回顾"]

[[section]]
id = "problems"
name = "存在的问题"
required = true
headings = ["*问题*|*不足*"]

[[section]]
id = "plan"
name = "下一年工作安排"
required = true
last = true
headings = ["*安排|*打算|*计划"]

# 规则，一条一个 [rules.规则名]，旁边有同名的说明页 规则名.md。现成的检查和各自的选项：reportlint ruleset checks

[rules.missing-section]
check = "structure.required"
severity = "error"
basis = "【填写：哪个文件的哪一条要求写这几项内容】"
"""
FIRST_PAGE = """\
# 应当写的内容不能缺

查 ruleset.toml 里 `required = true` 的各项内容是不是都有标题。标题怎样算写到，见各个 `[[section]]` 的 `headings`。

## 缺少“存在的问题”

```report
⟦云岫县水务局2024年{report}⟧

一、2024年主要工作
完成了供水改造。

二、2025年工作打算
加强巡查。
```

> 缺少“存在的问题”部分

## 三项齐全

```report
云岫县水务局2024年{report}

一、2024年主要工作
完成了供水改造。

二、存在的问题
人手不够。

三、2025年工作打算
加强巡查。
```
"""
TABLE = """
[rules.{id}]
check = ""  # 现成的检查：reportlint ruleset checks
severity = "warning"  # error 违反所引的规定，warning 多半不对，note 建议
english = "{words}"
basis = ""  # 依据哪个文件的哪一条
"""
PAGE = """\
# {title}

【填写：查什么，为什么；什么情况不算】

## 不对的例子

```report
⟦这里⟧不对。
```

> 【填写：规则应当给出的提示】

## 对的例子

```report
【填写：不应当查出问题的例子】
```

## 看起来像、其实对的例子

```report
【填写：看起来像、其实对的例子；没有就删去这一节】
```
"""


def new(say: Say) -> click.Command:
    """Build the command that begins a ruleset."""
    help = Message(
        "新建一个规则集：文件夹里有 ruleset.toml 和一条规则的说明页；还要填写什么，test 会说",
        "Begin a ruleset: a folder with ruleset.toml and the page of one rule; test tells what is still to be filled in",
    )
    return command(say, "new", help, _new, click.Argument(["name"], metavar=say(Message("文件夹", "FOLDER"))))


def _new(say: Say, name: str) -> int:
    base = os.path.basename(os.path.normpath(name))
    if not re.fullmatch(r"\w[\w-]*", base):
        raise Refusal(
            Message(f"“{base}”不能作规则集的名称：用字母、数字、汉字和“-”", f"“{base}” is no name of a ruleset")
        )
    if os.path.lexists(name):
        raise Refusal(Message(f"{name} 已经有了，没有改动", f"there is a {name} already: not changed"))
    try:
        os.makedirs(name)
        report = base if re.search("[一-鿿]", base) else "【填写：报告的名称】"
        _write(os.path.join(name, "ruleset.toml"), RULESET.format(path=name, report=report))
        _write(os.path.join(name, "missing-section.md"), FIRST_PAGE.format(report=report))
    except OSError as error:
        raise Refusal(
            Message(f"{name} 无法写入：{error.strerror}", f"{name} cannot be written: {error.strerror}")
        ) from error
    zh = f"已写入 {name}：ruleset.toml、missing-section.md。接着运行 reportlint ruleset test {name}"
    click.echo(say(Message(zh, f"{name} is written: now run reportlint ruleset test {name}")))
    return 0


def add(say: Say) -> click.Command:
    """Build the command that begins a rule."""
    help = Message(
        "给规则集加一条规则：在 ruleset.toml 末尾写一个表，旁边写一页说明，都待填写",
        "Add a rule to a ruleset: a table at the end of ruleset.toml and a page beside it, both to be filled in",
    )
    return command(
        say, "add", help, _add, folder(say), click.Argument(["rule"], metavar=say(Message("规则名", "RULE")))
    )


def _add(say: Say, path: str, rule: str) -> int:
    from reportlint.layer import read_toml

    path = path if os.path.basename(path) != "ruleset.toml" else os.path.dirname(path) or "."
    table, page = os.path.join(path, "ruleset.toml"), os.path.join(path, f"{rule}.md")
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule):
        zh = f"“{rule}”不能作规则名：用小写字母和“-”，说明查的是什么错，如 missing-section"
        raise Refusal(Message(zh, f"“{rule}” is no name of a rule: small letters and hyphens, naming the defect"))
    if not os.path.isfile(table):
        raise Refusal(Message(f"{path} 里没有 ruleset.toml", f"there is no ruleset.toml in {path}"))
    title = _inherited(path, rule)
    with open(table, encoding="utf-8") as file:
        if os.path.exists(page) or (title is None and f"[rules.{rule}]" in file.read()):
            raise Refusal(Message(f"已经有规则“{rule}”，没有改动", f"there is a rule “{rule}” already: not changed"))
    if title is not None:
        _write(page, PAGE.format(title=title))
        zh = f"规则“{rule}”是底子里的，要改的写在 {table} 的 [rules.{rule}]；请填写 {page}，再运行 reportlint ruleset test {path}"
        click.echo(say(Message(zh, f"rule “{rule}” is another ruleset's: fill in {page}")))
        return 0
    with open(table, "a", encoding="utf-8", newline="\n") as file:
        file.write(TABLE.format(id=rule, words=rule.replace("-", " ")))
    read_toml.cache_clear()  # which was read to see what it extends
    _write(page, PAGE.format(title="【填写：规则的标题，一句话】"))
    zh = f"请填写 {table} 末尾的 [rules.{rule}] 和 {page}，再运行 reportlint ruleset test {path}"
    click.echo(say(Message(zh, f"fill in [rules.{rule}] at the end of {table}, and {page}")))
    return 0


def _inherited(path: str, rule: str) -> str | None:
    """Return the title of a rule that a ruleset takes over from those it extends; None where it does not."""
    from reportlint.layer import folder_of, layers_of
    from reportlint.overlay import laid_over

    with refusing():
        table = laid_over(layers_of(folder_of(path))[:-1]).rules.get(rule)
    if table is None:
        return None
    name = f"{rule}.md"
    pages = (folder.read(name) for folder in table.folders if folder.has(name))
    return next(pages, f"# {rule}").partition("\n")[0].lstrip("# ")


def _write(path: str, text: str) -> None:
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        file.write(text)
