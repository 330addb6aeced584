"""What is suggested while somebody types."""

import pytest
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import Agency
from gongkai.search.queries.suggesting import SuggestionKind, suggest
from tests.search.shelf import a_put, agency, shelve

pytestmark = pytest.mark.django_db


def texts(typed: str, kind: SuggestionKind = SuggestionKind.TITLE) -> list[str]:
    """The suggestions of a kind."""
    return [one.text for one in suggest(typed) if one.kind is kind]


@pytest.fixture(autouse=True)
def shelf() -> None:
    """A few titles."""
    shelve(
        a_put(
            "1",
            title="云岭县人民政府办公室关于印发云岭县2024年政务公开工作要点的通知",
            number="云政办发〔2024〕7号",
        ),
        a_put("2", title="关于城镇土地使用税困难减免的通告", number="云税发〔2024〕71号"),
        a_put("3", title="关于城镇土地使用税困难减免的公告"),
        a_put("4", title="政务公开工作要点"),
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("城镇", ["城镇土地使用税困难减免"]),
        ("城", ["城镇土地使用税困难减免"]),
        ("困难减免", ["城镇土地使用税困难减免"]),
        ("困 难減免", ["城镇土地使用税困难减免"]),
        ("czt", ["城镇土地使用税困难减免"]),
        ("CZTD", ["城镇土地使用税困难减免"]),
        ("政务公开", ["政务公开工作要点", "云岭县2024年政务公开工作要点"]),
        ("关于", []),
        ("通知", []),
        ("", []),
        ("\0", []),
    ],
)
def test_titles_by_start_part_and_first_letters(typed: str, found: list[str]) -> None:
    assert texts(typed) == found


def test_numbers_by_their_start() -> None:
    assert texts("云税发", SuggestionKind.NUMBER) == ["云税发〔2024〕71号"]
    assert texts("云税发（2024", SuggestionKind.NUMBER) == ["云税发〔2024〕71号"]
    assert texts("云税发2024年7", SuggestionKind.NUMBER) == ["云税发〔2024〕71号"]
    assert texts("税发", SuggestionKind.NUMBER) == []


def test_bodies_by_any_part_and_first_letters() -> None:
    agency("shui")
    Agency.objects.filter(slug="shui").update(name="云岭县税务局", short_name="税务局")
    assert texts("税务", SuggestionKind.AGENCY) == ["云岭县税务局"]
    assert texts("swj", SuggestionKind.AGENCY) == ["云岭县税务局"]
    Agency.objects.filter(slug="shui").update(ends_on="2020-01-01")
    assert texts("税务", SuggestionKind.AGENCY) == []


@pytest.mark.parametrize(
    "typed", ["'", '"', "%", "_", "\\", "*" * 999, "\ud800", "a" * 999, "政" * 999, "🤖", "(("]
)
def test_whatever_is_typed_has_an_answer(
    typed: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5):
        assert suggest(typed) == ()


def test_no_more_than_wanted_and_none_twice() -> None:
    shelve(*(a_put(str(n), title=f"关于城镇第{n}号规划的通知") for n in range(20, 60)))
    found = suggest("城镇", size=5)
    assert len(found) == len(set(found)) == 5
