"""Lots: the same for everybody, fair, and anything that was changed shows."""

import hmac
from collections import Counter
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.registers import CannotDraw, assign, check_recusal, commitment, draw, list_digest, prove

SEED = bytes(range(16))
NAMES = st.lists(st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


def by_hand(seed: bytes, names: list[str], number: int, beacon: str) -> list[str]:
    """The lots worked out from the description alone."""
    whole = sha256("".join(f"{name}\n" for name in sorted(names)).encode()).hexdigest()

    def rank(name: str) -> str:
        return hmac.new(seed, f"{beacon}\n{whole}\n{name}".encode(), sha256).hexdigest()

    return sorted(names, key=rank)[:number]


@given(NAMES, st.data())
def test_anybody_can_draw_the_same(names: list[str], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(names)))
    beacon = data.draw(st.text(max_size=5))
    order = data.draw(st.permutations(names))
    drawn = [lot.name for lot in draw(SEED, order, number, beacon)]
    assert drawn == by_hand(SEED, names, number, beacon)
    assert list_digest(order) == list_digest(names)
    assert prove(commitment(SEED, names, number), SEED, order, drawn, beacon) == ()


def test_every_name_is_drawn_as_often_as_another() -> None:
    names = [f"第{number}户" for number in range(10)]
    drawn = Counter(lot.name for seed in range(2000) for lot in draw(seed.to_bytes(16), names, 3))
    assert all(500 < times < 700 for times in drawn.values())


def test_the_beacon_decides_too() -> None:
    names = [f"第{number}户" for number in range(40)]
    drawn = {tuple(lot.name for lot in draw(SEED, names, 3, str(beacon))) for beacon in range(20)}
    assert len(drawn) == 20


def test_lots_come_in_the_order_of_their_digests() -> None:
    lots = draw(SEED, [f"第{number}户" for number in range(9)], 9)
    assert all(one.rank < other.rank for one, other in pairwise(lots))


@pytest.mark.parametrize(
    ("names", "number", "says"),
    [
        (["甲", "甲"], 1, "重复：甲"),
        (["甲", " "], 1, "空的"),
        (["甲\n乙"], 1, "分行"),
        (["甲"], 2, "不能抽取2个"),
        (["甲"], -1, "不能抽取-1个"),
    ],
)
def test_what_cannot_be_drawn(names: list[str], number: int, says: str) -> None:
    with pytest.raises(CannotDraw, match=says):
        draw(SEED, names, number)


def test_a_short_seed_is_refused_before_it_is_published() -> None:
    with pytest.raises(CannotDraw, match="16个字节"):
        commitment(b"short", ["甲"], 1)


def test_nobody_is_sent_where_they_are_recused() -> None:
    inspectors = [f"检查员{number}" for number in range(6)]
    recused = {"甲公司": inspectors[:4], "丙公司": inspectors[5:]}
    sent = assign(SEED, ["甲公司", "乙公司", "丙公司"], inspectors, 2, recused, "3128.42")
    assert set(sent["甲公司"]) == set(inspectors[4:])
    assert check_recusal(sent, recused) == ()
    assert assign(SEED, ["乙公司"], reversed(inspectors), 2, beacon="3128.42") == {"乙公司": sent["乙公司"]}


def test_too_few_left_to_inspect() -> None:
    with pytest.raises(CannotDraw, match="只剩1名检查人员，不足2名"):
        assign(SEED, ["甲公司"], ["检查员一", "检查员二"], 2, {"甲公司": ["检查员一"]})
