"""A sealed value opens only where it was sealed, unchanged, and with its key."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.sealing.box import AES, SM4, Box, UnknownKey, Unsealable

PLACE = "applicants.number"
FORMS = (AES, SM4)
TEXTS = st.text(st.characters(codec="utf-8"))
PLACES = st.text(st.characters(codec="ascii", categories=["L", "N"], include_characters="._"))


def box(*names: str, form: str = AES) -> Box:
    """A box with keys of these names, the first one current; the same name is always the same key."""
    keys = {name: base64.b64encode(name.encode() * 32)[:32] for name in names}
    return Box(keys, names[0], form)


@pytest.mark.parametrize("form", FORMS)
@given(text=TEXTS)
def test_what_is_sealed_opens(form: str, text: str) -> None:
    sealed = box("a", form=form).seal(text, place=PLACE)
    assert box("b", "a").open(sealed, place=PLACE) == text


@pytest.mark.parametrize("form", FORMS)
@given(text=TEXTS.filter(bool), data=st.data())
def test_whatever_is_changed_does_not_open(form: str, text: str, data: st.DataObject) -> None:
    sealed = box("a", form=form).seal(text, place=PLACE)
    where = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.sampled_from("A-_9:=é\n").filter(lambda letter: letter != sealed[where]))
    changed = sealed[:where] + other + sealed[where + 1 :]
    if _same_bytes(changed, sealed):
        return  # the last letter of BASE64 has bits that mean nothing
    with pytest.raises(Unsealable):
        box("a").open(changed, place=PLACE)


def _same_bytes(one: str, other: str) -> bool:
    try:
        data = [base64.b64decode(each.split(":")[2], altchars=b"-_", validate=True) for each in (one, other)]
    except (ValueError, IndexError):
        return False
    return one.split(":")[:2] == other.split(":")[:2] and data[0] == data[1]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("end", [0, 3, 5, 20, 40])
def test_cut_value_does_not_open(form: str, end: int) -> None:
    sealed = box("a", form=form).seal("11010519491231002X", place=PLACE)
    with pytest.raises(Unsealable):
        box("a").open(sealed[:end], place=PLACE)


def test_value_moved_to_another_column_does_not_open() -> None:
    sealed = box("a").seal("x", place=PLACE)
    with pytest.raises(Unsealable, match=r"applicants\.telephone"):
        box("a").open(sealed, place="applicants.telephone")


def test_value_under_another_name_of_the_same_key_does_not_open() -> None:
    one = Box({"a": bytes(32)}, "a")
    both = Box({"a": bytes(32), "b": bytes(32)}, "a")
    with pytest.raises(Unsealable):
        both.open(one.seal("x", place=PLACE).replace(":a:", ":b:"), place=PLACE)


def test_form_cannot_be_swapped() -> None:
    sealed = box("a").seal("x", place=PLACE)
    with pytest.raises(Unsealable):
        box("a").open(SM4 + sealed.removeprefix(AES), place=PLACE)


def test_unknown_key_is_named() -> None:
    sealed = box("lost").seal("secret text", place=PLACE)
    with pytest.raises(UnknownKey, match="lost") as refused:
        box("a").open(sealed, place=PLACE)
    assert "secret" not in str(refused.value)


def test_same_text_is_sealed_differently_each_time() -> None:
    assert len({box("a").seal("x", place=PLACE) for _ in range(50)}) == 50


def test_fingerprint_is_found_under_any_key() -> None:
    before, after = box("a"), box("b", "a")
    old, new = before.fingerprint("x", place=PLACE), after.fingerprint("x", place=PLACE)
    assert old != new
    assert after.fingerprints("x", place=PLACE) == [new, old]
    assert old not in after.fingerprints("y", place=PLACE)


def test_fingerprint_tells_nothing_in_another_column_or_without_the_key() -> None:
    here = box("a").fingerprint("x", place=PLACE)
    assert here != box("a").fingerprint("x", place="other.column")
    other = Box({"a": bytes(32)}, "a")
    assert here != other.fingerprint("x", place=PLACE)


@given(first=PLACES, second=TEXTS, place=PLACES)
def test_place_and_text_do_not_run_together(first: str, second: str, place: str) -> None:
    one = box("a").fingerprint(second, place=place + first)
    other = box("a").fingerprint(first + second, place=place)
    assert (one == other) == (first == "")


def test_opened_by_an_independent_reading_of_the_form() -> None:
    """The form as docs/operators/security.md describes it, so that a lost program is no lost data."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    mine = Box({"k": bytes(range(32))}, "k")
    _, _, data = mine.seal("身份", place=PLACE).split(":")
    raw = base64.urlsafe_b64decode(data)
    derived = HKDF(SHA256(), 32, salt=None, info=b"gongkai.sealing s1").derive(bytes(range(32)))
    assert AESGCM(derived).decrypt(raw[:12], raw[12:], b"s1:k:\0applicants.number\0").decode() == "身份"
