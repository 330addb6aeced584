"""Letters that ask for an opinion carry the way to answer at the portal, on paper alone; all else shows the code masked."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from docx import Document
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.actions import Question, Service
from gongkai.applications.actions.letters import made_files, make_letter
from gongkai.applications.models import Letter, ReplyLink
from gongkai.applications.queries.letters import shown
from gongkai.documents.holidays import installed_calendar
from gongkai.documents.letters.letter import html, plain
from gongkai.law.ledger import Party
from gongkai.law.wording import day
from tests.applications.office import CLERK, OFFICER, Office, after, confirmed, office
from tests.documents.paper.samples import squeezed, text_of_pdf

pytestmark = pytest.mark.django_db
ASKED = {
    "third_party_letter": (Party.THIRD_PARTY, "云岭虚构建设有限公司"),
    "comaker_letter": (Party.ORGAN, "云岭虚构县住建局"),
}


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    settings.SITE_DOMAIN = "www.yunling.example"


@pytest.fixture
def at() -> Office:
    return office()


def ask(at: Office, kind: str, **more: Any) -> Letter:
    party, who = ASKED[kind]
    question = Question(party, who, "安置方案中的报价明细", **more)
    actions.ask(application_id=confirmed(at), question=question, by=at[OFFICER], at=after(2))
    return Letter.objects.get(kind=kind)


def code_of(letter: Letter) -> str:
    code = str(ReplyLink.objects.get(asked=letter.event).code.unsealed())
    return f"{code[:4]} {code[4:]}"


def scanned(data: bytes) -> set[str]:
    """What the QR codes of all pages say."""
    document = pypdfium2.PdfDocument(data)
    drawn = [page.render(scale=200 / 72).to_pil() for page in document]
    document.close()
    return {each.text for picture in drawn for each in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("kind", ASKED)
def test_the_paper_carries_address_number_code_and_last_day(at: Office, kind: str) -> None:
    letter = ask(at, kind)
    number, code = ReplyLink.objects.get().number, code_of(letter)
    files = made_files(letter_id=letter.pk, at=after(2))
    until = installed_calendar().after(after(2).date(), 15)
    word = "".join(each.text for each in Document(BytesIO(files.docx)).paragraphs)
    for text in (squeezed(text_of_pdf(files.pdf)), squeezed(word)):
        assert f"填写回复编号{number}和回复码{squeezed(code)}" in text
        assert "网址：" in text
        assert "/ysqgk/yj/" in text
        assert f"{day(until)}为最后一日" in text
    found = scanned(files.pdf)
    assert any(each.endswith(f"/ysqgk/yj/?bh={number}") for each in found)
    assert not any(squeezed(code) in each for each in found)


@pytest.mark.parametrize("kind", ASKED)
def test_the_code_stands_on_no_page_and_in_no_table_of_letters(at: Office, kind: str) -> None:
    letter = ask(at, kind)
    code = code_of(letter)
    page = html(shown(letter)) + plain(shown(letter))
    assert ReplyLink.objects.get().number in page
    for hidden in (code, code.replace(" ", "")):
        assert hidden not in page
        assert hidden not in f"{letter.said}{letter.digest}"


def test_the_applicant_is_told_without_it(at: Office) -> None:
    ask(at, "third_party_letter")
    letter = Letter.objects.get(kind="consultation_to_applicant")
    files = made_files(letter_id=letter.pk, at=after(2))
    for text in (squeezed(text_of_pdf(files.pdf)), plain(shown(letter))):
        assert ReplyLink.objects.get().number not in text
        assert "回复码" not in text


def test_what_is_signed_does_not_depend_on_the_code(at: Office) -> None:
    """Number, day and both QR codes come on afterwards."""
    letter = ask(at, "comaker_letter")
    before = letter.digest
    actions.renew_reply(
        application_id=letter.application_id,
        asked=letter.event_id,
        reason="电话核对",
        by=at[OFFICER],
        at=after(3),
    )
    letter.refresh_from_db()
    assert letter.digest == before


def test_a_letter_that_is_made_after_the_code_was_renewed_has_the_new_one(at: Office) -> None:
    letter = ask(at, "comaker_letter")
    old = code_of(letter)
    actions.renew_reply(
        application_id=letter.application_id,
        asked=letter.event_id,
        reason="电话核对",
        by=at[OFFICER],
        at=after(2),
    )
    text = squeezed(text_of_pdf(made_files(letter_id=letter.pk, at=after(2)).pdf))
    assert squeezed(code_of(letter)) in text
    assert squeezed(old) not in text


def test_where_the_arrival_is_known_the_last_day_is_certain(at: Office) -> None:
    letter = ask(at, "third_party_letter", received_on=after(2).date())
    text = plain(shown(letter))
    assert f"{day(installed_calendar().after(after(2).date(), 15))}为最后一日。" in text
    assert "发出当日收到的" not in text


def test_letters_of_old_questions_without_a_link_are_made_as_ever(at: Office) -> None:
    letter = ask(at, "comaker_letter")
    ReplyLink.objects.all().delete()
    files = made_files(letter_id=letter.pk, at=after(2))
    make_letter(letter_id=letter.pk, at=after(2), prepared=files)
    assert "回复码" not in squeezed(text_of_pdf(files.pdf))
    service = Service("当面签收", on=after(3).date())
    actions.serve_letter(letter_id=letter.pk, service=service, by=at[CLERK], at=after(3))
