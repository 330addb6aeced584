"""Chains: the shipped ones are fit, others are refused with the reasons."""

from typing import Any

import pytest

from gongkai.law.roles import Role
from gongkai.law.signing.chains import (
    Demands,
    Step,
    UnfitChain,
    faults,
    levels,
    read,
    shipped,
    urgent,
    written,
)

SECRECY = {"id": "secrecy", "title": "保密审查", "role": "secrecy_reviewer"}
OFFICE = {"id": "office", "title": "审核", "role": "office_head"}
LEADER = {"id": "leader", "title": "签发", "role": "leader"}
FIT = [[SECRECY], [OFFICE], [LEADER]]


def found(raw: object, demands: Demands = Demands()) -> str:  # noqa: B008 - frozen
    try:
        return " ".join(faults(read(raw), demands))
    except UnfitChain as unfit:
        return " ".join(unfit.faults)


def test_shipped_chain_is_secrecy_and_legal_review_then_two_levels() -> None:
    stages = shipped("anything")
    assert [[step.role for step in stage] for stage in stages] == [
        [Role.SECRECY_REVIEWER, Role.LEGAL_REVIEWER],
        [Role.OFFICE_HEAD],
        [Role.LEADER],
    ]
    assert faults(stages, Demands()) == []
    assert shipped("nothing known") is stages


def test_shipped_chain_of_replies_keeps_both_reviews_when_it_is_urgent() -> None:
    stages = shipped("reply")
    assert [[step.role for step in stage] for stage in stages] == [
        [Role.SECRECY_REVIEWER, Role.LEGAL_REVIEWER],
        [Role.OFFICE_HEAD],
        [Role.LEADER],
    ]
    assert faults(stages, Demands()) == []
    assert [[step.role for step in stage] for stage in urgent(stages)] == [
        [Role.SECRECY_REVIEWER, Role.LEGAL_REVIEWER],
        [Role.LEADER],
    ]


def test_shipped_chain_of_items_leaves_legality_to_the_making_of_the_document() -> None:
    stages = shipped("item")
    assert [[step.role for step in stage] for stage in stages] == [
        [Role.SECRECY_REVIEWER],
        [Role.OFFICE_HEAD],
        [Role.LEADER],
    ]
    assert faults(stages, Demands()) == []


def test_urgent_path_keeps_secrecy_review_and_signature() -> None:
    assert [[step.id for step in stage] for stage in urgent(shipped("item"))] == [["secrecy"], ["signature"]]


def test_written_chain_is_read_back() -> None:
    assert read(written(shipped("item"))) == shipped("item")


def test_fit_chain_has_no_faults() -> None:
    assert found(FIT) == ""


def changed(**fields: Any) -> list[list[dict[str, Any]]]:
    return [[SECRECY | fields], [OFFICE], [LEADER]]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (None, "若干环节"),
        ([SECRECY], "若干环节"),
        ([], "至少要有一个环节"),
        ([[SECRECY], [], [OFFICE], [LEADER]], "至少要有一个步骤"),
        ([["保密审查"], [LEADER]], "编号、名称、角色"),
        ([[{"id": "x", "title": "x"}]], "编号、名称、角色"),
        (changed(colour="red"), "编号、名称、角色"),
        (changed(role="emperor"), "没有“emperor”这个角色"),
        (changed(role=7), "不能为空"),
        (changed(title=" "), "不能为空"),
        (changed(working_days=0), "工作日"),
        (changed(working_days=61), "工作日"),
        (changed(working_days=True), "工作日"),
        (changed(working_days="两天"), "工作日"),
        (changed(skippable="no"), "紧急时能否略过"),
        (changed(skippable=True), "保密审查在紧急时也不能略过"),
        (changed(id="office"), "“office”重复"),
        (changed(id="draft"), "不能用"),
        (changed(id="保密"), "不能用"),
        (changed(id="a" * 41), "不能用"),
        (changed(title="长" * 41), "过长"),
        (changed(role="security_auditor"), "不参加审签"),
        ([[SECRECY, SECRECY | {"id": "again"}], [OFFICE], [LEADER]], "同一角色"),
        ([[SECRECY], [OFFICE], [LEADER | {"skippable": True}]], "签发在紧急时也不能略过"),
        ([[SECRECY], [OFFICE], [LEADER], [SECRECY | {"id": "again"}]], "最后一个环节是签发"),
        ([[OFFICE], [LEADER]], "缺少保密审查员"),
        ([[SECRECY], [LEADER]], "2级审签"),
        ([[SECRECY], [OFFICE, LEADER]], "2级审签"),
        ([[SECRECY], [OFFICE], [OFFICE | {"id": "again"}]], "2级审签"),
        ([[SECRECY], *([[OFFICE | {"id": f"office{n}"}] for n in range(20)]), [LEADER]], "最多20个步骤"),
    ],
)
def test_unfit_chain_is_refused_with_the_reason(raw: object, why: str) -> None:
    assert why in found(raw)


def test_a_kind_may_demand_less_or_more() -> None:
    assert found([[OFFICE]], Demands(secrecy=False, levels=1)) == ""
    assert "3级" in found(FIT, Demands(levels=3))


def test_levels_are_roles_one_above_the_other() -> None:
    both = [[OFFICE, LEADER], [OFFICE | {"id": "again"}]]
    assert levels(read(both)) == 2
    assert levels(read([[SECRECY]])) == 0


def test_where_the_law_names_whose_consent_it_takes_they_are_in_the_chain() -> None:
    """依据：条例第三十三条"""
    consent = frozenset({Role.OFFICE_HEAD, Role.LEADER})
    demands = Demands(secrecy=False, levels=1, consent=consent)
    for role, found in (
        (Role.SUPERVISOR, ["依法应当经负责人同意，审签流程中要有办公室主任或者分管领导的步骤。"]),
        (Role.OFFICE_HEAD, []),
        (Role.LEADER, []),
    ):
        assert faults(((Step("signature", "签发", role),),), demands) == found
