"""Django settings. Everything that differs between installations is an environment variable.

Each `GONGKAI_…` variable is described in docs/operators/settings.md; a test compares the two.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent


def _text(name: str, default: str = "") -> str:
    return os.environ.get(f"GONGKAI_{name}", default).strip()


def _flag(name: str) -> bool:
    return _text(name).lower() in {"1", "true", "yes", "on"}


def _number(name: str, default: int) -> int:
    return int(_text(name) or default)


def _words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in _text(name, default).split(",") if word.strip()]


# Where it runs

DATA = Path(_text("DATA", "var")).resolve()
SECRET_KEY = _text("SECRET_KEY")  # Django refuses to work with an empty one
DEBUG = _flag("DEBUG")
ALLOWED_HOSTS = _words("HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _words("ORIGINS")
TRUSTED_PROXIES = _number("PROXIES", 0)
FORCE_SCRIPT_NAME = _text("PREFIX").rstrip("/") or None

HTTPS = _flag("HTTPS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gongkai.portal.pages.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}

# Faults of ours go to standard error, where the service manager keeps them; visitors' mistakes do not.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}

# Who runs it: printed in the page head for inspections, and in the footer

SITE_NAME = _text("SITE_NAME", "政府信息公开平台")
SITE_DOMAIN = _text("SITE_DOMAIN")
SITE_CODE = _text("SITE_CODE")
SITE_OWNER = _text("SITE_OWNER")
SITE_CONTACT = _text("SITE_CONTACT")
SITE_ICP = _text("SITE_ICP")
SITE_NOTICE = _text("SITE_NOTICE")

# 年报体检: what one visitor may ask of the machine

CHECKUP_MEGABYTES = _number("CHECKUP_MEGABYTES", 20)
CHECKUP_SECONDS = _number("CHECKUP_SECONDS", 30)
CHECKUP_PER_HOUR = _number("CHECKUP_PER_HOUR", 60)
CHECKUP_AT_ONCE = _number("CHECKUP_AT_ONCE", 2)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # pasted text and other fields, without files

# What it is made of

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "gongkai.agencies",
    "gongkai.annual_reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "gongkai.urls"
WSGI_APPLICATION = "gongkai.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "gongkai.portal.pages.context.site",
            ],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = f"{FORCE_SCRIPT_NAME or ''}/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
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


DATABASES = {"default": database(_text("DATABASE") or f"sqlite:///{DATA / 'gongkai.sqlite3'}")}
