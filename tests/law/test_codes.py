"""Codes of bodies and places: real ones pass, slips of the hand do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.codes import (
    id_check,
    is_body_code,
    is_born,
    is_credit_code,
    is_division_code,
    is_identity_number,
)

# The sample of the standard, and codes of public bodies and companies from published documents.
CODES = (
    "91350100M000100Y43",
    "11370322004222241N",
    "11341702486344515H",
    "11441700007280420Y",
    "11620622013933539B",
    "113708280043326001",
)
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", CODES)
def test_real_code_passes(code: str) -> None:
    assert is_credit_code(code)


@pytest.mark.parametrize("code", CODES)
def test_credit_code_holds_a_body_code(code: str) -> None:
    body = code[8:17]
    assert is_body_code(body)
    assert not is_body_code(body[:8] + ("1" if body[8] != "1" else "2"))
    assert not is_body_code(body[:8])


@given(code=st.sampled_from(CODES), place=st.integers(0, 17), character=st.sampled_from(CHARACTERS))
def test_any_other_character_is_seen(code: str, place: int, character: str) -> None:
    slip = code[:place] + character + code[place + 1 :]
    assert is_credit_code(slip) is (slip == code)


@given(code=st.sampled_from(CODES), place=st.integers(0, 16))
def test_two_characters_changed_about_are_seen(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_credit_code(swapped) is (swapped == code)


@pytest.mark.parametrize("code", ["", "9135", CODES[0].lower(), CODES[0] + "0", "IOSVZ0000000000000", "９１"])
def test_what_has_not_the_form_does_not_pass(code: str) -> None:
    assert not is_credit_code(code)


@given(text=st.text())
def test_any_text_is_answered(text: str) -> None:
    assert is_credit_code(text) in (True, False)
    assert is_division_code(text) in (True, False)


@pytest.mark.parametrize("code", ["110000", "110101", "441900", "110101001", "441900003", "110101001007"])
def test_division_codes_of_three_lengths_pass(code: str) -> None:
    assert is_division_code(code)


@pytest.mark.parametrize(
    "code", ["", "11", "1101011", "990000", "110001", "11010１", "110000001", "11010100100"]
)
def test_other_division_codes_do_not(code: str) -> None:
    assert not is_division_code(code)


def test_identity_number_of_the_standard_passes() -> None:
    assert is_identity_number("11010519491231002X")
    assert id_check("11010519491231002") == "X"


@pytest.mark.parametrize(
    "number",
    [
        *("110105194912310021", "11010519491331002X", "99010519491231002X", "1101051949123100", "张三"),
        *("11010518491231002X",),
    ],
)
def test_slip_of_an_identity_number_is_seen(number: str) -> None:
    assert not is_identity_number(number)


def test_somebody_is_born_on_a_day_that_was() -> None:
    assert is_born("63", "20200229")
    assert not is_born("63", "20190229")
    assert not is_born("10", "20200229")
    assert not is_born("63", "18791231")
