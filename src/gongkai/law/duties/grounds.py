"""The rules of proactive disclosure, each with the articles that it rests on."""

from gongkai.law.basis import Basis, instrument
from gongkai.law.findings import Finding, Severity
from gongkai.law.rules import Rule, declare

_REG, _R80, _SEC = instrument("REG"), instrument("R80"), instrument("SEC")
_PUBLISHING = instrument("PUBLISHING").article()

# Which information, by which body.
COMMON = declare("P001", "各级行政机关都应当主动公开的十五类信息", _REG.article("20"), _REG.article("19"))
LOCAL = declare("P002", "设区的市级、县级政府及其部门还应当主动公开的信息", _REG.article("21"))
TOWNSHIP = declare("P003", "乡镇政府还应当主动公开的信息", _REG.article("21"))
CONCERN = declare("P004", "涉及公众利益调整、需要公众广泛知晓或者参与决策的信息主动公开", _REG.article("19"))
ADDED = declare("P005", "按照上级部署增加主动公开的内容", _REG.article("22"), instrument("B54").article())
GUIDE = declare("P006", "公布并及时更新公开指南和公开目录", _REG.article("12"), _REG.article("53"))
RESPONSIBLE = declare("P007", "由负责公开的机关公开", _REG.article("10"))
REPORT = declare("P008", "每年公布政府信息公开工作年度报告", _REG.article("49"), _REG.article("50"))

# By when.
PUBLISH = declare("P101", "形成或者变更之日起20个工作日内公开", _REG.article("26"))
BUDGET = declare("P102", "预算、决算在批准或者批复后20日内公开", instrument("BUD").article("14"))
WITHDRAW = declare(
    "P103",
    "处罚决定被改变的，3个工作日内撤回信息并说明理由",
    instrument("PEN").article("48"),
    instrument("PEN").article("85"),
)
DOUBLE_PUBLICITY = declare(
    "P104", "行政许可、行政处罚决定7个工作日内公示", _PUBLISHING, instrument("LIC").article("40")
)
PROPOSALS = declare("P105", "按期答复建议提案并公开复文", _PUBLISHING)
INTERPRETATION = declare("P106", "政策解读与文件同步发布", _PUBLISHING)
COMMENT = declare(
    "P107",
    "征求意见的期限一般不少于30日",
    instrument("DEC").article("15"),
    instrument("RUL").article("15"),
    instrument("BIZ").article("62"),
)
FEEDBACK = declare(
    "P108", "反馈意见采纳情况", instrument("DEC").article("32"), instrument("BIZ").article("62")
)
HEARING = declare(
    "P109", "听证会提前公告、送达材料", instrument("RUL").article("16"), instrument("DEC").article("16")
)
REPORT_DUE = declare("P110", "年度报告按期公布", _REG.article("49"))
RULE_LIFE = declare(
    "P111", "规章公布后的施行和备案", instrument("RUL").article("32"), instrument("RUL").article("34")
)
LEGALITY = declare(
    "P112", "合法性审查的时间", instrument("DEC").article("26"), instrument("LEGALITY").article()
)
DOCUMENT_LIFE = declare("P113", "规范性文件的备案、有效期和评估", _PUBLISHING, instrument("G37").article())
OPINION = declare(
    "P114", "突发事件和政务舆情按时回应", _R80.article(), instrument("Y61").article(), _REG.article("6")
)
FRESHNESS = declare("P115", "网站栏目和新媒体及时更新", instrument("IND").article())
MESSAGES = declare("P116", "网民留言和热线工单按期答复", instrument("IND").article(), _PUBLISHING)
PETITION = declare(
    "P117",
    "信访事项按期告知、办结、复查、复核",
    *(instrument("PET").article(number) for number in ("23", "34", "35", "36")),
)

