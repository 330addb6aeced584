"""The applications of the demo: on every way and to every end, all invented, once; what stands in table three adds up."""

import logging
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import Settings

from gongkai.agencies import queries as agencies
from gongkai.applications.actions.citizens import find
from gongkai.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    Assignment,
    CaseFile,
    Decision,
    Event,
    FileUse,
    Material,
    Way,
)
from gongkai.applications.queries.counting import table_three
from gongkai.applications.queries.listing import lamps
from gongkai.applications.queries.materials import content
from gongkai.applications.queries.proposals import waiting
from gongkai.demo import applications, people, samples
from gongkai.demo.applicants import NOBODY, NOWHERE, credit_code, identity_number
from gongkai.demo.materials import ROWS
from gongkai.documents.holidays import installed_calendar
from gongkai.law.codes import is_credit_code, is_identity_number
from gongkai.law.lamps import Light
from gongkai.law.ledger import Kind
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.outcomes.tally import CARRIED_IN, CARRIED_OUT, HANDLED, NEW
from gongkai.law.report.periods import Period
from gongkai.law.roles import Role
from gongkai.records.models import Fate, Message
from gongkai.records.queries.chain import faults
from gongkai.records.queries.outbox import outbox
from gongkai.signoff.queries import Which, inbox

NOW = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)  # a Wednesday, four in the afternoon in China
NOBODYS = re.compile(r"1390000\d{4}")
RESULTS = set(outcomes()) - {"other_handling"}
"""Everything that an application of this year can end with."""

pytestmark = pytest.mark.django_db


def loaded(settings: Settings, folder: Path, now: datetime) -> None:
    settings.DEMO = True
    settings.FILES = folder
    samples.load()
    people.load(now)
    applications.load(now)


def everywhere() -> list[int]:
    return [row.id for row in agencies.by_slugs(place.slug for place in applications.PLACES).values()]


