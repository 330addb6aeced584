"""The index in files beside the database: what it finds, in which order, how it is counted; and what befalls its files."""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.documents.searching import grams
from gongkai.documents.searching.folding import fold
from gongkai.documents.searching.grams import Vocabulary
from gongkai.search.actions.following import build, follow
from gongkai.search.actions.putting import drop, put
from gongkai.search.actions.reindexing import mend, reindex
from gongkai.search.backends import tantivy, tantivy_files
from gongkai.search.backends.looked import FACETS, Found, Looked, Order, Unusable
from gongkai.search.models import Entry, EntryKind, EntryText, Pending
from gongkai.search.queries.asked import Asked
from gongkai.search.queries.finding import find
from gongkai.search.queries.verifying import Wrong, faults
from tests.search.shelf import AT, a_put, agency, shelve

pytestmark = pytest.mark.django_db

COMMON = Vocabulary(("管理", "管理办", "管理办法", "办法的", "土地使用", "使用税"))
SIGNS = "管理办法土地使用税a1〔〕，。 \u3000\U00020000"


@pytest.fixture(autouse=True)
def beside(settings: LazySettings, tmp_path: Path) -> None:
    """An installation with its index in files, and nothing in it."""
    settings.SEARCH, settings.DATA = "tantivy", tmp_path
    build(vocabulary=COMMON)


def keys(looked: Looked) -> list[str]:
    """The keys of the hits, in their order."""
    named = dict(Entry.objects.values_list("pk", "key"))
    return [named[number] for number in tantivy.find(looked).ids]


def test_what_was_put_is_found_once_it_is_taken_in_until_it_is_dropped() -> None:
    shelve(a_put("1", text="城镇土地使用税困难减免"), a_put("2", text="减免困难"))
    assert keys(Looked(("土地使用税",))) == []
    assert follow() == 2
    assert keys(Looked(("土地使用税",))) == ["1"]
    assert keys(Looked(("困难", "减免"))) == ["1", "2"]
    put(a_put("1", text="改过的文字"), at=AT)
    drop(EntryKind.ITEM, "2")
    assert follow() == 2
    assert keys(Looked(("土地使用税",))) == []
    assert keys(Looked(())) == keys(Looked(("改过的",))) == ["1"]
    assert not Pending.objects.exists()
    assert follow() == 0


def test_what_was_taken_back_is_not_shown_even_before_the_index_knows() -> None:
    shelve(a_put("1", text="土地使用税"))
    follow()
    drop(EntryKind.ITEM, "1")
    assert find(Asked("土地使用税")).hits == ()


def test_the_number_comes_first_then_numbers_then_titles_then_texts_the_newest_first() -> None:
    number = fold("云政发〔2024〕12号")
    shelve(
        a_put("1", text="见云政发〔2024〕12号"),
        a_put("2", title="云政发〔2024〕12号解读"),
        a_put("3", number="云政发〔2024〕12号"),
        a_put("4", number="云政发〔2024〕12号附"),
        a_put("5", text="云政发的"),
        a_put("6", text="又见云政发〔2024〕12号"),
    )
    follow()
    looked = Looked((number,), number=number)
    assert keys(looked) == ["3", "4", "2", "1", "6"]
    assert keys(replace(looked, order=Order.NEWEST)) == ["1", "2", "3", "4", "6"]
    assert keys(replace(looked, order=Order.OLDEST)) == ["6", "4", "3", "2", "1"]
    assert keys(replace(looked, titles_only=True)) == ["2"]
    few = replace(looked, order=Order.NEWEST, size=2)
    uncounted = replace(few, total=False)
    assert keys(uncounted) == keys(few) == ["1", "2"]
    assert (tantivy.find(uncounted).total, tantivy.find(few).total) == (2, 5)
    assert keys(Looked(("云政发",))) == ["3", "4", "2", "1", "5", "6"]


def test_pages_follow_each_other_through_all_ranks() -> None:
    shelve(
        *(
            a_put(str(number), title="土地" if number % 3 == 0 else "其他", text="土地")
            for number in range(1, 20)
        )
    )
    follow()
    whole = keys(Looked(("土地",), size=50))
    assert whole[:6] == ["3", "6", "9", "12", "15", "18"]
    assert len(whole) == 19
    pages = [keys(Looked(("土地",), size=4, offset=start)) for start in range(0, 24, 4)]
    assert [key for page in pages for key in page] == whole


