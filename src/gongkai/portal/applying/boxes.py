"""What a page asks, field by field: its words, what stands in it, what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from gongkai.applications.queries.filing import MOST_WANTED
from gongkai.applications.queries.kinds import ApplicantKind, Identity, Medium, Route
from gongkai.portal.applying.filling import Step, things_of


class Look(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    TEL = "tel"
    EMAIL = "email"
    AREA = "area"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Box:
    """One field. `options`: value, word and remark of each that can be chosen. `fills`: what browsers may fill in by themselves."""

    name: str
    label: str
    value: str = ""
    wrong: str = ""
    help: str = ""
    look: Look = Look.TEXT
    options: tuple[tuple[str, str, str], ...] = ()
    fills: str = "off"
    most: int = 200
    optional: bool = False

    @property
    def id(self) -> str:
        """Where the error summary leads."""
        return f"id_{self.name}"

    @property
    def described_by(self) -> str:
        """What a screen reader reads with it."""
        parts = [(self.help, f"{self.id}_help"), (self.wrong, f"{self.id}_error")]
        return " ".join(name for said, name in parts if said)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is asked for."""

    number: int
    boxes: tuple[Box, ...]


KINDS: dict[str, str] = {
    ApplicantKind.NATURAL_PERSON: "以自己的名义申请，包括个体工商户的经营者",
    ApplicantKind.BUSINESS: "公司、合伙企业、个人独资企业等",
    ApplicantKind.RESEARCH: "研究院所、高等学校等",
    ApplicantKind.PUBLIC_WELFARE: "基金会、慈善组织、社会服务机构等",
    ApplicantKind.LEGAL_SERVICE: "律师事务所、法律服务所、公证机构等",
    ApplicantKind.OTHER: "村民委员会、居民委员会、业主委员会、社会团体等",
}
MEDIA: dict[str, str] = {
    Medium.ELECTRONIC: "电子邮件或者从本网站下载；不收复制、邮寄的费用",
    Medium.PAPER: "邮寄，或者到机关领取",
    Medium.ON_SITE: "到机关约定的地点看、抄",
}
ROUTES: dict[str, str] = {
    Route.PORTAL: "凭登记编号和查询码，在本网站下载",
    Route.EMAIL: "发到您填写的电子邮箱",
    Route.POST: "寄到您填写的通信地址",
    Route.COUNTER: "到受理机关领取",
}


def boxes(step: Step, fields: Mapping[str, Any], wrong: Mapping[str, str]) -> list[Box]:
    """The plain fields of a page."""
    if step is Step.KIND:
        return [filled_in(_kind(), fields, wrong)]
    if step is Step.APPLICANT:
        person = fields.get("kind") == ApplicantKind.NATURAL_PERSON
        return [filled_in(box, fields, wrong) for box in (*(_PERSON if person else _ORGANISATION), *_REACHED)]
    if step is not Step.FORM:
        return []
    again = [box for box in _REACHED if box.name in wrong]
    return [filled_in(box, fields, wrong) for box in (*_form(), *again, _HELP_NEEDED)]


def rows(fields: Mapping[str, Any], wrong: Mapping[str, str]) -> list[Row]:
    """What is asked for, thing by thing."""
    return [
        Row(place + 1, tuple(_thing(place, row, wrong)))
        for place, row in enumerate(things_of(fields)[: MOST_WANTED + 1])
    ]


def errors(shown: Iterable[Box], wrong: Mapping[str, str]) -> list[tuple[str, str]]:
    """The id of a field and what is wrong with it, in the order of the page; what has no field comes last."""
    placed = [(box.id, box.wrong) for box in shown if box.wrong]
    said = {message for _, message in placed}
    return [*placed, *(("", message) for message in wrong.values() if message not in said)]


def filled_in(box: Box, fields: Mapping[str, Any], wrong: Mapping[str, str]) -> Box:
    """A field with what stands in it, and what is wrong with that."""
    return replace(box, value=str(fields.get(box.name, "")), wrong=wrong.get(box.name, ""))


def _thing(place: int, row: Mapping[str, str], wrong: Mapping[str, str]) -> Iterable[Box]:
    for box in _THING:
        yield replace(
            box,
            name=f"t{place + 1}-{box.name}",
            value=row.get(box.name, ""),
            wrong=wrong.get(f"things.{place}.{box.name}", ""),
        )


def _kind() -> Box:
    options = tuple((each.value, each.label, KINDS[each]) for each in ApplicantKind)
    return Box("kind", "谁提出申请？", look=Look.CHOICE, options=options)


def _form() -> tuple[Box, ...]:
    media = tuple((str(each), Medium(each).label, said) for each, said in MEDIA.items())
    routes = tuple((str(each), Route(each).label, said) for each, said in ROUTES.items())
    return (
        Box("medium", "您需要哪种形式？", look=Look.CHOICE, options=media),
        Box("route", "怎样拿到？", look=Look.CHOICE, options=routes),
    )


_AGENT = Box(
    "agent",
    "代理人姓名",
    help="别人代您申请才填；请同时上传授权委托书和代理人的身份证明。",
    most=60,
    optional=True,
)
_PERSON = (
    Box("name", "姓名", help="与证件上的一致。", fills="name", most=100),
    Box(
        "identity",
        "证件类型",
        look=Look.CHOICE,
        options=tuple((each.value, each.label, "") for each in Identity),
    ),
    Box("identity_no", "证件号码", help="身份证末位是 X 的，大写小写都可以。", most=30),
    _AGENT,
)
_ORGANISATION = (
    Box("name", "单位名称", help="与登记证书上的一致。", fills="organization", most=100),
    Box("credit_code", "统一社会信用代码", help="18 位，在营业执照或者登记证书上。", most=30),
    Box("representative", "法定代表人或者负责人", most=60),
    _AGENT,
)
_REACHED = (
    Box(
        "telephone",
        "联系电话",
        help="电话、邮箱、地址至少填一种，机关要与您确认收到申请。",
        look=Look.TEL,
        fills="tel",
        most=30,
        optional=True,
    ),
    Box("email", "电子邮箱", look=Look.EMAIL, fills="email", most=100, optional=True),
    Box("address", "通信地址", fills="street-address", most=200, optional=True),
    Box("postcode", "邮政编码", fills="postal-code", most=6, optional=True),
)
_HELP_NEEDED = Box(
    "help_needed",
    "需要的帮助",
    help="阅读有困难、有视听障碍，或者要用少数民族语言文字的，请写明，机关会提供必要的帮助。",
    optional=True,
)
_THING = (
    Box("name", "信息名称", help="不知道准确名称的，概括地描述，例如“某小区加装电梯的批复”。"),
    Box("document_no", "文号", help="知道就填，例如“云府发〔2026〕1号”。", most=60, optional=True),
    Box("period", "时间范围", help="例如“2024年到2025年”。", most=60, optional=True),
    Box(
        "description",
        "其他便于查找的特征",
        help="涉及的地点、单位、事项、经办部门等。不必写用途，也不要写身份证号码、电话号码。",
        look=Look.AREA,
        most=5_000,
        optional=True,
    ),
)
