"""How a .docx looks on paper: what the ruleset official-layout says of it."""

from __future__ import annotations

from typing import Any

import pytest

from build_layout import (
    BODY,
    EVEN,
    GRID,
    LEFT_SIDE,
    MARGINS,
    NUMBER,
    OUTSIDE,
    RIGHT_SIDE,
    STANDARD,
    THEME,
    field,
    file,
    said,
)
from build_office import paragraph, run, table
from reportlint.linter import lint
from reportlint.readers import read
from reportlint.ruleset import load

STANDARD_NUMBERS = {"default": field(place=RIGHT_SIDE), "even": field(place=LEFT_SIDE)}


def test_a_report_set_by_the_standard_is_silent() -> None:
    assert said(file()) == []
    assert said(file(settings=EVEN, footers=STANDARD_NUMBERS)) == []
    typed = {
        "default": field(after=" —\u3000", place='<w:jc w:val="right"/>'),
        "even": field(before="\u3000— ", place=""),
    }
    assert said(file(settings=EVEN, footers=typed)) == []


def test_what_does_not_tell_where_the_number_stands_is_not_judged() -> None:
    boxed = paragraph("<w:r><w:pict><w:txbxContent>" + field(place="") + "</w:txbxContent></w:pict></w:r>")
    tabbed = field(place="").replace("<w:r>", "<w:r><w:tab/></w:r><w:r>", 1)
    free = field(place='<w:framePr w:x="9000"/>')
    for footer in (boxed, tabbed, free):
        assert said(file(footers={"default": footer})) == []
    assert said(file(more=GRID.replace("linesAndChars", "snapToChars"))) == []
    assert said(file(footers={"default": field(place='<w:jc w:val="right"/>')})) == [], "there may be one page only"
    longer = BODY + paragraph("法治宣传教育覆盖全部乡镇，其中三个是重点。" * 40, style="body")
    once = said(file(longer, footers={"default": field(place='<w:jc w:val="right"/>')}))
    assert ("wrong-page-number-place", "页码居右，应单页居右、双页居左") in once


@pytest.mark.parametrize(
    ("changed", "rule", "message"),
    [
        ({"size": '<w:pgSz w:w="12240" w:h="15840"/>'}, "wrong-paper-size", "纸张是216×279毫米，应为210×297毫米"),
        ({"size": ""}, "wrong-paper-size", "纸张是216×279毫米，应为210×297毫米"),
        ({"margins": MARGINS.replace("2098", "1440")}, "wrong-margins", "天头（上边距）是25.4毫米，应为37毫米"),
        ({"margins": MARGINS.replace("1587", "1700")}, "wrong-margins", "订口（左边距）是30.0毫米，应为28毫米"),
        ({"margins": MARGINS.replace('gutter="0"', 'gutter="567"')}, "wrong-margins", "版心宽是146.0毫米，应为156毫米"),
        ({"margins": MARGINS.replace("1984", "1440")}, "wrong-margins", "版心高是234.6毫米，应为225毫米"),
        ({"styles": STANDARD.replace("方正小标宋简体", "宋体")}, "wrong-title-font", "标题字体是宋体，应为小标宋"),
        ({"styles": STANDARD.replace('"44"', '"36"')}, "wrong-title-font", "标题字号是18磅（小二），应为22磅（二号）"),
        ({"styles": STANDARD.replace('"center"', '"left"')}, "title-off-centre", "标题没有居中，应居中"),
        ({"theme": THEME.replace("仿宋", "等线")}, "wrong-body-font", "正文字体是等线，应为仿宋，共3处"),
        ({"theme": THEME.replace("Hans", "Hang")}, "wrong-body-font", "正文没有指定字体，应为仿宋，共3处"),
        ({"styles": STANDARD.replace('"32"', '"28"')}, "wrong-body-font", "正文字号是14磅（四号），应为16磅（三号），共3处"),
        ({"styles": STANDARD.replace('"32"', '"31"')}, "wrong-body-font", "正文字号是15.5磅，应为16磅（三号），共3处"),
        ({"styles": STANDARD.replace("黑体", "楷体")}, "wrong-heading-font", "一级标题字体是楷体，应为黑体"),
        ({"styles": STANDARD.replace("楷体_GB2312", "黑体")}, "wrong-heading-font", "二级标题字体是黑体，应为楷体"),
        ({"styles": STANDARD.replace("579", "600")}, "wrong-line-pitch", "正文行距是30磅，应为28至29磅，共3处"),
        ({"styles": STANDARD.replace("exact", "auto")}, "wrong-line-pitch", "正文行距不是固定值，应为固定值28至29磅，共3处"),
        ({"styles": STANDARD.replace('w:firstLine="640" w:firstLineChars="200"', "")}, "wrong-indent", "段落首行左空0字，应为2字，共3处"),
        ({"body": BODY.replace("2024年，", "　　2024年，")}, "wrong-indent", "段落首行左空4字，应为2字"),
        ({"footers": {}}, "missing-page-number", "页脚没有页码，应有页码"),
        ({"footers": {"default": paragraph("— 17 —")}}, "missing-page-number", "页脚没有页码，应有页码"),
        ({"settings": EVEN}, "missing-page-number", "偶数页页脚没有页码，应有页码"),
        ({"footers": {"default": field(before="第", after="页")}}, "wrong-page-number", "页码写作“第1页”，应为“— 1 —”"),
        ({"footers": {"default": field(NUMBER.replace("28", "18"))}}, "wrong-page-number", "页码字号是9磅（小五），应为14磅（四号）"),
        ({"footers": {"default": field('<w:sz w:val="28"/>')}}, "wrong-page-number", "页码字体是Calibri，应为宋体"),
        ({"footers": {"default": field(place=OUTSIDE.replace("outside", "center"))}}, "wrong-page-number-place", "页码居中，应单页居右、双页居左"),
        ({"footers": {"default": field(place='<w:jc w:val="center"/>')}}, "wrong-page-number-place", "页码居中，应单页居右、双页居左"),
        ({"footers": {"default": field(place="")}}, "wrong-page-number-place", "页码居左，应单页居右、双页居左"),
        ({"settings": EVEN, "footers": {"default": field(place=RIGHT_SIDE), "even": field(place=RIGHT_SIDE)}}, "wrong-page-number-place", "双页页码居右，应居左"),
        ({"settings": EVEN, "footers": {"default": field(place=RIGHT_SIDE.replace("100", "0")), "even": field(place=LEFT_SIDE)}}, "wrong-page-number-place", "单页页码右空0字，应空1字"),
        ({"settings": EVEN, "footers": {"default": field(place=RIGHT_SIDE), "even": field(place='<w:jc w:val="center"/>')}}, "wrong-page-number-place", "双页页码居中，应居左"),
        ({"more": ""}, "wrong-line-length", "每行排27字，应为28字"),
        ({"more": '<w:docGrid w:type="lines" w:charSpace="-847"/>'}, "wrong-line-length", "每行排27字，应为28字"),
        ({"more": GRID.replace("-847", "21679")}, "wrong-line-length", "每行排20字，应为28字"),
    ],
)  # fmt: skip  # one deviation a line
def test_each_deviation_is_found_with_what_is_and_what_should_be(changed: Any, rule: str, message: str) -> None:
    found = said(file(**changed))
    assert (rule, message) in found
    assert (
        {each for each, _ in found} <= {rule, "wrong-heading-font"}
        if "styles" in changed or "theme" in changed
        else {rule}
    )


