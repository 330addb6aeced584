"""The rules of inspections, each with the articles that it rests on."""

from gongkai.law.basis import instrument
from gongkai.law.rules import declare

_IND = instrument("IND").article()
_REG = instrument("REG")
_PUBLISHING = instrument("PUBLISHING").article()

VETO = declare("I001", "出现单项否决的情形，即为不合格", _IND)
HOME = declare("I002", "首页两周没有更新，单项否决", _IND)
STALE = declare("I003", "动态要闻类两周、通知公告和政策文件类六个月没有更新，合计达到五个，单项否决", _IND)
LONG = declare("I004", "应更新而长期未更新的栏目达到十个，单项否决", _IND)
EMPTY = declare("I005", "空白栏目达到五个，单项否决", _IND)
UNSHOWN = declare("I013", "没有内容、不向读者显示的栏目不算空白栏目，提醒机关补充或者说明", _PUBLISHING)
MESSAGES = declare("I006", "有效留言超过三个月没有答复，单项否决", _IND)
ACCOUNTS = declare("I007", "政务新媒体账号两周没有更新，单项否决", _IND)
SCORE = declare("I010", "扣分后低于60分为不合格，高于80分进入加分；单项扣分不超过该项分值", _IND)
WITHOUT_SERVICES = declare("I011", "没有对外服务的部门不计办事服务，按四分之三折算", _IND)
SOON = declare("I012", "临近单项否决的提前提醒", _PUBLISHING)
ORGAN = declare(
    "I020", "公开机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名", _REG.article("20"), _IND
)
GUIDE = declare("I021", "编制、公布公开指南并及时更新", _REG.article("12"))
INTERPRETED = declare("I022", "政策文件有解读，在期限内发布", _IND, instrument("R80").article())
LINKED = declare("I023", "政策文件与解读相互关联", _IND)
PARTICULARS = declare("I024", "公开的信息要素齐全", _REG.article("12"))
DATES = declare("I025", "成文日期、公开日期真实，前后相符", _IND)
DEAD = declare("I026", "没有错链、死链", _IND)
HIDDEN = declare("I027", "没有暗链", _IND)
FILES = declare("I028", "附件能够打开", _IND)
VALIDITY = declare("I029", "标明文件的有效性", _REG.article("20"), _PUBLISHING)
