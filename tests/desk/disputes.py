"""A chain that was lost, with a file and somebody who takes part, and a complaint, of an agency of the world."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from gongkai.agencies.queries import AgencyRow
from gongkai.law.ledger import Fact, Kind
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.actions.files import receive
from gongkai.records.actions.numbers import set_pattern
from gongkai.records.models import NumberPattern
from gongkai.remedies import actions
from gongkai.remedies.actions import Brought, Challenged, Person, Said, Told
from gongkai.remedies.models import Chain, Complaint, ComplaintFile, Event, EventFile, Participant
from gongkai.remedies.models.kinds import Cause, Claim, FileUse, Part
from tests.desk.papers import PIXEL


@dataclass(frozen=True)
class Disputes:
    """By number."""

    chain: int
    judged: int
    file: int
    person: int
    complaint: int
    complaint_file: int


def _keeper(agency: AgencyRow) -> Actor:
    return Actor("keeper", "登记人", duties=(Duty(Role.LEGAL_REVIEWER, agency.id, frozenset({agency.id})),))


def disputes(agency: AgencyRow, at: datetime, mark: str = "") -> Disputes:
    """Made once for an agency. `mark` is put into everything that can be read of them."""
    found = Chain.objects.filter(agency=agency.id).order_by("pk").first()
    if found is None:
        _make(agency, at, mark)
        found = Chain.objects.get(agency=agency.id)
    complaint = Complaint.objects.get(agency=agency.id)
    return Disputes(
        chain=found.pk,
        judged=Event.objects.get(chain=found, kind=Kind.JUDGED).pk,
        file=EventFile.objects.get(chain=found).pk,
        person=Participant.objects.get(chain=found).pk,
        complaint=complaint.pk,
        complaint_file=ComplaintFile.objects.get(complaint=complaint).pk,
    )


def _make(agency: AgencyRow, at: datetime, mark: str) -> None:
    for kind, head in (("remedy_no", "FS"), ("complaint_no", "TS")):
        if not NumberPattern.objects.filter(kind=kind, agency_id=agency.id).exists():
            text, parts = head + "{code}-{year}-{n:04}", {"code": agency.slug.upper()}
            set_pattern(
                kind,
                agency_id=agency.id,
                from_year=at.year,
                text=text,
                parts=parts,
                by=OPERATOR,
                at=at,
            )
    by = _keeper(agency)
    challenged = Challenged(f"{mark}对虚构地块答复的争议", Cause.ANSWER)
    one = actions.open_chain(
        agency_id=agency.id,
        challenged=challenged,
        persons=[Person(Part.CLAIMANT, f"{mark}云小舟", f"{mark}13900009876")],
        by=by,
        at=at,
    )
    file = Brought(FileUse.PETITION, receive(PIXEL, f"{mark}起诉状.png"))
    for kind, on, result, files in (
        (Kind.SUIT_FILED, date(2025, 2, 3), "", (file,)),
        (Kind.JUDGED, date(2025, 5, 6), "revoked_redo", ()),
    ):
        said = Said(f"{mark}1号", f"{mark}虚构法院", f"{mark}理由", f"{mark}备注", files)
        when = datetime.combine(on, at.time(), tzinfo=UTC)
        actions.record(chain_id=one, fact=Fact(kind, on, result=result), said=said, by=by, at=when)
    told = Told(agency.id, Claim.NO_ANSWER, f"{mark}没有答复", f"{mark}补贴", f"{mark}云小舟", "13900009876")
    evidence = Brought(FileUse.EVIDENCE, receive(PIXEL, f"{mark}证据.png"))
    actions.submit(office_id=agency.id, told=told, ticket=uuid4(), at=at, files=[evidence])
