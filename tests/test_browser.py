"""The page of a report in a browser, where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import ROOT
from pages import HOSTILE, RULESETS, many, sample
from reportlint.diagnostic import Severity
from reportlint.linter import Run, lint
from reportlint.report.html import html
from reportlint.source import Source

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1400,900",
]  # fmt: skip  # one line, or one a case, is read at a glance


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Start Chromium; tests in it are skipped, and say so, where it is not installed."""
    if not (CHROMIUM.exists() and DRIVER.exists()):
        pytest.skip(f"no browser here ({CHROMIUM}, {DRIVER})")
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*QUIET, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    driver = Chrome(options, ChromeService(str(DRIVER)))
    yield driver
    driver.quit()


def long_run() -> Run:
    text = (ROOT / "samples" / "broken-references.txt").read_text("utf-8")
    first, _, rest = text.partition("一、")
    middle = "".join(f"第{n}项工作平稳推进，成效明显。\n\n" for n in range(300))
    return Run([lint(Source("长.txt", f"{first}{middle}一、{rest}"), RULESETS)])


@pytest.fixture
def opened(browser: Chrome, tmp_path: Path) -> Callable[[Run], Chrome]:
    """Return what shows the report of a run in the browser."""

    def show(run: Run) -> Chrome:
        page = tmp_path / "page.html"
        page.write_text(html(run), "utf-8", newline="\n")
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
        browser.get(page.as_uri())
        return browser

    return show


def ask(browser: Chrome, script: str) -> Any:
    return browser.execute_script(f"return {script}")


def in_view(browser: Chrome, selector: str) -> Any:
    box = f"document.querySelector('{selector}').getBoundingClientRect()"
    return ask(browser, f"{box}.top >= 0 && {box}.bottom <= innerHeight && {box}.height > 0")


def shown(browser: Chrome, selector: str) -> Any:
    return ask(
        browser,
        f"[...document.querySelectorAll('{selector}')].filter(e => e.checkVisibility({{contentVisibilityAuto: false}})).length",
    )


def click(browser: Chrome, selector: str) -> None:
    from selenium.webdriver.common.by import By

    browser.find_element(By.CSS_SELECTOR, selector).click()


def test_a_finding_leads_to_its_mark_and_back(opened: Callable[[Run], Chrome]) -> None:
    browser = opened(long_run())
    assert not in_view(browser, "#m1-2")
    click(browser, "#f1-2 h4 a")
    assert in_view(browser, "#m1-2") and in_view(browser, "#f1-2")
    assert ask(browser, "document.querySelectorAll('.lit').length") == 2
    assert ask(browser, "document.querySelector('#m1-2').classList.contains('lit')")
    assert ask(browser, "document.activeElement.id") == "m1-2"
    assert not in_view(browser, "#f1-13")
    ask(browser, "document.querySelector('#m1-13').scrollIntoView({block: 'center'})")
    click(browser, "#m1-13")
    assert in_view(browser, "#f1-13") and in_view(browser, "#m1-13")
    assert ask(browser, "document.querySelector('#f1-13').classList.contains('lit')")
    assert ask(browser, "document.querySelectorAll('.lit').length") == 2
    click(browser, "a.number[data-number='12']")
    assert ask(browser, "document.querySelector('#f1-12').classList.contains('lit')")


def test_it_can_be_used_by_keyboard(opened: Callable[[Run], Chrome]) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(long_run())
    ask(browser, "document.querySelector('#f1-5 h4 a').focus()")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert ask(browser, "document.activeElement.id") == "m1-5" and in_view(browser, "#m1-5")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert ask(browser, "document.activeElement.closest('li').id") == "f1-5"


def test_the_filter_hides_findings_and_marks(opened: Callable[[Run], Chrome]) -> None:
    outcome = sample("broken-references.txt")
    warnings = sum(d.severity is Severity.WARNING for d in outcome.diagnostics)
    browser = opened(Run([outcome]))
    colour = "getComputedStyle(document.querySelector('mark.warning')).backgroundColor"
    before = ask(browser, colour)
    assert shown(browser, ".finding.warning") == shown(browser, "a.number.warning") == warnings == 4
    click(browser, "input[value=warning]")
    assert shown(browser, ".finding.warning") == shown(browser, "a.number.warning") == 0
    assert shown(browser, ".finding.error") == 9
    assert ask(browser, colour) == "rgba(0, 0, 0, 0)" != before
    assert shown(browser, "mark.warning") == warnings
    click(browser, "input[value=warning]")
    assert shown(browser, ".finding.warning") == warnings and ask(browser, colour) == before


def test_a_script_in_a_report_does_not_run(opened: Callable[[Run], Chrome]) -> None:
    text = (ROOT / "samples" / "broken-references.txt").read_text("utf-8")
    hostile = HOSTILE + "<img src=x onerror=\"document.title='caught'\">"
    browser = opened(Run([lint(Source(f"{hostile}.txt", text.replace("（一）", f"（一）{hostile}")), RULESETS)]))
    assert browser.title.startswith("报告检查结果 · <script>")
    assert ask(browser, "document.querySelectorAll('img').length") == 0
    assert ask(browser, "document.querySelectorAll('script').length") == 1
    assert "<img src=x onerror=" in ask(browser, "document.querySelector('.text').textContent")


def test_the_text_in_the_browser_is_that_of_the_report(opened: Callable[[Run], Chrome]) -> None:
    run = long_run()
    assert ask(opened(run), "document.querySelector('.text').textContent") == run.outcomes[0].shown.text


def test_dark_mode(opened: Callable[[Run], Chrome]) -> None:
    browser = opened(Run([sample("broken-structure.txt")]))
    colours = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": features})
        colours.append(ask(browser, "getComputedStyle(document.documentElement).backgroundColor"))
    assert colours == ["rgb(244, 245, 247)", "rgb(19, 22, 26)"]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": features})
    assert ask(browser, "getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_print_hides_nothing(opened: Callable[[Run], Chrome]) -> None:
    browser = opened(Run([many()._replace(crashes=())]))
    for severity in Severity:
        click(browser, f"input[value={severity}]")
    assert shown(browser, ".finding") == 0 and shown(browser, ".aside li") == 0
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
    assert shown(browser, ".finding") == 11 and shown(browser, "a.number") == 11
    assert shown(browser, ".aside li") == 5 and shown(browser, "#filter") == 0
    cut = "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).maxHeight != 'none' && e.checkVisibility()).length"
    assert ask(browser, cut) == 0
