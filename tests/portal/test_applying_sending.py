"""在线申请: files, the last button, the receipt, and the proof that no machine pressed it."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from gongkai.applications.models import Application, CaseFile, Draft, FileUse
from gongkai.portal.applying import proving
from gongkai.records.models import LogEntry, StoredFile
from tests.applications.office import office
from tests.portal.applicants import (
    CONTENT,
    CX,
    PERSON,
    PNG,
    SQ,
    drafted,
    field,
    filled,
    picture,
    receipt,
    sent,
    worked,
)
from tests.portal.pages import page, shown
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture(autouse=True)
def at() -> Office:
    return office()


class TestFiles:
    """Identity and evidence wait with the draft."""

    def test_they_wait_and_come_with_the_application(self) -> None:
        client = filled()
        client.post(f"{SQ}sqr", {**PERSON, "files": picture()})
        client.post(f"{SQ}nr", {**CONTENT, "files": [picture("现场.png", PNG + b"\0"), picture("图.png")]})
        assert "现场.png" in shown(client.get(f"{SQ}hd"))
        assert sent(client)["Location"] == f"{SQ}hz"
        files = CaseFile.objects.order_by("pk").values_list("use", "name", "file__kept_until")
        assert list(files) == [
            (FileUse.IDENTITY, "证件.png", None),
            (FileUse.EVIDENCE, "现场.png", None),
            (FileUse.EVIDENCE, "图.png", None),
        ]
        waiting = StoredFile.objects.filter(kept_until__isnull=False)
        assert [file.kept_until <= timezone.now() for file in waiting if file.kept_until] == [True] * 3

    def test_one_is_taken_out_again(self) -> None:
        client = filled()
        client.post(f"{SQ}sqr", {**PERSON, "files": picture()})
        number = StoredFile.objects.get().pk
        assert client.post(f"{SQ}sqr", {**PERSON, "drop": number})["Location"] == f"{SQ}sqr#files"
        assert drafted()["files"] == []

    def test_bad_ones_are_refused_by_name_and_the_rest_is_kept(self, settings: Settings) -> None:
        settings.APPLICATION_MEGABYTES = 1
        client = filled()
        large = picture("太大.png", PNG + bytes(1_100_000))
        answer = client.post(
            f"{SQ}nr", {**CONTENT, "files": [large, picture("假.pdf", b"MZ\0"), picture("好.png")]}
        )
        html = shown(answer)
        assert answer.status_code == 422
        assert "“太大.png”超过 1 MB" in html
        assert "“假.pdf”" in html
        assert "好.png" in html
        assert 'href="#id_files"' in html
        assert LogEntry.objects.filter(action="files.refuse").count() == 2
        assert client.get(f"{SQ}hd").status_code == 200

    def test_one_far_too_large_is_a_clear_page(self, settings: Settings) -> None:
        settings.APPLICATION_MEGABYTES = 1
        client = filled()
        answer = client.post(f"{SQ}nr", {**CONTENT, "files": picture("巨大.png", PNG + bytes(2_200_000))})
        assert answer.status_code == 413
        assert drafted()["things"]

    def test_no_more_than_ten(self) -> None:
        client = filled()
        answers = [
            client.post(f"{SQ}nr", {**CONTENT, "files": [picture(f"{n}.png") for n in range(3)]})
            for _ in range(4)
        ]
        assert "最多上传 10 个文件" in shown(answers[-1])
        assert len(drafted()["files"]) == 10  # type: ignore[arg-type]

    def test_one_that_ran_out_is_named(self) -> None:
        client = filled()
        client.post(f"{SQ}sqr", {**PERSON, "files": picture()})
        StoredFile.objects.all().delete()
        assert "已过期" in shown(client.get(f"{SQ}sqr"))
        answer = sent(client)
        assert answer.status_code == 422
        assert "“证件.png”已经过了保存的期限" in shown(answer)
        assert not Application.objects.exists()


class TestSending:
    """The last page."""

    def test_the_receipt(self, at: Office) -> None:
        client = filled()
        answer = sent(client)
        assert answer["Location"] == f"{SQ}hz"
        one = Application.objects.select_related("applicant").get()
        assert (one.agency_id, one.way, one.applicant_kind) == (at.agency.pk, "portal", "natural_person")
        assert one.applicant.name == "云小舟"
        number, code = receipt(client)
        assert number == one.number
        assert one.code == code.replace(" ", "")
        html = shown(client.get(f"{SQ}hz"))
        assert "<svg" in html
        assert "云小舟" not in html
        text = client.get(f"{SQ}hz.txt")
        assert "attachment" in text["Content-Disposition"]
        assert code in text.content.decode("utf-8-sig")
        assert "no-store" in client.get(f"{SQ}hz")["Cache-Control"]

    def test_sent_twice_is_one_application_with_one_receipt(self) -> None:
        client = filled()
        proof = worked(shown(client.get(f"{SQ}hd")))
        cookie = client.cookies["sqcg"].value
        held = Draft.objects.get()
        assert client.post(f"{SQ}hd", proof)["Location"] == f"{SQ}hz"
        first = receipt(client)
        assert client.post(f"{SQ}hd", proof)["Location"] == f"{SQ}hz"
        # Taken in, but killed before the draft knew of it: the form is sent once more.
        held.fields = held.fields.unsealed()
        held.save()
        assert client.cookies["sqcg"].value == cookie
        assert client.post(f"{SQ}hd", proof)["Location"] == f"{SQ}hz"
        assert receipt(client) == first
        assert Application.objects.count() == 1

    def test_the_draft_keeps_only_the_receipt(self) -> None:
        client = filled()
        sent(client)
        assert set(drafted()) == {"receipt"}
        assert client.get(f"{SQ}sqr")["Location"] == f"{SQ}hz"
        assert client.post(f"{SQ}sqr", PERSON)["Location"] == f"{SQ}hz"
        client.post(f"{SQ}fq")
        assert client.get(f"{SQ}hz")["Location"] == CX
        assert client.get(f"{SQ}hz.txt")["Location"] == CX

    def test_after_the_receipt_a_new_form_is_begun(self) -> None:
        client = filled()
        sent(client)
        assert client.post(f"{SQ}cha/a/")["Location"] == f"{SQ}lb"
        assert client.get(f"{SQ}lb").status_code == 200
        assert sent(filled(client))["Location"] == f"{SQ}hz"
        assert Application.objects.count() == 2

    def test_no_purpose_is_asked_for(self) -> None:
        client = filled()
        for name in ("lb", "sqr", "nr", "fs", "hd"):
            html = shown(client.get(SQ + name))
            assert 'name="purpose"' not in html
            assert "所需信息的用途" not in html

    def test_numbers_among_the_words_are_told_and_do_not_hold_it_up(self) -> None:
        client = filled()
        assert "好像写了" not in shown(client.get(f"{SQ}hd"))
        said = "我的身份证11010519491231002X，电话13900009876。"
        client.post(f"{SQ}nr", {**CONTENT, "t1-description": said})
        page_of_all = shown(client.get(f"{SQ}hd"))
        assert "好像写了公民身份号码、手机号码" in page_of_all
        assert sent(client)["Location"] == f"{SQ}hz"
        assert Application.objects.get().wanted.get().description == said

    def test_so_many_may_be_sent(self, settings: Settings) -> None:
        settings.APPLICATIONS_PER_HOUR = 1
        assert sent(filled()).status_code == 302
        client = filled()
        answer = sent(client)
        assert answer.status_code == 429
        assert "已经填写的内容还在" in shown(answer)
        assert "云小舟" in shown(client.get(f"{SQ}hd"))

    def test_a_missing_token_is_a_clear_page(self) -> None:
        client = filled()
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client.cookies
        answer = strict.post(f"{SQ}hd", {})
        assert answer.status_code == 403
        assert "页面已过期" in shown(answer)

    def test_an_agency_without_numbers_is_a_clear_answer(self, at: Office) -> None:
        client = filled()
        proof = worked(shown(client.get(f"{SQ}hd")))
        at.agency.organ_code = ""
        at.agency.save()
        answer = client.post(f"{SQ}hd", proof)
        assert answer.status_code == 422
        assert "请与该机关联系" in shown(answer)
        assert "还没有开通在线申请" in page(f"{SQ}cha/a/")
        html = page("/zfxxgk/a/ysqgk/")
        assert "还没有开通在线申请" in html
        assert ">在线申请</a>" not in html


class TestProof:
    """No machine, and nobody locked out."""

    def test_without_script_a_question_is_answered(self) -> None:
        client = filled()
        html = shown(client.get(f"{SQ}hd"))
        token = field(html, "token")
        first, sign, second = list(html.partition('for="id_answer">')[2][:3])
        known = "零一二三四五六七八九"
        answer = known.index(first) + known.index(second) * (1 if sign == "加" else -1)
        assert client.post(f"{SQ}hd", {"token": token, "answer": str(answer)})["Location"] == f"{SQ}hz"

    @pytest.mark.parametrize(
        "said",
        [
            {},
            {"work": "x", "nonce": "1"},
            {"token": "x", "answer": "1"},
            {"nonce": "9" * 5000, "answer": "\0"},
            {"answer": "99"},
        ],
    )
    def test_without_either_nothing_is_taken_in(self, said: dict[str, str]) -> None:
        client = filled()
        answer = client.post(f"{SQ}hd", said)
        assert answer.status_code == 422
        assert "data-question" not in shown(answer)
        assert not Application.objects.exists()

    def test_a_proof_holds_for_one_form_and_for_two_hours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        proof = worked(shown(filled().get(f"{SQ}hd")))
        assert filled().post(f"{SQ}hd", proof).status_code == 422
        client = filled()
        proof = worked(shown(client.get(f"{SQ}hd")))
        monkeypatch.setattr(proving, "HOLDS", timedelta(seconds=-1))
        assert client.post(f"{SQ}hd", proof).status_code == 422

    @pytest.mark.parametrize(
        ("said", "number"),
        [
            *(
                ("7", 7),
                (" １２ ", 12),
                ("八", 8),
                ("十", 10),
                ("十五", 15),
                ("一十八", 18),
                ("零", 0),
                ("两", 2),
            ),
            *(("", None), ("-1", None), ("十十", None), ("一百", None), ("²", 2)),
        ],
    )
    def test_numbers_in_figures_and_words(self, said: str, number: int | None) -> None:
        assert proving._number(said) == number

    def test_questions_never_go_below_zero(self) -> None:
        form = str(uuid4())
        for _ in range(50):
            asked = proving.ask(form).question
            first, sign, second = list(asked[:3])
            known = "零一二三四五六七八九"
            assert sign == "加" or known.index(first) >= known.index(second)
