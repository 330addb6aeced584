"""The rules about government rules and administrative normative documents, each with the articles that it rests on."""

from gongkai.law.basis import Basis, instrument
from gongkai.law.findings import Finding, Severity
from gongkai.law.rules import Rule, declare

_RUL, _BIZ = instrument("RUL"), instrument("BIZ")
_G37 = instrument("G37").article()
_PUBLISHING = instrument("PUBLISHING").article()
_TABLE_TWO = instrument("F30").article()

# What it is, and who makes it.
RULE_MAKERS = declare("N001", "规章由国务院部门或者省级、设区的市级人民政府制定", _RUL.article("27"))
DOCUMENT_MAKERS = declare("N002", "行政规范性文件由行政机关或者经授权的组织制定", _G37)
NATURE = declare("N003", "涉及权利义务、公开发布、普遍约束、反复适用的，是行政规范性文件", _G37)

# The steps to publication and after it.
NEEDED = declare("N101", "制定前论证必要性，重要的评估论证", _G37)
COMMENT = declare(
    "N102",
    "规章和涉及权利义务的规范性文件公开征求意见",
    _RUL.article("15"),
    _BIZ.article("62"),
    _G37,
)
REVIEWED = declare("N103", "未经合法性审核的，不得提交集体审议", _G37, instrument("LEGALITY").article())
PASSED = declare("N104", "合法性审核不通过的，不得提交集体审议", _G37, instrument("LEGALITY").article())
COMPETITION = declare("N105", "与市场主体密切相关的，进行公平竞争审查", _BIZ.article("63"))
DELIBERATED = declare("N106", "集体审议决定后才能编号印发", _G37, _RUL.article("27"))
NUMBERED = declare("N107", "统一登记、统一编号、统一印发", _G37, _RUL.article("30"))
PUBLISHED = declare("N108", "未公布的，不得作为行政管理的依据", _BIZ.article("64"), _RUL.article("31"), _G37)
EFFECT = declare("N109", "规章自公布之日起三十日后施行，例外的除外", _RUL.article("32"))
FEEDBACK = declare("N110", "公布前反馈意见采纳情况", _BIZ.article("62"))
FILED = declare("N111", "公布后备案", _RUL.article("34"), _PUBLISHING)
ORDER = declare("N112", "各个环节的日期前后相符", _PUBLISHING)
INTERPRETED = declare("N113", "政策解读随文件办理", _PUBLISHING)
EVALUATED = declare("N114", "有效期届满前评估", _PUBLISHING)
ENDED = declare("N115", "有效期届满前决定修改、废止或者延长", _PUBLISHING)

# What a document does to another, and what is in force on a day.
CAUSE = declare("N201", "每一次变动都由一份文件引起", _RUL.article("39"), _G37)
VALIDITY = declare("N202", "文件在任何一天的效力", instrument("REG").article("20"), _PUBLISHING)
PERIOD_OVER = declare("N203", "有效期届满自动失效", _PUBLISHING)
BEFORE_ISSUE = declare("N204", "不得在制发以前被修改、废止", _RUL.article("39"), _PUBLISHING)
BEFORE_PUBLICATION = declare("N205", "不得在公布以前施行、生效", _RUL.article("32"), _BIZ.article("64"))
REVERSED = declare("N206", "日期、有效期不得倒置", _PUBLISHING)
OVERLAP = declare("N207", "新文件施行时，被替代的文件同时废止", _RUL.article("39"), _PUBLISHING)
HAS_LEFT = declare("N208", "已经失效、废止的，不得再修改、延长", _RUL.article("39"), _PUBLISHING)
TWICE = declare("N209", "一份文件只能整体废止一次", _RUL.article("39"), _PUBLISHING)
SELF = declare("N210", "文件不得修改、废止自身", _PUBLISHING)
CIRCULAR = declare("N211", "文件不得相互修改、废止", _PUBLISHING)
UNKNOWN_ARTICLE = declare("N212", "修改、废止的条应当存在", _RUL.article("39"), _PUBLISHING)
NOTHING_LEFT = declare("N213", "部分废止后没有剩下的，应当整体废止", _PUBLISHING)
SAME_TIME = declare("N214", "同一条不得由同时制发的文件作不同的修改", _PUBLISHING)
NOT_IN_FORCE = declare("N215", "引起变动的文件当时有效", _RUL.article("32"), _PUBLISHING)
TEXT = declare("N216", "现行文本等于逐次变动的结果", _RUL.article("31"), _PUBLISHING)
BY_A_RULE = declare("N217", "规章由规章修改、废止", _RUL.article("39"))
KNOWN = declare("N218", "变动所指的文件已经登记", _PUBLISHING)
TOLD_TWICE = declare("N219", "一份文件、一条只登记一次", _PUBLISHING)

# How many there are.
ROLL_FORWARD = declare("N301", "期末有效数等于期初有效数加新增减退出", _TABLE_TWO, _PUBLISHING)
TRANSFER = declare("N302", "机构合并、拆分时文件的转出、转入单独计数", _PUBLISHING)
LEAD = declare("N303", "联合制发的由牵头机关计数一次", _PUBLISHING)
EXPIRY = declare("N304", "失效的单独计数，是否并入废止由各地设置", _TABLE_TWO, _PUBLISHING)
STATED = declare("N305", "填报的制发、废止、现行有效数相互衔接", _TABLE_TWO, _PUBLISHING)
PARTS = declare("N306", "各项之和等于合计", _PUBLISHING)
SHARE = declare("N307", "比率有分子、分母，并与件数相符", _PUBLISHING)
MADE_AND_OPEN = declare(
    "N308", "制发的规范性文件应当公布", instrument("REG").article("20"), _BIZ.article("64")
)

# Numbers.
GAP = declare("N401", "同一代字同一年度的顺序号连续", instrument("DOC12").article("9"))
DUPLICATE = declare("N402", "一个文号只用于一份文件", instrument("DOC12").article("9"))
IN_ORDER = declare("N403", "顺序号的先后与日期相符", instrument("DOC12").article("9"))
ACROSS = declare("N404", "一份文件不得用两个代字编号", instrument("DOC12").article("9"))

# Interpretation.
DRAFTER = declare("N501", "谁起草、谁解读，联合制发的由牵头机关解读", _PUBLISHING)
NEEDS = declare("N502", "应当解读的文件都有解读", _PUBLISHING)
PLAN = declare("N503", "报送文件时附解读方案和材料（同步组织）", _PUBLISHING)
SIGNED = declare("N504", "文件与解读同步审签", _PUBLISHING)
TOGETHER = declare("N505", "文件与解读同步公布", _PUBLISHING)
LAG = declare("N506", "解读晚于文件的工作日数", _PUBLISHING)
RATE = declare("N507", "解读率、各种形式的比例记明分子和分母", _PUBLISHING)

# Clean-up and periods.
LISTED = declare("N601", "清理对范围内的每一份文件都有一个结论", _G37, _PUBLISHING)
CARRIED_OUT = declare("N602", "清理结论落实", _G37, _PUBLISHING)
UNLISTED = declare("N603", "未列入有效文件目录的，不得作为依据", _PUBLISHING)
PERIOD = declare("N604", "规范性文件规定有效期", _PUBLISHING)
TRIAL = declare("N605", "暂行、试行文件的有效期", _PUBLISHING)


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
