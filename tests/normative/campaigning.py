"""A clean-up campaign over invented bodies: each has a few documents, and a person who keeps its register."""

from dataclasses import dataclass
from datetime import date

from gongkai.agencies.models import Agency
from gongkai.law.normative import Conclusion
from gongkai.law.roles import Role
from gongkai.normative.actions import Described, Entered, enter_document
from gongkai.normative.actions.cleanup import (
    Begun,
    Judgement,
    accept_list,
    conclude,
    hand_in,
    start_cleanup,
)
from gongkai.normative.models import CleanupBody
from gongkai.normative.queries.cleanup.campaigns import Told, told
from gongkai.records.access import OPERATOR, Actor
from tests.normative.register import described
from tests.publication.office import NOON
from tests.signoff.office import actor, agency, duty, user

AS_OF, DUE = date(2026, 2, 28), date(2026, 3, 31)
TODAY = date(2026, 3, 2)
USUAL = (Conclusion.KEEP, Conclusion.AMEND, Conclusion.REPEAL, Conclusion.EXPIRED)


@dataclass(frozen=True)
class Field:
    """The supervising office, the bodies below it with who keeps their registers, the documents of each."""

    top: Agency
    supervisor: Actor
    bodies: list[Agency]
    keepers: dict[int, Actor]
    documents: dict[int, list[int]]

    def start(self, title: str = "2026年规范性文件清理（虚构）") -> int:
        begun = Begun(title=title, as_of=AS_OF, due_on=DUE, basis="虚构的清理通知")
        return start_cleanup(agency_id=self.top.pk, begun=begun, by=self.supervisor, at=NOON)

    def all_in(self, cleanup_id: int, conclusions: tuple[Conclusion, ...] = USUAL) -> None:
        """Every body concludes, hands in and is accepted; the n-th document of each has the n-th conclusion."""
        for body in CleanupBody.objects.filter(cleanup=cleanup_id).order_by("pk"):
            self.conclude(body, conclusions)
            hand_in(body_id=body.pk, by=self.keepers[body.agency_id], at=NOON)
            accept_list(body_id=body.pk, by=self.supervisor, at=NOON)

    def conclude(self, body: CleanupBody, conclusions: tuple[Conclusion, ...] = USUAL) -> None:
        listed = zip(self.documents[body.agency_id], conclusions, strict=False)
        judgements = [
            Judgement(pk, each, "" if each is Conclusion.KEEP else "已被虚构的新规定代替")
            for pk, each in listed
        ]
        conclude(body_id=body.pk, judgements=judgements, by=self.keepers[body.agency_id], at=NOON)


def field(bodies: int = 2, documents: int = 4) -> Field:
    """A county office above so many bodies, each with so many documents; the office itself takes part with none."""
    top = agency("xianban")
    made = [top, *(agency(f"b{number}", top) for number in range(bodies))]
    reach = [each.pk for each in made]
    supervisor = actor(user("sup"), duty(Role.SUPERVISOR, *reach), duty(Role.DISCLOSURE_OFFICER, top.pk))
    keepers = {each.pk: actor(user(f"k{each.pk}"), duty(Role.DISCLOSURE_OFFICER, each.pk)) for each in made}
    held: dict[int, list[int]] = {top.pk: []}
    for place, each in enumerate(made[1:], 1):
        held[each.pk] = [
            entered_at(each, f"{code(place)}〔2020〕{number}号", date(2020, 3, number))
            for number in range(1, documents + 1)
        ]
    return Field(top, supervisor, made[1:], keepers, held)


def code(place: int) -> str:
    """The code of the numbers of the n-th body."""
    signs = "甲乙丙丁戊己庚辛壬癸"
    return f"云{signs[place // 10]}{signs[place % 10]}发"


def entered_at(at: Agency, number: str, on: date, **changes: object) -> int:
    made: Described = described(**changes)
    entered = Entered(described=made, number=number, issued_on=on, published_on=on)
    return enter_document(agency_id=at.pk, entered=entered, by=OPERATOR, at=NOON, reason="虚构示例")


def read(cleanup_id: int) -> Told:
    found = told(cleanup_id)
    assert found is not None
    return found
