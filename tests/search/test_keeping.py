"""The index made anew and verified: what is wrong is found and mended, and nothing else is touched."""

import pytest
from django.db import connection

from gongkai.documents.searching import grams
from gongkai.search.actions.reindexing import mend, rebuild, reindex
from gongkai.search.backends import inside
from gongkai.search.backends.tokens import Tokens
from gongkai.search.models import Entry, EntryText, WordList
from gongkai.search.queries.asked import Asked
from gongkai.search.queries.finding import find
from gongkai.search.queries.verifying import Fault, Wrong, faults, sound
from tests.search.shelf import AT, a_put, shelve

pytestmark = pytest.mark.django_db
LONG = "政务公开工作要点"


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten texts in which a string is common."""
    monkeypatch.setattr(grams, "COMMON", 4)
    shelve(*(a_put(str(n), text=f"第{n}件{LONG}") for n in range(10)))


def entry(key: str) -> int:
    """The number of an entry."""
    return int(Entry.objects.get(key=key).pk)


def test_what_is_common_is_looked_for_at_once_afterwards() -> None:
    told: list[tuple[int, int]] = []
    done = reindex(at=AT, told=lambda so_far, total: told.append((so_far, total)))
    words = WordList.objects.get()
    assert any(LONG in word for word in words.words)
    assert (done.entries, done.words) == (10, len(words.words))
    assert (told[0], told[-1]) == ((0, 10), (10, 10))
    assert words.ready_at == AT
    assert set(EntryText.objects.values_list("words", flat=True)) == {words.pk}
    assert find(Asked(LONG)).total == 10
    assert list(faults()) == []


def test_older_lists_go_when_no_text_needs_them() -> None:
    for _ in range(3):
        reindex(at=AT)
        assert find(Asked(LONG)).total == 10
    assert WordList.objects.count() == 1
    assert list(faults()) == []


def test_a_list_that_is_under_way_is_used_on() -> None:
    words = WordList.objects.create(words=["要点"], made_at=AT)
    shelve(a_put("0", text="改过的要点"))
    assert reindex(at=AT).entries == 9
    assert WordList.objects.get() == words


def test_what_a_newer_program_would_keep_otherwise_is_made_anew() -> None:
    EntryText.objects.update(folded="甲\n乙\n丙\n丁")
    Entry.objects.update(heart="", initials="", number_key="x", facets="??????")
    assert {fault.wrong for fault in faults()} == {Wrong.STALE}
    reindex(at=AT)
    assert list(faults()) == []
    assert find(Asked(LONG)).total == 10
    assert sum(one.hits for one in find(Asked(LONG)).facets["year"]) == 10


def test_nothing_to_make_anew() -> None:
    Entry.objects.all().delete()
    assert reindex(at=AT).entries == 0
    assert find(Asked(LONG)).total == 0


def test_faults_are_found_and_mended() -> None:
    missing, stale, gone, too_much = (entry(key) for key in "1234")
    inside().erase([missing])
    inside().write(
        [Tokens(stale, frozenset({"第2"})), Tokens(too_much, inside().read([too_much])[too_much] | {"他人"})]
    )
    Entry.objects.filter(pk=gone).delete()
    assert find(Asked("他人")).total == 1
    found = list(faults())
    assert set(found) == {
        Fault(missing, "1", Wrong.MISSING),
        Fault(stale, "2", Wrong.STALE),
        Fault(too_much, "4", Wrong.STALE),
        Fault(gone, "", Wrong.LEFT),
    }
    mend([fault.entry_id for fault in found])
    assert list(faults()) == []
    assert find(Asked(LONG)).total == 9
    assert find(Asked("他人")).total == 0


def test_a_table_that_does_not_find_what_it_has_is_rebuilt() -> None:
    assert sound()
    if connection.vendor == "sqlite":  # the other database keeps its index itself
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_grams_content WHERE id = %s", [entry("5")])
        assert not sound()
    rebuild()
    assert sound()
    mend([fault.entry_id for fault in faults()])
    assert list(faults()) == []
    assert find(Asked(LONG)).total == 10
