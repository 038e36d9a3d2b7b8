"""Measure each rule on the texts at hand, and write docs/accuracy.md. Run it by ``make accuracy``.

How often a rule fires on published texts is an upper bound of how often it is wrong there; recall is measured on faults
that were seeded into right reports. The real texts and the seeded faults lie beside the checkout and are not part of it.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from conftest import ROOT, SHARED
from reportlint.diagnostic import Severity
from reportlint.layer import builtin
from reportlint.linter import lint
from reportlint.ruleset import Ruleset, detectable, load
from reportlint.source import Source

CORPORA = {"work-reports": "政府工作报告", "official-html": "国务院文件", "disclosure": "信息公开年报"}
HEAD = """<!-- 由 make accuracy 生成 -->
# 准确度

每条规则在已发布的真实文本上每万字报告几处（越少越好；真实文本里的笔误也算在内），在自编的正确样例上报告几处（应为0），
在人为植入的缺陷里找到多少。真实文本和植入缺陷不随项目发布，由 `make accuracy` 在有这些文本的地方重新测量。
另见[一份植入24处缺陷的文稿](planted.md)。
"""


def main() -> None:
    if not SHARED.is_dir():
        raise SystemExit(f"no real documents here ({SHARED})")
    official, types = load("official-document"), detectable()
    rules = {rule.id: rule for name in builtin() for rule in load(name).rules}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sizes = Counter[str]()
    for folder in CORPORA:
        for file in sorted((SHARED / "corpus" / folder).glob("*.txt")):
            sizes[folder] += count(file, [official], counts[folder])
    for file in sorted((ROOT / "samples").glob("right-*.txt")):
        sizes["samples"] += count(file, types, counts["samples"])
    found, seeded = recall()
    lines = [HEAD, sizes_table(sizes, counts, rules)]
    names = [*CORPORA.values(), "正确样例", "植入缺陷"]
    lines += [f"| 规则 | 级别 | {' | '.join(names)} |", f"|{'---|' * (len(names) + 2)}"]
    for id, rule in sorted(rules.items(), key=lambda item: (item[1].category, item[0])):
        rates = [rate(counts[folder][id], sizes[folder]) for folder in CORPORA]
        hits = f"{found[id]}/{seeded[id]}" if seeded[id] else "—"
        lines.append(f"| {id} | {rule.severity} | {' | '.join(rates)} | {counts['samples'][id]} | {hits} |")
    whole = f"{sum(found.values())}/{sum(seeded.values())}"
    lines.append(f"\n植入缺陷合计找到 {whole}。正确样例上唯一的提示是 guessed-encoding（那份样例有意存为GB18030）。\n")
    lines += mutants()
    (ROOT / "docs" / "accuracy.md").write_text("\n".join(lines), "utf-8", newline="\n")
    print(f"docs/accuracy.md: {whole} seeded faults found")


def mutants() -> list[str]:
    """Return how many small changes of the checks the tests noticed, from the last run of ``make mutants``."""
    figures = json.loads((ROOT / "docs" / "mutants.json").read_text("utf-8"))
    share = f"{figures['noticed'] / figures['mutants']:.1%}"
    part = f"每{figures['every']}处抽1处，" if figures["every"] > 1 else ""
    said = f"把检查的代码逐处改错（变异测试，`make mutants`），{part}{figures['mutants']:,}处改动中测试发现{figures['noticed']:,}处（{share}）。"
    return ["## 测试能不能发现检查写错了\n", f"{said}\n"]


def count(file: Path, rulesets: list[Ruleset], into: Counter[str]) -> int:
    """Count the findings in a file, also by severity; return its length."""
    source = Source.decode(file.name, file.read_bytes())
    for diagnostic in lint(source, rulesets).diagnostics:
        into[diagnostic.rule.id] += 1
        into[f"severity {diagnostic.severity}"] += 1
    return len(source.text)


def rate(count: int, size: int) -> str:
    return f"{count * 10_000 / size:.2f}" if count else "0"


def sizes_table(sizes: Counter[str], counts: dict[str, Counter[str]], rules: dict[str, Any]) -> str:
    """Return the texts with their lengths, and their findings per 10,000 characters by severity."""
    rows = [f"共 {len(rules)} 条规则。\n", "| 文本（每万字） | 字数 | 错误 | 警告 | 提示 |", "|---|---|---|---|---|"]
    for folder, name in CORPORA.items():
        by = [rate(counts[folder][f"severity {severity}"], sizes[folder]) for severity in Severity]
        rows.append(f"| {name} | {sizes[folder]:,} | {' | '.join(by)} |")
    return "\n".join(rows) + "\n"


def recall() -> tuple[Counter[str], Counter[str]]:
    """Return by rule how many of the seeded faults are found, and how many there are."""
    path = SHARED / "acceptance" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    score: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    bases, cases, _, _ = score.load()
    built = {case["file"]: score.build(case, bases) for case in cases}
    texts = {f"clean-{name}.txt": text for name, text in bases.items()}
    results = score.lint(texts | {name: text for name, (text, _) in built.items()})
    found, seeded = Counter[str](), Counter[str]()
    for case in cases:
        text, at = built[case["file"]]
        base = case.get("base")
        seeded[case["rules"][0]] += 1
        missed = score.judge(case, text, at, results[case["file"]], results[f"clean-{base}.txt"] if base else [])
        found[case["rules"][0]] += missed is None
    return found, seeded


if __name__ == "__main__":
    main()
