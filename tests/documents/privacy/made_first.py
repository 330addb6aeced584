"""The first part of the labelled set: short official texts with values put in. Written before the program."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.documents.privacy import numbers_made as n

Maker = Callable[[Random], str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, what is to be found in it ("cn_id?" where it is no more than likely), and where it stands."""

    text: str
    finds: tuple[tuple[str, str], ...] = ()
    place: str = "prose"  # or comment, deleted, hidden_text, cell, hidden_cell, note, property, page_comment


PLACES = ("comment", "deleted", "hidden_text", "cell", "hidden_cell", "note", "property", "page_comment")

ID_FRAMES = (
    "申请人的公民身份号码为{}，申请公开的信息如下。",
    "经查，当事人（身份证号{}）未按期缴纳。",
    "证件号码：{}。",
    "身份证号码{}；特此证明。",
    "{}，系本村村民。",
    "以上情况属实。（{}）",
    "有效证件【{}】已核对",
)
CARD_FRAMES = (
    "补贴资金打入一卡通账户，卡号{}。",
    "银行卡号：{}，开户行为虚构示例银行。",
    "退款至{}，请查收。",
    "惠农卡（{}）已激活。",
)
CREDIT_FRAMES = (
    "统一社会信用代码：{}。",
    "虚构示例建材公司（{}）中标。",
    "纳税人识别号{}，已注销。",
)
MOBILE_FRAMES = (
    "本人电话{}，请尽快回复。",
    "手机：{}。",
    "请拨打{}与其核实。",
    "（{}）",
    "来电号码为{}，反映路灯不亮。",
)


def one(kind: str, make: Maker, frames: tuple[str, ...], count: int, rng: Random) -> Iterator[Labelled]:
    """Texts with one value of a kind each, as it is printed plainly."""
    for number in range(count):
        value = make(rng)
        yield Labelled(frames[number % len(frames)].format(value), ((kind, value),))


def dressed(rng: Random) -> Iterator[Labelled]:
    """The same numbers with blanks, dashes, breaks and full-width digits in them."""
    for _ in range(8):
        number = n.cn_id(rng)
        for shape in (
            n.spaced(number, 6, 8),
            n.spaced(number, 6, 4, 4),
            n.spaced(number, 6, 8, by="-"),
            n.wide(number),
            number[:10] + "\n" + number[10:],
            n.spaced(number, *[1] * 17),
        ):
            yield Labelled(f"身份证号：{shape}，住本县。", (("cn_id", shape),))
        card = n.bank_card(rng, rng.choice((16, 19)))
        for shape in (n.spaced(card, 4, 4, 4, 4), n.spaced(card, 4, 4, 4, 4, by="-"), n.wide(card)):
            yield Labelled(f"发放至{shape}。", (("bank_card", shape),))
        phone = n.mobile(rng)
        for shape in (
            n.spaced(phone, 3, 4),
            n.spaced(phone, 3, 4, by="-"),
            n.wide(phone),
            f"+86 {phone}",
            f"+86-{phone}",
            n.spaced(phone, 3, 4, by="\u3000"),
            n.spaced(phone, 3, 4, by="—"),
        ):
            yield Labelled(f"联系方式：{shape}。", (("mobile", shape),))


def wrong(rng: Random) -> Iterator[Labelled]:
    """Numbers of the right length that are none: nothing certain in them."""
    for _ in range(10):
        yield Labelled(f"设备出厂编号{n.cn_id_slip(rng)}，已验收。")
        yield Labelled(f"流水{n.cn_id_no_day(rng)}已入账。")
        yield Labelled(f"批次{n.cn_id_no_place(rng)}已抽检。")
        yield Labelled(f"单号{n.bank_card_slip(rng)}，已签收。")
        yield Labelled(f"条码{n.digits(rng, 1)}{n.cn_id(rng)}{n.digits(rng, 1)}已录入。")
        yield Labelled(f"产品追溯码：{n.bank_card(rng, 19, '81')}。")
        yield Labelled(f"代码{n.credit_code_slip(rng)}经核对有误。")
        slip = n.cn_id_slip(rng)
        yield Labelled(f"身份证号：{slip}，请更正。", (("cn_id?", slip),))


def alike(rng: Random) -> Iterator[Labelled]:
    """What looks like personal data and is none."""
    for _ in range(8):
        year, serial = rng.randrange(2015, 2027), rng.randrange(1, 400)
        big = rng.randrange(10**10, 2 * 10**10)
        yield Labelled(f"云政办发〔{year}〕{serial}号已废止。")
        yield Labelled(f"全年一般公共预算收入{big}元，同比增长3.{serial}%。")
        yield Labelled(f"总投资{big / 100:,.2f}元。")
        yield Labelled(f"索引号：{n.digits(rng, 9)}/{year}-{n.digits(rng, 5)}")
        yield Labelled(f"执行 GB/T {n.digits(rng, 5)}-{year} 和 GB {n.digits(rng, 4)}.1—2011。")
        yield Labelled(
            f"{year}年、{year + 1}年、{year + 2}年、{year + 3}年分别为{n.digits(rng, 4)}、{n.digits(rng, 4)}件。"
        )
        yield Labelled(f"合同编号：{n.mobile(rng)}。")
        yield Labelled(f"受理号{n.mobile(rng)}号。")
        yield Labelled(f"咨询电话：{n.landline(rng)}。")
        yield Labelled(f"云岭县民政局办公室值班电话{n.landline(rng)}，监督电话12388。")
        yield Labelled(f"项目代码：{year}-640199-70-03-{n.digits(rng, 6)}。")
        yield Labelled(f"ISBN 978-7-5093-{n.digits(rng, 4)}-{n.digits(rng, 1)}，定价{serial}.00元。")
        yield Labelled(f"发票号码{n.digits(rng, 8)}，票据代码06{n.digits(rng, 8)}。")
        yield Labelled(f"坐标 106.{n.digits(rng, 11)}，35.{n.digits(rng, 11)}。")
        yield Labelled(f"电子邮箱：xxgk{serial}@yunling.gov.cn。")
        yield Labelled("办公地址：云岭县城关镇人民路12号政务服务中心三楼。")


