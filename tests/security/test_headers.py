"""What every answer says to browsers, whatever the address and whatever the answer."""

import re

import pytest
from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from tests.security.addresses import addresses

pytestmark = pytest.mark.django_db
ADDRESSES = [*addresses(), "/nope", "/desk/nope", "/static/nope.css"]
READ_BY_ALL = re.compile(r"/api/v1/(?!drafts)(?!.*/rows$)|/kfsj/dcat\.jsonld$")
"""Open data, which pages of other sites may read (decision 0053)."""


def test_the_list_is_walked() -> None:
    assert len(ADDRESSES) > 20
    assert {"/", "/tj/", "/healthz"} <= set(ADDRESSES)
    assert any(address.startswith("/desk/") for address in ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_headers_of_every_address(address: str) -> None:
    """Of the desk nothing is stored."""
    for method in ("GET", "POST"):
        answer = Client().generic(method, address)
        as_it_should_be(answer, address, method)
        assert method == "POST" or not address.startswith("/desk/") or "no-store" in answer["Cache-Control"]


def as_it_should_be(answer: HttpResponseBase, address: str, method: str) -> None:
    """What a browser is told with one answer."""
    assert answer.status_code < 500
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert {"base-uri 'none'", "frame-ancestors 'self'"} <= set(policy.split("; "))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    open_to_all = method == "GET" and READ_BY_ALL.match(address)
    assert answer["Cross-Origin-Resource-Policy"] == ("cross-origin" if open_to_all else "same-origin")
    assert answer.headers.get("Access-Control-Allow-Origin") == ("*" if open_to_all else None)
    assert "camera=()" in answer["Permissions-Policy"]
    assert re.fullmatch("[0-9a-f]{32}", answer["X-Request-ID"])
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Credentials"} & set(answer.headers)


def test_nonce_is_there_only_where_a_template_asks_for_it(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.security.urls"
    plain, asked = Client().get("/plain"), Client().get("/nonce")
    assert "nonce" not in plain["Content-Security-Policy"]
    nonce = asked.content.decode()
    assert len(nonce) >= 22
    assert f"script-src 'self' 'nonce-{nonce}'" in asked["Content-Security-Policy"]
    assert Client().get("/nonce").content.decode() != nonce


def test_cookies_of_ours_are_out_of_reach_of_scripts_and_of_plain_http(settings: Settings) -> None:
    settings.CSRF_COOKIE_SECURE = settings.SESSION_COOKIE_SECURE = True
    for address in ("/tj/", "/desk/denglu"):
        answer = Client().get(address, secure=True)
        assert answer.cookies, address
        for cookie in answer.cookies.values():
            assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


def test_hsts_behind_tls(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/wza/")["Location"] == "https://testserver/wza/"
    assert Client().get("/wza/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"
    assert Client().get("/healthz").status_code == 200


def test_middleware_stands_in_the_order_that_it_needs() -> None:
    order = [name.rsplit(".", 1)[1] for name in settings.MIDDLEWARE]
    wanted = ["RequestId", "Journal", "Headers", "SecurityMiddleware", "BodyLimit", "CsrfViewMiddleware"]
    assert [name for name in order if name in wanted] == wanted
