"""The coded lists of remedies: what is challenged, who takes part, what is kept, what happens besides what the law counts."""

from enum import StrEnum

from gongkai.law.ledger import Kind
from gongkai.law.remedies.course import DISPUTE


class Cause(StrEnum):
    """What is challenged.   依据：条例第五十一条"""

    ANSWER = "answer"
    SILENCE = "silence"
    NOT_PUBLISHED = "not_published"
    PUBLISHED = "published"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "answer": "对答复不服",
            "silence": "逾期没有答复",
            "not_published": "没有主动公开应当公开的信息",
            "published": "公开的信息侵犯合法权益",
            "other": "其他公开工作事项",
        }[self.value]


class Claimant(StrEnum):
    """Who goes to review or to court, seen from the answer."""

    APPLICANT = "applicant"
    THIRD_PARTY = "third_party"
    CONCERNED = "concerned"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "applicant": "政府信息公开申请人",
            "third_party": "被征求意见的第三方",
            "concerned": "其他利害关系人",
        }[self.value]


class Part(StrEnum):
    """The part that somebody has in a chain; the agency itself is respondent and defendant without a row of its own."""

    CLAIMANT = "claimant"
    AGENT = "agent"
    THIRD_PARTY = "third_party"
    CO_DEFENDANT = "co_defendant"
    COUNSEL = "counsel"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "claimant": "申请人（原告、上诉人）",
            "agent": "申请人（原告）的代理人",
            "third_party": "第三人",
            "co_defendant": "共同被申请人（共同被告）",
            "counsel": "本机关的代理人",
        }[self.value]


class Stage(StrEnum):
    """Where a chain stands."""

    BEFORE = "before"
    REVIEW = "review"
    REVIEWED = "reviewed"
    FIRST = "first"
    APPEALABLE = "appealable"
    SECOND = "second"
    DUTY = "duty"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "before": "已登记，尚未复议诉讼",
            "review": "行政复议中",
            "reviewed": "复议已决定，起诉期内",
            "first": "第一审中",
            "appealable": "一审已裁判，上诉期内",
            "second": "第二审中",
            "duty": "败诉，待履行",
            "ended": "已审结",
        }[self.value]

    @property
    def pending(self) -> bool:
        """Whether somebody still has to decide."""
        return self in (Stage.REVIEW, Stage.FIRST, Stage.APPEALABLE, Stage.SECOND)


class Besides(StrEnum):
    """What happens to a chain and is no fact of a period. What is, is a `law.ledger.Kind`; both are kinds of events."""

    OPENED = "opened"
    ORDERED = "ordered"
    FULFILLED = "fulfilled"
    NOTED = "noted"
    FILED = "filed"
    PARTY_ADDED = "party_added"
    PACKED = "packed"
    VOIDED = "voided"

    @property
    def label(self) -> str:
        """What officers read."""
        return {
            "opened": "登记",
            "ordered": "登记败诉后的义务",
            "fulfilled": "登记履行",
            "noted": "备注",
            "filed": "添加材料",
            "party_added": "登记参加人",
            "packed": "制作证据材料包",
            "voided": "撤销误记",
        }[self.value]


OF_ANSWER = (Kind.REPLIED, Kind.DELIVERED, Kind.REDO_ORDERED)
"""Facts of the answer itself. With an application of the platform they stand there; else the chain keeps them."""

FACTS = (*OF_ANSWER, *DISPUTE)
"""The facts that a chain can keep."""


class FileUse(StrEnum):
    """What a file of a chain or a complaint is."""

    PETITION = "petition"
    DEFENCE = "defence"
    EVIDENCE = "evidence"
    DECISION = "decision"
    SERVICE = "service"
    PROOF = "proof"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "petition": "申请书、起诉状、上诉状",
            "defence": "答复书、答辩状",
            "evidence": "证据材料",
            "decision": "复议决定书、裁判文书",
            "service": "送达材料",
            "proof": "履行证明",
            "other": "其他材料",
        }[self.value]


class Claim(StrEnum):
    """What a complaint is about.   依据：条例第四十七条第二款、第五十一条"""

    NOT_PUBLISHED = "not_published"
    OUTDATED = "outdated"
    NO_ANSWER = "no_answer"
    UNLAWFUL_ANSWER = "unlawful_answer"
    FEE = "fee"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "not_published": "没有依法主动公开",
            "outdated": "公开的内容、指南、目录没有更新",
            "no_answer": "没有在期限内答复申请",
            "unlawful_answer": "没有依法答复申请",
            "fee": "违法收费",
            "other": "其他违反公开规定的行为",
        }[self.value]


class Handling(StrEnum):
    """What happens to a complaint."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ASKED = "asked"
    EXPLAINED = "explained"
    RECTIFY = "rectify"
    CRITICISED = "criticised"
    UNFOUNDED = "unfounded"
    WITHDRAWN = "withdrawn"
    NOTED = "noted"
    CODE_RENEWED = "code_renewed"

    @property
    def label(self) -> str:
        """What officers and citizens read."""
        return {
            "submitted": "提交投诉举报",
            "accepted": "受理",
            "refused": "不予受理，告知去处",
            "asked": "要求被投诉机关说明",
            "explained": "收到被投诉机关的说明",
            "rectify": "查实，督促整改",
            "criticised": "查实，通报批评",
            "unfounded": "查无违法，告知理由",
            "withdrawn": "撤回投诉举报",
            "noted": "备注",
            "code_renewed": "重发查询码",
        }[self.value]

    @property
    def ends(self) -> bool:
        """Whether the complaint has ended with it."""
        return self in _ENDING

    @property
    def told(self) -> bool:
        """Whether whoever complained reads it with the query code."""
        return self not in (Handling.ASKED, Handling.EXPLAINED, Handling.NOTED)


_ENDING = frozenset(
    {Handling.REFUSED, Handling.RECTIFY, Handling.CRITICISED, Handling.UNFOUNDED, Handling.WITHDRAWN}
)


class ComplaintState(StrEnum):
    """Where a complaint stands."""

    NEW = "new"
    ACCEPTED = "accepted"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {"new": "待受理", "accepted": "办理中", "ended": "已办结"}[self.value]
