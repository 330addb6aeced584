"""Roles: those who run the system are apart; some reach the agencies below."""

from gongkai.law.roles import RUNNING_ROLES, Role


def test_three_roles_run_the_system() -> None:
    assert {role for role in Role if role.runs_the_system} == RUNNING_ROLES
    assert {role.label for role in RUNNING_ROLES} == {"系统管理员", "安全管理员", "安全审计员"}


def test_supervision_and_the_system_reach_below() -> None:
    assert {role for role in Role if role.sees_below} == RUNNING_ROLES | {Role.SUPERVISOR, Role.ASSESSOR}


def test_every_role_has_a_word_of_its_own() -> None:
    assert len({role.label for role in Role}) == len(Role)
