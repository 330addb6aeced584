"""What may pass: nh3 with explicit lists, once wide before a text is understood and once narrow after it is written."""

import re
from collections.abc import Callable

import nh3

from gongkai.documents.rich_text.blocks import ALIGNED, FOOTNOTES, LINES

_SCHEMES = {"http", "https", "mailto"}
_SPANS = {"colspan", "rowspan"}
_KINDS = {*ALIGNED, *LINES}
_FOOTNOTE = re.compile(r"(?:foot|end)note-(?:ref-)?[0-9]{1,5}")
_FILE_NAME = re.compile(r"[\w%-][\w.%-]{0,199}")
_COUNT = re.compile(r"[0-9]{1,4}")

_TAG_NAMES = """
p h2 h3 h4 table caption thead tbody tr th td ul ol li strong em u sub sup a img br hr blockquote
"""
_TAGS = set(_TAG_NAMES.split())
_CLASSES: dict[str, set[str]] = {"p": _KINDS, "h2": _KINDS, "h3": _KINDS, "h4": _KINDS}
_CLASSES |= {"th": set(ALIGNED), "td": set(ALIGNED), "ol": {FOOTNOTES}}
_ATTRIBUTES = {
    "a": {"href", "id"},
    "li": {"id"},
    "ol": {"start"},
    "img": {"src", "alt"},
    "th": _SPANS,
    "td": _SPANS,
}

# What Word, WPS, browsers and old editors write beside that and what says something about the text.
_PASTED_NAMES = """
h1 h5 h6 b i ins s strike big small font span center div section article header footer main aside nav figure
figcaption address pre dl dt dd tfoot label
"""
_PASTED_TAGS = _TAGS | set(_PASTED_NAMES.split())
_UNREAD_NAMES = """
style script title xml head del object iframe select option textarea svg math template noscript
"""
_UNREAD = set(_UNREAD_NAMES.split())
_STYLE_NAMES = """
text-align display visibility mso-list mso-hide font-weight font-style text-decoration text-decoration-line
vertical-align
"""
_STYLES = set(_STYLE_NAMES.split())
_FLAT_TAGS = {"p", "br"}


def pasted(html: str) -> str:
    """Well-formed HTML that runs nothing and loads nothing, with what is needed to understand it."""
    return nh3.clean(
        html,
        tags=_PASTED_TAGS,
        clean_content_tags=_UNREAD,
        attributes={"*": {"style", "class", "align", "hidden"}, **_ATTRIBUTES},
        filter_style_properties=_STYLES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def flat(html: str) -> str:
    """The same without anything but paragraphs, for pages nested beyond reason."""
    return nh3.clean(html, tags=_FLAT_TAGS, clean_content_tags=_UNREAD, attributes={}, link_rel=None)


def passed(html: str, pictures: str) -> str:
    """The HTML with nothing but what an item's body may have; pictures only under this address."""
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_UNREAD,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_filter(pictures),
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )


def is_footnote(name: str) -> bool:
    """Whether this is a name by which footnotes and their marks refer to each other."""
    return bool(_FOOTNOTE.fullmatch(name))


def is_picture(src: str, pictures: str) -> bool:
    """Whether this is one of the item's own pictures: a plain file name under the address given."""
    return bool(pictures) and src.startswith(pictures) and bool(_FILE_NAME.fullmatch(src[len(pictures) :]))


def _filter(pictures: str) -> Callable[[str, str, str], str | None]:
    def kept(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            return value if is_footnote(value) else None
        if attribute == "src":
            return value if is_picture(value, pictures) else None
        if attribute in ("colspan", "rowspan", "start"):
            return value if _COUNT.fullmatch(value) else None
        return value

    return kept
