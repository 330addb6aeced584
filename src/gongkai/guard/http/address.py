"""From where a request comes: the one place that believes a proxy."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The network address of the visitor, in its shortest form; "" if the server does not know it.

    What the outermost of our own proxies (GONGKAI_PROXIES of them) saw, else the peer. `X-Forwarded-For` is written by
    anybody: only the entries that our own proxies added count, and a request that has fewer than there are proxies came
    past them. At most 39 characters and always an address, so that it may go into the log and into a page. Use it for
    `Actor.address`, for AXES_CLIENT_IP_CALLABLE ("gongkai.guard.http.address.client_address") and for rate limits;
    never read REMOTE_ADDR or X-Forwarded-For elsewhere.
    """
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    ours = settings.TRUSTED_PROXIES
    seen = _parsed(hops[-ours]) if 0 < ours <= len(hops) else None
    return str(seen or peer or "")


def household(address: str) -> str:
    """The address under which requests are counted: a whole IPv6 network of 64 bits, which one visitor has, is one."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False).network_address)
    return address


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """The address in a text that may carry a port; an IPv4 address in IPv6 clothes is IPv4. None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
