"""One letter of each kind, about an invented county: what it says, and what its files say."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from gongkai.documents.letters import letter as letters
from gongkai.documents.letters.letter import Form, Letterhead, Written
from gongkai.documents.letters.templates import facts_of
from gongkai.documents.paper.docx import docx
from gongkai.documents.paper.pdf import pdf

MADE_AT = datetime(2026, 3, 10, 1, 2, 3, tzinfo=UTC)
ON = date(2026, 3, 10)
NUMBER = "云公开告〔2026〕12号"
NAME = "王珺喆（虚构）"
ADDRESS = "https://xxgk.example.cn/hy/7Q2M9K4T/"
LETTERHEAD = Letterhead(
    name="云岭县人民政府办公室",
    unit="云岭县政府信息公开工作办公室（虚构）",
    address="云岭县政务路1号",
    postcode="000000",
    telephone="0000-1234567",
    hours="工作日9:00至17:00",
)
FACTS: dict[str, Any] = {
    "received_date": date(2026, 2, 27),
    "register_number": "云申〔2026〕31",
    "requested_content": "云岭县2025年农村生活污水治理项目的资金分配方案和验收报告",
    "due_date": date(2026, 3, 27),
    "items_to_correct": (
        "申请公开的“治理材料”指哪些文件，请写明名称、文号或者其他便于查询的特征",
        "所需信息的时间范围",
        "获取信息的方式和途径",
    ),
    "correction_period": "自收到本告知书之日起10个工作日内",
    "guidance": "可以在云岭县人民政府网站的政府信息公开目录中查到文件的名称和文号",
    "request_facts": "您自2026年1月1日至2月28日向本机关提出申请86件，其中内容相近的52件",
    "explanation_period": "自收到本告知书之日起10个工作日内",
    "deferred_to": date(2026, 5, 29),
    "extension_reason": "所涉及的政府信息由多个乡镇分别保存，需要逐一检索、核对",
    "extended_to": date(2026, 4, 27),
    "unit_head_consent": "2026年3月9日同意",
    "consultation_from": date(2026, 3, 5),
    "fee_basis": "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
    "fee_standard": "按件计收，同一申请人一个自然月内累计申请11件至30件的部分，每件100元",
    "fee_amount": "400元（人民币肆佰元整）",
    "how_to_pay": "凭缴款通知书到云岭县非税收入代收银行缴纳，或者通过本平台在线缴纳",
    "payment_period": "自收到本通知书次日起20个工作日内",
    "fee_note": "如对计收的件数有疑问，请在缴费前与本机关核对",
    "information_concerned": "《云岭县农村生活污水治理设施运行维护服务合同》中的报价明细",
    "opinion_period": "自收到本意见书之日起15个工作日内",
    "opinion_due": "发出当日收到的，2026年3月31日为最后一日；以后收到的，从收到之日起算",
    "opinion_address": "https://xxgk.example.cn/ysqgk/yj/",
    "opinion_number": "YJ4070918253",
    "opinion_code": "7Q2M 9K4T",
    "content_to_disclose": "服务合同的总价、期限和考核标准",
    "public_interest_reasons": "该项目使用财政资金，直接关系沿线12个村的饮用水安全，不公开可能对公共利益造成重大影响",
    "search_request": "检索2025年城关镇污水处理设施的移交清单，并提供可以公开的版本",
    "answer_by": date(2026, 3, 18),
    "route": "云岭县人民政府网站“政府信息公开目录—环境保护”栏目，《云岭县农村生活污水治理管护办法》，索引号YL/2026-00012",
    "given_content": "《云岭县2025年农村生活污水治理项目资金分配方案》电子文件一份，以您要求的电子邮件方式发送",
    "form_reason": "原件为大幅图纸，复制可能损坏载体，改为提供电子扫描件",
    "withheld_content": "验收报告附件中12名村民的公民身份号码和银行账号",
    "grounds_of_parts": "上述内容属于个人隐私，依据《中华人民共和国政府信息公开条例》第十五条，公开会对第三方合法权益造成损害",
    "reasons": "该信息形成于部门之间的研究过程，尚未作为决定依据，公开会影响正常的行政决策",
    "classification_fact": "您申请公开的政府信息已经依法确定为国家秘密",
    "prohibiting_law": "《中华人民共和国反间谍法》有关条款",
    "which_security": "公共安全",
    "which_right": "商业秘密",
    "consultation_result": "第三方以报价构成属于商业秘密为由不同意公开",
    "harm": "竞争者可以据此推算其成本和利润，对其今后的投标造成实质损害",
    "weighing": "合同总价、考核标准已经公开，能够满足公众监督的需要，不公开报价明细不会对公共利益造成重大影响",
    "which_affairs": "人事管理",
    "which_process": "讨论记录",
    "case_reference": "云环罚案〔2025〕7号",
    "file_access": "持有效身份证件到云岭县生态环境局法规科办理查阅，电话0000-7654321",
    "special_law": "《不动产登记暂行条例》",
    "special_place": "云岭县不动产登记中心，云岭县政务服务中心二楼",
    "search_method": "以“污水治理”“资金分配”为关键词检索办公系统，人工查阅纸质档案",
    "search_scope": "本机关办公系统、档案室2024年至2026年的全部文件",
    "search_date": date(2026, 3, 4),
    "right_organ_name": "云岭县财政局",
    "right_organ_contact": "云岭县政务路3号，电话0000-2345678",
    "existing_information": "各乡镇分别报送的项目进度表",
    "work_needed": "将36份进度表中的数据逐项汇总、折算并作对比分析",
    "unclear_points": "补正后仍没有说明所指的项目名称和年度，本机关无法确定检索范围",
    "proper_channel": "云岭县信访局接待窗口，或者12345政务服务便民热线",
    "earlier_reply_number": "云公开告〔2025〕88号",
    "earlier_reply_date": date(2025, 11, 6),
    "earlier_answer": "已向您提供资金分配方案",
    "how_to_obtain": "《云岭县人民政府公报》2026年第1期，可以在云岭县图书馆查阅",
    "why_unreasonable": "所作说明没有涉及重复申请的必要性，也没有说明所需信息的用途",
    "earlier_provision": "本机关已于2025年11月6日向您提供该方案",
    "notice_date": date(2026, 1, 12),
    "lapsed_on": date(2026, 1, 26),
    "inquiry_channel": "云岭县民政局咨询电话0000-3456789",
    "withdrawal_statement": "您于2026年3月6日通过本平台提交撤回申请的书面说明",
    "old_record": "《低保对象公示表》第7行的户籍地址为“城关镇东街”",
    "new_record": "《低保对象公示表》第7行的户籍地址为“城关镇西街”",
    "competent_organ": "云岭县公安局",
    "review_body": "云岭县人民政府",
    "court": "云岭县人民法院",
    "identity_proof": "居民身份证（号码略）",
    "contact": "13800000000（虚构）",
    "description": "云岭县2025年农村生活污水治理项目的资金分配方案和验收报告",
    "form_and_route": "电子文件；电子邮件",
    "application_date": date(2026, 2, 27),
    "applicant_type": "公民",
    "channel": "互联网渠道（本平台）",
    "handling_unit": "信息公开科",
    "handover_unit": "信息公开科移交城乡建设科",
    "handover_time": "2026年3月2日9时30分",
    "handover_request": "请检索有关文件，提出能否公开的初步意见和依据",
    "draft_answer": "予以公开",
    "handling_opinion": "经检索，本机关制作并保存有资金分配方案，内容不涉及第三方，建议予以公开。",
    "secrecy_check": "经审查，不涉及国家秘密。",
    "approval_signature": "同意。　（签名）　2026年3月9日",
    "served_title": "予以公开告知书",
    "service_address": "云岭县城关镇东街（虚构）",
    "service_route": "邮寄",
    "service_number": "EMS 0000000000000",
    "service_date": date(2026, 3, 12),
}
OWN: dict[str, dict[str, Any]] = {
    "deny_state_secret": {"reasons": "该信息经原定密机关确认尚未解密，依法不得公开"},
    "deny_law": {"reasons": "该信息属于上述法律规定不得公开的内容，依法不得公开"},
    "deny_security": {"reasons": "该信息载有供水设施的具体位置和安防措施，公开后可能被用来实施破坏"},
    "deny_third_party": {"reasons": "第三方不同意公开且有合理理由"},
    "deny_internal": {"reasons": "该信息是本机关内部人员的考核记录，不对外产生影响"},
    "deny_case_file": {"reasons": "该信息是行政处罚案件的调查笔录，由案件当事人依照有关规定查阅"},
    "not_this_organ": {"reasons": "该信息由其他行政机关制作并保存，本机关没有制作或者获取"},
    "needs_creation": {"reasons": "现有信息中没有汇总、分析的结果，本机关没有为此另行制作政府信息的义务"},
    "special_inquiry": {"requested_content": "云岭县城关镇东街1号房屋的登记资料"},
    "petition_type": {"requested_content": "要求查处云岭县城关镇东街的违法建设"},
    "consultation_answer": {"requested_content": "怎样申请农村生活污水治理补助"},
    "publication": {"requested_content": "《云岭县人民政府公报》2026年第1期"},
    "abandon_no_correction": {"requested_content": "云岭县的治理材料"},
    "still_unclear": {"requested_content": "云岭县的治理材料"},
    "abandon_unpaid": {"lapsed_on": date(2026, 2, 9)},
    "rectify_refused": {
        "requested_content": "更正《低保对象公示表》中的有关记录",
        "reasons": "所附材料与该记录无关，经核对，该记录与户籍登记一致",
    },
    "third_party_letter": {"information_concerned": "《云岭县农村生活污水治理设施用地补偿协议》中的补偿金额"},
    "third_party_reply": {"information_concerned": "《云岭县农村生活污水治理设施用地补偿协议》中的补偿金额"},
    "third_party_decision": {"content_to_disclose": "用地补偿协议中的补偿面积和补偿标准"},
    "rectify_forward": {"right_organ_contact": "云岭县政务路5号，电话0000-4567890"},
}
"""What letters of a kind say otherwise than the rest."""
ADDRESSEES = {
    "third_party_letter": "李昇祎（虚构）",
    "third_party_reply": "李昇祎（虚构）",
    "third_party_decision": "李昇祎（虚构）",
    "comaker_letter": "云岭县生态环境局",
    "cohandle_letter": "云岭县城关镇人民政府",
}
"""Whom letters go to that are not for the applicant."""
REPLY = "https://xxgk.example.cn/ysqgk/yj/?bh=YJ4070918253"
ASKING = frozenset({"third_party_letter", "comaker_letter"})
"""Letters that can be answered at the portal."""


def sample(kind: str, **more: Any) -> Written:
    """A whole letter of this kind."""
    own = FACTS | OWN.get(kind, {})
    facts = {fact.id: own[fact.id] for fact in facts_of(kind) if fact.id in own}
    known: dict[str, Any] = {
        "kind": kind,
        "letterhead": LETTERHEAD,
        "addressee": ADDRESSEES.get(kind, NAME),
        "number": NUMBER,
        "on": ON,
        "facts": facts,
        "verify": ADDRESS,
        "reply": REPLY if kind in ASKING else "",
    }
    return Written(**known | more)


@cache
def printed(kind: str) -> bytes:
    """Its PDF; each is made once."""
    return pdf(letters.paper(sample(kind), MADE_AT))


def word(written: Written) -> bytes:
    """Its DOCX."""
    return docx(letters.paper(written, MADE_AT))


def empty_form(kind: str) -> Written:
    """A form without a single fact."""
    return sample(kind, facts={}, addressee="", number="", verify="")


__all__ = [
    "ADDRESS",
    "FACTS",
    "LETTERHEAD",
    "MADE_AT",
    "NAME",
    "NUMBER",
    "ON",
    "Form",
    "empty_form",
    "printed",
    "sample",
    "word",
]
