"""What tests of platform pages share: a county with a department and a township, columns, a guide."""

from datetime import date
from typing import Any

from gongkai.agencies import actions as agencies
from gongkai.agencies.models import Agency
from gongkai.publication.models import Column, ColumnKind
from gongkai.records.access import OPERATOR
from tests.publication.office import NOON, office
from tests.signoff.office import Office

BEGIN = date(2019, 5, 15)
GUIDE = {
    "unit": "云岭县a局办公室",
    "address": "示例路1号",
    "hours": "工作日 9:00—17:00",
    "telephone": "0000-0000001",
    "fax": "0000-0000002",
    "obtaining": "在本平台查阅。",
}


def county(slug: str = "xian", name: str = "云岭县人民政府") -> Agency:
    return Agency.objects.create(slug=slug, name=name, kind="government", level="county", region="虚构省")


def township(above: Agency, slug: str = "xiang", name: str = "云岭县桃花镇人民政府") -> Agency:
    return Agency.objects.create(
        slug=slug, name=name, kind="government", level="township", region="虚构省", parent=above
    )


def below(above: Agency, slug: str = "a") -> Office:
    """The office of a department of the county."""
    return office(slug, parent=above)


def tree_of_columns() -> dict[str, Column]:
    """The two parts with some columns, as an installation has them."""
    made: dict[str, Column] = {}
    for key, title, parent, kind in (
        ("zd", "政府信息公开制度", "", ColumnKind.STATIC),
        ("zd-bd", "本地文件", "zd", ColumnKind.STATIC),
        ("fdzdgk", "法定主动公开内容", "", ColumnKind.STATUTORY),
        ("zcwj", "政策文件", "fdzdgk", ColumnKind.POLICY),
        ("zcwj-gfxwj", "行政规范性文件", "zcwj", ColumnKind.POLICY),
        ("tzgg", "通知公告", "fdzdgk", ColumnKind.NOTICE),
        ("leer", "空着的栏目", "fdzdgk", ColumnKind.NOTICE),
    ):
        above = made.get(parent)
        made[key] = Column.objects.create(key=key, title=title, parent=above, kind=kind, begins_on=BEGIN)
    return made


def write_guide(agency_id: int, *, since: date = date(2026, 1, 1), **changes: Any) -> int:
    told = {**GUIDE, **changes}
    return agencies.write_guide(agency_id=agency_id, fields=told, since=since, by=OPERATOR, at=NOON)