def signs(rng: Random) -> Iterator[Labelled]:
    """Passports, plates, addresses of mail, accounts, homes, days of birth."""
    for number in range(12):
        passport, plate, green = n.passport(rng), n.plate(rng), n.plate_green(rng)
        mail, wechat, qq = (
            f"shili{number}@example.org",
            f"xugou_{number}shili",
            str(rng.randrange(10**6, 10**9)),
        )
        yield Labelled(f"持护照（号码{passport}）入境。", (("passport", passport),))
        yield Labelled(f"驾驶{plate}小型客车行驶至路口。", (("plate", plate),))
        yield Labelled(f"车牌号：{green}。", (("plate", green),))
        yield Labelled(f"来信邮箱{mail}，已答复。", (("email", mail),))
        yield Labelled(f"微信号：{wechat}。", (("wechat", wechat),))
        yield Labelled(f"QQ：{qq}，请添加。", (("qq", qq),))
        home = f"云岭县城关镇人民路{number + 1}号{number % 6 + 1}单元{number % 9 + 1}0{number % 4 + 1}室"
        yield Labelled(f"家庭住址：{home}。", (("address", home),))
        village = f"云岭县青山乡石桥村{number + 1}组{number + 20}号"
        yield Labelled(f"其本人现住{village}，务农。", (("address", village),))
        born = f"19{60 + number}年{number % 12 + 1}月{number + 3}日"
        yield Labelled(f"性别女，{born}出生。", (("birth_date", born),))
        yield Labelled(f"出生日期：{born}；民族：回族。", (("birth_date", born),))


def people(rng: Random) -> Iterator[Labelled]:
    """Names beside a role, a number, an illness; and names of those who act in public."""
    for _ in range(8):
        who, other = n.name(rng), n.name(rng)
        phone, card = n.mobile(rng), n.cn_id(rng)
        yield Labelled(f"联系人：{who}，地点另行通知。", (("name", who),))
        yield Labelled(f"申请人：{who}", (("name", who),))
        yield Labelled(f"受害人{who}，已送医。", (("name", who),))
        yield Labelled(f"{who}，{phone}", (("name", who), ("mobile", phone)))
        yield Labelled(f"{who}（身份证号{card}）", (("name", who), ("cn_id", card)))
        yield Labelled(f"救助对象：{who}，患尿毒症，", (("name", who), ("disease", "尿毒症")))
        yield Labelled(f"户主：{who}，二级残疾。", (("name", who), ("disability", "二级残疾")))
        yield Labelled(
            f"学生姓名：{who}，监护人：{other}。", (("name", who), ("minor", "监护人"), ("name", other))
        )
        yield Labelled(f"县长{who}主持会议，副县长{other}出席。")
        yield Labelled(f"签发人：{who}")
        yield Labelled(f"任命{who}为云岭县财政局局长。")
        yield Labelled("联系人：张某某；申请人：李某。")
        yield Labelled("申请人：云岭县虚构示例商贸有限公司。")
        yield Labelled("加强糖尿病、高血压患者健康管理，做好残疾人两项补贴和未成年人保护工作。")


def placed(rng: Random) -> Iterator[Labelled]:
    """Numbers where a reader of the page does not see them."""
    for place in PLACES:
        for _ in range(5):
            for kind, value in (
                ("cn_id", n.cn_id(rng)),
                ("bank_card", n.bank_card(rng)),
                ("uscc", n.credit_code(rng)),
                ("mobile", n.mobile(rng)),
            ):
                yield Labelled(f"见{value}。", ((kind, value),), place)
        yield Labelled("已核对，没有问题。", (), place)
        yield Labelled(f"编号{n.cn_id_no_day(rng)}", (), place)


def first() -> list[Labelled]:
    """All of the first part, the same each time."""
    rng = Random(20261122)
    return [
        *one("cn_id", n.cn_id, ID_FRAMES, 42, rng),
        *one("bank_card", n.bank_card, CARD_FRAMES, 24, rng),
        *one("bank_card", lambda r: n.bank_card(r, 16, "499999"), CARD_FRAMES[:2], 8, rng),
        *one("uscc", n.credit_code, CREDIT_FRAMES, 24, rng),
        *one("uscc", lambda r: n.credit_code(r, "92"), CREDIT_FRAMES, 9, rng),
        *one("mobile", n.mobile, MOBILE_FRAMES, 25, rng),
        *one("cn_id15", n.cn_id15, ("身份证号：{}。", "旧身份证（{}）"), 10, rng),
        *one("landline", n.landline, ("家庭电话：{}。", "申请人电话{}。"), 10, rng),
        *dressed(rng),
        *wrong(rng),
        *alike(rng),
        *signs(rng),
        *people(rng),
        *placed(rng),
    ]
