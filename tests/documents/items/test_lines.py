"""JSON lines: every field, every mistake by its line, any encoding, any length."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from gongkai.documents.items import json_lines, text_files
from gongkai.documents.items.fields import FIELDS, Shape
from gongkai.documents.items.moments import CHINA, day, moment
from gongkai.documents.items.sources import open_source
from gongkai.documents.reading.blocks import Unreadable
from tests.documents.items.sources import faults, given, lines, placed, raws, read

ROW = {"id": "7", "title": "关于虚构检查的通知", "body": "<p>正文</p>"}


def test_every_field(tmp_path: Path) -> None:
    row = {
        **ROW,
        "column": "tzgg",
        "document_no": "云政发〔2026〕3号",
        "issuing_body": "云岭县人民政府",
        "written_on": "2026年3月2日",
        "published_at": "2026-03-05 09:30",
        "topic": "other",
        "genre": "通知",
        "summary": "概述",
        "keywords": "检查 通知",
        "validity": "有效",
        "effective_on": "2026/4/1",
        "valid_until": "20310331",
        "attribute": "主动公开",
        "grounds": ["exempt_state_secret"],
        "reasons": "理由",
        "entry_key": "budget-01",
        "five_open": "决策公开",
        "audience": "全社会",
        "source": "国务院",
        "source_url": "https://www.example.gov.cn/a.html",
        "attachments": ["附件/一.pdf", "附件/二.pdf", "附件/一.pdf"],
    }
    assert set(row) | {"file", "duty"} == set(FIELDS)
    (found,) = given(placed(tmp_path, "a.jsonl", lines(row)))
    assert found.text("id") == "7"
    assert found.body.html == "<p>正文</p>"
    assert found.days == {
        "written_on": date(2026, 3, 2),
        "effective_on": date(2026, 4, 1),
        "valid_until": date(2031, 3, 31),
    }
    assert found.published_at == datetime(2026, 3, 5, 9, 30, tzinfo=CHINA)
    assert found.choices == {
        "topic": "other",
        "genre": "notice",
        "validity": "valid",
        "attribute": "proactive",
        "five_open": "decision",
    }
    assert found.grounds == ("exempt_state_secret",)
    assert found.attachments == ("附件/一.pdf", "附件/二.pdf")


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("{", ""),
        ("[]", ""),
        ('"text"', ""),
        ("{" * 100_000, ""),
        ('{"title": "甲", "title": "乙"}', "title"),
        ('{"title": "甲", "biaoti": "乙"}', "biaoti"),
        ('{"body": "正文"}', "标题"),
        ('{"title": ""}', "标题"),
        ('{"title": true}', "标题"),
        ('{"title": 1.5}', "标题"),
        ('{"title": {"a": 1}}', "标题"),
        ('{"title": "甲\\u0000"}', "标题"),
        ('{"title": "甲\\ud800"}', "标题"),
        (json.dumps({"title": "长" * 201}), "标题"),
        ('{"title": "甲", "written_on": "去年"}', "成文日期"),
        ('{"title": "甲", "written_on": "2026-02-30"}', "成文日期"),
        ('{"title": "甲", "written_on": 20261}', "成文日期"),
        ('{"title": "甲", "published_at": "2026-03-02 25:00"}', "原发布日期"),
        ('{"title": "甲", "topic": "没有的"}', "主题分类"),
        ('{"title": "甲", "grounds": ["没有的"]}', "不公开的依据"),
        ('{"title": "甲", "source_url": "javascript:alert(1)"}', "来源网址"),
        ('{"title": "甲", "attachments": ["../秘密.pdf"]}', "附件"),
        ('{"title": "甲", "attachments": ["/etc/passwd"]}', "附件"),
        ('{"title": "甲", "attachments": ["C:\\\\a.pdf"]}', "附件"),
        ('{"title": "甲", "attachments": ["..\\\\a.pdf"]}', "附件"),
        ('{"title": "甲", "attachments": [1, null]}', "附件"),
        ('{"title": "甲", "body": "正文", "file": "a.docx"}', "正文"),
        ('{"title": "甲", "file": "a.docx"}', "正文文件"),
        (json.dumps({"title": "甲", "id": 10**40 * 10**40}), "编号"),
    ],
)
def test_mistake_is_told_by_line_and_field(tmp_path: Path, line: str, where: str) -> None:
    place = placed(tmp_path, "a.jsonl", lines(ROW, "", line, ROW))
    assert faults(place) == [(3, where)]


def test_several_mistakes_of_a_row_are_told_together(tmp_path: Path) -> None:
    row = {"written_on": "x", "topic": "y", "zzz": "1"}
    found = faults(placed(tmp_path, "a.jsonl", lines(row)))
    assert found == [(1, "zzz"), (1, "成文日期"), (1, "主题分类"), (1, "标题")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_chinese_texts(tmp_path: Path, encoding: str) -> None:
    text = lines(ROW, ROW).decode()
    found = given(placed(tmp_path, "a.jsonl", text.encode(encoding)))
    assert [each.text("title") for each in found] == [ROW["title"]] * 2


def test_a_line_in_another_encoding_costs_that_line_alone(tmp_path: Path) -> None:
    data = lines(ROW) + json.dumps(ROW, ensure_ascii=False).encode("gb18030") + b"\n" + lines(ROW)
    place = placed(tmp_path, "a.jsonl", lines(*[ROW] * 9_000) + data)
    assert {row for row, _ in faults(place)} == {9_002}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n ",
        b"\xff\xfe\xfd\xfc\x81",
        b"\0\0\0\0",
        b"[\n{}]\n",
        b"plain text",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"“a\.txt”"):
        raws(placed(tmp_path, "a.txt", data))


def test_a_huge_line_is_told_and_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LINE", 1_000)
    monkeypatch.setattr(text_files, "_BLOCK", 300)
    place = placed(tmp_path, "a.jsonl", lines(ROW, {"title": "长" * 5_000}, ROW))
    assert faults(place) == [(2, "")]
    with open_source(place) as source:
        assert source.count() == 3
    at_the_end = placed(tmp_path, "b.jsonl", lines(ROW) + b'{"title": "' + b"x" * 5_000)
    assert faults(at_the_end) == [(2, "")]


def test_reading_goes_on_from_any_line(tmp_path: Path) -> None:
    place = placed(tmp_path, "a.jsonl", lines(*({"id": str(n), "title": "甲"} for n in range(10)), "", "{"))
    whole = raws(place)
    assert [raw.index for raw in whole] == list(range(12))
    for start in range(13):
        assert raws(place, start) == whole[start:]


def test_the_fingerprint_tells_a_change(tmp_path: Path) -> None:
    def print_of(data: bytes) -> str:
        with open_source(placed(tmp_path, "a.jsonl", data)) as source:
            return source.fingerprint()

    assert print_of(lines(ROW)) == print_of(lines(ROW)) != print_of(lines({**ROW, "title": "别的"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一段\n\n第二段 <b", "<p>第一段</p><p>第二段 &lt;b</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<div>甲</div>", "<div>甲</div>"),
        ("甲<br>乙", "甲<br>乙"),
    ],
)
def test_a_body_is_html_or_text(tmp_path: Path, text: str, expected: str) -> None:
    (found,) = given(placed(tmp_path, "a.jsonl", lines({"title": "甲", "body": text})))
    assert found.body.html == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02", date(2026, 3, 2)),
        ("2026-3-2 00:00:00", date(2026, 3, 2)),
        ("2026.03.02", date(2026, 3, 2)),
        ("2026-03-02T23:30:00Z", date(2026, 3, 3)),
        ("2026年3月2日 09:30", date(2026, 3, 2)),
        ("2026", None),
        ("02-03-2026", None),
        ("2026-13-01", None),
        ("9999-12-31T23:59:59-23:59", None),
    ],
)
def test_days(text: str, expected: date | None) -> None:
    assert day(text) == expected


@examples(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001 - in China
def test_moments_come_back(at: datetime) -> None:
    assert moment(f"{at:%Y-%m-%d %H:%M:%S}") == at.replace(microsecond=0, tzinfo=CHINA)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@examples(st.dictionaries(st.sampled_from(sorted(FIELDS)), JSON, max_size=6))
def test_any_values_are_taken_or_told(tmp_path_factory: pytest.TempPathFactory, row: dict[str, Any]) -> None:
    place = placed(tmp_path_factory.mktemp("any"), "a.jsonl", (json.dumps(row) + "\n").encode())
    (found,) = read(place)
    assert found


def test_limits_are_told_for_texts_alone() -> None:
    shapes = {Shape.TEXT, Shape.BODY, Shape.PATHS}
    assert {name for name, each in FIELDS.items() if each.most} == {
        name for name, each in FIELDS.items() if each.shape in shapes
    }
    assert all(each.words for each in FIELDS.values() if each.shape in {Shape.CHOICE, Shape.CHOICES})
