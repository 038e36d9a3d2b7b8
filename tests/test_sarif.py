"""SARIF: logs that the published schema allows, with places, fixes and names that lead where they should."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest

from conftest import ROOT
from hostile import NAME, TEXT, run, sample, undated
from reportlint.linter import Run, apply
from reportlint.report import reporter
from reportlint.report.sarif import uri

SAMPLES = sorted(file.stem for file in (ROOT / "samples").glob("*.txt"))
SCHEMA = jsonschema.Draft4Validator(json.loads((ROOT / "tests" / "fixtures" / "sarif-2.1.0.json").read_text("utf-8")))


def sarif(of: Run) -> dict[str, Any]:
    """Return the run of a log that the schema of SARIF allows."""
    log = json.loads(reporter("sarif")(of))
    SCHEMA.validate(log)
    [found] = log["runs"]
    assert isinstance(found, dict)
    return found


def notes(of: dict[str, Any], level: str) -> list[tuple[str, str]]:
    found = [n for n in of["invocations"][0]["toolExecutionNotifications"] if n["level"] == level]
    return [
        (n["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], n.get("associatedRule", {}).get("id", ""))
        for n in found
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_sarif_of_the_samples(name: str) -> None:
    outcome = sample(name)
    log = sarif(Run([outcome]))
    assert len(log["results"]) == len(outcome.diagnostics)
    assert log["invocations"][0]["executionSuccessful"] is True
    for result, found in zip(log["results"], outcome.diagnostics, strict=True):
        rule = log["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"] == found.rule.id
        assert result["level"] == found.severity
        assert rule["help"]["markdown"].startswith("# ")
        assert rule["fullDescription"]["text"] in rule["help"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == f"{name}.txt"
        region = place["region"]
        start = region["charOffset"]
        assert outcome.shown.text[start : start + region["charLength"]] == region["snippet"]["text"] == found.excerpt
        assert (region["startLine"], region["startColumn"]) == found.start
        assert (region["endLine"], region["endColumn"]) == found.end
        assert len(result.get("relatedLocations", ())) == len(found.problem.related)
        assert not {"suppressions", "baselineState"} & result.keys()


def test_sarif_says_which_rules_could_not_judge() -> None:
    outcome = undated()
    log = sarif(Run([outcome]))
    assert notes(log, "note") == [("undated.txt", each.rule.id) for each in outcome.undecided] != []
    assert log["invocations"][0]["executionSuccessful"] is True
    rules = log["tool"]["driver"]["rules"]
    for note in log["invocations"][0]["toolExecutionNotifications"]:
        assert rules[note["associatedRule"]["index"]]["id"] == note["associatedRule"]["id"]
        assert note["message"]["text"].startswith(f"规则 {note['associatedRule']['id']} 无法判断：")


def test_the_fixes_of_sarif_mend() -> None:
    outcome = sample("broken-references")
    text, edits = outcome.shown.text, []
    for result in sarif(Run([outcome]))["results"]:
        for fix in result.get("fixes", ()):
            safe = fix["properties"]["applicability"] == "safe"
            new = [
                (r["deletedRegion"], r["insertedContent"]["text"]) for r in fix["artifactChanges"][0]["replacements"]
            ]
            edits += [(r["charOffset"], r["charOffset"] + r["charLength"], content) for r, content in new if safe]
    assert len(edits) > 3
    mended = text
    for start, end, content in sorted(edits, reverse=True):
        mended = mended[:start] + content + mended[end:]
    assert mended == apply(text, [f for d in outcome.diagnostics if (f := d.problem.fix) and f.safe])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sarif_of_the_worst(language: str) -> None:
    log = sarif(run(language))
    assert log["language"] == {"zh": "zh-CN", "en": "en"}[language]
    assert log["invocations"][0]["executionSuccessful"] is False
    refused, broken = notes(log, "error")
    assert refused == ("a%3Ab%2C%0A.docx", "")
    assert unquote_to_bytes(broken[0]) == NAME.encode("utf-8", "surrogateescape")
    results = log["results"][:5]
    assert [result["level"] for result in results] == ["note"] * 5
    assert [result["baselineState"] for result in results] == ["new", "new", "new", "new", "unchanged"]
    assert [len(result["suppressions"]) for result in log["results"][:6]] == [0, 0, 0, 1, 0, 0]
    [suppression] = results[3]["suppressions"]
    assert (suppression["kind"], suppression["status"], suppression["justification"]) == ("external", "accepted", TEXT)
    assert suppression["properties"] == {"by": TEXT, "until": "2026-01-02", "file": NAME}
    said = results[0]["message"]["text"]
    assert "{{{{x}}}}" in said and "{{0}}" in said and "[a\\](http" in said
    assert results[0]["relatedLocations"][0]["message"]["text"] == said
    assert results[0]["fixes"][0]["properties"] == {"applicability": "unsafe"}
    assert len({(r["ruleId"], r["partialFingerprints"]["reportlint/v1"]) for r in results}) == 5


def test_a_run_without_files_is_no_success() -> None:
    assert sarif(Run([]))["invocations"][0]["executionSuccessful"] is False


def test_names_as_uris() -> None:
    assert uri("./收文/a b:1.txt") == "%E6%94%B6%E6%96%87/a%20b%3A1.txt"
    assert uri("/收/~a-_.txt") == "file:///%E6%94%B6/~a-_.txt"
    assert uri("../a.txt") == "../a.txt"
    assert uri("a\udcff.txt") == "a%FF.txt"
    assert uri("a\ud800.txt") == "a%5Cud800.txt"
