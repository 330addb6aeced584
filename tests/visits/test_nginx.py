"""The configuration that is shipped, in a real nginx: which visits it writes down, and that nobody can be told from them."""

import time
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.copies.backends.nginx import configuration
from tests.copies.serving import Front, free_port, nginx, platform

READER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
ITEM = "/xxgk/11441700007280420Y/2026-00017/"
WITHIN = 10.0  # seconds


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where lines are written; pages lie beside it."""
    settings.COPIES, settings.VISITS = tmp_path / "pages", tmp_path / "visits"
    settings.SITE_ADDRESS = "http://localhost"
    settings.VISITS.mkdir()
    for place in ("hans", "hans/zfxxgk/a", f"hans{ITEM}", "hans/zfxxgk/a/fdzdgk/tzgg", "gone/hans/xxgk/away"):
        (settings.COPIES / place).mkdir(parents=True, exist_ok=True)
        (settings.COPIES / place / "index.html").write_text("页", "utf-8")
    return tmp_path / "visits"


def asked(front: Front, path: str, method: str = "GET", **headers: str) -> int:
    """Ask as a browser does, with all that it tells of its owner."""
    told = {
        "User_Agent": READER,
        "Referer": "http://so.example.invalid/?q=secret",
        "Cookie": "a=secret",
        **headers,
    }
    return front.get(path, method, None, **told).status


def written(folder: Path, many: int) -> list[str]:
    """The lines, once so many are there: nginx writes them after the answer."""
    until = time.monotonic() + WITHIN
    while True:
        lines = [line for each in folder.iterdir() for line in each.read_text("utf-8").splitlines()]
        if len(lines) >= many or time.monotonic() > until:
            return lines
        time.sleep(0.02)


def test_lines_of_nginx(folder: Path, tmp_path: Path) -> None:
    """Files and what the platform answers; beside it the log of the operator is as it was."""
    with platform() as port, nginx(tmp_path / "nginx", port) as front:
        tag = front.get(ITEM).headers["ETag"]  # a program without a name is no reader
        assert asked(front, f"{ITEM}?from=timeline&phone=secret") == 200
        assert asked(front, ITEM, If_None_Match=tag) == 304
        assert asked(front, "/zfxxgk/a/fdzdgk/tzgg/?page=2") == 200  # by the platform
        for path, method in (
            *((ITEM, "HEAD"), ("/xxgk/away/", "GET"), ("/", "GET"), ("/static/none.css", "GET")),
            *(("/zfxxgk/a/zn/", "GET"), ("/desk/zfxxgk/a/", "GET"), ("/dy/qr/1.secret/", "GET")),
        ):
            assert asked(front, path, method) in (200, 404, 410), path
        for robot in ("Mozilla/5.0 (compatible; Baiduspider/2.0)", "curl/8.5", "Sogou Web Spider/4.0"):
            assert asked(front, ITEM, User_Agent=robot) == 200
        assert asked(front, ITEM, Sec_Purpose="prefetch;prerender") == 200
        assert asked(front, "/zfxxgk/a/") == 200
        lines = written(folder, 4)
    assert lines == [ITEM, ITEM, "/zfxxgk/a/fdzdgk/tzgg/", "/zfxxgk/a/"]
    (made,) = {each.name[10:11] + each.name[13:14] + each.suffix for each in folder.iterdir()}
    assert made in {"T+.txt", "T-.txt"}
    assert READER in (tmp_path / "nginx" / "requests.log").read_text("utf-8")
    assert "emerg" not in (tmp_path / "nginx" / "error.log").read_text("utf-8")


def test_platform_below_a_path(folder: Path, tmp_path: Path, settings: Settings) -> None:
    settings.FORCE_SCRIPT_NAME = "/gk.a"
    place = settings.COPIES / "hans/gk.a/zfxxgk/a"
    place.mkdir(parents=True)
    (place / "index.html").write_text("页", "utf-8")
    with nginx(tmp_path / "nginx", free_port()) as front:
        assert asked(front, "/gk.a/zfxxgk/a/") == 200
        assert written(folder, 1) == ["/zfxxgk/a/"]


def test_without_a_folder_nginx_is_told_nothing(folder: Path, settings: Settings) -> None:
    settings.VISITS = None
    told = configuration(upstream="127.0.0.1:8000", listen="80")
    assert "gongkai_visit" not in told.replace("gongkai_visitors", "")
    assert "access_log" not in told
    assert folder.is_dir()
