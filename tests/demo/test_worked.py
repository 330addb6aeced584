"""The worked year of the demo's county: every body's report balances, the county's is their sum, and goes on from last year's."""

import logging
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.db import transaction
from django.db.models import F
from pytest_django import Settings

from gongkai.agencies.queries import below_during
from gongkai.annual_reports import actions
from gongkai.annual_reports.models import AnnualReport, Part, Scope, WorkingReport
from gongkai.annual_reports.queries.board import Standing, board
from gongkai.annual_reports.queries.course import State, state_of, steps_of
from gongkai.annual_reports.queries.drafted import Draft, draft
from gongkai.annual_reports.queries.drilling import behind
from gongkai.annual_reports.queries.rolling import contributions
from gongkai.applications.models import Application
from gongkai.applications.models.numbers import APPLICATION_NO
from gongkai.demo import annual, normative, people, samples
from gongkai.demo.numbering import set_everywhere
from gongkai.demo.people import actor
from gongkai.demo.worked import reports, requests, working
from gongkai.demo.worked.plan import Step, plan
from gongkai.demo.worked.told import COUNTY, agency, bodies, place_of, told
from gongkai.jobs.worker import do_next
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from gongkai.remedies.models import CHAIN_NO

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
YEAR = 2025
BALANCE = frozenset(("R301", "R302", "R303", "R401"))
ACROSS = frozenset(("R201", "R304", "R402", "R503", "R600"))
NOT_THERE, BLANK = "yunling-dfz", "yunling-zsj"


def home() -> Draft:
    """The county's report, added up."""
    held = WorkingReport.objects.get(agency__slug=COUNTY, scope=Scope.ROLLED_UP)
    made = draft(held.pk)
    assert made is not None
    return made


