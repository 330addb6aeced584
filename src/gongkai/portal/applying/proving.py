"""That no machine fills in forms by the thousand: some work for the browser, or a question where it cannot do it.

Both are signed, run out, and hold for one form alone. Nothing is asked of another service.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from unicodedata import normalize

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest

from gongkai.portal.pages.languages import english

BITS = 14
"""Zero bits that a digest must begin with: some 16,000 tries, mostly under a second, one time in twenty a few (docs/performance.md)."""
HOLDS = timedelta(hours=2)
_WORK, _QUESTION, _ANSWER = "applying.work", "applying.question", "applying.answer"
_NONCE = re.compile(r"\d{1,12}", re.ASCII)
_DIGITS = "零一二三四五六七八九十"
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SIGNS = {"加": "plus", "减": "minus"}


@dataclass(frozen=True, slots=True)
class Proof:
    """What the page asks for. `work`: for the script; `question` with its `token`: for people."""

    work: str
    bits: int
    question: str
    token: str
    asked: bool = False


def ask(form: str, *, asked: bool = False) -> Proof:
    """Something to prove for the form of this name. `asked`: the question is to be shown whatever the script can do."""
    first, second = secrets.randbelow(9) + 1, secrets.randbelow(9) + 1
    adds = secrets.randbelow(2) == 1 or first < second
    sign, answer = ("加", first + second) if adds else ("减", first - second)
    return Proof(
        work=_signer(_WORK).sign(form),
        bits=BITS,
        question=_question(first, sign, second),
        token=_signer(_QUESTION).sign(f"{form}.{_hidden(form, answer)}"),
        asked=asked,
    )


def _question(first: int, sign: str, second: int) -> str:
    """In words: programs know figures. In English if the labels are."""
    if english():
        return f"What is {_WORDS[first]} {_SIGNS[sign]} {_WORDS[second]}?"
    return f"{_DIGITS[first]}{sign}{_DIGITS[second]}等于几？"


def proven(request: HttpRequest, form: str) -> bool:
    """Whether what was sent proves it, one way or the other."""
    sent = request.POST
    return _worked(sent.get("work", ""), sent.get("nonce", ""), form) or _answered(
        sent.get("token", ""), sent.get("answer", ""), form
    )


def _worked(work: str, nonce: str, form: str) -> bool:
    if _opened(_WORK, work) != form or not _NONCE.fullmatch(nonce):
        return False
    digest = sha256(f"{work}:{nonce}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - BITS) == 0


def _answered(token: str, answer: str, form: str) -> bool:
    number = _number(answer)
    return number is not None and _opened(_QUESTION, token) == f"{form}.{_hidden(form, number)}"


def _signer(salt: str) -> TimestampSigner:
    """Made when it is needed: the program is also read where there is no key to sign with."""
    return TimestampSigner(salt=salt)


def _opened(salt: str, signed: str) -> str | None:
    try:
        return _signer(salt).unsign(signed, max_age=HOLDS)
    except (BadSignature, UnicodeError):
        return None


def _hidden(form: str, answer: int) -> str:
    """The answer in a form that does not tell it."""
    return _signer(_ANSWER).signature(f"{form}.{answer}")


def _number(said: str) -> int | None:
    """0 to 18, in figures or in words."""
    text = normalize("NFKC", said[:20]).strip().replace("〇", "零").replace("两", "二")
    if re.fullmatch(r"\d{1,2}", text, re.ASCII):
        return int(text)
    if re.fullmatch("一?十[一二三四五六七八九]", text):
        return 10 + _DIGITS.index(text[-1])
    return _DIGITS.index(text) if text and len(text) == 1 and text in _DIGITS else None
