"""Documents that govern: the register of 5,000 documents today and on a past day, pages, counts with proof, an import.

Against 500 documents, and against asking the law about everything anew, which is what is kept for lists replaces.
"""

import statistics
from collections.abc import Iterator

from tools.bench.rounds import Row
from tools.bench.sides import Ask, databases, side

FEW, MANY = 500, 5_000  # documents
PAST = "2015-06-30"
ROWS = 1_000  # of an import
PAGES = {
    "register today, desk": "/desk/documents/",
    "register on a past day, desk": f"/desk/documents/?on={PAST}",
    "register on a past day, in force, desk": f"/desk/documents/?on={PAST}&tab=in_force",
    "card of a document, desk": "/desk/documents/{document}/",
    "counts of a year with proof, desk": f"/desk/documents/counts/?start=2014-12-31&end={PAST}",
    "register today, portal": "/zcwj/gfxwj/",
    "register on a past day, portal": f"/zcwj/gfxwj/?rq={PAST}",
    "page of a document, portal": "/zcwj/gfxwj/{document}/",
}
ANEW = {
    "register on a past day": ("documents on a past day", "all lives of law.register"),
    "counts of a year": ("counts", "law.lives of law.register"),
}
MILLISECONDS, COUNTS, IMPORT = 300, 600, 20_000
QUERIES = 40
TIMES = 11
ROUNDS = 5


def normative() -> Iterator[Row]:
    """On SQLite and on PostgreSQL; a page costs the same queries however much there is."""
    with databases() as kinds:
        for kind, address in kinds:
            with (
                side("register", FEW, address("few")) as few,
                side("register", MANY, address("many")) as many,
            ):
                for name in PAGES:
                    yield _page(name, kind, [(few(name), many(name)) for _ in range(TIMES)])
                for what, (name, naive) in ANEW.items():
                    yield _anew(
                        what, naive, kind, [(many(name), many(f"{name}, anew")) for _ in range(ROUNDS)]
                    )
                yield _import(kind, few, many)


def _page(name: str, kind: str, pairs: list[tuple[tuple[float, int], tuple[float, int]]]) -> Row:
    small, large = (statistics.median(pair[at][0] for pair in pairs) for at in (0, 1))
    fewest, queries = (max(pair[at][1] for pair in pairs) for at in (0, 1))
    limit = COUNTS if name.startswith("counts") else MILLISECONDS
    return Row(
        f"{name}, {MANY:,} documents, {kind}",
        f"{large:.1f} ms of {limit}, {queries} queries of {QUERIES}",
        statistics.median(many[0] / few[0] for few, many in pairs),
        f"with {FEW}: {small:.1f} ms",
        kept=large <= limit and queries <= QUERIES and queries == fewest,
    )


def _anew(what: str, naive: str, kind: str, pairs: list[tuple[tuple[float, int], tuple[float, int]]]) -> Row:
    ours = statistics.median(kept[0] for kept, _ in pairs)
    return Row(
        f"{what}, {MANY:,} documents, read alone, {kind}",
        f"{ours:.1f} ms",
        statistics.median(kept[0] / anew[0] for kept, anew in pairs),
        f"{naive}: {statistics.median(anew[0] for _, anew in pairs):.0f} ms",
        target=0.5,
    )


def _import(kind: str, few: Ask, many: Ask) -> Row:
    pairs = [(few("import"), many("import")) for _ in range(ROUNDS)]
    large = statistics.median(big[0] for _, big in pairs)
    return Row(
        f"import of {ROWS:,} documents with {2 * ROWS:,} changes beside {MANY:,}, {kind}",
        f"{large / 1000:.1f} s of {IMPORT // 1000}",
        statistics.median(big[0] / little[0] for little, big in pairs),
        f"beside {FEW}",
        kept=large <= IMPORT,
    )
