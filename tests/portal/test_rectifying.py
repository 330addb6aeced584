"""申请更正 at the portal: the form, the door, the receipt, the look-up for either kind, what can be done afterwards."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from gongkai.agencies.models import Agency
from gongkai.applications.actions import rectifying
from gongkai.applications.actions.rectifying_letters import made_files, make_letter
from gongkai.applications.models import Rectification, RectifyFile, RectifyLetter
from gongkai.law.rectification.answers import Ground
from gongkai.law.rectification.course import State
from gongkai.portal.applying import session
from gongkai.records.models import LogEntry
from tests.applications.office import OFFICER, Office, office
from tests.applications.office import submitted as applied
from tests.applications.rectifying import RIGHT, WHY, WRONG, submitted
from tests.portal.applicants import COMPANY, CX, PERSON, field, picture, worked
from tests.portal.applicants import asking as asks_for_application
from tests.portal.pages import words

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
GZ, HZ, JD = "/ysqgk/gz/", f"{CX}gz/hz", f"{CX}gz/jd"
RECORD = {
    "record": "虚构补贴发放名册",
    "place": "云岭县虚构网站",
    "says_now": WRONG,
    "should_say": RIGHT,
    "because": WHY,
}


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture(autouse=True)
def at() -> Office:
    return office()


def handed_in(client: Client, address: str = f"{GZ}a/gr", **changes: Any) -> "Answer":
    """The form, filled in and sent with what the script would prove."""
    html = client.get(address).content.decode()
    who = PERSON if address.endswith("gr") else COMPANY
    proof = worked(html) | {"ticket": field(html, "ticket")}
    return client.post(address, {**RECORD, **who, **proof, **changes})


def given(client: Client) -> tuple[str, str]:
    """Number and code, as the receipt shows them."""
    found = re.findall(r'class="big-code">([^<]+)<', client.get(HZ).content.decode())
    return found[0], found[1]


def asking(number: str, code: str) -> Client:
    client = Client()
    answer = client.post(CX, {"number": number, "code": code})
    assert (answer.status_code, answer["Location"]) == (302, JD)
    return client


def test_the_way_to_the_form() -> None:
    client = Client()
    assert f'href="{GZ}"' in client.get("/ysqgk/sq/").content.decode()
    assert f'href="{GZ}a/"' in client.get("/zfxxgk/a/ysqgk/").content.decode()
    assert f'href="{GZ}a/"' in client.get(GZ, {"q": "a局"}).content.decode()
    assert "没有找到名称里有“没有”" in words(client.get(GZ, {"q": "没有"}).content.decode())
    html = client.get(f"{GZ}a/").content.decode()
    assert f'href="{GZ}a/gr"' in html
    assert f'href="{GZ}a/dw"' in html
    assert "20 个工作日" in words(html)
    assert client.get(f"{GZ}nobody/").status_code == 404


def test_handed_in_and_asked_after() -> None:
    client = Client()
    answer = handed_in(client, files=picture())
    assert (answer.status_code, answer["Location"]) == (302, HZ)
    number, code = given(client)
    made = Rectification.objects.get(number=number)
    assert (made.state, made.record) == (State.CONFIRMING, "虚构补贴发放名册")
    assert RectifyFile.objects.get().name == "证件.png"
    assert LogEntry.objects.filter(action="applications.rectify_submit").count() == 1
    text = client.get(f"{HZ}.txt").content.decode("utf-8-sig")
    assert number in text
    assert code in text
    assert "<svg" in client.get(HZ).content.decode()
    page = words(asking(number.lower(), code.lower()).get(JD).content.decode())
    assert "已提交，等待机关确认收到" in page
    assert WRONG not in page


def test_an_organisation() -> None:
    client = Client()
    assert handed_in(client, f"{GZ}a/dw").status_code == 302
    assert Rectification.objects.get().requester.asker == "organisation"
    html = Client().get(f"{GZ}a/dw").content.decode()
    assert 'name="credit_code"' in html
    assert 'name="identity_no"' not in html


def test_a_form_that_is_sent_twice_is_one_request() -> None:
    client = Client()
    html = client.get(f"{GZ}a/gr").content.decode()
    sent = {**RECORD, **PERSON, **worked(html), "ticket": field(html, "ticket")}
    client.post(f"{GZ}a/gr", sent)
    first = given(client)
    assert client.post(f"{GZ}a/gr", sent)["Location"] == HZ
    assert given(client) == first
    assert Rectification.objects.count() == 1


def test_what_is_wrong_is_said_beside_its_field() -> None:
    answer = handed_in(Client(), record="", identity_no="110105194912310021", says_now="坏" * 2_001)
    html = answer.content.decode()
    assert answer.status_code == 422
    for name in ("record", "identity_no", "says_now"):
        assert f'id="id_{name}_error"' in html
        assert f'href="#id_{name}"' in html
    assert RIGHT in html
    assert Rectification.objects.count() == 0


@pytest.mark.parametrize("proof", [{"nonce": "", "work": ""}, {"ticket": "kein"}])
def test_without_proof_a_question_is_asked(proof: dict[str, str]) -> None:
    answer = handed_in(Client(), **proof)
    assert answer.status_code == 422
    assert "请回答页面最后的问题再提交" in words(answer.content.decode())
    assert WRONG in answer.content.decode()
    assert Rectification.objects.count() == 0


def test_the_question_opens_the_door() -> None:
    client = Client()
    html = client.get(f"{GZ}a/gr").content.decode()
    question = re.search(r'for="id_answer">([^<]+)等于几', html)
    assert question
    first, sign, second = re.fullmatch(r"(.)(加|减)(.)", question[1]).groups()  # type: ignore[union-attr]
    digits = "零一二三四五六七八九"
    total = digits.index(first) + digits.index(second) * (1 if sign == "加" else -1)
    proof = {"token": field(html, "token"), "answer": str(total), "ticket": field(html, "ticket")}
    assert client.post(f"{GZ}a/gr", {**RECORD, **PERSON, **proof}).status_code == 302
    assert Rectification.objects.count() == 1


def test_a_file_that_is_refused_stops_the_whole() -> None:
    answer = handed_in(Client(), files=picture("程序.exe", b"MZ" + bytes(64)))
    assert answer.status_code == 422
    assert "刚才选的文件需要重新选择" in words(answer.content.decode())
    assert Rectification.objects.count() == RectifyFile.objects.count() == 0


def test_only_so_many_in_an_hour(settings: Settings) -> None:
    settings.APPLICATIONS_PER_HOUR = 1
    assert handed_in(Client()).status_code == 302
    assert handed_in(Client()).status_code == 429
    assert Rectification.objects.count() == 1


def test_an_agency_that_gives_no_numbers() -> None:
    Agency.objects.create(
        slug="x", name="云岭县没有编号的局", level="department", kind="department", region="虚构省"
    )
    for path in ("x/", "x/gr", "x/dw"):
        assert "还没有开通在线更正申请" in words(Client().get(GZ + path).content.decode())


def test_either_kind_is_found_and_a_wrong_code_tells_nothing(at: Office) -> None:
    application, request = applied(at, when=timezone.now()), submitted(at, when=timezone.now())
    assert asks_for_application(application.number, application.code).get(f"{CX}jd").status_code == 200
    asked = asking(request.number, request.code)
    answers = set()
    for number, code in (
        (request.number, application.code),
        (application.number, request.code),
        ("GZ000014349-2026-9999", "XXXXXXXX"),
    ):
        answer = Client().post(CX, {"number": number, "code": code})
        assert answer.status_code == 422
        answers.add(re.sub(r'value="[^"]*"', "", answer.content.decode()))
    assert len(answers) == 1
    assert asked.get(f"{CX}jd")["Location"] == JD  # the page of the other kind leads to the own one
    assert asks_for_application(application.number, application.code).get(JD)["Location"] == f"{CX}jd"


def test_too_many_codes(at: Office, settings: Settings) -> None:
    settings.QUERY_CODES_PER_HOUR = 2
    made = submitted(at, when=timezone.now())
    seen = [Client().post(CX, {"number": made.number, "code": "XXXXXXXX"}).status_code for _ in range(3)]
    assert seen == [422, 422, 429]
    assert Client().post(CX, {"number": made.number, "code": made.code}).status_code == 429


def test_nothing_opens_without_number_and_code(at: Office) -> None:
    submitted(at, when=timezone.now())
    for path in ("hz", "hz.txt", "jd"):
        assert Client().get(f"{CX}gz/{path}")["Location"] == f"{CX}?gq=1"
    for path in ("bc", "ch"):
        assert Client().post(f"{CX}gz/{path}", {"text": "补"})["Location"] == f"{CX}?gq=1"
        assert Client().get(f"{CX}gz/{path}").status_code == 405


def test_evidence_is_brought(at: Office) -> None:
    made = submitted(at, when=timezone.now())
    who: dict[str, Any] = {"rectification_id": made.rectification_id, "by": at[OFFICER], "at": timezone.now()}
    rectifying.confirm(**who)
    rectifying.ask_evidence(what="请提供户口簿复印件", **who)
    client = asking(made.number, made.code)
    page = words(client.get(JD).content.decode())
    assert "请提供户口簿复印件" in page
    assert "没有补充的，机关依照现有的材料答复" in page
    empty = client.post(f"{CX}gz/bc", {"text": " "})
    assert (empty.status_code, "请填写补充的内容" in words(empty.content.decode())) == (422, True)
    bad = client.post(f"{CX}gz/bc", {"text": "见附件", "files": picture("程序.exe", b"MZ" + bytes(64))})
    assert (bad.status_code, "见附件" in bad.content.decode()) == (422, True)
    done = client.post(f"{CX}gz/bc", {"text": "见附件", "files": picture()})
    assert done["Location"] == f"{JD}?hao=bc"
    assert "已经收到您补充的材料" in words(client.get(done["Location"]).content.decode())
    assert Rectification.objects.get().state == State.CHECKING


def test_taken_back(at: Office) -> None:
    made = submitted(at, when=timezone.now())
    client = asking(made.number, made.code)
    assert client.post(f"{CX}gz/ch", {}).status_code == 422
    assert client.post(f"{CX}gz/ch", {"sure": "1", "reason": "已解决"})["Location"] == f"{JD}?hao=ch"
    assert Rectification.objects.get().state == State.WITHDRAWN
    assert client.post(f"{CX}gz/ch", {"sure": "1"}).status_code == 422
    page = words(client.get(JD).content.decode())
    assert "您已撤回更正申请" in page
    assert "提交补充" not in page


def test_the_answer_is_read_by_whom_it_is_for(at: Office) -> None:
    made = submitted(at, when=timezone.now())
    who: dict[str, Any] = {"rectification_id": made.rectification_id, "by": at[OFFICER], "at": timezone.now()}
    rectifying.confirm(**who)
    rectifying.refuse(ground=Ground.ACCURATE, reasons="与档案一致", **who)
    page = words(asking(made.number, made.code).get(JD).content.decode())
    for said in ("答复：不予更正", Ground.ACCURATE.label, "与档案一致", "不服怎么办"):
        assert said in page
    forwarded = submitted(at, when=timezone.now())
    who["rectification_id"] = forwarded.rectification_id
    rectifying.confirm(**who)
    rectifying.forward(organ="云岭县虚构民政局", **who)
    page = words(asking(forwarded.number, forwarded.code).get(JD).content.decode())
    assert "云岭县虚构民政局" in page
    assert "不服怎么办" not in page


def test_leaving_shuts_it() -> None:
    client = Client()
    handed_in(client)
    assert client.get(JD).status_code == 200
    client.post(f"{CX}js")
    assert client.get(JD)["Location"] == f"{CX}?gq=1"


def test_a_code_that_was_given_anew_shuts_the_browser_out(at: Office) -> None:
    client = Client()
    handed_in(client)
    rectifying.renew_code(
        rectification_id=Rectification.objects.get().pk,
        reason="当面核对证件",
        by=at[OFFICER],
        at=timezone.now(),
    )
    assert client.get(HZ).status_code == 302


def test_the_cookie_tells_nothing() -> None:
    client = Client()
    handed_in(client)
    number, code = given(client)
    sealed = client.cookies[session.COOKIE].value
    assert number not in sealed
    assert code.replace(" ", "") not in sealed


def test_the_letter_is_fetched_with_number_and_code(at: Office) -> None:
    now, receipt = timezone.now(), submitted(at, when=timezone.now())
    who: dict[str, Any] = {"rectification_id": receipt.rectification_id, "by": at[OFFICER], "at": now}
    rectifying.confirm(**who)
    rectifying.forward(organ="云岭县虚构民政局", **who)
    client = asking(receipt.number, receipt.code)
    assert "下载告知书" not in words(client.get(JD).content.decode())
    assert client.get(f"{CX}gz/wj").status_code == 404
    rectifying.write_letter(**who)
    assert client.get(f"{CX}gz/wj").status_code == 404  # its file is not made yet
    prepared = made_files(rectification_id=receipt.rectification_id, at=now)
    make_letter(rectification_id=receipt.rectification_id, at=now, prepared=prepared)
    assert "下载告知书" in words(client.get(JD).content.decode())
    opened = LogEntry.objects.filter(action="files.open").count()
    answer = client.get(f"{CX}gz/wj")
    assert b"".join(answer.streaming_content) == prepared.pdf  # type: ignore[attr-defined]
    assert LogEntry.objects.filter(action="files.open").count() == opened + 1
    arrived = RectifyLetter.objects.get(pk=receipt.rectification_id)
    assert (arrived.way, arrived.served_on) == ("portal", timezone.localdate(now))
    assert Client().get(f"{CX}gz/wj").status_code == 302
