"""Requests that lie: about who sends them, how large they are, where they come from, what they want."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from gongkai.guard.http.address import client_address, household
from tests.security.urls import LIMIT

pytestmark = pytest.mark.django_db
ID = "X-Request-ID"
OURS = "0af7651916cd43dd8448eb211c80319c"


@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "address"),
    [
        (0, "192.0.2.1", "10.0.0.1", "192.0.2.1"),  # anybody's word
        (1, "10.0.0.9", "6.6.6.6, 192.0.2.1", "192.0.2.1"),
        (2, "10.0.0.9", "6.6.6.6, 192.0.2.1, 10.0.0.8", "192.0.2.1"),
        (2, "192.0.2.1", "6.6.6.6", "192.0.2.1"),  # came past a proxy
        (1, "192.0.2.1", "", "192.0.2.1"),
        (1, "192.0.2.1", "<script>", "192.0.2.1"),
        (1, "10.0.0.9", "192.0.2.1:51234", "192.0.2.1"),
        (1, "10.0.0.9", "[2001:db8::1]:443", "2001:db8::1"),
        (0, "::ffff:192.0.2.1", "", "192.0.2.1"),
        (0, "fe80::1%eth0", "", "fe80::1"),
        (0, "", "", ""),  # a local socket
    ],
)
def test_address_of_the_visitor(
    settings: Settings, proxies: int, peer: str, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_one_ipv6_network_is_one_household() -> None:
    assert household("2001:db8::1") == household("2001:db8::2:1") != household("2001:db8:0:1::1")
    assert household("192.0.2.1") != household("192.0.2.2")
    assert household("") == ""


@pytest.mark.parametrize(
    ("proxies", "given", "kept"),
    [
        (1, OURS, True),
        (0, OURS, False),  # anybody's word
        (1, "short", False),
        (1, "x" * 37, False),
        (1, "a\r\nSet-Cookie: b=c", False),
        (1, "<script>alert(1)</script>", False),
        (1, "", False),
    ],
)
def test_request_id_is_believed_from_our_own_proxy_alone(
    settings: Settings, proxies: int, given: str, kept: bool
) -> None:
    settings.TRUSTED_PROXIES = proxies
    answered = Client(headers={"x-request-id": given}).get("/wza/")[ID]
    assert (answered == given) is kept
    assert len(answered) <= 36


def test_error_page_names_the_request(settings: Settings) -> None:
    answer = Client().get("/nope")
    assert answer[ID] in answer.content.decode()
    settings.ROOT_URLCONF = "tests.security.urls"
    broken = Client(raise_request_exception=False).get("/fault")
    assert broken.status_code == 500
    assert broken[ID] in broken.content.decode()


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "evil.example:80@testserver", ""]
)
@pytest.mark.parametrize("address", ["/", "/tj/", "/desk/denglu", "/healthz"])
def test_foreign_host_name_is_refused(address: str, host: str) -> None:
    answer = Client().get(address, HTTP_HOST=host)
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode() + str(answer.headers)


def test_host_that_a_stranger_forwards_is_not_believed() -> None:
    answer = Client().get("/zzms?to=1", HTTP_X_FORWARDED_HOST="evil.example")
    assert "evil.example" not in answer["Location"]


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/../etc/passwd",
            "/static/../settings.py",
            "/static/%2e%2e/%2e%2e/settings.py",
            "/static/..%2fsettings.py",
        ),
        *(
            "/%00",
            "/static/%00",
            "/a%00b/nb/",
            "/\\evil.example",
            "/%5cevil.example/..",
            "/;/",
        ),
        *(
            "/xian/nb/../../desk/",
            "/xian%2fnb/2020/",
            "/%ff%fe/nb/",
            "/xian/nb/2020/..%5coriginal",
            "/.git/config",
        ),
        *("/.env", "/xian/nb/-1/", "/xian/nb/99999999999999999999/", "/\u202e/nb/"),
    ],
)
def test_path_tricks_lead_nowhere(path: str) -> None:
    answer = Client().generic("GET", path)
    assert answer.status_code in {301, 302, 400, 404}
    if answer.status_code in {301, 302}:
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith(("//", "/\\"))


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "PROPFIND", "X" * 100])
def test_methods_that_nobody_needs(method: str) -> None:
    assert Client().generic(method, "/").status_code in {403, 405}


@pytest.mark.parametrize("address", ["/", "/tj/", "/desk/denglu", "/desk/"])
@pytest.mark.parametrize("length", [str(2**40), "-1", "1e9", "²", "9" * 400])
def test_oversized_body_is_refused_before_it_is_read(address: str, length: str) -> None:
    """The body is one that cannot be read: to read it would fail in another way."""
    answer = Client().generic("POST", address, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=length)
    assert answer.status_code == 413


def test_view_that_takes_no_file_takes_none(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.security.urls"
    file = SimpleUploadedFile("a.txt", b"x")
    assert Client().post("/form", {"a": "1", "file": file}).status_code == 413
    assert Client().post("/form", {"a": "1"}).content == b"['a'] []"


@pytest.mark.parametrize(("size", "status"), [(LIMIT, 200), (LIMIT + 1, 413)])
def test_file_is_taken_up_to_its_limit(settings: Settings, size: int, status: int) -> None:
    settings.ROOT_URLCONF = "tests.security.urls"
    answer = Client().post("/kept", {"file": SimpleUploadedFile("a.txt", b"x" * size)})
    assert answer.status_code == status


def test_large_form_without_file_is_refused(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.security.urls"
    for content_type in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        body = (
            b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n" + b"x" * (6 * 2**20) + b"\r\n--x--\r\n"
        )
        assert Client().generic("POST", "/form", body, content_type).status_code == 413


def test_broken_multipart_is_a_bad_request(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.security.urls"
    for content_type in ("multipart/form-data", "multipart/form-data; boundary=" + "x" * 300):
        assert Client().generic("POST", "/kept", b"--x", content_type).status_code == 400


def views(patterns: "list[URLPattern | URLResolver]") -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        else:
            yield str(pattern.name), pattern.callback


def test_every_view_that_reads_files_says_how_much_it_takes() -> None:
    reading = {
        name: hasattr(view, "room")
        for name, view in views(get_resolver().url_patterns)
        if view.__module__.startswith("gongkai.")
        and ".FILES" in inspect.getsource(inspect.getmodule(inspect.unwrap(view)) or view)
        and ".FILES" in inspect.getsource(inspect.unwrap(view))
    }
    assert reading
    assert [name for name, says in reading.items() if not says] == []


class TestForms:
    """A form of ours counts only from a page of ours."""

    @pytest.fixture(autouse=True)
    def _pages(self, settings: Settings) -> None:
        settings.ROOT_URLCONF = "tests.security.urls"

    def token(self, client: Client) -> str:
        html = client.get("/form").content.decode()
        return html.split('value="')[1].split('"')[0]

    def test_own_form_is_taken(self) -> None:
        client = Client(enforce_csrf_checks=True)
        assert client.post("/form", {"csrfmiddlewaretoken": self.token(client)}).status_code == 200

    def test_without_token(self) -> None:
        assert Client(enforce_csrf_checks=True).post("/form", {}).status_code == 403

    def test_with_a_changed_token(self) -> None:
        client = Client(enforce_csrf_checks=True)
        token = self.token(client)
        changed = ("A" if token[0] != "A" else "B") + token[1:]
        for sent in (changed, token[:-1], "", "x" * 64, "用" * 64):
            assert client.post("/form", {"csrfmiddlewaretoken": sent}).status_code == 403

    def test_with_the_token_of_somebody_else(self) -> None:
        mine, theirs = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
        self.token(mine)
        assert mine.post("/form", {"csrfmiddlewaretoken": self.token(theirs)}).status_code == 403

    def test_from_another_origin(self) -> None:
        client = Client(enforce_csrf_checks=True)
        token = self.token(client)
        for origin in ("https://evil.example", "null", "http://testserver.evil.example"):
            answer = client.post("/form", {"csrfmiddlewaretoken": token}, headers={"origin": origin})
            assert answer.status_code == 403
