"""A report survives being written as JSON and read again; JSON that is not such a report is refused by place."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.loading import load_bytes
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing.as_json import dumps, from_json, loads, to_json
from gongkai.documents.writing.finding_record import finding_json
from gongkai.law.basis import instrument
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.content import Cell, Paragraph, Report, Section, Unread
from gongkai.law.report.schema import forms
from tests.law.report.reports import balanced_2019, balanced_2021, township_2021

WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
FIGURES = (
    st.none()
    | st.integers(-(10**14), 10**14)
    | st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)
)
PARAGRAPHS = st.lists(st.builds(Paragraph, WORDS, WORDS), max_size=3).map(tuple)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report that a reader could make of any document."""
    form = forms()[draw(st.sampled_from(sorted(forms())))]
    ids = st.sampled_from([section.id for section in form.sections]) | st.just("")
    return Report(
        format=form.id,
        title=draw(WORDS),
        agency_name=draw(WORDS),
        report_year=draw(st.none() | st.integers(1, 9999)),
        published_on=draw(st.none() | st.dates()),
        preface=draw(PARAGRAPHS),
        captions=draw(PARAGRAPHS),
        sections=tuple(draw(st.lists(st.builds(Section, ids, WORDS, WORDS, WORDS, PARAGRAPHS), max_size=4))),
        cells=draw(
            st.dictionaries(
                st.sampled_from(list(form.cells)),
                st.builds(Cell, FIGURES, WORDS, WORDS, st.booleans()),
                max_size=6,
            )
        ),
        unread=tuple(draw(st.lists(st.builds(Unread, WORDS, WORDS, WORDS, WORDS), max_size=3))),
    )


@given(reports())
def test_nothing_is_lost_on_the_way(report: Report) -> None:
    assert loads(dumps(to_json(report)), "报告.json") == report
    assert from_json(to_json(report)) == report


@given(reports())
def test_lines_and_pages_hold_the_same(report: Report) -> None:
    line = dumps(to_json(report))
    assert b"\n" not in line
    assert json.loads(line) == json.loads(dumps(to_json(report), indent=2))


def test_keys_and_values_are_as_documented() -> None:
    report = replace(
        township_2021(),
        preface=(Paragraph("本报告…", "line 3"),),
        cells={
            "t3.granted.total": Cell(None, " ", "line 60"),
            "t2.art20_8.admin_fee.fee_amount_wan": Cell(Decimal("8.70"), "8.70", "line 40"),
            "t2.art20_1.regulation.in_force": Cell(3, "3", "line 20", inferred=True),
        },
        unread=(Unread("t3.partial.total", "1O", "line 61", "写的不是数字0"),),
    )
    made = to_json(report)
    assert list(made) == [
        *(
            "format",
            "title",
            "agency_name",
            "report_year",
            "published_on",
            "preface",
            "sections",
            "captions",
            "cells",
            "figures",
        ),
        "unread",
    ]
    assert made["published_on"] == "2026-01-20"
    assert made["preface"] == [{"text": "本报告…", "where": "line 3"}]
    assert list(made["sections"][0]) == ["id", "number", "title", "where", "paragraphs"]
    assert list(made["cells"].items()) == [
        ("t2.art20_1.regulation.in_force", {"value": 3, "raw": "3", "where": "line 20", "inferred": True}),
        ("t2.art20_8.admin_fee.fee_amount_wan", {"value": 8.7, "raw": "8.70", "where": "line 40"}),
        ("t3.granted.total", {"value": None, "raw": " ", "where": "line 60"}),
    ]
    assert made["unread"] == [
        {"cell": "t3.partial.total", "raw": "1O", "where": "line 61", "why": "写的不是数字0"}
    ]


def test_figures_of_the_prose_are_listed() -> None:
    listed = to_json(balanced_2021())["figures"]
    assert {
        "text": "52800条",
        "value": 52800,
        "unit": "条",
        "approx": "",
        "where": "s1_overview/p2",
    } in listed


def test_finding() -> None:
    basis = instrument("REG").article("50")
    finding = Finding(
        "R001", Severity.ERROR, "s6_other", "缺少第六部分。", basis, expected="六、其他需要报告的事项"
    )
    assert finding_json(finding) == {
        "rule": "R001",
        "severity": "error",
        "where": "s6_other",
        "stated": None,
        "expected": "六、其他需要报告的事项",
        "message": "缺少第六部分。",
    }


def test_what_check_prints_is_an_input_too() -> None:
    report = balanced_2019()
    whole = {"file": "a.docx", "report": to_json(report), "findings": []}
    assert from_json(whole) == report
    assert load_bytes(dumps(whole), "a.json") == report


def test_unknown_keys_are_passed_over() -> None:
    assert from_json(to_json(township_2021()) | {"source": {"url": "…"}}) == township_2021()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("name", ["报告.json", "报告", "报告.txt"])
def test_any_unicode_encoding_under_any_name(encoding: str, name: str) -> None:
    text = dumps(to_json(township_2021()), indent=2).decode()
    assert load_bytes(text.encode(encoding), name) == township_2021()


