"""How a figure is meant: as a share, a change, a total, of another year, of what is planned."""

import re
from collections.abc import Iterator
from enum import StrEnum

_PER_CENT = ("%", "‰")


class Role(StrEnum):
    """How a figure is meant, told by the words around it."""

    SHARE = "占"  # a part in per cent of a whole
    CHANGE = "同比"  # a change against another year
    TOTAL = "合计"  # 共, 合计, 总计
    EACH = "各"  # of each, on average, every so often: adds up to nothing
    PAST = "往年"  # of another year than the report's
    PLAN = "计划"  # of what is still to be done


_SHARE = re.compile(
    r"(?:占(?!用)[^，,。;、()\d]{0,16}|占比[^，,。;、()\d]{0,6}|比例[^，,。;、()\d]{0,4}|比重[^，,。;、()\d]{0,4})$"
)
_CHANGE = re.compile(
    r"(?:同比|环比|[比较与](?:上一?|去|前)(?:一?年度?|年)(?:同期)?(?:相比)?|[比较与](?:19|20)\d\d年(?:度|同期)?(?:相比)?)"
    r"[^。;\d]{0,14}?(?:增长|增加|上升|提高|提升|增幅|下降|减少|降低|下滑|减|增|升|降|多|少)[^，,。;、\d]{0,6}$"
)
_CHANGE_GOES_ON = re.compile(
    r"[，,、(]?(?:同比|数量|总量|环比)?(?:增长|增加|上升|提高|增幅|下降|减少|降低|下滑|降幅)(?:率|幅度)?(?:为|了|达到?)?$"
)
_EACH = re.compile(r"(?:各有?|每[^，,。;\d]{0,8}|(?:平|人|日|月|年)均[^，,。;、\d]{0,3})$")
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|共(?![享同建管治]))[^，,。;、\d]{0,3}$")
_PAST = re.compile(
    r"(?<![较比与同转])(?:上年度?|去年|上一年度?)(?!度?结转|度?转|度?未|度?遗留|度?延续|度?的?申请)[^，,。;、\d]{0,12}$"
)
_PLAN = re.compile(
    r"下一步|下步|明年|来年|今后|下一年(?!度?(?:继续|办理|答复|结转))|下阶段|拟(?:于|在|开展|举办|新)|力争|计划(?:开展|举办|完成|新增|安排)"
)
_TITLE = re.compile(r"《[^《》]*》")
_YEAR = re.compile(r"(?<![较比与同])((?:19|20)\d\d)\s*(?:-\s*(?:19|20)\d\d\s*)?年")
_NEXT_CARRY = re.compile(r"(?:结转|转入|顺延|转)[^，,。;]{0,10}$|(?:继续)?办理[^，,。;]{0,4}$")
_AHEAD = re.compile(r"\s*(?:\([一二三]\))?(?:下一步|下步|今后|明年|改进)")


def roles(
    unit: str, clause: str, lead: str, report_year: int | None, *, after_change: bool
) -> Iterator[Role]:
    """The roles of a figure.

    `clause` are the words right before it, `lead` the sentence before it; `after_change` tells that the figure
    before it in the sentence is a change: 较上年增加25件，增长20.3%.
    """
    close = lead[-40:]
    if unit in _PER_CENT and _SHARE.search(close):
        yield Role.SHARE
    if _CHANGE.search(close) or (after_change and _CHANGE_GOES_ON.match(clause.strip())):
        yield Role.CHANGE
    if _EACH.search(close):
        yield Role.EACH
    if _TOTAL.search(close):
        yield Role.TOTAL
    if _PLAN.search(lead):
        yield Role.PLAN
    if _PAST.search(close):
        yield Role.PAST
    year = _year_told(lead)
    if report_year and year and year < report_year:
        yield Role.PAST
    if report_year and year and year > report_year and not _NEXT_CARRY.search(close):
        yield Role.PLAN


def looks_ahead(text: str, report_year: int | None) -> bool:
    """Whether a paragraph begins to tell what is to be done next: 下一步, 2022年 in a report on 2021."""
    return (report_year is not None and f"{report_year + 1}年" in text[:12]) or _AHEAD.match(text) is not None


def _year_told(lead: str) -> int | None:
    """The last year that the sentence names, outside titles and comparisons."""
    if "年" not in lead:
        return None
    years = _YEAR.findall(_TITLE.sub("", lead))
    return int(years[-1]) if years else None
