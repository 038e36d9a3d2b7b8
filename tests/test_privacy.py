"""Private text appears in no output: not in findings of its own rule, nor where another rule quotes the same place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reportlint.checks.privacy import identity_numbers
from reportlint.cli import run
from reportlint.diagnostic import Fix, Problem
from reportlint.language import Message
from reportlint.linter import Outcome, Run, lint
from reportlint.masking import Mask
from reportlint.report import FORMATS, reporter
from reportlint.report.summary import statistics, summary
from reportlint.ruleset import detectable
from reportlint.source import Source, Span

PRIVATE = {
    "identity-number": "999999190001010015",
    "bank-card": "6222000000001239",
    "mobile-number": "13900000000",
    "personal-mail": "yunxiu_example@163.com",
}
REPORT = """云岫县人民政府关于2024年度法治政府建设情况的报告{title}

一、主要举措和成效{heading}
（二）严格规范执法（账户{heading2}）
据云政发[2021]第05号文设立账户{text}，设立专线账户{text}，见《云岫县办法。
（三）完善机制
设立账户{text}，全年受理群众诉求并且全部按时办结。
设立账户{text}，全年受理群众诉求并且全部按时办结。
一是账户{text}据云政发[2022]{text}号文。
"""
PLACES = ("title", "heading", "heading2", "text")


def report(private: str, *places: str) -> str:
    return REPORT.format(**{name: f"账户{private}" if name in places else "" for name in PLACES})


def linted(text: str, chosen: frozenset[str] | None = None) -> Outcome:
    return lint(Source("a.txt", text), detectable(), chosen=chosen, previous=Source("old.txt", text))


def shown(outcome: Outcome, language: str) -> str:
    """Return all that any reporter says, but for the pages of the rules in SARIF, which have examples of their own."""
    run = Run([outcome], (), language)
    parts = {form: reporter(form)(run) for form in FORMATS}
    log = json.loads(parts["sarif"])
    assert log["runs"][0]["tool"]["driver"].pop("rules")
    parts["sarif"] = json.dumps(log, ensure_ascii=False)
    return "".join([*parts.values(), summary(run), statistics(run)])


def tells(output: str, private: str) -> bool:
    """Whether an output holds five characters of a private text in a row, whatever stands between them."""
    bare = re.sub(r"[\s-]", "", output)
    return any(private[at : at + 5] in bare for at in range(len(private) - 4) if private[at : at + 5] != "00000")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("place", [*PLACES, "all"])
@pytest.mark.parametrize("rule", PRIVATE)
def test_no_reporter_shows_private_text(rule: str, place: str, language: str) -> None:
    private = PRIVATE[rule]
    outcome = linted(report(private, *(PLACES if place == "all" else (place,))))
    found = {d.rule.id for d in outcome.diagnostics}
    assert rule in found
    assert len(found) > 3, "other rules quote the same lines"
    assert not tells(shown(outcome, language), private)


@pytest.mark.parametrize("rule", PRIVATE)
def test_it_is_masked_where_it_is_not_reported(rule: str) -> None:
    outcome = linted(
        report(PRIVATE[rule], *PLACES), frozenset({"wrong-year-brackets", "carried-figure", "padded-serial"})
    )
    assert {d.rule.id for d in outcome.diagnostics} == {"wrong-year-brackets", "padded-serial", "carried-figure"}
    assert not tells(shown(outcome, "zh"), PRIVATE[rule])


def test_positions_stay_and_fingerprints_tell_nothing() -> None:
    one, other = (linted(report(number, "text")).diagnostics for number in ("13900000000", "18811112222"))
    assert [(d.start, d.end, d.excerpt) for d in one] == [(d.start, d.end, d.excerpt) for d in other]
    outputs = {reporter("json")(Run([linted(report(number, "text"))])) for number in ("13900000000", "18811112222")}
    assert len(outputs) == 1


def test_the_outline_is_masked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(report(PRIVATE["mobile-number"], *PLACES), "utf-8")
    assert run(["outline", str(file)]) == 0
    output = capsys.readouterr().out
    assert "•••••••••••" in output
    assert not tells(output, PRIVATE["mobile-number"])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13900001234。", "电话•••••••••••。"),
        ("电话139 0000 1234。", "电话•••••••••••••。"),
        ("电话139-0000-1234，", "电话•••••••••••••，"),
        ("电话１３９００００１２３４", "电话•••••••••••"),
        ("13900001234 13800001234", "••••••••••• 13800001234"),
        ("138 0000 1234 139 0000 1234", "138 0000 1234 •••••••••••••"),
        ("电话139000…", "电话••••••…"),
        ("write “0001234”, please.", "write “•••••••”, please."),
        ("2024年受理1390件", "2024年受理1390件"),
        ("", ""),
    ],
)
def test_what_is_masked_in_a_text(text: str, masked: str) -> None:
    assert Mask(Source("", "值班电话13900001234"), [Span(4, 15)]).text(text) == masked


def test_a_fix_that_would_spell_it_is_left_out() -> None:
    mask = Mask(Source("", "值班电话13900001234"), [Span(4, 15)])
    told = Fix.replace(Span(4, 15), "１３９ 0000 1234")
    silent = Fix.replace(Span(4, 15), "12345")
    said = Message("电话13900001234", "telephone 13900001234")
    assert mask.problem(Problem(Span(4, 15), said, told)).fix is None
    assert mask.problem(Problem(Span(4, 15), said, silent)).fix == silent
    assert mask.problem(Problem(Span(4, 15), said)).message.en == "telephone •••••••••••"


def test_without_private_text_nothing_is_copied() -> None:
    source = Source("", "平稳。")
    assert Mask(source, []).source is source
    assert Mask(source, []).text("13900001234") == "13900001234"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("999999190001010015", True),
        ("号码99999919500214002X", False),
        ("999999 19500214 0025", True),
        ("999999-19500214-0025", True),
        ("９９９９９９１９０００１０１００１５", True),
        ("9999991900010100151", False),
        ("A999999190001010015", False),
        ("999999190013010012", False),  # no thirteenth month, though the check digit is right
        ("999999190001320013", False),
        ("999999185001010019", True),
        ("999999184912310018", False),  # nobody is that old
        ("999999209912310016", True),
        ("999999210001010010", False),
    ],
)
def test_identity_numbers(text: str, found: bool) -> None:
    assert bool(list(identity_numbers(text))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("银行卡6222000000001247。", True),
        ("6222000000001247账户\n", True),
        ("合同编号6222000000001247，银行卡6222000000001239。", True),
        ("账户622200000000001239。", True),  # as long as the number of an identity card
        ("账户999999190001010250。", False),  # and this one is
        ("退款账户\n6222000000001247是末号", False),  # the word stands in another line
        ("退款账户\r6222000000001247是末号", False),
        ("末位为6222000000001247\n退款账户", False),
    ],
)
def test_bank_cards(text: str, found: bool) -> None:
    rules = {d.rule.id for d in linted(f"关于退款的报告\n\n{text}").diagnostics}
    assert ("bank-card" in rules) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联系人13900000000。", True),
        ("+8613900000000", True),
        ("+86-139-0000-0000", True),
        ("139 0000 0000", True),
        ("12900000000", False),
        ("139000000001", False),
        ("http://a.cn/13900000000", False),
        ("编号：13900000000", False),
        ("13900000000元", False),
        ("0.13900000000", False),
        ("13900000000.html", True),
        ("20240-13900000000", False),
    ],
)
def test_mobile_numbers(text: str, found: bool) -> None:
    rules = {d.rule.id for d in linted(f"关于值班的报告\n\n{text}\n").diagnostics}
    assert ("mobile-number" in rules) is found


def test_many_private_texts_take_linear_time() -> None:
    text = "".join(f"电话139{n:08d}、云政发[2021]{n}号。\n" for n in range(5_000))
    outcome = linted(text)
    assert sum(d.rule.id == "mobile-number" for d in outcome.diagnostics) == 5_000
    assert "139000" not in shown(outcome, "zh")


def test_what_is_private_goes_as_a_whole() -> None:
    """How its digits are written is not told beside it: 应为“138” would be a part of it."""
    text = report("") + "手机１３９-００００-０００１，编号２６号。\n"
    found = [d for d in linted(text).diagnostics if d.rule.id in ("fullwidth-digit", "mobile-number")]
    assert [(d.rule.id, "•" in d.excerpt) for d in found] == [("mobile-number", True), ("fullwidth-digit", False)]
