"""Quantities and sums as they are read, and the time they take."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from reportlint.document import Document
from reportlint.linter import lint
from reportlint.parser import parse
from reportlint.ruleset import load
from reportlint.source import Source


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


@pytest.mark.parametrize(
    "text",
    [
        "查案10件，其中食品6件、药品7件。" * 10_000,
        "收到100件，受理120件，审结150件，办结率300%，" * 10_000,
        "其中" + "办理行政处罚案件100件、" * 20_000,
        "（" * 50_000 + "1" * 200_000 + "件，其中" * 10_000,
    ],
)
def test_figures_take_linear_time(text: str) -> None:
    ruleset = load("official-document")
    chosen = frozenset(rule.id for rule in ruleset.rules if rule.category == "figures")
    began = time.perf_counter()
    lint(Source("x", text), ruleset, chosen=chosen)
    assert time.perf_counter() - began < 10
