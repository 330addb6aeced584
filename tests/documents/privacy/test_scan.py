"""Personal data in texts: what is found, what is not, where, and how long it takes."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.checking.privacy import Kind, scan
from gongkai.documents.checking.privacy.numbers import is_card_number
from gongkai.law.codes import id_check, is_identity_number

# Of the standards: samples that are nobody's.
ID, ID_OF_STANDARD = "110105199912310024", "11010519491231002X"
CARD = "6299990000000000014"


def kinds(text: str) -> list[tuple[str, str]]:
    return [(hit.kind.value, hit.value) for hit in scan(text)]


def test_check_characters() -> None:
    assert is_identity_number(ID_OF_STANDARD)
    assert id_check(ID_OF_STANDARD[:17]) == "X"
    assert is_card_number("79927398713")
    assert not is_card_number("79927398710")


@pytest.mark.parametrize("place", range(17))
def test_any_changed_digit_is_seen(place: int) -> None:
    changed = str((int(ID_OF_STANDARD[place]) + 1) % 10)
    slip = ID_OF_STANDARD[:place] + changed + ID_OF_STANDARD[place + 1 :]
    assert not any(hit.certain for hit in scan(f"身份证号：{slip}。"))


def test_hit_says_where_and_how_it_is_masked() -> None:
    text = f"申请人的身份证号为{ID_OF_STANDARD}，已核对。"
    (hit,) = scan(text)
    assert (hit.kind, hit.certain, hit.masked) == (Kind.CN_ID, True, "110105********002X")
    assert text[hit.start : hit.end] == hit.value == ID_OF_STANDARD


def test_an_identity_number_is_no_mobile_number() -> None:
    assert kinds("追溯信息110105138000012349") == []
    assert [kind for kind, _ in kinds(f"证件号码{ID_OF_STANDARD}")] == ["cn_id"]


@pytest.mark.parametrize("known", ["13800001234", "138 0000 1234", "138-0000-1234"])
def test_own_contacts_are_not_told(known: str) -> None:
    text = "联系电话：13800001234；家庭电话：0951-5550000"
    assert [hit.kind for hit in scan(text, [known])] == [Kind.LANDLINE]
    assert scan(text, [known, "0951 5550000"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "云政办发〔2025〕12号",
        "索引号：640199001/2025-00021",
        "总额13800001234元",
        "比上年增加 13800001234.56 元",
        "编号：13800001234",
        "流水号 6299990000000000014",
        "发票代码064001800104，号码12345678",
        "身份证",
        "138****1234，110105********002X，张**",
        "联系人：张某某，申请人：李某",
        "监督电话：0951-5550000；12345热线",
        "2021 2022 2023 2024 2025",
    ],
)
def test_not_found(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("户主：欧阳甲乙，住云岭县青山乡石桥村三组8号", ["name", "address"]),
        ("法定代表人：赵甲", ["name"]),
        ("赵甲13800001234", ["name", "mobile"]),
        ("姓名\t金额\n赵甲\t100\n钱乙丙\t200\n", ["name", "name"]),
        ("受助名单：赵甲、钱乙、孙丙丁", ["name", "name", "name"]),
        ("赵甲因患肝癌申请救助", ["name", "disease"]),
        ("微信号：shili_2025", ["wechat"]),
        ("车牌宁A·D12345", ["plate"]),
        (f"卡号{CARD}", ["bank_card"]),
        (f"户名：云岭县财政局，账号：{CARD}", []),
        ("手机一三八零零零零一二三四", ["mobile"]),
    ],
)
def test_found(text: str, found: list[str]) -> None:
    assert [kind for kind, _ in kinds(text)] == found


@given(
    text=st.text(
        alphabet=st.sampled_from("0123456789Xx -\n\t，。：（张三李电话住路号村组1393身份证卡@.a"),
        max_size=300,
    )
)
def test_hits_lie_apart_and_in_order(text: str) -> None:
    hits = scan(text)
    assert [text[hit.start : hit.end] for hit in hits] == [hit.value for hit in hits]
    assert all(one.end <= two.start for one, two in pairwise(hits))


HOSTILE = {
    "digits": "1",
    "single digits": "1 ",
    "groups": "138 ",
    "fours": "6222 ",
    "identity numbers": f"{ID_OF_STANDARD} ",
    "breaks": "138\n",
    "dashes": "0371-",
    "at signs": "a@",
    "surnames": "张三、",
    "roles": "联系人：张",
    "homes": "住址云",
    "houses": "单元1室",
    "headings": "姓名\t\n",
    "plates": "京A",
    "blanks": " ",
    "wechat": "微信a",
}


def seconds(text: str) -> float:
    """The processor time of one scan, the better of two."""
    times = []
    for _ in range(2):
        started = time.process_time()
        scan(text)
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length(unit: str) -> None:
    """Eight times the text takes some eight times as long; were it the square, it would take sixty-four times."""
    short, long = unit * (20_000 // len(unit)), unit * (160_000 // len(unit))
    assert seconds(long) < 20 * max(seconds(short), 0.005)
