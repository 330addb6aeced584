"""扫码验真 of letters: whose it is and when, nothing of the case; whether a PDF is the one that left."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.actions import Receipt
from gongkai.applications.actions.letters import made_files, make_letter
from gongkai.applications.models import Letter
from gongkai.law.deadlines.answer import State
from gongkai.records.queries.opening import open_unlogged
from tests.applications.office import NOON, OFFICER, Office, after, application, decided, office, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    return office()


def replied(at: Office) -> tuple[Receipt, Letter]:
    """A reply whose letter has its files."""
    receipt = submitted(at)
    actions.confirm(application_id=receipt.application_id, by=at[OFFICER], at=after(0))
    decided(at, receipt.application_id, "granted", "provided", when=after(1))
    made = Letter.objects.get(application=receipt.application_id)
    make_letter(letter_id=made.pk, at=NOON, prepared=made_files(letter_id=made.pk, at=NOON))
    return receipt, Letter.objects.select_related("pdf").get(pk=made.pk)


def test_a_letter_is_confirmed_without_a_word_of_the_case(at: Office, client: Client) -> None:
    receipt, letter = replied(at)
    page = client.get(reverse("letter_confirmed", args=[letter.code])).content.decode()
    assert letter.pdf is not None
    for words in (at.agency.name, "予以公开告知书", letter.number, letter.pdf.digest):
        assert words in page
    for words in ("云小舟", receipt.number, application(receipt.application_id).title):
        assert words not in page


def test_a_code_that_no_letter_has_is_not_there(client: Client) -> None:
    for code in ("x" * 24, "y" * 500):
        answer = client.get(reverse("letter_confirmed", args=[code]))
        assert answer.status_code == 404
        assert "没有查到这份文书" in answer.content.decode()


def test_a_file_is_held_against_the_one_that_left(at: Office, client: Client) -> None:
    _, letter = replied(at)
    assert letter.pdf_id is not None
    address = reverse("letter_confirmed", args=[letter.code])
    data = b"".join(open_unlogged(letter.pdf_id).chunks)
    for sent, says in ((data, "逐字节相同"), (data + b" ", "不同"), (b"", "不同")):
        answer = client.post(address, {"file": SimpleUploadedFile("文书.pdf", sent)})
        assert answer.status_code == 200
        assert says in answer.content.decode()
    answer = client.post(address, {})
    assert answer.status_code == 422
    assert "请选择一个文件" in answer.content.decode()


def test_who_fetches_the_letter_of_a_reply_has_received_it(at: Office, client: Client) -> None:
    receipt, letter = replied(at)
    client.post(reverse("apply_query"), {"number": receipt.number, "code": receipt.code})
    file = letter.event.files.get()
    answer = client.get(reverse("apply_file", args=[file.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert application(receipt.application_id).state == State.SERVED
    assert Letter.objects.get(pk=letter.pk).way == "portal"
