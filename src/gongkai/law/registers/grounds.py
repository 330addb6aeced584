"""The rules about registers, each with the articles that it rests on."""

from gongkai.law.basis import Basis, instrument
from gongkai.law.findings import Finding, Severity
from gongkai.law.rules import Rule, declare

_REG, _PEN, _PIP = instrument("REG"), instrument("PEN"), instrument("PIP")
_F60, _F30 = instrument("F60").article(), instrument("F30").article()
_PUBLISHING = instrument("PUBLISHING").article()

# What a row holds.
NEEDED = declare("L001", "每一行填齐必填的项目", _REG.article("20"), _PUBLISHING)
WRITTEN = declare("L002", "日期、数、金额、代码按统一的写法", _PUBLISHING)
CODES = declare("L003", "统一社会信用代码、公民身份号码经得起校验", _PUBLISHING)
IN_ORDER = declare("L004", "日期前后相符，不晚于登记之日", _PUBLISHING)
ONCE = declare("L005", "同一机关的同一事项只登记一次", _PUBLISHING)

# What of it is shown.
MASKED = declare(
    "L101", "自然人的姓名、证件号码去标识化，企业名称、代码照登", _PIP.article("34"), _REG.article("15")
)
WITHDRAWN = declare(
    "L102", "被变更、撤销、确认违法或者无效的处罚决定撤回，事实保留", _PEN.article("48"), _PEN.article("85")
)
HELD_BACK = declare("L103", "依法不公开的决定计数，不展示", _PEN.article("48"), _REG.article("13"))
CLOCKED = declare(
    "L104", "公开期限从登记簿所记的日期起算", _REG.article("26"), instrument("BUD").article("14"), _PUBLISHING
)

# What it counts.
DECISIONS = declare("L201", "表二的处理决定数量等于本年登记的决定数", _F30, _F60)
AMOUNTS = declare("L202", "表二的金额以万元为单位，保留四位小数", _F30, _F60)
ITEMS = declare("L203", "表二的项目数量按年末有效的事项计算", _F60)

# What must be complete.
BUDGETS = declare("L301", "每个单位每年的预算、决算都公开", instrument("BUD").article("14"))
EVERY_YEAR = declare("L302", "按年登记的内容不缺单位、不缺年度", _REG.article("20"), _PUBLISHING)

# Random inspection.
BY_LOT = declare("L401", "抽取结果由先行公布的承诺确定，任何人可以复算", _PUBLISHING)
COMMITTED = declare("L402", "公布的随机数与事先的承诺相符", _PUBLISHING)
RECUSED = declare("L403", "抽取检查人员时实行回避", _PUBLISHING)

# Services, powers, shared data.
ONLINE = declare("L501", "全程网办的事项不用到现场", _PUBLISHING)
PROMISED = declare("L502", "承诺时限不长于法定时限", _PUBLISHING)
DEPTH = declare("L503", "网上办理的比例记明分子和分母", _PUBLISHING)
LEVELS = declare("L601", "权责清单的下级事项归入已有的上级事项", _REG.article("20"), _PUBLISHING)
NO_PERSONS = declare("L701", "向社会开放的共享数据不含个人信息", _PIP.article("34"), _REG.article("15"))


def find(rule: Rule, severity: Severity, where: str, message: str, basis: Basis | None = None) -> Finding:
    """A finding of a rule; `basis` where another article than the rule's first one is applied."""
    return Finding(rule.id, severity, where, message, basis or rule.basis)
