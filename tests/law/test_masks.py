"""How personal data is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import masks


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (masks.identity_number, "11010519491231002X", "110105********002X"),
        (masks.identity_number, "110105491231002", "110105*****1002"),
        (masks.identity_number, "E12345678", "***78"),
        (masks.identity_number, "E1234", "***"),
        (masks.mobile, "13812341234", "138****1234"),
        (masks.mobile, "+86 138-1234-1234", "138****1234"),
        (masks.mobile, "0951-5551234", "***34"),
        (masks.email, "jia@example.org", "j***@example.org"),
        (masks.email, "j@example.org", "***"),
        (masks.email, "no address", "***"),
        (masks.address, "虚构省云岭县城关镇人民路12号3单元401室", "虚构省云岭县城关镇人民路***"),
        (masks.address, "虚构省云岭县青山乡石桥村三组8号", "虚构省云岭县青山乡石桥村***"),
        (masks.address, "虚构省云岭县12号", "虚构省云岭县***"),
        (masks.address, "12号", "***"),
        (masks.name, "张三", "张*"),
        (masks.name, "张三丰", "张**"),
        (masks.name, "欧阳诗甲", "欧阳**"),
        (masks.name, "欧阳", "欧*"),
        (masks.name, "张", "*"),
        (masks.name, "John Smith", "J***"),
        (masks.bank_card, "6222 0212 3456 7890", "***7890"),
        (masks.plate, "宁A12345", "宁A***"),
        (masks.plate, "12345", "***"),
        (masks.birth_date, "1949年12月31日", "1949年**月**日"),
        (masks.birth_date, "四九年", "***"),
        (masks.hidden, "x", "***"),
    ],
)
def test_mask(mask: masks.Mask, text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.parametrize("mask", masks.MASKS)
def test_nothing_is_nothing(mask: masks.Mask) -> None:
    assert mask("") == ""


@pytest.mark.parametrize("mask", masks.MASKS)
@given(text=st.text(min_size=1))
def test_something_is_always_hidden(mask: masks.Mask, text: str) -> None:
    shown = mask(text)
    assert "*" in shown
    assert len(text) == 1 or text not in shown.replace("*", "")
