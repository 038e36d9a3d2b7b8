"""Right texts that look like wrong ones: nothing may fire on them. And wrong ones that look right."""

from __future__ import annotations

import pytest

from reportlint.linter import lint
from reportlint.ruleset import detectable
from reportlint.source import Source

RULESETS = detectable()
REPORT = """云岫县人民政府关于2024年度法治政府建设情况的报告

{opening}

一、{first}

{text}

二、党政主要负责人履行推进法治建设第一责任人职责情况

县政府主要负责人带头学法。

三、{shortcomings}

基层力量薄弱，原因在于编制偏少。

四、{plan}

开展全员培训。
"""
USUAL = {
    "opening": "2024年，云岫县坚持依法行政。现将有关情况报告如下。",
    "first": "2024年度推进法治政府建设的主要举措和成效",
    "text": "完善各项制度。",
    "shortcomings": "存在的不足和原因",
    "plan": "2025年度推进法治政府建设的主要安排",
}


def found(text: str) -> list[str]:
    return [d.rule.id for d in lint(Source("a.txt", text), RULESETS).diagnostics]


def report(**parts: str) -> str:
    return REPORT.format(**USUAL | parts)


def test_the_usual_report_is_right() -> None:
    assert found(report()) == []


@pytest.mark.parametrize(
    "opening",
    [
        "根据县委依法治县办2025年1月8日通知要求，现将我县2024年度法治政府建设情况报告如下。",
        "2025年是“十四五”规划收官之年。现将2024年法治政府建设情况报告如下。",
        "按照市政府2025年工作部署，现将有关情况报告如下。",
        "2022年10月，党的二十大胜利召开。",
        "2023年以来，云岫县坚持依法行政。",
        "云岫县深入贯彻《党政主要负责人履行推进法治建设第一责任人职责规定》。",
    ],
)
def test_openings(opening: str) -> None:
    assert found(report(opening=opening)) == []


@pytest.mark.parametrize(
    "heading",
    [
        "《法治政府建设实施纲要（2021—2025年）》落实情况",
        "加强薄弱环节建设，深化重点领域执法的举措",
        "2024年法治政府建设工作开展情况",
        "上一年度推进法治政府建设的主要举措和成效",
    ],
)
def test_first_headings(heading: str) -> None:
    assert found(report(first=heading)) == []


@pytest.mark.parametrize(
    "themes",
    [
        ("加强薄弱环节建设", "加强困难群众法律援助"),
        ("信访突出问题依法处理", "缩小城乡法律服务差距"),
        ("强化统筹安排", "科学编制立法计划"),
        ("加强组织领导，落实重点任务", "依法行政，稳妥处置信访突出问题"),
        ("坚持问题导向，提升执法水平", "聚焦突出问题，强化整治"),
    ],
)
def test_headings_by_theme(themes: tuple[str, str]) -> None:
    one, two = themes
    text = report(first=one, text=f"完善各项制度。\n\n二、{two}\n\n完善各项制度。")
    for old, new in (("四、", "五、"), ("三、存", "四、存"), ("二、党政", "三、党政")):
        text = text.replace(old, new)
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "一是抓学习；二是抓考核；三是抓责任，其中一是领导责任，二是监督责任。",
        "一是基础薄弱，主要表现为一是编制少，二是经费少；二是能力不强；三是机制不全。",
        "一是提质；二是增效；实现“两个提升”，即一是效率提升，二是质量提升。",
        "一是抓学习，重点一是宪法、二是民法典；二是抓考核。",
        "落实云府发〔2024〕3号、〔2024〕5号文件。",
        "落实云府发〔2023〕12号，〔2024〕1号文件。",
        "《云岫县年度工作要点》（云法办〔2023〕2号）和《云岫县年度工作要点》（云法办〔2024〕2号）先后印发。",
        "办理第（2024）3号建议，处置地块（2024）5号，整治幸福路[2024]3号楼。",
        "引用〔2024〕文件的规定，参照〔案例1〕3号。",
        "作出云府复决〔2024〕第12号决定、云环罚字〔2024〕第3号决定，下达云财〔2024〕预1号指标。",
        "印发《关于开展“《民法典》宣传月”活动的通知》。",
        "印发《云岫县委 云岫县人民政府关于推进改革的意见》（云委发〔2024〕1号）。",
        "印发《县委办公室、县人民政府办公室关于推进改革的通知》（云委办〔2024〕1号）。",
        "依据《云岫县供水特许经营合同》第3条，整改到位。",
        "二、三轮土地承包有序推进。",
        "抽查合格率<95%的单位2个，>99%的单位8个。",
        "双随机抽查问题发现率为29.6%，整改率为100%。",
        "行政复议受理率90.5%，审结率95%。",
        "受理量同比增长20%，办结量同比增长25%。",
        "办事材料由12份精简为3份，精简率75%。",
        "平均办理时限由法定20个工作日压缩到5个工作日，压缩率75%。",
        "抽检食品1000批次，不合格20批次，合格率98%。",
        "回访群众1000人，不满意12人，满意率98.8%。",
        "法律援助受理案件102件，其中农民工案件56件、妇女案件32件、未成年人案件21件。",
        "行政处罚案件12316件，其中市场监管4560件、交通运输3120件、综合执法2680件，居前三位。",
        "全年新设市场主体8 126户，其中企业2310户、个体工商户5809户、农民专业合作社7户。",
        "持续抓好落实落实再落实，通过签定向培养协议充实基层。",
    ],
)
def test_paragraphs(text: str) -> None:
    assert found(report(text=text)) == []


