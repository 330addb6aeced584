"""No name, number or account of a natural person reaches the public, wherever in the row it stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.registers import Definition, Value, definition, definitions, is_person, read, shown
from gongkai.law.surnames import SINGLE
from tests.law.registers.rows import RESIDENT, full

PENALTY = definition("administrative_penalty")
NAMES = st.builds(
    lambda surname, given: surname + given,
    st.sampled_from(sorted(SINGLE)),
    st.text("明华强伟芳娜秀英敏静丽军洋勇艳杰涛", min_size=1, max_size=2),
)


@given(NAMES, st.sampled_from(["自然人", "法人及非法人组织", "个体工商户"]), st.text(max_size=10))
def test_a_persons_name_is_masked_everywhere(name: str, kind: str, around: str) -> None:
    values: dict[str, Value] = {
        "party_name": name,
        "party_kind": kind,
        "party_id_number": RESIDENT,
        "violation": f"{name}{around}",
        "facts": f"{around}{name}，{RESIDENT}，13800001234",
        "representative": name,
        "decided_on": date(2021, 3, 1),
    }
    view = shown(PENALTY, values)
    for text in view.values():
        assert name not in text
        assert RESIDENT not in text
        assert "13800001234" not in text


@pytest.mark.parametrize("register", definitions().values(), ids=lambda register: register.key)
def test_no_register_shows_an_identity_number(register: Definition) -> None:
    values = read(register, full(register)).values
    assert RESIDENT not in "".join(shown(register, values).values())


@pytest.mark.parametrize(
    "name",
    [
        *("云岭商贸有限公司", "云岭县教育局", "青山乡人民政府", "云岭县老张小吃店", "云岭县第一中学"),
        *("云岭商贸有限公司（南门分公司）", "云岭农业专业合作社", "云岭县青山矿", "老张饭店", "云岭县老李铺"),
    ],
)
def test_bodies_are_named(name: str) -> None:
    assert not is_person(name, "法人及非法人组织")
    assert is_person(name, "自然人")


@pytest.mark.parametrize(
    "name",
    ["张三", "欧阳小明", "买买提·艾力江·吐尔逊", "诸葛", "陈晓园", "欧阳晓园", "李店", "公司", "艾力·吐尔社"],
)
def test_persons_are_not(name: str) -> None:
    assert is_person(name)
    assert is_person(name, "个体工商户")


def test_a_single_character_is_not_looked_for_elsewhere() -> None:
    view = shown(PENALTY, {"party_name": "张", "party_kind": "自然人", "content": "张贴公告"})
    assert view == {"party_name": "*", "party_kind": "自然人", "content": "张贴公告"}


def test_the_longer_of_two_names_is_looked_for_first() -> None:
    values = {
        "party_name": "张三",
        "party_kind": "自然人",
        "representative": "张三丰",
        "content": "张三丰、张三",
    }
    assert shown(PENALTY, values)["content"] == "张**、张*"


def test_addresses_of_bodies_and_days_are_shown_as_they_are() -> None:
    view = shown(definition("market_entity"), {"address": "云岭县南门路1号", "listed_on": date(2021, 3, 1)})
    assert view == {"address": "云岭县南门路1号", "listed_on": "2021-03-01"}
