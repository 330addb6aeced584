"""Which programs are no readers: told by how they name themselves, which nobody writes down."""

import re

WORDS = (
    *("bot", "spider", "crawl", "slurp", "archiver", "transcoder", "preview", "fetch", "scan", "monitor"),
    *("curl", "wget", "python", "java/", "okhttp", "go-http", "libwww", "httpclient", "axios", "node"),
    *("headless", "phantom", "lighthouse", "feed", "rss", "validator", "check"),
)
"""Parts of names, in small letters. Who gives no name is none either."""
PATTERN = "|".join(map(re.escape, WORDS))
_ROBOT = re.compile(PATTERN, re.IGNORECASE)


def robot(agent: str) -> bool:
    """Whether whoever calls itself so is a program and no reader."""
    return not agent or _ROBOT.search(agent) is not None