def test_nothing_is_found_across_title_number_and_text() -> None:
    shelve(a_put("1", title="甲乙丙", number="丁戊己", text="庚辛壬"), a_put("2", title="乙甲", text="甲乙"))
    follow()
    for term in ("丙丁", "己庚", "乙丙丁", "乙丙丁戊", "戊己庚辛", "己庚辛", "甲甲", "乙甲甲乙", "甲甲乙"):
        assert keys(Looked((term,))) == [], term


def test_a_facet_ignores_its_own_narrowing_and_what_nobody_has_finds_nothing() -> None:
    shelve(
        a_put("1", text="土地", column="tzgg", topic="land"),
        a_put("2", text="土地", column="tzgg", topic="tax"),
        a_put("3", text="土地", column="czxx", topic="tax"),
        a_put("4", text="其他", column="czxx", topic="tax"),
    )
    follow()
    found = tantivy.find(Looked(("土地",), narrowed={"column": frozenset({"tzgg"})}))
    assert found.total == 2
    assert found.facets["column"] == {"tzgg": 2, "czxx": 1}
    assert found.facets["topic"] == {"land": 1, "tax": 1}
    assert found.facets["agency"] == {str(agency().pk): 2}
    assert found.facets["year"] == {"2026": 2}
    assert found.facets["validity"] == {"": 2}
    for wild in ("", "xx", "9" * 40, "\ud800", "a b", "\0"):
        narrowed = {"column": frozenset({wild}), "year": frozenset({wild}), "agency": frozenset({wild})}
        assert tantivy.find(Looked(("土地",), narrowed=narrowed)).total == 0
    assert tantivy.find(Looked(("土\ud800",))) == Found((), 0, {facet: {} for facet in FACETS})


texts = st.text(SIGNS, max_size=30)
puts = st.lists(st.tuples(texts.filter(str.strip), texts, texts), min_size=1, max_size=8)


