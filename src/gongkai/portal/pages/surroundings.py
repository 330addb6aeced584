"""The header and the footer of the portal of which the platform is a section: above and below every public page.

They are files of the operator, cleaned when they are read: nothing in them runs, is sent, or comes from another host, so that the
policy of contents stays as it is. Docs: docs/operators/settings.md.
"""

import logging
from functools import lru_cache
from pathlib import Path

import nh3
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

logger = logging.getLogger(__name__)

MOST = 200_000
"""Bytes of a file; of a longer one nothing is shown."""
_TAG_NAMES = """
div section p span a img ul ol li dl dt dd strong em b i small br hr nav table tbody tr th td
"""
_ATTRIBUTES = {
    "*": {"class", "title", "lang"},
    "a": {"href", "target"},
    "img": {"src", "alt", "width", "height"},
    "nav": {"aria-label"},
}
_UNREAD = {
    "script",
    "style",
    "head",
    "title",
    "iframe",
    "object",
    "form",
    "select",
    "textarea",
    "svg",
    "template",
    "noscript",
}


def header() -> SafeString:
    """What stands above every public page; empty where nothing is set."""
    return _read(settings.SITE_HEADER)


def footer() -> SafeString:
    """What stands below."""
    return _read(settings.SITE_FOOTER)


def _read(name: str) -> SafeString:
    """A file that cannot be read is told of in the journal, and its place stays empty: pages are there all the same."""
    if not name:
        return SafeString("")
    try:
        held = Path(name).stat()
        return _cleaned(name, held.st_mtime_ns, held.st_size)
    except (OSError, UnicodeDecodeError) as error:
        logger.warning("%s is not read: %s", name, type(error).__qualname__)
        return SafeString("")


@lru_cache(maxsize=8)
def _cleaned(name: str, _changed: int, size: int) -> SafeString:
    """Read once for each state of the file."""
    if size > MOST:
        logger.warning("%s has more than %d bytes", name, MOST)
        return SafeString("")
    text = nh3.clean(
        Path(name).read_text("utf-8"),
        tags=set(_TAG_NAMES.split()),
        clean_content_tags=_UNREAD,
        attributes=_ATTRIBUTES,
        attribute_filter=_own,
        url_schemes={"http", "https", "tel", "mailto"},
        link_rel="noopener",
    )
    return mark_safe(text)  # noqa: S308 - cleaned just now


def _own(tag: str, attribute: str, value: str) -> str | None:
    """Pictures are taken from this host alone, as the policy of contents says; a window has no name but a new one."""
    if (tag, attribute) == ("img", "src"):
        return value if value.startswith("/") and not value.startswith(("//", "/\\")) else None
    if attribute == "target":
        return value if value == "_blank" else None
    return value
