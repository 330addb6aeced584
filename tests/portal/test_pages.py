"""What holds for every page: headers, no inline code, large type, errors that help, health."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from tests.annual_reports.stored import register, take_in
from tests.law.report.reports import balanced_2019, balanced_2021, with_cells, without_sections
from tests.portal.pages import page, shown, words

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "/",
    "/nb/",
    "/zfxxgk/yunling/nb/",
    "/zfxxgk/yunling/nb/2025/",
    "/db/?r=yunling:2025",
    "/nb/gc/",
    "/nb/gc/zb/?zb=share_granted",
    "/nb/sj/",
    "/zfxxgk/yunling/nb/ln/",
    "/tj/",
    "/qx/",
    "/qx/?received_on=2026-09-22&e1-kind=extended&e1-on=2026-10-09&e1-working_days=25",
    "/qx/?received_on=2026-02-30",
    "/wza/",
    "/nope/",
)


@pytest.fixture(autouse=True)
def _a_faulty_report() -> None:
    register()
    take_in(with_cells(without_sections(balanced_2021(), "s6_other"), {"t3.granted.total": 1}))
    take_in(balanced_2019())


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_carries_no_inline_code(address: str) -> None:
    html = shown(Client().get(address))
    assert not re.search(r"""<[^>]*\s(style|on\w+)\s*=""", html)
    assert not re.search(r"<style|javascript:", html)
    assert re.findall(r"<script(?![^>]*\ssrc=)", html) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_headers_are_strict(address: str) -> None:
    answer = Client().get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != "/tj/"])
def test_reading_sets_no_cookie(address: str) -> None:
    assert not Client().get(address).cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_one_heading_a_title_and_a_language(address: str) -> None:
    html = shown(Client().get(address))
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>[^<]+_政府信息公开平台</title>", html)
    assert '<html lang="zh-Hans">' in html
    assert '<a class="skip" href="#main">' in html


def test_health_answers() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_not_found_helps_on() -> None:
    text = words(page("/nothing/here/", status=404))
    assert "没有找到这一页" in text
    assert "年度报告目录" in text


def test_broken_page_says_whose_fault_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.annual_reports.queries.newest", _break)
    text = words(page("/", status=500, client=Client(raise_request_exception=False)))
    assert "这是我们的问题" in text
    assert "secret" not in text


def _break(count: int) -> None:
    raise RuntimeError(f"secret {count}")


def test_wrong_method_is_refused() -> None:
    assert Client().post("/nb/").status_code == 405
    assert Client().delete("/tj/").status_code == 405


def test_foreign_host_name_is_a_bad_request() -> None:
    assert "无法处理这个请求" in page("/", status=400, client=Client(HTTP_HOST="evil.example"))


def test_home_shows_the_newest() -> None:
    text = words(page("/"))
    assert "云岭县人民政府 2025 年度报告" in text
    assert "错误" in text


def test_owner_is_named(settings: Settings) -> None:
    settings.SITE_OWNER, settings.SITE_CONTACT = "云岭县人民政府办公室", "0000-0000000"
    settings.SITE_CODE, settings.SITE_NOTICE = "0000000000", "试运行"
    html = page("/")
    assert "主办：云岭县人民政府办公室" in html
    assert '<meta name="SiteIDCode" content="0000000000">' in html
    assert "试运行" in html


@pytest.mark.parametrize("address", ["/", "/ysqgk/cx/", "/desk/denglu"])
def test_what_is_too_large_elsewhere_is_no_report(address: str) -> None:
    answer = Client().generic(
        "POST", address, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(2**40)
    )
    assert answer.status_code == 413
    html = shown(answer)
    assert "文件太大" in html
    said = html.partition('<p class="lead">')[2].partition("</p>")[0]
    assert "压缩或者拆分以后再上传" in said
    assert "报告" not in said
