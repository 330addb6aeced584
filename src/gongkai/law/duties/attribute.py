"""The attribute of openness that is proposed with a document.   依据：条例第十三至十六、十九条，国办发〔2016〕80号"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.duties import grounds
from gongkai.law.duties.grounds import find
from gongkai.law.duties.items import DutyItem, items
from gongkai.law.exemptions import Exemption, Nature, exemptions
from gongkai.law.findings import Finding, Severity

# Protected by rules of its own (保守国家秘密法第六十四条), and no ground of the Regulation.
_WORK_SECRET = "work_secret"
_THIRD_PARTY = "exempt_third_party"


class Attribute(StrEnum):
    """How a document is open."""

    PROACTIVE = "proactive"
    ON_REQUEST = "on_request"
    NOT_OPEN = "not_open"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"proactive": "主动公开", "on_request": "依申请公开", "not_open": "不予公开"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed for a document before it is approved.

    `item`: id of the statutory content that it is, if any. `grounds`: ids of exemptions. `required_by`: the law, regulation
    or rule that requires publication. `concern`: it affects public interests, needs to be widely known or needs
    participation (art. 19). `checked`: the disclosure unit checked the proposal. `department_draft`: a draft that a
    department submits to its government. `third_party_agrees`, `public_interest`: the two exceptions of art. 15.
    """

    attribute: Attribute | None
    item: str = ""
    grounds: tuple[str, ...] = ()
    reasons: str = ""
    required_by: str = ""
    concern: bool = False
    policy_document: bool = False
    checked: bool = False
    department_draft: bool = False
    third_party_agrees: bool = False
    public_interest: bool = False

    @property
    def exemptions(self) -> tuple[Exemption, ...]:
        """The grounds that the Regulation knows."""
        return tuple(exemptions()[ground] for ground in self.grounds if ground in exemptions())

    @property
    def duty(self) -> DutyItem | None:
        """The statutory content that it is; None if it is none, or an unknown one."""
        return items().get(self.item)


def check_attribute(proposal: Proposal) -> list[Finding]:
    """What stands in the way of an attribute.   依据：条例第十三至十六、十九条，国办发〔2016〕80号第一部分"""
    return [
        *_unknown(proposal),
        *_fixed(proposal),
        *(_withheld(proposal) if proposal.attribute is Attribute.NOT_OPEN else ()),
        *(_on_request(proposal) if proposal.attribute is Attribute.ON_REQUEST else ()),
        *(_forbidden(proposal) if proposal.attribute is not Attribute.NOT_OPEN else ()),
    ]


def _unknown(proposal: Proposal) -> Iterator[Finding]:
    if proposal.item and proposal.duty is None:
        yield find(
            grounds.UNKNOWN,
            Severity.ERROR,
            "item",
            f"没有编号为“{proposal.item}”的主动公开事项。请从事项清单中选择。",
            stated=proposal.item,
        )
    for ground in proposal.grounds:
        if ground == _WORK_SECRET:
            yield find(
                grounds.WORK_SECRET,
                Severity.ERROR,
                "grounds",
                "工作秘密不是条例规定的不予公开事由。请按条例第十四条至第十六条重新审查；没有法定事由的，应当公开。",
                stated="工作秘密",
            )
        elif ground not in exemptions():
            yield find(
                grounds.UNKNOWN,
                Severity.ERROR,
                "grounds",
                f"没有编号为“{ground}”的不予公开事由。请从事由清单中选择。",
                stated=ground,
            )


def _fixed(proposal: Proposal) -> Iterator[Finding]:
    if proposal.attribute is not None:
        return
    if proposal.department_draft:
        yield find(
            grounds.RETURNED,
            Severity.ERROR,
            "attribute",
            "报送的代拟稿没有明确公开属性。政府办公厅（室）可以退文；请补充公开属性建议后重新报送。",
        )
    else:
        yield find(
            grounds.ATTRIBUTE,
            Severity.ERROR,
            "attribute",
            "没有明确公开属性。请在报批以前确定为主动公开、依申请公开或者不予公开。",
            expected="、".join(attribute.label for attribute in Attribute),
        )


