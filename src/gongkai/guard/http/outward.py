"""Asks an address outside whether it opens, or hands it a message. Never one of an inner network; no body is read.

Whoever writes a text chooses what is asked here, and whoever answers chooses where it leads on. So each host is resolved
first, every address that it has must be one of the open internet, and the connection goes to an address that was looked at,
not to the name once more; the same for each redirect.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from time import monotonic
from urllib.parse import quote, urldefrag, urljoin, urlsplit

HOPS = 5
TRIES = 3  # addresses of a host
LOW_PORTS = frozenset({80, 443})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GUARDED = 521  # how a widespread firewall answers programs
_NAT64 = ip_network("64:ff9b::/96")
_LEGACY_SERVERS = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT, which has a name from Python 3.12 on


class Outcome(StrEnum):
    """What came of asking."""

    OPENS = "opens"
    GONE = "gone"
    BROKEN = "broken"
    SILENT = "silent"
    NAMELESS = "nameless"
    LOOPS = "loops"
    CLOSED = "closed"
    INNER = "inner"
    ODD = "odd"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "opens": "能打开",
            "gone": "页面不存在",
            "broken": "对方网站出错",
            "silent": "没有应答",
            "nameless": "域名不能解析",
            "loops": "来回跳转，没有终点",
            "closed": "对方不让程序查看，请自行打开核对",
            "inner": "内部网络的地址，没有检查",
            "odd": "这样的网址不能检查",
        }[self.value]

    @property
    def dead(self) -> bool:
        """Whether a visitor would not get to see the page. Where only programs are turned away, nobody knows."""
        return self in DEAD


DEAD = frozenset({Outcome.GONE, Outcome.BROKEN, Outcome.SILENT, Outcome.NAMELESS, Outcome.LOOPS})


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is asked: under which name, within how many seconds in all, and which inner hosts may be asked nevertheless.

    `inner`: `host` or `host:port`, as they stand in a link. A redirect leads to one of them only from another of them.
    """

    agent: str
    inner: frozenset[str] = frozenset()
    seconds: float = 15.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answered; `status` 0 where it did not come to that."""

    outcome: Outcome
    status: int = 0


@dataclass(frozen=True, slots=True)
class _Message:
    heads: Mapping[str, str]
    body: bytes


class _Unasked(Exception):
    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.label)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class _Target:
    """Where to connect, and what to ask for there. `inner`: it was named by the operator."""

    host: str
    port: int
    path: str
    secure: bool
    inner: bool
    places: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def ask(address: str, manner: Manner) -> Reply:
    """Whether an address opens: asked by HEAD, and by GET where that is refused; redirects are followed, `HOPS` of them."""
    until = monotonic() + manner.seconds
    named = manner.inner
    for _ in range(HOPS + 1):
        try:
            target = _target(address, named)
            status, onward = _answer(target, manner.agent, until)
        except _Unasked as problem:
            return Reply(problem.outcome)
        if status not in _REDIRECTS or not onward:
            return Reply(_judged(status), status)
        address = urljoin(urldefrag(address).url, onward)
        named = named if target.inner else frozenset()
    return Reply(Outcome.LOOPS)


def post(address: str, body: bytes, heads: Mapping[str, str], manner: Manner) -> Reply:
    """Hand a message to an address by POST: over HTTPS with a certificate that is in order, `inner` hosts by HTTP too.

    A redirect is not followed: what was meant for one address is told to no other. OPENS is an answer of 2xx, and nothing else.
    """
    until = monotonic() + manner.seconds
    try:
        target = _target(address, manner.inner)
        _require_secure(target)
        named = {"Content-Length": str(len(body)), **heads}
        status, _ = _said(target, "POST", manner.agent, until, _Message(named, body))
    except _Unasked as problem:
        return Reply(problem.outcome)
    return Reply(Outcome.OPENS if 200 <= status < 300 else Outcome.BROKEN, status)


def is_open(address: str) -> bool:
    """Whether a network address is one of the open internet, whatever clothes an IPv4 address wears."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and (worn := _worn(parsed)) is not None:
        return is_open(str(worn))
    odd = parsed.is_multicast or parsed.is_reserved or getattr(parsed, "is_site_local", False)
    return parsed.is_global and not odd


