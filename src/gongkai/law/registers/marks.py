"""Codes, numbers of documents of identity, telephones and addresses of pages as tables have them."""

import re
import unicodedata

from gongkai.law.codes import is_credit_code, is_identity_number
from gongkai.law.registers import grounds
from gongkai.law.registers.refused import Refused

_BLANK = re.compile(r"\s+")
_FLOAT = re.compile(r"\d(?:\.\d+)?E\+?\d+")
_IDENTITY = re.compile(r"[0-9A-Z*()/\-]{4,30}")
_RESIDENT = re.compile(r"\d{17}[\dX]")
_PHONE = re.compile(r"\+?[0-9*][0-9*()\-,、;/ 转]{3,58}")
_URL = re.compile(r"https?://[^\s/?#@:\\]+(?::\d{1,5})?(?:[/?#][^\s\\<>\"]*)?", re.IGNORECASE)
_AS_TEXT = "被表格改成了科学计数法，后面的数字已经丢失。请把这一列设为文本，重新填写。"


def code(text: str) -> str:
    """An identifier: half width, without blanks."""
    return _bare(text)


def credit_code(text: str) -> str:
    """A 统一社会信用代码 with the right check character.   依据：GB 32100-2015"""
    plain = _bare(text).upper()
    if not is_credit_code(plain):
        raise Refused("不是有效的统一社会信用代码（18位，末位校验），请核对。", grounds.CODES)
    return plain


def identity(text: str) -> str:
    """The number of a document of identity; stars where the source has masked it already.   依据：GB 11643-1999"""
    plain = _bare(text).upper()
    if not _IDENTITY.fullmatch(plain):
        raise Refused("不是证件号码，请核对。", grounds.CODES)
    if _RESIDENT.fullmatch(plain) and not is_identity_number(plain):
        raise Refused("公民身份号码的校验码不符，请核对。", grounds.CODES)
    return plain


def phone(text: str) -> str:
    """One telephone number or several."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _PHONE.fullmatch(plain):
        raise Refused("不是电话号码，请核对。")
    return plain


def url(text: str) -> str:
    """The address of a page on the web, without a user or a password."""
    if not _URL.fullmatch(text):
        raise Refused("不是网页地址，请以 http:// 或者 https:// 开头。")
    return text


def _bare(text: str) -> str:
    plain = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    if _FLOAT.fullmatch(plain.upper()):
        raise Refused(_AS_TEXT)
    return plain
