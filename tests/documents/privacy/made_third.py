"""The third part of the labelled set: what is hard.

Roles that are rare, numbers in words and with slips of reading machines, accounts under other names, lookalikes without a word
beside them. docs/performance.md tells what the first measuring of it found, before anything of it was mended.
"""

from random import Random

from tests.documents.privacy import numbers_made as n
from tests.documents.privacy.made_first import Labelled

_WORDS = str.maketrans("0123456789", "零一二三四五六七八九")


def roles(rng: Random) -> Labelled:
    """Names beside words that are seldom roles."""
    who = n.name(rng)
    choices = (
        f"领取人签字：{who}",
        f"见证人：{who}。",
        f"房屋所有权人{who}（已故）。",
        f"报案人{who}称其手机被盗。",
        f"据{who}的妻子介绍，",
        f"受访农户{who}表示满意。",
        f"转账给{who}两千元。",
        f"{who}诉云岭县人民政府行政复议一案",
        f"经办：{who}",
        f"本人{who}承诺以上属实。",
    )
    return Labelled(rng.choice(choices), (("name", who),))


def public(rng: Random) -> Labelled:
    """Names of those who act in public, where a private role could be read into the words."""
    who = n.name(rng)
    choices = (
        f"法制审核人：{who}",
        f"县委书记{who}到学校看望学生。",
        f"责任编辑：{who}",
        f"审判长{who}，书记员{n.name(rng)}",
        f"驻村第一书记{who}走访脱贫户。",
        "学生资助管理中心、居民委员会、村民小组、家长学校。",
        "申请人资格条件：应当具有本县户籍。",
        "户主姓名、联系电话为必填项。",
        "姓名：　　　　性别：　　　　年龄：",
        "委托代理人权限：一般代理。",
    )
    return Labelled(rng.choice(choices))


def phones(rng: Random) -> Labelled:
    """Telephones as people write them."""
    phone = n.mobile(rng)
    word, dashed = phone.translate(_WORDS), f"{phone[:7]}-{phone[7:]}"
    odd, slashed = f"{phone[:4]} {phone[4:]}", f"{phone}/{n.digits(rng, 8)}"
    choices = (
        (f"打我手机{word}。", word),
        (f"电话：{dashed}。", dashed),
        (f"电话：{odd}。", odd),
        (f"电话{slashed}。", phone),
        (f"联系我{phone}谢谢", phone),
        (f"<a href='tel:{phone}'>", phone),
        (f"({phone[:3]}){phone[3:]}", f"({phone[:3]}){phone[3:]}"),
    )
    text, value = rng.choice(choices)
    return Labelled(text, (("mobile", value),))


def identities(rng: Random) -> Labelled:
    """Identity numbers in file names, in other systems' exports, after slips of reading machines."""
    card = n.cn_id(rng)
    slip = card.replace("0", "O", 1) if "0" in card else card
    choices = (
        (f"赵_{card}.jpg", card),
        (f'{{"idcard":"{card}","age":40}}', card),
        (f"ID{card}", card),
        (f"身份证号{slip}。", slip),
        (f"{card[:6]}/{card[6:14]}/{card[14:]}", f"{card[:6]}/{card[6:14]}/{card[14:]}"),
        (f"身份证前六位{card[:6]}，后十二位{card[6:]}", f"{card[:6]}，后十二位{card[6:]}"),
        (f"{card}13800000000", card),
        (f"证号:{card[:3]} {card[3:6]} {card[6:10]} {card[10:14]} {card[14:]}", n.spaced(card, 3, 3, 4, 4)),
    )
    text, value = rng.choice(choices)
    return Labelled(text, (("cn_id", value),))


def cards(rng: Random) -> Labelled:
    """Cards without a word beside them, and numbers of meters, orders and goods that happen to pass the sum."""
    card = n.bank_card(rng, rng.choice((16, 17, 18, 19)), "629999")
    choices: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
        (f"{card}", (("bank_card", card),)),
        (f"打到{card}这个号上", (("bank_card", card),)),
        (n.spaced(card, 4, 4, 4, by="\n"), (("bank_card", n.spaced(card, 4, 4, 4, by="\n")),)),
        (f"电能表{n.bank_card(rng, 16, '369999')}读数异常", ()),
        (f"{n.bank_card(rng, 16, '549999')}（追溯标签）", ()),
        (f"水表户{n.bank_card(rng, 18, '109999')}", ()),
        (f"快件{n.bank_card(rng, 19, '779999')}已签收", ()),
    )
    return Labelled(*rng.choice(choices))


def codes(rng: Random) -> Labelled:
    """Credit codes in small letters, in groups, in addresses of pages."""
    code = n.credit_code(rng)
    choices = (
        (f"企业代码{code.lower()}", code.lower()),
        (f"https://example.org/q?code={code}", code),
        (n.spaced(code, 4, 4, 4, 4), n.spaced(code, 4, 4, 4, 4)),
        (f"{code}虚构示例公司", code),
        (n.wide(code), n.wide(code)),
        (f"代码：{code[:9]}-{code[9:]}", f"{code[:9]}-{code[9:]}"),
    )
    text, value = rng.choice(choices)
    return Labelled(text, (("uscc", value),))


def places(rng: Random) -> Labelled:
    """Homes without a word that says so, offices with words that could."""
    house = f"云岭县北关街道光明巷{rng.randrange(2, 90)}号"
    flat = f"云岭县滨河路{rng.randrange(2, 90)}号{rng.randrange(1, 30)}栋{rng.randrange(101, 999)}"
    choices: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
        (f"其家在{house}，", (("address", house),)),
        (f"送达地址：{flat}", (("address", flat),)),
        (f"户籍地：{house}。", (("address", house),)),
        (f"居住地址为{flat}。", (("address", flat),)),
        (f"县养老服务中心住所：{house}。", ()),
        (f"对{house}临街店铺进行检查。", ()),
        (f"施工地点为{house}至{flat}段。", ()),
    )
    return Labelled(*rng.choice(choices))


def accounts(rng: Random) -> Labelled:
    """Plates, accounts and mail as people write them."""
    plate, wechat = n.plate(rng), f"shili_{rng.randrange(10**5)}"
    mail = f"li{rng.randrange(10**4)}@example.net"
    choices: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
        (f"车辆{plate.lower()}违停", (("plate", plate.lower()),)),
        (f"号牌为{plate[:2]} {plate[2:]}的轿车", (("plate", f"{plate[:2]} {plate[2:]}"),)),
        (f"加V信{wechat}详谈", (("wechat", wechat),)),
        (f"微信同号，微信 {wechat}", (("wechat", wechat),)),
        (f"{mail}", (("email", mail),)),
        (f"扣扣{rng.randrange(10**6, 10**9)}", ()),
        ("增值电信业务经营许可证：京B2-20250001，津A类企业。", ()),
        ("粤B股代码为200012。", ()),
    )
    return Labelled(*rng.choice(choices))


MAKERS = (roles, public, phones, identities, cards, codes, places, accounts)


def third() -> list[Labelled]:
    """All of the third part, the same each time."""
    rng = Random(31415926)
    return [make(rng) for _ in range(36) for make in MAKERS]
