"""Clean HTML as a part of a page: the one place where text is taken for markup."""

import re

from django.utils.safestring import SafeString, mark_safe

from gongkai.documents.rich_text import PICTURES

_PICTURE = re.compile(rf'(<img\b[^<>]*?\bsrc="){PICTURES}')


def as_page(html: str, *, pictures_at: str = "") -> SafeString:
    """HTML that `documents.rich_text.clean` has passed, for a template; its pictures taken from another address if given."""
    if pictures_at:
        html = _PICTURE.sub(lambda found: found[1] + pictures_at, html)
    return mark_safe(html)  # noqa: S308 - what is stored, and what comes out of Word, passed rich_text.clean
