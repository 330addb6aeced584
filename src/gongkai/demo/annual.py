"""Annual reports of the demo: that of a department worked to the end, one that waits for the county, one that is being written."""

from datetime import UTC, datetime

from gongkai.agencies.queries import by_slugs
from gongkai.annual_reports import actions
from gongkai.annual_reports.models import Scope, WorkingReport
from gongkai.annual_reports.queries.course import steps_of
from gongkai.annual_reports.queries.drafted import Draft, draft
from gongkai.annual_reports.queries.shown import suggested
from gongkai.demo import people
from gongkai.demo.people import actor
from gongkai.law.report.tokens.parts import parts
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.records.access import OPERATOR, Actor
from gongkai.signoff import actions as signoff

WAITS = "yunling-jyj"
SIGNERS = (
    ("secrecy", Role.SECRECY_REVIEWER),
    ("office", Role.OFFICE_HEAD),
    ("signature", Role.LEADER),
)
TEXTS = {
    "ov_information_management": "公文起草时一并确定公开属性，不公开的写明理由。",
    "ov_platform": "在县政府网站设有政府信息公开专栏，按统一要求设置栏目，每季度检查一次链接。",
    "ov_supervision": "政府信息公开纳入科室年度考核，全年培训2次；接受社会评议；没有发生需要追究责任的情形。",
    "s5_problems": "存在的主要问题：个别政策只有文字解读。改进情况：今年的政策都配了图表解读。",
}
"""What no number tells; the other parts are sentences that the year's own numbers suggest."""


def load(now: datetime) -> None:
    """Compile and write them, unless that was done before."""
    if WorkingReport.objects.exists():
        return
    year = now.year - 1
    then = min(now, datetime(now.year, 1, 20, 2, 0, tzinfo=UTC))
    found = by_slugs([people.HOME.slug, people.BUREAU.slug, WAITS])
    officer = actor(people.BUREAU, Role.DISCLOSURE_OFFICER, then)
    _to_the_end(_written(found[people.BUREAU.slug].id, year, by=officer, at=then), officer, then)
    waits = _written(found[WAITS].id, year, by=OPERATOR, at=then)
    actions.submit(working_id=waits, by=OPERATOR, at=then)
    home = actor(people.HOME, Role.DISCLOSURE_OFFICER, then)
    begun = actions.compile_report(found[people.HOME.slug].id, year, Scope.OWN, by=home, at=then).working_id
    _write(begun, ("preface", "ov_proactive", "ov_on_request"), by=home, at=then)


def _written(agency_id: int, year: int, *, by: Actor, at: datetime) -> int:
    """A report with all its figures and texts."""
    working_id = actions.compile_report(agency_id, year, Scope.OWN, by=by, at=at).working_id
    made = _draft(working_id)
    if made.working.form.cells.keys() - made.working.cells.keys():
        actions.state_none(
            working_id, reason="本机关没有此类事项", source="各科室核对（虚构示例）", by=by, at=at
        )
    _write(working_id, tuple(part.id for part in parts(made.working.form)), by=by, at=at)
    return working_id


def _draft(working_id: int) -> Draft:
    made = draft(working_id)
    if made is None:
        raise LookupError(working_id)
    return made


def _write(working_id: int, wanted: tuple[str, ...], *, by: Actor, at: datetime) -> None:
    """The parts with the sentences that the numbers suggest, or with what no number tells."""
    made = _draft(working_id)
    for part in parts(made.working.form):
        offered = "".join(each.text for each in suggested(made, part) if not each.text.startswith("针对"))
        text = TEXTS.get(part.id) or offered
        if part.id in wanted and text:
            actions.write_text(working_id=working_id, part=part.id, text=text, based_on=0, by=by, at=at)


def _to_the_end(working_id: int, officer: Actor, at: datetime) -> None:
    """Through the hands of the county and of the signers to the public."""
    county = actor(people.HOME, Role.SUPERVISOR, at)
    actions.submit(working_id=working_id, by=officer, at=at)
    actions.give_back(working_id=working_id, remarks="请在“监督保障”中写明培训的次数。", by=county, at=at)
    actions.submit(working_id=working_id, by=officer, at=at)
    actions.accept(working_id=working_id, remarks="数据和文字相符。", by=county, at=at)
    digest = steps_of(working_id)[-1].digest
    round_id = actions.send_to_sign(working_id=working_id, by=officer, at=at)
    for step, role in SIGNERS:
        signoff.say(
            round_id=round_id,
            step=step,
            verdict=Verdict.AGREE,
            digest=digest,
            by=actor(people.BUREAU, role, at),
            at=at,
        )
    actions.publish(working_id=working_id, by=officer, at=at)
