"""The rules of counting days, each with the articles that it rests on."""

from gongkai.law.basis import instrument
from gongkai.law.rules import declare

_CIV, _CPL, _HOL = instrument("CIV"), instrument("CPL"), instrument("HOL")

START = declare("C001", "期间开始之日不计入，自下一日起算", _CIV.article("201"), _CPL.article("85"))
WORKING_DAYS = declare("C002", "工作日不含周末和法定节假日", _HOL.article("2"), _HOL.article("7"))
MADE_UP = declare("C003", "调休上班日是工作日", _HOL.article("7"))
LAST_DAY_OFF = declare(
    "C004", "期间的最后一日是休假日的，顺延到下一个工作日", _CIV.article("203"), _CPL.article("85")
)
SAME_DAY = declare("C005", "按月、按年计算的，到对应日；没有对应日的，到月末", _CIV.article("202"))
NO_NOTICE = declare("C006", "尚无放假通知的年份，暂按法定节假日计算", _HOL.article("2"))
