"""The kinds of public pages, taken from the addresses of the platform itself: whoever adds one has it looked at.

An address for each is found by following links from the front page of the demo, as a visitor would.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import build_opener

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

MOST, OF_A_KIND = 500, 2
"""Pages that are read to find one of each kind: at most, and of one kind."""
DEEP = {"item": 40, "normative_document": 40}
"""Kinds of which not every page leads on to all others."""
FILES = frozenset(
    {"robots", "sitemap", "sitemap_pages", "sitemap_items", "sitemap_kept", "download", "checkup_download"}
    | {"old_file", "old_picture", "item_file", "item_picture", "data_file", "apply_file", "rectify_letter"}
)
"""Answered with something that is no page; those whose address ends like a file's are found without being named."""
DEEDS = frozenset(
    {"health", "suggestions", "apply_suggestions", "elder_mode", "high_contrast", "type_size", "language"}
    | {"apply_found", "apply_discard", "apply_supplement", "apply_take_back", "apply_rate", "apply_propose"}
    | {"apply_leave", "rectify_supplement", "rectify_take_back", "complain_take_back", "reply_send"}
    | {"reply_leave", "kiosk_end", "kiosk_look", "scan", "column_moved"}
)
"""They do something, or lead elsewhere, and show nothing of their own."""
WALKED = frozenset(
    {"apply_kind", "apply_applicant", "apply_content", "apply_form", "apply_check", "apply_receipt"}
    | {"apply_status", "kiosk_status", "kiosk_slip", "site_fault_status"}
)
"""There for one visitor alone: test_everyone.py walks to them."""
ELSEWHERE = {
    "rectify_receipt": "test_rectifying",
    "rectify_status": "test_rectifying",
    "reply_question": "test_replying",
    "complain_receipt": "test_remedies",
    "complain_status": "test_remedies",
}
"""The same, and looked at by the test that walks to them: its name."""
GIVEN = {
    "search": "/ss/?q=%E9%80%9A%E7%9F%A5",
    "comparison": "/db/?r=ledu:2020&r=qingyang:2021&r=yunling:2024",
    "apply_look": "/ysqgk/sq/cha/yunling/?q=%E5%85%BB%E8%80%81",
    "register_matrix": "/gsgk/budget/wzx/",
    "letter_confirmed": "/yz/ws/AAAAAAAAAAAAAAAA/",
    "kiosk_choose": "/kiosk/",
    "subscribe_confirm": "/dy/qr/x/",
    "subscribe_leave": "/dy/td/x/",
}
"""Addresses with a question in them, or to which no link leads."""
BEGIN = ("/", "/kiosk/yunling/", "/wzdt/", "/zfxxgk/yunling/", "/kfsj/", "/yz/", "/gsgk/inspection_draw/")
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')


def names() -> list[str]:
    """The names of all addresses for the public at which a page is shown to whoever asks."""
    beside = FILES | DEEDS | WALKED | ELSEWHERE.keys()
    return sorted(name for name in every() if name not in beside)


def every() -> set[str]:
    """The names of all addresses for the public that are no file by their ending."""
    return {name for name, pattern in _walked(get_resolver().url_patterns, "") if not _file(pattern)}


def found(base_url: str) -> dict[str, str]:
    """An address for each kind of page that links lead to, and those that are given."""
    at, wanted = dict(GIVEN), set(names())
    opener, waiting, seen = build_opener(), deque([*BEGIN, *GIVEN.values()]), set[str]()
    read = Counter[str]()
    while waiting and len(seen) < MOST and not wanted <= at.keys():
        address = waiting.popleft()
        name = _name(address)
        if address in seen or name is None or read[name] >= DEEP.get(name, OF_A_KIND):
            continue
        seen.add(address)
        read[name] += 1
        try:
            with opener.open(f"{base_url}{address}", timeout=60) as answer:
                html = answer.read().decode() if "text/html" in answer.headers["Content-Type"] else ""
                here = urlsplit(answer.geturl())
        except HTTPError:
            continue
        if html and here.path == urlsplit(address).path:
            at.setdefault(name, address)
        for link in _LINK.findall(html):
            target = urlsplit(urljoin(here.geturl(), urldefrag(unescape(link)).url))
            if target.netloc == here.netloc:
                waiting.append(f"{target.path}?{target.query}" if target.query else target.path)
    return at


def _name(address: str) -> str | None:
    path = urlsplit(address).path
    try:
        name = resolve(path).url_name
    except Resolver404:
        return None
    beside = FILES | DEEDS
    return None if name is None or name in beside or _file(path) or path.startswith("/desk/") else name


def _file(path: str) -> bool:
    last = path.rstrip("$").rsplit("/", 1)[-1]
    return "." in last or "file:" in last


def _walked(patterns: "list[URLPattern | URLResolver]", before: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        path = before + str(each.pattern)
        if path.startswith(("desk/", "api/")):
            continue
        if isinstance(each, URLResolver):
            yield from _walked(each.url_patterns, path)
        elif each.name:
            yield each.name, path
