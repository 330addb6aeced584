"""The guide of an agency: versions, in force from a day on."""

from datetime import date
from typing import Any

import pytest

from gongkai.agencies import actions, queries
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.agencies.bodies import MAY, NOON, TODAY, TOMORROW, WHY, YESTERDAY, body

pytestmark = pytest.mark.django_db

FIELDS = {
    "unit": "云岭县教育局办公室",
    "address": "云岭大道1号（虚构示例）",
    "hours": "工作日 9:00—12:00，14:00—17:00",
    "telephone": "0000-0000000",
}


def write(agency_id: int, since: date, base: int | None = None, **fields: str) -> int:
    told = FIELDS | fields
    return actions.write_guide(agency_id=agency_id, fields=told, since=since, base=base, by=OPERATOR, at=NOON)


def test_guide_in_force_is_the_last_written_of_those_that_have_begun() -> None:
    agency = body("jiaoyu").id
    assert queries.guide(agency, TODAY) is None
    assert write(agency, YESTERDAY) == 1
    assert write(agency, MAY, unit="新办公室") == 2
    assert write(agency, TODAY, fax=" 0000-0000001 ") == 3
    found = [queries.guide(agency, day) for day in (YESTERDAY, TODAY, MAY)]
    assert [each.version for each in found if each] == [1, 3, 3]
    assert found[1] is not None
    assert (found[1].fax, found[1].written_by) == ("0000-0000001", "operator")
    assert [each.version for each in queries.guides(agency)] == [3, 2, 1]
    entry = LogEntry.objects.latest("seq")
    assert (entry.action, entry.subject, entry.version) == ("agencies.write_guide", f"agency:{agency}", "v3")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"unit": " "}, "没有填写政府信息公开工作机构"),
        ({"telephone": "", "hours": ""}, "没有填写办公时间.*没有填写联系电话"),
        ({"telephone": "0" * 61}, "联系电话超过60个字"),
        ({"obtaining": "字" * 10_001}, "获取方式超过10000个字"),
        ({"text": "甲\0乙"}, "不能保存的字符"),
        ({"since": YESTERDAY}, "存续期间"),
        ({"since": MAY}, "存续期间"),
        ({"agency_id": 0}, "没有这个机关"),
    ],
)
def test_guide_that_lacks_something_is_refused(fields: dict[str, Any], message: str) -> None:
    agency = body("jiaoyu", begins_on=TODAY).id
    actions.abolish(agency_id=agency, on=MAY, **WHY)
    given: dict[str, Any] = {"agency_id": agency, "since": TOMORROW} | fields
    with pytest.raises(actions.Refused, match=message):
        write(**given)
    assert queries.guides(agency) == []


def test_guide_is_not_written_over_what_somebody_else_wrote() -> None:
    agency = body("jiaoyu").id
    assert write(agency, TODAY, base=0) == 1
    with pytest.raises(actions.Refused, match="已有人保存了第1版"):
        write(agency, TODAY, base=0, unit="新办公室")
    with pytest.raises(actions.Refused, match="没有变化"):
        write(agency, TODAY, base=1)
    assert write(agency, TODAY, base=1, unit="新办公室") == 2


def test_guide_says_what_the_regulation_asks_for_and_it_does_not_have() -> None:
    agency = body("jiaoyu").id
    write(agency, TODAY)
    (first,) = queries.guides(agency)
    assert first.missing() == ("信息的分类", "编排体系", "获取方式", "传真号码", "互联网联系方式")
    told: dict[str, Any] = dict.fromkeys(
        ("classification", "arrangement", "obtaining", "fax", "internet"), "见本页"
    )
    write(agency, TODAY, **told)
    assert queries.guides(agency)[0].missing() == ()
    assert len(queries.asked_of_guides()) == 9
    assert ("联系电话", "0000-0000000") in first.fields()
