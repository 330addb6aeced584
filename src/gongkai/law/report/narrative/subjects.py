"""Which quantity of the tables a figure speaks of, told by the words around it.

The words are the clause before the figure, "#" in place of the figure, and the rest of the clause behind it:
收到政府信息公开申请#, 收到#政府信息公开申请.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """The quantity of a table that a claim speaks of."""

    RECEIVED = "新收申请"
    HANDLED = "办结申请"
    CARRIED_IN = "上年结转"
    CARRIED_OUT = "结转下年度"
    GRANTED = "予以公开"
    GRANTED_OR_PARTIAL = "予以公开及部分公开"
    PARTIAL = "部分公开"
    DENIED = "不予公开"
    UNABLE = "无法提供"
    UNPROCESSED = "不予处理"
    OTHER = "其他处理"
    NATURAL = "自然人申请"
    ORGANISATIONS = "法人或其他组织申请"
    REVIEW = "行政复议"
    SUIT = "行政诉讼"
    DIRECT_SUIT = "未经复议直接起诉"
    SUIT_AFTER_REVIEW = "复议后起诉"
    UPHELD = "复议结果维持"
    CORRECTED = "复议结果纠正"
    DOCUMENTS_ISSUED = "制发规范性文件"
    DOCUMENTS_REPEALED = "废止规范性文件"
    DOCUMENTS_IN_FORCE = "现行有效规范性文件"
    LICENSES = "行政许可处理决定"
    PENALTIES = "行政处罚处理决定"
    COERCIONS = "行政强制处理决定"
    FEES = "行政事业性收费"


@dataclass(frozen=True, slots=True)
class Told:
    """The surroundings of a figure: the words with "#" and the sentence before it.

    `discloses` tells that the paragraph is on disclosure, so that its reviews and suits are; `open` that it has 公开;
    `goes_on` tells that the text still speaks of the applications that it spoke of at an earlier figure.
    """

    words: str
    lead: str
    discloses: bool
    open: bool
    unit: str
    goes_on: bool
    report_year: int | None


BY_REASON = frozenset((Subject.DENIED, Subject.UNABLE, Subject.UNPROCESSED, Subject.OTHER))
OF_COURT = frozenset(
    (
        Subject.REVIEW,
        Subject.SUIT,
        Subject.DIRECT_SUIT,
        Subject.SUIT_AFTER_REVIEW,
        Subject.UPHELD,
        Subject.CORRECTED,
    )
)
OF_APPLICATIONS = BY_REASON | {
    Subject.RECEIVED, Subject.HANDLED, Subject.CARRIED_IN, Subject.CARRIED_OUT, Subject.GRANTED, Subject.PARTIAL,
    Subject.GRANTED_OR_PARTIAL, Subject.NATURAL, Subject.ORGANISATIONS,
}  # fmt: skip
MONEY = ("亿元", "万元", "元")
RECEIVE = r"(?:新?收到|新收|受理|接收|接到|收悉|接受申请)"
HANDLE = r"(?:办理|处理|办结|答复|回复)"
_STOP = r"[^，,。;#]"
_RECEIVED = re.compile(
    rf"{RECEIVE}{_STOP}{{0,30}}?申请{_STOP}{{0,14}}#|{RECEIVE}(?:了|[并和及、]*(?:办理|处理|答复|办结|回复))*#{_STOP}{{0,18}}?申请"
)
_HANDLED = re.compile(rf"{HANDLE}{_STOP}{{0,24}}?申请{_STOP}{{0,14}}#|{HANDLE}(?:了)?#{_STOP}{{0,18}}?申请")
_HANDLED_AGAIN = re.compile(
    r"(?:^|[，,;、)(])(?:其中|已|均|共|全部|按时|按期|依法|依规|及时|(?:在)?法定(?:时限|期限)内|年内|本年度?|当年|予以|并|和|受理并)*"
    r"(?:办结|办理完结|答复|办理答复|办复)(?:了|完成|完毕|政府信息公开|依申请公开|政府信息|申请|件)*#"
)
_CARRIED_IN = re.compile(
    rf"(?:(?:上一?年度?|去年)(?:的)?(?:未办结)?(?:结转|转入|转结|遗留)|结转(?:的)?上一?年度?){_STOP}{{0,14}}#"
)
_CARRIED_OUT = re.compile(
    rf"(?:结转|转入|顺延){_STOP}{{0,3}}(?:下一?年度?|次年|明年|(?P<year>20\d\d)年度?){_STOP}{{0,14}}#"
)
_END = r"(?:的|申请|决定|答复|共|共计|有|为|:|政府信息|依申请公开|数量|是|分别)*#"
_OUTCOMES = (
    (
        Subject.GRANTED_OR_PARTIAL,
        re.compile(rf"(?:予以公开|全部公开)(?:及|和|、|或|与|以及)(?:予以)?部分公开{_END}"),
    ),
    (Subject.GRANTED, re.compile(rf"(?<!不)(?:予以公开|予以全部公开){_END}")),
    (Subject.PARTIAL, re.compile(rf"(?:予以)?部分公开{_END}")),
    (Subject.DENIED, re.compile(rf"不予公开{_END}")),
    (Subject.UNABLE, re.compile(rf"无法提供{_END}")),
    (Subject.UNPROCESSED, re.compile(rf"不予处理{_END}")),
    (Subject.OTHER, re.compile(rf"其[他它]处理{_END}")),
)
# 收到公民、法人和其他组织的申请 are all of them
_GETS = re.compile(RECEIVE)
_APPLICANTS = (
    (
        Subject.NATURAL,
        re.compile(rf"(?:自然人|公民)(?:个人)?(?:提出|提交|的)*(?:申请)?(?:件|政府信息公开申请)?{_END}"),
    ),
    (
        Subject.ORGANISATIONS,
        re.compile(
            rf"法人(?:或|和|及|、|以及|或者)其[他它]组织(?:提出|提交|的)*(?:申请)?(?:件|政府信息公开申请)?{_END}"
        ),
    ),
)
_COURT_END = r"(?:案件|申请|事项|案|共|共计|数量|次数|总数|为|均|各|有|:|发生|累计|合计|件数|被申请|收到)*#"
_COURT = (
    (Subject.DIRECT_SUIT, re.compile(rf"未经复议直接(?:起诉|诉讼|提起(?:行政)?诉讼)(?:的)?{_COURT_END}")),
    (
        Subject.SUIT_AFTER_REVIEW,
        re.compile(rf"(?<!未)复议后(?:起诉|诉讼|提起(?:行政)?诉讼)(?:的)?{_COURT_END}"),
    ),
    (Subject.REVIEW, re.compile(rf"行政复议(?:类)?{_COURT_END}")),
    (Subject.SUIT, re.compile(rf"行政诉讼(?:类)?{_COURT_END}")),
)
_RESULT = (
    (
        Subject.UPHELD,
        re.compile(
            r"^(?:其中|结果|复议机关|被|为|予以|均)*维持(?:原行政行为|原具体行政行为|原决定|原答复|的|结果|决定|为|:)*#"
        ),
    ),
    (Subject.CORRECTED, re.compile(r"^(?:其中|结果|复议机关|被|为|予以|均)*纠正(?:的|结果|为|:)*#")),
)
_DOCUMENT = r"(?:市|县|区|乡|镇|本机关|政府|行政|现行|部门)*规范性文件"
_DOCUMENTS = (
    (
        Subject.DOCUMENTS_IN_FORCE,
        re.compile(
            rf"现行有效(?:的)?(?:{_DOCUMENT}|文件)(?:数量|件数|共|为|有|:|的)*#|规范性文件{_STOP}{{0,8}}现行有效(?:的|文件|件数|为)*#"
        ),
    ),
    (Subject.DOCUMENTS_REPEALED, re.compile(rf"废止(?:失效)?(?:了|的)?{_DOCUMENT}(?:数量|件数|共|为|:)*#")),
    (
        Subject.DOCUMENTS_ISSUED,
        re.compile(
            rf"(?:制发|制定|制订|新制作|出台|印发)(?:并?(?:出台|发布|印发|公开|公布))?(?:了)?(?:的)?{_DOCUMENT}(?:数量|件数|共|为|:)*#|规范性文件(?:本年)?制发(?:件数|数量|为|:)*#"
        ),
    ),
)
_DECISIONS = (
    (
        Subject.LICENSES,
        re.compile(
            r"行政许可(?:事项)?(?:本年)?(?:处理)?决定(?:数量|总数|共|为|:|书)*#|作出行政许可(?:处理)?(?:决定)?(?:了|共)?#"
        ),
    ),
    (
        Subject.PENALTIES,
        re.compile(
            r"行政处罚(?:事项)?(?:本年)?(?:处理)?决定(?:数量|总数|共|为|:|书)*#|作出行政处罚(?:处理)?(?:决定)?(?:了|共)?#"
        ),
    ),
    (
        Subject.COERCIONS,
        re.compile(r"行政强制(?:事项|措施)?(?:本年)?(?:处理)?决定(?:数量|总数|共|为|:|书)*#"),
    ),
)
_FEES = re.compile(r"行政事业性收费(?:金额|总额|收入|项目|总金额|共|共计|合计|为|:|实收|本年|征收)*#")
_OTHER_BUSINESS = re.compile(
    r"复议|诉讼|许可|审批|救助|信访件|建议|提案|留言|咨询|热线|信箱|求助|诉求|来信|工单|投诉"
)
_PUBLISHED = re.compile(r"(?:公开|公示|发布|公布|推送|上传)[^，,。;#]{0,14}#")
_IN_PASSING = re.compile(r"公开的|并公开")
DISCLOSURE = re.compile(r"信息公开|公开[^，。;]{0,4}信息|依申请|公开申请|政务公开")


def subject_of(told: Told) -> Subject | None:
    """The quantity that a figure speaks of; None if it is none of the tables."""
    if told.unit in MONEY:
        return Subject.FEES if _FEES.search(told.words) else None
    if (court := _of_court(told)) is not None:
        return court
    for subject, shape in (*_DOCUMENTS, *_DECISIONS):
        if shape.search(told.words) and not _PUBLISHED.search(_IN_PASSING.sub("", told.words)):
            return subject
    return _of_applications(told) if told.unit and told.open else None


def speaks_of_others(text: str) -> bool:
    """Whether a text has turned to other business than applications for disclosure: 留言, 提案, 复议."""
    return _OTHER_BUSINESS.search(text) is not None


def _of_court(told: Told) -> Subject | None:
    if not told.discloses:
        return None
    for subject, shape in _COURT:
        if shape.search(told.words):
            return subject
    near = re.split(r"[，,。;、:(]", told.words.partition("#")[0])[-1] + "#"
    if "复议" in told.lead and "诉" not in told.lead:
        return next((subject for subject, shape in _RESULT if shape.search(near)), None)
    return None


def _of_applications(told: Told) -> Subject | None:
    if carried := _of_carried(told):
        return carried
    if told.goes_on or "申请" in told.lead:
        shapes = _OUTCOMES if _GETS.search(told.words) else (*_OUTCOMES, *_APPLICANTS)
        for subject, shape in shapes:
            if shape.search(told.words):
                return subject
    if speaks_of_others(told.words):
        return None
    if "公开" in (told.words if "公开" in told.words else told.lead[-60:]):
        for subject, shape in ((Subject.RECEIVED, _RECEIVED), (Subject.HANDLED, _HANDLED)):
            if shape.search(told.words):
                return subject
    return Subject.HANDLED if told.goes_on and _HANDLED_AGAIN.search(told.words) else None


def _of_carried(told: Told) -> Subject | None:
    """上年结转, 结转下年度; with a year, whichever way it lies: 结转2022年办理 in a report on 2021."""
    if (out := _CARRIED_OUT.search(told.words)) is not None:
        year = int(out["year"]) if out["year"] else None
        if year is None or told.report_year is None or year > told.report_year:
            return Subject.CARRIED_OUT
        return Subject.CARRIED_IN if year == told.report_year else None
    return Subject.CARRIED_IN if _CARRIED_IN.search(told.words) else None
