"""What `gongkai check --deploy` says of IPv6, with sockets of its own and a name server that is none."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from pytest_django import Settings

from gongkai.cli.check import listening
from gongkai.cli.check.finding import Grade
from gongkai.cli.check.listening import answers, has_ipv6, leads_to

HOST = "gk.example.gov.cn"
GIVEN = {socket.AF_INET: ("192.0.2.1", 0), socket.AF_INET6: ("2001:db8::1", 0, 0, 0)}
OTHERS = "fd000000000000000000000000000002 04 40 00 82     eth0\n"
LOOP = "00000000000000000000000000000001 01 80 10 80       lo\n"
only_with_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this machine has no ::1")


@pytest.fixture
def four() -> Iterator[socket.socket]:
    """A server on IPv4 alone."""
    with closing(socket.create_server(("127.0.0.1", 0))) as made:
        yield made


def told(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, *, here: bool | None, named: object
) -> set[tuple[str, Grade]]:
    settings.SITE_ADDRESS = f"https://{HOST}"
    monkeypatch.setattr(listening, "has_ipv6", lambda: True)
    monkeypatch.setattr(listening, "answers", lambda port: here if port == 443 else None)
    monkeypatch.setattr(listening, "leads_to", lambda host: named if host == HOST else None)
    settings.HTTPS = True
    return {(each.code, each.grade) for each in listening.listening()}


BOTH, OLD = frozenset(GIVEN), frozenset({socket.AF_INET})


@pytest.mark.parametrize(
    ("here", "named", "claimed", "expected"),
    [
        (True, BOTH, True, set()),
        (True, BOTH, False, {("N04", Grade.HINT)}),
        (False, BOTH, True, {("N02", Grade.WARNING), ("N05", Grade.ERROR)}),
        (False, OLD, False, {("N02", Grade.WARNING), ("N03", Grade.WARNING)}),
        (None, None, True, {("N02", Grade.HINT), ("N03", Grade.HINT)}),
    ],
)
def test_what_is_said(
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    here: bool | None,
    named: object,
    claimed: bool,
    expected: set[tuple[str, Grade]],
) -> None:
    settings.SITE_IPV6 = claimed
    assert told(monkeypatch, settings, here=here, named=named) == expected


@pytest.mark.parametrize("address", ["http://localhost", "http://192.0.2.1", "http://[2001:db8::1]:8080"])
def test_what_is_no_name_is_asked_of_nobody(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, address: str
) -> None:
    told(monkeypatch, settings, here=True, named=BOTH)
    settings.SITE_ADDRESS = address
    monkeypatch.setattr(listening, "leads_to", pytest.fail)
    assert "N03" in {each.code for each in listening.listening()}


def test_machine_without_ipv6_is_told(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    told(monkeypatch, settings, here=False, named=BOTH)
    monkeypatch.setattr(listening, "has_ipv6", lambda: False)
    found = {each.code: each for each in listening.listening()}
    assert found["N01"].grade is Grade.WARNING
    assert "N02" not in found


def test_machine_without_sockets_of_ipv6_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_words: object) -> None:
        raise OSError(97, "Address family not supported by protocol")

    monkeypatch.setattr(socket, "socket", refused)
    assert not has_ipv6()
    assert answers(1) is None


def test_who_listens_on_ipv4_alone_is_found(four: socket.socket, tmp_path: Path) -> None:
    port = four.getsockname()[1]
    assert answers(port, own=tmp_path / "nothing") is False
    four.close()
    assert answers(port, own=tmp_path / "nothing") is None


@only_with_ipv6
def test_who_listens_on_ipv6_is_found() -> None:
    with closing(socket.create_server(("::1", 0), family=socket.AF_INET6)) as six:
        assert answers(six.getsockname()[1]) is True


def test_own_addresses_are_tried_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tried: list[str] = []

    def refused(_family: socket.AddressFamily, host: str, _port: int) -> bool:
        tried.append(host)
        return False

    monkeypatch.setattr(listening, "_connects", refused)
    (tmp_path / "six").write_text(OTHERS + LOOP + "broken\n")
    assert answers(1, own=tmp_path / "six") is None
    assert tried == ["::1", "fd00::2", "127.0.0.1"]


def test_names_are_asked_and_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_words: object, **_more: object) -> list[tuple[object, ...]]:
        return [(family, socket.SOCK_STREAM, 6, "", place) for family, place in GIVEN.items()]

    def unknown(*_words: object, **_more: object) -> list[tuple[object, ...]]:
        raise socket.gaierror(socket.EAI_AGAIN, "no name server")

    done = Event()

    def slow(*_words: object, **_more: object) -> list[tuple[object, ...]]:
        done.wait(30)
        return found()

    assert leads_to(HOST, find=found) == BOTH
    assert leads_to(HOST, find=unknown) is None
    monkeypatch.setattr(listening, "ASKED_FOR", 0.01)
    assert leads_to(HOST, find=slow) is None
    done.set()
