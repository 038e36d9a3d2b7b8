"""Quantities and sums as they are read, and the time they take."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from reportlint.diagnostic import Diagnostic
from reportlint.document import Document
from reportlint.linter import lint
from reportlint.parser import parse
from reportlint.ruleset import load
from reportlint.source import Source
from timing import STEEP, growth


def read(text: str) -> Document:
    return parse(Source("x", text))


@pytest.mark.parametrize(
    ("text", "value", "unit", "noun", "about"),
    [
        ("办理案件2436件。", "2436", "件", "办理案件", False),
        ("发放资料约1.6万份。", "16000", "份", "发放资料约", True),
        ("罚款10余万元。", "100000", "元", "罚款", True),
        ("投资3.2亿元。", "320000000", "元", "投资", False),
        ("规模2万亿元。", "2000000000000", "元", "规模", False),
        ("参加者，女性45名。", "45", "人", "女性", False),
        ("罚没9,643,500元。", "9643500", "元", "罚没", False),
        ("修订村规民约15份。", "15", "份", "修订村规民约", False),
        ("整改率95.2%。", "95.2", "%", "整改率", False),
        ("压缩至13个工作日。", "13", "个工作日", "压缩至", False),
        ("受众42人次左右。", "42", "人次", "受众", True),
        ("主动公开信息12。", "12", "", "主动公开信息", False),
    ],
)
def test_a_quantity(text: str, value: str, unit: str, noun: str, about: bool) -> None:
    [found] = read(text).quantities
    assert (found.value, found.unit, found.noun, found.about) == (Decimal(value), unit, noun, about)
    assert text[found.start :].startswith(text[found.span.start : found.span.end])


@pytest.mark.parametrize(
    "text",
    [
        "自2023年5月20日起施行，12月31日前完成。",
        "印发云政办发〔2023〕31号文件。",
        "依据第33条、第5款处理。",
        "落实《行动计划（2021—2025年）》。",
        "窗口9:00—16:30开放，热线0899-8000000。",
        "推行“721”工作法。",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert read(text).quantities == ()


def test_brackets_are_told_apart() -> None:
    found = read("审结478件（含上年结转38件），受理463件。").quantities
    assert [(int(q.value), q.nested) for q in found] == [(478, False), (38, True), (463, False)]


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("办案78件，其中简易程序57件、普通程序21件，罚款2万元。", 78, [57, 21]),
        ("审结121件。其中，维持62件，驳回23件。", 121, [62, 23]),
        ("新增57项、取消23项，合计80项。", 80, [57, 23]),
        ("办理处罚案件5260件、强制案件417件，两类案件共5677件。", 5677, [5260, 417]),
        ("新收80件，其中许可30件（其中涉企25件、涉农5件）、处罚50件。", 80, [30, 50]),
    ],
)
def test_a_sum(text: str, total: int, parts: list[int]) -> None:
    found = read(text).sums[0]
    assert (int(found.total.value), [int(part.value) for part in found.parts]) == (total, parts)
    assert found.amount == sum(parts)


@pytest.mark.parametrize(
    "text",
    [
        "办案78件，其中重大案件21件。",  # a single part
        "办案近78件，其中简易程序57件、普通程序21件。",  # about
        "办理建议35件、提案48件，其中重点20件、一般63件。",  # no total is named
        "辖县8个、区5个，共120个乡镇。",  # other things
        "全年共办理案件5件、活动6次。",
        "投资增长5%，其中工业增长8%、农业增长2%。",
    ],
)
def test_what_is_no_sum(text: str) -> None:
    assert read(text).sums == ()


BASE = load("official-document")


def findings(rule: str, text: str) -> list[Diagnostic]:
    outcome = lint(Source("x", text), BASE, chosen=frozenset({rule}))
    assert not outcome.crashes
    return list(outcome.diagnostics)


@pytest.mark.parametrize(
    ("rule", "text", "found", "related"),
    [
        ("parts-exceed-total", "检查60家，其中药店30家、诊所42家。", "药店30家、诊所42家", ["60家"]),
        ("parts-below-total", "检查90家，其中药店30家、其他42家。", "药店30家、其他42家", ["90家"]),
        ("stage-exceeds", "收到复议申请118件，受理125件。", "125件", ["118件"]),
        ("wrong-rate", "反馈问题62个，已整改59个，整改率92.5%。", "92.5%", ["62个", "59个"]),
        ("inconsistent-figure", "办理法律援助案件29件。\n办理法律援助案件28件。", "28件", ["29件"]),
    ],
)
def test_both_places_are_told(rule: str, text: str, found: str, related: list[str]) -> None:
    [diagnostic] = findings(rule, text)
    source = diagnostic.source
    assert (diagnostic.excerpt, [source[place.span] for place in diagnostic.problem.related]) == (found, related)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("办理案件78件，其中适用简易程序57件、适用普通程序31件。", "error"),
        ("办理案件78件，其中许可40件、处罚30件、强制20件。", "error"),
        ("办理许可57件、处罚23件，合计70件。", "error"),
        ("应诉案件196件，其中应出庭124件、实际出庭123件。办理案件78件，其中许可40件、处罚30件、强制20件。", "error"),
        ("办理案件78件，其中简易程序57件、听证31件。", "warning"),  # two things, perhaps no parts
        ("受理100件，办结80件，其中许可类90件、处罚类60件。", "warning"),  # of both together?
        ("办理案件100件，其中办结案件80件、在办案件30件。", "warning"),  # a stage
        ("审结案件121件。其中，维持82件，驳回33件，终止25件。", "warning"),  # where does the list end?
        ("办理决策9件、合同46份，共计50件（份）。", "warning"),
        ("选聘监督员60名，其中女性35名、党员42名。", "warning"),
        ("选聘监督员60名，其中女性35名、党员42名、少数民族12名。", ""),  # one may be of several kinds
    ],
)
def test_how_much_parts_that_exceed_their_total_weigh(text: str, severity: str) -> None:
    assert [str(found.severity) for found in findings("parts-exceed-total", text)] == [severity] * bool(severity)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("清理文件184件，其中保留139件、修改18件、废止27件。答复64件，其中公开28件、其他3件。", 1),
        (
            "交办问题100件，其中立行立改40件、完成整改30件、其他10件。答复64件，其中公开28件、其他3件。",
            1,
        ),  # stages first
        ("答复申请644件，其中予以公开87件、部分公开66件、其他处理28件。", 1),
        ("检查100家次，其中药店20家次、诊所20家次、医院10家次。", 1),  # just half
        ("检查1000家次，其中药店200家次、诊所200家次、医院96家次。", 0),  # not half
        ("办结事项500件，其中网上办理320件、上门办理80件。", 0),  # two parts
        ("审结案件121件。其中，维持62件，驳回33件，终止15件。", 0),
        ("审结案件121件。其中，维持62件，驳回33件，其他15件。", 1),
    ],
)
def test_parts_below_their_total(text: str, number: int) -> None:
    assert [str(found.severity) for found in findings("parts-below-total", text)] == ["warning"] * number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("办理案件5件。收到申请118件，受理125件，排查矛盾213件，化解219件。", ["125件", "219件"]),
        ("收到复议申请118件，审结130件，受理125件。", ["130件", "125件"]),
        ("收到复议申请118件，审结101件，受理125件。", ["125件"]),
        ("收到复议申请118件，受理复议申请125件。", ["125件"]),
        ("收到来信118件，受理申请125件。", ["125件"]),
        ("出动300人次，收到申请118件，受理125件。", ["125件"]),
        ("收到118件，转交60件，受理125件。", []),  # what was passed on may be another matter
        ("收到来信118件，办理来访600件，其中受理125件。", []),
    ],
)
def test_stages(text: str, found: list[str]) -> None:
    assert [each.excerpt for each in findings("stage-exceeds", text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "收到来信约300封，反馈问题62个，已整改59个，整改率92.5%。",
        "反馈问题62个，已整改59个、整改率92.5%。",
        "反馈问题62个，已整改59个,整改率92.5%。",
        "反馈问题62个，已整改62个，整改率92.5%。",
        "信访量由60降至44件，下降92.5%。",
        "信访量由3件降至2件，下降92.5%。",
        "审查决策312件，总量较上年的240件增长92.5%。",
    ],
)
def test_wrong_rates(text: str) -> None:
    assert [found.excerpt for found in findings("wrong-rate", text)] == ["92.5%"]


@pytest.mark.parametrize("text", ["反馈62个，整改59个，整改率100%。", "反馈问题62个，已完成整改59个，整改率达100%。"])
def test_not_all_is_not_a_hundred_per_cent(text: str) -> None:
    assert [found.excerpt for found in findings("wrong-rate", text)] == ["100%"]


@pytest.mark.parametrize(
    "text",
    [
        "反馈问题62个，已整改59个，整改率92.5%以上。",
        "反馈问题约62个，已整改59个，整改率92.5%。",
        "已整改59个，整改率92.5%。",
        "走访企业120家，整改问题59个，整改率92.5%。",
        "一季度整改率90%，二季度整改率80%，整改率85%。",
        "化解存量纠纷36件，新排查纠纷62件，化解率98%。",
        "办理案件400件，简易程序案件280件，一般程序案件120件，占40%。",  # of which?
        "收到申请100件，受理80件，办结60件，办结率60%。",
        "办理许可40件，处罚60件，办结50件，办结率50%。",  # 40 + 60
        "受理信访120件，申诉40件、投诉60件，办结50件，办结率45%。",
        "受理投诉60件、办结50件，办结率45%。",
        "信访量由约60件降至44件，下降20%。",
        "用时由20个工作日压缩至13个工作日，效率提升35%。",
        "得分由80.5提高到92.4，提高10%。",
        "审查决策312件，总量较上年的240件增加72件。",
        "审查决策312件，总量较上年的240余件增长20%。",
        "满意率95%，较上年的90%提高3%。",
        "得分95，较上年的90提高3%。",
        "查处案件1893件。走访企业120家，与上年的1650件相比，总量增长17.4%。",
        "与上年的1650件相比，总量增长17.4%。",
        "受理0件，办结0件，办结率100%。",
        "反馈问题62个，已整改62个，整改率100%。",
        "办结人大建议92件，政协提案85件，办结率均为100%。",
        "收到建议92件，办结提案85件，办结率100%。",
    ],
)
def test_rates_that_cannot_be_judged_or_are_right(text: str) -> None:
    assert findings("wrong-rate", text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("上半年办理法律援助案件12件。办理法律援助案件29件。\n办理法律援助案件28件。", ["28件"]),
        ("2024年办理法律援助案件29件。\n办理法律援助案件28件。", ["28件"]),
        ("全县办理法律援助案件29件。\n全县办理法律援助案件28件。", ["28件"]),
        ("1至6月，办理法律援助案件12件。\n办理法律援助案件28件。", []),
        ("办理法律援助案件29件。\n办理法律援助案件近30件。", []),
        ("办理法律援助案件29件。\n公益诉讼（办理法律援助案件12件）。", []),
        ("提供免费法律咨询16400人次。\n提供免费法律咨询1.6万人次。", []),  # rounded
        ("排查化解矛盾纠纷95%。\n排查化解矛盾纠纷90%。", []),
        ("主动公开政府信息12。\n主动公开政府信息15。", []),
    ],
)
def test_one_indicator(text: str, found: list[str]) -> None:
    report = f"云岫县人民政府2024年度法治政府建设情况报告\n\n{text}\n"
    assert [each.excerpt for each in findings("inconsistent-figure", report)] == found


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("double-approximation", "约1600余件", ["约1600余件"]),
        ("ambiguous-range", "10-15%的案件，10-10%的案件", ["10-15%"]),
        ("ambiguous-range", "10-20-30%，5—8％，1-1234567.890123%", ["5—8％", "1-1234567.890123%"]),
        ("missing-unit", "办理案件12件，开通热线12345并主动公开信息164。", ["主动公开信息164"]),
        ("missing-unit", "主动公开信息1.6万，主动公开信息1，643条（主动公开信息164，依申请公开12件）。", []),
        ("missing-unit", "办理咨询12345热线交办的事项3件，主动公开信息164", []),
        ("rate-out-of-range", "群众满意率100.5%，按时办结率100%。", ["100.5%"]),
    ],
)
def test_how_figures_are_written(rule: str, text: str, found: list[str]) -> None:
    assert [each.excerpt for each in findings(rule, text)] == found


def test_which_end_of_a_range_was_meant_is_for_a_person_to_say() -> None:
    [found] = findings("ambiguous-range", "下降10-15%。")
    assert found.problem.fix
    assert found.problem.fix.safe is False


@pytest.mark.parametrize(
    "pieces",
    [
        ["查案10件，其中食品6件、药品7件。"],
        ["收到100件，受理120件，审结150件，办结率300%，"],
        ["其中", "办理行政处罚案件100件、"],
        ["其中办理行政处罚案件100件、"],
        ["全年办理100件，包括行政处罚案件100件、"],
        ["包括行政处罚案件100件、"],
        ["（", "1", "件，其中"],
    ],
)
def test_figures_take_linear_time(pieces: list[str]) -> None:
    ruleset = load("official-document")
    chosen = frozenset(rule.id for rule in ruleset.rules if rule.category == "figures")

    def linting(length: int) -> Callable[[], object]:
        text = "".join(piece * (length // len(piece)) for piece in pieces)
        return lambda: lint(Source("x", text), ruleset, chosen=chosen)

    assert growth(linting, 10_000, 100_000) < STEEP
