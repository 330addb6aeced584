"""Letters that tell the answer to a request for correction: what each says, once, and nothing of it lies open."""

from datetime import date
from typing import Any

import pytest

from gongkai.agencies.actions import Stationery, set_letterhead
from gongkai.applications.actions import Brought, Service, rectifying
from gongkai.applications.actions.rectifying_letters import made_files, make_letter
from gongkai.applications.models import Delivery, Doing, FileUse, RectifyFile, RectifyLetter
from gongkai.applications.queries.on_its_way import remedies_open
from gongkai.applications.queries.rectifying.case import case
from gongkai.applications.queries.rectifying.letters import (
    Card,
    confirmed_correction,
    letter_of,
    of_table,
    pdf_of,
)
from gongkai.documents.holidays import installed_calendar
from gongkai.documents.letters.letter import plain
from gongkai.law.rectification.course import State
from gongkai.records.actions.files import receive
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day
from gongkai.sealing.value import text_of
from tests.applications.office import CLERK, HEAD, NOON, OFFICER, Office, after, office
from tests.applications.rectifying import RIGHT, WRONG, one, registered, standing
from tests.desk.papers import PIXEL

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Office:
    """An agency that has settled whom its letters name for review and suit."""
    made = office()
    stationery = Stationery(review_body="虚构省人民政府", court="虚构市中级人民法院")
    set_letterhead(agency_id=made.agency.pk, stationery=stationery, by=made[HEAD], at=NOON)
    return made


def left(at: Office, state: State) -> RectifyLetter:
    """The letter of a request that stands so."""
    one = standing(at, state)
    rectifying.write_letter(rectification_id=one.pk, by=at[OFFICER], at=NOON)
    return RectifyLetter.objects.select_related("rectification__requester", "event").get(pk=one.pk)


@pytest.mark.parametrize(
    ("state", "kind", "says"),
    [
        (
            State.CORRECTED,
            "rectify_done",
            (WRONG, RIGHT, "虚构省人民政府", "虚构市中级人民法院", "第四十一条"),
        ),
        (
            State.REFUSED,
            "rectify_refused",
            ("不予更正", "经核对，记录准确；与档案一致", "虚构市中级人民法院"),
        ),
        (State.FORWARDED, "rectify_forward", ("云岭县虚构民政局负责", "已将有关材料转送该机关")),
        (State.DIRECTED, "rectify_forward", ("云岭县虚构民政局负责", "请您向该机关提出", "000-0000000")),
    ],
)
def test_each_answer_has_its_letter(at: Office, state: State, kind: str, says: tuple[str, ...]) -> None:
    held = left(at, state)
    said = plain(of_table(held, text_of))
    assert (held.kind, held.number in said) == (kind, True)
    for words in ("云小舟：", *says):
        assert words in said
    if state is State.DIRECTED:
        assert "已将有关材料转送" not in said


def test_what_is_sealed_is_in_no_column_and_masked_on_pages(at: Office) -> None:
    held = left(at, State.CORRECTED)
    for words in (WRONG, RIGHT, "云小舟"):
        assert words not in str(held.said)
        assert words not in plain(of_table(held, str))


def test_it_leaves_once_and_not_before_the_answer(at: Office) -> None:
    held = left(at, State.REFUSED)
    who: dict[str, Any] = {"by": at[OFFICER], "at": NOON}
    with pytest.raises(Refused, match="已经制发过"):
        rectifying.write_letter(rectification_id=held.pk, **who)
    with pytest.raises(Refused, match="不能制发告知书"):
        rectifying.write_letter(rectification_id=standing(at, State.CHECKING).pk, **who)


def test_without_review_body_and_court_it_does_not_leave() -> None:
    other = office("b")
    one = standing(other, State.CORRECTED)
    with pytest.raises(Refused, match="人民法院"):
        rectifying.write_letter(rectification_id=one.pk, by=other[OFFICER], at=NOON)
    assert not RectifyLetter.objects.exists()


def test_files_are_made_once_and_the_code_confirms_them(at: Office) -> None:
    held = left(at, State.CORRECTED)
    assert pdf_of(held.pk) is None
    prepared = made_files(rectification_id=held.pk, at=NOON)
    assert prepared.pdf.startswith(b"%PDF")
    for _ in range(2):  # a worker that died after the transaction tries again
        make_letter(rectification_id=held.pk, at=NOON, prepared=prepared)
    files = RectifyFile.objects.filter(rectification=held.pk, use=FileUse.NOTICE).order_by("pk")
    assert [each.name for each in files] == ["更正告知书.pdf", "更正告知书.docx"]
    assert pdf_of(held.pk) == files[0].file_id
    found = confirmed_correction(held.code)
    assert found is not None
    assert (found.name, found.number, found.digest) == ("更正告知书", held.number, files[0].file.digest)
    assert confirmed_correction("0" * 24) is None


