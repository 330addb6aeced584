"""Citizens at the portal: what they fill in, page by page; all names are invented."""

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.applications.models import Draft
from gongkai.portal.applying.proving import BITS

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001"
    "e221bc330000000049454e44ae426082"
)

SQ, CX = "/ysqgk/sq/", "/ysqgk/cx/"
KIND = {"kind": "natural_person"}
PERSON = {
    "name": "云小舟",
    "identity": "resident_card",
    "identity_no": "11010519491231002X",
    "telephone": "13900009876",
    "email": "",
    "address": "",
    "postcode": "",
    "agent": "",
}
COMPANY = {
    "name": "云岭虚构商贸有限公司",
    "credit_code": "91110000600037341L",
    "representative": "云大川",
    "email": "yl@example.cn",
}
CONTENT = {
    "t1-name": "虚构小区加装电梯的批复",
    "t1-document_no": "",
    "t1-period": "2025年",
    "t1-description": "",
}
FORM = {"medium": "electronic", "route": "portal", "help_needed": ""}


def begun(slug: str = "a") -> Client:
    """A browser that has chosen an agency and goes on."""
    client = Client()
    answer = client.post(f"{SQ}cha/{slug}/")
    assert (answer.status_code, answer["Location"]) == (302, f"{SQ}lb")
    return client


def filled(client: Client | None = None, **changes: Any) -> Client:
    """A browser with everything filled in but for the last button; changes of what was filled in."""
    client = client or begun()
    for page, fields in (("lb", KIND), ("sqr", PERSON), ("nr", CONTENT), ("fs", FORM)):
        answer = client.post(SQ + page, {name: changes.get(name, value) for name, value in fields.items()})
        assert answer.status_code == 302, answer.content.decode()
    return client


def worked(html: str) -> dict[str, str]:
    """What the script of the last page would send."""
    work = field(html, "work")
    for nonce in range(2**22):
        digest = sha256(f"{work}:{nonce}".encode()).digest()
        if int.from_bytes(digest, "big") >> (256 - BITS) == 0:
            return {"work": work, "nonce": str(nonce)}
    raise AssertionError("no work is that hard")


def field(html: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found
    return found[1]


def sent(client: Client) -> "Answer":
    """The last button."""
    return client.post(f"{SQ}hd", worked(client.get(f"{SQ}hd").content.decode()))


def receipt(client: Client) -> tuple[str, str]:
    """Number and code, as the page shows them."""
    found = re.findall(r'class="big-code">([^<]+)<', client.get(f"{SQ}hz").content.decode())
    return found[0], found[1]


def asking(number: str, code: str) -> Client:
    """A browser that has given number and code."""
    client = Client()
    answer = client.post(CX, {"number": number, "code": code})
    assert (answer.status_code, answer["Location"]) == (302, f"{CX}jd")
    return client


def drafted() -> dict[str, object]:
    """What the only draft holds."""
    held = json.loads(Draft.objects.get().fields.unsealed())
    assert isinstance(held, dict)
    return held


def picture(name: str = "证件.png", data: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)
