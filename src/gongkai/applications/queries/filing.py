"""What an application must say, and what is wrong with one that is being written.   依据：条例第二十九条"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

from gongkai.applications.models import ApplicantKind, Identity, Medium, Route
from gongkai.documents.searching.folding import fold
from gongkai.law.codes import is_credit_code, is_identity_number

MOST_WANTED = 10
_TELEPHONE = re.compile(r"(?:\+?86-?)?1[3-9]\d{9}|(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,6})?")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_POSTCODE = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is asked for."""

    name: str
    document_no: str = ""
    description: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who applies, or asks for a correction. `identity_no`: of a person; `credit_code`: of an organisation, with `representative`.

    `agent`: who acts for them.
    """

    name: str = ""
    identity: Identity | str = ""
    identity_no: str = ""
    credit_code: str = ""
    representative: str = ""
    agent: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing(Who):
    """A form as it was filled in. Nobody is asked what the information is for."""

    kind: ApplicantKind | str = ""
    things: tuple[Thing, ...] = ()
    medium: Medium | str = ""
    route: Route | str = ""
    help_needed: str = ""

    @property
    def person(self) -> bool:
        """Whether a natural person applies."""
        return self.kind == ApplicantKind.NATURAL_PERSON


@dataclass(frozen=True, slots=True)
class _Room:
    label: str
    most: int


_ROOM = {
    "name": _Room("姓名或者名称", 100),
    "identity_no": _Room("证件号码", 30),
    "representative": _Room("法定代表人或者负责人", 60),
    "agent": _Room("代理人", 60),
    "telephone": _Room("联系电话", 30),
    "email": _Room("电子邮箱", 100),
    "address": _Room("通信地址", 200),
    "help_needed": _Room("需要的帮助", 200),
}
_OF_A_THING = {
    "name": _Room("信息名称", 200),
    "document_no": _Room("文号", 60),
    "description": _Room("特征描述", 5_000),
    "period": _Room("时间范围", 60),
}
WHO = tuple(field.name for field in fields(Who))
APPLICANT_FIELDS = frozenset({"kind", *WHO})


def wrong(filing: Filing) -> dict[str, str]:
    """What is wrong with a form, by field; things are named things.0.name. Empty where it can be sent.

    依据：条例第二十九条
    """
    return dict((*_applicant(filing), *_reaching(filing), *_content(filing), *_form(filing), *_room(filing)))


def of_who(said: Who) -> dict[str, Any]:
    """What a form says of whoever filled it in, as another form takes it."""
    return {name: getattr(said, name) for name in WHO}


def key_of(thing: Thing, agency_id: int) -> str:
    """What finds the same request to the same agency again, however it is written."""
    said = (str(agency_id), *(fold(text) for text in (thing.name, thing.document_no, thing.description)))
    return sha256("\0".join(said).encode()).hexdigest()


def title_of(filing: Filing) -> str:
    """How lists name the application."""
    more = f" 等{len(filing.things)}项" if len(filing.things) > 1 else ""
    return filing.things[0].name[: 200 - len(more)] + more


def steps() -> Mapping[str, frozenset[str]]:
    """Which fields each page of the form asks for."""
    return _STEPS


_STEPS = {
    "applicant": APPLICANT_FIELDS,
    "content": frozenset({"things"}),
    "form": frozenset({"medium", "route", "help_needed"}),
}


def _applicant(filing: Filing) -> Iterator[tuple[str, str]]:
    if filing.kind not in set(ApplicantKind):
        yield "kind", "请选择申请人类别。"
        return
    if not filing.name.strip():
        yield "name", "请填写姓名。" if filing.person else "请填写单位名称。"
    if filing.person:
        yield from _person(filing)
    else:
        yield from _organisation(filing)


def _person(filing: Filing) -> Iterator[tuple[str, str]]:
    if filing.identity not in set(Identity):
        yield "identity", "请选择证件类型。"
    number = filing.identity_no.strip().upper()
    if not number:
        yield "identity_no", "请填写证件号码。"
    elif filing.identity == Identity.RESIDENT_CARD and not is_identity_number(number):
        yield "identity_no", "身份证号码应为 18 位，末位校验不符。请核对是否抄写有误。"


def _organisation(filing: Filing) -> Iterator[tuple[str, str]]:
    code = filing.credit_code.strip().upper()
    if not code:
        yield "credit_code", "请填写统一社会信用代码。"
    elif not is_credit_code(code):
        yield "credit_code", "统一社会信用代码应为 18 位，校验不符。请核对是否抄写有误。"
    if not filing.representative.strip():
        yield "representative", "请填写法定代表人或者负责人。"


def _reaching(filing: Filing) -> Iterator[tuple[str, str]]:
    telephone, email = re.sub(r"\s", "", filing.telephone), filing.email.strip()
    if not any((telephone, email, filing.address.strip())):
        yield "telephone", "请至少填写一种联系方式：电话、电子邮箱或者通信地址。"
    if telephone and not _TELEPHONE.fullmatch(telephone):
        yield "telephone", "请填写 11 位手机号码，或者带区号的固定电话。"
    if email and not _EMAIL.fullmatch(email):
        yield "email", "电子邮箱的写法不对，请核对，例如 name@example.cn。"
    if filing.postcode.strip() and not _POSTCODE.fullmatch(filing.postcode.strip()):
        yield "postcode", "邮政编码应为 6 位数字。"
    if filing.route == Route.POST and not filing.address.strip():
        yield "address", "选择邮寄的，请填写通信地址。"
    if filing.route == Route.EMAIL and not email:
        yield "email", "选择电子邮件的，请填写电子邮箱。"


def _content(filing: Filing) -> Iterator[tuple[str, str]]:
    if not filing.things:
        yield "things.0.name", "请写明需要的政府信息：名称、文号，或者便于查找的其他特征。"
    if len(filing.things) > MOST_WANTED:
        yield "things", f"一件申请最多写 {MOST_WANTED} 项，请分开申请。"
    for place, thing in enumerate(filing.things[:MOST_WANTED]):
        if not thing.name.strip():
            yield f"things.{place}.name", "请写明需要的政府信息的名称，或者概括地描述它。"
        for name, room in _OF_A_THING.items():
            if len(getattr(thing, name)) > room.most:
                yield f"things.{place}.{name}", f"{room.label}不能超过 {room.most} 个字。"


def _form(filing: Filing) -> Iterator[tuple[str, str]]:
    if filing.medium not in set(Medium):
        yield "medium", "请选择需要的形式。"
    if filing.route not in set(Route):
        yield "route", "请选择获取的途径。"
    if filing.medium == Medium.PAPER and filing.route in (Route.EMAIL, Route.PORTAL):
        yield "route", "纸质的信息请选择邮寄或者自行领取。"
    if filing.medium == Medium.ELECTRONIC and filing.route == Route.POST:
        yield "route", "电子文件请选择电子邮件、网上下载或者自行领取。"


UNKEPT = "内容中有不能保存的字符，请删去后重新填写。"


def _room(filing: Filing) -> Iterator[tuple[str, str]]:
    for field in fields(filing):
        if field.name != "things" and unkept(getattr(filing, field.name)):
            yield field.name, UNKEPT
    for place, thing in enumerate(filing.things[:MOST_WANTED]):
        for name in _OF_A_THING:
            if unkept(getattr(thing, name)):
                yield f"things.{place}.{name}", UNKEPT
    for name, room in _ROOM.items():
        if len(getattr(filing, name)) > room.most:
            yield name, f"{room.label}不能超过 {room.most} 个字。"


def unkept(text: str) -> bool:
    """Whether a database would not take it: NUL, and halves of signs, which no form sends but a program may."""
    return any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text)
