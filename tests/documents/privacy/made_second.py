"""The second part of the labelled set: other texts, other shapes, other lookalikes than the first.

Written after the program ran on the first part: whole letters, notices, tables and lists in place of sentences.
docs/performance.md tells what the first measuring of it found, before anything of it was mended.
"""

from collections.abc import Iterator
from random import Random

from tests.documents.privacy import numbers_made as n
from tests.documents.privacy.made_first import Labelled


def letter(rng: Random) -> Labelled:
    """A petition as it comes in by mail."""
    who, card, phone = n.name(rng), n.cn_id(rng), n.mobile(rng)
    home = f"云岭县河东乡柳树村{rng.randrange(1, 9)}组{rng.randrange(1, 99)}号"
    text = (
        f"云岭县自然资源局：\n　　本人{who}，男，身份证号为{card}，现住{home}，联系电话{phone}。"
        "2025年3月向贵局申请公开柳树村征地补偿安置方案，至今没有答复。请依法处理。\n　　此致\n敬礼"
    )
    return Labelled(text, (("name", who), ("cn_id", card), ("address", home), ("mobile", phone)))


def notice(rng: Random) -> Labelled:
    """A penalty notice: a company, its representative, its code; the office's own number is none of a person."""
    who, code, office = n.name(rng), n.credit_code(rng), n.landline(rng)
    text = (
        f"行政处罚决定书\n云市监处罚〔2025〕{rng.randrange(1, 300)}号\n当事人：云岭县虚构示例食品店\n"
        f"统一社会信用代码：{code}\n法定代表人：{who}\n罚款人民币50000元。如不服，可在六十日内申请复议。咨询电话：{office}。"
    )
    return Labelled(text, (("uscc", code), ("name", who)))


def grants(rng: Random) -> Labelled:
    """A list of grants pasted as a table."""
    finds: list[tuple[str, str]] = []
    lines = ["序号\t姓名\t公民身份号码\t一卡通账号\t金额（元）"]
    for number in range(1, 4):
        who, card, account = n.name(rng), n.cn_id(rng), n.bank_card(rng, 19, "621999")
        finds += [("name", who), ("cn_id", card), ("bank_card", account)]
        lines.append(f"{number}\t{who}\t{card}\t{account}\t{rng.randrange(100, 9000)}.00")
    return Labelled("\n".join(lines), tuple(finds), "table")


def statistics(rng: Random) -> Labelled:
    """Columns of figures: long numbers, none of them anybody's."""
    lines = ["指标\t2023年\t2024年\t2025年"]
    units = ("地区生产总值（元）", "存款余额（元）", "用电量（度）", "贷款余额（元）")
    lines += [
        "\t".join([what, *(str(rng.randrange(10**10, 3 * 10**10)) for _ in range(3))]) for what in units
    ]
    return Labelled("\n".join(lines), (), "table")


def invoice(rng: Random) -> Labelled:
    """Serials of every length beside words that say what they are."""
    text = (
        f"发票代码：{n.digits(rng, 12)} 发票号码：{n.digits(rng, 20)}\n订单号 {n.bank_card(rng, 18, '20')}，"
        f"运单号：{n.bank_card(rng, 16, '78')}。\n设备序列号 SN{n.mobile(rng)}，IMEI：{n.digits(rng, 15)}。\n"
        f"不动产单元号：640199001001GB{n.digits(rng, 5)}F{n.digits(rng, 8)}"
    )
    return Labelled(text)


def broken(rng: Random) -> Labelled:
    """Text copied from a PDF: numbers go over the ends of lines."""
    card, phone = n.cn_id(rng), n.mobile(rng)
    cut, other = rng.randrange(3, 16), rng.choice((3, 7))
    first, second = f"{card[:cut]}\r\n{card[cut:]}", f"{phone[:other]}\n{phone[other:]}"
    text = f"被征收人持公民身份号码为{first}的证件到场，预留的电话为{second}，逾期视为放弃。"
    return Labelled(text, (("cn_id", first), ("mobile", second)))


def odd(rng: Random) -> Labelled:
    """Blanks of every width, dashes of every length, lower-case check characters, brackets."""
    while not (card := n.cn_id(rng)).endswith("X"):
        pass
    phone, account = n.mobile(rng), n.bank_card(rng, 16, "622999")
    shapes = (
        card[:6] + "\u00a0" + card[6:14] + "\u2009" + card[14:],
        card[:17] + "x",
        n.wide(card.lower()),
        card[:14] + "–" + card[14:],
    )
    shape = rng.choice(shapes)
    spoken = rng.choice(
        (f"{phone[:3]}－{phone[3:7]}－{phone[7:]}", f"0086 {phone}", phone[:3] + " " + phone[3:])
    )
    grouped = rng.choice((n.spaced(account, 6, 10), n.spaced(n.wide(account), 4, 4, 4, 4), account))
    text = f"〔身份证：{shape}〕；tel:{spoken}；工资卡“{grouped}”。"
    return Labelled(text, (("cn_id", shape), ("mobile", spoken), ("bank_card", grouped)))


