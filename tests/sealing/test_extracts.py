"""An extract of the log: whoever has it alone can tell whether it was changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gongkai.sealing.chain import Link, hash_of
from gongkai.sealing.extracts import LONGEST, Cut, faults, lines
from tests.documents.archive.cases import chain, cuts

COUNT = 20
LOG = chain(COUNT)
HEAD = Link(COUNT, LOG[-1][1])
PLACES = st.lists(st.integers(1, COUNT), unique=True, max_size=COUNT)


def told(given: list[str]) -> list[str]:
    return [fault.what for fault in faults(line.encode() for line in given)]


@given(PLACES)
def test_any_choice_of_entries_fits(places: list[int]) -> None:
    seen: list[Link] = []
    made = lines(cuts(LOG, places), head=HEAD)
    assert not [*faults((line.encode() for line in made), seen=seen.append)]
    assert [link.seq for link in seen] == sorted(places)
    assert sum('"link"' in line for line in made) <= 2 * len(places)


@given(PLACES.filter(bool), st.data())
def test_changed_entry_is_told_even_where_its_hash_is_reckoned_anew(
    places: list[int], data: st.DataObject
) -> None:
    """Its neighbours bear witness wherever they are entries; else the link after it does, to who has the log."""
    changed = data.draw(st.sampled_from(places))
    given = cuts(LOG, places)
    forged = [
        replace(cut, entry=replace(cut.entry, reason="改")) if cut.entry.seq == changed else cut
        for cut in given
    ]
    assert "内容与其哈希值不符：这一条被改动过" in told([*lines(forged, head=HEAD)])
    anew = [replace(cut, stored=hash_of(cut.entry)) for cut in forged]
    witnessed = changed + 1 in places or changed == COUNT
    assert bool(told([*lines(anew, head=HEAD)])) == witnessed


def test_entry_without_its_neighbour_is_told() -> None:
    heading, *rest = lines(cuts(LOG, [5]), head=HEAD)
    assert told([heading, *rest]) == []
    assert told([heading, *rest[1:]]) == ["前面缺少衔接点：前一条被删除过"]


def test_neighbour_of_another_chain_is_told() -> None:
    made = [*lines(cuts(LOG, [5]), head=HEAD)]
    made[1] = made[1].replace(LOG[3][1], "f" * 64)
    assert told(made) == ["与前一条不相衔接：前一条或者这一条被替换过"]


def test_end_of_another_chain_is_told() -> None:
    assert "与首行所说的日志末尾不符" in told([*lines(cuts(LOG, [COUNT]), head=Link(COUNT, "0" * 64))])[0]
    assert "与首行所说的日志末尾不符" in told([*lines(cuts(LOG, [COUNT]), head=Link(3, "0" * 64))])[0]


def test_what_is_no_extract_is_told() -> None:
    heading, first, *_ = lines(cuts(LOG, [1]), head=HEAD)
    deep = '{"a":' * 100_000
    for written, said in (
        ([], "第 1 行不是 JSON"),
        (["[]"], "第 1 行不是 JSON 对象"),
        (["{}"], "第 1 行不是日志摘录的首行"),
        ([heading, '{"link":[0,"a"]}'], "第 2 行不是衔接点"),
        ([heading, '{"link":[1,"a"],"b":1}'], "第 2 行不是衔接点"),
        ([heading, '{"link":1}'], "第 2 行不是衔接点"),
        ([heading, "{}"], "第 2 行不是日志条目"),
        ([heading, first + " "], "第 2 行不是日志条目的规定写法"),
        ([heading, deep], "第 2 行"),
        ([heading, "9" * (LONGEST + 1)], "第 2 行太长"),
    ):
        assert told(written)[0].startswith(said), written
    assert [fault.what for fault in faults([b"\xff"])] == [
        "第 1 行不是 UTF-8 编码的文本：文件损坏或者被改动过"
    ]


def test_last_entry_has_no_link_after_it() -> None:
    made = lines([Cut(*LOG[-1])], head=HEAD)
    assert len(made) == 3
    assert told([*made]) == []
