"""Clean-up campaigns on the desk: started by the office, filled in by a body, accepted, carried out, drafted for the public."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.normative.models import Change, Cleanup, CleanupBody, Document, Stage
from gongkai.publication.models import Item
from tests.desk.case_pages import tidy
from tests.desk.test_leaks import text_of
from tests.desk.world import World, appoint, browser, world
from tests.normative.register import entered
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
OFFICER, SUPERVISOR = Role.DISCLOSURE_OFFICER, Role.SUPERVISOR


@pytest.fixture
def made() -> World:
    return world(OFFICER, SUPERVISOR)


@pytest.fixture
def supervisor(made: World) -> Client:
    return browser(made.user(SUPERVISOR))


@pytest.fixture
def keeper(made: World) -> Client:
    """Who keeps the register of the township."""
    return browser(appoint("zhen-officer", made.agencies["child"], OFFICER))


def documents(made: World) -> tuple[int, int]:
    """A document of the township, and one of the county that may repeal it."""
    child, own = (Office(Agency.objects.get(pk=made.agencies[at].id)) for at in ("child", "own"))
    old = entered(child, "云镇发〔2020〕1号", date(2020, 3, 1), title="镇里的旧规定")
    return old, entered(own, "云政发〔2026〕1号", date(2026, 3, 2), title="清理的决定")


def started(made: World, supervisor: Client) -> tuple[int, CleanupBody]:
    """A campaign, and the part of the township in it."""
    given = {
        "agency": made.agencies["own"].id,
        "title": "虚构的清理",
        "basis": "虚构的通知",
        "as_of": "2026-03-01",
        "due_on": "2026-04-30",
    }
    assert supervisor.post(reverse("desk:cleanup_new"), given).status_code == 302
    cleanup = Cleanup.objects.get(title="虚构的清理")
    return cleanup.pk, CleanupBody.objects.get(cleanup=cleanup, agency=made.agencies["child"].id)


def read(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"desk:{name}", args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return text_of(answer)


def act(client: Client, body: CleanupBody, what: str, **given: str) -> int:
    address = reverse("desk:cleanup_body_do", args=[body.cleanup_id, body.pk, what])
    return client.post(address, given).status_code


def test_from_the_start_to_the_lists_before_the_public(
    made: World, supervisor: Client, keeper: Client
) -> None:
    old, cause = documents(made)
    cleanup_id, body = started(made, supervisor)
    assert "虚构的清理" in read(keeper, "cleanups")
    assert "1 份清单等您办理" in tidy(read(keeper, "documents_tasks"))
    assert "镇里的旧规定" in read(keeper, "cleanup_body", cleanup_id, body.pk)
    assert act(keeper, body, "hand_in", **{f"c{old}": "repeal"}) == 409  # without a reason
    assert act(keeper, body, "hand_in", **{f"c{old}": "repeal", f"r{old}": "已经过时"}) == 302
    assert act(supervisor, body, "return", reason="请核对") == 302
    assert "请核对" in read(keeper, "cleanup_body", cleanup_id, body.pk)
    assert act(keeper, body, "hand_in", **{f"c{old}": "repeal", f"r{old}": "确实过时"}) == 302
    assert act(supervisor, body, "accept") == 302
    for other in CleanupBody.objects.filter(cleanup=cleanup_id).exclude(pk=body.pk):
        assert act(supervisor, other, "hand_in") == 302
        assert act(supervisor, other, "accept") == 302
    carry = reverse("desk:cleanup_carry", args=[cleanup_id])
    given = {"cause": "云政发〔2026〕1号", "on": "2026-03-03", "agency": "", "reason": ""}
    seen = supervisor.post(carry, given | {"preview": "1"})
    assert "预览：还没有登记" in text_of(seen)
    assert not Change.objects.exists()
    assert supervisor.post(carry, given).status_code == 302
    assert Document.objects.get(pk=old).validity == "repealed"
    drafted = supervisor.post(reverse("desk:cleanup_do", args=[cleanup_id, "lists"]))
    item = Item.objects.get(title="虚构的清理结果公告")
    assert drafted["Location"] == reverse("desk:item", args=[item.pk])
    assert "由" in tidy(read(supervisor, "cleanup", cleanup_id))
    assert cause in {each.cause_id for each in Change.objects.all()}


def test_what_was_filled_in_stays_where_it_cannot_be_kept(
    made: World, supervisor: Client, keeper: Client
) -> None:
    old, _ = documents(made)
    cleanup_id, body = started(made, supervisor)
    address = reverse("desk:cleanup_body_do", args=[cleanup_id, body.pk, "save"])
    answer = keeper.post(address, {f"c{old}": "expired", f"r{old}": ""})
    assert answer.status_code == 409
    page = text_of(answer)
    assert "请写明理由" in page
    assert '<option value="expired" selected>' in page


def test_who_is_missing_is_asked(made: World, supervisor: Client, keeper: Client) -> None:
    documents(made)
    cleanup_id, body = started(made, supervisor)
    assert supervisor.post(reverse("desk:cleanup_do", args=[cleanup_id, "remind"])).status_code == 302
    body.refresh_from_db()
    assert body.reminded_at is not None
    assert "催报" in tidy(read(keeper, "cleanup_body", cleanup_id, body.pk))
    assert supervisor.post(reverse("desk:cleanup_do", args=[cleanup_id, "nonsense"])).status_code == 404


def test_a_body_sees_its_own_list_alone(made: World, supervisor: Client, keeper: Client) -> None:
    documents(made)
    cleanup_id, body = started(made, supervisor)
    other = CleanupBody.objects.get(cleanup=cleanup_id, agency=made.agencies["own"].id)
    assert keeper.get(reverse("desk:cleanup_body", args=[cleanup_id, other.pk])).status_code == 404
    page = read(keeper, "cleanup", cleanup_id)
    assert reverse("desk:cleanup_body", args=[cleanup_id, body.pk]) in page
    assert reverse("desk:cleanup_body", args=[cleanup_id, other.pk]) not in page
    assert keeper.get(reverse("desk:cleanup_carry", args=[cleanup_id])).status_code == 403
    assert act(keeper, body, "accept") == 403
    assert CleanupBody.objects.get(pk=body.pk).stage == Stage.WAITING


def test_all_lists_as_a_workbook(made: World, supervisor: Client) -> None:
    documents(made)
    cleanup_id, _ = started(made, supervisor)
    answer = supervisor.get(reverse("desk:cleanup_export", args=[cleanup_id, "xlsx"]))
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].values)
    assert rows[1][1:3] == ("镇里的旧规定", "云镇发〔2020〕1号")
    assert "镇里的旧规定" in text_of(supervisor.get(reverse("desk:cleanup_export", args=[cleanup_id, "csv"])))
    assert supervisor.get(reverse("desk:cleanup_export", args=[cleanup_id, "doc"])).status_code == 404
