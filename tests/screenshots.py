"""Take the pictures in docs/images: ``make screenshots``. The reports on them are invented; look at what comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reportlint import Source, lint, render

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 200_000  # bytes of a picture
COLOURS = {"0": "", "31": "color:#ff7b72", "33": "color:#e3b341", "36": "color:#79c0ff"}
TERMINAL = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 0; padding: 20px 24px; background: #14171c; color: #e6e6e6 }}
pre {{ margin: 0; font: 16px/1.5 "Noto Sans Mono CJK SC", monospace; white-space: pre }}</style><pre>{}</pre>"""


def draft() -> Source:
    """Return the draft that the page for drafters checks."""
    page = (ROOT / "docs" / "drafter.md").read_text("utf-8")
    return Source.of(re.findall(r'^```text title="初稿.txt"\n(.*?)^```', page, re.M | re.S)[0], "初稿.txt")


def terminal(printed: str) -> str:
    """Return what is printed in colours as a page that looks like a terminal."""
    parts = re.split(r"\x1b\[([\d;]*)m", escape(printed.rstrip()))
    shown = [parts[0]]
    for codes, text in zip(parts[1::2], parts[2::2], strict=True):
        style = ";".join(filter(None, (COLOURS[code] for code in codes.split(";"))))
        shown.append(f'<span style="{style}">{text}</span>' if style else text)
    return TERMINAL.format("".join(shown))


@contextmanager
def browser() -> Iterator[Chrome]:
    """Start Chromium without a window."""
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(flag)
    driver = Chrome(options, ChromeService("/usr/bin/chromedriver"))
    try:
        yield driver
    finally:
        driver.quit()


def take(driver: Chrome, page: str, name: str, width: int, height: int, scale: float = 1) -> None:
    """Take a picture of a page, so many pixels wide and high."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, "utf-8")
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        driver.get(file.as_uri())
        IMAGES.mkdir(exist_ok=True)
        driver.save_screenshot(str(IMAGES / name))
    assert (IMAGES / name).stat().st_size < LARGEST, name


if __name__ == "__main__":
    outcome = lint(draft())
    printed = "$ reportlint 初稿.txt\n" + "\n\n".join(render(outcome, "full").split("\n\n")[:3])
    with browser() as driver:
        take(driver, terminal(printed), "check.png", 1120, 30 + 24 * (printed.count("\n") + 1))
        take(driver, render(outcome, "html"), "html-report.png", 1500, 740, 0.85)
        take(driver, render(outcome, "checklist"), "checklist.png", 1000, 860)
