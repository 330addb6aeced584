"""What those settings say that have several parts: the database, the mail server, and when it is to be quiet."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

MAIL_SECONDS = 30
"""How long a mail server may take to answer; then the message is tried again later."""
_MAIL_PORTS = {"starttls": 587, "ssl": 465, "none": 25}
_HOURS = range(25)


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,  # to open it anew takes longer than most pages: Django gives each connection 60 functions
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def database(url: str) -> dict[str, Any]:
    """The database that a URL names: `sqlite:///folder/file` or `postgresql://user:password@host:port/name`.

    The part after `?` goes to the PostgreSQL driver. Raises ValueError for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(
            f"GONGKAI_DATABASE 应以 sqlite:/// 或 postgresql:// 开头，现为：{parts.scheme or url}"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def mail_server(url: str) -> dict[str, Any] | None:
    """The server that a URL names: `smtp://user:password@host:port?tls=starttls`; None for an empty one.

    As Django's connection takes it. `tls`: `starttls` if it is not given, `ssl`, or `none` for a server of the own network;
    without a port the usual one of each. Raises ValueError for anything else.
    """
    if not url:
        return None
    parts = urlsplit(url)
    tls = dict(parse_qsl(parts.query)).get("tls", "starttls")
    if parts.scheme != "smtp" or not parts.hostname or tls not in _MAIL_PORTS:
        raise ValueError("GONGKAI_SMTP 应写作 smtp://用户:密码@主机:端口?tls=starttls（或者 ssl、none）。")
    return {
        "host": parts.hostname,
        "port": parts.port or _MAIL_PORTS[tls],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": tls == "starttls",
        "use_ssl": tls == "ssl",
        "timeout": MAIL_SECONDS,
    }


def quiet_hours(text: str) -> tuple[int, int]:
    """First hour and the hour after the last of `22-8`; the same twice where none is quiet. ValueError for other words."""
    if not text:
        return 0, 0
    first, _, last = text.partition("-")
    if not (first.isdecimal() and last.isdecimal() and int(first) in _HOURS and int(last) in _HOURS):
        raise ValueError(f"GONGKAI_MAIL_QUIET 应写作 22-8，现为：{text}")
    return int(first), int(last)
