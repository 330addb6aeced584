"""What must hold for any facts, and the lists that the rest of the program reads."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.calendar.workdays import official
from gongkai.law.duties import grounds
from gongkai.law.duties.attribute import Attribute, Proposal, check_attribute
from gongkai.law.duties.case_files import DISPUTED, ORDINARY, After, parts, schedule
from gongkai.law.duties.check import check
from gongkai.law.duties.clocks import Start, clocks
from gongkai.law.duties.items import applies, item, items, items_for, rule_for
from gongkai.law.duties.publication import Outlet, Publication, Secrecy, Validity
from gongkai.law.duties.reevaluation import SecrecyLevel, Withheld, reevaluate
from gongkai.law.duties.retention import archiving, keep, retentions
from gongkai.law.exemptions import Nature, exemption, exemptions
from gongkai.law.findings import Severity
from gongkai.law.report.schema import Level
from gongkai.law.responsibility import Origin, Source
from gongkai.law.rules import DECLARED
from tests.law.duties.cases import AS_OF, publication

DAYS = st.dates(date(2022, 1, 1), AS_OF)
GROUNDS = st.lists(st.sampled_from([*exemptions(), "work_secret"]), unique=True).map(tuple)
PROPOSALS = st.builds(
    Proposal,
    attribute=st.sampled_from([None, *Attribute]),
    item=st.sampled_from(["", *items()]),
    grounds=GROUNDS,
    reasons=st.sampled_from(["", "定为机密级"]),
    required_by=st.sampled_from(["", "某规章"]),
    concern=st.booleans(),
    policy_document=st.booleans(),
    checked=st.booleans(),
    department_draft=st.booleans(),
    third_party_agrees=st.booleans(),
    public_interest=st.booleans(),
)


def test_the_regulation_has_fifteen_common_items_in_its_order() -> None:
    common = [name for name, one in items().items() if one.rule is grounds.COMMON]
    assert [name[:6] for name in common] == [f"a20_{n:02}" for n in range(1, 16)]
    assert [items()[name].basis.article for name in (common[0], common[14])] == [
        "第20条第（一）项",
        "第20条第（十五）项",
    ]


@pytest.mark.parametrize("level", Level)
def test_every_item_has_a_period_or_a_yearly_date_and_known_clocks(level: Level) -> None:
    for one in items_for(level):
        assert one.yearly or "publish" in one.clocks
        assert set(one.clocks) <= set(clocks())
        assert one.withdraw == "" or one.withdraw in clocks()
        assert one.title
        assert one.evidence == "V"


@given(st.sampled_from(sorted(items())), st.sampled_from(Level), st.sampled_from([None, *Level]))
def test_only_departments_depend_on_their_government(
    name: str, level: Level, government: Level | None
) -> None:
    if level is not Level.DEPARTMENT or not item(name).governments:
        assert applies(item(name), level, government) == applies(item(name), level)
    elif government is not None and applies(item(name), level):
        assert applies(item(name), level, government) == (government in (Level.PREFECTURE, Level.COUNTY))


def test_a_township_publishes_by_its_own_half_of_the_article() -> None:
    land, works, plans = (
        item(name) for name in ("a21_land_expropriation", "a21_municipal_works", "a20_03_plans")
    )
    assert rule_for(land, Level.TOWNSHIP) is grounds.TOWNSHIP
    assert rule_for(land, Level.COUNTY) is grounds.LOCAL
    assert rule_for(works, Level.COUNTY) is grounds.LOCAL
    assert rule_for(plans, Level.TOWNSHIP) is grounds.COMMON


def test_the_exemptions_are_those_of_the_regulation() -> None:
    assert list(exemptions()) == [
        "exempt_state_secret",
        "exempt_law_prohibits",
        "exempt_three_security_one_stability",
        "exempt_third_party",
        "exempt_internal_affairs",
        "exempt_process",
        "exempt_enforcement_file",
        "special_access_regime",
    ]
    assert [one.nature for one in exemptions().values()] == [
        *[Nature.MUST_NOT] * 4,
        *[Nature.MAY] * 3,
        Nature.ELSEWHERE,
    ]
    assert [one.basis.article for one in exemptions().values()] == ["14"] * 3 + ["15"] + ["16"] * 3 + ["36"]
    assert {one.since for one in exemptions().values()} == {date(2019, 5, 15)}
    assert [one.id for one in exemptions().values() if one.yields_to_law] == [
        "exempt_process",
        "exempt_enforcement_file",
    ]


def test_the_kinds_that_the_articles_name() -> None:
    assert [kind.label for kind in exemption("exempt_internal_affairs").kinds] == [
        "人事管理",
        "后勤管理",
        "内部工作流程",
    ]
    assert [kind.label for kind in exemption("exempt_process").kinds] == [
        "讨论记录",
        "过程稿",
        "磋商信函",
        "请示报告",
    ]
    assert exemption("exempt_third_party").kind("privacy").label == "个人隐私"
    with pytest.raises(KeyError):
        exemption("exempt_state_secret").kind("privacy")
    with pytest.raises(KeyError):
        exemption("work_secret")


def test_every_word_has_a_label() -> None:
    words = [*Attribute, *Secrecy, *Outlet, *Validity, *Start, *SecrecyLevel, *Nature]
    labels = [word.label for word in words]
    assert all(label and not label.isascii() for label in labels)
    for kind in (Attribute, Secrecy, Outlet, Validity, Start, SecrecyLevel, Nature):
        assert len({word.label for word in kind}) == len(kind)


@given(PROPOSALS)
def test_what_is_withheld_without_lawful_ground_or_reasons_never_passes(proposal: Proposal) -> None:
    found = check_attribute(proposal)
    errors = {finding.rule for finding in found if finding.severity is Severity.ERROR}
    if proposal.attribute is None:
        assert errors & {"P201", "P202"}
    if proposal.attribute is Attribute.NOT_OPEN:
        assert ("P203" in errors) == (not proposal.exemptions)
        assert bool(errors & {"P202", "P204"}) == (not proposal.reasons)
    assert ("P208" in errors) == ("work_secret" in proposal.grounds)
    assert all(finding.rule in DECLARED for finding in found)
    assert all(finding.message.endswith("。") for finding in found)


@given(PROPOSALS)
def test_a_state_secret_is_never_opened(proposal: Proposal) -> None:
    secret = replace(proposal, grounds=("exempt_state_secret",))
    opened = secret.attribute in (Attribute.PROACTIVE, Attribute.ON_REQUEST)
    assert ("P211" in {finding.rule for finding in check_attribute(secret)}) == opened


@given(PROPOSALS)
def test_a_check_by_the_disclosure_unit_only_ever_helps(proposal: Proposal) -> None:
    before, after = (check_attribute(replace(proposal, checked=checked)) for checked in (False, True))
    assert set(after) <= set(before)


@given(DAYS, st.integers(0, 60))
def test_late_is_late_whatever_else_is_known(formed: date, wait: int) -> None:
    published = formed + timedelta(days=wait)
    as_of = max(AS_OF, published)
    dates = {"formed": formed}
    found = check(
        publication({"item": "a20_03_plans", "dates": dates, "published_on": published, "as_of": as_of}),
        official(),
    )
    late = official().between(formed, published) > 20 or (
        # the 20th working day has passed and a day off followed
        official().between(formed, published) == 20 and not official().works(published)
    )
    assert ("P101" in {finding.rule for finding in found}) == late


@given(st.sampled_from(sorted(items())), st.sampled_from(Level), DAYS)
def test_more_facts_in_order_never_bring_more_findings(name: str, level: Level, formed: date) -> None:
    bare = Publication(item=name, level=level, as_of=AS_OF, dates={Start.FORMED: formed})
    full = replace(bare, index_no="1", title="某事", summary="某事", secrecy=Secrecy.CLEAR)
    assert set(check(full, official())) <= set(check(bare, official()))


@given(DAYS, DAYS)
def test_looking_again_sets_the_period_anew(decided: date, evaluated: date) -> None:
    said = reevaluate(Withheld(decided_on=decided, evaluated_on=evaluated), AS_OF, official())
    last = max(decided, evaluated)
    assert said.due_on == official().months_after(last, 12)
    assert bool(said.findings) == (said.due_on < AS_OF)


@given(st.sampled_from(SecrecyLevel), DAYS, st.integers(0, 12_000))
def test_no_secret_outlives_its_maximum_without_a_provision(
    degree: SecrecyLevel, classified: date, days: int
) -> None:
    stated = classified + timedelta(days=days)
    withheld = Withheld(decided_on=classified, degree=degree, classified_on=classified, secret_until=stated)
    until = reevaluate(withheld, AS_OF, official()).secret_until
    years = {"top_secret": 30, "secret": 20, "confidential": 10}[degree]
    assert until is not None
    assert until <= stated
    assert until.year - classified.year <= years
    longer = reevaluate(replace(withheld, longer_by="另有规定"), AS_OF, official())
    assert longer.secret_until == stated


@given(st.sampled_from(sorted(retentions())), DAYS)
def test_what_is_kept_is_kept_for_a_while(name: str, since: date) -> None:
    kept = keep(name, since)
    assert (kept.until is None) == (not retentions()[name].param)
    assert kept.until is None or kept.until > since
    assert kept.explanation.endswith("。")
    assert kept.evidence == "M"


@given(st.dates(date(1990, 1, 1), AS_OF), st.sampled_from(Level), st.sampled_from(["", "云岭县档案馆"]))
def test_the_organ_answers_until_the_day_of_transfer(formed: date, level: Level, archive: str) -> None:
    said = archiving(Origin(Source.MADE, maker="云岭县民政局", archive=archive), formed, level, AS_OF)
    archived = bool(archive) and said.transfer_on < AS_OF
    assert said.discloser.organ == ("云岭县档案馆" if archived else "云岭县民政局")
    assert said.transfer_on < said.opens_on
    county = level in (Level.COUNTY, Level.TOWNSHIP)
    assert said.transfer_on.year - formed.year == (10 if county else 20)


@given(DAYS, st.lists(DAYS, max_size=3))
def test_file_of_a_case_is_whole_until_its_term_has_ended(closed: date, disputes: list[date]) -> None:
    """Whatever happened to it: the longest of the terms that it has."""
    said = schedule(closed, disputes_ended=disputes)
    longest = max(
        [keep(ORDINARY, closed), *(keep(DISPUTED, day) for day in disputes)], key=lambda one: str(one.until)
    )
    assert said.kept is not None
    assert said.kept.until == longest.until
    assert not said.ended(said.kept.until or date.max)
    assert said.anonymise_from is not None
    assert said.ended(said.anonymise_from)
    assert (said.anonymise_from - (said.kept.until or date.max)).days == 1
    assert said.years == (
        30 if said.since in disputes and longest.until != keep(ORDINARY, closed).until else 10
    )


@pytest.mark.parametrize("closed", [None, AS_OF])
def test_term_that_has_not_begun_never_ends(closed: date | None) -> None:
    said = schedule(closed, dispute_open=True)
    assert not said.ended(date.max)
    assert (said.kept, said.since, said.years) == (None, None, None)


def test_every_part_of_a_file_stays_or_goes_for_a_reason() -> None:
    assert {part.after for part in parts().values()} == set(After)
    assert all(part.why.endswith("。") and part.title for part in parts().values())
    assert "applicant" in {key for key, part in parts().items() if part.after is After.REMOVED}
