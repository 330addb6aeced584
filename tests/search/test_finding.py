"""What is found, in which order, and what is said of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.search.actions.putting import Put, drop, put
from gongkai.search.backends.looked import FACETS, Order
from gongkai.search.models import Entry, EntryKind
from gongkai.search.queries.asked import Answer, Asked
from gongkai.search.queries.finding import FURTHEST, find
from tests.search.shelf import AT, a_put, agency, shelve

pytestmark = pytest.mark.django_db


def keys(text: str, **asked: Any) -> list[str]:
    """The keys of what is found, in order."""
    return [hit.key for hit in find(Asked(text, **asked)).hits]


def counts(answer: Answer, facet: str) -> dict[str, int]:
    """How many hits have each value."""
    return {one.value: one.hits for one in answer.facets[facet]}


def shown(pieces: Any) -> str:
    """A text with its hits in brackets."""
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


def test_what_was_put_is_found_until_it_is_dropped() -> None:
    shelve(a_put("1", text="城镇土地使用税困难减免"), a_put("2", text="减免困难"))
    assert keys("土地使用税") == ["1"]
    assert keys("困难 减免") == ["1", "2"]
    put(a_put("1", text="改过的文字"), at=AT)
    assert keys("土地使用税") == []
    assert keys("改过的") == ["1"]
    drop(EntryKind.ITEM, "1")
    drop(EntryKind.ITEM, "1")
    assert keys("改过的") == []


def test_the_same_key_of_another_kind_is_another_thing() -> None:
    shelve(a_put("1", text="土地"), a_put("1", text="土地", kind=EntryKind.REPORT))
    assert keys("土地") == ["1", "1"]
    drop(EntryKind.REPORT, "1")
    assert [hit.kind for hit in find(Asked("土地")).hits] == [EntryKind.ITEM]


def test_of_the_same_thing_the_last_one_counts() -> None:
    shelve(a_put("1", text="先写的"), a_put("1", text="后写的"))
    assert (keys("先写的"), keys("后写的")) == ([], ["1"])


def test_the_number_comes_first_then_numbers_then_titles_then_texts() -> None:
    shelve(
        a_put("1", text="见云政发〔2024〕12号"),
        a_put("2", title="云政发〔2024〕12号解读"),
        a_put("3", number="云政发〔2024〕12号"),
        a_put("4", number="云政发〔2024〕1号"),
        a_put("5", text="云政发的"),
    )
    assert keys("云政发〔2024〕12号") == ["3", "2", "1"]
    assert keys("云政发") == ["3", "4", "2", "1", "5"]
    assert keys("云政发", order=Order.OLDEST) == ["5", "4", "3", "2", "1"]
    assert keys("云政发", order=Order.NEWEST) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "云政发〔2024〕12号",
            "云政发[2024]12号",
            "云政发（2024）第12号",
            "云政发 2024 12号",
            "云政发2024年12号",
        ),
        *(
            "云政发【2024】012号",
            "云政發〔２０２４〕１２號",
            " 云政发(2024)12 ",
            "云政发﹝2024﹞ 12 号",
            "云政发2024第12号",
        ),
    ],
)
def test_a_number_is_found_however_it_is_written(asked: str) -> None:
    shelve(
        a_put("1", number="云政发〔2024〕12号"),
        a_put("2", number="云政发〔2024〕112号"),
        a_put("3", number="云政发[2024]12号"),
        a_put("4", number="云政办发〔2024〕12号"),
        a_put("5", text="云政发〔2024〕12号"),
    )
    assert keys(asked) == ["1", "3", "5"]
    assert find(Asked(asked)).number == "云政发〔2024〕12号"


def test_what_only_looks_like_a_number_is_found_too() -> None:
    shelve(a_put("1", text="计划2024年3号开工"))
    assert keys("计划2024年3号") == ["1"]


def test_width_brackets_capitals_blanks_and_traditional_signs_do_not_matter() -> None:
    shelve(a_put("1", text="ＡＢ１２（試行）\n政務\u3000公開"))
    for asked in ("ab12", "AB12[试行]", "（试行）政务公开", "政务公开", "１２（試"):
        assert keys(asked) == ["1"], asked


def test_nothing_is_found_across_title_text_and_files() -> None:
    shelve(a_put("1", title="甲乙", text="丙丁", files=("戊己", "庚辛")))
    assert [keys(asked) for asked in ("乙丙", "丁戊", "己庚")] == [[], [], []]
    assert [keys(asked) for asked in ("甲乙", "丙丁", "戊己", "庚辛", "甲乙 辛庚", "甲乙 庚辛")] == [
        *(["1"], ["1"], ["1"], ["1"], [], ["1"]),
    ]


def test_titles_only() -> None:
    shelve(a_put("1", title="土地使用税", text="减免"), a_put("2", text="土地使用税"))
    assert keys("土地使用税", titles_only=True) == ["1"]
    assert keys("土地使用税 减免", titles_only=True) == []


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("titles_only", [True, False])
def test_a_page_that_is_not_counted_is_the_same_page(order: Order, titles_only: bool) -> None:
    """While somebody types: five hits of nine in titles, of twelve in texts."""
    shelve(
        *(a_put(str(n), title="土地使用税" if n % 4 else "其他", text="土地使用税") for n in range(12)),
        a_put("99", text="别的"),
    )
    for text in ("土地", "使用税", "没有的"):
        asked = Asked(text, order=order, size=5, page=2, counted=(), titles_only=titles_only)
        whole, page = find(asked), find(replace(asked, total=False))
        assert page.hits == whole.hits
        assert page.total == len(page.hits)
        assert whole.total == (0 if text == "没有的" else 9 if titles_only else 12)


def test_facets_leave_their_own_narrowing_aside() -> None:
    tax, roads = agency("tax").pk, agency("roads").pk
    shelve(
        a_put("1", text="土地", agency_id=tax, genre="notice", validity="valid"),
        a_put("2", text="土地", agency_id=tax, genre="reply"),
        a_put("3", text="土地", agency_id=roads, genre="notice"),
        a_put("4", text="别的", agency_id=roads, genre="notice"),
    )
    answer = find(Asked("土地"))
    assert counts(answer, "agency") == {str(tax): 2, str(roads): 1}
    assert counts(answer, "genre") == {"notice": 2, "reply": 1}
    assert counts(answer, "validity") == {"valid": 1}
    assert tuple(answer.facets) == FACETS
    answer = find(Asked("土地", narrowed={"agency": frozenset({str(tax)}), "genre": frozenset({"notice"})}))
    assert [hit.key for hit in answer.hits] == ["1"]
    assert counts(answer, "agency") == {str(tax): 1, str(roads): 1}
    assert counts(answer, "genre") == {"notice": 1, "reply": 1}
    assert counts(answer, "validity") == {"valid": 1}
    assert [one.value for one in answer.facets["agency"] if one.chosen] == [str(tax)]


def test_any_of_the_values_will_do_and_unknown_ones_find_nothing() -> None:
    shelve(*(a_put(str(n), published_at=AT - timedelta(days=366 * n)) for n in range(3)))
    asked = Asked(narrowed={"year": frozenset({"2026", "2024", "soon", "²", "9" * 30})})
    assert [hit.key for hit in find(asked).hits] == ["0", "2"]
    assert {"2026", "2025", "2024"} <= {one.value for one in find(asked).facets["year"]}
    for value in ("nobody", "-1", "99999999999999999999", "1' OR '1'='1", "\0", "\ud800", ""):
        for facet in FACETS:
            answer = find(Asked(narrowed={facet: frozenset({value})}))
            assert answer.total in {0, 3}, (facet, value)


def test_years_are_those_of_china_and_the_newest_first() -> None:
    shelve(
        a_put("1", published_at=AT.replace(year=2024, month=12, day=31, hour=16)),
        a_put("2", published_at=AT.replace(year=2024, month=12, day=31, hour=15)),
        a_put("3", published_at=AT.replace(year=2024, month=12, day=31, hour=14)),
    )
    assert list(counts(find(Asked()), "year").items()) == [("2025", 1), ("2024", 2)]


def test_everything_newest_first_where_nothing_is_asked() -> None:
    shelve(*(a_put(str(n)) for n in range(25)))
    answer = find(Asked("  ", size=10, page=3))
    assert [hit.key for hit in answer.hits] == ["20", "21", "22", "23", "24"]
    assert (answer.total, answer.page, answer.pages) == (25, 3, 3)
    assert find(Asked(page=10**30)).page == FURTHEST // 20
    assert find(Asked(page=-5, size=0)).page == 1


@pytest.mark.parametrize("asked", ["的", "，。", "——", "a", '"', "的 了"])
def test_what_is_too_short_is_said_and_finds_nothing(asked: str) -> None:
    shelve(a_put("1", text="的——，。了 a"))
    answer = find(Asked(asked))
    assert answer.total == 0
    assert answer.dropped or asked == '"'


def test_hits_are_marked_in_title_and_text() -> None:
    shelve(a_put("1", title="關於土地的通知", text="前" * 80 + "这块土 地的税" + "后" * 200, files=("附件",)))
    hit = find(Asked("土地 税 关于")).hits[0]
    assert shown(hit.title) == "[關於土地]的通知"
    assert "这块[土 地]的税" in shown(hit.snippet)
    assert shown(hit.snippet).startswith("…前")
    assert len("".join(piece.text for piece in hit.snippet)) <= 122


def test_what_was_put_is_as_it_was_put() -> None:
    one = Put(
        kind=EntryKind.ITEM,
        key="云/1",
        agency_id=agency().pk,
        title="标\0题\ud800" * 90,
        text="文",
        published_at=AT,
        number="号" * 99,
        column="c",
        genre="g",
        topic="t",
        validity="v",
    )
    put(one, at=AT)
    hit = find(Asked()).hits[0]
    assert (hit.kind, hit.key, hit.agency_id, hit.published_at) == (one.kind, one.key, one.agency_id, AT)
    assert (hit.column, hit.genre, hit.topic, hit.validity) == ("c", "g", "t", "v")
    assert (shown(hit.title), hit.number) == (one.title, one.number) == (("标题" * 90)[:200], "号" * 60)
    entry = Entry.objects.get()
    assert (entry.year, entry.put_at) == (2026, AT)


@pytest.mark.parametrize("asked", ["", "土地", "土地使用税 减免 通知", "云政发〔2024〕12号"])
def test_a_question_costs_as_many_queries_however_much_is_found(
    asked: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for many in (1, 30):
        shelve(*(a_put(str(n), text="土地使用税减免云政发〔2024〕12号") for n in range(many)))
        with django_assert_num_queries(3):
            assert find(Asked(asked)).total == many
