"""Test a ruleset: its rules, their pages, and the examples on these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from reportlint.example import BLOCK, Example, Fault, examples_of
from reportlint.language import Message
from reportlint.layer import FILE
from reportlint.linter import detect
from reportlint.parser import parse
from reportlint.pattern import lazy
from reportlint.rule import Rule
from reportlint.ruleset import Ruleset
from reportlint.source import Source
from reportlint.words import read as read_words

WORDS, REQUIRED = "wording.wrong", "structure.required"
BLANK = lazy(r"【填写：([^】\n]*)】")  # in what ``reportlint ruleset new`` and ``add`` write


class Trial(NamedTuple):
    """One thing to test of a ruleset: a page as a whole, or an example on it; ``faults`` tells what is wrong."""

    name: str
    page: str  # the name of the file
    line: int
    faults: Callable[[], Iterator[Fault]]


def trials(ruleset: Ruleset) -> Iterator[Trial]:
    """Yield all that there is to test of a ruleset; nothing where it has no rules of its own."""
    rules = own_rules(ruleset)
    if rules:
        yield Trial("ruleset.toml", "ruleset.toml", 1, partial(folder_faults, ruleset))
    for rule in rules:
        yield Trial(f"{rule.id}.md", f"{rule.id}.md", 1, partial(rule_faults, ruleset, rule))
    for example in examples(ruleset):
        yield Trial(str(example), f"{example.rule.id}.md", example.line, example.faults)


def examples(ruleset: Ruleset) -> Iterator[Example]:
    """Yield the examples on the pages that a ruleset has in its own folder."""
    for rule in own_rules(ruleset):
        if rule.home == ruleset.own.folder:
            yield from examples_of(ruleset, rule)


def own_rules(ruleset: Ruleset) -> list[Rule]:
    """Return the rules that a ruleset has to answer for, in any edition: those it makes, and those it has a page for."""
    rules = {rule.id: rule for edition in ruleset.editions for rule in edition.rules}
    own = (ruleset.own.data, *ruleset.own.data.get("edition", ()))
    made = {id for tables in own for id, table in tables.get("rules", {}).items() if "check" in table}
    return [rule for rule in rules.values() if rule.id in made or rule.home == ruleset.own.folder]


def untested(ruleset: Ruleset) -> Message:
    """Say why there is nothing to test of a ruleset without rules or pages of its own, and how to test what it changes."""
    own, name = ruleset.own.data, ruleset.own.folder.shown("").rstrip("/\\") or "."
    tables = (own, *own.get("edition", ()))
    seen = {"words": WORDS, "section": REQUIRED}  # the checks that show what these say
    checks = {check for key, check in seen.items() if any(key in each for each in tables)}
    named = {id for each in tables for id in each.get("rules", {})}
    changed = [rule.id for rule in ruleset.rules if rule.id in named or rule.check in checks]
    if not changed:
        zh = f"{name} 没有自己的规则，没有可检验的；用 reportlint ruleset add 加一条"
        return Message(zh, f"{name} has no rule of its own: nothing to test; add one with reportlint ruleset add")
    zh = (
        f"{name} 写得没有错，但是只改了别处的规则，没有说明页，改得对不对没有检验。给改了的写一页例子："
        f"{'、'.join(changed)}，如 reportlint ruleset add {name} {changed[0]}"
    )
    en = (
        f"{name} can be used, but it only changes rules of others and has no page: nothing shows what the changes do. "
        f"Write examples: {', '.join(changed)}, as in reportlint ruleset add {name} {changed[0]}"
    )
    return Message(zh, en)


def rule_faults(ruleset: Ruleset, rule: Rule) -> Iterator[Fault]:
    """Yield what the page of a rule lacks: itself, an example that fails, one that passes, what is said."""
    if rule.home != ruleset.own.folder:
        said = Message(f"没有说明页 {rule.id}.md", f"there is no page {rule.id}.md")
        yield Fault(ruleset.own.place("rules", rule.id), said)
        return
    page = ruleset.own.folder.shown(f"{rule.id}.md")
    yield from (Fault(page, said) for said in _page_faults(rule.page, list(examples_of(ruleset, rule))))


def _page_faults(page: str, own: list[Example]) -> Iterator[Message]:
    if not re.match(r"# \S", page):
        yield Message("第一行应是规则的标题：“# 标题”", "the first line should be the title of the rule: “# title”")
    if len(re.findall("^```report", page, re.M)) > len(
        [each for each in BLOCK.finditer(page) if each["kind"] == "report"]
    ):
        zh = "有 ```report 块没有写完：另起一行写 ``` 结束；块名之后不能有别的字"
        yield Message(zh, "a report block is not closed by a line ```, or its first line is not understood")
    if not any(example.spans for example in own):
        zh = "没有应当查出问题的例子（```report 块，用 ⟦ ⟧ 标出问题所在），不知道这条规则查不查得出问题"
        yield Message(zh, "no example in which the rule finds something (a report block, marked by ⟦ ⟧)")
    if all(example.spans for example in own):
        zh = "没有不应查出问题的例子（不带 ⟦ ⟧ 的 ```report 块），不知道这条规则会不会误报"
        yield Message(zh, "no example in which the rule finds nothing (a report block without ⟦ ⟧)")
    if not any(example.messages for example in own):
        zh = "没有一个例子写明提示（例子下面以“> ”开头的一行）"
        yield Message(zh, "no example shows what the rule says (a line with “> ”)")


def folder_faults(ruleset: Ruleset) -> Iterator[Fault]:
    """Yield what is not filled in, pages with examples of no rule, which nobody runs, and a [detect] that fits no example."""
    folder = ruleset.own.folder
    blanks = list(_blanks(ruleset))
    yield from blanks
    texts = (example.text for example in examples(ruleset))
    told = not blanks and ruleset.own.data.get("detect")
    if told and not any(detect(parse(Source("", text)), [ruleset]) for text in texts):
        zh = "没有一个例子认得出是这种报告：例子的标题要与 titles 或者 patterns 相合"
        yield Fault(
            ruleset.own.place("detect"), Message(zh, "no example on the pages is recognised as a report of this type")
        )
    yield from _idle(ruleset)
    known = {rule.id: rule for edition in ruleset.editions for rule in edition.rules}
    for name in folder.names():
        id = name.removesuffix(".md")
        if name.endswith(".md") and BLOCK.search(folder.read(name)) and (id not in known or known[id].home != folder):
            zh, en = f"规则集里没有生效的规则“{id}”", f"no rule “{id}” in force"
            if id in known:
                zh, en = f"规则“{id}”不得放宽，不能换说明页", f"rule “{id}” must stay, and so must its page"
            yield Fault(
                folder.shown(name),
                Message(f"{zh}，这一页的例子没有运行", f"{en}: the examples of this page were not run"),
            )


def _idle(ruleset: Ruleset) -> Iterator[Fault]:
    """Yield the words of its own list that are to weigh more than the rule that reports them."""
    words = read_words(ruleset.own.folder, ruleset.own.data["words"])[0].unwanted if "words" in ruleset.own.data else ()
    for rule in (rule for rule in ruleset.rules if rule.check == WORDS):
        for word in words:
            if word.graded and word.severity.rank < rule.severity.rank:
                zh = f"“{word.wrong}”的级别 {word.severity} 高于规则 {rule.id} 的（{rule.severity}），不起作用"
                en = f"“{word.wrong}” is no {word.severity}, as rule {rule.id} is a {rule.severity}"
                remedy = f'[rules.{rule.id}] severity = "{word.severity}"'
                said = Message(f"{zh}；请写 {remedy}", f"{en}; write {remedy}")
                yield Fault(ruleset.own.place("words"), said)


def _blanks(ruleset: Ruleset) -> Iterator[Fault]:
    """Yield what is still to be filled in, in the file and on the pages of a ruleset."""
    folder = ruleset.own.folder
    for name in (FILE, *(f"{rule.id}.md" for rule in own_rules(ruleset) if rule.home == folder)):
        for at, line in enumerate(folder.read(name).splitlines(), 1):
            for blank in BLANK.findall(line):
                yield Fault(f"{folder.shown(name)}:{at}", Message(f"还没有填写：{blank}", f"not filled in: {blank}"))
