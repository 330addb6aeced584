"""By what a list divides its whole: the channel, the applicant, the way of applying, the outcome.

Parts of one division cannot overlap, so they can never be more than their whole; 网上申请 and 自然人申请 can.
"""

import re
from enum import StrEnum

from gongkai.law.report.narrative.figures import Figure


class Facet(StrEnum):
    """One way to divide what a report counts."""

    ORIGIN = "新收或结转"
    APPLICANT = "申请人"
    OUTCOME = "办理结果"
    WAY = "申请方式"
    CHANNEL = "公开渠道"
    REMEDY = "复议诉讼"
    FORM = "解读形式"


_SHAPES = (
    (Facet.REMEDY, re.compile(r"复议|诉讼|起诉")),
    (Facet.ORIGIN, re.compile(r"结转|新收|上年度?转|遗留")),
    (Facet.APPLICANT, re.compile(r"自然人|公民|个人申请|法人|企业申请|(?<!其他|组织)组织(?:申请)?$")),
    (
        Facet.OUTCOME,
        re.compile(
            r"予以公开|全部公开|同意公开|部分公开|不予公开|无法提供|不予处理|其他处理|不存在|不掌握|非本机关|不予受理|补正"
            r"|撤回|撤销|撤诉|办结|答复|重复申请|信访|不属于"
        ),
    ),
    (
        Facet.WAY,
        re.compile(
            r"(?:网络|网上|在线|线上|互联网|信函|邮寄|邮件|当面|现场|来访|窗口|传真|书面|纸质|平台).{0,4}申请|^(?:网络|网上|在线|线上|信函|邮寄|当面|现场|来访|传真)"
        ),
    ),
    (
        Facet.CHANNEL,
        re.compile(
            r"网站|门户网|公报|微博|微信|公众号|头条|抖音|快手|视频号|新媒体|客户端|报刊|报纸|广播|电视|公开栏|公示栏|公告栏"
            r"|宣传栏|电子屏|显示屏|发布会|渠道|平台"
        ),
    ),
    (Facet.FORM, re.compile(r"图解|图表|图文|图片|文字|视频|动漫|漫画|音频|H5|访谈|长图")),
)
_REST = re.compile(
    r"(?<![或和及与])其[他它](?:各?(?:类型?|方面))?(?:主动公开|政府|政务|公开)?(?:类)?(?:信息|文件|方式|渠道|途径|形式|平台|载体|类别|类|处理|情形"
    r"|情况|内容|申请|事项|栏目|媒体|资料)?(?:主动)?(?:公开|发布|公布)?(?:政府|政务|类)?(?:信息|文件)?$"
)
# Pairs that leave nothing out: whoever applies is a natural person or an organisation.
_PAIRS = (
    (re.compile(r"自然人|公民"), re.compile(r"法人|组织")),
    (re.compile(r"新收|新增|本年"), re.compile(r"上年|结转")),
)


def facet(figure: Figure) -> Facet | None:
    """By what the list divides, told by the label of one part."""
    return next((kind for kind, shape in _SHAPES if shape.search(figure.label)), None)


def is_rest(figure: Figure) -> bool:
    """Whether a part is all the rest: 其他文件22件 is, 其他重点信息5条 is one kind among others."""
    return _REST.search(figure.label) is not None


def leaves_nothing_out(parts: tuple[Figure, ...]) -> bool:
    """Whether two parts are by their nature the whole."""
    if len(parts) != 2:
        return False
    first, second = parts
    return any(
        (one.search(first.label) and other.search(second.label))
        or (one.search(second.label) and other.search(first.label))
        for one, other in _PAIRS
    )


def is_parallel(parts: tuple[Figure, ...]) -> bool:
    """Whether the labels show kinds of one thing: 政策类信息、动态类信息 or 云政发、云政办发."""
    labels = [part.label for part in parts]
    if len(labels) < 2 or not all(labels):
        return False
    return _shared([label[::-1] for label in labels]) >= 2 or _shared(labels) >= 2


def _shared(words: list[str]) -> int:
    count = 0
    for chars in zip(*words, strict=False):
        if len(set(chars)) > 1:
            break
        count += 1
    return count
