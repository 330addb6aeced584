"""Writers of the register as real processes: `python -m tests.normative.process SCENARIO` prints what is in the database then."""

import json
import random
import sys
from datetime import date
from functools import partial
from typing import Any

import django

from tests.records.process import attempt, killed_again, together

CROWD = 4
THINGS = 8
ROUNDS = 4


def numbers(says: int, ids: list[int], me: int) -> None:
    """Issue all of them, in an order of one's own; the platform gives the numbers."""
    from tests.normative.register import issued

    for document_id in random.Random(me).sample(ids, len(ids)):
        attempt(says, "issue", partial(issued, document_id))


def same_number(says: int, ids: list[int], me: int) -> None:
    """Each writer enters an older document under the same numbers as the others."""
    from gongkai.agencies.models import Agency
    from tests.normative.register import entered
    from tests.signoff.office import Office

    at = Office(Agency.objects.get(slug="a"), {})
    for n in random.Random(me).sample(range(len(ids)), len(ids)):
        number = f"云旧规〔2024〕{n + 1}号"
        attempt(says, "enter", partial(entered, at, number, date(2024, 5, 10)))


def at_once(errand: Any, ids: list[int]) -> dict[str, Any]:
    return together(partial(errand, ids=ids, me=me) for me in range(CROWD))


def numbering(ids: list[int]) -> dict[str, Any]:
    """All number the same documents at once."""
    return at_once(numbers, ids)


def entering(ids: list[int]) -> dict[str, Any]:
    """All enter documents under the same numbers at once."""
    return at_once(same_number, ids)


def killed(ids: list[int]) -> dict[str, Any]:
    """Writers are killed at a random moment, again and again; then the rest is numbered."""
    killed_again(partial(numbers, ids=ids), ROUNDS)
    between = result()
    return {**at_once(numbers, ids), "between": between}


def result() -> dict[str, Any]:
    """What is in the register, and what does not fit together in it."""
    from gongkai.normative.models import Document, Doing
    from gongkai.records.models import GivenNumber, LogEntry
    from gongkai.records.queries.chain import faults

    issue = Doing.objects.filter(step="register_number_issue")
    made = Document.objects.exclude(document_no="")
    return {
        "numbers": sorted(made.values_list("document_no", flat=True)),
        "given": sorted(
            GivenNumber.objects.filter(register__startswith="document_no").values_list("text", flat=True)
        ),
        "steps": sorted(issue.values_list("number", flat=True)),
        "logged": LogEntry.objects.filter(action__in=["normative.issue", "normative.enter"]).count(),
        "half": Document.objects.filter(issued_on__isnull=True).exclude(document_no="").count()
        + Document.objects.filter(issued_on__isnull=False, validity="").count(),
        "faults": [fault.what for fault in faults()],
    }


def main(scenario: str) -> None:
    django.setup()
    from gongkai.records.access import OPERATOR
    from gongkai.records.actions.numbers import set_pattern
    from tests.normative.register import decided
    from tests.publication.office import NOON, office

    at = office("a")
    set_pattern(
        "document_no",
        agency_id=at.agency.pk,
        from_year=2026,
        text="{code}〔{year}〕{n}号",
        parts={"code": "云虚规"},
        by=OPERATOR,
        at=NOON,
    )
    ids = [decided(at) for _ in range(THINGS)]
    told = globals()[scenario](ids)
    sys.stdout.write(json.dumps({**result(), **told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
