"""The people of one body of the demo at work on applications: what each word of `applications.toml` has them do."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.applications import actions
from gongkai.applications.access import OPEN, Act
from gongkai.applications.actions import Found, Opinion, Question, Reply, Said, Task, holding
from gongkai.applications.models import Application, Decision, ReplyLink, Wanted
from gongkai.applications.models.numbers import REPLY_NO
from gongkai.applications.queries.deciding import Part, findings
from gongkai.applications.queries.wording import Asked, body, remedy, whole
from gongkai.demo.materials import prepare
from gongkai.demo.people import STEPS, Place, actor
from gongkai.documents.holidays import installed_calendar
from gongkai.law.deadlines.answer import State
from gongkai.law.fees.tiers import Method
from gongkai.law.findings import Severity
from gongkai.law.ledger import Fact, Kind, Party
from gongkai.law.outcomes.decision import PersonalData, SecrecyReview
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.records.access import Actor
from gongkai.records.actions.numbers import take_number
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff import actions as signoff

CHECKED = "已核对，确认无误"
BLANK = re.compile(r"〔[^〕]*〕")
FACTS = {
    "secrecy": SecrecyReview.CLEARED.value,
    "personal_data": PersonalData.MASKED.value,
    "separable": False,
    "review_body": "虚构省示例市人民政府",
    "court": "虚构省示例市中级人民法院",
}
LONG = "涉及多年档案，需要逐卷查找"
PARTIES = {"third": Party.THIRD_PARTY, "organ": Party.ORGAN}
STARS = {
    5: "答复很快，谢谢。",
    4: "基本满意。",
    3: "答复了，但是等得久。",
    2: "没有得到想要的内容。",
    1: "超过期限才答复。",
}


@dataclass(slots=True)
class Case:
    """An application on its way; more than one once it was split. `repeats`: the story that it repeats."""

    ids: list[int]
    number: str
    code: str
    repeats: str = ""
    part: int = 0
    asked: list[tuple[Party, str]] = field(default_factory=list)


class Worker:
    """One body: its people, and what they do. `results`: what can be decided, as `applications.toml` has it."""

    def __init__(self, place: Place, agency_id: int, results: Mapping[str, Any], now: datetime) -> None:
        self.agency_id, self.results = agency_id, results
        self.people: dict[Role, Actor] = {role: actor(place, role, now) for role in place.roles}
        self.officer = self.people[Role.DISCLOSURE_OFFICER]
        self.handler = self.people[Role.HANDLER]
        self.head = self.people[Role.OFFICE_HEAD]
        self.taker = self.people.get(Role.COUNTER_CLERK, self.officer)
        self.named: Mapping[str, Case] = {}

    def do(self, case: Case, says: str, at: datetime, named: Mapping[str, Case]) -> None:
        """One step: its word and what follows it; nothing where the application lapsed meanwhile."""
        word, _, rest = says.partition(" ")
        self.named = named
        if word in AFTERWARDS or any(self._open(each) for each in case.ids):
            STEPS_OF[word](self, case, rest, at)

    def confirm(self, case: Case, _: str, at: datetime) -> None:
        """Receipt is confirmed, where the way asks for it."""
        if self._state(case.ids[0]) is State.CONFIRMING_RECEIPT:
            actions.confirm(application_id=case.ids[0], by=self.officer, at=at, how="电话告知申请人")

    def assign(self, case: Case, days: str, at: datetime) -> None:
        """The handler gets the case, due after so many working days."""
        due = installed_calendar().after(civil_day(at), int(days))
        person = self.handler.user_id
        task = Task("查找有关文件，提出答复意见", max(due, civil_day(at)), person, "业务股", handler=True)
        case.part = actions.assign(application_id=case.ids[0], task=task, by=self.officer, at=at)

    def done(self, case: Case, _: str, at: datetime) -> None:
        """The handler answers."""
        actions.finish_part(
            assignment_id=case.part, outcome="已查找，意见随附（虚构示例）。", by=self.handler, at=at
        )

    def search(self, case: Case, found: str, at: datetime) -> None:
        """Somebody looks for it."""
        there = found == "found"
        looked = Found(
            "综合档案室、公文系统",
            "按文号和关键词检索",
            "1990年至今的发文和收文",
            "找到有关文件" if there else "没有找到",
            found=there,
        )
        actions.search(application_id=case.ids[0], found=looked, by=self.officer, at=at)

    def prepare(self, case: Case, how: str, at: datetime) -> None:
        """What is given with the answer is marked, or made without what is withheld as well."""
        prepare(case.ids[0], how, self.officer, at)

    def correction(self, case: Case, _: str, at: datetime) -> None:
        """The applicant is asked to say more exactly what is meant."""
        what = "请写明所需信息的名称、文号或者便于查询的其他特征（虚构示例）。"
        actions.ask_correction(application_id=case.ids[0], what=what, by=self.officer, at=at)

    def corrected(self, case: Case, _: str, at: datetime) -> None:
        """The applicant says it."""
        actions.supplement(
            number=case.number, code=case.code, text="补充说明：以批准文件为准（虚构示例）。", at=at
        )

    def ask(self, case: Case, rest: str, at: datetime) -> None:
        """A third party or another organ is asked."""
        party, _, who = rest.partition(" ")
        named = Wanted.objects.filter(application=case.ids[0]).order_by("position")
        what = "；".join(named.values_list("name", flat=True))
        question = Question(PARTIES[party], who, what)
        actions.ask(application_id=case.ids[0], question=question, by=self.officer, at=at)
        case.asked.append((PARTIES[party], who))

    def opinion(self, case: Case, said: str, at: datetime) -> None:
        """Whoever was asked last says something."""
        party, who = case.asked[-1]
        objects = Said(said) is Said.OBJECTED
        reasons = "公开会造成损害（虚构示例）" if objects else ""
        opinion = Opinion(party, who, Said(said), reasons=reasons, reasonable=True if objects else None)
        actions.record_opinion(application_id=case.ids[0], opinion=opinion, by=self.officer, at=at)

    def reply(self, case: Case, said: str, at: datetime) -> None:
        """Whoever was asked last answers at the portal, by the link of the letter."""
        link = ReplyLink.objects.filter(application=case.ids[0], asked__who=case.asked[-1][1]).latest("pk")
        number, code = link.number, str(link.code.unsealed())
        objects = Said(said) is Said.OBJECTED
        what = Reply(Said(said), *(("公开会泄露商业秘密（虚构示例）", "合同总价可以公开") if objects else ()))
        actions.fetch_question(number=number, code=code, at=at - timedelta(minutes=4))
        actions.reply(number=number, code=code, what=what, at=at)

    def judge(self, case: Case, holds: str, at: datetime) -> None:
        """Whether the reasons of whoever was asked last hold."""
        party, who = case.asked[-1]
        actions.judge_opinion(
            application_id=case.ids[0],
            party=party,
            who=who,
            reasonable=holds == "yes",
            note="报价构成没有公开过，公开会损害其竞争地位（虚构示例）",
            by=self.officer,
            at=at,
        )

    def reasons(self, case: Case, _: str, at: datetime) -> None:
        """The applicant is asked why there are so many requests."""
        what = "请说明申请数量明显超过合理范围的理由（虚构示例）。"
        actions.ask_reasons(application_id=case.ids[0], what=what, by=self.officer, at=at)

    def reasoned(self, case: Case, accepted: str, at: datetime) -> None:
        """The reasons came."""
        actions.record_reasons(
            application_id=case.ids[0],
            reasons="希望全面了解（虚构示例）。",
            accepted=accepted == "yes",
            by=self.officer,
            at=at,
        )

    def propose(self, case: Case, days: str, at: datetime) -> None:
        """The officer asks for more time."""
        actions.propose_extension(
            application_id=case.ids[0], working_days=int(days), reason=LONG, by=self.officer, at=at
        )

    def extend(self, case: Case, days: str, at: datetime) -> None:
        """The head of the office gives it."""
        actions.extend(application_id=case.ids[0], working_days=int(days), reason=LONG, by=self.head, at=at)

    def fee(self, case: Case, pages: str, at: datetime) -> None:
        """The fee is notified."""
        actions.notify_fee(
            application_id=case.ids[0],
            method=Method.BY_PAGE,
            pages=int(pages),
            received_on=civil_day(at),
            by=self.officer,
            at=at,
        )

    def paid(self, case: Case, _: str, at: datetime) -> None:
        """The fee is paid."""
        actions.record_payment(application_id=case.ids[0], by=self.officer, at=at)

    def split(self, case: Case, _: str, at: datetime) -> None:
        """The second thing becomes an application of its own."""
        case.ids.append(actions.split(application_id=case.ids[0], positions=[2], by=self.officer, at=at))

    def merge(self, case: Case, name: str, at: datetime) -> None:
        """Answered together with another one."""
        actions.merge(
            application_id=case.ids[0],
            into_id=self.named[name].ids[0],
            reason="同一申请人，同一项目",
            by=self.officer,
            at=at,
        )

    def withdraw(self, case: Case, _: str, at: datetime) -> None:
        """The applicant takes it back."""
        actions.take_back(number=case.number, code=case.code, reason="已经找到", at=at)

    def remind(self, case: Case, _: str, at: datetime) -> None:
        """The head of the office urges on."""
        actions.remind(application_id=case.ids[0], text="期限将到，请抓紧办理。", by=self.head, at=at)

    def decide(self, case: Case, result: str, at: datetime) -> None:
        """The decision, from the draft to its issue; each part of a case that was split."""
        for application_id in filter(self._open, case.ids):
            decision_id = self._signed(case, application_id, result, at)
            actions.issue(decision_id=decision_id, by=self.officer, at=at + timedelta(hours=6))

    def answer(self, case: Case, result: str, at: datetime) -> None:
        """A reply that was signed on paper, as before there was a platform: entered without a round of sign-off."""
        decision_id = self._drafted(case, case.ids[0], result, at)
        held = holding.hold(case.ids[0], Act.ISSUE, by=self.officer, at=at)
        row = Decision.objects.values_list("row", flat=True).get(pk=decision_id)
        number = take_number(REPLY_NO.name, agency_id=self.agency_id, at=at).text
        Decision.objects.filter(pk=decision_id).update(number=number, issued_at=at)
        details = {"number": number, "decision": decision_id}
        reply = Fact(Kind.REPLIED, civil_day(at), result=row)
        holding.enter_fact(held, reply, details=details, despite=True)
        holding.told("issue", held, details={**details, "row": row})

    def draft(self, case: Case, result: str, at: datetime) -> None:
        """The decision is drafted."""
        self._drafted(case, case.ids[0], result, at)

    def send(self, case: Case, result: str, at: datetime) -> None:
        """The decision is in sign-off."""
        self._sent(self._drafted(case, case.ids[0], result, at), at)

    def sign(self, case: Case, result: str, at: datetime) -> None:
        """The decision is signed, and waits to be issued."""
        self._signed(case, case.ids[0], result, at)

    def deliver(self, case: Case, _: str, at: datetime) -> None:
        """The reply reached the applicant."""
        for application_id in case.ids:
            if self._state(application_id) is State.REPLIED:
                actions.deliver(application_id=application_id, how="网上下载", by=self.officer, at=at)

    def rate(self, case: Case, stars: str, at: datetime) -> None:
        """The applicant says how content they are."""
        actions.rate(number=case.number, code=case.code, stars=int(stars), text=STARS[int(stars)], at=at)

    def suggest(self, case: Case, _: str, at: datetime) -> None:
        """The applicant proposes to publish what was given."""
        actions.propose(number=case.number, code=case.code, at=at)

    def _drafted(self, case: Case, application_id: int, result: str, at: datetime) -> int:
        told, on = self.results[result], civil_day(at)
        wanted = dict(
            Wanted.objects.filter(application=application_id)
            .values_list("position", "name")
            .order_by("position")
        )
        said = told["parts"] + told["parts"][-1:] * len(wanted)
        places = [1] * len(told["parts"]) if told.get("of_one") else list(wanted)
        parts = [
            Part(place, one, variant, what=told.get("what", "") if why else "", reason=why)
            for place, (one, variant, why) in zip(places, said, strict=False)
        ]
        facts = {**FACTS, "proofs": told.get("proofs", []), **told.get("facts", {})}
        if case.repeats:
            facts["earlier"] = self.named[case.repeats].ids[0]
        return actions.save_decision(
            application_id=application_id,
            parts=parts,
            text=self._text(application_id, wanted, parts, facts, on),
            facts=facts,
            by=self.officer,
            at=at,
        )

    def _text(
        self,
        application_id: int,
        wanted: Mapping[int, str],
        parts: list[Part],
        facts: dict[str, Any],
        on: date,
    ) -> str:
        """What the platform itself proposes, with every blank filled in."""
        number, received = Application.objects.values_list("number", "receipt_on").get(pk=application_id)
        way_open = remedy(parts, facts, on)
        paragraph = way_open.text if way_open else ""
        facts["remedy"] = paragraph
        return whole(
            BLANK.sub("虚构示例", body(Asked(number, received or on, wanted), parts, facts, on)), paragraph
        )

    def _sent(self, decision_id: int, at: datetime) -> None:
        """Warnings get an answer, errors do not."""
        held = Decision.objects.get(pk=decision_id)
        found = findings(held, civil_day(at))
        answered = {actions.key_of(each): CHECKED for each in found if each.severity is Severity.WARNING}
        actions.submit_decision(
            decision_id=decision_id, revision=held.revision, answered=answered, by=self.officer, at=at
        )

    def _signed(self, case: Case, application_id: int, result: str, at: datetime) -> int:
        """An hour between one and the next."""
        decision_id = self._drafted(case, application_id, result, at)
        self._sent(decision_id, at)
        held = Decision.objects.get(pk=decision_id)
        for hours, (step, role) in enumerate(STEPS.items(), 1):
            signoff.say(
                round_id=held.round_id or 0,
                step=step,
                verdict=Verdict.AGREE,
                digest=held.digest,
                text="同意",
                by=self.people[role],
                at=at + timedelta(hours=hours),
            )
        return decision_id

    def archive(self, case: Case, _: str, at: datetime) -> None:
        """The file of the case is closed; whoever keeps it can download the archive."""
        actions.archive(application_id=case.ids[0], by=self.officer, at=at)

    def _state(self, application_id: int) -> State:
        return State(Application.objects.values_list("state", flat=True).get(pk=application_id))

    def _open(self, application_id: int) -> bool:
        return self._state(application_id) in OPEN


AFTERWARDS = frozenset({"archive", "deliver", "rate", "suggest"})
STEPS_OF: dict[str, Callable[[Worker, Case, str, datetime], None]] = {
    step.__name__: step
    for step in (
        *(Worker.confirm, Worker.assign, Worker.done, Worker.search, Worker.correction, Worker.corrected),
        *(Worker.ask, Worker.opinion, Worker.reasons, Worker.reasoned, Worker.propose, Worker.extend),
        *(Worker.fee, Worker.paid, Worker.split, Worker.merge, Worker.withdraw, Worker.remind),
        *(Worker.decide, Worker.answer, Worker.draft, Worker.send, Worker.sign, Worker.deliver, Worker.rate),
        *(Worker.suggest, Worker.archive, Worker.prepare, Worker.reply, Worker.judge),
    )
}
"""The words of the steps."""