def test_sent_returned_sent_again_and_served(at: Office) -> None:
    held = left(at, State.CORRECTED)
    who: dict[str, Any] = {"rectification_id": held.pk, "by": at[CLERK]}
    with pytest.raises(Refused, match="邮件号"):
        rectifying.send_letter(way=Delivery.POST, at=NOON, **who)
    with pytest.raises(Refused, match="没有在途"):
        rectifying.letter_returned(service=Service("查无此人"), at=NOON, **who)
    rectifying.send_letter(way=Delivery.POST, tracking="XA00000000011", at=NOON, **who)
    rectifying.letter_returned(service=Service("地址不详"), at=after(3), **who)
    with pytest.raises(Refused, match="已经登记退回"):
        rectifying.letter_returned(service=Service("地址不详"), at=after(3), **who)
    back = card(at, held)
    assert (back.way, back.stands, back.left) == (
        "邮寄",
        "已经退回，需要另行送达",
        (Delivery.COUNTER, Delivery.EMAIL, Delivery.PORTAL),
    )
    assert "改用其他方式（当面送达、电子邮件、网上下载）" in back.next_step
    rectifying.send_letter(way=Delivery.COUNTER, at=after(4), **who)
    assert card(at, held).next_step == ""
    proof = Brought(FileUse.PROOF, receive(PIXEL, "回证.png"))
    served = Service("本人签收", files=(proof,))
    rectifying.serve_letter(service=served, at=after(4), **who)
    arrived = card(at, held)
    assert (arrived.stands, arrived.served_on, arrived.acts) == (
        "已经送达",
        civil_day(after(4)),
        frozenset(),
    )
    review, suit = remedies_open(arrived, installed_calendar()) or (None, None)
    assert (review, suit) == (date(2026, 5, 6), date(2026, 9, 7))
    assert RectifyFile.objects.get(use=FileUse.PROOF).event.kind == Doing.SERVED
    with pytest.raises(Refused, match="已经登记送达"):
        rectifying.serve_letter(service=Service("再次登记"), at=after(4), **who)
    with pytest.raises(Refused, match="不必再发送"):
        rectifying.send_letter(way=Delivery.EMAIL, at=after(4), **who)


def card(at: Office, held: RectifyLetter) -> Card:
    found = case(at[OFFICER], held.pk, civil_day(after(4)))
    assert found is not None
    sent = letter_of(found)
    assert sent is not None
    return sent


def test_its_way_moves_no_period_of_the_request(at: Office) -> None:
    held = left(at, State.REFUSED)
    before = (held.rectification.state, held.rectification.due_on, held.rectification.closed_on)
    who: dict[str, Any] = {"rectification_id": held.pk, "by": at[CLERK], "at": after(2)}
    rectifying.send_letter(way=Delivery.EMAIL, **who)
    rectifying.serve_letter(service=Service("邮件回复收到"), **who)
    now = one(held.pk)
    assert (now.state, now.due_on, now.closed_on) == before


def test_before_it_left_nothing_can_be_sent(at: Office) -> None:
    made = standing(at, State.CORRECTED)
    with pytest.raises(Refused, match="请先制发"):
        rectifying.send_letter(rectification_id=made.pk, way=Delivery.EMAIL, by=at[CLERK], at=NOON)


def test_a_download_is_the_arrival_once(at: Office) -> None:
    receipt = registered(at)
    who: dict[str, Any] = {"rectification_id": receipt.rectification_id, "by": at[OFFICER], "at": NOON}
    rectifying.correct(old_record=WRONG, new_record=RIGHT, **who)
    rectifying.write_letter(**who)
    asks: dict[str, Any] = {"number": receipt.number, "code": receipt.code}
    assert not rectifying.downloaded(**asks, at=after(1))  # the files are not made yet
    prepared = made_files(rectification_id=receipt.rectification_id, at=NOON)
    make_letter(rectification_id=receipt.rectification_id, at=NOON, prepared=prepared)
    with pytest.raises(Refused):
        rectifying.downloaded(**asks | {"code": "WRONGCODE"}, at=after(1))
    assert rectifying.downloaded(**asks, at=after(1))
    assert not rectifying.downloaded(**asks, at=after(2))
    held = RectifyLetter.objects.get(pk=receipt.rectification_id)
    assert (held.way, held.sent_on, held.served_on) == (
        Delivery.PORTAL,
        civil_day(after(1)),
        civil_day(after(1)),
    )
    assert held.rectification.events.filter(kind=Doing.SERVED).count() == 1
