"""The catalogue of an agency on any day: common rows of its level and fields, its own in their place, what is missing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import Agency
from gongkai.law.duties.attribute import Attribute
from gongkai.law.metadata import fields
from gongkai.law.report.schema import Level
from gongkai.publication.actions.catalogue import SINCE, install_catalogue, set_fields
from gongkai.publication.models import Charge, Entry, Stand
from gongkai.publication.queries.catalogue import catalogue, common, entry_of, fields_of, state_of
from gongkai.publication.queries.completion import Completion, by_field, completion, completions, kept
from gongkai.records.access import OPERATOR
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.publication.bodies import LONG_AGO, TODAY, YESTERDAY, body, county, entry, item, officer
from tests.publication.office import NOON

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def made() -> dict[str, Agency]:
    return county()


def keys(agency: Agency, **more: object) -> list[str]:
    return [row.key for row in catalogue(agency.pk, more.pop("on", TODAY), **more)]  # type: ignore[arg-type] # as given


def charge(agency: Agency, *field_ids: str) -> None:
    set_fields(agency_id=agency.pk, field_ids=field_ids, by=officer(agency), at=NOON)


def test_county_and_township_have_their_variants_of_every_field(made: dict[str, Agency]) -> None:
    entry("tax-01", field="tax", levels=["county"])
    entry("budget-02", position=2, levels=["township"])
    entry("budget-01", levels=[])
    assert keys(made["xian"]) == ["budget-01", "tax-01"]
    assert keys(made["zhen"]) == ["budget-01", "budget-02"]
    assert keys(made["xian"], field="tax") == ["tax-01"]
    assert [row.key for row in common(TODAY)] == ["budget-01", "budget-02", "tax-01"]


def test_other_bodies_have_the_fields_that_they_have_charge_of(made: dict[str, Agency]) -> None:
    entry("budget-01")
    entry("tax-01", field="tax")
    assert keys(made["ju"]) == keys(body("sheng", Level.PROVINCE)) == []
    charge(made["ju"], "tax")
    charge(made["ban"], "budget")
    assert keys(made["ju"]) == ["tax-01"]
    assert keys(made["suo"]) == []
    assert keys(made["ban"]) == ["budget-01"]


def test_charges_begin_today_and_end_with_yesterday(made: dict[str, Agency]) -> None:
    entry("budget-01")
    Charge.objects.create(agency=made["ju"], field="budget", begins_on=LONG_AGO)
    charge(made["ju"], "tax", "tax")
    assert fields_of(made["ju"].pk, YESTERDAY) == {"budget"}
    assert fields_of(made["ju"].pk, TODAY) == {"tax"}
    charge(made["ju"])
    assert fields_of(made["ju"].pk, TODAY) == frozenset()
    assert Charge.objects.count() == 1
    assert keys(made["ju"], on=YESTERDAY) == ["budget-01"]
    assert LogEntry.objects.latest("seq").details == {"fields": []}


def test_charge_of_no_field_and_by_anybody_is_refused(made: dict[str, Agency]) -> None:
    with pytest.raises(Refused, match="没有这些领域：chess"):
        charge(made["ju"], "chess", "tax")
    with pytest.raises(PermissionDenied):
        set_fields(agency_id=made["ju"].pk, field_ids=["tax"], by=officer(made["xian"]), at=NOON)
    assert not Charge.objects.exists()


def test_own_row_stands_in_place_of_the_common_one_and_beside_the_others(made: dict[str, Agency]) -> None:
    entry("budget-01")
    entry("budget-01", made["xian"], item_l2="本县收支总表")
    entry("budget-a1-01", made["xian"], item_l2="另一项")
    rows = catalogue(made["xian"].pk, TODAY)
    assert [(row.title, row.own) for row in rows] == [
        ("政府预算 / 本县收支总表", True),
        ("政府预算 / 另一项", True),
    ]
    assert [(row.title, row.own) for row in catalogue(made["lin"].pk, TODAY)] == [
        ("政府预算 / 收支总表", False)
    ]


def test_matter_that_an_agency_does_not_have_is_left_out(made: dict[str, Agency]) -> None:
    entry("budget-01")
    entry("budget-01", made["xian"], absent_because="由上级统一编制")
    assert keys(made["xian"]) == []
    assert keys(made["xian"], absent=True) == ["budget-01"]
    assert entry_of(made["xian"].pk, "budget-01", TODAY) is None
    assert entry_of(made["lin"].pk, "budget-01", TODAY) is not None


def test_catalogue_of_any_day_can_be_read(made: dict[str, Agency]) -> None:
    entry("budget-01", ends_on=YESTERDAY, item_l2="旧")
    entry("budget-01", begins_on=TODAY, item_l2="新")
    entry("budget-01", made["xian"], begins_on=TOMORROW, item_l2="本县")
    found = [
        [row.item_l2 for row in catalogue(made["xian"].pk, on)]
        for on in (LONG_AGO - timedelta(days=1), LONG_AGO, YESTERDAY, TODAY, TOMORROW)
    ]
    assert found == [[], ["旧"], ["旧"], ["新"], ["本县"]]
    told = [entry_of(made["xian"].pk, "budget-01", on) for on in (YESTERDAY, TODAY, TOMORROW)]
    assert [row.item_l2 for row in told if row] == ["旧", "新", "本县"]


def test_any_body_may_publish_under_a_row_of_its_level(made: dict[str, Agency]) -> None:
    entry("budget-01", levels=["township"])
    assert entry_of(made["ju"].pk, "budget-01", TODAY) is None
    assert entry_of(made["ban"].pk, "budget-01", TODAY) is not None
    assert entry_of(made["zhen"].pk, "none", TODAY) is None


def test_state_is_another_one_once_any_row_or_charge_is(made: dict[str, Agency]) -> None:
    states = [state_of(made["ju"].pk, TODAY)]
    entry("budget-01")
    states += [state_of(made["ju"].pk, TODAY)]
    assert state_of(None, TODAY) == states[-1]
    entry("budget-02", made["ju"])
    states += [state_of(made["ju"].pk, TODAY)]
    entry("budget-02", made["lin"])
    assert state_of(made["ju"].pk, TODAY) == states[-1] != state_of(None, TODAY)
    charge(made["ju"], "budget")
    states += [state_of(made["ju"].pk, TODAY), state_of(made["ju"].pk, TOMORROW)]
    assert len(set(states)) == len(states)


def test_rows_tell_what_is_published_under_them(made: dict[str, Agency]) -> None:
    entry("budget-01")
    entry("budget-02", mode="on_request")
    entry("budget-03")
    item(made["zhen"], "budget-01", days_ago=3)
    item(made["zhen"], "budget-01", days_ago=1)
    gone = item(made["zhen"], "budget-03")
    gone.stand = Stand.WITHDRAWN
    gone.save()
    rows = kept(made["zhen"].pk, TODAY)
    assert [(row.entry.key, row.items, row.last_on, row.missing) for row in rows] == [
        ("budget-01", 2, YESTERDAY, False),
        ("budget-02", 0, None, False),
        ("budget-03", 0, None, True),
    ]
    done = completion(rows)
    assert (done.rows, done.filled, done.percent) == (2, 1, 50)
    (field,) = by_field(rows)
    assert (field.field, field.label, field.done) == ("budget", "财政预决算", done)


def test_what_departments_publish_counts_for_their_government(made: dict[str, Agency]) -> None:
    entry("budget-01")
    entry("budget-02")
    charge(made["ju"], "budget")
    item(made["ju"], "budget-01")
    item(made["suo"], "budget-02")
    item(made["zhen"], "budget-02")
    assert [row.items for row in kept(made["xian"].pk, TODAY)] == [1, 0]
    assert [row.items for row in kept(made["ju"].pk, TODAY)] == [1, 0]
    assert [row.items for row in kept(made["lin"].pk, TODAY)] == [0, 0]


def test_share_is_rounded_down_so_that_only_all_is_all() -> None:
    assert [Completion(rows, filled).percent for rows, filled in ((0, 0), (200, 199), (3, 1), (3, 3))] == [
        100,
        99,
        33,
        100,
    ]


def test_completion_of_several_agencies(made: dict[str, Agency]) -> None:
    entry("budget-01")
    entry("budget-02")
    charge(made["ju"], "budget")
    item(made["ju"], "budget-01", days_ago=1)
    found = completions([agency.pk for agency in made.values()], TODAY)
    told = {row.slug: (row.done.filled, row.done.rows, row.done.percent, row.last_on) for row in found}
    assert told == {
        "xian": (1, 2, 50, YESTERDAY),
        "ju": (1, 2, 50, YESTERDAY),
        "suo": (0, 0, 100, None),
        "zhen": (0, 2, 0, None),
        "ban": (0, 0, 100, None),
        "lin": (0, 2, 0, None),
    }


@pytest.mark.parametrize("count", [1, 40])
def test_queries_are_as_many_with_any_number(
    made: dict[str, Agency], count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ids = [made["xian"].pk, *(body(f"ju{number}", parent=made["xian"]).pk for number in range(count))]
    for number in range(count):
        entry(f"budget-{number}")
        item(made["xian"], f"budget-{number}")
    with django_assert_num_queries(3):
        assert len(catalogue(made["xian"].pk, TODAY)) == count
    with django_assert_num_queries(5):
        assert len(kept(made["xian"].pk, TODAY)) == count
    with django_assert_num_queries(6):
        assert len(completions(ids, TODAY)) == count + 1


def test_shipped_catalogue_is_installed_once_and_what_was_altered_stays() -> None:
    added = install_catalogue(by=OPERATOR, at=NOON)
    Entry.objects.filter(key="budget-01").update(ends_on=YESTERDAY)
    assert added == Entry.objects.count()
    assert install_catalogue(by=OPERATOR, at=NOON) == 0
    assert LogEntry.objects.filter(action="publication.install_catalogue").count() == 1
    with pytest.raises(PermissionDenied):
        install_catalogue(by=officer(body("x")), at=NOON)


def test_shipped_catalogue_has_every_field_for_county_and_township(made: dict[str, Agency]) -> None:
    install_catalogue(by=OPERATOR, at=NOON)
    rows = common(SINCE)
    held = {field: [row for row in rows if row.field == field] for field in fields()}
    assert all(4 <= len(each) <= 8 for each in held.values())
    assert {row.field for row in catalogue(made["xian"].pk, TODAY)} == set(fields())
    assert {row.field for row in catalogue(made["zhen"].pk, TODAY)} >= {"social_assistance", "budget"}
    assert len(catalogue(made["zhen"].pk, TODAY)) < len(catalogue(made["xian"].pk, TODAY))
    assert all("《中华人民共和国政府信息公开条例》（国务院令第711号）" in row.basis for row in rows)
    assert {row.mode for row in rows} == {Attribute.PROACTIVE, Attribute.ON_REQUEST}
    assert all(row.audience_group for row in rows if row.audience == "group")
    names = [(row.field, row.item_l1, row.item_l2) for row in rows]
    assert len(set(names)) == len(names)
