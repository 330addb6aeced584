"""The rules of the fee, each with the articles that it rests on."""

from gongkai.law.basis import instrument
from gongkai.law.rules import declare

_REG, _FEE = instrument("REG"), instrument("FEE")

IN_FORCE = declare(
    "F001", "2021年1月1日以前收到的申请不收取信息处理费", _FEE.article("10"), _REG.article("42")
)
NO_OTHER_COSTS = declare("F002", "不收取检索、复制、邮寄等费用", _REG.article("42"))
ONE_METHOD = declare("F003", "每件申请只能选择按件、按量中的一种方式计收", _FEE.article("3"))
FREE_ITEMS = declare("F010", "同一申请人一个自然月内10件以下不收费", _FEE.article("4"))
ITEMS = declare("F011", "同一申请人一个自然月内第11至30件，每件100元", _FEE.article("4"))
ITEM_BLOCKS = declare("F012", "第31件起每10件为一档，每增加一档每件提高100元", _FEE.article("4"))
FREE_PAGES = declare("F020", "每件申请30页以下不收费", _FEE.article("5"))
PAGES = declare(
    "F021", "每件申请第31至100页每页10元，第101至200页每页20元，第201页起每页40元", _FEE.article("5")
)
NO_PAGES = declare("F022", "告知获取途径、现场查阅的，不按量计收", _FEE.article("5"))
AMOUNT = declare("F030", "收费金额按标准逐档计算", _FEE.article("3"), _FEE.article("4"), _FEE.article("5"))
NOTICE_IN_TIME = declare("F031", "在办理期限内发出收费通知", _FEE.article("6"))
NOTICE_TELLS = declare("F032", "收费通知写明依据、标准、金额、缴费方式、期限和逾期后果", _FEE.article("6"))
PAYMENT = declare("F040", "收到收费通知的次日起20个工作日内缴费，逾期未缴视为放弃申请", _FEE.article("6"))
NO_SEPARATE_REMEDY = declare(
    "F041", "对收费决定不能单独申请行政复议或者提起行政诉讼", _FEE.article("8"), instrument("SPC25").article()
)
REMEDY_AFTERWARDS = declare(
    "F042", "缴费期满后，对不再处理的行为可以举报、申请行政复议或者提起行政诉讼", _FEE.article("8")
)
