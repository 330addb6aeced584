"""Reads: how letters address whoever they go to: a person as 您, a unit as 贵单位.

Of an applicant the kind is known; of a third party nothing but the name. A name counts as that of a unit only where it ends
as names of units do: whoever is in doubt is a person, whom 您 never offends.
"""

from gongkai.applications.models import ApplicantKind, Application
from gongkai.applications.models.kinds import PERSON, UNIT
from gongkai.law.ledger import Party

_ENDINGS = (
    "公司 集团 企业 厂 店 合作社 联社 商行 银行 分行 支行 事务所 工作室 经营部 养殖场 农场 中心 "
    "协会 学会 商会 联合会 促进会 基金会 委员会 工会 医院 学校 小学 中学 大学 学院 幼儿园 研究院 研究所 设计院 "
    "（普通合伙） （特殊普通合伙） （有限合伙） (普通合伙) (特殊普通合伙) (有限合伙)"
)
_UNITS = tuple(_ENDINGS.split())
_SAMPLES = ("（虚构示例）", "（虚构）")
"""What samples carry behind their names."""
_SHORTEST = 4
"""A name as short as that of a person is taken for one, however it ends."""


def applicant(application: Application) -> str:
    """How an applicant is addressed."""
    return ApplicantKind(application.applicant_kind).you


def addressed(to: Party, application: Application, who: str) -> str:
    """How a letter addresses whoever it goes to; empty where the kind of letter says it, as with organs."""
    if to is Party.APPLICANT:
        return applicant(application)
    return third_party(who) if to is Party.THIRD_PARTY else ""


def third_party(name: str) -> str:
    """How somebody is addressed of whom nothing but the name is known."""
    bare = name.strip()
    for mark in _SAMPLES:
        bare = bare.removesuffix(mark)
    return UNIT if len(bare) >= _SHORTEST and bare.endswith(_UNITS) else PERSON
