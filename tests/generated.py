"""What is generated, by file: the outputs of the samples, the pages of the rules, the help, the tables of the READMEs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from pathlib import Path

from click.testing import CliRunner

import stable_names
import transcripts
from reportlint.cli import COMMANDS, program
from reportlint.cli.bilingual import speak
from reportlint.cli.ruleset import COMMANDS as AUTHORS
from reportlint.example import Example
from reportlint.language import Message
from reportlint.layer import builtin
from reportlint.linter import Run, lint
from reportlint.report.full import full
from reportlint.report.summary import summary
from reportlint.report.verdict import CATEGORIES
from reportlint.rule import Rule
from reportlint.ruleset import Ruleset, detectable, load
from reportlint.source import Source
from reportlint.testing import examples

ROOT = Path(__file__).parent.parent
SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}


def sample(file: Path) -> str:
    """Return what a person sees of a sample, without colours."""
    source = Source.decode(f"samples/{file.name}", file.read_bytes())
    run = Run([lint(source, detectable())])
    return re.sub(r"\x1b\[\d+m", "", full(run)) + summary(run)


def own_rules() -> list[tuple[Ruleset, Rule]]:
    """Return each rule with the ruleset that has its page."""
    pairs = [(ruleset, rule) for ruleset in map(load, builtin()) for rule in ruleset.rules]
    return [(ruleset, rule) for ruleset, rule in pairs if rule.home and rule.home.name == ruleset.id]


def page_name(ruleset: Ruleset, rule: Rule) -> str:
    """Return the file of a rule's page; one that a ruleset gives anew is named after both."""
    before = [load(name) for name in builtin()[: builtin().index(ruleset.id)]]
    again = any(each.id == rule.id for earlier in before for each in earlier.rules)
    return f"{rule.id}.{ruleset.id}.md" if again else f"{rule.id}.md"


def page(ruleset: Ruleset, rule: Rule) -> str:
    """Return the page of a rule with its facts below the title, and below each example what is printed of it."""
    title, _, rest = rule.page.partition("\n")
    facts = (
        f"`{rule.id}`　{CATEGORIES[rule.category].zh}（{rule.category}）　{SEVERITIES[rule.severity]}（{rule.severity}）　"
        f"规则集 {ruleset.id}\n\n依据：{rule.basis}\n\n{rule.english}\n"
    )
    first, *sections = re.split(r"^(?=## )", rest, flags=re.M)
    own = iter([example for example in all_examples(ruleset.id) if example.rule.id == rule.id])
    shown = [
        section.rstrip() + output(next(own)) if "```report" in section else section.rstrip() for section in sections
    ]
    whole = "\n\n".join([first.strip(), *shown])
    return f"<!-- 由 make accept 生成；请改 rulesets/{ruleset.id}/{rule.id}.md -->\n{title}\n\n{facts}\n{whole}\n"


@cache
def all_examples(name: str) -> list[Example]:
    """Return the examples on the pages of a ruleset."""
    return list(examples(load(name)))


def output(example: Example) -> str:
    """Return what is printed of an example, as a block to stand below it; nothing where nothing is found."""
    outcome = replace(example, title="报告.txt").lint(example.text)
    printed = re.sub(r"\x1b\[\d+m", "", full(Run([outcome]))).strip()
    return f"\n\n输出：\n\n```text\n{printed}\n```" if printed else ""


def table(language: str) -> str:
    """Return the rules as a table in Markdown."""
    head = Message("| 规则 | 级别 | 内容 |", "| rule | severity | what |").text(language)
    rows = [head, "|---|---|---|"]
    for ruleset, rule in sorted(own_rules(), key=lambda pair: list(CATEGORIES).index(pair[1].category)):
        severity = SEVERITIES[rule.severity] if language == "zh" else rule.severity
        if page_name(ruleset, rule) == f"{rule.id}.md":
            rows.append(f"| [{rule.id}](docs/rules/{rule.id}.md) | {severity} | {rule.title.text(language)} |")
    return "\n".join(rows)


