"""Writes: a report as it is handed on, whole, with its digest: what is reviewed, signed and published is this and no other."""

from datetime import datetime
from hashlib import sha256

from django.db.models import Max

from gongkai.annual_reports.models import Frozen
from gongkai.annual_reports.queries.drafted import Draft
from gongkai.documents.writing.as_json import dumps, to_json
from gongkai.law.report.checks.wording import figure
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.actions.transactions import require_transaction


def freeze(made: Draft, *, by: Actor, at: datetime) -> Frozen:
    """Keep a report as it stands now; in the transaction of the step that hands it on.

    Refused, naming each reason, for one that lacks a part, has a fault of its own, or bodies below that have not reported.
    """
    require_transaction()
    if made.working.run is None or made.faults:
        raise Refused(*made.faults)
    content = to_json(made.report)
    highest = Frozen.objects.filter(working=made.working.id).aggregate(top=Max("number"))["top"]
    return Frozen.objects.create(
        working_id=made.working.id,
        number=(highest or 0) + 1,
        compiled_id=made.working.run.id,
        by_hand={cell: figure(each.value) for cell, each in made.working.by_hand.items()},
        content=content,
        digest=sha256(dumps(content)).hexdigest(),
        at=at,
        by=by.username,
    )
