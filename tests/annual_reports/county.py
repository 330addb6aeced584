"""A county with a bureau that writes the report on 2025, and the people through whose hands it goes; all names are invented."""

from dataclasses import dataclass
from datetime import UTC, datetime

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.annual_reports import actions
from gongkai.annual_reports.models import Scope
from gongkai.law.report.schema import Level
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.records.access import Actor
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff import actions as signoff
from gongkai.signoff import queries as rounds
from tests.desk.world import appoint, body, staffed

MORNING = datetime(2026, 1, 14, 1, 0, tzinfo=UTC)
YEAR = 2025
SIGNERS = (
    ("secrecy", Role.SECRECY_REVIEWER),
    ("office", Role.OFFICE_HEAD),
    ("signature", Role.LEADER),
)
OWN = (Role.DISCLOSURE_OFFICER, Role.HANDLER, *(role for _, role in SIGNERS))
TEXTS = {
    "preface": "根据《中华人民共和国政府信息公开条例》编制本报告。",
    "ov_proactive": "全年主动公开政府信息{{stat.items_published}}条。",
    "ov_on_request": "本年新收政府信息公开申请{{t3.new_received}}件，办结{{t3.handled_total}}件。",
    "ov_information_management": "公文起草时一并确定公开属性。",
    "ov_platform": "政府网站设有政府信息公开专栏。",
    "ov_supervision": "开展工作考核和社会评议，没有发生需要追究责任的情形。",
    "s5_problems": "存在的主要问题：解读形式单一。改进情况：增加了图表解读。",
    "s6_other": "全年发出收费通知{{stat.fee_notices}}件，实际收取信息处理费{{stat.fees_collected}}元。",
}


@dataclass(frozen=True)
class County:
    """The bureau, the county above it, one person in each role."""

    county: AgencyRow
    bureau: AgencyRow
    people: dict[Role, Actor]
    supervisor: Actor

    def __getitem__(self, role: Role) -> Actor:
        return self.people[role]

    @property
    def officer(self) -> Actor:
        return self.people[Role.DISCLOSURE_OFFICER]


def made(at: datetime = MORNING) -> County:
    """The county and its bureau, a person in each role at the bureau, a supervisor at the county."""
    county = body("xian", "云岭县人民政府", level=Level.COUNTY)
    bureau = body("ju", "云岭县农业农村局", "xian")
    on = civil_day(at)
    people = {role: agencies.actor(user_id=user.pk, on=on) for role, user in staffed(bureau, OWN).items()}
    above = appoint("xian-supervisor", county, Role.SUPERVISOR)
    return County(county, bureau, people, agencies.actor(user_id=above.pk, on=on))


def compiled(at: County, when: datetime = MORNING) -> int:
    """The report of the bureau with all its figures: counted, and those that nothing counts stated as none."""
    run = actions.compile_report(at.bureau.id, YEAR, Scope.OWN, by=at.officer, at=when)
    actions.state_none(
        run.working_id, reason="本机关没有此类事项", source="业务科室核对", by=at.officer, at=when
    )
    return run.working_id


def write(
    at: County, working_id: int, part: str, text: str, based_on: int = 0, by: Actor | None = None
) -> int:
    return actions.write_text(
        working_id=working_id, part=part, text=text, based_on=based_on, by=by or at.officer, at=MORNING
    )


def written(at: County) -> int:
    """The same with all its texts."""
    working_id = compiled(at)
    for part, text in TEXTS.items():
        write(at, working_id, part, text)
    return working_id


def accepted(at: County) -> int:
    """The same, submitted and accepted."""
    working_id = written(at)
    actions.submit(working_id=working_id, by=at.officer, at=MORNING)
    actions.accept(working_id=working_id, remarks="", by=at.supervisor, at=MORNING)
    return working_id


def sign(at: County, working_id: int) -> None:
    """Everybody whose turn it is agrees, to the end."""
    held = rounds.round_of(f"working_report:{working_id}")
    assert held is not None
    for step, role in SIGNERS:
        signoff.say(
            round_id=held.id,
            step=step,
            verdict=Verdict.AGREE,
            digest=held.digest,
            by=at[role],
            at=MORNING,
        )


def published(at: County) -> int:
    """The same, signed and published."""
    working_id = accepted(at)
    actions.send_to_sign(working_id=working_id, by=at.officer, at=MORNING)
    sign(at, working_id)
    actions.publish(working_id=working_id, by=at.officer, at=MORNING)
    return working_id
