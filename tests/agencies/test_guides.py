"""The guide of an agency: versions, in force from a day on."""

from typing import Any

import pytest

from gongkai.agencies import actions, queries
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.agencies.bodies import MAY, NOON, TODAY, TOMORROW, WHY, YESTERDAY, body

pytestmark = pytest.mark.django_db

TOLD: dict[str, Any] = {
    "unit": "云岭县教育局办公室",
    "address": "云岭大道1号（虚构示例）",
    "hours": "工作日 9:00—12:00，14:00—17:00",
    "telephone": "0000-0000000",
    "by": OPERATOR,
    "at": NOON,
}


def test_guide_in_force_is_the_last_written_of_those_that_have_begun() -> None:
    agency = body("jiaoyu").id
    assert queries.guide(agency, TODAY) is None
    assert actions.write_guide(agency_id=agency, since=YESTERDAY, **TOLD) == 1
    assert actions.write_guide(agency_id=agency, since=MAY, **(TOLD | {"unit": "新办公室"})) == 2
    assert actions.write_guide(agency_id=agency, since=TODAY, **(TOLD | {"fax": " 0000-0000001 "})) == 3
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
        ({"telephone": "0" * 61}, "超过60个字"),
        ({"since": YESTERDAY}, "存续期间"),
        ({"since": MAY}, "存续期间"),
        ({"agency_id": 0}, "没有这个机关"),
    ],
)
def test_guide_that_lacks_something_is_refused(fields: dict[str, Any], message: str) -> None:
    agency = body("jiaoyu", begins_on=TODAY).id
    actions.abolish(agency_id=agency, on=MAY, **WHY)
    given: dict[str, Any] = {"agency_id": agency, "since": TOMORROW} | TOLD | fields
    with pytest.raises(actions.Refused, match=message):
        actions.write_guide(**given)
    assert queries.guides(agency) == []
