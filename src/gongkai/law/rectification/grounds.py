"""The rules about corrections, each with the articles that it rests on."""

from gongkai.law.basis import instrument
from gongkai.law.rules import declare

_REG = instrument("REG")
_HANDLING = instrument("HANDLING").article()

OWN_RECORD = declare(
    "O330", "有证据证明行政机关提供的与自身相关的信息记录不准确的，可以要求更正", _REG.article("41")
)
PERIOD = declare("O331", "更正没有法定期限，参照答复期限办理", _HANDLING, _REG.article("33"))
EVIDENCE = declare("O332", "要求补充证据的，等待的时间不计入期限", _HANDLING, _REG.article("30"))
AT_ODDS = declare("O333", "更正的办理记录前后一致", _HANDLING)
