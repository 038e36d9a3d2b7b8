"""JUnit and Checkstyle: read back by their parsers."""

from __future__ import annotations

from xml.etree import ElementTree

from junitparser import Error, Failure, JUnitXml, Skipped

from hostile import REFUSED, run, sample, undated, worst
from reportlint.linter import Run
from reportlint.report import reporter


def test_junit_as_a_build_server_reads_it() -> None:
    refused, broken, found, right, unknown = JUnitXml.fromstring(
        reporter("junit")(Run([*run().outcomes, undated()], [REFUSED])).encode()
    )
    assert (refused.name, refused.tests, refused.errors) == ("a:b, .docx", 1, 1)
    assert (broken.errors, broken.failures) == (1, 3)
    assert found.failures == len({d.rule.id for d in sample("broken-references").diagnostics})
    assert (right.tests, right.failures, right.errors, right.skipped) == (len(sample("right-thematic").rules), 0, 0, 0)
    assert unknown.skipped == len(undated().undecided) > 3
    skipped = [case.result for case in unknown if any(isinstance(result, Skipped) for result in case.result)]
    assert {result.message for [result] in skipped} == {"成文日期不明", "报告年度不明"}
    results = {case.name: case.result for suite in (broken, found, refused) for case in suite}
    [failure] = results["wrong-year-brackets"]
    assert isinstance(failure, Failure)
    assert failure.text is not None and failure.text.startswith("7:72 error ") and "\n9:43 error " in failure.text
    assert isinstance(results["unchecked"][0], Error)


def test_junit_says_why_a_finding_is_no_failure() -> None:
    root = ElementTree.fromstring(reporter("junit")(Run([worst("平稳。", "a.txt")])))
    [line] = [out.text for out in root.iter("system-out") if out.text and "豁免" in out.text]
    assert line.splitlines() == ["1:1 note 平稳。 [豁免：平稳。]", "1:1 note 平稳。 [基线中已有]"]


def test_checkstyle_as_xml() -> None:
    files = {file.get("name"): list(file) for file in ElementTree.fromstring(reporter("checkstyle")(run()))}
    assert len(files) == 4 == reporter("checkstyle")(run()).count("<file "), "a file stands in one place"
    assert [error.get("source") for error in files["a:b, .docx"]] == ["reportlint.unchecked"]
    found = files["./broken-references.txt"]
    told = [(e.get("line"), e.get("column"), e.get("severity"), e.get("source")) for e in found]
    assert ("15", "32", "warning", "reportlint.references.spaced-reference") in told
    assert files["./right-thematic.txt"] == []
    [_, bad, *_] = next(errors for name, errors in files.items() if name and "<DCFF>" in name)
    assert bad.get("severity") == "info"
    assert "<script>{{x}}]]>" in str(bad.get("message")) and "<00><1B>[31m<D800><FFFE>" in str(bad.get("message"))
