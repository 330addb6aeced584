"""Statements without a figure that there was none: 未收到政府信息公开申请, 未发生行政复议、行政诉讼."""

import re
from collections.abc import Iterator

from gongkai.law.report.narrative.claims import WIDE, Claim
from gongkai.law.report.narrative.figures import Passage
from gongkai.law.report.narrative.roles import Role
from gongkai.law.report.narrative.subjects import DISCLOSURE, Subject

_TOKEN = (
    r"(?:发生|出现|收到|接到|产生|有|因|由|针对|涉及|有关|关于|对|本机关|我[局区县市镇乡办委街厅]|政府|政务|信息|公开|申请|工作|事务|事项|类|方面|依|引起|引发"
    r"|提起|导致|被|而|的|任何|案件|举报|投诉|申诉|起诉|纠纷|、|和|及|或|以及|行政|复议|诉讼|诉|情况|情形|事件|过|到|办理|相关|与|问题)"
)
_NO_COURT = re.compile(
    rf"(?<!有)(?:未|没有|无)(?P<run>{_TOKEN}*(?:复议|诉讼){_TOKEN}*)(?=[，,。;)!\s]|发生|$)"
)
_NO_APPLICATION = re.compile(
    r"(?:未|没有|无)(?:收到|接到|接收到?|收到和处理|受理|发生|产生|接受)?(?:过|到)?"
    r"(?:任何(?:形式的?|单位和个人提出的?)?|公民、?法人(?:和|或|及|或者)其他组织(?:提出|提交)?的?|群众|社会公众|单位和个人提出的|要求|书面的?|有关|关于)*"
    r"(?:政府信息公开的?申请|政府信息依申请公开|依申请公开(?:政府信息|信息)?的?(?:申请|事项|件|情况|办理件)?|信息公开的?申请|公开政府信息的?申请|申请公开政府信息)"
    r"(?:事项|件|情况|信息|申请)*(?=[，,。;、)!\s]|$)"
)


_DENIES = re.compile(r"未|没有|无")
_NOT_SAID = re.compile(r"如[果未]|若|应当|防止|避免|确保|杜绝|除")
_OTHER_TIME = re.compile(r"\d月|季度|上半年|下一步|今后|上年(?!度?结转)|去年")
_PART_OF_BODY = re.compile(r"(?:办公[厅室]|本级|局|委员会|厅|街道|镇|乡|中心|部门|单位)[^，,]{0,6}$")


def denials(passages: tuple[Passage, ...], *, government: bool) -> Iterator[Claim]:
    """Every statement that no application, review or suit came in; what one department says is not certain."""
    for passage in passages:
        for at, (start, end) in enumerate(passage.sentences):
            sentence = passage.text[start:end]
            if (
                _DENIES.search(sentence)
                and not _NOT_SAID.search(sentence)
                and not _of_other_time(passage, at)
            ):
                yield from _in_sentence(passage, sentence, start, government=government)


def _of_other_time(passage: Passage, at: int) -> bool:
    start, end = passage.sentences[at]
    told = (figure for figure in passage.figures if figure.sentence == at)
    return _OTHER_TIME.search(passage.text[start:end]) is not None or any(
        figure.roles & {Role.PLAN, Role.PAST} for figure in told
    )


def _in_sentence(passage: Passage, sentence: str, start: int, *, government: bool) -> Iterator[Claim]:
    found = [(Subject.RECEIVED, match) for match in _NO_APPLICATION.finditer(sentence)]
    if passage.where.startswith("s4_") or DISCLOSURE.search(sentence):
        for match in _NO_COURT.finditer(sentence):
            words = ((Subject.REVIEW, "复议"), (Subject.SUIT, "诉讼"))
            found += [(subject, match) for subject, word in words if word in match["run"]]
    for subject, match in found:
        clause = re.split(r"[，,。;]", sentence[: match.start()])[-1]
        yield Claim(
            subject=subject,
            value=(0, 0),
            text=match[0],
            where=passage.where,
            span=(start + match.start(), start + match.end()),
            certain=not (government and _PART_OF_BODY.search(clause)),
            wide=WIDE.search(sentence[: match.start()]) is not None,
        )
