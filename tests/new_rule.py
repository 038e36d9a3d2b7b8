"""Begin a rule: ``make new-rule ID=my-rule [RULESET=official-document]`` writes its table and its page, to be filled in."""

from __future__ import annotations

import re
import sys
from pathlib import Path

TABLE = """
[rules.{id}]
check = "structure.missing_title"  # replace it
severity = "warning"
english = "to be written"
basis = "to be cited"
"""
PAGE = """# 规则的中文标题

查什么，为什么，依据哪一条；什么情况不算。

## 不对的例子

```report
⟦这里⟧不对。
```

> 说明事实，应为“……”

## 对的例子

```report
这里对。
```

## 看起来像、其实对的例子

```report
这里也对。
```
"""


def main(rulesets: Path, id: str, ruleset: str = "official-document") -> None:
    """Write the table and the page of a new rule; raises SystemExit with a reason where that cannot be."""
    folder = rulesets / ruleset
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", id):
        raise SystemExit(f"“{id}” is no id: small letters and hyphens, naming the defect")
    if not folder.is_dir():
        raise SystemExit(f"no ruleset “{ruleset}”")
    table, page = folder / "ruleset.toml", folder / f"{id}.md"
    if page.exists() or f"[rules.{id}]" in table.read_text("utf-8"):
        raise SystemExit(f"there is a rule “{id}” already")
    with table.open("a", encoding="utf-8", newline="\n") as file:
        file.write(TABLE.format(id=id))
    page.write_text(PAGE, "utf-8", newline="\n")
    print(f"fill in {table} and {page}")


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if argument]
    if not named:
        raise SystemExit("make new-rule ID=my-rule [RULESET=official-document]")
    main(Path(__file__).parent.parent / "rulesets", *named)
