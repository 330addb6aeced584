"""Links of a page that leaves for a folder of its own: to what lies there from where it lies, to everything else on the platform."""

import re
from collections.abc import Container
from html import unescape
from posixpath import dirname, relpath
from urllib.parse import quote, unquote

from gongkai.copies.backends.files import INDEX

_LINK = re.compile(r'(?<=\s)(href|src|action|data-suggestions)="(/(?!/)[^"]*|\?[^"]*)"')


def settled(page: str, name: str, there: Container[str], platform: str) -> str:
    """The page that lies at `name`, with links that work wherever its folder is put. `there`: the names of all files of the folder."""

    def settle(found: re.Match[str]) -> str:
        attribute, link = found.groups()
        if link.startswith("?"):
            link = f"/{quote(name.removesuffix(INDEX))}{link}"
        path, mark, rest = link.partition("#")
        target = unquote(unescape(path)).lstrip("/")
        if path.endswith("/") or not target:
            target += INDEX
        if attribute != "action" and "?" not in path and target in there:
            beside = relpath(target, dirname(name) or ".")
            return f'{attribute}="{quote(beside)}{mark}{rest}"'
        return f'{attribute}="{platform}{link}"'

    return _LINK.sub(settle, page)
