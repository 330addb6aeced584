"""Findings about IPv6: whether this machine has it, whether somebody listens there, whether the name of the platform leads there."""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from django.conf import settings

from gongkai.cli.check.finding import Finding, error, hint, warning
from gongkai.copies.backends.rendering import address

OWN = Path("/proc/net/if_inet6")
"""Where Linux tells of the addresses of a machine: address, number, length, scope, flags, name."""
GLOBAL = "00"
PATIENCE = 2.0  # seconds for this machine
ASKED_FOR = 3.0  # seconds for a name
LISTEN = (
    "运行 gongkai static nginx 重新写出 nginx 配置（listen [::]）；没有 nginx 的，给 granian 加 --host ::。"
)


def listening() -> Iterator[Finding]:
    """Asks this machine, and whoever answers names here; nobody else is called."""
    told = urlsplit(address())
    port = told.port or (443 if settings.HTTPS else 80)
    answered = answers(port)
    yield from _here(port, answered=answered)
    yield from _named(told.hostname or "")
    if settings.SITE_IPV6 and answered is False:
        yield error(
            "N05", "页脚写着“本网站支持 IPv6”，但是没有监听。", f"{LISTEN}或者去掉 GONGKAI_SITE_IPV6。"
        )


def answers(port: int, *, own: Path = OWN) -> bool | None:
    """Whether a port of this machine answers on IPv6; None where it does not on IPv4 either, so that the web server is elsewhere."""
    if any(_connects(socket.AF_INET6, each, port) for each in ("::1", *_own(own))):
        return True
    return False if _connects(socket.AF_INET, "127.0.0.1", port) else None


def _own(place: Path) -> Sequence[str]:
    """The addresses under which others reach this machine; none where nobody tells."""
    try:
        rows = [line.split() for line in place.read_text("ascii").splitlines()]
    except OSError:
        return ()
    return [str(ip_address(int(row[0], 16))) for row in rows if len(row) > 3 and row[3] == GLOBAL]


def _connects(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family) as caller:
            caller.settimeout(PATIENCE)
            return caller.connect_ex((host, port)) == 0
    except OSError:
        return False


def has_ipv6() -> bool:
    """Whether a socket can be bound on this machine."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def _here(port: int, *, answered: bool | None) -> Iterator[Finding]:
    if not has_ipv6():
        yield warning(
            "N01",
            "这台机器没有启用 IPv6。",
            "请网络管理员启用；确实不用的，写出 nginx 配置时用 --listen 0.0.0.0:80。",
        )
    elif answered is False:
        yield warning("N02", f"端口 {port} 在 IPv4 上有应答，在 IPv6 上没有。", LISTEN)
    elif answered is None:
        yield hint(
            "N02", f"本机端口 {port} 没有应答，IPv6 是否可用不得而知。", "在网页服务器所在的机器上检查。"
        )


def _named(host: str) -> Iterator[Finding]:
    if not host or host == "localhost" or _is_literal(host):
        yield hint(
            "N03", "没有公开的域名，是否有 IPv6 地址（AAAA 记录）不得而知。", "设置 GONGKAI_SITE_ADDRESS。"
        )
        return
    there = leads_to(host)
    if there is None:
        yield hint(
            "N03",
            f"本机查不到域名 {host}，是否有 IPv6 地址（AAAA 记录）不得而知。",
            "请在能查询这个域名的机器上检查。",
        )
    elif socket.AF_INET6 not in there:
        yield warning("N03", f"域名 {host} 没有 IPv6 地址（AAAA 记录）。", "请域名管理单位添加 AAAA 记录。")
    elif not settings.SITE_IPV6:
        yield hint(
            "N04", f"域名 {host} 有 IPv6 地址，页脚没有写明。", "确认可以访问后，设置 GONGKAI_SITE_IPV6=1。"
        )


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def leads_to(
    host: str, *, find: Callable[..., Sequence[tuple[object, ...]]] = socket.getaddrinfo
) -> frozenset[object] | None:
    """The families of addresses that this machine knows for a name; None where it knows none, or says nothing in time.

    Beside us, for it waits as long as it likes: whoever checks has the answer by then or does without.
    """
    found: list[object] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            found.extend(each[0] for each in find(host, None, type=socket.SOCK_STREAM))

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(ASKED_FOR)
    return frozenset(found) or None