def test_a_year_as_it_is_told(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with caplog.at_level(logging.WARNING, "gongkai.demo.applications"):
        loaded(settings, tmp_path, NOW)
    assert [record.getMessage() for record in caplog.records] == []
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    _every_kind_is_there()
    _open_ones_stand_under_every_lamp()
    _table_three_adds_up()
    _nobody_is_real()
    _the_sample_can_be_looked_up()
    _something_is_proposed_to_publish()
    _documents_are_given_without_names()
    assert list(faults()) == []
    assert not Event.objects.filter(at__gt=NOW).exists()
    assert outbox()[Fate.UNSENT] == Message.objects.count() > 100
    many = Application.objects.count()
    applications.load(NOW + timedelta(days=1))
    assert Application.objects.count() == many


def _every_kind_is_there() -> None:
    assert 135 <= Application.objects.count() <= 165
    assert set(Application.objects.values_list("way", flat=True)) == set(Way)
    assert set(Application.objects.values_list("applicant_kind", flat=True)) == set(ApplicantKind)
    assert set(Application.objects.exclude(row="").values_list("row", flat=True)) == RESULTS
    assert all("虚构示例" in title for title in Application.objects.values_list("title", flat=True))
    kinds = Counter(Event.objects.values_list("kind", flat=True))
    assert {
        *("assigned", "assignment_done", "searched", "split", "merged", "rated", "reminded"),
        *("proposed", "extension_proposed", *set(Kind) & {Kind.EXTENDED, Kind.FEE_NOTIFIED, Kind.FEE_PAID}),
        *(Kind.CORRECTION_ASKED, Kind.CORRECTED, Kind.REASONS_ASKED, Kind.REASONS_GIVEN, Kind.WITHDRAWN),
        *(Kind.THIRD_PARTY_ASKED, Kind.THIRD_PARTY_ANSWERED, Kind.ORGAN_ASKED, Kind.DELIVERED),
    } <= set(kinds)
    assert Application.objects.filter(closed_on__gt=F("due_on")).exists()


def _open_ones_stand_under_every_lamp() -> None:
    states = Counter(Application.objects.filter(closed_on=None).values_list("state", flat=True))
    assert {
        *("confirming_receipt", "in_review", "extended", "correction_requested", "reason_requested"),
        *("third_party_consultation", "coagency_consultation", "fee_notified"),
    } == set(states)
    supervisor = people.actor(people.HOME, Role.SUPERVISOR, NOW)
    under = lamps(supervisor, NOW.date())
    assert all(under[light] for light in (Light.RED, Light.YELLOW, Light.GREEN, Light.PAUSED)), under
    assert Application.objects.filter(closed_on=None, due_on__lt=NOW.date()).exists()
    unconfirmed = Application.objects.filter(state="confirming_receipt")
    before = installed_calendar().after(NOW.date(), -1)
    assert unconfirmed.filter(arrived_on__lt=before).exists()
    assert unconfirmed.filter(arrived_on=NOW.date()).exists()
    handler = people.actor(people.HOME, Role.HANDLER, NOW)
    assert Assignment.objects.filter(person=handler.user_id, done_at=None).exists()
    drafts = Decision.objects.filter(issued_at=None, dropped_at=None)
    rounds = Counter(drafts.values_list("round__outcome", flat=True))
    assert rounds == {None: 2, "": 1, "approved": 1}
    reviewer = people.actor(people.HOME, Role.SECRECY_REVIEWER, NOW)
    assert inbox(reviewer, Which.TODO, on=NOW.date()).total == 1


def _table_three_adds_up() -> None:
    cells = table_three(everywhere(), Period(NOW.year))
    for column in (*ApplicantKind, "total"):
        came = cells[f"t3.{NEW}.{column}"] + cells[f"t3.{CARRIED_IN}.{column}"]
        assert came == cells[f"t3.{HANDLED}.{column}"] + cells[f"t3.{CARRIED_OUT}.{column}"]
    assert cells[f"t3.{CARRIED_IN}.total"] >= 4
    last = table_three(everywhere(), Period(NOW.year - 1))
    assert last[f"t3.{CARRIED_OUT}.total"] == cells[f"t3.{CARRIED_IN}.total"]


def _documents_are_given_without_names() -> None:
    waits, given = Material.objects.order_by(F("given").asc(nulls_first=True))
    assert (len(waits.marks), waits.given_id, waits.application.closed_on) == (6, None, None)
    assert given.application.row == "partial"
    provided = CaseFile.objects.get(application=given.application, use=FileUse.PROVIDED)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content(provided.file_id))).pages)
    assert [each for row in ROWS for each in row[:2] if each in text] == []
    assert all(row[2] in text for row in ROWS)


def _nobody_is_real() -> None:
    for each in Applicant.objects.select_related("application"):
        number = each.identity_no.unsealed()
        assert number[:6] == NOWHERE if each.identity else number[2:8] == NOBODY
        assert NOBODYS.fullmatch(each.telephone.unsealed())
        assert "虚构" in each.name.unsealed()
        assert not each.email or each.email.unsealed().endswith("@yunling.example")


def _the_sample_can_be_looked_up() -> None:
    number, code = applications.sample()
    assert find(number, code) is not None
    text = Client().get(reverse("account_login")).content.decode()
    assert number in text
    assert code in text


def _something_is_proposed_to_publish() -> None:
    officer = people.actor(people.HOME, Role.DISCLOSURE_OFFICER, NOW)
    found = waiting(officer, NOW.date())
    assert [(one.applicants, one.proposed, bool(one.found)) for one in found] == [(3, 1, True), (1, 1, False)]


def test_numbers_have_the_right_check_character() -> None:
    assert all(is_identity_number(identity_number(number)) for number in range(60))
    assert all(is_credit_code(credit_code("91", number)) for number in range(20))


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 1, 5, 0, 30, tzinfo=UTC),  # the first working days of a year, early
        datetime(2026, 10, 4, 3, 0, tzinfo=UTC),  # in the long holiday
    ],
    ids=["first-days", "holiday"],
)
def test_it_is_told_on_other_days_too(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, now: datetime
) -> None:
    with caplog.at_level(logging.WARNING, "gongkai.demo.applications"):
        loaded(settings, tmp_path, now)
    assert [record.getMessage() for record in caplog.records] == []
    assert Application.objects.filter(closed_on=None).count() > 10
