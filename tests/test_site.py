"""The documentation: no dead links, nothing from elsewhere, and the site as people see it, where its builder is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

import documentation
import screenshots
import site_pages
import transcripts
from conftest import ROOT
from reportlint.layer import FALLBACK, builtin
from reportlint.ruleset import load

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

PAGES = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
LOADING = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for match, target in site_pages.links(page):
        assert target.exists(), match[0]
        if match["anchor"]:
            anchor = unquote(match["anchor"][1:])
            assert target.suffix == ".md" and anchor in site_pages.anchors(target), match[0]


def test_a_dead_link_would_be_seen(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("# 第一 步：A `b`\n[x](b.md) [y](#c)\n```\n[no](link.md)\n```\n[out](https://a.b)\n", "utf-8")
    found = [(match["target"], match["anchor"], target.name) for match, target in site_pages.links(page)]
    assert found == [("b.md", None, "b.md"), ("", "#c", "a.md")]
    assert site_pages.anchors(page) == {"第一-步a-b"}


def test_every_page_is_on_the_way_through_the_site() -> None:
    named = re.findall(r'"([^"]+\.md)"', documentation.navigation(site_pages.pages()))
    here = {site_pages.place(page) for page in PAGES if page.is_relative_to(site_pages.DOCS)}
    assert len(named) == len(set(named))
    assert {page for page in here if not page.startswith("decisions/0")} - set(named) == {"ci/README.md"}


def test_the_first_page_names_every_type_of_report() -> None:
    text = (ROOT / "docs" / "index.md").read_text("utf-8")
    assert [r.title.zh for r in map(load, builtin()) if r.id != FALLBACK and r.title.zh not in text] == []


def test_pictures_are_small_and_shown() -> None:
    shown = "".join(page.read_text("utf-8") for page in PAGES)
    pictures = [*(ROOT / "docs" / "images").iterdir()]
    assert len(pictures) >= 3
    for picture in pictures:
        assert picture.stat().st_size < screenshots.LARGEST, picture.name
        assert f"images/{picture.name}" in shown, picture.name


def test_lines_within_a_chinese_sentence_are_joined_and_examples_stay_as_they_are() -> None:
    text = "第一行，\n**第二行**见\n[一](a)、\n[b](b)。\n\n- 一\n- 二\n\n```text\n甲\n乙\n```\n<!-- x -->\n后\nend\n\n| `a\\|b` |\n"
    there = "第一行，**第二行**见[一](a)、[b](b)。\n\n- 一\n- 二\n\n```text\n甲\n乙\n```\n后\nend\n\n| `a|b` |\n"
    assert documentation._unbroken(text) == there


def test_an_example_of_a_rule_is_a_sheet_with_its_findings_marked() -> None:
    page = documentation.shown(ROOT / "docs" / "rules" / "stale-year.md")
    assert "<mark>2023</mark>年度" in page and 'class="sheet right"' in page
    assert "⟦" not in page and "```report" not in page
    beside = documentation.shown(ROOT / "docs" / "rules" / "expired-exemption.md")
    assert beside.count('class="sheet right"') == 1  # what is found stands in the file beside the other


def test_a_session_prints_what_its_commands_print_now() -> None:
    page = '```text title="a.txt"\n\n```\n\n```console\n$ reportlint a.txt\nold\n\n$ echo $?\n```\n<!-- file: b/c.txt = a.txt -->\n'
    told = transcripts.brought_up_to_date(page)
    assert (
        "$ reportlint a.txt\na.txt：没有内容，没有检查\n" in told and "$ echo $?\n2\n```" in told and "old" not in told
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site; what needs it is skipped, and says so, where its builder is not installed."""
    if not find_spec("zensical"):
        pytest.skip("no builder for the site here: make docs installs it")
    return documentation.build(tmp_path_factory.mktemp("site"))


class Reading(HTMLParser):
    """What a page loads and links to, and what can be linked to in it."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids.add(found.get("id", ""))
        if tag in LOADING and LOADING[tag] in found and found.get("rel") not in ("canonical", "next", "prev"):
            self.loaded.append(found[LOADING[tag]])
        if tag == "a" and "href" in found:
            self.linked.append(found["href"])


def test_the_site_loads_nothing_from_elsewhere_and_has_no_dead_links(site: Path) -> None:
    pages = {page: Reading(page) for page in site.rglob("*.html") if page.name != "404.html"}
    assert len(pages) > 130
    for page, read in pages.items():
        assert all((page.parent / unquote(re.sub("[?#].*", "", file))).is_file() for file in read.loaded), page.name
        for link in {link for link in read.linked if not re.match("https?:|mailto:", link)}:
            path, _, anchor = unquote(link).partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_file(), f"{page.name}: {link}"
            assert not anchor or target not in pages or anchor in pages[target].ids, f"{page.name}: {link}"
    styles = "".join(style.read_text("utf-8") for style in site.rglob("*.css"))
    assert not re.findall(r"@import|url\([\"']?(?:https?:)?//", styles)


@pytest.fixture(scope="module")
def reader(site: Path) -> Iterator[Chrome]:
    """Open a browser; tests in it are skipped, and say so, where there is none."""
    if not (Path("/usr/bin/chromium").exists() and Path("/usr/bin/chromedriver").exists()):
        pytest.skip("no browser here")
    with screenshots.browser() as driver:
        yield driver


@pytest.mark.parametrize("word", ["六角括号", "截止年底", "审核意见表"])
def test_search_finds_words_within_sentences_from_a_folder(site: Path, reader: Chrome, word: str) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    reader.set_window_size(1300, 900)
    reader.get((site / "index.html").as_uri())
    reader.find_element(By.CSS_SELECTOR, "button.md-search__button").click()
    wait = WebDriverWait(reader, 20)
    root = "[...document.querySelectorAll('body > div')].map(e => e.shadowRoot).find(Boolean)"
    box = wait.until(lambda driver: driver.execute_script(f"return {root}?.querySelector('input')"))
    box.send_keys(word)
    found = wait.until(
        lambda driver: driver.execute_script(
            f"return [...{root}.querySelectorAll('[role=option]')].map(e => e.textContent)"
        )
    )
    assert any(word in text for text in found)
    assert "条结果" in reader.execute_script(f"return {root}.textContent")


@pytest.mark.parametrize("page", ["index.html", "drafter.html", "rules/missing-section.html", "stability.html"])
def test_no_page_is_wider_than_a_telephone(site: Path, reader: Chrome, page: str) -> None:
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    reader.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    reader.get((site / page).as_uri())
    assert reader.execute_script("return document.documentElement.scrollWidth") <= 390
    reader.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
