"""Damaged, rearranged and invented files: each is read or refused, nothing falls over."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.cli.jobs import Done, Job
from gongkai.cli.work import check_file, convert_file, read_file
from gongkai.documents.writing.as_json import dumps, to_json
from gongkai.documents.writing.as_xlsx import to_xlsx
from gongkai.law.report.schema import forms
from tests.corpus.html import Page, clean, html_document, whole_fourth, whole_second, whole_third
from tests.corpus.paper import Look, pdf_document
from tests.corpus.samples import sample
from tests.corpus.text import Layout, tabs, text_document
from tests.documents.hostile.files import word_report

REPORT = sample(1)
PAGE = Page(whole_second(clean), whole_third(clean), whole_fourth(clean))
WHOLE: dict[str, Callable[[], bytes]] = {
    "txt": lambda: text_document(REPORT, Layout(tabs)).data,
    "html": lambda: html_document(REPORT, PAGE).data,
    "docx": word_report,
    "xlsx": lambda: to_xlsx(REPORT),
    "pdf": lambda: pdf_document(REPORT, Look()).data,
    "json": lambda: dumps(to_json(REPORT)),
}
whole = cache(lambda kind: WHOLE[kind]())


def outcome(data: bytes, folder: Path, name: str) -> Done:
    """What the command makes of these bytes, in JSON and in words; both must agree on whether it is a report."""
    path = folder / name
    path.write_bytes(data)
    done = check_file(Job(path, json=True))
    document = json.loads(done.output)
    if done.unreadable:
        assert document == {"file": str(path), "error": done.unreadable}
        assert name in done.unreadable
    else:
        assert list(document) == ["file", "report", "findings"]
    assert check_file(Job(path)).unreadable == done.unreadable
    assert read_file(Job(path, columns=40)).unreadable == done.unreadable
    return done


@st.composite
def damaged(draw: st.DrawFn, kind: str) -> bytes:
    """A correct file with some pieces removed, repeated, moved or overwritten."""
    data = whole(kind)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([1, 4, 50, 2000, len(data)])))
        piece = data[start:end]
        match draw(st.sampled_from(["remove", "repeat", "move", "overwrite", "zero"])):
            case "remove":
                data = data[:start] + data[end:]
            case "repeat":
                data = data[:end] + piece * 2 + data[end:]
            case "move":
                data = piece + data[:start] + data[end:]
            case "overwrite":
                data = data[:start] + draw(st.binary(max_size=20)) + data[end:]
            case _:
                data = data[:start] + bytes(len(piece)) + data[end:]
    return data


FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.parametrize("kind", WHOLE)
@given(data=st.data())
@settings(FUZZ, max_examples=25)
def test_damaged_file(kind: str, data: st.DataObject, tmp_path: Path) -> None:
    outcome(data.draw(damaged(kind)), tmp_path, f"damaged.{kind}")


@given(data=st.binary(max_size=2000))
@settings(FUZZ, max_examples=50)
def test_any_bytes(data: bytes, tmp_path: Path) -> None:
    assert outcome(data, tmp_path, "any").unreadable


def words() -> list[str]:
    """Everything that the form prints, and what is printed into it."""
    form = forms()["format_2021"]
    labels = [row.label for row in form.table3.rows] + [column.label for column in form.table3.columns]
    labels += [section.heading for section in form.sections] + [aspect.title for aspect in form.aspects]
    labels += [block.caption for block in (*form.table2, *form.table4)]
    labels += [
        "政府信息公开",
        "2021年政府信息公开工作年度报告",
        "行政复议",
        "行政诉讼",
        "总计",
        "信息内容",
        "申请人情况",
    ]
    prose = [
        "主动公开政府信息",
        "其中",
        "同比增长",
        "占",
        "比上年",
        "共计",
        "12.5%",
        "近300条",
        "三分之一",
        "1.2万余条",
        "、",
        "，",
        "。",
    ]
    marks = [
        "\t",
        "\n",
        "  ",
        "|",
        "0",
        "7",
        "12,345",
        "/",
        "-",
        "+18",
        "（",
        "）",
        "　",
        "１２",
        "\r",
        "\f",
        "\0",
        "<td>",
        "</table>",
    ]
    return labels + prose * 3 + marks * 6


@given(st.lists(st.sampled_from(words()) | st.text(max_size=3), max_size=120))
@settings(FUZZ, max_examples=150)
def test_any_arrangement_of_words(tmp_path: Path, pieces: list[str]) -> None:
    outcome("".join(pieces).encode("utf-8", "replace"), tmp_path, "words.txt")


CELL = st.sampled_from(words()) | st.text("<>&;/\"'=tdrhspancolw123 ", max_size=8)


@given(st.lists(st.tuples(CELL, st.integers(-1, 30), st.integers(-1, 30)), max_size=60), st.integers(1, 9))
@settings(FUZZ, max_examples=100)
def test_any_table(tmp_path: Path, cells: list[tuple[str, int, int]], across: int) -> None:
    html = "<p>政府信息公开工作年度报告</p><table><tr>"
    for place, (text, down, right) in enumerate(cells):
        html += f"<td rowspan={down} colspan={right}>{text}</td>" + ("<tr>" if place % across == 0 else "")
    outcome(html.encode("utf-8", "replace"), tmp_path, "table.html")


@pytest.mark.parametrize("to", ["json", "csv", "xlsx"])
@given(data=st.data())
@settings(FUZZ, max_examples=10)
def test_damaged_text_is_converted_or_refused(to: str, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / "damaged.txt"
    path.write_bytes(data.draw(damaged("txt")))
    done = convert_file(Job(path, to=to))
    assert bool(done.output) is not bool(done.unreadable)
