"""Writes: what was signed becomes a version of the report that the public reads. A correction is one more version."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from gongkai.annual_reports import access
from gongkai.annual_reports.actions.keeping import keep
from gongkai.annual_reports.actions.signing import subject_of
from gongkai.annual_reports.actions.steps import enter, require_next, taken
from gongkai.annual_reports.models import Frozen, Step, StepKind, WorkingReport
from gongkai.documents.writing.as_json import dumps, from_json, to_json
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff.queries import approved

ORIGIN = "本平台编制"


@transaction.atomic
def publish(*, working_id: int, by: Actor, at: datetime) -> int:
    """Publish the snapshot that was signed, dated today; returns the number of the version.

    Refused if exactly this was not signed, and where the report of the body on the year was published in the other scope;
    PermissionDenied for others than its writers.   依据：条例第四十九条
    """
    working = taken(working_id)
    duty = access.require_writing(by, working.agency_id)
    steps = require_next(working_id, StepKind.PUBLISHED)
    frozen = Frozen.objects.filter(working=working).order_by("-number").first()
    if frozen is None or not approved(subject_of(working_id), frozen.digest):
        raise Refused("这份报告没有签发，不能发布。")
    _require_one_scope(working)
    report = replace(from_json(frozen.content), published_on=civil_day(at))
    made = keep(
        report,
        body=working.agency,
        year=working.year,
        data=dumps(to_json(report), indent=1),
        name=f"{report.title}.json",
        origin=ORIGIN,
        by=by,
        at=at,
    )
    enter(working, steps, StepKind.PUBLISHED, frozen=frozen, version=made, by=by, at=at, duty=duty)
    return made.version


def _require_one_scope(working: WorkingReport) -> None:
    """A body publishes one report on a year: its own or, for a government, that of all below it."""
    other = Step.objects.filter(
        working__agency=working.agency, working__year=working.year, kind=StepKind.PUBLISHED
    ).exclude(working=working)
    if other.exists():
        raise Refused("这一年度已经发布了另一口径的报告。一个机关每年只发布一份，请对已发布的一份办理更正。")
