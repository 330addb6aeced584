"""Settings come from the environment, and a server without a key does not start."""

import re
import subprocess
import sys

import pytest

from gongkai import connections


def test_sqlite_is_set_up_for_several_writers() -> None:
    made = connections.database("sqlite:////data/gongkai.sqlite3")
    assert made["NAME"] == "/data/gongkai.sqlite3"
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert made["OPTIONS"]["timeout"] == 30
    assert "journal_mode=WAL" in made["OPTIONS"]["init_command"]
    assert "synchronous=NORMAL" in made["OPTIONS"]["init_command"]


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_postgresql_address_is_taken_apart(scheme: str) -> None:
    made = connections.database(f"{scheme}://me:p%40ss@db.internal:5433/gongkai?sslmode=require")
    assert made["ENGINE"] == "django.db.backends.postgresql"
    assert (made["USER"], made["PASSWORD"], made["HOST"], made["PORT"]) == (
        "me",
        "p@ss",
        "db.internal",
        "5433",
    )
    assert (made["NAME"], made["OPTIONS"]) == ("gongkai", {"sslmode": "require"})


@pytest.mark.parametrize("url", ["mysql://x/y", "gongkai.sqlite3"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="GONGKAI_DATABASE"):
        connections.database(url)


def run(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Python with these settings and no others."""
    environment = {"GONGKAI_DATABASE": "sqlite:///:memory:", "PATH": "/usr/bin:/bin", **variables}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_server_does_not_start_without_a_key() -> None:
    done = run("import gongkai.wsgi")
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def test_platform_can_be_a_section_of_a_portal() -> None:
    code = (
        "import wsgiref.util, gongkai.wsgi\n"
        "ask = {'PATH_INFO': '/wza/', 'HTTP_HOST': 'localhost'}\n"
        "wsgiref.util.setup_testing_defaults(ask)\n"
        "print(b''.join(gongkai.wsgi.application(ask, lambda *_: None)).decode())"
    )
    done = run(code, GONGKAI_SECRET_KEY="x" * 50, GONGKAI_PREFIX="/zfxxgk/", GONGKAI_DEBUG="1")
    links = re.findall(r'(?:href|src)="(/[^"]*)"', done.stdout)
    assert len(links) > 8, done.stderr
    assert all(link.startswith("/zfxxgk/") for link in links)
