"""年报体检: what is handed in is read, judged, shown, and nothing of it is kept."""

import json
import re
from collections.abc import Iterator
from html import unescape
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from gongkai.annual_reports.models import AnnualReport
from gongkai.documents.writing.as_json import dumps, from_json, to_json
from gongkai.law.report.content import Report
from gongkai.portal.checkup import examining
from tests.law.report.reports import balanced_2021, before_2021, with_cells, without_sections
from tests.portal.pages import anchors, shown, words

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

TEXT = (
    (files("gongkai.demo") / "reports" / "qingshan-2020.txt")
    .read_text("utf-8")
    .replace("请上级部门来乡里讲课。", "请上级部门来乡里讲课，")
)
"""A sample report whose section five breaks off."""


def file(report: Report | bytes | None = None, name: str = "年报.json") -> SimpleUploadedFile:
    made = without_sections(balanced_2021(), "s6_other") if report is None else report
    return SimpleUploadedFile(name, made if isinstance(made, bytes) else dumps(to_json(made)))


def hand_in(client: Client | None = None, **fields: object) -> "Answer":
    return (client or Client()).post("/tj/", fields)


@pytest.fixture
def full_house() -> Iterator[None]:
    """As many checkups under way as the machine can bear."""
    taken = 0
    while examining._turns.acquire(blocking=False):
        taken += 1
    yield
    for _ in range(taken):
        examining._turns.release()


def test_form_works_without_script() -> None:
    html = shown(Client().get("/tj/"))
    assert 'enctype="multipart/form-data"' in html
    assert 'type="file"' in html
    assert "不超过 20 MB" in html


def test_file_is_read_and_judged() -> None:
    answer = hand_in(file=file())
    html = shown(answer)
    assert "云岭市2025年政府信息公开工作年度报告" in html
    assert "发现 1 处错误" in html
    assert "报告中没有这一部分" in html
    ids, targets = anchors(html)
    assert set(targets) <= set(ids)
    assert len(ids) == len(set(ids))


def test_correct_report_is_called_correct() -> None:
    assert "没有发现错误" in shown(hand_in(file=file(balanced_2021())))


def test_text_is_read_and_marked() -> None:
    html = shown(hand_in(text=TEXT))
    assert "粘贴的文字.txt" in html
    assert "<mark" in html


def test_last_years_report_and_level_are_used() -> None:
    wrong = with_cells(balanced_2021(), {"t3.carried_in.natural_person": 530, "t3.carried_in.total": 555})
    assert "R304" not in shown(hand_in(file=file(wrong)))
    assert "R304" in shown(hand_in(file=file(wrong), previous=file(before_2021(), "上年.json")))
    assert "R202" in shown(hand_in(file=file(balanced_2021()), level="township"))


def test_nothing_is_kept() -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = hand_in(file=file())
    assert len(queries) == 1  # the visit is counted, under a digest of the address
    assert not AnnualReport.objects.exists()
    assert "no-store" in answer["Cache-Control"]


def test_file_name_is_text() -> None:
    html = shown(hand_in(file=file(name="<img src=x onerror=alert(1)>.json")))
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;.json" in html


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "请选择一个年度报告文件"),
        ({"text": "   \n"}, "请选择一个年度报告文件"),
        ({"text": TEXT, "file": b"x"}, "只需提供一种"),
        ({"file": b""}, "空文件"),
        ({"file": b"%PDF-1.4 broken"}, "。"),
        ({"file": b"PK\x03\x04broken"}, "损坏"),
        ({"file": b"\x00\xff\xfe\x01" * 99}, "。"),
        ({"text": "这不是年度报告。"}, "没有找到政府信息公开工作年度报告"),
        ({"text": TEXT, "level": "kingdom"}, "kingdom"),
    ],
)
def test_what_is_no_report_is_refused_kindly(fields: dict[str, object], message: str) -> None:
    sent = {
        name: file(value, "年报.pdf") if isinstance(value, bytes) else value for name, value in fields.items()
    }
    answer = Client().post("/tj/", sent)
    html = shown(answer)
    assert answer.status_code == 422
    assert "<title>错误：" in html
    assert message in words(html.partition('class="error-summary"')[2].partition("</ul>")[0])


def test_error_leads_to_its_field() -> None:
    html = shown(hand_in(text="这不是年度报告。"))
    ids, targets = anchors(html)
    assert "id_text" in targets
    assert "id_text" in ids