def test_what_is_said_often_is_told_once_with_the_first_places() -> None:
    many = "".join(paragraph(f"第{number}项工作已经完成。", style="body") for number in range(10, 70))
    source = read("a.docx", file(BODY + many, styles=STANDARD.replace('"32"', '"28"')))
    found = [d for d in lint(source, load("official-layout")).diagnostics if d.rule.id == "wrong-body-font"]
    [problem] = [each.problem for each in found]
    assert problem.message.zh.endswith("，共63处")
    assert problem.message.en == "size of the running text: 14 pt, required: 16 pt (63 places)"
    spans = [problem.span, *(each.span for each in problem.related)]
    assert [source[span] for span in spans] == ["2024年", "全县案件按期办结", "法治宣传教育覆盖全部乡镇"]


def test_tables_boxes_and_notes_are_no_running_text() -> None:
    small = '<w:sz w:val="18"/>'
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('框里的字。', small))}</w:txbxContent></w:pict></w:r>"
    both = (
        '<mc:AlternateContent><mc:Choice Requires="w14">甲</mc:Choice><mc:Fallback>'
        f"{paragraph(run('另一种。', small))}</mc:Fallback></mc:AlternateContent>"
    )
    body = BODY + table([[paragraph(run("表里的字。", small))]]) + paragraph(box + both + run("正文。"), style="body")
    assert said(file(body)) == []


def test_lists_of_names_and_lines_in_the_middle_are_set_as_one_likes() -> None:
    middle = paragraph(run("（2025年1月15日）", '<w:rFonts w:eastAsia="楷体"/>'), more='<w:jc w:val="center"/>')
    names = paragraph(run("主任委员：李某某", '<w:sz w:val="28"/>'))
    last = paragraph("（本报告由司法局起草。）", more='<w:jc w:val="right"/>')
    quoted = paragraph("（本报告经会议通过。）", more='<w:jc w:val="center"/>')
    assert said(file(BODY + names + quoted + last)) == []
    assert said(file(BODY.replace(paragraph("县人大常委会："), middle))) == []


def test_what_else_is_in_a_footer_is_not_told() -> None:
    found = said(file(footers={"default": field(before="联系电话13800000000　")}))
    assert found == [("wrong-page-number", "页码写法不对，应为“— 1 —”")]
