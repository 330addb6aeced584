"""Whatever a text contains is found by it, and nothing else is: against reading all of them."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.documents.searching.asking import understand
from gongkai.documents.searching.folding import fold
from gongkai.documents.searching.grams import BETWEEN
from gongkai.search.actions.reindexing import reindex
from gongkai.search.backends import chosen
from gongkai.search.backends.looked import Looked
from gongkai.search.models import Entry, EntryText, WordList
from gongkai.search.queries.asked import Asked
from gongkai.search.queries.finding import find
from tests.search.shelf import AT, a_put, shelve

pytestmark = pytest.mark.django_db
often = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

# Few signs, so that they repeat, of every awkward kind; and any sign at all.
WILD = (
    "政府信息公开政府 \n\t\0\f\"'`*()[]{}〔〕【】（）%_\\-+|&!:;<>^~$#@,.，。、·…—“”‘’《》abAB12１２Ａ"
    "ßİſΩ国国龘\U00020000\U0001f600\ud800\ue000\u0301\u200b\u3000é"
)
signs = st.one_of(st.sampled_from(WILD), st.characters())
words_list = st.lists(
    st.sampled_from(["政府信息", "信息公开", "公开政", "\"'*", "NEAR(", "ab1"]), unique=True
)
a_text = st.text(signs, max_size=40)


@st.composite
def shelves(draw: st.DrawFn) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Texts with title and file, and what is asked: pieces of them, and anything."""
    texts = draw(st.lists(st.tuples(a_text, a_text, a_text), min_size=1, max_size=4))
    whole = ["".join(parts) for parts in texts]
    pieces = []
    for _ in range(draw(st.integers(1, 4))):
        one = draw(st.sampled_from(whole))
        start = draw(st.integers(0, max(0, len(one) - 1)))
        pieces.append(one[start : start + draw(st.integers(2, 9))])
    return texts, [*pieces, draw(a_text)]


def contain(terms: Sequence[str], *, titles_only: bool = False) -> set[str]:
    """The keys of what contains all terms, by reading."""
    found = set()
    for text in EntryText.objects.select_related("entry"):
        parts = text.folded.split(BETWEEN)[: 1 if titles_only else None]
        if all(any(term in part for part in parts) for term in terms):
            found.add(text.entry.key)
    return found


def found_by(looked: Looked) -> set[str]:
    """The keys of what is found."""
    found = chosen().find(looked)
    keys = dict(Entry.objects.values_list("pk", "key"))
    assert found.total == len(found.ids)
    return {keys[number] for number in found.ids}


@often
@given(shelves(), words_list)
@example(([("ab", "cd", "ef")], ["bc", "de", "abcdef"]), [])
@example(
    ([("政府信息", "政府信息公开", "")], ["政府信息公开", "府信息", "政府信息"]), ["政府信息", "信息公开"]
)
@example(([('""', "''", "**")], ['""', "''", "**"]), [])
def test_exactly_what_contains_it(
    given_shelf: tuple[list[tuple[str, str, str]], list[str]], listed: list[str]
) -> None:
    texts, asked = given_shelf
    with transaction.atomic():
        WordList.objects.create(words=listed, made_at=AT)
        shelve(*(a_put(str(n), title, text, files=(file,)) for n, (title, text, file) in enumerate(texts)))
        terms = [term for each in asked if len(term := fold(each)) > 1]
        for term in terms:
            assert found_by(Looked((term,), counted=())) == contain([term]), term
            only = Looked((term,), counted=(), titles_only=True)
            assert found_by(only) == contain([term], titles_only=True), term
        if terms:
            assert found_by(Looked(tuple(terms), counted=())) == contain(terms)
        transaction.set_rollback(True)


@often
@given(shelves())
def test_a_visitor_finds_the_text_of_which_a_piece_was_typed(
    given_shelf: tuple[list[tuple[str, str, str]], list[str]],
) -> None:
    texts, asked = given_shelf
    with transaction.atomic():
        shelve(*(a_put(str(n), title, text, files=(file,)) for n, (title, text, file) in enumerate(texts)))
        for piece in asked:
            answer = find(Asked(piece))
            keys = {hit.key for hit in answer.hits}
            if understand(piece).terms:
                assert contain([fold(piece)]) <= keys
                assert all(any(part.hit for part in (*hit.title, *hit.snippet)) for hit in answer.hits)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "asked",
    [
        *(
            '"',
            '""',
            "'",
            "''; DROP TABLE search_entry; --",
            "a* OR b*",
            "NEAR(政府 信息)",
            "title:政府",
            "^政府",
        ),
        *(
            "{政府}",
            "-政府 NOT 信息",
            "%政府_",
            "\\",
            "\0\0政府\0信息",
            "\ud800\udfff政府",
            "𠀀𠀁",
            "政" * 10_000,
        ),
        *(
            "政府 " * 5_000,
            "(" * 5_000,
            "〔2024〕" * 999,
            "\u202e政府\u200b信息",
            "🤖🤖",
            "&lt;政府&gt;",
            "%s%s %(a)s",
        ),
    ],
)
def test_whatever_is_typed_has_an_answer(asked: str) -> None:
    shelve(
        a_put("1", text="政府信息公开"),
        a_put("2", text=asked),
        a_put("3", title=asked[:300], number=asked[:90]),
    )
    answer = find(Asked(asked))
    assert answer.total <= 3
    assert len(understand(asked).terms) <= 10
    assert sum(map(len, understand(asked).terms)) <= 100


def test_the_same_is_found_by_common_words_and_without_them() -> None:
    shelve(
        *(a_put(str(n), text=f"加强政务公开工作第{n}号", published_at=AT - timedelta(n)) for n in range(30))
    )
    before = [hit.key for hit in find(Asked("政务公开工作")).hits]
    WordList.objects.create(words=["政务公开", "务公开工作", "政务公开工作"], made_at=AT)
    assert [hit.key for hit in find(Asked("政务公开工作")).hits] == before
    shelve(a_put("31", text="政务公开工作"))
    assert find(Asked("政务公开工作")).total == 31
    reindex(at=AT)
    assert find(Asked("政务公开工作")).total == 31
