"""What comes packed, mislabelled or a second time: nothing is unpacked that was not asked for, and nothing is done twice."""

import gzip
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.exchange.models import HandedIn, UseOfDay
from gongkai.publication.models import Item
from tests.api.calling import DRAFTS, TEXT, Caller, problem
from tests.publication.office import NOON, office
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files", "_at_noon")]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZEROS = 120_000_000
"""Bytes that pack into some hundred thousand."""


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_packed_body_is_not_unpacked(caller: Caller, coding: str) -> None:
    packed = gzip.compress(json.dumps(TEXT).encode())
    problem(caller.ask("post", "", packed, Content_Encoding=coding), 400)
    bomb = gzip.compress(b"0" * 20_000_000)
    assert len(bomb) < 100_000
    problem(caller.ask("post", "", bomb, Content_Encoding=coding), 400)
    assert not Item.objects.exists()


def test_a_word_file_that_unpacks_into_too_much_is_refused(caller: Caller) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        with made.open("word/document.xml", "w") as part:
            for _ in range(ZEROS // 1_000_000):
                part.write(b" " * 1_000_000)
    data = held.getvalue()
    assert len(data) < 1_000_000
    file = SimpleUploadedFile("大.docx", data, content_type=WORD)
    problem(caller.files("/word", {"file": file}), 422)
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_a_draft_of_another_kind_of_content_is_judged_by_what_it_is(caller: Caller, kind: str) -> None:
    """JSON is read whatever it is called; what is none is refused, and nothing else is made of it."""
    heads = {"Authorization": f"Bearer {caller.secret}"}
    wrong = caller.client.generic("POST", DRAFTS, b"title=x&body=y", content_type=kind, headers=heads)
    problem(wrong, 400)
    assert not Item.objects.exists()


def test_the_quota_of_the_day_says_when_it_ends(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    few = Caller(at, per_day=1, name="少")
    few.hand_in()
    answer = few.ask("post", "", TEXT)
    assert "今天" in problem(answer, 429)
    assert answer["Retry-After"] == str(12 * 3600), "it is noon in China"
    assert UseOfDay.objects.get().refused == 1
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(hours=12))
    assert few.hand_in()


def test_a_token_of_one_agency_hands_nothing_to_another(caller: Caller) -> None:
    other = office("b")
    given = {**TEXT, "agency": other.agency.slug}
    assert other.agency.slug in problem(caller.ask("post", "", given), 403)
    assert not Item.objects.exists()


def test_a_key_counts_for_one_system_and_one_address(caller: Caller, at: Office) -> None:
    other = Caller(at, name="别的系统")
    key = {"Idempotency_Key": "same"}
    first = caller.ask("post", "", TEXT, **key)
    assert first.status_code == 201
    theirs = other.ask("post", "", TEXT, **key)
    assert theirs.status_code == 201
    assert "Idempotent-Replayed" not in theirs
    assert theirs.json()["id"] != first.json()["id"], "an answer of one system is told to no other"
    number = first.json()["id"]
    problem(caller.ask("put", f"/{number}", TEXT, If_Match=first["ETag"], **key), 409)
    problem(caller.ask("delete", f"/{number}", **key), 409)
    assert HandedIn.objects.count() == 2
