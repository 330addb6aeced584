"""Every link of the site of the demo answers."""

import re
from collections import deque
from contextlib import closing
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import quote, urldefrag, urljoin, urlsplit

VARIANTS = 12
"""Ways in which the same page is asked for: filters can be combined without end. As many files of each kind are fetched."""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - any element
        said = dict(attrs)
        for name in ("href", "src"):
            if link := said.get(name):
                self.found.append(link)


def _shape(path: str) -> str:
    """What counts as the same: a page by its address, a file and what belongs to an item by how it is called."""
    *_, last = path.rstrip("/").rsplit("/", 1)
    return path if path.endswith("/") and not last.isdecimal() else re.sub("[0-9]+", "#", last)


def test_every_link_answers(base_url: str) -> None:
    """From the home page on, whatever is linked on this site; the desk asks for a password."""
    host = urlsplit(base_url).netloc
    waiting, known, variants = deque([("/", "")]), {"/"}, dict[str, int]()
    broken: list[str] = []
    with closing(HTTPConnection(host, timeout=30)) as connection:
        while waiting:
            address, source = waiting.popleft()
            connection.request("GET", quote(address, safe="/:?=&%~+,;@!$'()*"))
            answer = connection.getresponse()
            body = answer.read()
            if answer.status >= 400 and not (answer.status == 410 and "/xxgk/" in address):
                broken.append(f"{answer.status} {address} from {source}")
            if not answer.getheader("Content-Type", "").startswith("text/html"):
                continue
            links = _Links()
            links.feed(body.decode())
            for link in links.found:
                target = urldefrag(urljoin(f"{base_url}{address}", link)).url
                parts = urlsplit(target)
                if parts.netloc != host or parts.path.startswith(
                    ("/desk/", "/zzms", "/gdbd", "/zihao", "/yuyan")
                ):
                    continue
                wanted = f"{parts.path}?{parts.query}" if parts.query else parts.path
                shape = _shape(parts.path)
                variants[shape] = variants.get(shape, 0) + (wanted not in known)
                if wanted not in known and variants[shape] <= VARIANTS:
                    known.add(wanted)
                    waiting.append((wanted, address))
    assert not broken, "\n".join(broken[:20])
    assert len(known) > 800
