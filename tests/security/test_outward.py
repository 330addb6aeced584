"""Asking addresses outside: what counts as dead, and that nothing inside is ever asked, whatever a link or a site says."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from gongkai.guard.http import outward
from gongkai.guard.http.outward import HOPS, Manner, Outcome, Reply, ask, is_open
from tests.security.answering import Site, site

AGENT = "Gongkai-LinkCheck (+https://www.example.gov.cn/)"


@pytest.fixture(scope="module")
def there() -> Iterator[Site]:
    with site() as running:
        yield running


def asked(there: Site, path: str, *, seconds: float = 10.0, host: str = "localhost") -> Reply:
    """What comes of asking for a path; the site is in our own network, so it is named."""
    return ask(there.at(path, host), Manner(AGENT, frozenset({there.host}), seconds))


def redirect(to: str) -> str:
    return f"to/{quote(to, safe='')}"


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("ok", Outcome.OPENS, 200),
        ("ok/通知?文=一#三", Outcome.OPENS, 200),
        ("raw", Outcome.OPENS, 200),
        ("get", Outcome.OPENS, 200),
        ("dropped", Outcome.OPENS, 200),
        ("huge", Outcome.OPENS, 200),
        ("status/304", Outcome.OPENS, 304),
        ("status/404", Outcome.GONE, 404),
        ("status/410", Outcome.GONE, 410),
        ("status/500", Outcome.BROKEN, 500),
        ("status/503", Outcome.BROKEN, 503),
        ("status/403", Outcome.CLOSED, 403),
        ("status/412", Outcome.CLOSED, 412),
        ("status/521", Outcome.CLOSED, 521),
        ("to/%2Fstatus%2F404", Outcome.GONE, 404),
        ("to/%2Fok", Outcome.OPENS, 200),
        ("nonsense", Outcome.SILENT, 0),
        ("heads", Outcome.SILENT, 0),
    ],
)
def test_what_a_site_answers(there: Site, path: str, outcome: Outcome, status: int) -> None:
    assert asked(there, path) == Reply(outcome, status)


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_whoever_takes_too_long_is_left(there: Site, path: str) -> None:
    assert asked(there, path, seconds=0.6) == Reply(Outcome.SILENT)


def test_nothing_is_sent_along(there: Site) -> None:
    asked(there, redirect("/ok/seen"))
    seen = next(each for each in there.asked() if each["path"] == "/ok/seen")
    assert seen["method"] == "HEAD"
    assert seen["headers"] == {
        "Host": there.host,
        "User-Agent": AGENT,
        "Accept": "*/*",
        "Connection": "close",
    }


def test_redirect_without_end(there: Site) -> None:
    path = redirect(there.at("to/again"))
    here = path
    for _ in range(HOPS):
        here = redirect(there.at(here))
    assert asked(there, here).outcome is Outcome.LOOPS


@pytest.mark.parametrize(
    "inner",
    [
        "http://127.0.0.1:{port}/secret",
        "http://[::1]:{port}/secret",
        "//127.0.0.1:{port}/secret",
        "http://0.0.0.0:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/secret",
    ],
)
def test_redirect_to_the_inner_network_is_not_followed(there: Site, inner: str) -> None:
    to = inner.format(port=there.port)
    assert asked(there, redirect(to)).outcome in {Outcome.INNER, Outcome.ODD}
    assert not any(
        "secret" in path for path in there.paths() if not path.startswith(("HEAD /to/", "GET /to/"))
    )


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://a.example/", "gopher://localhost:70/"])
def test_redirect_to_another_scheme_is_not_followed(there: Site, to: str) -> None:
    assert asked(there, redirect(to)).outcome is Outcome.ODD


def test_inner_host_is_asked_only_if_it_is_named(there: Site) -> None:
    assert ask(there.at("ok/unnamed"), Manner(AGENT)).outcome is Outcome.INNER
    assert asked(there, "ok/unnamed", host="127.0.0.1").outcome is Outcome.INNER
    assert not any("unnamed" in path for path in there.paths())


def test_site_outside_leads_to_no_named_host(there: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the operator lets officers link to is not let to whoever answers them."""
    resolve, outside = socket.getaddrinfo, "::ffff:127.0.0.1"

    def resolved(host: str, *given: Any, **more: Any) -> Any:
        return resolve(outside if host == "www.example.com" else host, *given, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(outward, "is_open", lambda place: place == outside)
    begun = there.at(redirect(there.at("ok/onward")), "www.example.com")
    named = frozenset({there.host})
    assert ask(begun, Manner(AGENT, named)).outcome is Outcome.INNER
    assert any("to/" in path and "onward" in path for path in there.paths())
    assert not any(path.endswith(" /ok/onward") for path in there.paths())
    assert ask(there.at(redirect(there.at("ok/onward"))), Manner(AGENT, named)).outcome is Outcome.OPENS


def test_name_is_resolved_once_and_all_its_addresses_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is changed between the look and the connection, or that has an inner address beside one outside."""
    asked_for: list[str] = []

    def two(host: str, port: int, **_: Any) -> Any:
        asked_for.append(host)
        return [(0, 0, 0, "", (place, port)) for place in ("93.184.215.14", "10.0.0.8")]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    assert ask("https://www.example.com/", Manner(AGENT)).outcome is Outcome.INNER
    assert asked_for == ["www.example.com"]


def test_name_that_nobody_knows() -> None:
    assert ask("http://no-such-name.invalid/", Manner(AGENT)).outcome is Outcome.NAMELESS


@pytest.mark.parametrize(
    "address",
    [
        *(
            "ftp://a.example/",
            "javascript:alert(1)",
            "http:///x",
            "http://a.example:99999/",
            "http://a.example:x/",
        ),
        *("http://a..b/", "http://[::1/", "http://a.example:25/", "", "https://" + "长" * 70 + ".cn/"),
    ],
)
def test_addresses_that_are_not_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("asked"))
    assert ask(address, Manner(AGENT)).outcome is Outcome.ODD


def test_port_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    named = frozenset({f"localhost:{port}"})
    assert ask(f"http://localhost:{port}/", Manner(AGENT, named)).outcome is Outcome.SILENT


@pytest.mark.parametrize(
    "place",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104 - nothing is bound
        *(
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1%eth0",
            "fc00::1",
            "fec0::1",
            "ff02::1",
        ),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "nonsense", ""),
    ],
)
def test_inner_addresses(place: str) -> None:
    assert not is_open(place)


@pytest.mark.parametrize(
    "place", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_open_internet(place: str) -> None:
    assert is_open(place)


def test_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    """Many sites of offices have an incomplete chain; the page opens nevertheless."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as door:
        served = Thread(target=serve, args=(door, context))
        served.start()
        host = f"localhost:{door.getsockname()[1]}"
        reply = ask(f"https://{host}/a", Manner(AGENT, frozenset({host})))
        served.join()
    assert reply == Reply(Outcome.OPENS, 204)


def serve(door: socket.socket, context: ssl.SSLContext) -> None:
    line, _ = door.accept()
    with context.wrap_socket(line, server_side=True) as wrapped:
        wrapped.recv(4096)
        wrapped.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")


def certificate(folder: Path) -> Path:
    """Key and certificate of a host that signed for itself, long ago run out."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "elsewhere.example")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    place = folder / "both.pem"
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    place.write_bytes(private + made.public_bytes(pem))
    return place
