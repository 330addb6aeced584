"""The kinds of personal data that are looked for: rule, name, weight, default mask, what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from gongkai.law import masks
from gongkai.law.findings import Severity


class Kind(StrEnum):
    """What was found."""

    CN_ID = "cn_id"
    CN_ID15 = "cn_id15"
    MOBILE = "mobile"
    LANDLINE = "landline"
    BANK_CARD = "bank_card"
    USCC = "uscc"
    PASSPORT = "passport"
    PLATE = "plate"
    EMAIL = "email"
    WECHAT = "wechat"
    QQ = "qq"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    DISEASE = "disease"
    DISABILITY = "disability"
    MINOR = "minor"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a kind. `sure` and `likely`: how it weighs when it is certain and when it is not."""

    rule: str
    label: str
    sure: Severity
    likely: Severity
    mask: Callable[[str], str]
    advice: str


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
_COVER = "请遮盖或者删去"
_NEED = "与公开目的无关的，请遮盖"

ABOUT: dict[Kind, About] = {
    Kind.CN_ID: About("V101", "公民身份号码", _ERROR, _WARNING, masks.identity_number, _COVER),
    Kind.CN_ID15: About("V102", "15 位身份证号", _ERROR, _WARNING, masks.identity_number, _COVER),
    Kind.MOBILE: About("V103", "手机号码", _ERROR, _WARNING, masks.mobile, "不是机关对外联系方式的，请遮盖"),
    Kind.LANDLINE: About("V104", "固定电话", _WARNING, _INFO, masks.mobile, "不是机关对外联系方式的，请遮盖"),
    Kind.BANK_CARD: About("V105", "银行卡号", _ERROR, _WARNING, masks.bank_card, _COVER),
    Kind.USCC: About(
        "V106", "统一社会信用代码", _INFO, _INFO, masks.bank_card, "一般可以公开；个体工商户的请核对是否必要"
    ),
    Kind.PASSPORT: About("V107", "护照或者通行证号码", _ERROR, _WARNING, masks.identity_number, _COVER),
    Kind.PLATE: About("V108", "车牌号", _WARNING, _WARNING, masks.plate, "不是公务用车的，请遮盖"),
    Kind.EMAIL: About("V109", "电子邮箱", _WARNING, _WARNING, masks.email, "不是机关对外联系方式的，请遮盖"),
    Kind.WECHAT: About("V110", "微信号", _WARNING, _WARNING, masks.hidden, _COVER),
    Kind.QQ: About("V111", "QQ 号", _WARNING, _WARNING, masks.hidden, _COVER),
    Kind.ADDRESS: About("V112", "家庭住址", _ERROR, _WARNING, masks.address, "请只写到街道或者村"),
    Kind.BIRTH_DATE: About("V113", "出生日期", _WARNING, _WARNING, masks.birth_date, _NEED),
    Kind.DISEASE: About("V114", "个人的疾病", _ERROR, _WARNING, masks.hidden, "请删去，或者遮盖姓名"),
    Kind.DISABILITY: About("V115", "个人的残疾", _ERROR, _WARNING, masks.hidden, "请删去，或者遮盖姓名"),
    Kind.MINOR: About("V116", "未成年人的情况", _ERROR, _WARNING, masks.hidden, "请删去，或者遮盖姓名"),
    Kind.NAME: About("V117", "个人姓名", _WARNING, _WARNING, masks.name, _NEED),
}

TABLE = "V118"
"""A table of people: names beside numbers, homes or illnesses, told as one remark."""
HIDDEN_PART = "V119"
"""Something that a reader does not see at once: comments, tracked changes, hidden sheets, embedded files, properties."""
UNSEEN = "V120"
"""A file or a part of it that was not looked at."""
PICTURE = "V121"
"""What a camera wrote into a picture: the place, the author."""

RULES = (*(about.rule for about in ABOUT.values()), TABLE, HIDDEN_PART, UNSEEN, PICTURE)


@dataclass(frozen=True, slots=True)
class Hit:
    """Personal data in a text: its characters, how it is shown masked, whether a check sum or its form proves it."""

    kind: Kind
    start: int
    end: int
    value: str
    masked: str
    certain: bool
