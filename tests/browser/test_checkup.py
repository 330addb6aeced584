"""年报体检 in a browser: drop a file, read the findings; with and without script."""

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import barriers, sideways

SAMPLES = files("gongkai.demo") / "reports"
DROP = """([name, bytes]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], name));
    document.querySelector('[data-drop]').dispatchEvent(
        new DragEvent('drop', {dataTransfer: transfer, bubbles: true, cancelable: true}));
}"""


def sample(name: str) -> str:
    return str(SAMPLES / name)


def test_dropped_file_is_checked(page: Page) -> None:
    page.goto("/tj/")
    data = list(Path(sample("ledu-2020.pdf")).read_bytes())
    page.evaluate(DROP, ["乐都年报.pdf", data])
    expect(page.get_by_text("已选：乐都年报.pdf")).to_be_visible()
    page.get_by_role("button", name="开始体检").click()
    expect(page.get_by_role("heading", name="发现 2 处错误")).to_be_visible()
    expect(page.get_by_text("缺少第六部分").first).to_be_visible()
    expect(page.locator("td.blank")).to_have_count(5)
    assert (
        page.locator("#c-t2-art20_9-central_procurement-procurement_amount_wan")
        .inner_text()
        .startswith("8.7")
    )


@pytest.mark.parametrize(
    "name",
    ["yuanzhou-2020.docx", "yanshi-2020.xlsx", "qingyang-2021.html", "qingshan-2020.txt", "yunling-2024.pdf"],
)
def test_every_format_works_without_script(plain_page: Page, name: str) -> None:
    plain_page.goto("/tj/")
    plain_page.set_input_files("#id_file", sample(name))
    plain_page.get_by_role("button", name="开始体检").click()
    expect(plain_page.get_by_text(f"体检结果：{name}")).to_be_visible()
    expect(plain_page.locator("table.t3")).to_be_visible()


def test_real_report_is_checked(page: Page, seeds: Path) -> None:
    page.goto("/tj/")
    page.set_input_files("#id_file", seeds / "qingyang-city-2021.txt")
    page.get_by_role("button", name="开始体检").click()
    for figures in ("99095", "20.86"):
        expect(page.locator("li.note.error").filter(has_text=figures)).to_be_visible()
    marked = " ".join(page.locator("mark").all_inner_texts())
    assert "99031" in marked


def test_pasted_text_is_checked(page: Page) -> None:
    page.goto("/tj/")
    page.get_by_label("或者粘贴报告全文").fill(Path(sample("yunling-2025.txt")).read_text("utf-8"))
    page.get_by_role("button", name="开始体检").click()
    expect(page.get_by_role("heading", name="没有发现错误")).to_be_visible()


def test_nonsense_gets_a_kind_answer_in_focus(page: Page, tmp_path: Path) -> None:
    (tmp_path / "报告.pdf").write_bytes(b"nonsense")
    page.goto("/tj/")
    page.set_input_files("#id_file", tmp_path / "报告.pdf")
    page.get_by_role("button", name="开始体检").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("报告.pdf")


def test_result_can_be_taken_away_without_script(plain_page: Page) -> None:
    plain_page.goto("/tj/")
    plain_page.set_input_files("#id_file", sample("yanshi-2020.xlsx"))
    plain_page.get_by_role("button", name="开始体检").click()
    with plain_page.expect_download() as download:
        plain_page.get_by_role("button", name="下载 Excel").click()
    assert download.value.suggested_filename == "偃师市人民政府办公室2020年度报告体检.xlsx"


def test_result_page_has_no_barrier_and_no_sideways_scroll(page: Page) -> None:
    page.goto("/tj/")
    page.set_input_files("#id_file", sample("qingyang-2021.html"))
    page.get_by_role("button", name="开始体检").click()
    expect(page.get_by_text("体检结果：qingyang-2021.html")).to_be_visible()
    for width in (390, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) <= 0, width
        assert barriers(page) == "", width
