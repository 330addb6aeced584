"""Sealed values: AES-256-GCM or SM4-GCM with named keys, so that keys can be changed without opening everything first."""

import base64
import binascii
import hmac
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
AES, SM4 = "s1", "m1"
"""Forms of the sealed text FORM:KEY:BASE64(nonce + ciphertext + tag)."""
FORMS = {"aes": AES, "sm4": SM4}
KEY_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")


class Unsealable(Exception):
    """A sealed value that cannot be opened: unknown key, or changed; the message says which, in Chinese, without the value."""


class UnknownKey(Unsealable):
    """A sealed value whose key this box does not have."""


@dataclass(frozen=True, slots=True)
class Box:
    """Seals with the key called `current`; opens with any of its keys, in any form.

    What a key encrypts with and what it makes fingerprints with are derived from it and differ, so that neither tells
    anything of the other. At most 2³² values may be sealed with one key: new keys come long before.
    """

    keys: Mapping[str, bytes]
    current: str
    form: str = AES

    @property
    def prefix(self) -> str:
        """What every value begins with that is sealed as new ones are."""
        return f"{self.form}:{self.current}:"

    @property
    def mark(self) -> str:
        """What every fingerprint begins with that is made as new ones are."""
        return f"{self.current}:"

    def seal(self, text: str, *, place: str) -> str:
        """The sealed form of a text. `place` (table and column) is bound in: a value moved elsewhere does not open."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = _encrypt(
            self.form, self.keys[self.current], nonce, text.encode(), self._bound(self.prefix, place)
        )
        return self.prefix + base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, sealed: str, *, place: str) -> str:
        """The text of a sealed value; Unsealable if anything was changed, UnknownKey if its key is missing."""
        form, name, data = self._parts(sealed)
        bound = self._bound(f"{form}:{name}:", place)
        try:
            return _decrypt(form, self.keys[name], data[:NONCE_BYTES], data[NONCE_BYTES:], bound).decode()
        except (InvalidTag, ValueError):
            raise Unsealable(f"加密内容（{place}）校验不通过，可能被改动。") from None

    def key_of(self, sealed: str) -> str:
        """The name of the key that a value was sealed with; UnknownKey if it is missing."""
        return self._parts(sealed)[1]

    def fingerprint(self, text: str, *, place: str) -> str:
        """A digest under the current key for finding equal values without opening them: KEY:HEX, 97 characters at most."""
        return self._fingerprint(self.current, text, place)

    def fingerprints(self, text: str, *, place: str) -> list[str]:
        """The digests under every key, the current one first: while keys are being changed, any of them may stand."""
        names = [self.current, *(name for name in self.keys if name != self.current)]
        return [self._fingerprint(name, text, place) for name in names]

    def _fingerprint(self, name: str, text: str, place: str) -> str:
        key = _derived(self.keys[name], "fingerprint", KEY_BYTES)
        return f"{name}:{hmac.digest(key, self._bound(name, place) + text.encode(), 'sha256').hex()}"

    def _bound(self, prefix: str, place: str) -> bytes:
        return f"{prefix}\0{place}\0".encode()

    def _parts(self, sealed: str) -> tuple[str, str, bytes]:
        form, _, rest = sealed.partition(":")
        name, _, data = rest.partition(":")
        if form not in FORMS.values() or not KEY_NAME.fullmatch(name):
            raise Unsealable("加密内容已损坏，或者不是加密内容。")
        if name not in self.keys:
            raise UnknownKey(f"没有打开加密内容所需的密钥“{name}”。请把它加回 GONGKAI_SEALING_KEYS。")
        try:
            return form, name, base64.b64decode(data, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise Unsealable("加密内容已损坏。") from None


def _encrypt(form: str, key: bytes, nonce: bytes, text: bytes, bound: bytes) -> bytes:
    if form == AES:
        return AESGCM(_derived(key, form, 32)).encrypt(nonce, text, bound)
    cipher = Cipher(algorithms.SM4(_derived(key, form, 16)), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(bound)
    return cipher.update(text) + cipher.finalize() + cipher.tag


def _decrypt(form: str, key: bytes, nonce: bytes, data: bytes, bound: bytes) -> bytes:
    """Raises InvalidTag for whatever was changed, ValueError for what is too short."""
    if form == AES:
        return AESGCM(_derived(key, form, 32)).decrypt(nonce, data, bound)
    mode = modes.GCM(nonce, data[-TAG_BYTES:])
    cipher = Cipher(algorithms.SM4(_derived(key, form, 16)), mode).decryptor()
    cipher.authenticate_additional_data(bound)
    return cipher.update(data[:-TAG_BYTES]) + cipher.finalize()


@lru_cache(maxsize=64)
def _derived(key: bytes, purpose: str, length: int) -> bytes:
    """A key for one purpose out of a key of the installation."""
    return HKDF(SHA256(), length, salt=None, info=f"gongkai.sealing {purpose}".encode()).derive(key)