def near(rng: Random) -> Labelled:
    """Numbers one digit off, longer or shorter, or inside other ones: none of them certain."""
    right = n.cn_id(rng)
    choices = (
        f"追溯二维码内容：{right}{n.digits(rng, 2)}。",
        f"合格证{right[:17]}。",
        f"电子监管码 8{right}{n.digits(rng, 1)}。",
        f"货号{n.bank_card_slip(rng, 16, '622999')}。",
        f"学籍辅号G{n.cn_id_slip(rng)}。",
        f"许可证编号：JY1{n.digits(rng, 13)}。",
        f"国药准字H{n.digits(rng, 8)}，批号{n.digits(rng, 8)}。",
        f"机构代码{n.credit_code_slip(rng, '12')}填写错误。",
        f"经度106.{right[:15]}。",
        f"案件编号 A{n.mobile(rng)}0003。",
        f"预算科目2080502，支出{n.digits(rng, 2)}1,380,000.12万元。",
        f"增值税专用发票 {n.bank_card(rng, 18, '11')} 号。",
    )
    return Labelled(rng.choice(choices))


def school(rng: Random) -> Labelled:
    """A child, a guardian and an illness in one passage."""
    child, parent, phone = n.name(rng), n.name(rng), n.mobile(rng)
    age = rng.randrange(6, 13)
    text = f"困难学生：{child}，{age}岁，患白血病。家长：{parent}（{phone}）。"
    finds = (
        ("name", child),
        ("minor", f"{age}岁"),
        ("disease", "白血病"),
        ("name", parent),
        ("mobile", phone),
    )
    return Labelled(text, finds)


def meeting(rng: Random) -> Labelled:
    """Those who act in public, offices, rules: nobody's private affairs."""
    one, two = n.name(rng), n.name(rng)
    choices = (
        f"副县长{one}主持会议，县政府办公室主任{two}通报情况。",
        f"免去{one}的云岭县审计局局长职务，任命{two}为云岭县审计局局长。",
        "对患有高血压、糖尿病的老年人每季度随访一次，二级残疾以上的发放护理补贴。",
        "未成年人的监护人应当履行职责；申请人应当自收到通知之日起十五日内补正。",
        "当事人对决定不服的，可以依法申请行政复议。原告诉称被告不履行职责。",
        "受理地点：云岭县政务服务中心二楼12号窗口，地址：云岭县人民路12号。",
        "申请人向县政府提出，村民安装的水表由村委会保管，居民于每月5日前交费。",
        f"出席：{one}、{two}、{n.name(rng)}。列席：{n.name(rng)}、{n.name(rng)}、{n.name(rng)}。",
        f"公务邮箱 bgs{rng.randrange(100)}@yunling.gov.cn，传真{n.landline(rng)}。",
        "微信公众号：云岭发布；咨询QQ群：见公告栏。",
    )
    return Labelled(rng.choice(choices))


def papers(rng: Random) -> Labelled:
    """A person's papers, plates and accounts in one report."""
    passport, plate = n.passport(rng), rng.choice((n.plate, n.plate_green))(rng)
    mail, qq = f"user{rng.randrange(10**4)}@example.com", str(rng.randrange(10**5, 10**10))
    shown = plate[:2] + "·" + plate[2:]
    text = f"嫌疑人驾驶{shown}逃离，随身携带护照{passport}，使用邮箱{mail}和QQ号{qq}联络。"
    return Labelled(text, (("plate", shown), ("passport", passport), ("email", mail), ("qq", qq)))


def flats(rng: Random) -> Labelled:
    """Where somebody lives, as deeds and court papers write it."""
    home = f"云岭县东关街道幸福小区{rng.randrange(1, 30)}号楼{rng.randrange(1, 5)}单元{rng.randrange(101, 999)}室"
    day = f"{rng.randrange(1940, 2015)}年{rng.randrange(1, 13)}月{rng.randrange(1, 28)}日"
    who = n.name(rng)
    text = f"申请人：{who}，女，{day}出生，住{home}。"
    return Labelled(text, (("name", who), ("birth_date", day), ("address", home)))


def households(rng: Random) -> Labelled:
    """A list of names under a heading, and codes of small traders."""
    names = [n.name(rng) for _ in range(5)]
    code = n.credit_code(rng, "92")
    text = f"2025年度特困供养人员名单：{'、'.join(names)}。经营者代码{code[:8]} {code[8:]}。"
    shape = f"{code[:8]} {code[8:]}"
    return Labelled(text, (*(("name", name) for name in names), ("uscc", shape)))


def hidden(rng: Random) -> Iterator[Labelled]:
    """The same letters and lists in comments, hidden cells and deleted text."""
    for place in (
        "comment",
        "deleted",
        "hidden_text",
        "cell",
        "hidden_cell",
        "note",
        "property",
        "page_comment",
    ):
        for _ in range(3):
            card, account, code = n.cn_id(rng), n.bank_card(rng, 19, "621999"), n.credit_code(rng, "93")
            text = f"此人证件{card}；卡{account}；合作社代码{code}；单号{n.bank_card_slip(rng)}"
            yield Labelled(text, (("cn_id", card), ("bank_card", account), ("uscc", code)), place)


MAKERS = (
    *(letter, notice, grants, statistics, invoice, broken, odd, near, near, near, school, meeting, meeting),
    *(papers, flats, households),
)


def second() -> list[Labelled]:
    """All of the second part, the same each time."""
    rng = Random(19981117)
    return [*(make(rng) for _ in range(24) for make in MAKERS), *hidden(rng)]
