"""All sealed columns are sealed again with the newest key: resumable, beside a running platform."""

from itertools import islice

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from pytest_django import Settings

from gongkai.accounts.models import User
from gongkai.sealing import rotating
from gongkai.sealing.keys import box
from gongkai.sealing.rotating.columns import Column, columns
from gongkai.sealing.rotating.inside_json import json_columns
from gongkai.sealing.rotating.places import Progress
from gongkai.sealing.value import text_of
from tests.sealing.people import NEW, NUMBER, OLD, Applicant
from tests.sealing.test_field import stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_only_applicants")]

NUMBERS = [f"{number:018d}" for number in range(7)]


@pytest.fixture(autouse=True)
def _sealed_with_the_old_key() -> None:
    for number in NUMBERS:
        Applicant.objects.create(name="甲", number=number, telephone="13800001234")
    Applicant.objects.create(name="空", number="", telephone=None)


def number() -> Column:
    (found,) = [column for column in columns() if column.field.name == "number"]
    return found


def run(column: Column, batch: int = 3) -> Progress:
    """All batches, added up."""
    total = Progress()
    for part in rotating.rotate(column, batch=batch):
        total.done += part.done
        total.overtaken += part.overtaken
        total.unsealable += part.unsealable
    return total


def test_columns_are_found_by_walking_the_tables() -> None:
    assert [place.name for place in rotating.places()] == [
        "mfa_authenticator.data",
        "sealing_tests_applicant.number",
        "sealing_tests_applicant.telephone",
    ]


def test_everything_is_sealed_with_the_new_key(settings: Settings) -> None:
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    assert [column.behind() for column in columns()] == [7, 7]
    assert [run(column).done for column in columns()] == [7, 7]
    assert [column.behind() for column in columns()] == [0, 0]
    assert number().keys_in_use() == {"new": 7}
    settings.SEALING_KEYS = NEW  # the old one can go
    assert sorted(text_of(row.number) for row in Applicant.objects.all()) == ["", *NUMBERS]
    assert Applicant.objects.filter(number__in=NUMBERS).count() == 7
    assert stored("telephone")[-1] is None


def test_second_run_has_nothing_to_do(settings: Settings) -> None:
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    run(number())
    before = stored("number")
    assert run(number()) == Progress()
    assert stored("number") == before


def test_stopped_run_goes_on_where_it_was(settings: Settings) -> None:
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    assert [part.done for part in islice(rotating.rotate(number(), batch=3), 1)] == [3]
    assert number().keys_in_use() == {"new": 3, "old": 4}
    assert run(number()).done == 4


def test_newer_value_is_not_overwritten(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    again = Column._again

    def write_first(column: Column, key: object, sealed: str, progress: Progress) -> None:
        if Applicant.objects.get(pk=key).number == NUMBERS[2]:
            Applicant.objects.filter(pk=key).update(number=NUMBER, number_mark=NUMBER)
        again(column, key, sealed, progress)

    monkeypatch.setattr(Column, "_again", write_first)
    done = run(number())
    assert (done.done, done.overtaken) == (6, 1)
    assert Applicant.objects.filter(number=NUMBER).count() == 1


def test_other_columns_of_a_row_are_left_alone(settings: Settings) -> None:
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    before = stored("telephone")
    run(number())
    assert stored("telephone") == before


def test_what_does_not_open_is_left_and_named(settings: Settings) -> None:
    damaged = Applicant.objects.order_by("pk")[1]
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sealing_tests_applicant SET number = 's1:gone:AAAA' WHERE id = %s", [damaged.pk]
        )
    done = run(number())
    assert (done.done, done.unsealable) == (6, [damaged.pk])
    assert "s1:gone:AAAA" in stored("number")


def test_other_form_is_sealed_again_too(settings: Settings) -> None:
    settings.SEALING_FORM = "sm4"
    assert run(number()).done == 7
    assert all(sealed.startswith("m1:old:") for sealed in stored("number") if sealed)
    assert Applicant.objects.get(number=NUMBERS[0]).number == NUMBERS[0]


def test_secrets_inside_a_library_table_are_sealed_again(settings: Settings) -> None:
    place = "mfa_authenticator.data"
    user = User.objects.create(username="jia", name="甲", created_at=timezone.now())
    data = {
        "secret": box().seal("秘密", place=place),
        "codes": [box().seal("1", place=place)],
        "mask": 3,
        "s": "x",
    }
    kept = Authenticator.objects.create(user=user, type="totp", data=data)
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "in the clear"})
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    (column,) = json_columns()
    assert (column.behind(), column.keys_in_use()) == (1, {"old": 2})
    assert [part.done for part in rotating.rotate(column)] == [1]
    assert (column.behind(), column.keys_in_use()) == (0, {"new": 2})
    settings.SEALING_KEYS = NEW
    kept.refresh_from_db()
    assert box().open(kept.data["secret"], place=place) == "秘密"
    assert (kept.data["mask"], kept.data["s"]) == (3, "x")
