"""The rules of the clock, each with the articles that it rests on."""

from gongkai.law.basis import instrument
from gongkai.law.rules import declare

_REG, _FEE, _CIV = instrument("REG"), instrument("FEE"), instrument("CIV")
_HANDLING = instrument("HANDLING").article()
# In person and by post are the channels that can never be refused.
_CHANNELS = instrument("C19").article()

IN_PERSON = declare(
    "D101", "当面提交、口头申请的，提交之日为收到之日", _REG.article("31"), _CHANNELS, _REG.article("29")
)
REGISTERED_MAIL = declare("D102", "邮寄的，行政机关签收之日为收到之日", _REG.article("31"), _CHANNELS)
ORDINARY_MAIL = declare("D103", "平常信函，与申请人确认之日为收到之日", _REG.article("31"))
CONFIRMED = declare("D104", "互联网、传真申请，双方确认之日为收到之日", _REG.article("31"))
CONFIRM_SOON = declare("D105", "及时与申请人确认收到", _REG.article("31"), instrument("T207").article())
REPLY = declare("D110", "自收到之日起20个工作日内答复", _REG.article("33"), _CIV.article("201"))
CORRECTION_NOTICE = declare("D120", "7个工作日内一次性告知补正", _REG.article("30"))
CORRECTION = declare("D121", "等待补正时不计期限，逾期不补正视为放弃", _REG.article("30"))
CORRECTED = declare("D122", "收到补正之日起重新计算", _REG.article("30"))
THIRD_PARTY = declare("D130", "第三方15个工作日内提出意见，逾期由行政机关决定", _REG.article("32"))
CONSULTING = declare("D131", "征求意见所需时间不计算在答复期限内", _REG.article("33"))
ORGAN = declare("D132", "共同制作机关15个工作日内提出意见，逾期视为同意", _REG.article("34"))
EXTENSION = declare("D140", "经负责人同意并告知申请人，延长不超过20个工作日", _REG.article("33"))
REASONS = declare("D150", "数量、频次明显不合理的，可以要求说明理由", _REG.article("35"))
DEFERRAL = declare("D151", "理由合理但不能按期答复的，确定延迟答复的合理期限", _REG.article("35"))
FEE_NOTICE = declare(
    "D160", "在办理期限内发出收费通知，等待缴费时不计期限", _FEE.article("6"), _REG.article("42")
)
FEE_PAYMENT = declare("D161", "20个工作日内缴费，逾期视为放弃", _FEE.article("6"))
FEE_PAID = declare("D162", "缴清费用的次日起重新计算", _FEE.article("7"))
ANSWERED = declare("D170", "在期限内答复并送达", _REG.article("33"), _REG.article("36"))
WITHDRAWN = declare("D180", "申请人撤回的，办理终止", _HANDLING)
TRANSFERRED = declare("D181", "内部转送不影响期限", instrument("NX").article(), _REG.article("33"))
REDO = declare(
    "D190", "按复议决定或判决重新答复", instrument("ARA").article("64"), instrument("ALL").article("70")
)

TOO_EARLY = declare("D901", "事实不早于收到申请", _REG.article("31"))
TOO_LATE = declare("D902", "事实不晚于计算的那一天", _HANDLING)
UNASKED = declare("D903", "答复、补正、缴费先有相应的通知", _HANDLING)
INCOMPLETE = declare("D904", "事实写明需要的内容", _HANDLING)
UNKNOWN = declare("D905", "种类、日期写法规范", _HANDLING)
BEYOND = declare("D906", "在条例施行以后、工作日历以内", instrument("REG").article("56"))
WITHOUT_EFFECT = declare("D907", "办理终结以后的事实不影响期限", _HANDLING)
