"""Digests of files: SHA-256 and SM3, the latter by the vectors of its standard."""

import hashlib
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.digests import SHA256, SM3, Digests, NoSM3, digests_of, sm3

# GB/T 32905—2016, appendix A
VECTORS = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python whose OpenSSL has no SM3."""
    new = hashlib.new

    def without(name: str, *more: Any) -> Any:
        if name == SM3:
            raise ValueError(name)
        return new(name, *more)

    monkeypatch.setattr(hashlib, "new", without)


@pytest.mark.parametrize("message", VECTORS)
def test_sm3_of_the_standard(message: bytes) -> None:
    assert digests_of(message, (SM3,))[SM3] == VECTORS[message]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("message", VECTORS)
def test_sm3_of_the_standard_by_cryptography(message: bytes) -> None:
    assert digests_of(message, (SM3,))[SM3] == VECTORS[message]


@pytest.mark.usefixtures("bare")
def test_machine_without_sm3_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.hashes", None)
    with pytest.raises(NoSM3, match="SM3"):
        sm3()
    assert digests_of(b"abc").keys() == {SHA256}


@given(st.lists(st.binary()))
def test_pieces_do_not_matter(pieces: list[bytes]) -> None:
    taken = Digests((SHA256, SM3))
    for piece in pieces:
        taken.update(piece)
    whole = b"".join(pieces)
    assert taken.result() == digests_of(whole, (SHA256, SM3))
    assert taken.result()[SHA256] == hashlib.sha256(whole).hexdigest()
    assert taken.size == len(whole)