def test_items_of_a_list_are_no_headings() -> None:
    assert found(report(text="据统计：\n（1）办理复议56件；\n（2）应诉12件。")) == []


@pytest.mark.parametrize(
    "front",
    [
        "云府〔2025〕3号",
        "发文字号：云府〔2025〕3号",
        "更新时间：2025-06-18\n发布时间：2025-03-01",
        "印发日期：2024-12-30\n发布日期：2025-01-03",
        "成文日期：2025-01-10",
    ],
)
def test_lines_above_the_body(front: str) -> None:
    title, _, rest = report().partition("\n")
    assert found(f"{title}\n{front}\n{rest}") == []


def test_titles_that_name_the_body_elsewhere() -> None:
    for title in ("2024年云岫县法治政府建设工作报告", "关于云岫县2024年度法治政府建设情况的报告"):
        assert found(report().replace(report().partition("\n")[0], title)) == []


@pytest.mark.parametrize(
    ("shortcomings", "plan"),
    [
        ("存在的主要问题", "下阶段工作"),
        ("工作中存在的短板", "加强和改进法治政府建设的措施"),
        ("差距和不足", "2025年重点工作措施"),
    ],
)
def test_other_names_of_sections(shortcomings: str, plan: str) -> None:
    assert found(report(shortcomings=shortcomings, plan=plan)) == []


def test_one_content_in_two_neighbouring_sections() -> None:
    text = report(shortcomings="存在的主要问题").replace("四、", "五、")
    assert found(text.replace("五、", "四、问题产生的原因分析\n\n编制偏少。\n\n五、")) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("带头学法。", "", "empty-section"),
        ("二、党政主要负责人履行推进法治建设第一责任人职责情况", "二、队伍建设", "missing-section"),
        ("完善各项制度。", "《关于印发〈云岫县供水办法的通知》已印发。", "unbalanced-title-marks"),
        ("完善各项制度。", "《关于印发云岫县供水办法〉的通知》已印发。", "unbalanced-title-marks"),
        ("一、2024", "一：2024", "wrong-number-mark"),
        ("完善各项制度。", "抽检食品1000批次，不合格20批次，合格率97%。", "wrong-rate"),
        ("完善各项制度。", "办事材料由12份精简为3份，精简率65%。", "wrong-rate"),
    ],
)
def test_faults_that_hide(old: str, new: str, rule: str) -> None:
    text = report().replace("县政府主要负责人带头学法。", "带头学法。")
    assert old in text
    assert rule in found(text.replace(old, new))


def test_a_skeleton_is_empty() -> None:
    text = "云岫县人民政府关于2024年度法治政府建设情况的报告\n\n一、主要举措和成效\n二、第一责任人职责履行情况\n三、存在的不足和原因\n四、下一步工作安排\n"
    assert found(text).count("empty-section") == 4


@pytest.mark.parametrize(
    "place",
    ["三、存在的不足和原因\n\n（一）第一责任人职责履行不到位。", "四、2025年工作安排\n\n一是压实第一责任人职责；二是"],
)
def test_a_content_named_among_shortcomings_or_plans_is_not_there(place: str) -> None:
    text = report().replace("二、党政主要负责人履行推进法治建设第一责任人职责情况", "二、队伍建设")
    heading = place.split("\n")[0]
    old = next(line for line in text.split("\n") if line.startswith(heading[:2]))
    assert "missing-section" in found(text.replace(old + "\n\n", place))


