"""The keys of this installation: where they come from, how they are made."""

import base64
import binascii
import os
import secrets
import tempfile
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gongkai.sealing.box import FORMS, KEY_BYTES, KEY_NAME, Box


class KeysMissing(Exception):
    """Nothing can be sealed: there are no keys, or what is given as keys is none; the message says so, in Chinese."""


def box() -> Box:
    """The box that every sealed column uses. Raises KeysMissing.

    Keys that lie in a file are read again when the file changes, so that a running platform learns of a new key.
    """
    given = settings.SEALING_KEYS
    return _made(given, settings.SEALING_FORM, _stamp(Path(given)) if is_file(given) else None)


def is_file(given: str) -> bool:
    """Whether GONGKAI_SEALING_KEYS names a file rather than being the keys themselves."""
    return given.startswith("/")


def new_key(on: date) -> str:
    """A key as GONGKAI_SEALING_KEYS wants it: NAME:BASE64. The name says from which day it is."""
    name = f"k{on:%Y%m%d}-{secrets.token_hex(2)}"
    return f"{name}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def add_key(path: Path, key: str) -> None:
    """Put a key before the others of a file, which is made if there is none: at once or not at all, for its owner only."""
    old = path.read_text("utf-8") if path.exists() else ""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as stream:
        stream.write(f"{key}\n{old}")
        stream.flush()
        os.fsync(stream.fileno())
    if path.exists():
        os.chown(stream.name, path.stat().st_uid, path.stat().st_gid)
    Path(stream.name).replace(path)


def parsed(text: str, form: str = "aes") -> Box:
    """The box of keys in a text: NAME:BASE64, divided by commas or lines, the first one current; # begins a remark.

    Raises KeysMissing for what is no key, without saying the key.
    """
    keys: dict[str, bytes] = {}
    lines = [line.partition("#")[0] for line in text.splitlines()]
    for entry in ",".join(lines).split(","):
        name, colon, data = entry.strip().partition(":")
        if not name:
            continue
        if not colon or not KEY_NAME.fullmatch(name) or name in keys:
            raise KeysMissing(
                f"GONGKAI_SEALING_KEYS 第 {len(keys) + 1} 个密钥的名称缺失、重复或含有不能用的字符。"
            )
        keys[name] = _bytes(name, data)
    if not keys:
        raise KeysMissing("没有加密密钥。请用 gongkai sealing new-key 生成，并设置 GONGKAI_SEALING_KEYS。")
    if form not in FORMS:
        raise KeysMissing(f"GONGKAI_SEALING_FORM 应为 {' 或 '.join(FORMS)}，现为：{form}")
    return Box(keys, next(iter(keys)), FORMS[form])


def _bytes(name: str, data: str) -> bytes:
    try:
        key = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeysMissing(
            f"GONGKAI_SEALING_KEYS 中的密钥“{name}”不是 {KEY_BYTES} 字节的 BASE64，可能没有抄全。"
        )
    return key


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise KeysMissing(f"无法读取密钥文件 {path}：{error.strerror}。") from error
    return found.st_mtime_ns, found.st_size, found.st_ino


@lru_cache(maxsize=2)
def _made(given: str, form: str, stamp: tuple[int, int, int] | None) -> Box:
    if stamp is None:
        return parsed(given, form)
    try:
        return parsed(Path(given).read_text("utf-8"), form)
    except (OSError, UnicodeDecodeError) as error:
        raise KeysMissing(f"无法读取密钥文件 {given}：{error}。") from error
