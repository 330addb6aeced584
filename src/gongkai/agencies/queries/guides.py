"""Reads: the disclosure guide of an agency, in force on a day, and its versions.   依据：条例第十二条"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.agencies.models import Guide
from gongkai.law.duties.items import item

GUIDE_LABELS: Mapping[str, str] = {
    "unit": "政府信息公开工作机构",
    "address": "办公地址",
    "postcode": "邮政编码",
    "hours": "办公时间",
    "telephone": "联系电话",
    "fax": "传真号码",
    "internet": "互联网联系方式",
    "classification": "政府信息的分类",
    "arrangement": "政府信息的编排体系",
    "obtaining": "主动公开信息的获取方式",
    "applying": "依申请公开",
    "complaints": "监督和救济渠道",
    "text": "其他事项",
}
"""The fields of a guide, in the order in which guides have them, and what they are called."""

GUIDE_NEEDED = frozenset({"unit", "address", "hours", "telephone"})
"""Without these nobody can come: a guide that lacks one is not kept."""

GUIDE_TEXTS = frozenset({"classification", "arrangement", "obtaining", "applying", "complaints", "text"})
"""The fields that are told in sentences."""

_STATED_IN = {
    "信息的分类": "classification",
    "编排体系": "arrangement",
    "获取方式": "obtaining",
    "工作机构名称": "unit",
    "办公地址": "address",
    "办公时间": "hours",
    "联系电话": "telephone",
    "传真号码": "fax",
    "互联网联系方式": "internet",
}
_DUTY = "a12_guide"


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One version of a guide."""

    version: int
    unit: str
    address: str
    hours: str
    telephone: str
    fax: str
    internet: str
    postcode: str
    classification: str
    arrangement: str
    obtaining: str
    applying: str
    complaints: str
    text: str
    since: date
    written_at: datetime
    written_by: str

    def fields(self) -> list[tuple[str, str]]:
        """What each field is called and says, without the empty ones."""
        return [(label, getattr(self, name)) for name, label in GUIDE_LABELS.items() if getattr(self, name)]

    def missing(self) -> tuple[str, ...]:
        """What the regulation asks of a guide and this one does not say.   依据：条例第十二条"""
        return tuple(each for each in item(_DUTY).elements if not getattr(self, _STATED_IN[each]))


def asked_of_guides() -> tuple[str, ...]:
    """What the regulation asks of every guide.   依据：条例第十二条"""
    return tuple(item(_DUTY).elements)


def guide(agency_id: int, on: date) -> GuideRow | None:
    """The guide in force on a day: of those that had begun the one written last."""
    found = Guide.objects.filter(agency=agency_id, since__lte=on).order_by("-version").first()
    return _row(found) if found else None


def guides(agency_id: int) -> list[GuideRow]:
    """Every version of a guide, newest first."""
    return [_row(found) for found in Guide.objects.filter(agency=agency_id).order_by("-version")]


def _row(found: Guide) -> GuideRow:
    fields = {name: getattr(found, name) for name in GUIDE_LABELS}
    return GuideRow(
        **fields,
        version=found.version,
        since=found.since,
        written_at=found.written_at,
        written_by=found.written_by,
    )
