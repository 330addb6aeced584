"""Agencies with one person in each role and items on their way to the public; all names are invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from gongkai.agencies.models import Agency
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.publication import Secrecy
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.publication import actions
from gongkai.publication.actions import PartReview
from gongkai.publication.models import Column, ColumnKind, Edition, Item
from gongkai.publication.queries.content import Content, content_of
from gongkai.records.access import Actor
from gongkai.signoff import actions as signoff
from tests.signoff.office import Office, actor, duty, user

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # a Monday, noon in China
MONDAY = date(2026, 3, 2)
ORGAN_CODES = {"a": "000014349", "b": "11441700007280420Y"}
_numbers = count(1)

SECRECY, HEAD, LEADER = Role.SECRECY_REVIEWER, Role.OFFICE_HEAD, Role.LEADER
OFFICER, HANDLER, SUPERVISOR = Role.DISCLOSURE_OFFICER, Role.HANDLER, Role.SUPERVISOR


def later(hours: float) -> datetime:
    """So many hours after noon."""
    return NOON + timedelta(hours=hours)


def agency(slug: str = "a", parent: Agency | None = None) -> Agency:
    return Agency.objects.create(
        slug=slug,
        name=f"云岭县{slug}局",
        kind="department",
        level="department",
        region="虚构省",
        parent=parent,
        organ_code=ORGAN_CODES.get(slug, ""),
    )


def office(slug: str = "a", parent: Agency | None = None) -> Office:
    """An agency with a person in each role; supervisors reach what is below."""
    made = agency(slug, parent)
    return Office(made, {role: actor(user(f"{slug}-{role.value}"), duty(role, made.pk)) for role in Role})


def over(above: Office, *below: Office) -> Actor:
    """The supervisor of an office, who reaches these others too."""
    reach = (above.agency.pk, *(each.agency.pk for each in below))
    return replace(above[SUPERVISOR], duties=(duty(SUPERVISOR, *reach),))


def another(at: Office, role: Role, name: str = "another") -> Actor:
    return actor(user(f"{at.agency.slug}-{name}"), duty(role, at.agency.pk))


def column(key: str = "tzgg") -> Column:
    """A common column for notices."""
    made, _ = Column.objects.get_or_create(
        owner=None,
        key=key,
        defaults={
            "title": "通知公告",
            "kind": ColumnKind.NOTICE,
            "begins_on": date(2019, 5, 15),
        },
    )
    return made


def fit(**changes: Any) -> Content:
    """What can be sent into sign-off as it is; no two are the same."""
    number = next(_numbers)
    known: dict[str, Any] = {
        "title": f"关于开展第{number}次虚构检查的通知",
        "body": f"<p>各单位：</p><p>现开展第{number}次虚构检查，请做好准备。</p>",
        "column_id": column().pk,
        "summary": "通知各单位开展虚构检查。",
        "written_on": date(2026, 2, 27),
        "issuing_body": "云岭县a局",
        "topic": "other",
        "genre": "notice",
        "document_no": "",
    }
    return Content(**known | changes)


def draft(at: Office, *, by: Actor | None = None, **changes: Any) -> int:
    """A draft that can be sent; the number of its edition."""
    return actions.draft(agency_id=at.agency.pk, content=fit(**changes), by=by or at[HANDLER], at=NOON)


def edition(edition_id: int) -> Edition:
    return Edition.objects.select_related("item", "round").get(pk=edition_id)


def item_of(edition_id: int) -> Item:
    return edition(edition_id).item


def send(edition_id: int, by: Actor, *, hours: float = 1, **more: Any) -> int:
    """Send it as it is; whatever warning there is gets an answer."""
    held = edition(edition_id)
    return actions.submit(
        edition_id=edition_id,
        revision=held.revision,
        answered=more.pop("answered", answers(held)),
        by=by,
        at=later(hours),
        **more,
    )


def answers(held: Edition) -> dict[str, str]:
    """An answer to each warning that stands."""
    from gongkai.publication.queries.checks import check_edition

    return {each.key: "已核对无误" for each in check_edition(held, NOON)}


def parts(edition_id: int, conclusion: Secrecy = Secrecy.CLEAR) -> list[PartReview]:
    files = edition(edition_id).attachments.order_by("position")
    return [
        PartReview("body", conclusion),
        *(PartReview(f"file:{one.name}", Secrecy.CLEAR) for one in files),
    ]


def review(
    edition_id: int, by: Actor, *, conclusion: Secrecy = Secrecy.CLEAR, hours: float = 2, **more: Any
) -> Secrecy:
    given: dict[str, Any] = {"digest": edition(edition_id).digest, "parts": parts(edition_id, conclusion)}
    return actions.review(edition_id=edition_id, by=by, at=later(hours), **given | more)


def say(
    edition_id: int,
    step: str,
    by: Actor,
    verdict: Verdict = Verdict.AGREE,
    *,
    hours: float = 3,
    text: str = "",
) -> None:
    held = edition(edition_id)
    assert held.round_id is not None
    signoff.say(
        round_id=held.round_id,
        step=step,
        verdict=verdict,
        digest=held.digest,
        by=by,
        at=later(hours),
        text=text,
    )


def sign(edition_id: int, at: Office) -> None:
    """Head and leader agree."""
    say(edition_id, "office", at[HEAD], hours=3)
    say(edition_id, "signature", at[LEADER], hours=4)


def approved(at: Office, **changes: Any) -> int:
    """An edition that every step has agreed to; its number."""
    edition_id = draft(at, **changes)
    sign_off(edition_id, at)
    return edition_id


def sign_off(edition_id: int, at: Office) -> None:
    """From draft to the leader's signature."""
    send(edition_id, at[HANDLER])
    review(edition_id, at[SECRECY])
    sign(edition_id, at)


def published(at: Office, *, hours: float = 5, **changes: Any) -> int:
    """A public item; its number."""
    edition_id = approved(at, **changes)
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(hours))
    return edition(edition_id).item_id


def withheld(at: Office, *, hours: float = 5, more: dict[str, Any] | None = None, **changes: Any) -> int:
    """The number of an entry in the register of what is withheld."""
    given = {
        "attribute": Attribute.NOT_OPEN,
        "grounds": ("exempt_state_secret",),
        "reasons": "内容涉及国家秘密，依法不予公开。",
    }
    edition_id = approved(at, **given | changes)
    return actions.withhold(edition_id=edition_id, by=at[OFFICER], at=later(hours), **more or {})


def altered(held: Edition, **changes: Any) -> Content:
    """The content of an edition with something changed."""
    return replace(content_of(held), **changes)