def changed(path: str, value: Any) -> dict[str, Any]:
    """The JSON of a small report with one place changed; the path is keys and positions divided by slashes."""
    made = to_json(replace(township_2021(), unread=(Unread("", "?", "line 1", "不明"),)))
    *parents, last = path.split("/")
    inner: Any = made
    for key in parents:
        inner = inner[int(key)] if key.isdigit() else inner[key]
    inner[int(last) if last.isdigit() else last] = value
    return made


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("format", "format_2030", "format"),
        ("format", 2021, "format"),
        ("title", None, "title"),
        ("agency_name", ["甲"], "agency_name"),
        ("agency_name", "甲\ud800", "agency_name"),
        ("report_year", "2025", "report_year"),
        ("report_year", True, "report_year"),
        ("report_year", 0, "report_year"),
        ("published_on", "2026年1月20日", "published_on"),
        ("published_on", 20260120, "published_on"),
        ("captions", {"text": "第二十条第（一）项"}, "captions"),
        ("preface", "本报告", "preface"),
        ("preface", ["本报告"], "preface[0]"),
        ("preface", [{"where": "line 1"}], "preface[0].text"),
        ("sections", {}, "sections"),
        ("sections/0", None, "sections[0]"),
        ("sections/1/id", "s9_none", "sections[1].id"),
        ("sections/1/paragraphs", None, "sections[1].paragraphs"),
        ("sections/0/paragraphs/2/text", 5, "sections[0].paragraphs[2].text"),
        ("cells", [], "cells"),
        ("cells/t3.granted.everybody", {"value": 1}, 'cells["t3.granted.everybody"]'),
        ("cells/t3.granted.total", 5, 'cells["t3.granted.total"]'),
        ("cells/t3.granted.total", {"raw": "5"}, 'cells["t3.granted.total"].value'),
        ("cells/t3.granted.total/value", "5", 'cells["t3.granted.total"].value'),
        ("cells/t3.granted.total/value", True, 'cells["t3.granted.total"].value'),
        ("cells/t3.granted.total/value", float("nan"), 'cells["t3.granted.total"].value'),
        ("cells/t3.granted.total/value", float("inf"), 'cells["t3.granted.total"].value'),
        ("cells/t3.granted.total/value", 10**15, 'cells["t3.granted.total"].value'),
        ("cells/t3.granted.total/value", -1e300, 'cells["t3.granted.total"].value'),
        ("cells/t3.granted.total/value", 1e-300, 'cells["t3.granted.total"].value'),
        ("cells/t3.granted.total/raw", 5, 'cells["t3.granted.total"].raw'),
        ("cells/t3.granted.total/where", None, 'cells["t3.granted.total"].where'),
        ("cells/t3.granted.total/inferred", 1, 'cells["t3.granted.total"].inferred'),
        ("unread", None, "unread"),
        ("unread/0", "?", "unread[0]"),
        ("unread/0/why", 1, "unread[0].why"),
    ],
)
def test_wrong_value_is_refused_by_place(path: str, value: Any, place: str) -> None:
    with pytest.raises(Unreadable) as refused:
        from_json(changed(path, value))
    assert f"JSON 内容不对：{place} " in str(refused.value)


@pytest.mark.parametrize("document", [None, 5, "报告", [], [{}]])
def test_no_object(document: Any) -> None:
    with pytest.raises(Unreadable, match="最外层"):
        from_json(document)


@pytest.mark.parametrize("missing", ["format", "cells"])
def test_missing_key(missing: str) -> None:
    document = to_json(township_2021())
    del document[missing]
    with pytest.raises(Unreadable, match=f"{missing} 缺失"):
        from_json(document)


def test_record_of_a_failed_reading() -> None:
    with pytest.raises(Unreadable, match=r"失败的读取.*已加密"):
        from_json({"file": "a.pdf", "error": "文件“a.pdf”已加密。"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "第 1 行第 1 个字符"),
        ("{", "第 1 行"),
        ('{"format": "format_2021",\n "cells": {', "第 2 行"),
        ('{"cells": {"t3.granted.total": {"value": NaN}}}', "NaN"),
        ('{"cells": {"t3.granted.total": {"value": -Infinity}}}', "-Infinity"),
        ('{"cells": {"t3.granted.total": {"value": ' + "9" * 5000 + "}}}", "5000 位"),
        ('{"cells": {"t3.granted.total": {"value": 1e9999999999999999999999}}}', "过大"),
        ('{"cells": {"t3.granted.total": {"value": 0.' + "1" * 5000 + "}}}", "过长"),
        ('{"cells": {}, "cells": {}}', "“cells”出现了两次"),
        ('{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}", "嵌套"),
        ('{"cells": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}", "嵌套"),
        ('{"format": "format_2021"}\n{"format": "format_2021"}', "多份报告"),
    ],
)
def test_wrong_text_is_refused(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        loads(text.encode(), "坏.json")
    assert said in str(refused.value)
    assert "坏.json" in str(refused.value)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"{\xff}", "{甲}".encode("gb18030"), b"\x00" * 9])
def test_wrong_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        loads(data, "坏.json")


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_a_report_or_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        loads(data, "坏.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
PLACES = st.sampled_from(
    [
        *("format", "title", "report_year", "published_on", "preface", "cells", "unread", "unread/0"),
        *("sections", "sections/0", "sections/0/id", "sections/0/paragraphs", "sections/0/paragraphs/0"),
        *("cells/t3.granted.total", "cells/t3.granted.total/value", "cells/t3.granted.total/inferred"),
    ]
)


@given(PLACES, JSON)
def test_any_value_anywhere_is_taken_or_refused(path: str, value: Any) -> None:
    try:
        report = from_json(changed(path, value))
    except Unreadable:
        return
    assert from_json(to_json(report)) == report


def test_dates_of_all_years() -> None:
    report = replace(township_2021(), published_on=date(1, 1, 1))
    assert from_json(to_json(report)) == report


def test_half_a_character_is_written_as_its_escape() -> None:
    assert json.loads(dumps({"file": "\udcff.txt"})) == {"file": "\udcff.txt"}
