"""What rows of some registers must agree with, beyond their single fields: services, powers, shared data.

依据：条例第二十条，个人信息保护法第三十四条
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from gongkai.law.findings import Finding, Severity
from gongkai.law.normative.shares import Share
from gongkai.law.registers import grounds
from gongkai.law.registers.definition import Definition, Values
from gongkai.law.registers.grounds import find

FULLY_ONLINE = "全程网办"
_PERSONAL = re.compile(
    r"姓名|身份证|证件号|公民身份|手机|联系电话|电话号码|家庭住址|住址|银行卡|银行账|出生日期|病历|生物识别"
)


def check_row(definition: Definition, values: Values) -> tuple[Finding, ...]:
    """What is wrong with one row as a whole; warnings, since nobody's data is turned away for them."""
    check = _CHECKS.get(definition.key)
    return tuple(check(values)) if check else ()


def online_depth(rows: Iterable[Values]) -> Mapping[str, Share]:
    """For each depth of online handling, how many of all service items have it; those without one count below.

    依据：L503
    """
    counted = Counter(str(values.get("online_depth", "")) for values in rows)
    return {depth: Share(number, counted.total()) for depth, number in sorted(counted.items())}


def fully_online(rows: Iterable[Values]) -> Share:
    """How many of all service items are handled online from beginning to end.   依据：L503"""
    depths = [values.get("online_depth") for values in rows]
    return Share(depths.count(FULLY_ONLINE), len(depths))


def check_levels(rows: Iterable[Values]) -> tuple[Finding, ...]:
    """Whether every power below the first level stands under one of the level above.   依据：L601"""
    levels = {"一级": 1, "二级": 2, "三级": 3}
    known = {str(values.get("code", "")): values for values in rows}
    found = []
    for code, values in known.items():
        level = levels.get(str(values.get("list_level", "")), 1)
        above = known.get(str(values.get("parent_code", "")))
        if level > 1 and (above is None or levels.get(str(above.get("list_level", "")), 1) != level - 1):
            message = (
                f"“{values.get('name', code)}”没有归入上一级事项，请填写上级事项编码，或者先登记上级事项。"
            )
            found.append(find(grounds.LEVELS, Severity.ERROR, code, message))
    return tuple(found)


def _service(values: Values) -> Iterator[Finding]:
    visits = values.get("visits")
    if values.get("online_depth") == FULLY_ONLINE and isinstance(visits, int) and visits > 0:
        message = f"全程网办的事项不用到现场，却填了{visits}次。请核对网上办理深度和到现场次数。"
        yield find(grounds.ONLINE, Severity.WARNING, "visits", message)
    promised, statutory = values.get("promised_days"), values.get("statutory_days")
    if isinstance(promised, int) and isinstance(statutory, int) and promised > statutory:
        message = f"承诺时限{promised}个工作日长于法定时限{statutory}个工作日。请核对。"
        yield find(grounds.PROMISED, Severity.WARNING, "promised_days", message)


def _catalogue(values: Values) -> Iterator[Finding]:
    named = sorted(set(_PERSONAL.findall(str(values.get("columns", "")))))
    if named and values.get("opening") == "向社会开放":
        message = f"数据项含有个人信息：{'、'.join(named)}。请去掉这些数据项，或者改为仅部门间共享。"
        yield find(grounds.NO_PERSONS, Severity.ERROR, "columns", message)


_CHECKS = {"service_item": _service, "shared_data": _catalogue}
