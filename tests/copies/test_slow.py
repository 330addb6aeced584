"""Who is slow before a real nginx is sent away, whatever is sent; nobody else notices."""

import socket
from collections.abc import Iterator

import pytest

from tests.copies.serving import HOST, Front, Site, before, platform
from tests.portal.public import address

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def hasty(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """nginx that waits for a second."""
    with platform() as port, before(site, tmp_path_factory, port, patience=1) as made:
        yield made


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-a: ",
        b"POST /ss/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\na",
    ],
)
def test_who_never_ends_is_sent_away(hasty: Front, begun: bytes) -> None:
    with socket.create_connection((HOST, hasty.port), 20) as caller:
        caller.sendall(begun)
        answer = _all(caller)
    assert answer == b"" or b" 408 " in answer.splitlines()[0]
    assert hasty.get("/").status == 200


def test_many_who_are_slow_keep_nobody_else_waiting(hasty: Front, site: Site) -> None:
    callers = [socket.create_connection((HOST, hasty.port), 20) for _ in range(90)]
    for caller in callers:
        caller.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-a: ")
    assert hasty.get(address(site.item_id)).status == 200
    for caller in callers:
        assert _all(caller)[:12] in (b"", b"HTTP/1.1 408")
        caller.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
        b"GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /%ff%fe/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-a: 1\r\n" * 5_000 + b"\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nxyz\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n",
        b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_what_is_broken_is_refused_and_breaks_nothing(hasty: Front, sent: bytes) -> None:
    with socket.create_connection((HOST, hasty.port), 20) as caller:
        caller.sendall(sent)
        answer = _all(caller)
    assert b"HTTP/1.1 5" not in answer[:10]
    assert answer == b"" or answer.split()[1][:1] == b"4" or b"%ff" in sent
    assert hasty.get("/").status == 200


def _all(caller: socket.socket) -> bytes:
    """What somebody gets until the connection ends."""
    found = b""
    try:
        while part := caller.recv(65_536):
            found += part
    except ConnectionResetError:
        pass
    return found