@pytest.mark.parametrize(
    "text",
    [
        # rates of all that were judged: A÷(A+B)
        "化解信访积案37件，剩余5件，化解率88.1%。",
        "考试通过251人，未通过35人，通过率87.8%。",
        "行政机关胜诉81件，败诉5件，败诉率5.8%。",
        "复议维持96件，纠错31件，纠错率24.4%。",
        # an increment is no total
        "税费收入312.76亿元，同比增收21.33亿元，其中税收收入203.48亿元，社会保险费收入96.17亿元。",
        "经营主体26136户，较上年净增2136户。其中，企业7126户，个体工商户18012户。",
        # several changes in one sentence, and means of several years
        "案件由1208件减少到1112件，罚款由1563万元减少到1286万元，分别下降7.9%和17.7%。",
        "产值由12亿元增加到15亿元，年均增长7.7%。",
        # 不予受理 is no 受理
        "收到复议申请14件，作出不予受理决定1件，审结13件。",
        # scopes that stand a clause earlier
        "在县级层面，培训执法人员126人；在乡镇层面，培训执法人员237人。",
        # words that only look like others
        "认真学习总书记重要讲话精神。",
        "推荐依法行政先进个人3名，推荐法治政府建设示范项目2个。",
        "做到既使群众得实惠，又使企业增效益。",
        "坚持实事求是是做好工作的前提，推进推进会精神落实。",
        "《云岫县城区图》审图号为云S（2024）018号。",
        "修订村规民约15份，其中城区5份、乡镇10份。",
        # a list within a sentence has ended before the next figure
        "新增应诉案件48件、其中出庭37件，新受理复议案件260件、信访事项300件。",
        "新增营造林148万亩、其中绿化工程43万亩，修复草原517万亩，治理水土流失23万亩。",
        "市属国企由51家整合为33家，全级次法人数量压减67.7%。",
        # places, not points
        "两项指数分别居全省第五、第三，成为推广样板。",
        # headings that begin like the rest of a reference, (一)项规定 or （三）和（四）
        "（一）项目审批提速增效。\n全面推行帮办代办。\n（二）和谐劳动关系持续巩固。\n（三）及时化解矛盾纠纷。\n（四）到期合同全面清理。\n（五）款项支付更加规范。",
        # numbered notes whose text begins with a digit
        "名词解释：\n1.“两新”：设备更新和以旧换新。\n2.6个专项：省级重大专项。\n3.“一件事”：多个事项一次办成。",
        # groups under lines without a number
        "推进依法行政\n（一）健全制度。完善程序。\n（二）强化监督。定期检查。\n加强自身建设\n全县系统要担当作为。\n（一）改进作风。狠抓落实。\n（二）廉洁从政。严守纪律。",
        "将第五条修改为：“第五条 收案应当登记。\n“登记内容包括：\n“（一）申请人；\n“（二）请求事项。”",
        "县长在法治政府建设推进会上讲话，各乡镇和部门主要负责人参加会议并作交流发言。本报记者 林 晓摄",
        "（二〇二四年六月十六日县政府\n第五十四次常务会议修订通过）",
        # a list with 1） is no row of headings
        "主要指标如下：\n1）复议收案213件；\n2）应诉86件；\n3）出庭率100%。",
    ],
)
def test_sentences_that_look_like_slips(text: str) -> None:
    assert found(report(text=text)) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("受理投诉1 863件，办结1 841件，办结率89.8%。", "wrong-rate"),
        ("处理信件1 126件，其中咨询412件、建议23件、投诉67件、求助281件、举报434件。", "parts-exceed-total"),
        ("移送公安机关 起，责令改正3起。", "placeholder"),
        ("整改于13月底前完成。", "impossible-date"),
        ("发布信息200余条左右。", "double-approximation"),
        ("推行“一件事改革。\n“一件事”改革取得成效。", "unbalanced-quotes"),
        ("投诉由60件降至44件，投诉总量下降36.7%。", "wrong-rate"),
        ("（一）项目审批提速。\n推行代办。\n（三）及时化解纠纷。\n组织排查。", "broken-numbering"),
        ("处罚120件，其中警告43件，罚款51件，停业47件。", "parts-exceed-total"),
    ],
)
def test_slips_that_look_right(text: str, rule: str) -> None:
    assert found(report(text=text)) == [rule]


def test_three_articles_in_a_plan_are_no_parts() -> None:
    plan = "第一篇文章：“巩固”。\n第二篇文章：“提升”。\n第三篇文章：“创新”。"
    assert found(report(text=plan)) == []


@pytest.mark.parametrize(("day", "rules"), [("2019年2月25日", []), ("2020年2月25日", ["missing-section"])])
def test_what_the_regulation_asks_for_is_asked_for_since_it_is_in_force(day: str, rules: list[str]) -> None:
    year = int(day[:4]) - 1
    text = report().replace("2024", str(year)).replace("2025", day[:4])
    text = text.replace("二、党政主要负责人履行推进法治建设第一责任人职责情况\n\n县政府主要负责人带头学法。\n\n", "")
    text = text.replace("三、", "二、").replace("四、", "三、")
    assert found(f"{text}\n云岫县人民政府\n{day}\n") == rules


def test_items_below_decimal_headings_begin_anew() -> None:
    text = "2.1 指挥部职责\n（1）督查指导。\n（2）综合协调。\n2.1.1 办公室职责\n（1）起草文件。\n（2）汇总情况。"
    assert found(report(text=text)) == ["skipped-heading-level"]


@pytest.mark.parametrize("title", ["2024年上半年法治政府建设工作总结", "2024年前三季度法治政府建设工作总结"])
def test_reports_on_a_part_of_the_year_are_early(title: str) -> None:
    text = report().replace("关于2024年度法治政府建设情况的报告", title)
    assert "dated-before-period-end" not in found(f"{text}\n云岫县人民政府\n2024年7月5日\n")
