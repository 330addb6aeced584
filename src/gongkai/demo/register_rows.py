"""Rows of the demo's registers: a county that does not exist, with companies and people that nobody is; the same every time."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from gongkai.law.codes import is_credit_code
from gongkai.law.registers import commitment, draw

Row = dict[str, str]
MARK = "（虚构示例）"
COMPANY, HOUSEHOLD, PERSON = "法人及非法人组织", "个体工商户", "自然人"
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_TRADES = ["食品", "建材", "运输", "农资", "药品", "餐饮", "矿业", "印刷", "纺织", "旅游", "劳务", "物业"]
_PLACES = ["云岭", "青禾", "白石", "云溪", "龙潭", "松岗", "桃花", "石桥"]
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_VIOLATIONS = (
    ("未取得许可从事餐饮服务", "罚款、没收违法所得", 5000),
    ("销售超过保质期的食品", "罚款", 2000),
    ("未按规定公示收费标准", "警告", 0),
    ("超标排放水污染物", "罚款", 120000),
    ("未按方案采取扬尘防治措施", "罚款", 30000),
    ("特种作业人员无证上岗", "罚款", 20000),
)
_LICENCES = (
    ("食品经营许可", "普通"),
    ("取水许可", "普通"),
    ("建筑工程施工许可", "普通"),
    ("道路货物运输经营许可", "普通"),
    ("公共场所卫生许可", "普通"),
    ("临时占用林地许可", "特许"),
)
UNITS = (
    *("云岭县人民政府", "云岭县财政局", "云岭县教育局", "云岭县民政局", "云岭县司法局"),
    *("云岭县生态环境局", "云岭县卫生健康局", "云岭县青禾镇人民政府", "云岭县竹林乡人民政府"),
)
GAPS = {("云岭县司法局", 1, "决算"), ("云岭县竹林乡人民政府", 1, "预算"), ("云岭县民政局", 2, "决算")}
"""Budgets that nobody handed in: unit, years ago, kind."""
LIST_NAME = "危险化学品经营单位名录"
DRAWN = 5


def credit_code(number: int) -> str:
    """A code with the right check character, of a place that does not exist."""
    body = f"91000000M{number:08d}"
    return next(body + sign for sign in _SIGNS if is_credit_code(body + sign))


def company(number: int) -> str:
    """A company that nobody runs."""
    place, trade = _PLACES[number % len(_PLACES)], _TRADES[number % len(_TRADES)]
    return f"{place}虚构{trade}{number}号有限公司"


def person(number: int) -> str:
    """Somebody who does not exist."""
    return f"{_STEMS[number % len(_STEMS)]}示例"


def party(number: int) -> Row:
    """Who a decision is about: mostly companies, some households, some persons."""
    kind = (COMPANY, PERSON, COMPANY, HOUSEHOLD, COMPANY)[number % 5]
    if kind == COMPANY:
        return {"party_name": company(number), "party_kind": kind, "party_uscc": credit_code(number)}
    if kind == HOUSEHOLD:
        return {"party_name": f"{_PLACES[number % 8]}虚构{number}号小吃店", "party_kind": kind}
    return {
        "party_name": person(number),
        "party_kind": kind,
        "party_id_kind": "其他",
        "party_id_number": f"XG{number:08d}",
    }


def licences(body: str, first: int, days: list[date]) -> Iterator[Row]:
    """A licence for each day."""
    for number, on in enumerate(days, first):
        name, kind = _LICENCES[number % len(_LICENCES)]
        yield {
            "document_no": f"云许准〔{on.year}〕{number}号",
            "document_title": f"{name}决定书{number}号{MARK}",
            "category": kind,
            **party(number),
            "content": f"准予{name}。{MARK}",
            "decided_on": str(on),
            "valid_from": str(on),
            "valid_until": str(on.replace(year=on.year + 3, day=min(on.day, 28))),
            "decided_by": body,
            "status": "有效",
        }


def penalties(body: str, first: int, days: list[date], **more: str) -> Iterator[Row]:
    """A penalty for each day; `more` is said of each."""
    for number, on in enumerate(days, first):
        what, kind, fine = _VIOLATIONS[number % len(_VIOLATIONS)]
        yield {
            "document_no": f"云罚决〔{on.year}〕{number}号",
            **party(number),
            "violation": f"{what}{MARK}",
            "facts": f"经查，当事人{what}，事实清楚。{MARK}",
            "legal_basis": "虚构的处罚依据第一条",
            "category": kind,
            "content": f"给予{kind}。{MARK}",
            **({"fine": str(fine)} if fine else {}),
            "decided_on": str(on),
            "decided_by": body,
            "status": "有效",
            **more,
        }


def coercions(body: str, first: int, days: list[date]) -> Iterator[Row]:
    """A measure for each day."""
    for number, on in enumerate(days, first):
        told = party(number)
        told.pop("party_id_kind", "")
        yield {
            "document_no": f"云强决〔{on.year}〕{number}号",
            **told,
            "matter": f"涉嫌违法经营的场所、物品{MARK}",
            "nature": "强制措施",
            "category": "查封场所、设施或者财物",
            "legal_basis": "虚构的强制依据第二条",
            "content": f"查封三十日。{MARK}",
            "decided_on": str(on),
            "decided_by": body,
        }


def cases(days: list[date]) -> Iterator[Row]:
    """A closed case for each day."""
    for number, on in enumerate(days, 1):
        name, _ = _LICENCES[number % len(_LICENCES)]
        other = number % 3 == 0
        yield {
            "case_no": f"YL{on:%Y%m%d}{number:04d}",
            "item_name": f"{'老年人优待证办理' if other else name}{MARK}",
            "kind": "公共服务" if other else "行政许可",
            "party_name": person(number) if other else company(number),
            "party_kind": PERSON if other else COMPANY,
            "received_on": str(on - timedelta(days=3)),
            "closed_on": str(on),
            "result": "不予" if number % 11 == 0 else "准予",
            "rating": "满意",
        }


def budgets(today: date) -> Iterator[Row]:
    """Budgets and final accounts of three years, without the gaps."""
    for ago in range(3):
        year = today.year - ago
        for place, unit in enumerate(UNITS):
            for kind in ("预算", "决算"):
                on = date(year, 2, 10) if kind == "预算" else date(year + 1, 8, 20)
                if (unit, ago, kind) in GAPS or on > today:
                    continue
                government = place == 0
                yield {
                    "unit": unit,
                    "unit_kind": "政府" if government else "乡镇" if "镇" in unit or "乡" in unit else "部门",
                    "year": str(year),
                    "kind": kind,
                    "title": f"{unit}{year}年{'政府' if government else '部门'}{kind}{MARK}",
                    "approved_on" if government else "endorsed_on": str(on),
                    "income": str(9_000_000 + 310_000 * place),
                    "spending": str(8_900_000 + 310_000 * place),
                    "three_public": str(40_000 + 1_000 * place),
                    "page": f"https://yunling.example/yjs/{year}/{place}",
                }


def powers(body: str, on: date) -> Iterator[Row]:
    """Three levels."""
    for number, (kind, name) in enumerate(
        (("行政许可", "取水许可"), ("行政处罚", "对违法取水的处罚"), ("行政检查", "河道检查")), 1
    ):
        for level, word in enumerate(("一级", "二级", "三级"), 1):
            code = "-".join(["YLQ", str(number), *("1" * (level - 1))])
            yield {
                "code": code,
                "name": f"{name}（{word}事项）{MARK}",
                "list_level": word,
                **({"parent_code": code.rpartition("-")[0]} if level > 1 else {}),
                "kind": kind,
                "department": body,
                "level": "县级",
                "legal_basis": "虚构的设定依据第三条",
                "effective_on": str(on),
            }


def services(on: date) -> Iterator[Row]:
    """Service items with their ways."""
    depths = ("全程网办", "网上受理", "网上预审")
    for number, (name, _) in enumerate(_LICENCES * 3, 1):
        depth = depths[number % len(depths)]
        yield {
            "code": f"YLFW{number:04d}",
            "name": f"{name}（{('新办', '变更', '注销')[(number - 1) // len(_LICENCES)]}）{MARK}",
            "kind": "行政许可",
            "level": "县级",
            "online_depth": depth,
            "visits": "0" if depth == "全程网办" else "1",
            "statutory_days": "20",
            "promised_days": "5",
            "materials": "1.申请书\n2.身份证明\n3.场地说明",
            "one_matter": "开办餐馆一件事" if number % 3 == 0 else "",
            "window": "云岭县政务服务中心虚构窗口",
            "effective_on": str(on),
        }


def payments(on: date) -> Iterator[Row]:
    """Subsidies as they were paid out to persons."""
    for number in range(1, 31):
        yield {
            "batch": f"YL{on:%Y%m}",
            "line": str(number),
            "subsidy": f"耕地地力保护补贴{MARK}",
            "receiver": person(number),
            "receiver_kind": PERSON,
            "village": f"{_PLACES[number % 8]}虚构村",
            "amount": f"{300 + 7 * number}.50",
            "paid_on": str(on),
        }


def members(on: date) -> list[Row]:
    """The list that is drawn from."""
    return [
        {
            "list_name": f"{LIST_NAME}{MARK}",
            "name": company(number),
            "kind": COMPANY,
            "uscc": credit_code(number),
            "listed_on": str(on),
        }
        for number in range(501, 525)
    ]


def proved_draw(on: date, names: list[str]) -> Row:
    """A draw with everything that it takes to draw again."""
    seed = sha256(f"云岭县随机数{MARK}".encode()).digest()
    committed, beacon = commitment(seed, names, DRAWN), f"虚构指数{on:%Y%m%d}收盘3141.59"
    return {
        "draw_no": f"YLCJ{on:%Y%m%d}",
        "name": f"危险化学品经营单位随机抽查{MARK}",
        "item_code": "YLCC01",
        "department": "云岭县应急管理局",
        "population": str(len(names)),
        "names": "\n".join(names),
        "number": str(DRAWN),
        "seed_digest": committed.seed_digest,
        "list_digest": committed.list_digest,
        "committed_on": str(on - timedelta(days=2)),
        "beacon": beacon,
        "seed": seed.hex(),
        "drawn_on": str(on),
        "drawn": "\n".join(lot.name for lot in draw(seed, names, DRAWN, beacon)),
    }


def results(on: date, drawn: Row) -> Iterator[Row]:
    """What the inspection of each that was drawn found."""
    for place, name in enumerate(drawn["drawn"].splitlines()):
        number = next(number for number in range(501, 525) if company(number) == name)
        yield {
            "draw_no": drawn["draw_no"],
            "item_name": f"危险化学品储存条件检查{MARK}",
            "party_name": name,
            "party_kind": COMPANY,
            "party_uscc": credit_code(number),
            "inspectors": f"{person(place)}、{person(place + 1)}",
            "inspected_on": str(on),
            "result": "发现问题责令改正" if place == 1 else "未发现问题",
        }
