"""The text of an answer as a first draft: opening, result by result, its grounds, its reasons, the way open against it.

Plain functions of what was chosen; the drafter goes on from there, and the paragraph about review and suit stays as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.applications.models.kinds import PERSON
from gongkai.applications.queries.deciding import Part, remedy_of, row_of
from gongkai.law.outcomes.catalogue import Group, Variant, outcome
from gongkai.law.remedies.notices import RemedyNotice, notice
from gongkai.law.wording import day

BLANK = "〔请填写"
"""How everything begins that the drafter is to fill in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The application as the answer speaks of it: its number, the day of receipt, each thing by its place.

    `search`: how, where and when was searched; `earlier`: number and day of the reply that it repeats; empty where unknown.
    `you`: how the applicant is addressed.
    """

    number: str
    received_on: date
    things: Mapping[int, str]
    search: str = ""
    earlier: str = ""
    you: str = PERSON


def body(asked: Asked, parts: Sequence[Part], facts: Mapping[str, Any], on: date) -> str:
    """A draft of the answer without the paragraph about review and suit; empty while nothing is chosen."""
    if not parts:
        return ""
    named = "；".join(f"“{name}”" for name in asked.things.values())
    opening = (
        f"{asked.you}提出的政府信息公开申请（编号{asked.number}）于{day(asked.received_on)}收到。"
        f"{asked.you}申请公开：{named}。经审查，现答复如下："
    )
    several = len({part.wanted for part in parts}) > 1
    said = [_said(asked, place, parts, facts, on) for place in dict.fromkeys(part.wanted for part in parts)]
    numbered = (f"{number}.{each}" if several else each for number, each in enumerate(said, start=1))
    return "\n\n".join((opening, *numbered))


def remedy(parts: Sequence[Part], facts: Mapping[str, Any], on: date) -> RemedyNotice | None:
    """The paragraph about review and suit that the answer carries; None while nothing is chosen, or without a letter.

    依据：条例第五十一条；行政复议法第二十三条
    """
    if not parts:
        return None
    row = row_of(parts)
    variant = _leading(parts, row)
    if not variant.letters:
        return None
    open_way = remedy_of(parts, variant.letters[0], on)
    return notice(
        open_way,
        on,
        str(facts.get("review_body", "")),
        str(facts.get("court", "")),
        partial=row == "partial" and any(outcome(part.outcome).withholds for part in parts),
    )


def whole(text: str, paragraph: str) -> str:
    """The text with the locked paragraph at its end."""
    return f"{text.strip()}\n\n{paragraph}".strip() if paragraph else text.strip()


def without(text: str, paragraph: str) -> str:
    """What the drafter wrote: the text without the locked paragraph."""
    return text.strip().removesuffix(paragraph).strip() if paragraph else text.strip()


def _leading(parts: Sequence[Part], row: str) -> Variant:
    chosen = outcome(row)
    wanted = next((part.variant for part in parts if part.outcome == row), "")
    return next((one for one in chosen.variants if one.id == wanted), chosen.variants[0])


def _said(asked: Asked, place: int, parts: Sequence[Part], facts: Mapping[str, Any], on: date) -> str:
    """What is said of one thing: what is given, then each part that is not."""
    name = asked.things.get(place, "")
    own = [part for part in parts if part.wanted == place]
    given = [part for part in own if outcome(part.outcome).group in (Group.GRANTED, Group.PARTIAL)]
    rest = [part for part in own if part not in given]
    if not given:
        first = f"关于“{name}”，各部分分别答复如下：" if len(rest) > 1 else ""
        return first + "".join(_sentence(part, part.what or name, asked, facts, on) for part in rest)
    if not rest:
        return "".join(_sentence(part, name, asked, facts, on) for part in given)
    first = f"关于“{name}”，经区分处理，{_by(outcome('partial').variants[0], on)}提供其中可以公开的内容，详见附件。"
    return first + "".join(_sentence(part, part.what or name, asked, facts, on) for part in rest)


def _sentence(part: Part, name: str, asked: Asked, facts: Mapping[str, Any], on: date) -> str:
    chosen = outcome(part.outcome)
    variant = chosen.variant(part.variant)
    told = _TOLD.get((part.outcome, part.variant)) or _TOLD.get((part.outcome, "")) or _BY_GROUP[chosen.group]
    said = told.replace(PERSON, asked.you).format(
        name=name,
        by=_by(variant, on),
        kind=_kind(chosen.name, variant),
        law=_law(facts),
        organ=facts.get("right_organ") or f"{BLANK}：负责公开的行政机关〕",
        contact=facts.get("right_organ_contact") or f"{BLANK}：联系方式〕",
        variant=variant.name,
        search=asked.search or f"{BLANK}〕",
        earlier=asked.earlier or f"{BLANK}〕",
    )
    return f"{said}{_because(part, chosen.group)}"


def _because(part: Part, group: Group) -> str:
    if part.reason.strip():
        return f"理由：{part.reason.strip().rstrip('。')}。"
    return f"理由：{BLANK}：不予公开的理由〕。" if group is Group.DENIED else ""


def _by(variant: Variant, on: date) -> str:
    """The articles as a letter cites them: those of the Regulation and of laws; practice is not cited."""
    cited = [
        ground.citation for ground in variant.grounds_on(on) if ground.basis.article.isdigit()
    ]  # one of each
    return f"根据{'、'.join(dict.fromkeys(_short(cited)))}的规定，" if cited else ""


def _short(cited: Iterable[str]) -> Iterable[str]:
    """The title of a text once, then its further articles alone."""
    seen: set[str] = set()
    for each in cited:
        title, _, article = each.rpartition("》")
        yield article if title in seen else each
        seen.add(title)


def _kind(name: str, variant: Variant) -> str:
    return f"{name}（{variant.name}）" if variant.name else name


def _law(facts: Mapping[str, Any]) -> str:
    told = facts.get("law") or {}
    if not told.get("title"):
        return f"{BLANK}：法律、行政法规名称和条款〕"
    article = str(told.get("article", ""))
    return f"《{told['title']}》{f'第{article}条' if article.isdigit() else article}"


_BY_GROUP = {
    Group.GRANTED: "您申请公开的“{name}”可以公开。{by}现予提供，详见附件。",
    Group.PARTIAL: "您申请公开的“{name}”经区分处理，{by}提供其中可以公开的内容，详见附件；不予公开的内容和理由见下。",
    Group.DENIED: "“{name}”{kind}，{by}本机关不予公开。",
    Group.UNABLE: "“{name}”{kind}，{by}本机关无法提供。",
    Group.UNPROCESSED: "您提出的“{name}”{kind}，{by}本机关不予处理。",
    Group.OTHER: "您提出的“{name}”{kind}。",
}
_TOLD = {
    ("granted", "already_public"): "您申请公开的“{name}”已经主动公开。{by}请通过以下途径获取："
    + BLANK
    + "：网址和栏目、标题、索引号，或者查阅场所〕。",
    ("denied_security_stability", ""): "“{name}”公开后{variant}，{by}本机关不予公开。",
    ("denied_third_party", ""): "“{name}”涉及{variant}，公开会对第三方合法权益造成损害，{by}本机关不予公开。",
    ("denied_internal_affairs", ""): "“{name}”属于本机关{variant}方面的内部事务信息，{by}本机关不予公开。",
    (
        "denied_process",
        "",
    ): "“{name}”属于过程性信息（{variant}），没有法律、法规、规章规定应当公开，{by}本机关不予公开。",
    (
        "denied_enforcement_file",
        "",
    ): "“{name}”属于行政执法案卷信息，没有法律、法规、规章规定应当公开，{by}本机关不予公开。",
    (
        "denied_law_prohibits",
        "",
    ): "“{name}”属于法律、行政法规禁止公开的政府信息（{law}），{by}本机关不予公开。",
    ("denied_special_inquiry", ""): "“{name}”{kind}。{by}请依照{law}的规定办理，办理机构和地点："
    + BLANK
    + "〕。",
    ("unable_not_held", "not_exist"): "经检索，没有您申请公开的“{name}”。{by}现告知您该政府信息不存在。"
    "检索的方式、范围和日期：{search}。",
    (
        "unable_not_held",
        "not_this_organ",
    ): "您申请公开的“{name}”不属于本机关负责公开。{by}建议您向{organ}提出申请（联系方式：{contact}）。",
    (
        "unable_needs_creation",
        "",
    ): "“{name}”没有现成的信息，需要本机关对现有政府信息进行加工、分析，{by}本机关不予提供。",
    ("unable_still_unclear", ""): "您补正之后，“{name}”所指的内容仍不明确，{by}本机关无法提供。不明确之处："
    + BLANK
    + "〕。",
    (
        "unprocessed_petition",
        "",
    ): "您提出的“{name}”属于信访、投诉、举报等事项，不属于政府信息公开申请。{by}本机关"
    "不作为政府信息公开申请处理，您可以通过" + BLANK + "：相应渠道〕提出。",
    ("unprocessed_duplicate", ""): "您此前已就相同内容提出申请，本机关已经答复（文号和日期：{earlier}）。"
    "{by}本机关不予重复处理。",
    ("unprocessed_publication", ""): "您申请的“{name}”是公开出版物。{by}请通过以下途径获取："
    + BLANK
    + "〕。",
    (
        "unprocessed_excessive",
        "",
    ): "您申请公开政府信息的数量、频次明显超过合理范围，所说明的理由不合理。{by}本机关不予处理。",
    ("unprocessed_reissue", ""): "您已经获取“{name}”，本次申请是要求本机关确认或者重新出具，本机关不予处理。",
    ("other_misc", "inquiry"): "您提出的“{name}”属于咨询，不是政府信息公开申请，请通过"
    + BLANK
    + "：咨询渠道〕提出。",
    ("other_misc", "withdrawn"): "您已经撤回关于“{name}”的申请，本机关不再处理。",
}

__all__ = ["BLANK", "Asked", "body", "remedy", "whole", "without"]
