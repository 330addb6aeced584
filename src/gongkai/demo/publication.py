"""Items of the demo, on every step of their way, through the same actions as any: drafted, reviewed, signed, published."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import localtime, make_aware

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.demo.items import Text, document, html, sheet, texts
from gongkai.demo.people import NAMES, PLACES, STEPS, Place, actor
from gongkai.demo.printed import paper
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.publication import Secrecy
from gongkai.law.findings import Severity
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.publication import access, actions
from gongkai.publication.actions import PartReview, Unfit, statements
from gongkai.publication.actions.codes import set_document_codes
from gongkai.publication.models import Edition, Item, Why
from gongkai.publication.models.numbers import INDEX_NO
from gongkai.publication.queries.columns import columns
from gongkai.publication.queries.content import Content, content_of
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.numbers import set_pattern
from gongkai.signoff import actions as signoff

BEGIN = datetime(2025, 1, 2, 1, 0, tzinfo=UTC)
PATTERN = "{code}/{year}-{n:05}"
REVIEWED = "已核对，确认无误"
EMPTY = ("gwyzk", "本机关无此类信息，公务员招考由上级机关统一组织。")
EVERY_STEP = ("secrecy", "legal", "office", "signature")
CODES = {
    "yunling": "YL",
    "yunling-zjj": "YLZJ",
    "ledu": "LD",
    "yuanzhou": "YZ",
    "qingyang": "QY",
    "qingshan": "QS",
    "yanshi-bgs": "YSB",
}
DOCUMENT_CODES = ("云政发", "云政办发", "云政告")
OWN_CHAIN = (
    (
        {"id": "secrecy", "title": "保密审查", "role": "secrecy_reviewer", "working_days": 3},
        {"id": "legal", "title": "法制审核", "role": "legal_reviewer", "working_days": 10, "skippable": True},
    ),
    (
        {
            "id": "office",
            "title": "办公室主任审核",
            "role": "office_head",
            "working_days": 2,
            "skippable": True,
        },
    ),
    ({"id": "signature", "title": "分管领导签发", "role": "leader", "working_days": 2},),
)


@transaction.atomic
def load(now: datetime) -> None:
    """Enter items and send them as far as each is to be, unless that was done before."""
    if Item.objects.filter(run__isnull=True).exists():
        return
    there = agencies.by_slugs(place.slug for place in PLACES)
    offices = {place.slug: Office(place, there[place.slug], now) for place in PLACES}
    for slug, each in offices.items():
        each.set_pattern(slug)
    home = offices["yunling"]
    signoff.set_chain(agency_id=home.agency.id, kind=access.KIND.key, steps=OWN_CHAIN, by=OPERATOR, at=now)
    set_document_codes(agency_id=home.agency.id, codes=DOCUMENT_CODES, by=OPERATOR, at=now)
    for text in texts(localtime(now).date()):
        offices[text.at].see_to(text)
    actions.expire_due(at=now)
    home.state_empty(*EMPTY)


class Office:
    """The people of one agency at work on their items."""

    def __init__(self, place: Place, agency: AgencyRow, now: datetime) -> None:
        self.agency, self.now = agency, now
        self.people: dict[Role, Actor] = {
            role: actor(place, role, now) for role in place.roles if role in NAMES
        }
        self.columns = {row.key: row for row in columns(agency.id, localtime(now).date())}
        self.steps = EVERY_STEP if place.slug == "yunling" else ("secrecy", "office", "signature")
        self.numbers: dict[str, str] = {}

    def set_pattern(self, slug: str) -> None:
        """How the agency numbers what it publishes."""
        set_pattern(
            INDEX_NO.name,
            agency_id=self.agency.id,
            from_year=BEGIN.year,
            text=PATTERN,
            parts={"code": CODES[slug]},
            by=OPERATOR,
            at=BEGIN,
        )

    def see_to(self, text: Text) -> None:
        """From the draft to whatever became of it."""
        at = self.moment(text.days)
        edition_id = self._draft(text, at)
        if text.then == "public":
            self._put_out(text, edition_id, at)
        elif text.sent or text.agreed:
            self.send(edition_id, at, text.urgent)
            self.agree(edition_id, text.agreed, at)
            if text.returned:
                self._return(edition_id, text.returned, at)
            self._conclude(text, edition_id, at)

    def state_empty(self, key: str, text: str) -> None:
        """The public is told why a column is empty."""
        statements.state_empty(
            column_id=self.columns[key].id,
            agency_id=self.agency.id,
            text=text,
            by=self.people[Role.DISCLOSURE_OFFICER],
            at=self.now,
        )

    def _draft(self, text: Text, at: datetime) -> int:
        by, on = self.people[Role.HANDLER], localtime(at).date()
        edition_id = actions.draft(agency_id=self.agency.id, content=self._content(text, on), by=by, at=at)
        if text.attachment == "xlsx":
            actions.attach(edition_id=edition_id, data=sheet(text.body), name="附表.xlsx", by=by, at=at)
        if text.attachment == "docx":
            data = document(text.title, text.body)
            actions.attach(edition_id=edition_id, data=data, name="文字版.docx", by=by, at=at)
        if text.attachment == "pdf":
            data = paper(text.title, text.body)
            actions.attach(edition_id=edition_id, data=data, name="印发件.pdf", by=by, at=at)
        return edition_id

    def _content(self, text: Text, on: date) -> Content:
        column = self.columns[text.column]
        number = text.document_no.format(year=on.year)
        self.numbers[text.title] = number
        return Content(
            title=text.title,
            body=html(text.body.replace("{mentioned}", self.numbers.get(text.mentions, ""))),
            column_id=column.id,
            entry_key=text.entry,
            duty=column.duty,
            document_no=number,
            issuing_body=self._issuing(number),
            written_on=on,
            topic=text.topic,
            genre=text.genre,
            summary=text.summary,
            attribute=Attribute(text.attribute),
            grounds=text.grounds,
            reasons=text.reasons,
            validity=text.validity,
        )

    def _issuing(self, number: str) -> str:
        return f"{self.agency.name}办公室" if "政办" in number else self.agency.name

    def _put_out(self, text: Text, edition_id: int, at: datetime) -> None:
        if text.shown_for:
            last = localtime(at).date() + timedelta(days=text.shown_for)
            by = self.people[Role.HANDLER]
            actions.schedule(edition_id=edition_id, publish_after=None, expires_on=last, by=by, at=at)
        item_id = self._publish(edition_id, at)
        officer, after = self.people[Role.DISCLOSURE_OFFICER], self.later(at, days=3)
        if text.withdrawn:
            actions.withdraw(item_id=item_id, why=Why.ERROR, told=text.withdrawn, by=officer, at=after)
        if text.removed:
            actions.withdraw(item_id=item_id, why=Why.HARMFUL, told=text.removed, by=officer, at=after)
        if text.corrected:
            again = actions.reopen(item_id=item_id, by=self.people[Role.HANDLER], at=after)
            self._correct(again, text.corrected, after)
            self._publish(again, after)

    def _publish(self, edition_id: int, at: datetime) -> int:
        self.send(edition_id, at)
        self.agree(edition_id, self.steps, at)
        officer = self.people[Role.DISCLOSURE_OFFICER]
        actions.publish(edition_id=edition_id, by=officer, at=self.later(at, hours=5))
        return Edition.objects.values_list("item", flat=True).get(pk=edition_id)

    def _correct(self, edition_id: int, title: str, at: datetime) -> None:
        held = Edition.objects.get(pk=edition_id)
        content = replace(content_of(held), title=title)
        by = self.people[Role.HANDLER]
        actions.save(edition_id=edition_id, revision=held.revision, content=content, by=by, at=at)

    def send(self, edition_id: int, at: datetime, urgent: str = "") -> None:
        """Into sign-off: warnings get an answer, errors do not."""
        try:
            self._submit(edition_id, at, urgent, {})
        except Unfit as unfit:
            warned = [each for each in unfit.checks if each.severity is Severity.WARNING]
            self._submit(edition_id, at, urgent, {each.key: REVIEWED for each in warned})

    def _submit(self, edition_id: int, at: datetime, urgent: str, answered: dict[str, str]) -> None:
        actions.submit(
            edition_id=edition_id,
            revision=Edition.objects.values_list("revision", flat=True).get(pk=edition_id),
            answered=answered,
            by=self.people[Role.HANDLER],
            at=at,
            urgent_because=urgent,
        )

    def agree(self, edition_id: int, steps: Sequence[str], at: datetime) -> None:
        """An hour between one and the next."""
        for hours, step in enumerate(steps, 1):
            when = self.later(at, hours=hours)
            if step == "secrecy":
                self._review(edition_id, when)
            else:
                verdict = Verdict.AGREE if step == "signature" else Verdict.PROPOSE
                self._say(edition_id, step, verdict, when)

    def _review(self, edition_id: int, at: datetime) -> None:
        held = Edition.objects.get(pk=edition_id)
        names = ["body", *(f"file:{one.name}" for one in held.attachments.all())]
        actions.review(
            edition_id=edition_id,
            digest=held.digest,
            parts=[PartReview(name, Secrecy.CLEAR) for name in names],
            by=self.people[Role.SECRECY_REVIEWER],
            at=at,
        )

    def _return(self, edition_id: int, step: str, at: datetime) -> None:
        text = "目录缺少两项行政强制事项，请核对权责清单后补充。"
        self._say(edition_id, step, Verdict.RETURN, self.later(at, hours=4), text)

    def _say(self, edition_id: int, step: str, verdict: Verdict, at: datetime, text: str = "") -> None:
        held = Edition.objects.get(pk=edition_id)
        signoff.say(
            round_id=held.round_id or 0,
            step=step,
            verdict=verdict,
            digest=held.digest,
            text=text,
            by=self.people[STEPS[step]],
            at=at,
        )

    def _conclude(self, text: Text, edition_id: int, at: datetime) -> None:
        after = self.later(at, hours=5)
        if text.then == "withheld":
            actions.withhold(edition_id=edition_id, by=self.people[Role.DISCLOSURE_OFFICER], at=after)
        if text.then == "scheduled":
            day = localtime(self.now).date() + timedelta(days=3)
            actions.schedule(
                edition_id=edition_id,
                publish_after=make_aware(datetime.combine(day, time(9, 0))),
                expires_on=None,
                by=self.people[Role.DISCLOSURE_OFFICER],
                at=after,
            )

    def moment(self, days: int) -> datetime:
        """Nine in the morning of a day so long ago that is no Saturday or Sunday."""
        day = localtime(self.now).date() - timedelta(days=days)
        day -= timedelta(days=max(0, day.weekday() - 4))
        at = make_aware(datetime.combine(day, time(9, 0)))
        return max(BEGIN, min(at, self.now))

    def later(self, at: datetime, *, days: int = 0, hours: int = 0) -> datetime:
        """So much later, but never after now."""
        return min(at + timedelta(days=days, hours=hours), self.now)