def rule_index() -> str:
    """Return the page that leads to those of all rules, by category."""
    parts = [
        "<!-- 由 make accept 生成 -->\n# 全部规则\n\n每条规则一页：查什么、不查什么、依据哪一条，有例子，也有工具的实际输出。"
    ]
    pairs = own_rules()
    for category, name in CATEGORIES.items():
        rows = [
            f"| [{rule.id}]({page_name(ruleset, rule)}) | {SEVERITIES[rule.severity]} | {rule.title.zh} | {ruleset.title.zh} |"
            for ruleset, rule in pairs
            if rule.category == category
        ]
        parts.append("\n".join([f"## {name.zh}\n", "| 规则 | 级别 | 内容 | 规则集 |", "|---|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def decision_index() -> str:
    """Return the page that leads to the decisions."""
    titles = {
        file.name: file.read_text("utf-8").partition("\n")[0].lstrip("# ")
        for file in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    }
    rows = "\n".join(f"- [{title}]({name})" for name, title in titles.items())
    return f"<!-- 由 make accept 生成 -->\n# 为什么这样设计\n\n每个决定半页，用英文写：当时的情形、怎么定的、代价是什么。\n\n{rows}\n"


def messages(rule: Rule, ruleset: Ruleset) -> list[str]:
    """Return as rows of a table what a rule says of the examples on its page, in both languages."""
    own = [example for example in all_examples(ruleset.id) if example.rule.id == rule.id]
    said = dict.fromkeys(d.problem for example in own for d in example.lint(example.text).diagnostics)
    pairs = [[problem.message, *(each.message for each in problem.related)] for problem in said]
    return [f"| {pair.zh} | {pair.en} |" for pair in dict.fromkeys(chain.from_iterable(pairs))]


def all_messages() -> str:
    """Return a page of all that rules say, in both languages."""
    parts = ["<!-- 由 make accept 生成 -->\n# 各规则的提示，中英对照\n\n取自各规则说明页上的例子。"]
    for ruleset, rule in own_rules():
        rows = [f"## {page_name(ruleset, rule).removesuffix('.md')}\n", "| 中文 | English |", "|---|---|"]
        parts.append("\n".join(rows + messages(rule, ruleset)))
    return "\n\n".join(parts) + "\n"


def readme(name: str, language: str) -> str:
    """Return a README with its table of rules and its example of output brought up to date."""
    text = (ROOT / name).read_text("utf-8")
    text = between(text, "rules", table(language))
    output = CliRunner().invoke(
        program(speak(language)), ["--lang", language, "check", str(ROOT / "samples" / "broken-structure.txt")]
    )
    shown = "\n".join(output.output.replace(str(ROOT) + "/", "").splitlines())
    return between(text, "output", f"```text\n$ reportlint samples/broken-structure.txt\n{shown}\n```")


def between(text: str, name: str, content: str) -> str:
    """Put content between the marks of this name."""
    pattern = rf"(<!-- {name}: made by make accept -->\n).*?(<!-- /{name} -->)"
    found = re.sub(pattern, lambda match: f"{match[1]}{content}\n{match[2]}", text, flags=re.S)
    assert f"<!-- {name}:" in found
    return found


def help_texts() -> str:
    """Return the help of all commands in both languages."""
    parts = ["<!-- 由 make accept 生成 -->\n# 命令\n"]
    for language in ("zh", "en"):
        group = program(speak(language))
        for command in ("", *COMMANDS, *(f"ruleset {each}" for each in AUTHORS), "rulesets diff"):
            output = CliRunner().invoke(group, [*command.split(), "--help"], prog_name="reportlint")
            call = " ".join(filter(None, ("reportlint", command, "--help")))
            parts.append(f"```text\n$ {call}\n{output.output}```\n")
    return "\n".join(parts)


def stability() -> str:
    """Return the page on what stays, with the names that came since."""
    return between(stable_names.PAGE.read_text("utf-8"), "names", stable_names.table())


def session(path: str) -> str:
    """Return a page with what its commands print now."""
    return transcripts.brought_up_to_date((ROOT / path).read_text("utf-8"))


GENERATED: dict[str, Callable[[], str]] = {
    **{
        f"samples/{file.name.removesuffix('.txt')}.expected": partial(sample, file)
        for file in sorted((ROOT / "samples").glob("*.txt"))
    },
    **{f"docs/rules/{page_name(*pair)}": partial(page, *pair) for pair in own_rules()},
    "docs/rules/README.md": rule_index,
    "docs/decisions/README.md": decision_index,
    "docs/messages.md": all_messages,
    "docs/commands.md": help_texts,
    "docs/stability.md": stability,
    **{
        f"docs/{file.name}": partial(session, f"docs/{file.name}")
        for file in sorted((ROOT / "docs").glob("*.md"))
        if "```console\n" in file.read_text("utf-8")
    },
    "README.md": partial(readme, "README.md", "en"),
    "README.zh.md": partial(readme, "README.zh.md", "zh"),
}