def test_whole_year_adds_up_and_can_be_finished(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DEMO, settings.FILES = True, tmp_path
    samples.load()
    people.load(NOW)
    normative.load(NOW)
    for number in ("YS", "FS"):
        kind = APPLICATION_NO.name if number == "YS" else CHAIN_NO.name
        set_everywhere(kind, f"{number}{{code}}-{{year}}-{{n:04}}", NOW)
    with caplog.at_level(logging.WARNING, "gongkai.demo"):
        for step in plan(YEAR):
            if not step.name.startswith("items:"):  # the report counts none of them
                with transaction.atomic():
                    step.do(NOW)
    assert [record.getMessage() for record in caplog.records] == []

    _each_body_balances()
    _county_is_the_sum()
    _year_goes_on_from_the_one_before()
    _board_shows_life()
    _year_is_uneven()
    _rest_comes_and_the_county_is_done()


def _each_body_balances() -> None:
    held = WorkingReport.objects.filter(year=YEAR).select_related("agency")
    assert held.count() == 57  # the government twice, one body not at all
    for each in held:
        made = draft(each.pk)
        assert made is not None
        assert [found for found in made.findings if found.rule in BALANCE] == [], each.agency.slug


def _county_is_the_sum() -> None:
    made = home()
    assert made.working.run is not None
    given = contributions(made.working.run.id)
    assert Counter(each.part for each in given) == {
        Part.OWN: 1,
        Part.REPORTED: 52,
        Part.COMPILED: 2,
        Part.FAILING: 1,
        Part.MISSING: 1,
    }
    sums: Counter[str] = Counter()
    for each in given:
        for cell, value in (each.cells or {}).items():
            sums[cell] += value  # type: ignore[assignment]
    assert {cell: Decimal(value) for cell, value in sums.items()} == {
        cell: Decimal(value) for cell, value in made.working.cells.items()
    }
    assert {name for name, _ in made.hindering} == {agency(NOT_THERE).name, agency(BLANK).name}
    for role, ways in ((Role.SUPERVISOR, 56), (Role.DISCLOSURE_OFFICER, 1)):
        found = behind(made.working, "t3.new_received.total", actor(people.HOME, role, NOW))
        assert found is not None
        assert sum(bool(line.address) for line in found.lines) == ways


def _year_goes_on_from_the_one_before() -> None:
    made = home()
    before = made.previous
    assert before is not None
    assert before.agency_name == "云岭县人民政府"
    assert [found.message for found in made.findings if found.rule in ACROSS] == []
    for column in made.working.form.table3.columns:
        carried = before.value(f"t3.carried_out.{column.id}")
        assert made.working.cells[f"t3.carried_in.{column.id}"] == carried
    row = "t2.art20_1.normative_document"
    issued, repealed, in_force = (
        made.working.cells[f"{row}.{column}"]
        for column in ("issued_this_year", "repealed_this_year", "in_force")
    )
    assert (issued, repealed) > (0, 0)
    own = draft(WorkingReport.objects.get(agency__slug=COUNTY, scope=Scope.OWN).pk)
    assert own is not None
    # Last year's report is a sum, which says nothing of the government alone.
    assert [found.message for found in own.findings if found.rule in ACROSS] == []
    assert before.value(f"{row}.in_force") == in_force - issued + repealed


def _board_shows_life() -> None:
    states = Counter(
        state_of(steps_of(held.pk))
        for held in WorkingReport.objects.filter(year=YEAR).exclude(agency__slug=COUNTY)
    )
    assert states == {State.PUBLISHED: 52, State.SUBMITTED: 1, State.WRITING: 2}
    on = NOW.date()
    ours = [agency(COUNTY).id, *below_during(agency(COUNTY).id, on, on)]
    rows = board(ours, YEAR, on)
    assert Counter(row.standing for row in rows) == {Standing.OVERDUE: 5, Standing.LATE: 2, Standing.DONE: 50}
    assert {row.agency.slug for row in rows if row.working_id is None} == {NOT_THERE}


def _year_is_uneven() -> None:
    cells = home().working.cells
    assert 3000 < cells["t2.art20_5.admin_license.decisions_this_year"] < 5000
    assert 130 < cells["t3.new_received.total"] < 170
    given = contributions(home().working.run.id)  # type: ignore[union-attr]
    by = {each.agency.slug: each.cells or {} for each in given}
    licences = sorted(
        (int(c.get("t2.art20_5.admin_license.decisions_this_year", 0)) for c in by.values()), reverse=True
    )
    assert sum(licences[:3]) > sum(licences) / 2
    asked = {slug: int(c.get("t3.new_received.total", 0)) for slug, c in by.items()}
    assert max(asked, key=lambda slug: asked[slug]) == "yunling-zrzyj"
    rows = {cell.split(".")[1] for cell, value in cells.items() if cell.endswith(".total") and value}
    assert len(rows & {cell.split(".")[1] for cell in cells if cell.startswith("t3.")}) >= 18
    assert cells["t3.carried_out.total"] > 0
    assert Application.objects.filter(handled_on__year=YEAR, handled_on__gt=F("due_on")).count() in range(
        1, 10
    )
    for cell in (
        "t4.review.corrected",
        "t4.review.pending",
        "t4.direct_suit.corrected",
        "t4.suit_after_review.upheld",
    ):
        assert cells[cell] > 0, cell


def _rest_comes_and_the_county_is_done() -> None:
    for slug in (NOT_THERE, BLANK):
        officer = actor(place_of(slug), Role.DISCLOSURE_OFFICER, NOW)
        if slug == NOT_THERE:
            working_id = annual.written(agency(slug).id, YEAR, reports.texts(slug), by=officer, at=NOW)
        else:
            working_id = WorkingReport.objects.get(agency__slug=slug, year=YEAR).pk
            annual.state_none(working_id, by=officer, at=NOW)
            annual.write(working_id, (), reports.texts(slug), by=officer, at=NOW)
        annual.to_the_end(place_of(slug), working_id, [NOW] * 3)
    officer = actor(people.HOME, Role.DISCLOSURE_OFFICER, NOW)
    made = actions.compile_report(agency(COUNTY).id, YEAR, Scope.ROLLED_UP, by=officer, at=NOW)
    assert made.hindering == ()
    annual.write(made.working_id, (), reports.texts(COUNTY), by=officer, at=NOW)
    assert home().faults == ()
    annual.to_the_end(people.HOME, made.working_id, [NOW] * 3)
    out = AnnualReport.objects.get(agency__slug=COUNTY, year=YEAR)
    assert "{{" not in str(out.content)
    assert out.content["published_on"] == "2026-11-23"


def test_texts_and_bodies_fit_together() -> None:
    samples.load()
    on = NOW.date()
    below = below_during(agency(COUNTY).id, on, on)
    assert len(bodies()) == len(below) + 1
    assert sum(kind["many"] for kind in told()["kind"]) == sum(body.applications for body in bodies())
    came = requests.stories(YEAR)
    assert {body.slug: body.applications for body in bodies() if body.applications} == {
        slug: len(each) for slug, each in came.items()
    }
    assert all(story.came_on.year == YEAR for each in came.values() for story in each)
    assert {body.slug for body in bodies() if body.issued or body.earlier} <= set(told()["codes"])
    names = [step.name for step in plan(YEAR)]
    assert len(names) == len(set(names))


def test_demo_with_reports_of_its_own_is_left_alone() -> None:
    samples.load()
    actions.compile_report(agency(COUNTY).id, YEAR, Scope.OWN, by=OPERATOR, at=NOW)
    working.begin(NOW)
    assert not do_next(worker="w", hold=timedelta(minutes=1), clock=lambda: NOW + timedelta(hours=1))


def test_steps_are_done_once_each_in_order_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    breaks = Mock(side_effect=[RuntimeError("the demo is ended here"), None])

    def second(_: datetime) -> None:
        done.append("b")
        breaks()

    steps = (
        Step("a", "A", lambda _: done.append("a")),
        Step("b", "B", second),
        Step("c", "C", lambda _: done.append("c")),
    )
    monkeypatch.setattr(working, "plan", lambda _: steps)
    working.begin(NOW)
    working.begin(NOW)
    later = [NOW + timedelta(minutes=number) for number in range(8)]
    for at in later:
        do_next(worker="w", hold=timedelta(minutes=1), clock=lambda at=at: at)  # type: ignore[misc]
    assert done == ["a", "b", "b", "c"]
    working.begin(later[-1])
    assert not do_next(worker="w", hold=timedelta(minutes=1), clock=lambda: later[-1] + timedelta(hours=1))
