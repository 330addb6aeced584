"""Digests of files: SHA-256 always, SM3 (GB/T 32905—2016) beside it where it is asked for and the machine can."""

import hashlib
from importlib import import_module
from typing import Any, Protocol

SHA256, SM3 = "sha256", "sm3"
NO_SM3 = (
    "这台机器不能计算 SM3 摘要。请安装网页部分（pip install 'gongkai[web]'），或者换用带 SM3 的 OpenSSL。"
)


class Hash(Protocol):
    """What takes bytes piece by piece and gives a digest in the end."""

    def update(self, data: bytes, /) -> None:
        """Take the next piece."""

    def hexdigest(self) -> str:
        """The digest of all pieces, in hexadecimal."""


class NoSM3(Exception):
    """SM3 was asked for on a machine that does not have it; the message says what to do, in Chinese."""


class _Other:
    """SM3 of the package cryptography, which carries an OpenSSL of its own."""

    def __init__(self) -> None:
        hashes: Any = import_module("cryptography.hazmat.primitives.hashes")
        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes, /) -> None:
        """Take the next piece."""
        self._hash.update(data)

    def hexdigest(self) -> str:
        """The digest so far."""
        return str(self._hash.copy().finalize().hex())


def sm3() -> Hash:
    """A new SM3: that of Python's OpenSSL, which is the faster one, else that of cryptography. Raises NoSM3."""
    try:
        return hashlib.new(SM3)
    except ValueError:
        pass
    try:
        return _Other()
    except Exception as error:  # not installed, or built without it
        raise NoSM3(NO_SM3) from error


class Digests:
    """The digests of one file, taken while its bytes pass by. Raises NoSM3 where SM3 is asked for in vain."""

    def __init__(self, names: tuple[str, ...] = (SHA256,)) -> None:
        self._hashes: dict[str, Hash] = {name: sm3() if name == SM3 else hashlib.new(name) for name in names}
        self.size = 0

    def update(self, data: bytes) -> None:
        """Take the next piece."""
        self.size += len(data)
        for each in self._hashes.values():
            each.update(data)

    def result(self) -> dict[str, str]:
        """The digests by name, in hexadecimal."""
        return {name: each.hexdigest() for name, each in self._hashes.items()}


def digests_of(data: bytes, names: tuple[str, ...] = (SHA256,)) -> dict[str, str]:
    """The digests of bytes at hand. Raises NoSM3."""
    taken = Digests(names)
    taken.update(data)
    return taken.result()
