"""Letters of the demo on their way: letterheads of two bodies, what lapsed is told, one letter came back,
one was served with proof, one waits for its signature."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from gongkai.agencies import actions as agencies
from gongkai.agencies.queries import by_slugs
from gongkai.agencies.queries.letterheads import letterhead
from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Brought, Service, rectifying
from gongkai.applications.models import Application, Letter, Rectification
from gongkai.applications.queries.kinds import Delivery, FileUse
from gongkai.applications.queries.rectifying.permits import ANSWERED
from gongkai.applications.queries.samples import SAMPLE
from gongkai.demo import people
from gongkai.demo.people import actor
from gongkai.demo.printed import paper
from gongkai.documents.letters.written import Form
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Party
from gongkai.law.params import param
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import receive
from gongkai.records.actions.jobs import spread
from gongkai.signoff import actions as signoff

PLACES = (people.HOME, people.BUREAU)
FORMS = {people.HOME.slug: Form.RED, people.BUREAU.slug: Form.LETTER}
REVIEW_BODY, COURT = "虚构省示例市人民政府", "虚构省示例市中级人民法院"
LAPSED = {
    State.ABANDONED_NO_CORRECTION: "abandon_no_correction",
    State.ABANDONED_UNPAID: "abandon_unpaid",
    State.WITHDRAWN: "withdrawal_confirm",
}
SIGNED = "extension_notice"
CHAIN = [[{"id": "office", "title": "办公室主任审批", "role": Role.OFFICE_HEAD.value}]]
JOB = "applications.make_letter"
REST, APART = timedelta(seconds=30), timedelta(seconds=5)
"""When the files of old letters are made: whoever looks around, and whoever sends a letter, comes first."""


def settle_heads(now: datetime) -> None:
    """How the letters of two bodies look, unless that is settled."""
    there = by_slugs(place.slug for place in PLACES)
    for slug, form in FORMS.items():
        if not letterhead(there[slug].id).version:
            settled = agencies.Stationery(form=form, review_body=REVIEW_BODY, court=COURT)
            agencies.set_letterhead(agency_id=there[slug].id, stationery=settled, by=OPERATOR, at=now)


@transaction.atomic
def load(now: datetime) -> None:
    """Let go what is owed, and enter how two replies went; the files of what is older are made by and by."""
    if Letter.objects.exclude(way="").exists():
        return
    spread(JOB, begin=now + REST, apart=APART)
    there = by_slugs(place.slug for place in PLACES)
    sample = Application.objects.filter(ticket=SAMPLE).first()
    if sample is not None:
        officer = actor(people.HOME, Role.DISCLOSURE_OFFICER, now)
        actions.write_letter(application_id=sample.pk, kind="receipt", by=officer, at=now)
    for place in PLACES:
        officer = actor(place, Role.DISCLOSURE_OFFICER, now)
        for state, kind in LAPSED.items():
            found = (
                Application.objects.filter(agency=there[place.slug].id, state=state).order_by("-pk").first()
            )
            if found is not None and not found.letters.filter(kind=kind).exists():
                actions.write_letter(application_id=found.pk, kind=kind, by=officer, at=now)
    _on_their_way(there[people.HOME.slug].id, now)
    _to_be_signed(there[people.BUREAU.slug].id, now)
    _corrections(there[people.HOME.slug].id, now)


def _on_their_way(agency_id: int, now: datetime) -> None:
    """The newest reply was posted, came back and was sent again; the one before it was served, with the proof."""
    waiting = Letter.objects.filter(
        application__agency=agency_id,
        application__state=State.REPLIED,
        decision__isnull=False,
        to=Party.APPLICANT,
        on__lt=now.date(),
    ).order_by("-pk")[:2]
    clerk = actor(people.HOME, Role.COUNTER_CLERK, now)
    for number, each in enumerate(waiting):
        letter: dict[str, Any] = {"letter_id": each.pk}
        tracking = f"XA0000000{number}000"
        actions.send_letter(**letter, way=Delivery.POST, tracking=tracking, on=each.on, by=clerk, at=now)
        if number == 0:
            back = Service("地址不详，投递不到（虚构示例）", each.on)
            actions.letter_returned(**letter, service=back, by=clerk, at=now)
            actions.send_letter(**letter, way=Delivery.EMAIL, by=clerk, at=now)
        else:
            proof = paper("邮件投递记录（虚构示例）", "收件人本人签收。")
            files = (Brought(FileUse.PROOF, receive(proof, "投递记录.pdf")),)
            served = Service("邮政投递记录显示本人签收（虚构示例）", each.on, files)
            actions.serve_letter(**letter, service=served, by=clerk, at=now)


def _to_be_signed(agency_id: int, now: datetime) -> None:
    """One body has extensions signed by the head of its office before they leave; one waits for the signature."""
    signoff.set_chain(agency_id=agency_id, kind=SIGNED, steps=CHAIN, by=OPERATOR, at=now)
    newest = Application.objects.filter(agency=agency_id, state=State.IN_REVIEW).order_by("-pk").first()
    if newest is not None:
        officer = actor(people.BUREAU, Role.DISCLOSURE_OFFICER, now)
        longest = int(param("extension_working_days").on(now.date()).value)
        said = {"working_days": longest, "reason": "需要调阅的档案较多（虚构示例）"}
        one = actions.prepare(
            application_id=newest.pk, act=Act.PROPOSE_EXTENSION, said=said, by=officer, at=now
        )
        actions.submit_prepared(prepared_id=one, revision=1, by=officer, at=now)


def _corrections(agency_id: int, now: datetime) -> None:
    """Whoever asked for a correction and was answered has the letter."""
    officer = actor(people.HOME, Role.DISCLOSURE_OFFICER, now)
    for one in Rectification.objects.filter(agency=agency_id, state__in=ANSWERED, letter=None).order_by("pk"):
        rectifying.write_letter(rectification_id=one.pk, by=officer, at=now)
