"""The coded lists of an application: who applies, on which way, by which proof, what happens besides what the clock counts."""

from enum import StrEnum

from gongkai.law.fees.notice import Provision
from gongkai.law.ledger import Channel

PERSON, UNIT = "您", "贵单位"
"""How letters address a person, and whoever is none."""


class ApplicantKind(StrEnum):
    """Who applies: the six columns of table three.   依据：国办公开办函〔2021〕30号 表三"""

    NATURAL_PERSON = "natural_person"
    BUSINESS = "org_business"
    RESEARCH = "org_research"
    PUBLIC_WELFARE = "org_public_welfare"
    LEGAL_SERVICE = "org_legal_service"
    OTHER = "org_other"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "natural_person": "公民（自然人）",
            "org_business": "商业企业",
            "org_research": "科研机构",
            "org_public_welfare": "社会公益组织",
            "org_legal_service": "法律服务机构",
            "org_other": "其他组织",
        }[self.value]

    @property
    def person(self) -> bool:
        """Whether a natural person applies, who proves it with a document, not with a credit code."""
        return self is ApplicantKind.NATURAL_PERSON

    @property
    def you(self) -> str:
        """How letters address them: a person as 您, whoever is none as 贵单位."""
        return PERSON if self.person else UNIT


class Identity(StrEnum):
    """The document by which a person proves who they are.   依据：条例第二十九条"""

    RESIDENT_CARD = "resident_card"
    PASSPORT = "passport"
    MILITARY = "military"
    RETURN_PERMIT = "return_permit"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "resident_card": "居民身份证",
            "passport": "护照",
            "military": "军人证件",
            "return_permit": "港澳台居民来往内地（大陆）通行证",
            "other": "其他有效证件",
        }[self.value]


class Way(StrEnum):
    """On which way an application came; the channel of the law follows from it.   依据：条例第二十九、三十一条"""

    PORTAL = "portal"
    EMAIL = "email"
    COUNTER = "counter"
    REGISTERED_MAIL = "registered_mail"
    ORDINARY_MAIL = "ordinary_mail"
    FAX = "fax"
    ORAL = "oral"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "portal": "网上申请",
            "email": "电子邮件",
            "counter": "当面提交",
            "registered_mail": "邮寄（需签收）",
            "ordinary_mail": "平常信函",
            "fax": "传真",
            "oral": "口头申请",
        }[self.value]

    @property
    def channel(self) -> Channel:
        """What the law counts it as."""
        return _CHANNELS[self]


_CHANNELS = {
    Way.PORTAL: Channel.INTERNET,
    Way.EMAIL: Channel.INTERNET,
    Way.COUNTER: Channel.IN_PERSON,
    Way.REGISTERED_MAIL: Channel.REGISTERED_MAIL,
    Way.ORDINARY_MAIL: Channel.ORDINARY_MAIL,
    Way.FAX: Channel.FAX,
    Way.ORAL: Channel.ORAL,
}


class Medium(StrEnum):
    """In which form the applicant wants the information.   依据：条例第二十九、四十条"""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    ON_SITE = "on_site"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {"paper": "纸质", "electronic": "电子文件", "on_site": "现场查阅、抄录"}[self.value]


class Route(StrEnum):
    """On which way the applicant wants to get it.   依据：条例第二十九条"""

    POST = "post"
    COUNTER = "counter"
    EMAIL = "email"
    PORTAL = "portal"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {"post": "邮寄", "counter": "自行领取", "email": "电子邮件", "portal": "网上下载"}[self.value]


def provision(medium: Medium, route: Route) -> Provision:
    """How the fee rules see it.   依据：信息处理费管理办法第五条"""
    if medium is Medium.ON_SITE:
        return Provision.ON_SITE
    if medium is Medium.PAPER:
        return Provision.PAPER
    return Provision.COPIED_DATA if route is Route.COUNTER else Provision.EMAIL


class Doing(StrEnum):
    """What happens to a case and moves no clock. What does is a `law.ledger.Kind`; both are kinds of events."""

    SUBMITTED = "submitted"
    ASSIGNED = "assigned"
    ASSIGNMENT_DONE = "assignment_done"
    SEARCHED = "searched"
    NOTED = "noted"
    FILED = "filed"
    SPLIT = "split"
    MERGED = "merged"
    RECLASSIFIED = "reclassified"
    REMINDED = "reminded"
    VOIDED = "voided"
    RATED = "rated"
    PROPOSED = "proposed"
    CODE_RENEWED = "code_renewed"
    REPLY_RENEWED = "reply_renewed"
    OPINION_ADDED = "opinion_added"
    OPINION_JUDGED = "opinion_judged"
    EXTENSION_PROPOSED = "extension_proposed"
    DUE_MOVED = "due_moved"
    PREPARED = "prepared"
    LETTER_MADE = "letter_made"
    SENT = "sent"
    SERVED = "served"
    RETURNED = "returned"
    ARCHIVED = "archived"
    ANONYMISING_PROPOSED = "anonymising_proposed"
    ANONYMISED = "anonymised"

    @property
    def label(self) -> str:
        """What officers read."""
        return {
            "submitted": "提交申请",
            "assigned": "分办",
            "assignment_done": "承办部门办结",
            "searched": "检索",
            "noted": "办理备注",
            "filed": "补充材料",
            "split": "拆分",
            "merged": "合并办理",
            "reclassified": "更正登记内容",
            "reminded": "催办",
            "voided": "撤销误记",
            "rated": "申请人评价",
            "proposed": "申请人建议主动公开",
            "code_renewed": "重发查询码",
            "reply_renewed": "重发回复码",
            "opinion_added": "收到逾期提出的意见",
            "opinion_judged": "审核不同意公开的理由",
            "extension_proposed": "请求延期",
            "due_moved": "到期日因放假通知变动",
            "prepared": "拟制文书",
            "letter_made": "制发文书",
            "sent": "发送文书",
            "served": "文书送达",
            "returned": "文书退回",
            "archived": "归档",
            "anonymising_proposed": "请求去除个人信息",
            "anonymised": "去除个人信息",
        }[self.value]


class FileUse(StrEnum):
    """What a file of a case is."""

    IDENTITY = "identity"
    EVIDENCE = "evidence"
    SCAN = "scan"
    SUPPLEMENT = "supplement"
    NOTICE = "notice"
    OPINION = "opinion"
    SEARCH = "search"
    PROVIDED = "provided"
    PROOF = "proof"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "identity": "身份证明",
            "evidence": "申请材料",
            "scan": "申请书扫描件",
            "supplement": "补正材料",
            "notice": "文书",
            "opinion": "征求意见材料",
            "search": "检索证明",
            "provided": "提供的信息",
            "proof": "送达证明",
        }[self.value]

    @property
    def for_applicant(self) -> bool:
        """Whether the applicant may download it with the query code."""
        return self in (FileUse.NOTICE, FileUse.PROVIDED)
