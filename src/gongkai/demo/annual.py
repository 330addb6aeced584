"""Annual reports of the demo: that of a department worked to the end, one that waits for the county, one that is being written."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from gongkai.agencies.queries import by_slugs
from gongkai.annual_reports import actions
from gongkai.annual_reports.models import Scope, WorkingReport
from gongkai.annual_reports.queries.course import steps_of
from gongkai.annual_reports.queries.drafted import Draft, draft
from gongkai.annual_reports.queries.shown import suggested
from gongkai.demo import people
from gongkai.demo.people import Place, actor
from gongkai.law.report.tokens.parts import parts
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.records.access import OPERATOR, Actor
from gongkai.signoff import actions as signoff

WAITS = "yunling-jyj"
BEGUN = ("preface", "ov_proactive", "ov_on_request")
"""What is written of a report that was begun."""
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
    remarks = "请在“监督保障”中写明培训的次数。"
    bureau = written(found[people.BUREAU.slug].id, year, TEXTS, by=officer, at=then)
    to_the_end(people.BUREAU, bureau, [then] * 3, remarks=remarks)
    waits = written(found[WAITS].id, year, TEXTS, by=OPERATOR, at=then)
    actions.submit(working_id=waits, by=OPERATOR, at=then)
    home = actor(people.HOME, Role.DISCLOSURE_OFFICER, then)
    begun = actions.compile_report(found[people.HOME.slug].id, year, Scope.OWN, by=home, at=then).working_id
    write(begun, BEGUN, TEXTS, by=home, at=then)


def written(agency_id: int, year: int, texts: Mapping[str, str], *, by: Actor, at: datetime) -> int:
    """A report with all its figures and texts."""
    working_id = actions.compile_report(agency_id, year, Scope.OWN, by=by, at=at).working_id
    state_none(working_id, by=by, at=at)
    write(working_id, (), texts, by=by, at=at)
    return working_id


def state_none(working_id: int, *, by: Actor, at: datetime) -> None:
    """Say of what nothing counts that there is none."""
    made = _draft(working_id).working
    if made.form.cells.keys() - made.cells.keys():
        said = {"reason": "本机关没有此类事项", "source": "各科室核对（虚构示例）"}
        actions.state_none(working_id, **said, by=by, at=at)


def write(
    working_id: int, wanted: Collection[str], texts: Mapping[str, str], *, by: Actor, at: datetime
) -> None:
    """These parts, or all that are not written yet, with the sentences that the numbers suggest, or with what no number tells."""
    made = _draft(working_id)
    for part in parts(made.working.form):
        offered = "".join(each.text for each in suggested(made, part) if not each.text.startswith("针对"))
        text = texts.get(part.id) or offered
        if text and part.id not in made.texts and (part.id in wanted or not wanted):
            actions.write_text(working_id=working_id, part=part.id, text=text, based_on=0, by=by, at=at)


def to_the_end(place: Place, working_id: int, days: Sequence[datetime], *, remarks: str = "") -> None:
    """Through the hands of the county and of the signers to the public: when it is submitted, accepted, published.

    `remarks`: with these it is returned once before.
    """
    submitted, accepted, published = days
    officer = actor(place, Role.DISCLOSURE_OFFICER, submitted)
    county = actor(people.HOME, Role.SUPERVISOR, submitted)
    actions.submit(working_id=working_id, by=officer, at=submitted)
    if remarks:
        actions.give_back(working_id=working_id, remarks=remarks, by=county, at=submitted)
        actions.submit(working_id=working_id, by=officer, at=submitted)
    actions.accept(working_id=working_id, remarks="数据和文字相符。", by=county, at=accepted)
    digest = steps_of(working_id)[-1].digest
    round_id = actions.send_to_sign(working_id=working_id, by=officer, at=accepted)
    for step, role in SIGNERS:
        signer = actor(place, role, published)
        signoff.say(
            round_id=round_id, step=step, verdict=Verdict.AGREE, digest=digest, by=signer, at=published
        )
    actions.publish(working_id=working_id, by=officer, at=published)


def _draft(working_id: int) -> Draft:
    made = draft(working_id)
    if made is None:
        raise LookupError(working_id)
    return made
