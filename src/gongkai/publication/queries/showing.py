"""Clean HTML as a part of a page: the one place where text is taken for markup."""

import re
from collections.abc import Collection
from html import escape, unescape
from itertools import count

from django.utils.safestring import SafeString, mark_safe

from gongkai.documents.rich_text import PICTURES

_PICTURE = re.compile(rf'(<img\b[^<>]*?\bsrc="){PICTURES}')
_WHOLE_PICTURE = re.compile(rf'<img src="{PICTURES}([^"]*)" alt="([^"]*)">')
_LINK = re.compile(r'<a(?:\s+[a-z-]+="[^"]*")*\s*>|</a>')
_HEADING = re.compile(r"<h[2-4](?=[ >])")
_ARTICLE = re.compile(r"<p(?=>(?:<strong>)?第([\d〇零一二三四五六七八九十百]+)条)")


def as_page(html: str, *, pictures_at: str = "", only: Collection[str] | None = None) -> SafeString:
    """HTML that `documents.rich_text.clean` has passed, for a template; its pictures taken from another address if given.

    `only`: the names of the pictures that are shown, all if not given; of others their descriptions are.
    """
    if only is not None:
        html = _WHOLE_PICTURE.sub(
            lambda found: found[0] if unescape(found[1]) in only else f"［图片：{found[2]}］", html
        )
    if pictures_at:
        html = _PICTURE.sub(lambda found: found[1] + pictures_at, html)
    return mark_safe(html)  # noqa: S308 - what is stored, and what comes out of Word, passed rich_text.clean


def with_places(html: str) -> str:
    """Clean HTML in which links can lead to each heading (#b1 …) and to the first paragraph of each article (#t十二)."""
    numbers, seen = count(1), set[str]()

    def article(found: re.Match[str]) -> str:
        if found[1] in seen:
            return found[0]
        seen.add(found[1])
        return f'<p id="t{found[1]}"'

    return _ARTICLE.sub(article, _HEADING.sub(lambda found: f'{found[0]} id="b{next(numbers)}"', html))


def without_number(html: str, document_no: str) -> str:
    """Clean HTML without the line that only says the number, which the page shows above it."""
    return html.replace(f'<p class="document-no">{escape(document_no, quote=False)}</p>', "", 1)


def without_links(html: str) -> str:
    """Clean HTML whose links lead nowhere: their words stay."""
    return _LINK.sub("", html)
