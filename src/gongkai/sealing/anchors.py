"""Anchors of the log: the number and hash of an entry, signed with Ed25519, to be kept where nobody can change them.

A chain that was written anew from some entry on is whole in itself; it does not match an anchor taken before.
"""

import base64
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from gongkai.sealing.chain import Fault, Link, time_text
from gongkai.sealing.exports import Anchor

Keys = Mapping[str, Ed25519PublicKey]
"""Public keys by their ids."""


class KeyUnreadable(Exception):
    """A key file that is missing or of another kind; the message says which, in Chinese."""


def sign(link: Link, *, at: datetime, key: Ed25519PrivateKey) -> Anchor:
    """An anchor of this link."""
    public = key.public_key()
    bare = Anchor(link.seq, link.hash, time_text(at), key_id(public), "")
    signature = base64.b64encode(key.sign(bare.signed)).decode()
    return Anchor(bare.seq, bare.hash, bare.at, bare.key_id, signature)


def faults(anchor: Anchor, keys: Keys) -> Iterator[Fault]:
    """What is wrong with the signature of an anchor."""
    key = keys.get(anchor.key_id)
    if key is None:
        yield Fault(anchor.seq, f"锚点由密钥 {anchor.key_id} 签名，没有给出这一公钥，不能核对")
        return
    try:
        key.verify(base64.b64decode(anchor.signature), anchor.signed)
    except (InvalidSignature, ValueError):
        yield Fault(anchor.seq, "锚点的签名不对：锚点被改动过，或者不是本平台签的")


def key_id(key: Ed25519PublicKey) -> str:
    """Sixteen hexadecimal digits that name a public key."""
    return sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def private_key(path: Path) -> Ed25519PrivateKey:
    """The signing key in a PEM file. Raises KeyUnreadable."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyUnreadable(f"不能读取签名密钥 {path}，它应当是不设密码的 Ed25519 私钥（PEM）。") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnreadable(f"{path} 不是 Ed25519 私钥。")
    return key


def public_key(path: Path) -> Ed25519PublicKey:
    """The public key in a PEM file, be it the public or the private one. Raises KeyUnreadable."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm):
        return private_key(path).public_key()
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnreadable(f"{path} 不是 Ed25519 公钥。")
    return key
