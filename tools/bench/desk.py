"""The desk: 400 agencies with 1,200 open sign-offs against 10 agencies with 30, page by page as a browser asks for them."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.bench.rounds import Row
from tools.bench.signoff import LARGE, MILLISECONDS, QUERIES, SMALL, reader

TIMES = 21
# At most how many times as slow on the large database, the address, who asks. The lists of the supervisor are full there.
PAGES = {
    "工作台 of an officer": (1.5, "/desk/", "officer"),
    "待办 page of an officer": (1.5, "/desk/todo/", "officer"),
    "工作台 of the supervisor of all": (3.0, "/desk/", "supervisor"),
    "督办 page of the supervisor of all": (3.0, "/desk/watch/", "supervisor"),
    "机构 page of the supervisor of all": (3.0, "/desk/agencies/", "supervisor"),
}


def desk() -> Iterator[Row]:
    """Each page on the large database, as a share of what it may take; then against the small one."""
    with (
        tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name,
        reader(Path(name), SMALL, side="pages") as small,
        reader(Path(name), LARGE, side="pages") as large,
    ):
        for what, (flat, _, _) in PAGES.items():
            pairs = [(small(what), large(what)) for _ in range(TIMES)]
            took = statistics.median(big[0] for _, big in pairs)
            growth = statistics.median(big[0] / little[0] for little, big in pairs)
            queries = max(big[1] for _, big in pairs)
            yield Row(what, f"{took:.1f} ms, {queries} queries", took / MILLISECONDS, f"{MILLISECONDS} ms", 1)
            yield Row(f"{what}, queries", str(queries), queries / QUERIES, f"{QUERIES} queries", 1)
            yield Row(f"{what}, growth", "", growth, f"{SMALL} agencies instead of {LARGE}", flat)
