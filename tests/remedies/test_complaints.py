"""Complaints to the supervising office: taken in, handled, told; who complains is sealed."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.applications.models import Way
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from gongkai.remedies import access, actions
from gongkai.remedies.access import Deed
from gongkai.remedies.actions import Told
from gongkai.remedies.actions.complaining import Receipt, find
from gongkai.remedies.models import Complainant, Complaint, ComplaintEvent
from gongkai.remedies.models.kinds import Claim, ComplaintState, Handling
from gongkai.remedies.queries.complaints import Group, complaint, complaints, told_of
from tests.applications.office import NOON, OFFICER, SUPERVISOR, Office, office
from tests.remedies.office import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]


@pytest.fixture
def above() -> Office:
    return office("b")


@pytest.fixture
def at() -> Office:
    return office()


def sent(above: Office, at: Office, **changes: object) -> Receipt:
    told = {
        "against_id": at.agency.pk,
        "claim": Claim.NO_ANSWER,
        "says": "申请三个月没有答复",
        "name": "云小舟",
    }
    return actions.submit(office_id=above.agency.pk, told=Told(**told | changes), ticket=uuid4(), at=NOON)  # type: ignore[arg-type]


def handled(above: Office, number: int, deed: Deed, text: str = "已经核实") -> None:
    actions.handle(complaint_id=number, deed=deed, text=text, by=above[SUPERVISOR], at=NOON)


def state(number: int) -> str:
    return str(Complaint.objects.values_list("state", flat=True).get(pk=number))


def test_a_complaint_is_admitted_examined_and_ends_with_an_order(above: Office, at: Office) -> None:
    made = sent(above, at)
    assert state(made.complaint_id) == ComplaintState.NEW
    handled(above, made.complaint_id, Deed.ACCEPT, "")
    handled(above, made.complaint_id, Deed.ASK, "请于一周内说明")
    handled(above, made.complaint_id, Deed.EXPLAIN, "因人员变动延误")
    handled(above, made.complaint_id, Deed.RECTIFY, "情况属实，已督促整改")
    assert state(made.complaint_id) == ComplaintState.ENDED
    shown = told_of(made.complaint_id)
    assert shown is not None
    assert [step.label for step in shown.steps] == [
        Handling.SUBMITTED.label,
        Handling.ACCEPTED.label,
        Handling.RECTIFY.label,
    ]
    assert shown.who == ()


def test_the_same_form_twice_is_one_complaint(above: Office, at: Office) -> None:
    told = Told(at.agency.pk, Claim.OTHER, "同一张表")
    ticket = uuid4()
    first = actions.submit(office_id=above.agency.pk, told=told, ticket=ticket, at=NOON)
    again = actions.submit(office_id=above.agency.pk, told=told, ticket=ticket, at=NOON)
    assert (first.complaint_id, first.code) == (again.complaint_id, again.code)
    assert again.again
    assert Complaint.objects.count() == 1


def test_number_and_code_lead_to_it_and_nothing_else_does(above: Office, at: Office) -> None:
    made = sent(above, at)
    assert find(made.number.lower(), made.code) == made.complaint_id
    assert find(made.number, "3333AAAA") is None
    assert find("没有", made.code) is None
    actions.take_back(number=made.number, code=made.code, at=NOON)
    assert state(made.complaint_id) == ComplaintState.ENDED
    with pytest.raises(Refused, match="已经办结"):
        actions.take_back(number=made.number, code=made.code, at=NOON)


def test_the_body_complained_of_sees_and_handles_nothing(above: Office, at: Office) -> None:
    made = sent(above, at)
    assert complaint(at[SUPERVISOR], made.complaint_id) is None
    assert complaints(at[SUPERVISOR], Group.ALL).rows == ()
    for who in (at[SUPERVISOR], above[OFFICER]):
        with pytest.raises(PermissionDenied):
            actions.handle(complaint_id=made.complaint_id, deed=Deed.ACCEPT, text="", by=who, at=NOON)
    (line,) = complaints(above[SUPERVISOR], Group.NEW).rows
    assert line.number == made.number


@pytest.mark.parametrize("standing", list(ComplaintState))
@pytest.mark.parametrize("deed", list(Deed))
def test_every_deed_is_done_where_it_may_and_nowhere_else(
    above: Office, at: Office, deed: Deed, standing: ComplaintState
) -> None:
    made = sent(above, at)
    Complaint.objects.filter(pk=made.complaint_id).update(state=standing)
    one = Complaint.objects.get(pk=made.complaint_id)
    may = standing in access.STATES[deed]
    assert (deed in access.deeds(above[SUPERVISOR], one)) == may
    if may:
        access.require_deed(above[SUPERVISOR], one, deed)
    else:
        with pytest.raises(Refused, match="不能"):
            access.require_deed(above[SUPERVISOR], one, deed)


def test_what_is_said_and_who_says_it_is_sealed_and_revealed_with_a_reason(above: Office, at: Office) -> None:
    made = sent(above, at)
    assert "三个月" not in str(Complaint.objects.get(pk=made.complaint_id).says)
    assert "小舟" not in str(Complainant.objects.get(pk=made.complaint_id).name)
    shown = actions.reveal_complaint(
        complaint_id=made.complaint_id, field="says", reason="核实情况", by=above[SUPERVISOR], at=NOON
    )
    assert shown == "申请三个月没有答复"
    assert LogEntry.objects.filter(action="records.reveal", subject=f"complaint:{made.complaint_id}").exists()
    for field, reason, says in (
        ("says", "", "事由"),
        ("email", "核实", "没有填写"),
        ("id", "核实", "没有这一项"),
    ):
        with pytest.raises(Refused, match=says):
            actions.reveal_complaint(
                complaint_id=made.complaint_id, field=field, reason=reason, by=above[SUPERVISOR], at=NOON
            )


def test_a_report_may_come_without_a_name(above: Office, at: Office) -> None:
    made = sent(above, at, name="")
    shown = complaint(above[SUPERVISOR], made.complaint_id)
    assert shown is not None
    assert shown.who == ()


def test_what_ends_it_needs_words_and_no_day_to_come(above: Office, at: Office) -> None:
    made = sent(above, at)
    before = ComplaintEvent.objects.count()
    with pytest.raises(Refused, match="请填写说明"):
        handled(above, made.complaint_id, Deed.REFUSE, " ")
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.handle(
            complaint_id=made.complaint_id,
            deed=Deed.ACCEPT,
            text="",
            on=date(2030, 1, 1),
            by=above[SUPERVISOR],
            at=NOON,
        )
    assert ComplaintEvent.objects.count() == before


def test_at_the_office_it_is_registered_and_linked(above: Office, at: Office) -> None:
    told = Told(at.agency.pk, Claim.UNLAWFUL_ANSWER, "答复不合法")
    made = actions.register(
        office_id=above.agency.pk,
        told=told,
        way=Way.COUNTER,
        arrived_on=NOON.date(),
        ticket=uuid4(),
        by=above[SUPERVISOR],
        at=NOON,
    )
    chain = opened(at)
    actions.link(complaint_id=made.complaint_id, chain_id=chain, by=above[SUPERVISOR], at=NOON)
    shown = complaint(above[SUPERVISOR], made.complaint_id)
    assert shown is not None
    assert shown.chain is not None
    assert shown.chain[0] == chain
    with pytest.raises(Refused, match="没有这件复议诉讼"):
        actions.link(complaint_id=made.complaint_id, chain_id=opened(above), by=above[SUPERVISOR], at=NOON)
    with pytest.raises(Refused, match="网上的投诉举报"):
        actions.register(
            office_id=above.agency.pk,
            told=told,
            way=Way.PORTAL,
            arrived_on=NOON.date(),
            ticket=uuid4(),
            by=above[SUPERVISOR],
            at=NOON,
        )


def test_a_new_code_takes_the_place_of_the_old(above: Office, at: Office) -> None:
    made = sent(above, at)
    code = actions.renew_code(
        complaint_id=made.complaint_id, reason="核对了身份证", by=above[SUPERVISOR], at=NOON
    )
    assert find(made.number, made.code) is None
    assert find(made.number, code) == made.complaint_id
