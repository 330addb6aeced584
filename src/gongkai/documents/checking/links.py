"""The links of a body: where they lead, and whether an official page may lead there."""

import ipaddress
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import SplitResult, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import BODY, Place, Remark
from gongkai.law.findings import Severity

_OFFICIAL = (".gov.cn", ".政务", ".政务.cn", ".xn--zfr164b")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_REACH = 50_000  # characters that are looked through for the words of a link
_LOCAL = (".local", ".lan", ".internal", ".intranet", ".localhost", ".home", ".corp")
_ENDINGS = (".cn", ".com", ".net", ".org")  # of words that show an address, and are no file name
_SAID = {
    "disks": "是网盘，要登录而且会失效。请把文件作为附件上传。",
    "short": "是短链接，看不出去向，也可能被改指别处。请写完整的网址。",
    "commercial": "是商业网站。政府网站不链接商业网站，请删去，或者说明确有必要。",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered when it was asked. `said`: in words."""

    dead: bool
    said: str


Answers = Callable[[str], Answer | None]
"""What an address (as `outward` gives it) answered; None for one that was not asked. A job asks, a check only reads."""


@dataclass(frozen=True, slots=True)
class _Link:
    href: str
    shown: str
    place: Place


def check_links(
    html: str,
    text: str,
    *,
    forbidden: Iterable[str] = (),
    own: Iterable[str] = (),
    answers: Answers | None = None,
) -> Iterator[Remark]:
    """Every link of a body. `text`: the same body as plain text, for places in it.

    `forbidden`: hosts that the agency must not link to; `own`: hosts of the agency that are no .gov.cn. `answers` knows
    what addresses answered; without it nothing is said of that.
    """
    if "<a" not in html.lower():
        return
    tree = LexborHTMLParser(html)
    anchors = _anchors(tree)
    for link in _links(tree, text):
        found = next(_inside(link, anchors), None) if _is_inside(link.href) else None
        if not _is_inside(link.href):
            found = next(_outside(link, tuple(forbidden), tuple(own)), None)
        if found:
            yield found
        address = _asked_as(link.href)
        answer = answers(address) if answers and address else None
        if answer and answer.dead:
            message = f"链接打不开（{answer.said}），请核对网址，或者删去。"
            yield _remark(link, "K008", Severity.WARNING, message)


def outward(html: str) -> tuple[str, ...]:
    """The addresses of a body that can be asked whether they open, without the places in them, each once."""
    if "<a" not in html.lower():
        return ()
    hrefs = (node.attributes.get("href") or "" for node in LexborHTMLParser(html).css("a[href]"))
    return tuple(dict.fromkeys(filter(None, map(_asked_as, hrefs))))


def _asked_as(href: str) -> str:
    """The address without the place in its page; "" for what is not asked for over the net."""
    address = href.strip().partition("#")[0]
    return address if address.lower().startswith(("http://", "https://")) else ""


def _links(tree: LexborHTMLParser, text: str) -> Iterator[_Link]:
    """Each link with the place of its words, looked for after those of the link before it."""
    passage, reached = Passage(text), 0
    for node in tree.css("a[href]"):
        href = (node.attributes.get("href") or "").strip()
        shown = " ".join(node.text().split())
        at = text.find(shown, reached, reached + _REACH) if shown else -1
        name = f"链接“{shown[:20] or href[:20]}”"
        if at < 0:
            yield _Link(href, shown, Place(BODY, name))
        else:
            reached = at + len(shown)
            yield _Link(href, shown, Place(BODY, f"{passage.at(at, reached).label}{name}", at, reached))


def _anchors(tree: LexborHTMLParser) -> frozenset[str]:
    named = [node.attributes.get("id") for node in tree.css("[id]")]
    named += [node.attributes.get("name") for node in tree.css("a[name]")]
    return frozenset(name for name in named if name)


def _is_inside(href: str) -> bool:
    """An anchor of the page, or an address of the platform itself."""
    return not href or href.startswith("#") or not (href.startswith("//") or _scheme(href))


def _scheme(href: str) -> str:
    scheme, colon, _ = href.partition(":")
    return scheme.lower() if colon and scheme.replace("+", "").replace("-", "").isalnum() else ""


def _inside(link: _Link, anchors: frozenset[str]) -> Iterator[Remark]:
    target = unquote(link.href[1:])
    if not link.href:
        yield _remark(link, "K002", Severity.WARNING, "链接是空的，请补上网址，或者取消链接。")
    elif link.href.startswith("#") and target not in anchors | {"", "top"}:
        yield _remark(
            link, "K001", Severity.WARNING, f"页内链接“{link.href}”没有对应的位置，请改正或者取消链接。"
        )


def _outside(link: _Link, forbidden: tuple[str, ...], own: tuple[str, ...]) -> Iterator[Remark]:
    """The gravest thing first: one link gets one remark."""
    scheme = _scheme(link.href)
    if scheme and scheme not in _SCHEMES:
        message = f"链接以“{scheme}:”开头，浏览器打不开或者不安全，请改为 https 网址。"
        yield _remark(link, "K002", Severity.ERROR, message)
        return
    if scheme in {"mailto", "tel"}:
        return
    parts = _split(link.href)
    if parts is None or not parts.hostname:
        yield _remark(link, "K002", Severity.ERROR, "网址不完整，请核对。")
        return
    host = parts.hostname.lower().rstrip(".")
    yield from _by_host(link, host, forbidden)
    if (said := _address(link.shown)) and not _same_site(said, host):
        message = f"显示的网址是 {said}，实际链接到 {host}，请核对。"
        yield _remark(link, "K009", Severity.ERROR, message)
    official = f".{host}".endswith(_OFFICIAL)
    if official and parts.scheme == "http":
        fix = "https" + link.href[4:]
        message = "政府网站一般支持 https，请改用 https 网址并试一下能否打开。"
        yield _remark(link, "K006", Severity.INFO, message, fix)
    elif not official and not _is_of(host, own):
        yield _remark(
            link, "K007", Severity.INFO, f"链接到政府网站以外（{host}），请确认内容可靠、确有必要。"
        )


def _by_host(link: _Link, host: str, forbidden: tuple[str, ...]) -> Iterator[Remark]:
    if _is_private(host):
        message = f"“{host}”是内部网络的地址，公众打不开，还会暴露内部网络，请删去。"
        yield _remark(link, "K003", Severity.ERROR, message)
    elif _ip(host):
        yield _remark(link, "K003", Severity.WARNING, f"“{host}”是 IP 地址，请改用域名。")
    elif _is_of(host, forbidden):
        yield _remark(link, "K004", Severity.ERROR, f"“{host}”在禁止链接的名单里，请删去。")
    else:
        for kind, hosts in _hosts().items():
            if _is_of(host, hosts):
                yield _remark(link, "K005", Severity.WARNING, f"“{host}”{_SAID[kind]}")


@cache
def _hosts() -> dict[str, tuple[str, ...]]:
    """The lists of hosts.toml."""
    text = files("gongkai.documents.checking").joinpath("hosts.toml").read_text("utf-8")
    return {kind: tuple(hosts) for kind, hosts in tomllib.loads(text).items()}


def _is_of(host: str, hosts: Iterable[str]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in hosts)


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_private(host: str) -> bool:
    address = _ip(host)
    if address is not None:
        return not address.is_global
    return host == "localhost" or host.endswith(_LOCAL) or "." not in host


def _split(href: str) -> SplitResult | None:
    try:
        parts = urlsplit(href if _scheme(href) else f"https:{href}")
        _ = parts.port
    except ValueError:
        return None
    return parts


def _address(shown: str) -> str:
    """The host that the words of a link show, if they are an address."""
    if not shown.isascii() or " " in shown or "." not in shown or "@" in shown:
        return ""
    parts = _split(shown if "://" in shown else f"https://{shown}")
    host = (parts.hostname or "") if parts else ""
    return host if "://" in shown or host.endswith(_ENDINGS) else ""


def _same_site(said: str, host: str) -> bool:
    first, second = said.lower().removeprefix("www."), host.removeprefix("www.")
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def _remark(link: _Link, rule: str, severity: Severity, message: str, fix: str | None = None) -> Remark:
    return Remark(rule, severity, link.place, message, link.href, fix)
