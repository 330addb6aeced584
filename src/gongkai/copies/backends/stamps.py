"""What pages follow from beside the database: the program, its templates and data, and how the site is called."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from gongkai.copies.backends.rendering import address
from gongkai.portal.pages.surroundings import footer, header

_READ = frozenset({".py", ".html", ".xml", ".toml", ".txt", ".css", ".mo"})
PACKAGE = Path(__file__).resolve().parents[2]


def stamp() -> str:
    """The same as long as no page can look otherwise because of the program or its settings."""
    named = {name: getattr(settings, name) for name in dir(settings) if name.startswith("SITE_")}
    around = (header(), footer())
    said = (_program(), named, around, address(), settings.FORCE_SCRIPT_NAME, settings.STATIC_URL, _statics())
    return blake2b(repr(said).encode(), digest_size=16).hexdigest()


@cache
def _program() -> str:
    made = blake2b(digest_size=16)
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in _READ and path.is_file():
            made.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def _statics() -> str:
    """The names of styles and scripts have digests in them where they are collected."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return manifest.read_text("utf-8") if manifest.is_file() else ""