def _withheld(proposal: Proposal) -> Iterator[Finding]:
    if not proposal.exemptions:
        yield find(
            grounds.GROUND,
            Severity.ERROR,
            "grounds",
            "拟不予公开，但没有列明条例第十四条至第十六条规定的事由。请列明事由；没有法定事由的，应当公开。",
        )
    if not proposal.reasons.strip():
        yield _without_reasons(proposal)
    if proposal.policy_document and not proposal.checked:
        yield find(
            grounds.DISCLOSURE_UNIT,
            Severity.ERROR,
            "review",
            "政策性文件拟不予公开，报批以前还没有送本单位公开工作机构审查。请先送审。",
        )
    for exemption in proposal.exemptions:
        yield from _usable(proposal, exemption)


def _without_reasons(proposal: Proposal) -> Finding:
    if proposal.department_draft:
        message = "代拟稿拟不予公开，但没有说明理由。政府办公厅（室）可以退文；请说明理由后重新报送。"
        return find(grounds.RETURNED, Severity.ERROR, "reasons", message)
    message = "拟不予公开，但没有说明理由。请依法说明为什么不公开。"
    return find(grounds.REASONS, Severity.ERROR, "reasons", message)


def _usable(proposal: Proposal, exemption: Exemption) -> Iterator[Finding]:
    if exemption.yields_to_law and proposal.required_by:
        yield find(
            grounds.YIELDS,
            Severity.ERROR,
            "grounds",
            f"{proposal.required_by}规定应当公开，不能以“{exemption.label}”为由不予公开。请改为公开，或者更正事由。",
            stated=exemption.label,
        )
    elif exemption.yields_to_law and proposal.duty is not None:
        yield find(
            grounds.YIELDS,
            Severity.WARNING,
            "grounds",
            f"“{proposal.duty.title}”属于法定主动公开内容，以“{exemption.label}”为由不予公开前，请核对是否有规定要求公开。",
            stated=exemption.label,
        )
    if exemption.id == _THIRD_PARTY and (proposal.third_party_agrees or proposal.public_interest):
        because = "第三方同意公开" if proposal.third_party_agrees else "不公开会对公共利益造成重大影响"
        yield find(
            grounds.THIRD_PARTY,
            Severity.ERROR,
            "grounds",
            f"{because}的，应当予以公开。请删去这一事由；没有其他事由的，改为公开。",
            stated=exemption.label,
        )
    if exemption.nature is Nature.ELSEWHERE:
        yield find(
            grounds.SPECIAL_ACCESS,
            Severity.WARNING,
            "grounds",
            f"{exemption.label}不是拒绝公开的事由：申请人查询时，请告知按有关法律、行政法规的规定办理。",
            stated=exemption.label,
        )


def _on_request(proposal: Proposal) -> Iterator[Finding]:
    if proposal.reasons.strip():
        return
    if proposal.duty is not None:
        yield find(
            grounds.WHY_NOT_PROACTIVE,
            Severity.ERROR,
            "reasons",
            f"“{proposal.duty.title}”属于法定主动公开内容，拟依申请公开而没有说明理由。请改为主动公开，或者说明不主动公开的理由。",
            basis=proposal.duty.basis,
            stated=Attribute.ON_REQUEST.label,
            expected=Attribute.PROACTIVE.label,
        )
    elif proposal.concern:
        yield find(
            grounds.CONCERN,
            Severity.WARNING,
            "reasons",
            "信息涉及公众利益调整、需要公众广泛知晓或者需要公众参与决策，应当主动公开。请改为主动公开，或者说明理由。",
            stated=Attribute.ON_REQUEST.label,
            expected=Attribute.PROACTIVE.label,
        )


def _forbidden(proposal: Proposal) -> Iterator[Finding]:
    """Third parties are consulted when somebody asks; so art. 15 stands only in the way of proactive disclosure."""
    if proposal.attribute is None:
        return
    for exemption in proposal.exemptions:
        if exemption.nature is not Nature.MUST_NOT:
            continue
        lifted = proposal.third_party_agrees or proposal.public_interest
        if exemption.id == _THIRD_PARTY and (lifted or proposal.attribute is Attribute.ON_REQUEST):
            continue
        yield find(
            grounds.FORBIDDEN,
            Severity.ERROR,
            "attribute",
            f"{exemption.label}不得公开，不能确定为“{proposal.attribute.label}”。请改为不予公开，或者区分处理后公开其余部分。",
            stated=proposal.attribute.label,
            expected=Attribute.NOT_OPEN.label,
            basis=exemption.basis,
        )