def _worn(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _target(address: str, named: frozenset[str]) -> _Target:
    """Where an address leads. _Unasked for one that is not to be asked, or whose host is known to nobody."""
    try:
        parts = urlsplit(address)
        host = _ascii(parts.hostname or "")
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
        query = quote(parts.query, safe="/?%:@!$&'()*+,;=~[]|")
    except (ValueError, KeyError) as problem:
        raise _Unasked(Outcome.ODD) from problem
    inner = host in named or f"{host}:{port}" in named
    if not host or not (inner or port in LOW_PORTS or port > 1023):
        raise _Unasked(Outcome.ODD)
    places = _places(host, port)
    if not (inner or all(map(is_open, places))):
        raise _Unasked(Outcome.INNER)
    return _Target(host, port, f"{path}?{query}" if query else path, parts.scheme == "https", inner, places)


def _require_secure(target: _Target) -> None:
    if not target.secure and not target.inner:
        raise _Unasked(Outcome.ODD)


def _ascii(host: str) -> str:
    """A host as it goes over the line; UnicodeError, which is a ValueError, for one that cannot."""
    return host if ":" in host else host.encode("idna").decode("ascii").lower()


def _places(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, IPv4 first: a machine without a way out by IPv6 would wait there for nothing."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise _Unasked(Outcome.NAMELESS) from problem
    places = dict.fromkeys(str(place[0]) for _, _, _, _, place in found)
    return tuple(sorted(places, key=lambda place: ":" in place))


def _answer(target: _Target, agent: str, until: float) -> tuple[int, str]:
    """Status and where it leads on. HEAD has half of the time; whoever refuses or drops it may be asked by GET."""
    half = min(until, monotonic() + max(until - monotonic(), 0) / 2)
    with suppress(_Unasked):
        status, onward = _said(target, "HEAD", agent, half)
        if status < 400:
            return status, onward
    return _said(target, "GET", agent, until)


def _said(
    target: _Target, method: str, agent: str, until: float, message: "_Message | None" = None
) -> tuple[int, str]:
    trusting = ssl.create_default_context() if message else _trusting()
    try:
        with _connected(target, until, trusting) as line, _cut_off(line, until):
            asked = HTTPConnection(target.host, target.port)
            asked.sock = line
            asked.putrequest(method, target.path, skip_host=True, skip_accept_encoding=True)
            for name, value in _heads(target, agent):
                asked.putheader(name, value)
            for name, value in (message.heads if message else {}).items():
                asked.putheader(name, value)
            asked.endheaders(message.body if message else None)
            with asked.getresponse() as answer:  # of a body, nothing is read
                if monotonic() >= until:  # we hung up; what had come by then looks like the end
                    raise TimeoutError
                return answer.status, _read(answer.getheader("Location") or "")
    except (OSError, HTTPException, ValueError) as problem:
        raise _Unasked(Outcome.SILENT) from problem


def _heads(target: _Target, agent: str) -> Iterator[tuple[str, str]]:
    yield "Host", target.shown
    yield "User-Agent", agent
    yield "Accept", "*/*"
    yield "Connection", "close"


def _read(text: str) -> str:
    """A header as it was meant: many servers write UTF-8 where the standard has bytes."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


@contextmanager
def _connected(target: _Target, until: float, trusting: ssl.SSLContext) -> Iterator[socket.socket]:
    """A connection to one of the addresses that were looked at; the first that takes it."""
    fault: OSError = TimeoutError()
    for place in target.places[:TRIES]:
        try:
            line = socket.create_connection((place, target.port), timeout=_left(until))
        except OSError as problem:
            fault = problem
            continue
        with line:
            if not target.secure:
                yield line
                return
            line.settimeout(_left(until))
            with trusting.wrap_socket(line, server_hostname=target.host) as wrapped:
                yield wrapped
                return
    raise fault


def _trusting() -> ssl.SSLContext:
    """Whoever answers is believed, with old ciphers too: only whether it opens is asked, and nothing is told to it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.options |= _LEGACY_SERVERS
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context


@contextmanager
def _cut_off(line: socket.socket, until: float) -> Iterator[None]:
    """End a conversation when its time is up, even if a byte comes now and then."""
    timer = Timer(_left(until), _hang_up, (line,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _left(until: float) -> float:
    return max(until - monotonic(), 0.01)


def _judged(status: int) -> Outcome:
    if status in (404, 410):
        return Outcome.GONE
    if status >= 500 and status != _GUARDED:
        return Outcome.BROKEN
    return Outcome.CLOSED if status >= 400 else Outcome.OPENS
