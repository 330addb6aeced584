"""Writes: what a citizen does with number and query code of a request for correction: brings evidence, takes it back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from gongkai.applications.actions.citizens import MOST_FILES, found_with, require_found
from gongkai.applications.actions.holding import Brought, citizen, with_keys
from gongkai.applications.actions.rectifying_handling import enter_evidence
from gongkai.applications.actions.rectifying_holding import Held, Said, enter, taken, told
from gongkai.applications.models import Rectification
from gongkai.law.rectification.course import Kind, State
from gongkai.records.actions.refused import Refused, refuse_longer


def find(number: str, code: str) -> int | None:
    """The request with this number and this code; one query whatever there is, as for applications.

    Refused while the installation has no keys, for then no code can be compared.
    """
    return found_with(Rectification.objects.all(), number, code)


@transaction.atomic
def supplement(
    *, number: str, code: str, text: str, at: datetime, files: Iterable[Brought] = (), address: str = ""
) -> None:
    """Bring the evidence that was asked for, or more. Refused for a wrong code, without text and file, and after the end."""
    held, brought = _held(number, code, at, address), tuple(files)
    if len(brought) > MOST_FILES:
        raise Refused(f"一次最多上传 {MOST_FILES} 个文件，请分次上传。")
    if State(held.one.state).ended:
        raise Refused("这件更正申请已经办结，不能再补充材料。有新的证据的，请另行提出。")
    enter_evidence(held, text, brought)
    told("rectify_supplement", held, details={"files": len(brought)})


@transaction.atomic
def take_back(*, number: str, code: str, at: datetime, reason: str = "", address: str = "") -> None:
    """Take the own request back. Refused for a wrong code, and once it has ended."""
    held = _held(number, code, at, address)
    if State(held.one.state).ended:
        raise Refused("这件更正申请已经办结，不能撤回。")
    refuse_longer(reason, 500, "撤回的原因")
    with with_keys():
        enter(held, Kind.WITHDRAWN, Said(more={"said": reason.strip()}))
    told("rectify_take_back", held)


def _held(number: str, code: str, at: datetime, address: str) -> Held:
    return Held(taken(require_found(find(number, code))), citizen(address), at, None)
