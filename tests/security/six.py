"""A platform that is nothing but the address from which it was asked, for a real web server."""

from collections.abc import Callable, Iterable


def application(
    environ: dict[str, str], start: Callable[[str, list[tuple[str, str]]], object]
) -> Iterable[bytes]:
    """Who asked, and for whom."""
    start("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['REMOTE_ADDR']} {environ.get('HTTP_X_FORWARDED_FOR', '-')}".encode()]
