"""On the desk: what lacks for review, what a government sets, parts of texts, documents handed over in part."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.desk.normative.deeds import altered
from gongkai.law.bodies import BodyKind
from gongkai.law.roles import Role
from gongkai.normative.actions import Altered
from gongkai.normative.models import CodeSeries, Move, PlaceRule
from tests.desk.case_pages import tidy
from tests.desk.interpretations import document_of
from tests.desk.once import made_once
from tests.desk.test_normative import do, pair, read
from tests.desk.world import World, browser
from tests.normative.register import row
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
OFFICER, HANDLER, SUPERVISOR = Role.DISCLOSURE_OFFICER, Role.HANDLER, Role.SUPERVISOR


once = made_once(OFFICER, HANDLER, SUPERVISOR)


@pytest.fixture
def made(once: World) -> World:
    return once.afresh()


@pytest.fixture
def office(made: World) -> Office:
    return Office(Agency.objects.get(pk=made.agencies["own"].id))


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(OFFICER))


def test_the_step_page_says_what_lacks_for_review(officer: Client, made: World) -> None:
    document_id = document_of(made, "own", "虚构的新办法", interpreted=True)
    page = read(officer, "document_do", document_id, "step")
    assert "解读方案还没有" in tidy(page)
    assert "没有附解读方案，不予受理" in page
    assert "打开解读任务" in page
    assert "报送合法性审核时附的解读" not in read(officer, "document_do", document_id, "issue")
    plain = document_of(made, "own", "不解读的办法")
    assert "报送合法性审核时附的解读" not in read(officer, "document_do", plain, "step")


def test_a_government_sets_what_is_left_to_it(made: World, officer: Client) -> None:
    supervisor = browser(made.user(SUPERVISOR))
    Agency.objects.filter(pk=made.agencies["own"].id).update(kind=BodyKind.GOVERNMENT)
    given = {"agency": made.agencies["own"].id, "since": "2026-01-01", "counted_from": "effective"}
    given |= {"document_filing_days": 30, "basis": "虚构的管理办法", "listed_only": "on"}
    address = reverse("desk:documents_places")
    assert supervisor.post(address, given | {"document_filing_days": 0}).status_code == 422
    assert supervisor.post(address, given).status_code == 302
    assert supervisor.post(address, given).status_code == 422
    page = tidy(read(officer, "documents_places"))
    assert "从施行之日起算" in page
    assert "30日" in page
    assert "保存" not in page
    assert officer.post(address, given).status_code == 200
    assert PlaceRule.objects.count() == 1


def test_parts_of_a_text_without_articles_are_changed_and_addressed(office: Office, officer: Client) -> None:
    old, _ = pair(office)
    text = "一、总体要求\n目标。\n二、任务\n（一）甲任务。\n（二）乙任务。"
    assert do(officer, old, "articles", text=text)[0] == 302
    given = {"way": "in", "other": "云政发〔2025〕2号", "effect": "repealed_in_part", "on": "2025-06-01"}
    assert do(officer, old, "change", **given, articles="二、(二) 删去")[0] == 302
    page = tidy(read(officer, "document", old))
    assert "二、（一） 甲任务。" in page.replace("\u3000", " ")
    assert "第二、（二）条" not in page
    gone = officer.get(reverse("normative_article", args=[old, "二、（二）"]))
    assert gone.status_code == 200
    assert "已经删去" in gone.content.decode()
    assert officer.get(reverse("normative_article", args=[old, "二、（三）"])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("第三条 新的文字", Altered("三", "新的文字")),
        ("第四条之一（第四条之后）补充", Altered("四之一", "补充", after="四")),
        ("二、（一） 新的文字", Altered("二、（一）", "新的文字")),
        ("一(二) 删去", None),
        ("三、（二、之后）新任务", Altered("三、", "新任务", after="二、")),
        ("（四）（最前）头一项", Altered("（四）", "头一项", after="")),
        ("二、删去", Altered("二、")),
    ],
)
def test_changes_as_they_are_typed(typed: str, wanted: Altered | None) -> None:
    if wanted is None:
        with pytest.raises(ValidationError):
            altered(typed)
    else:
        assert altered(typed) == (wanted,)


def test_a_part_is_handed_over_after_a_preview_and_taken_back(made: World, office: Office) -> None:
    old, new = pair(office)
    supervisor, address = browser(made.user(SUPERVISOR)), reverse("desk:documents_move")
    of_id, to_id = made.agencies["own"].id, made.agencies["child"].id
    listed = read(supervisor, "documents_move", query=f"?of_id={of_id}&on=2025-03-01")
    assert "旧的规定" in listed
    assert "新的规定" not in listed
    given = {"of_id": of_id, "to_id": to_id, "on": "2025-07-01", "reason": "虚构的职责调整", "scope": "part"}
    empty = supervisor.post(address, given | {"preview": "1"})
    assert (empty.status_code, "请选择要划转的文件" in empty.content.decode()) == (422, True)
    given["documents"] = [old]
    seen = supervisor.post(address, given | {"preview": "1"})
    assert "1 件，其中当日有效 1 件" in seen.content.decode()
    assert row(old).holder_id == of_id
    assert supervisor.post(address, given).status_code == 302
    assert (row(old).holder_id, row(new).holder_id) == (to_id, of_id)
    assert "虚构的职责调整" in read(supervisor, "documents_move")
    move = Move.objects.get()
    assert supervisor.post(address, {"void": move.pk, "reason": " "}).status_code == 422
    assert supervisor.post(address, {"void": move.pk, "reason": "选错了文件"}).status_code == 302
    assert row(old).holder_id == of_id
    assert "已撤销" in read(supervisor, "documents_move")
    assert supervisor.post(address, {"void": move.pk, "reason": "再来一次"}).status_code == 422


def test_codes_are_added_and_offered_when_a_document_is_issued(made: World, officer: Client) -> None:
    supervisor, address = browser(made.user(SUPERVISOR)), reverse("desk:documents_codes")
    given = {"agency": made.agencies["own"].id, "running": "yes"}
    assert supervisor.post(address, given | {"code": "云虚函", "after": 7}).status_code == 302
    assert supervisor.post(address, given | {"code": "云虚函"}).status_code == 422
    document_id = document_of(made, "own")
    assert "用哪个代字依次编号" not in read(officer, "document_do", document_id, "issue")
    assert supervisor.post(address, given | {"code": "云虚办"}).status_code == 302
    assert "用哪个代字依次编号" in read(officer, "document_do", document_id, "issue")
    assert "云虚函" in read(supervisor, "documents_codes")
    assert CodeSeries.objects.count() == 2
