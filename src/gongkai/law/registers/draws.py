"""Drawing by lot so that anybody can prove that nobody chose: who is inspected, and by whom.

First the lists and the digest of a secret seed are published (`commitment`). Then comes a word that nobody could know before,
such as tomorrow's closing figure of an index (`beacon`). Then the seed is published, and everybody can draw the same lots.
Neither whoever holds the seed nor whoever makes the beacon can choose the outcome alone.   依据：双随机、一公开
"""

import hmac
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from gongkai.law.findings import Finding, Severity
from gongkai.law.registers import grounds
from gongkai.law.registers.grounds import find

SHORTEST_SEED = 16
"""Bytes: a shorter seed could be found by trying."""


class CannotDraw(ValueError):
    """Lots that cannot be drawn; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Committed:
    """What is published before a draw: the digests of the seed and of the list, and how many are to be drawn."""

    seed_digest: str
    list_digest: str
    number: int


@dataclass(frozen=True, slots=True)
class Lot:
    """What was drawn, in its order, with the digest by which it came to its place."""

    name: str
    rank: str


def commitment(seed: bytes, population: Iterable[str], number: int) -> Committed:
    """What to publish before a draw. CannotDraw for a seed that is too short, or more lots than names."""
    names = _names(population, number)
    if len(seed) < SHORTEST_SEED:
        raise CannotDraw(f"随机数至少要有{SHORTEST_SEED}个字节。")
    return Committed(sha256(seed).hexdigest(), list_digest(names), number)


def list_digest(population: Iterable[str]) -> str:
    """The digest of a list, whatever its order: SHA-256 of its names, sorted, each with a line feed behind it, in UTF-8."""
    return sha256("".join(f"{name}\n" for name in sorted(population)).encode()).hexdigest()


def draw(seed: bytes, population: Iterable[str], number: int, beacon: str = "") -> tuple[Lot, ...]:
    """So many of a list: those whose HMAC-SHA-256 under the seed, of beacon, list digest and name, are the smallest.

    The order of the list does not matter. CannotDraw for a name that stands twice or is empty, or more lots than names.
    依据：双随机、一公开
    """
    names = _names(population, number)
    whole = list_digest(names)
    lots = (Lot(name, _rank(seed, beacon, whole, name)) for name in names)
    return tuple(sorted(lots, key=lambda lot: (lot.rank, lot.name))[:number])


def assign(
    seed: bytes,
    drawn: Sequence[str],
    inspectors: Iterable[str],
    each: int,
    recused: Mapping[str, Iterable[str]] | None = None,
    beacon: str = "",
) -> dict[str, tuple[str, ...]]:
    """So many inspectors for each that was drawn, by lot, without those who are `recused` from it.

    CannotDraw where too few are left.   依据：双随机、一公开
    """
    everybody = sorted(_names(inspectors, 0))
    found: dict[str, tuple[str, ...]] = {}
    for target in drawn:
        barred = set((recused or {}).get(target, ()))
        left = [name for name in everybody if name not in barred]
        if len(left) < each:
            raise CannotDraw(f"“{target}”回避以后只剩{len(left)}名检查人员，不足{each}名。")
        found[target] = tuple(lot.name for lot in draw(seed, left, each, f"{beacon}\n{target}"))
    return found


def prove(
    committed: Committed, seed: bytes, population: Iterable[str], drawn: Sequence[str], beacon: str = ""
) -> tuple[Finding, ...]:
    """Whether a draw is what its commitment makes it; nothing is found where it is.   依据：双随机、一公开"""
    names = list(population)
    return tuple(_proof(committed, seed, names, tuple(drawn), beacon))


def _proof(
    committed: Committed, seed: bytes, names: list[str], drawn: tuple[str, ...], beacon: str
) -> Iterator[Finding]:
    if not hmac.compare_digest(sha256(seed).hexdigest(), committed.seed_digest):
        yield _found("seed", "公布的随机数与事先公布的摘要不符。", committed=True)
    if list_digest(names) != committed.list_digest:
        yield _found("list", "名录与事先公布的摘要不符，抽取以前有增减。", committed=True)
    try:
        lots = tuple(lot.name for lot in draw(seed, names, committed.number, beacon))
    except CannotDraw as problem:
        yield _found("list", str(problem))
        return
    if lots != drawn:
        yield _found("drawn", f"抽取结果与复算不符，应为：{'、'.join(lots)}。")


def check_recusal(
    assigned: Mapping[str, Iterable[str]], recused: Mapping[str, Iterable[str]]
) -> tuple[Finding, ...]:
    """Whether anybody inspects what they are recused from.   依据：双随机、一公开"""
    return tuple(
        find(grounds.RECUSED, Severity.ERROR, target, f"“{name}”应当回避对“{target}”的检查，请重新抽取。")
        for target, names in assigned.items()
        for name in sorted(set(names) & set(recused.get(target, ())))
    )


def _found(where: str, message: str, *, committed: bool = False) -> Finding:
    return find(grounds.COMMITTED if committed else grounds.BY_LOT, Severity.ERROR, where, message)


def _rank(seed: bytes, beacon: str, whole: str, name: str) -> str:
    return hmac.new(seed, f"{beacon}\n{whole}\n{name}".encode(), sha256).hexdigest()


def _names(population: Iterable[str], number: int) -> list[str]:
    names = list(population)
    if twice := sorted(name for name, times in Counter(names).items() if times > 1):
        raise CannotDraw(f"名录里重复：{'、'.join(twice[:10])}。")
    if any(not name.strip() or "\n" in name for name in names):
        raise CannotDraw("名录里有空的或者分行的名称。")
    if not 0 <= number <= len(names):
        raise CannotDraw(f"名录里有{len(names)}个，不能抽取{number}个。")
    return names
