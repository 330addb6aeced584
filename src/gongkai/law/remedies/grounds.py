"""The rules of review and suit, each with the articles that it rests on."""

from gongkai.law.basis import instrument
from gongkai.law.rules import declare

_REG, _ARA, _ALL, _ALL_I = (instrument(key) for key in ("REG", "ARA", "ALL", "ALL_I"))
_ARA17, _SPC25, _CIV = (instrument(key) for key in ("ARA17", "SPC25", "CIV"))
_HANDLING = instrument("HANDLING").article()

REVIEW_APPLY = declare("M201", "自知道答复之日起60日内申请行政复议", _ARA.article("20"), _CIV.article("203"))
SUIT_DIRECT = declare("M202", "自知道答复之日起6个月内直接起诉", _ALL.article("46"), _CIV.article("202"))
SUIT_AFTER = declare(
    "M203", "自收到复议决定或者复议期满之日起15日内起诉", _ALL.article("45"), _ARA.article("34")
)
UNTOLD = declare("M204", "未告知救济途径的，最长不超过一年", _ARA.article("20"), _ALL_I.article("64"))
LONGEST = declare("M205", "自答复作出之日起最长不超过五年", _ARA.article("21"), _ALL.article("46"))
SILENCE = declare(
    "M206",
    "逾期不答复的，自答复期限届满之日起计算",
    _SPC25.article("2"),
    _ALL.article("47"),
    _ALL_I.article("66"),
    instrument("ARA_I").article("16"),
)
WITHDRAWN = declare("M207", "撤回复议申请的，仍可在起诉期限内直接起诉", _ALL_I.article("58"))

ADMISSION = declare("M211", "5个工作日内审查复议申请，期满视为受理", _ARA.article("30"), _ARA17.article("17"))
COPY = declare(
    "M212", "受理后7个工作日（简易程序3个工作日）内发送申请书副本", _ARA.article("48"), _ARA.article("54")
)
REVIEW_ANSWER = declare(
    "M213",
    "收到副本后10个工作日（简易程序5个工作日）内提出书面答复",
    _ARA.article("48"),
    _ARA.article("54"),
    _ARA.article("70"),
    _ARA.article("88"),
    _ARA17.article("40"),
)
DECISION = declare(
    "M214", "受理后60日（简易程序30日）内作出复议决定", _ARA.article("62"), _ARA17.article("31")
)
EXTENSION = declare("M215", "复议期限可以延长一次，不超过30日，简易程序不延长", _ARA.article("62"))

SUIT_ANSWER = declare("M221", "收到起诉状副本后15日内答辩并提交证据", _ALL.article("67"), _ALL.article("34"))
FIRST_INSTANCE = declare(
    "M222", "第一审6个月（简易程序45日）内审结", _ALL.article("81"), _ALL.article("83"), _ALL.article("82")
)
APPEAL = declare("M223", "判决送达后15日、裁定送达后10日内上诉", _ALL.article("85"))
SECOND_INSTANCE = declare("M224", "第二审3个月内审结", _ALL.article("88"))

REDO = declare(
    "M301",
    "按决定或判决在期限内重新答复",
    _ARA.article("64"),
    _ARA.article("66"),
    _ALL.article("70"),
    _ALL.article("72"),
    _REG.article("33"),
)
NOT_THE_SAME = declare(
    "M302", "不得以同一事实和理由作出基本相同的答复", _ARA.article("64"), _ALL.article("71")
)
PUBLISH = declare("M303", "判令公开的，在判决确定的期限内公开", _ALL.article("73"), _SPC25.article())
PAY = declare("M304", "败诉的，承担诉讼费用", _ALL.article("102"))
REMEDIAL = declare("M305", "确认违法、无效的，采取补救措施，依法赔偿", _ALL.article("76"), _ARA.article("72"))
TABLE_FOUR = declare("M306", "计入年度报告表四", instrument("F30").article("表四"), _REG.article("50"))
CHANGE_OUTCOME = declare(
    "M307", "原答复被撤销、变更的，改正原办理结果", _ARA.article("77"), _ALL.article("94")
)
CARRY_OUT = declare("M308", "履行生效的决定、判决", _ARA.article("77"), _ALL.article("94"))

NOT_YET = declare("M901", "事实不晚于计算的那一天", _HANDLING)
WITHOUT_OPENING = declare("M902", "先有申请或起诉，再有受理、决定、裁判、上诉", _HANDLING)
RESULT_UNKNOWN = declare("M903", "写明复议或者裁判的结果", _HANDLING, instrument("F30").article("表四"))
REVIEW_SKIPPED = declare(
    "M904",
    "应当先申请行政复议的，未经复议不能起诉",
    _ARA.article("23"),
    _ALL.article("44"),
    _ALL_I.article("56"),
)
BOTH_AT_ONCE = declare(
    "M905", "复议期间不得起诉，法院受理后不得申请复议", _ARA.article("29"), _ALL_I.article("57")
)
TOO_SOON = declare(
    "M906", "答复以前、答复期限届满以前，还没有可以争议的行为", _ALL.article("47"), _ARA.article("11")
)
TWICE = declare("M907", "对同一答复不重复申请复议、不重复起诉", _ARA.article("30"), _ALL_I.article("69"))
BEYOND = declare("M908", "日期在规定施行以后、工作日历以内", _CIV.article("203"))
