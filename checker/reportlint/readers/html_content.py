"""The report within a page: its container, and what stands around it that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.pattern import lazy
from reportlint.readers.html_lines import Line, lines_of
from reportlint.readers.html_tree import Element, Page, words

IDS = ("ucap-content", "zoom", "zoomcon", "fontzoom", "js_content", "articlecontent", "article_content", "vsb_content")
CLASSES = (
    "trs_editor",
    "trs_editor_view",
    "pages_content",
    "article-content",
    "article_content",
    "view-content",
    "wp_articlecontent",
)
SITE = words(
    "nav navbar navigation menu crumb crumbs breadcrumb breadcrumbs dqwz share bdsharebuttonbox jiathis footer foot "
    "copyright sidebar related relevant recommend toolbar search qrcode ewm friendlink pager"
)
OF_SITE = ("nav", "footer", "aside")
HALF = 0.5  # of the words of a page: what holds less is not all of the report
LITTLE, FEW_SIGNS = (
    0.1,
    100,
)  # of the words of a page, links left out: what holds more is no ornament, whatever its name
MOST = 0.9
FEW = 100  # pieces of a line that says the source or the date
FRONT = lazy(
    r"\W{0,2}(?:(?:信息|稿件|文章)?来\s*源|(?:发布|发文|公开|生成|印发|成文|更新)?(?:时\s*间|日\s*期)|发\s*布\s*(?:机\s*构|单\s*位|人)|"
    r"发\s*文\s*(?:机\s*关|单\s*位|字\s*号)|索\s*引\s*号|文\s*号|标\s*题|主\s*题\s*(?:分\s*类|词)|名\s*称|作\s*者|字\s*[号体]|"
    r"[阅浏][读览](?:次数|量)|点击(?:次数|量|率)?|(?:责任)?编\s*辑|[审校]\s*[核对]|签发人|扫一扫)[^\r\n]{0,6}?(?:[:：]|$)|扫一扫"
)
LABEL = lazy(r"(?!\s*标\s*题)[^:：]{1,10}[:：]\s*")  # a title is known by standing on a line of its own
TITLED = lazy(r"\s*标\s*题\s*[:：]\s*")


def report_of(page: Page) -> tuple[list[Line], list[Line], list[Line]]:
    """Return the lines that stand before the report, its own, and those behind it."""
    without = frozenset(_ornaments(page))
    found = _containers(page) or [_densest(page)]
    start, end = found[0].first, found[-1].last
    body = lines_of(page, [(element.first, element.last) for element in found], without, tables=True)
    before = lines_of(page, [(0, start - 1)], without, tables=False)
    behind = lines_of(page, [(end + 1, len(page.events) - 1)], without, tables=False)
    heads = {_bare(line.text) for line in lines_of(page, _headlines(page, start), without, tables=False)}
    return _kept(before, heads | _titles(page)), body, _kept(behind, set())


def _ornaments(page: Page) -> Iterator[Element]:
    """Yield what belongs to the site: menus, share bars, the foot of the page; never what holds many of its words."""
    most = min(HALF * page.total, max(LITTLE * page.total, FEW_SIGNS))
    for element in page.elements:
        names = re.split(r"[\s_-]+", f"{element.value('class')} {element.value('id')}".lower())
        if (element.tag in OF_SITE or SITE.intersection(names)) and page.weight(element) <= most:
            yield element


def _containers(page: Page) -> list[Element]:
    """Return the elements that by their names hold the report, where they hold most of the page."""
    found: list[Element] = []
    for element in page.elements:
        classes = element.value("class").lower().split()
        named = (
            element.value("id").lower() in IDS or any(name in CLASSES for name in classes) or element.tag == "article"
        )
        if named and not (found and element.last < found[-1].last) and not element.hidden and page.weight(element):
            found.append(element)
    return found if sum(map(page.weight, found)) > HALF * page.total else []


def _densest(page: Page) -> Element:
    """Go down from the whole page as long as one element holds nearly all of the words."""
    best = page.elements[0]
    for element in page.elements:
        inside = best.first <= element.first and element.last <= best.last
        if (
            inside
            and element.tag not in ("p", "span", "tr", "tbody", "font")
            and page.weight(element) >= MOST * page.total
        ):
            best = element
    return best


def _headlines(page: Page, end: int) -> Iterator[tuple[int, int]]:
    """Yield where large headings stand before the report."""
    last = -1
    for element in page.elements:
        if element.tag in ("h1", "h2") and last < element.first and element.last < end:
            last = element.last
            yield element.first, last


def _kept(lines: list[Line], titles: set[str]) -> list[Line]:
    """Keep what says title, source, date and the like; a label and its value become one line."""
    kept: list[Line] = []
    for line in lines:
        if len(line.pieces) > FEW:
            continue
        text = line.text.strip()
        if kept and LABEL.fullmatch(kept[-1].text) and not FRONT.match(text):
            kept[-1].pieces += line.pieces
        elif FRONT.match(text) or _bare(text) in titles or (kept and TITLED.fullmatch(kept[-1].text)):
            kept.append(line)
    return kept


def _titles(page: Page) -> set[str]:
    return {
        _bare(page.text[token.start : token.end])
        for _, element, token in page.events
        if token and element.tag == "title"
    }


def _bare(text: str) -> str:
    return "".join(text.split())
