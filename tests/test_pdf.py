"""Files in .pdf: the text layer becomes paragraphs again, and a page without one is never taken for read."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from unicodedata import normalize

import pytest

from build_pages import BOTTOM, LEADING, LEFT, SIZE, TOP, pages, pdf, pdf_of
from build_tables import parts_of, pdf_table
from conftest import RIGHT, ROOT, Run
from reportlint.linter import Outcome, lint
from reportlint.readers import read
from reportlint.readers.pdf_signs import PAIRS, RADICALS, meaningless, plain
from reportlint.ruleset import detectable
from reportlint.source import Source, SourceError
from timing import STEEP, growth

pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed, no .pdf is read")
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
RULESETS = tuple(detectable([]))
FULL = "坚持以习近平法治思想为指导统筹推进法治政府建设各项任务。"  # as wide as a line of a page
PICTURE = "q 100 0 0 100 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"


def bare(text: str) -> str:
    return "".join(text.split())


def found(outcome: Outcome) -> Counter[tuple[str, str]]:
    return Counter((d.rule.id, bare(d.excerpt)) for d in outcome.diagnostics if d.rule.id != "guessed-encoding")


def text_of(lines: Sequence[tuple[float, str]], *more: Sequence[tuple[float, str]]) -> str:
    """Return the text of pages of lines, each with how many signs it is indented by."""
    made = [
        [(LEFT + indent * SIZE, TOP - at * LEADING, said) for at, (indent, said) in enumerate(page)]
        for page in (lines, *more)
    ]
    return read("a.pdf", pdf_of(made)).text


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as error:
        read("a.pdf", data)
    return str(error.value.args[0])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_report_in_pdf_has_the_findings_of_its_text(sample: Path) -> None:
    text = read(sample.name, sample.read_bytes())
    source = read("a.pdf", pdf_table(parts_of(text.text)) if "\t" in text.text else pdf(text.text))
    assert bare(source.text) == bare(text.text)
    assert found(lint(source, RULESETS)) == found(lint(text, RULESETS))


def test_each_sign_is_on_its_page() -> None:
    source = read("a.pdf", pdf(RIGHT))
    assert source.origin
    assert source.origin.format == "pdf"
    on_pages = [page for page, lines in enumerate(pages(RIGHT), 1) for _ in lines[:-1]]
    assert len(set(on_pages)) > 1
    assert [stretch.piece[0] for stretch in source.origin.stretches] == on_pages
    at = source.text.index("四、")
    page = source.origin.stretch(at).piece[0]  # type: ignore[union-attr]  # a page has an origin and pieces
    assert source.place(at) == (f"第{page}页", f"page {page}")
    left, top, right, base = source.origin.stretches[0].piece[1]
    assert (left, base) == pytest.approx((LEFT, 842 - TOP), abs=1)
    assert right - left == pytest.approx(SIZE * len(bare(source.text.splitlines()[0])), rel=0.1)
    assert base - top == pytest.approx(SIZE, abs=1)


def test_paragraphs() -> None:
    assert (
        text_of([(2, FULL[:26]), (0, FULL), (0, "末行。"), (2, "下一段。")]) == f"{FULL[:26]}{FULL}末行。\n下一段。\n"
    )
    assert text_of([(2, FULL[:26]), (2, FULL[:26]), (0, FULL)]).count("\n") == 2, "an indent begins a paragraph"
    assert text_of([(0, FULL), (0, "（一）总体情况。")]).count("\n") == 2, "so does a heading after a full stop"
    assert text_of([(0, FULL[:20]), (0, FULL)]).count("\n") == 2, "and what follows a line that is not full"
    assert text_of([(0, FULL), (0, FULL[:24]), (0, "2021〕12号文件。")]).count("\n") == 1, "figures are not parted"


def test_paragraphs_go_on_over_the_end_of_a_page() -> None:
    above = [(2, FULL[:26]), *[(0, FULL[:28])] * 11]
    assert text_of(above, [(0, "接着写。"), *[(2, "下一段。")] * 12]).splitlines()[0].endswith("接着写。")
    assert text_of(above, [(2, "另起一段。"), *[(2, "下一段。")] * 12]).splitlines()[0].endswith(FULL[-5:])


def test_what_is_set_apart_is_not_joined() -> None:
    assert text_of([(0, FULL), (20, "2024年1月1日"), (0, "抄送：各乡镇。")]).count("\n") == 3
    table = [(LEFT, TOP, "复议"), (LEFT + 160, TOP, "76"), (LEFT + 320, TOP, "70"), (LEFT, TOP - LEADING, FULL)]
    assert read("a.pdf", pdf_of([table])).text == f"复议\t76\t70\n{FULL}\n"


def test_blanks() -> None:
    def said(*parts: tuple[float, str]) -> str:
        return read("a.pdf", pdf_of([[(LEFT + x * SIZE, TOP, text) for x, text in parts]])).text.strip()

    assert said((0, "增长"), (2.25, "134.9"), (7.5, "万亿元")) == "增长134.9万亿元"
    assert said((0, "来源"), (2.5, "司法局")) == "来源 司法局"
    assert said((0, "增长 5 件")) == "增长 5 件", "a blank that was typed stays"
    assert said((0, "甲"), (1.6, "乙"), (3.2, "丙"), (4.8, "丁")) == "甲乙丙丁", "a line may be stretched"


def test_heads_and_numbers_of_pages_are_left_out() -> None:
    body = [(2.0, f"第{number}段平稳。") for number in "一二三四五六七八九十"]
    heads = [[(LEFT, 800, "某县人民政府文件"), *[(LEFT + x, 700 - 28 * n, s) for n, (x, s) in enumerate(body)], (LEFT, 40, f"- {page} -")] for page in (1, 2, 3)]  # fmt: skip  # one line, or one a case, is read at a glance
    text = read("a.pdf", pdf_of(heads)).text
    assert "人民政府文件" not in text
    assert "-" not in text
    assert text.count("第一段平稳。") == 3, "what stands within the page stays"
    alone = read("a.pdf", pdf_of([heads[0][:-1], heads[1][1:]])).text
    assert alone.startswith("某县人民政府文件\n"), "what stands on one page only is its text"


def test_figures_at_the_edge_of_a_page_are_text_unless_they_number_it() -> None:
    def page(foot: str, *, above: str = "第一段平稳。") -> list[tuple[float, float, str]]:
        return [(LEFT, 700, "第一段平稳。"), (LEFT, 70, above), (LEFT, 40, foot)]

    def text(*feet: str) -> str:
        return read("a.pdf", pdf_of([page(foot) for foot in feet])).text

    assert "1" not in text("1")
    assert "37" in text("37"), "the first page is not the 37th"
    assert "37" not in text("— 37 —")
    assert "12" in read("a.pdf", pdf_of([page("— 1 —", above="12")])).text, "one line numbers a page"


def test_entries_of_a_list_are_not_joined() -> None:
    prose = [(2, FULL[:26]), *[(0, FULL)] * 8, (0, "末行。")] * 2
    entries = [(2, f"{at}.甲县推进第{at}项改革" + "工作" * (at % 4)) for at in range(1, 19)]
    lines = text_of(prose, entries).splitlines()
    assert lines[-18:] == [entry for _, entry in entries]


def test_radicals_become_characters() -> None:
    assert "".join(map(plain, "⼯⼀⼆⾦⼈⻓⻔⻛⻩⻝⻰")) == "工一二金人长门风黄食龙"
    assert all(0x4E00 <= ord(sign) < 0xA000 or sign == "㔾㣺"[sign == "㣺"] for sign in RADICALS.values())
    assert all(0x2E80 <= ord(sign) < 0x2F00 and normalize("NFKC", sign) in (sign, plain(sign)) for sign in PAIRS[::2])
    assert list(PAIRS[::2]) == sorted(set(PAIRS[::2]))
    assert text_of([(0, "⻓江⼤桥")]) == "长江大桥\n"


def test_a_text_layer_that_means_nothing_is_refused() -> None:
    assert meaningless("\ue123")
    assert refused(pdf_of([[(LEFT, TOP, "报告\ue000\ue001\ue002\ue003")]])) == "no-text"
    assert text_of([(0, FULL + "\ue000")]).startswith(FULL)


def scanned(*said: str) -> bytes:
    """Write pages with a picture each, and these words in the text layer."""
    data = pdf_of([[(LEFT, TOP, words)] if words else [] for words in said])
    # the lengths that it names are wrong now, which readers mend
    return data.replace(b"stream\nBT", f"stream\n{PICTURE}\nBT".encode("latin-1"))


def test_pages_without_text_are_told(reportlint: Run) -> None:
    assert refused(scanned("", "")) == "no-text"
    assert refused(scanned("— 1 —")) == "no-text", "the number on a scanned page is no text"
    source = read("a.pdf", scanned(FULL, "", FULL))
    assert source.origin
    assert [(each.kind, each.detail) for each in source.origin.leftovers] == [("page-without-text", "2")]
    assert source.text[: source.origin.leftovers[0].span.start] == f"{FULL}\n"
    Path("a.pdf").write_bytes(scanned(FULL, "", FULL, ""))
    code, out, err = reportlint("a.pdf")
    assert (code, "a.pdf：有的页没有文字" in err, "（第2、4页）" in err) == (2, True, True)
    assert "另有1个文件没有检查" in out
    assert "(page 2, 4)" in reportlint("--lang", "en", "a.pdf")[2]
    assert refused(pdf_of([[]])) == "no-text"
    assert text_of([(0, "附件")]) == "附件\n", "a short page that is no picture is one of text"


def test_without_the_part_that_reads_pdf(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    Path("a.pdf").write_bytes(pdf(RIGHT))
    code, _, err = reportlint("a.pdf")
    assert (code, "pip install reportlint[pdf]" in err, err.count("\n") > 0) == (2, True, True)


def test_encrypted_and_broken_files() -> None:
    mark = "00" * 32
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{mark}>/U<{mark}>/P -44>>/ID[<00><00>]"
    assert refused(pdf_of(pages(RIGHT), lock)) == "encrypted"
    assert refused(b"%PDF-1.7\n") == "damaged"
    assert refused(pdf(RIGHT)[:300]) == "damaged"


def test_the_place_is_shown(reportlint: Run) -> None:
    Path("a.pdf").write_bytes(pdf(RIGHT.replace("二、", "四、", 1)))
    code, out, _ = reportlint("a.pdf")
    assert (code, "    位置  第1页" in out) == (1, True)
    assert "    in  page 1" in reportlint("--lang", "en", "a.pdf")[1]


def test_damaged_files_are_read_or_refused() -> None:
    chance = random.Random(4)
    whole = pdf(RIGHT)
    for _ in range(300):
        data = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.4 else whole)
        for _ in range(chance.randrange(40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            source: Source = read("a.pdf", b"%PDF-1.4" + bytes(data)[8:])
        except SourceError as error:
            assert error.args[0] in ("empty", "damaged", "no-text", "encrypted", "too-big")
        else:
            assert source.text.strip()


def test_a_long_report_takes_its_time_and_no_more() -> None:
    def reading(times: int) -> Callable[[], object]:
        data = pdf(RIGHT * times)
        assert len(read("a.pdf", data).text) > times * 1000
        return lambda: read("a.pdf", data)

    assert growth(reading, 2, 12) < STEEP
    assert BOTTOM < TOP


def test_real_files(corpus: Path) -> None:
    said = {name: read(name, (corpus / "office" / name).read_bytes()).text for name in ("lawliet_test.pdf", "lawliet_test.ofd")}  # fmt: skip  # one line, or one a case, is read at a glance
    assert said["lawliet_test.pdf"] == said["lawliet_test.ofd"], "two programs, two formats, one text"
    assert said["lawliet_test.pdf"].splitlines()[:3] == ["一份公文文件", "国防部发〔2012〕21号", "国防部关于放假的通知"]
    assert "– 1 –" not in said["lawliet_test.pdf"]
