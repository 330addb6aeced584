"""The demo says at once that its port cannot be used."""

import socket
from collections.abc import Iterator

import pytest

from tools.port_free import complaint


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of 127.0.0.1 on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_free_port_is_no_complaint() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        free = str(other.getsockname()[1])
    assert complaint(free) is None


def test_taken_port_is_named_in_both_languages_with_a_way_out(taken: int) -> None:
    said = complaint(str(taken))
    assert said is not None
    chinese, english = said.splitlines()
    assert f"端口 {taken} 已被占用" in chinese
    assert f"Port {taken} is already in use" in english
    assert f"PORT={taken + 1}" in said


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "80a", "８０８０"])
def test_what_is_no_port_is_refused(port: str) -> None:
    assert "65535" in (complaint(port) or "")
