"""A sealed column: masked in Python, unreadable in the database, found by its fingerprint and by nothing else."""

import copy
import csv
import io
import json
import logging
import pickle
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models import F
from django.template import Context, Template
from django.test.utils import isolate_apps
from pytest_django import Settings

from gongkai.sealing.box import Unsealable
from gongkai.sealing.field import FingerprintField, SealedField
from gongkai.sealing.keys import KeysMissing
from tests.sealing.people import NEW, NUMBER, OLD, Applicant

pytestmark = pytest.mark.django_db


def stored(column: str) -> list[Any]:
    """What the database itself holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM sealing_tests_applicant ORDER BY id")  # noqa: S608 - names of this file
        return [row[0] for row in cursor.fetchall()]


def make(**values: Any) -> Applicant:
    return Applicant.objects.create(**{"name": "甲", "number": NUMBER, "telephone": "13800001234", **values})


def test_plain_in_python_and_sealed_in_the_database() -> None:
    made = make()
    found = Applicant.objects.get(pk=made.pk)
    assert (found.number, found.telephone) == (NUMBER, "13800001234")
    (sealed,) = stored("number")
    assert sealed.startswith("s1:old:")
    assert NUMBER not in "".join(stored("number") + stored("number_mark"))


def test_nothing_stays_nothing() -> None:
    make(number="", telephone=None)
    found = Applicant.objects.get()
    assert (found.number, found.telephone, found.number_mark) == ("", None, "")
    assert stored("number") + stored("telephone") + stored("number_mark") == ["", None, ""]
    assert Applicant.objects.filter(telephone__isnull=True).exists()
    assert Applicant.objects.filter(telephone=None).exists()
    assert Applicant.objects.filter(number="").exists()


def test_shown_masked_wherever_programs_show_values(caplog: pytest.LogCaptureFixture) -> None:
    make()
    found = Applicant.objects.get()
    assert repr(found.number) == "<110105********002X>"
    assert str(found.telephone) == f"{found.telephone}" == "%s" % found.telephone == "138****1234"  # noqa: UP031 - as old code does
    page = Template("{{ row.number }}|{{ row.number.unsealed }}|{{ row.telephone|upper }}")
    assert page.render(Context({"row": found})) == "110105********002X||138****1234"
    sheet = io.StringIO()
    csv.writer(sheet).writerow([found.number])
    assert sheet.getvalue() == "110105********002X\r\n"
    with caplog.at_level(logging.WARNING):
        logging.getLogger("any").warning("%s %r", found.number, found.__dict__)
    assert NUMBER not in caplog.text + repr(Applicant.objects.values().get())


def test_no_file_holds_it() -> None:
    """What would write it into JSON or a dump fails instead; copies and caches hold the sealed form."""
    make()
    found = Applicant.objects.get()
    with pytest.raises(TypeError):
        json.dumps({"number": found.number}, cls=DjangoJSONEncoder)
    with pytest.raises(FieldError, match="serialised"):
        serializers.serialize("json", [found])
    with pytest.raises(TypeError):
        "a" + found.number
    pickled = pickle.dumps(found.number)
    assert NUMBER.encode() not in pickled
    assert pickle.loads(pickled) == copy.deepcopy(found.number) == NUMBER  # noqa: S301 - our own


def test_row_that_was_read_is_saved_with_what_it_had() -> None:
    """Nothing on the way back into the table takes the mask for the value."""
    make()
    found = Applicant.objects.get()
    found.full_clean()
    found.name = "丁"
    found.save()
    Applicant.objects.bulk_create([Applicant(name="戊", number=found.number, telephone=found.telephone)])
    assert Applicant.objects.filter(number=found.number).count() == 2
    assert [row.telephone.unsealed() for row in Applicant.objects.all()] == ["13800001234"] * 2


def test_found_by_its_fingerprint() -> None:
    wanted, _ = make(), make(name="乙", number="另一个号码")
    assert list(Applicant.objects.filter(number=NUMBER)) == [wanted]
    assert list(Applicant.objects.filter(number__in=[NUMBER, "没有的"])) == [wanted]
    assert list(Applicant.objects.filter(number__in=[])) == []
    assert Applicant.objects.exclude(number=NUMBER).get().name == "乙"
    assert list(Applicant.objects.filter(number_mark=NUMBER)) == [wanted]


@pytest.mark.parametrize(
    "lookup",
    [
        *("number__icontains", "number__startswith", "number__gt", "number__regex", "number__iexact"),
        *("telephone", "telephone__in", "telephone__contains", "number__lower"),
    ],
)
def test_no_other_lookup(lookup: str) -> None:
    with pytest.raises(FieldError):
        Applicant.objects.filter(**{lookup: ["x"] if lookup.endswith("__in") else "x"}).exists()


def test_not_compared_with_another_column() -> None:
    with pytest.raises(FieldError, match="compared"):
        Applicant.objects.filter(number=F("name")).exists()


def test_every_way_of_writing_keeps_the_fingerprint() -> None:
    Applicant.objects.bulk_create([Applicant(name="甲", number="1"), Applicant(name="乙", number="2")])
    first, second = Applicant.objects.order_by("pk")
    first.number = "3"
    first.save()
    second.number = "4"
    Applicant.objects.bulk_update([second], ["number", "number_mark"])
    assert [Applicant.objects.get(number=text).pk for text in "34"] == [first.pk, second.pk]
    Applicant.objects.filter(pk=first.pk).update(number="5", number_mark="5")
    assert Applicant.objects.get(number="5").pk == first.pk
    assert not Applicant.objects.filter(number__in="1234").exclude(pk=second.pk).exists()
    Applicant.objects.filter(pk=first.pk).update(number="", number_mark="")
    assert stored("number_mark")[0] == ""


@pytest.mark.parametrize("written", [{"number": "1"}, {"number": ""}, {"number_mark": "1"}])
def test_text_and_fingerprint_are_written_together(written: dict[str, str]) -> None:
    made = make()
    with pytest.raises(FieldError, match="without"):
        Applicant.objects.filter(pk=made.pk).update(**written)
    made.number = "1"
    with pytest.raises(FieldError, match="without"):
        made.save(update_fields=list(written))
    with pytest.raises(FieldError, match="without"):
        Applicant.objects.bulk_update([made], list(written))


def test_rows_read_in_part_can_be_saved() -> None:
    make()
    for found in (
        Applicant.objects.only("name").get(),
        Applicant.objects.defer("number", "number_mark").get(),
    ):
        found.name = "丙"
        found.save()
    found = Applicant.objects.get(number=NUMBER)
    assert (found.name, found.number) == ("丙", NUMBER)
    found.refresh_from_db(fields=["number", "number_mark"])
    assert found.number == NUMBER


def test_value_from_another_column_is_refused() -> None:
    make()
    Applicant.objects.update(telephone=F("number"))
    found = Applicant.objects.get()
    with pytest.raises(Unsealable, match="telephone"):
        found.telephone.unsealed()


def test_changed_value_is_refused_and_not_shown() -> None:
    make()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sealing_tests_applicant SET number = number || 'AAAA'")
    found = Applicant.objects.get()
    with pytest.raises(Unsealable) as refused:
        found.number.unsealed()
    assert "s1:" not in str(refused.value)
    assert (str(found.number), str(found.telephone)) == ("（无法解密）", "138****1234")
    assert Applicant.objects.only("name").get().name == "甲"


def test_found_while_keys_are_being_changed(settings: Settings) -> None:
    before = make()
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    after = make(name="乙")
    assert set(Applicant.objects.filter(number=NUMBER)) == {before, after}
    assert [sealed.split(":")[1] for sealed in stored("number")] == ["old", "new"]


def test_without_keys_nothing_is_written_in_the_clear(settings: Settings) -> None:
    settings.SEALING_KEYS = ""
    with pytest.raises(KeysMissing, match="new-key"), transaction.atomic():
        make()
    assert Applicant.objects.only("pk").count() == 0


def test_migrations_know_the_column_by_its_place() -> None:
    for name in ("number", "number_mark"):
        field = Applicant._meta.get_field(name)
        assert isinstance(field, SealedField | FingerprintField)
        _, path, args, kwargs = field.deconstruct()
        assert path == f"gongkai.sealing.field.{type(field).__name__}"
        assert "mask" not in kwargs
        again = type(field)(*args, **kwargs)
        assert again.deconstruct()[3] == kwargs


@isolate_apps("tests.sealing")
def test_mistakes_are_told_when_the_program_starts() -> None:
    class Wrong(models.Model):
        indexed: Any = SealedField(unique=True)
        lonely: Any = SealedField(fingerprint="nowhere")

        class Meta:
            app_label = "sealing_tests"

        def __str__(self) -> str:
            return ""

    messages = [each.msg for field in Wrong._meta.local_fields for each in field.check()]
    assert any("index" in message for message in messages)
    assert any("nowhere" in message for message in messages)