@given(puts=puts, data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_contains_all_terms_is_found_and_nothing_else(
    puts: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    Entry.objects.all().delete()
    shelve(
        *(
            a_put(str(key), title=title, number=number, text=text, column=f"c{key % 3}")
            for key, (title, number, text) in enumerate(puts)
        )
    )
    build(vocabulary=COMMON)
    folded = dict(EntryText.objects.values_list("entry__key", "folded"))
    held = [line for text in folded.values() for line in text.split("\n") if len(line) > 1] or ["管理"]
    for _ in range(10):
        line = data.draw(st.sampled_from(held))
        start = data.draw(st.integers(0, len(line) - 2))
        cut = line[start : start + data.draw(st.integers(2, 12))]
        terms = tuple(
            {cut, *data.draw(st.lists(st.text("管理办法土地使用税", min_size=2, max_size=4), max_size=1))}
        )
        wanted = {key for key, text in folded.items() if all(term in text for term in terms)}
        found = tantivy.find(Looked(terms))
        assert set(keys(Looked(terms))) == wanted
        assert found.total == len(wanted)
        assert found.facets["column"] == Counter(f"c{int(key) % 3}" for key in wanted)
        titles = {key for key, text in folded.items() if all(term in text.split("\n")[0] for term in terms)}
        assert set(keys(Looked(terms, titles_only=True))) == titles


def test_what_is_wrong_is_told_and_mended() -> None:
    shelve(*(a_put(str(number), text="土地") for number in range(1, 5)))
    follow()
    assert wrong() == {}
    changed = replace(a_put("1", text="土地"), published_at=AT + timedelta(days=1))
    put(changed, at=AT)
    drop(EntryKind.ITEM, "2")
    assert "1" not in wrong(), "what waits to be taken in is no fault"
    Pending.objects.all().delete()
    shelve(a_put("5", text="土地"))
    Pending.objects.all().delete()
    assert wrong() == {"1": Wrong.STALE, "": Wrong.LEFT, "5": Wrong.MISSING}
    for fault in list(faults()):
        mend([fault.entry_id])
    follow()
    assert wrong() == {}
    assert set(keys(Looked(("土地",)))) == {"1", "3", "4", "5"}


def wrong() -> dict[str, Wrong]:
    """What is wrong with which entry."""
    return {fault.key: fault.wrong for fault in faults()}


def test_made_anew_by_the_command_it_is_asked_by_the_words_of_the_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grams, "COMMON", 4)
    shelve(*(a_put(str(number), text=f"土地使用税困难减免第{number}号") for number in range(1, 6)))
    assert reindex(at=AT).entries == 5
    assert "土地使用税困难减免第" in tantivy_files.reading().vocabulary.words
    assert not Pending.objects.exists()
    assert keys(Looked(("土地使用税困难减免第3",))) == ["3"]
    assert wrong() == {}


def test_a_new_index_takes_the_place_of_the_old_and_what_was_noted_before_is_in_it() -> None:
    shelve(a_put("1", text="土地使用税"))
    before = tantivy_files.reading()
    heard: list[int] = []
    assert build(vocabulary=Vocabulary(("土地使",)), told=heard.append) == 1
    assert heard == [1]
    assert not Pending.objects.exists()
    assert tantivy_files.reading().vocabulary.words == ("土地使",)
    assert before.searcher.num_docs == 0, "who reads keeps what he has"
    assert keys(Looked(("土地使",))) == keys(Looked(("土地使用税",))) == ["1"]
    assert len(list(folders())) == 1


def test_what_changes_while_it_is_made_anew_stays_noted() -> None:
    shelve(a_put("1", text="土地"))

    def meanwhile(_: int) -> None:
        put(a_put("1", text="税收"), at=AT)

    build(vocabulary=COMMON, told=meanwhile)
    assert keys(Looked(("土地",))) == ["1"]
    assert follow() == 1
    assert keys(Looked(("土地",))) == []
    assert keys(Looked(("税收",))) == ["1"]


def test_a_build_that_fails_leaves_the_old_index_and_no_rest() -> None:
    shelve(a_put("1", text="土地"))
    follow()

    def fail(_: int) -> None:
        raise RuntimeError("disturbed")

    with pytest.raises(RuntimeError, match="disturbed"):
        build(vocabulary=COMMON, told=fail)
    assert keys(Looked(("土地",))) == ["1"]
    assert len(list(folders())) == 1


def test_one_writes_and_another_says_so() -> None:
    shelve(a_put("1", text="土地"))
    with tantivy.writing(), pytest.raises(tantivy.Occupied, match="另一个进程"):
        follow()
    assert follow() == 1


def folders() -> Iterator[Path]:
    """The folders that hold an index."""
    return (path for path in tantivy_files.place().iterdir() if path.is_dir())


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("no folder", "还没有建立检索索引"),
        ("nothing in use", "还没有建立检索索引"),
        ("other folder named", "不能读取"),
        ("other version", "另一版本"),
        ("no meta", "还没有建立|不能读取"),
        ("meta empty", "不能读取"),
        ("about no JSON", "不能读取"),
        ("texts gone", "不能读取"),
        ("texts cut", "不能读取"),
        ("texts garbled", "不能读取|已损坏"),
    ],
)
def test_damage_is_told_and_mended_by_making_it_anew(damage: str, said: str) -> None:
    shelve(*(a_put(str(number), text="土地使用税管理办法") for number in range(1, 30)))
    follow()
    spoil(damage)
    with pytest.raises(Unusable, match=said) as told:
        tantivy.find(Looked(("土地使用税", "办法", "地使")))
    assert "gongkai search reindex" in str(told.value)
    build(vocabulary=COMMON)
    assert tantivy.find(Looked(("土地使用税",))).total == 29


def spoil(damage: str) -> None:
    """Damage the index in use, as another process would find it."""
    place = tantivy_files.place()
    (folder,) = folders()
    about, meta, texts = folder / "about.json", folder / "meta.json", next(folder.glob("*.idx"))
    held = texts.read_bytes()
    other_version = json.dumps(json.loads(about.read_text()) | {"version": 0})
    garbled = bytes(sign ^ 0xFF for sign in held[:-200]) + held[-200:]
    spoilers: dict[str, Callable[[], object]] = {
        "no folder": lambda: shutil.rmtree(place),
        "nothing in use": (place / "current").unlink,
        "other folder named": lambda: (place / "current").write_text("nowhere"),
        "other version": lambda: about.write_text(other_version),
        "about no JSON": lambda: about.write_text("{"),
        "no meta": meta.unlink,
        "meta empty": lambda: meta.write_text(""),
        "texts gone": texts.unlink,
        "texts cut": lambda: texts.write_bytes(b""),
        "texts garbled": lambda: texts.write_bytes(garbled),
    }
    spoilers[damage]()
    tantivy_files.forget()