# The attribute of openness.
ATTRIBUTE = declare("P201", "拟制公文时明确公开属性", _R80.article())
RETURNED = declare("P202", "没有明确公开属性或者没有说明理由的送审稿可以退文", _R80.article())
GROUND = declare(
    "P203", "不予公开应当有法定事由", _REG.article("13"), *(_REG.article(n) for n in ("14", "15", "16"))
)
REASONS = declare("P204", "拟不公开的说明理由", _R80.article(), _REG.article("13"))
WHY_NOT_PROACTIVE = declare(
    "P205", "法定主动公开内容不主动公开的说明理由", _REG.article("20"), _REG.article("21")
)
DISCLOSURE_UNIT = declare("P206", "政策性文件拟不公开的，报批前送公开工作机构审查", _R80.article())
YIELDS = declare(
    "P207", "法律、法规、规章规定应当公开的，不得以过程性信息、执法案卷为由不公开", _REG.article("16")
)
WORK_SECRET = declare("P208", "工作秘密不是条例规定的不予公开事由", _REG.article("13"), _SEC.article("64"))
THIRD_PARTY = declare("P209", "第三方同意或者公共利益需要的，予以公开", _REG.article("15"))
SPECIAL_ACCESS = declare("P210", "行政查询事项按专门规定办理", _REG.article("36"))
FORBIDDEN = declare("P211", "不得公开的信息不能确定为公开", _REG.article("14"), _REG.article("15"))

# Looking again at what is withheld.
REEVALUATE = declare("P301", "不予公开的信息定期评估审查", _REG.article("18"))
SECRECY_ENDS = declare("P302", "保密期限届满自行解密", _SEC.article("24"), _SEC.article("20"))
CHANGED = declare("P303", "情势变化可以公开的，应当公开", _REG.article("18"))
REPEATED = declare("P304", "多个申请人申请相同信息的，可以纳入主动公开", _REG.article("44"))
SUGGESTED = declare("P305", "申请人建议主动公开，审核属于主动公开范围的，及时公开", _REG.article("44"))

# How long it is kept.
RETENTION = declare("P401", "按保管期限保存", _PUBLISHING, instrument("CYB").article("21"))
ARCHIVES = declare("P402", "定期向档案馆移交档案", instrument("ARC").article("15"), _PUBLISHING)
ARCHIVE_OPEN = declare("P403", "档案满25年向社会开放", instrument("ARC").article("27"))
ANONYMISE = declare(
    "P404",
    "保管期限届满后去除申请材料中的个人信息",
    *(instrument("PIP").article(number) for number in ("47", "19", "4", "73")),
    _PUBLISHING,
)

# Before and at publication.
SOON = declare("P501", "临近期限提醒", _PUBLISHING)
PARTICULARS = declare("P502", "目录载明索引、名称、内容概述、生成日期", _REG.article("12"))
DUTY = declare("P503", "按机关层级确定公开内容", _REG.article("20"), _REG.article("21"))
SECRECY_REVIEW = declare("P504", "公开前审查", _REG.article("17"), _SEC.article("35"), _SEC.article("25"))
CONSULTED = declare("P505", "涉及其他机关的，协商、确认一致", _REG.article("11"))
APPROVED = declare("P506", "需要批准的，经批准后公开", _REG.article("11"))
MASKED = declare("P507", "个人信息去标识化后公开", instrument("PIP").article("34"), _REG.article("15"))
CHANNELS = declare(
    "P508", "通过规定的途径公开", _REG.article("23"), _REG.article("24"), instrument("P61").article()
)
COPIES = declare("P509", "及时向档案馆、图书馆提供主动公开的信息", _REG.article("25"))
VALIDITY = declare("P510", "标明规范性文件的有效性", _REG.article("20"), _PUBLISHING)
PUBLISHED_AS_DECIDED = declare("P511", "按公开属性公开", _REG.article("13"), _REG.article("19"))

# Facts that cannot be.
UNKNOWN = declare("P901", "事项、事由、期限的编号存在", _PUBLISHING)
CONTRADICTION = declare("P902", "日期前后相符", _PUBLISHING)
BEYOND = declare("P903", "在规定施行以后、工作日历以内", _REG.article("56"))


def find(
    rule: Rule,
    severity: Severity,
    where: str,
    message: str,
    *,
    stated: str | None = None,
    expected: str | None = None,
    basis: Basis | None = None,
) -> Finding:
    """A finding of a rule; `basis` where another article than the rule's first one is applied."""
    return Finding(rule.id, severity, where, message, basis or rule.basis, stated, expected)