def test_slow_file_is_stopped(settings: Settings) -> None:
    settings.CHECKUP_SECONDS = 0
    assert "时间过长" in shown(hand_in(file=file()))


def test_crashed_reader_is_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "checked", _crash)
    assert "异常退出" in shown(hand_in(file=file()))


def _crash(*_: object) -> None:
    raise SystemExit(9)


@pytest.mark.usefixtures("full_house")
def test_full_house_asks_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "PATIENCE", 0)
    answer = hand_in(file=file())
    assert answer.status_code == 503
    assert "过一两分钟" in shown(answer)


def test_large_request_is_refused_before_it_is_read(settings: Settings) -> None:
    settings.CHECKUP_MEGABYTES = 1
    answer = Client().generic(
        "POST", "/tj/", b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(50 * 2**20)
    )
    assert answer.status_code == 413
    assert "文件太大" in shown(answer)
    assert "粘贴到文本框" in shown(answer)


def test_large_file_is_refused_while_it_arrives(settings: Settings) -> None:
    settings.CHECKUP_MEGABYTES = 1
    answer = hand_in(file=file(b"x" * (2**20 + 1)))
    assert answer.status_code == 413


def test_large_text_is_refused() -> None:
    assert hand_in(text="x" * (6 * 2**20)).status_code == 413


def test_visits_are_counted_by_the_hour(settings: Settings) -> None:
    settings.CHECKUP_PER_HOUR = 2
    codes = [hand_in(text="x").status_code for _ in range(3)]
    assert codes == [422, 422, 429]
    assert Client(REMOTE_ADDR="10.0.0.9").post("/tj/", {"text": "x"}).status_code == 422
    assert Client().get("/tj/").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "status"),
    [
        (0, "1.1.1.1", 429),  # without a trusted proxy the header is anybody's word
        (1, "9.9.9.9, 1.1.1.1", 422),
        (1, "1.1.1.1, 2.2.2.2", 429),  # only what the proxy itself saw counts
    ],
)
def test_visitors_behind_a_proxy(settings: Settings, proxies: int, forwarded: str, status: int) -> None:
    settings.CHECKUP_PER_HOUR, settings.TRUSTED_PROXIES = 1, proxies
    Client(HTTP_X_FORWARDED_FOR="3.3.3.3, 2.2.2.2").post("/tj/", {"text": "x"})
    assert Client(HTTP_X_FORWARDED_FOR=forwarded).post("/tj/", {"text": "x"}).status_code == status


def test_neighbours_in_one_ipv6_network_count_as_one(settings: Settings) -> None:
    settings.CHECKUP_PER_HOUR = 1
    first, second, other = (Client(REMOTE_ADDR=f"2001:db8::{end}") for end in ("1", "2", "1:0:0:0:1"))
    assert first.post("/tj/", {"text": "x"}).status_code == 422
    assert second.post("/tj/", {"text": "x"}).status_code == 429
    assert other.post("/tj/", {"text": "x"}).status_code == 422


def test_foreign_page_cannot_hand_in() -> None:
    answer = hand_in(Client(enforce_csrf_checks=True), text=TEXT)
    assert answer.status_code == 403
    assert "页面已过期" in shown(answer)


def test_own_page_can() -> None:
    client = Client(enforce_csrf_checks=True)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', shown(client.get("/tj/")))
    assert token is not None
    assert hand_in(client, text=TEXT, csrfmiddlewaretoken=token[1]).status_code == 200


def test_result_is_taken_away_in_every_format() -> None:
    html = shown(hand_in(file=file()))
    sent = re.search(r'name="report" value="([^"]*)"', html)
    assert sent is not None
    report = unescape(sent[1])
    for kind, start in (("json", b"{"), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        answer = Client().post("/tj/xiazai", {"report": report, "to": kind})
        assert answer.status_code == 200
        assert answer.content.startswith(start)
        assert "no-store" in answer["Cache-Control"]
    assert from_json(json.loads(report)) == without_sections(balanced_2021(), "s6_other")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"report": "{}", "to": "json"},
        {"report": "not json", "to": "csv"},
        {"report": '{"format": "format_2021", "cells": {"t9.x": {"value": 1}}}', "to": "xlsx"},
        {"report": "{}", "to": "exe"},
    ],
)
def test_forged_result_is_refused(fields: dict[str, str]) -> None:
    answer = Client().post("/tj/xiazai", fields)
    assert answer.status_code == 400
    assert "无法处理这个请求" in shown(answer)
