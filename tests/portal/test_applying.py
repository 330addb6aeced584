"""在线申请: the choice of an agency, what is public already, page after page, the draft."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from gongkai.applications.actions.drafting import forget_drafts
from gongkai.applications.models import Application, Deflection, Draft
from gongkai.applications.queries.drafts import KEPT
from gongkai.records.models import StoredFile
from tests.applications.office import office
from tests.portal.applicants import (
    COMPANY,
    CONTENT,
    CX,
    FORM,
    KIND,
    PERSON,
    SQ,
    begun,
    drafted,
    field,
    filled,
    picture,
    sent,
)
from tests.portal.pages import anchors, page, shown, words
from tests.publication.office import published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture(autouse=True)
def at() -> Office:
    return office()


class TestBeginning:
    """The agency, and what is public already."""

    def test_the_page_of_an_agency_leads_here(self) -> None:
        html = page("/zfxxgk/a/ysqgk/")
        assert f'href="{SQ}cha/a/">在线申请</a>' in html
        assert f'href="{CX}"' in html

    def test_agencies_are_found_by_name(self) -> None:
        office("b")
        assert "云岭县a局" in page(SQ)
        text = words(page(f"{SQ}?q=b局"))
        assert "云岭县b局" in text
        assert "云岭县a局" not in text
        assert "没有找到名称里有“火星”的机关" in page(f"{SQ}?q=火星")
        assert page(f"{SQ}?q=%00")

    def test_reading_keeps_nothing(self) -> None:
        for address in (SQ, f"{SQ}cha/a/", f"{SQ}cha/a/?q=电梯"):
            answer = Client().get(address)
            assert answer.status_code == 200
            assert set(answer.cookies) <= {"csrftoken"}
            assert "no-store" in answer["Cache-Control"]
            assert 'name="robots" content="noindex"' in shown(answer)
        assert not Draft.objects.exists()

    def test_nobody_and_whoever_has_ended_take_no_applications(self, at: Office) -> None:
        page(f"{SQ}cha/nobody/", status=404)
        at.agency.ends_on = timezone.localdate() - timedelta(days=1)
        at.agency.save()
        page(f"{SQ}cha/a/", status=404)
        assert "在线申请" not in page("/zfxxgk/a/ysqgk/")

    def test_what_is_public_is_shown_and_counted_once_chosen(self, at: Office) -> None:
        published(at, title="关于虚构小区加装电梯的通告")
        client = Client()
        html = shown(client.get(f"{SQ}cha/a/?q=加装电梯"))
        assert "都不是，继续申请" in html
        typed = client.get(f"{SQ}cha/a/ts?q=加装电梯").json()["hits"]
        assert [hit["title"] for hit in typed] == ["关于虚构小区加装电梯的通告"]
        answer = client.post(f"{SQ}zd", {"hit": field(html, "hit")})
        assert answer.status_code == 302
        assert client.get(answer["Location"]).status_code == 200
        one = Deflection.objects.get()
        assert (one.agency_id, one.key in answer["Location"]) == (at.agency.pk, True)

    @pytest.mark.parametrize("hit", ["", "x", "1|k|https://example.cn/:abc"])
    def test_a_forged_way_leads_nowhere(self, hit: str) -> None:
        assert Client().post(f"{SQ}zd", {"hit": hit}).status_code == 400
        assert not Deflection.objects.exists()

    def test_deflections_cannot_be_swollen(self, at: Office, settings: Settings) -> None:
        settings.APPLICATIONS_PER_HOUR = 2
        published(at, title="关于虚构小区加装电梯的通告")
        client = Client()
        hit = field(shown(client.get(f"{SQ}cha/a/?q=加装电梯")), "hit")
        assert {client.post(f"{SQ}zd", {"hit": hit}).status_code for _ in range(4)} == {302}
        assert Deflection.objects.count() == 2

    def test_nothing_public_is_no_obstacle(self) -> None:
        assert "没有查到已经公开的“火星”" in page(f"{SQ}cha/a/?q=火星")
        assert Client().get(f"{SQ}cha/a/ts?q=").json() == {"hits": []}


class TestPages:
    """One page after the other."""

    def test_each_page_saves_and_leads_to_the_next(self) -> None:
        client = begun()
        ways = [client.post(SQ + name, said)["Location"] for name, said in _PAGES]
        assert ways == [f"{SQ}sqr", f"{SQ}nr", f"{SQ}fs", f"{SQ}hd"]
        text = words(shown(client.get(f"{SQ}hd")))
        for said in (
            "云岭县a局",
            "公民（自然人）",
            "11010519491231002X",
            "虚构小区加装电梯的批复",
            "电子文件",
        ):
            assert said in text
        assert "第 6 步，共 6 步" in text

    @pytest.mark.parametrize("name", ["lb", "sqr", "nr", "fs"])
    def test_nothing_filled_in_is_told_and_linked(self, name: str) -> None:
        client = filled()
        answer = client.post(SQ + name, dict.fromkeys((*KIND, *PERSON, *CONTENT, *FORM), ""))
        html = shown(answer)
        assert answer.status_code == 422
        assert "<title>错误：" in html
        ids, targets = anchors(html)
        assert set(targets) <= set(ids)
        assert len(ids) == len(set(ids))
        assert 'role="alert"' in html

    def test_a_wrong_checksum_is_told_and_what_was_typed_stays(self) -> None:
        client = begun()
        client.post(f"{SQ}lb", KIND)
        html = shown(client.post(f"{SQ}sqr", {**PERSON, "identity_no": "110105194912310021"}))
        assert "末位校验不符" in html
        assert 'value="云小舟"' in html
        assert drafted()["name"] == "云小舟"

    def test_an_organisation_is_asked_for_other_things(self) -> None:
        client = begun()
        client.post(f"{SQ}lb", {"kind": "org_legal_service"})
        html = shown(client.get(f"{SQ}sqr"))
        assert "统一社会信用代码" in html
        assert "证件类型" not in html
        wrong = client.post(f"{SQ}sqr", {**COMPANY, "credit_code": "91110000600037341X"})
        assert "校验不符" in shown(wrong)
        assert client.post(f"{SQ}sqr", COMPANY)["Location"] == f"{SQ}nr"

    def test_things_are_added_and_removed_without_script(self) -> None:
        client = filled()
        answer = client.post(f"{SQ}nr", {**CONTENT, "add": "1"})
        assert answer["Location"] == f"{SQ}nr#t2"
        two = {**CONTENT, "t2-name": "第二项", "t2-description": "一行\r\n两行"}
        assert client.post(f"{SQ}nr", two)["Location"] == f"{SQ}fs"
        assert "第 2 项" in shown(client.get(f"{SQ}hd"))
        assert client.post(f"{SQ}nr", {**two, "remove": "1"})["Location"] == f"{SQ}nr#things"
        html = shown(client.get(f"{SQ}nr"))
        assert "第二项" in html
        assert "虚构小区加装电梯的批复" not in html

    def test_no_more_than_ten_things(self) -> None:
        client = filled()
        many = {f"t{number}-name": f"第{number}件" for number in range(1, 12)}
        answer = client.post(f"{SQ}nr", many)
        assert answer.status_code == 422
        assert "最多写 10 项" in shown(answer)

    def test_a_way_that_needs_an_address_asks_for_it(self) -> None:
        client = filled()
        answer = client.post(f"{SQ}fs", {"medium": "paper", "route": "post"})
        html = shown(answer)
        assert (answer.status_code, 'name="address"' in html) == (422, True)
        assert 'href="#id_address"' in html
        known = {"medium": "paper", "route": "post", "address": "虚构省云岭县云溪路1号"}
        assert client.post(f"{SQ}fs", known)["Location"] == f"{SQ}hd"

    def test_changing_one_page_leads_back_to_the_check(self) -> None:
        client = filled()
        assert f'href="{SQ}nr?hd=1#id_t1-name"' in shown(client.get(f"{SQ}hd"))
        assert 'name="hd" value="1"' in shown(client.get(f"{SQ}nr?hd=1"))
        assert client.post(f"{SQ}nr", {**CONTENT, "hd": "1"})["Location"] == f"{SQ}hd"

    def test_what_is_lacking_is_told_before_and_after_sending(self) -> None:
        client = begun()
        html = shown(client.get(f"{SQ}hd"))
        assert "请选择申请人类别" in html
        answer = sent(client)
        assert answer.status_code == 422
        assert f'href="{SQ}lb?hd=1"' in shown(answer)
        assert not Application.objects.exists()

    def test_bad_characters_and_huge_fields_are_told(self) -> None:
        client = begun()
        client.post(f"{SQ}lb", {"kind": "\0' OR 1=1"})
        assert "请选择申请人类别" in shown(client.post(f"{SQ}lb", {"kind": "x" * 100_000}))
        client.post(f"{SQ}lb", KIND)
        html = shown(client.post(f"{SQ}sqr", {**PERSON, "name": "云\0小" + "舟" * 50_000}))
        assert "不能超过 100 个字" in html
        assert "\0" not in html
        html = shown(client.post(f"{SQ}nr", {**CONTENT, "t1-description": "长" * 80_000}))
        assert "不能超过 5000 个字" in html

    def test_another_agency_keeps_what_was_filled_in(self) -> None:
        other = office("b")
        client = filled()
        client.post(f"{SQ}cha/b/")
        assert "云岭县b局" in shown(client.get(f"{SQ}hd"))
        assert Draft.objects.get().agency_id == other.agency.pk
        assert drafted()["name"] == "云小舟"


_PAGES = (("lb", KIND), ("sqr", PERSON), ("nr", CONTENT), ("fs", FORM))


class TestDraft:
    """What was begun waits, and is forgotten."""

    def test_it_is_sealed_and_found_by_the_browser_alone(self) -> None:
        client = filled()
        cookie = client.cookies["sqcg"]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", SQ)
        assert "云小舟" not in str(Draft.objects.get().fields)
        assert str(Draft.objects.get().key) not in cookie.value
        assert Client().get(f"{SQ}sqr")["Location"] == f"{SQ}?gq=1"
        assert "您有一份没有提交的申请" in shown(client.get(SQ))

    def test_a_forged_key_finds_nothing(self) -> None:
        client = filled()
        client.cookies["sqcg"] = client.cookies["sqcg"].value[:-2] + "xx"
        assert client.get(f"{SQ}hd").status_code == 302

    def test_after_a_week_it_is_gone(self) -> None:
        client = filled()
        Draft.objects.update(saved_at=timezone.now() - KEPT - timedelta(minutes=1))
        answer = client.get(f"{SQ}sqr")
        assert answer["Location"] == f"{SQ}?gq=1"
        assert "没有找到正在填写的申请" in shown(client.get(answer["Location"]))
        forget_drafts(at=timezone.now())
        assert not Draft.objects.exists()

    def test_what_is_kept_is_not_forgotten(self) -> None:
        filled()
        forget_drafts(at=timezone.now() + timedelta(days=6))
        assert Draft.objects.count() == 1

    def test_a_page_sent_after_it_is_gone_is_not_lost(self) -> None:
        client = filled()
        Draft.objects.all().delete()
        assert client.post(f"{SQ}sqr", {**PERSON, "jg": "a"})["Location"] == f"{SQ}lb"
        assert client.get(f"{SQ}sqr")["Location"] == f"{SQ}lb"
        client.post(f"{SQ}lb", KIND)
        assert 'value="云小舟"' in shown(client.get(f"{SQ}sqr"))
        assert Client().post(f"{SQ}sqr", {**PERSON, "jg": "nobody\0"})["Location"] == f"{SQ}?gq=1"

    def test_giving_up_wipes_it_with_its_files(self) -> None:
        client = filled()
        client.post(f"{SQ}sqr", {**PERSON, "files": picture()})
        assert client.post(f"{SQ}fq")["Location"] == f"{SQ}?fq=1"
        assert not Draft.objects.exists()
        file = StoredFile.objects.get()
        assert file.kept_until is not None
        assert file.kept_until <= timezone.now()
        assert client.get(f"{SQ}hd").status_code == 302

    def test_so_many_forms_may_be_begun(self, settings: Settings) -> None:
        settings.APPLICATIONS_PER_HOUR = 1
        codes = [Client().post(f"{SQ}cha/a/").status_code for _ in range(6)]
        assert codes == [302] * 5 + [429]
