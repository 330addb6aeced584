"""Guides of the invented county: how to reach each of its bodies, with numbers and addresses that nobody has."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.agencies import actions, queries
from gongkai.agencies.queries import AgencyRow
from gongkai.law.bodies import BodyKind
from gongkai.records.access import OPERATOR

INVENTED = "虚构示例"
HOURS = "工作日 9:00—12:00，13:30—17:30（法定节假日除外）"
FIRST, SECOND = date(2025, 1, 2), date(2026, 1, 5)
CLASSIFICATION = """本机关公开的政府信息分为主动公开和依申请公开两类。
主动公开的信息按法定主动公开内容分栏，包括政策文件、机构职能、规划计划、统计信息、财政预算决算、行政许可、行政处罚、重大建设项目、民生保障和应急管理等。"""
ARRANGEMENT = "信息以索引号编排。索引号由机关代码、年份和流水号组成，一条信息一个号，不重复使用。"
OBTAINING = "本平台为公开政府信息的第一平台。也可以到县政务服务中心、县档案馆、县图书馆的政府信息查阅点查阅。"
APPLYING = "申请时请填写《政府信息公开申请表》，并附身份证明。申请表可以在受理地点领取；书写有困难的，工作人员代为填写。"
COMPLAINTS = (
    "认为本机关没有依法履行公开义务的，可以向县人民政府办公室投诉、举报，电话 0000-0000012（虚构示例）。"
)


@transaction.atomic
def load(now: datetime) -> None:
    """Write the guide of every invented body that has none; that of the county has been written anew once."""
    for number, branch in enumerate(queries.tree(on=localdate(now)), 1):
        agency = branch.agency
        if agency.remark != INVENTED or queries.guides(agency.id):
            continue
        _write(agency, number, FIRST, now)
        if branch.depth == 0 and branch.below:
            _write(agency, number, SECOND, now, internet="ylxzwgk@example.gov.cn（虚构示例）")


def _write(agency: AgencyRow, number: int, since: date, at: datetime, internet: str = "") -> None:
    unit = f"{agency.name}{'' if agency.kind is BodyKind.DISPATCHED_OFFICE else '办公室'}"
    fields = {
        "unit": f"{agency.name}政务公开工作岗" if agency.name.endswith("办公室") else unit,
        "address": f"虚构省云岭县示例路{number}号",
        "postcode": "000000",
        "hours": HOURS,
        "telephone": f"0000-00{number:05}",
        "fax": f"0000-01{number:05}",
        "internet": internet,
        "classification": CLASSIFICATION,
        "arrangement": ARRANGEMENT,
        "obtaining": OBTAINING,
        "applying": APPLYING,
        "complaints": COMPLAINTS,
    }
    actions.write_guide(agency_id=agency.id, fields=fields, since=since, by=OPERATOR, at=at)
