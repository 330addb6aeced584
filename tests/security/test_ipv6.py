"""The web servers that are shipped or named in the instructions, really listening on IPv6."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from pytest_django import Settings

from gongkai.cli.check.listening import answers, has_ipv6
from gongkai.cli.demo import demo
from gongkai.copies.backends.nginx import configuration
from gongkai.demo import serving as demo_serving
from tests.conftest import ROOT
from tests.copies import serving
from tests.copies.serving import free_port

STARTS = 30.0  # seconds
FORMS = [
    ("80", ["80", "[::]:80 ipv6only=on"]),
    ("127.0.0.1:8080", ["127.0.0.1:8080"]),
    ("[::1]:80", ["[::1]:80"]),
]
only_with_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this machine has no ::1")


@pytest.fixture(autouse=True)
def _somewhere(settings: Settings, tmp_path: Path) -> None:
    settings.COPIES = tmp_path / "pages"
    settings.COPIES.mkdir()
    settings.STATIC_ROOT = tmp_path / "static"


def asked(host: str, port: int, path: str = "/desk/") -> str:
    with urllib.request.urlopen(f"http://{host}:{port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


@contextmanager
def granian(host: str) -> Iterator[int]:
    """The web server as the instructions start it, listening somewhere."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", host]
    running = subprocess.Popen(
        [*command, "--port", str(port), "--no-ws", "tests.security.six:application"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + STARTS
        while answers(port) is None:
            assert running.poll() is None
            assert time.monotonic() < until
        yield port
    finally:
        running.terminate()
        running.wait(10)


@pytest.mark.parametrize(("listen", "expected"), FORMS)
def test_port_alone_is_one_of_both(listen: str, expected: list[str]) -> None:
    """Proven on a machine without IPv6 too."""
    written = configuration(upstream="127.0.0.1:8000", listen=listen)
    lines = [line.strip() for line in written.splitlines() if line.strip().startswith("listen ")]
    assert lines == [f"listen {each};" for each in expected]
    assert "@LISTEN@" not in written


@pytest.mark.parametrize(
    ("address", "named"),
    [("http://[2001:db8::1]:8080", "[2001:db8::1]"), ("https://a.example:8443", "a.example")],
)
def test_server_is_named_by_its_host(settings: Settings, address: str, named: str) -> None:
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = address, [named]
    assert f"server_name {named};" in configuration(upstream="127.0.0.1:8000", listen="80")


@only_with_ipv6
def test_nginx_and_granian_answer_on_both(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And say who asks, each in its own form."""
    with granian("::") as behind:
        assert asked("[::1]", behind).startswith("::1 ")
        assert asked("127.0.0.1", behind).partition(" ")[0] in ("127.0.0.1", "::ffff:127.0.0.1")

        def shipped(*, upstream: str, listen: str, patience: int) -> str:
            assert upstream
            return configuration(
                upstream=f"[::1]:{behind}", listen=listen.rpartition(":")[2], patience=patience
            )

        monkeypatch.setattr(serving, "configuration", shipped)
        with serving.nginx(tmp_path / "nginx", behind) as front:
            assert answers(front.port) is True
            assert asked("[::1]", front.port) == "::1 ::1"
            assert asked("127.0.0.1", front.port) == "::1 127.0.0.1"


@pytest.mark.parametrize(("words", "host"), [((), "127.0.0.1"), (("--ipv6",), "::1")])
def test_demo_is_served_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], host: str
) -> None:
    """It goes no further than to the port, which is taken."""
    tried: list[tuple[str, int]] = []

    def taken(where: str, port: int) -> None:
        tried.append((where, port))
        raise click.ClickException("端口不能使用")

    monkeypatch.setattr(demo_serving, "_require_free", taken)
    assert CliRunner().invoke(demo, ["--port", "8001", *words]).exit_code == 1
    assert tried == [(host, 8001)]


@only_with_ipv6
def test_port_that_is_taken_on_ipv6_is_refused() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as other:
        port = other.getsockname()[1]
        with pytest.raises(click.ClickException, match=f"端口 {port} 不能使用"):
            demo_serving._require_free("::1", port)
