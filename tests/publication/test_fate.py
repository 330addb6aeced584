"""What is public is taken back and comes back; what is withheld is looked at again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.reevaluation import SecrecyLevel
from gongkai.law.roles import Role
from gongkai.publication import actions
from gongkai.publication.models import Evaluation, Item, Stand, Why, Withholding
from gongkai.publication.queries import lists, public
from gongkai.publication.queries.items import Filter, items
from gongkai.publication.queries.withheld import register
from gongkai.records.queries.chain import faults
from tests.publication.office import (
    HANDLER,
    HEAD,
    LEADER,
    MONDAY,
    NOON,
    OFFICER,
    altered,
    edition,
    later,
    office,
    over,
    published,
    sign_off,
    withheld,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
REMOVERS = {
    Role.DISCLOSURE_OFFICER,
    Role.OFFICE_HEAD,
    Role.SUPERVISOR,
    Role.LEADER,
    Role.SECRECY_REVIEWER,
}


@pytest.fixture
def at() -> Office:
    return office()


def stand(item_id: int) -> Stand:
    return Stand(Item.objects.get(pk=item_id).stand)


def take_back(
    item_id: int, at: Office, why: Why = Why.ERROR, told: str = "内容有误，核实后重新公开。"
) -> int:
    return actions.withdraw(item_id=item_id, why=why, told=told, by=at[OFFICER], at=later(6))


def notice(item_id: int) -> public.Notice:
    found = public.item(Item.objects.get(pk=item_id).index_no)
    assert isinstance(found, public.Notice)
    return found


def test_withdrawn_leaves_a_notice_with_the_reason(at: Office) -> None:
    item_id = published(at)
    take_back(item_id, at)
    assert stand(item_id) is Stand.WITHDRAWN
    assert notice(item_id).told == "内容有误，核实后重新公开。"
    assert notice(item_id).title
    assert lists.latest(on=MONDAY).rows == ()


def test_harmful_content_leaves_not_even_its_title(at: Office) -> None:
    item_id = published(at)
    take_back(item_id, at, Why.HARMFUL, "链接被挂马")
    assert stand(item_id) is Stand.REMOVED
    assert (notice(item_id).title, notice(item_id).told) == ("", "该信息已删除。")
    assert items(at[OFFICER], Filter()).rows == ()
    with pytest.raises(actions.Refused, match="只有已撤回"):
        actions.restore(item_id=item_id, because="误删", by=at[OFFICER], at=later(7))
    with pytest.raises(actions.Refused, match="另行起草"):
        actions.reopen(item_id=item_id, by=at[HANDLER], at=later(7))


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_some_roles_take_back_and_only_at_their_agency(role: Role) -> None:
    at, other = office("a"), office("b")
    item_id = published(at)
    with pytest.raises(PermissionDenied):
        actions.withdraw(item_id=item_id, why=Why.ERROR, told="有误", by=other[role], at=later(6))
    if role in REMOVERS:
        assert actions.withdraw(item_id=item_id, why=Why.ERROR, told="有误", by=at[role], at=later(6))
    else:
        with pytest.raises(PermissionDenied):
            actions.withdraw(item_id=item_id, why=Why.ERROR, told="有误", by=at[role], at=later(6))


def test_withdrawal_wants_its_reason_and_its_day(at: Office) -> None:
    item_id = published(at)
    with pytest.raises(actions.Refused, match="撤回理由"):
        take_back(item_id, at, told=" ")
    with pytest.raises(actions.Refused, match="三日内"):
        take_back(item_id, at, Why.OVERTURNED)
    for on, refused in ((MONDAY + timedelta(days=1), True), (MONDAY, False)):
        given: dict[str, Any] = {"why": Why.OVERTURNED, "told": "决定已被撤销。", "overturned_on": on}
        if refused:
            with pytest.raises(actions.Refused, match="晚于今天"):
                actions.withdraw(item_id=item_id, by=at[OFFICER], at=later(6), **given)
        else:
            assert actions.withdraw(item_id=item_id, by=at[OFFICER], at=later(6), **given)
    with pytest.raises(actions.Refused, match="没有公开"):
        take_back(item_id, at)


def test_restored_as_it_was(at: Office) -> None:
    item_id = published(at)
    before = Item.objects.values("public", "index_no", "published_at").get(pk=item_id)
    take_back(item_id, at)
    with pytest.raises(PermissionDenied):
        actions.restore(item_id=item_id, because="核实无误", by=at[LEADER], at=later(7))
    with pytest.raises(actions.Refused, match="恢复公开的理由"):
        actions.restore(item_id=item_id, because="", by=at[OFFICER], at=later(7))
    actions.restore(item_id=item_id, because="核实无误", by=at[OFFICER], at=later(7))
    assert Item.objects.values("public", "index_no", "published_at").get(pk=item_id) == before
    assert isinstance(public.item(str(before["index_no"])), public.PublicItem)
    take_back(item_id, at)
    assert stand(item_id) is Stand.WITHDRAWN
    assert list(faults()) == []


def test_corrected_edition_ends_the_withdrawal(at: Office) -> None:
    item_id = published(at)
    take_back(item_id, at)
    again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(7))
    assert stand(item_id) is Stand.WITHDRAWN
    sign_off(again, at)
    actions.publish(edition_id=again, by=at[OFFICER], at=later(8))
    assert stand(item_id) is Stand.PUBLIC
    take_back(item_id, at)
    assert Item.objects.get(pk=item_id).withdrawals.count() == 2


class TestRegister:
    """Withheld information and when it is due to be looked at again."""

    def test_kept_is_due_again_later(self, at: Office) -> None:
        number = withheld(at)
        entry = Withholding.objects.get(pk=number)
        due = entry.look_on
        when = NOON + timedelta(days=(due - MONDAY).days)
        assert register(at[OFFICER], due, due=True)[0].id == number
        assert register(at[OFFICER], due - timedelta(days=1), due=True) == []
        assert (
            actions.evaluate(withholding_id=number, outcome="keep", why="密级未变。", by=at[OFFICER], at=when)
            is None
        )
        entry.refresh_from_db()
        assert entry.look_on > due
        assert register(at[OFFICER], due, due=True) == []
        assert Evaluation.objects.get().why == "密级未变。"

    def test_opened_stays_in_the_register_until_it_is_public(self, at: Office) -> None:
        number = withheld(at)
        entry = Withholding.objects.get(pk=number)
        again = actions.evaluate(
            withholding_id=number, outcome="open", why="已解密。", by=at[OFFICER], at=later(6)
        )
        assert again is not None
        assert stand(entry.item_id) is Stand.WITHHELD
        with pytest.raises(actions.Refused, match="正在办理"):
            actions.evaluate(
                withholding_id=number, outcome="open", why="已解密。", by=at[OFFICER], at=later(6)
            )
        content = altered(edition(again), attribute=Attribute.PROACTIVE, grounds=(), reasons="")
        actions.save(edition_id=again, revision=1, content=content, by=at[HANDLER], at=later(7))
        sign_off(again, at)
        assert register(at[OFFICER], MONDAY)
        assert actions.publish(edition_id=again, by=at[OFFICER], at=later(8))
        assert register(at[OFFICER], MONDAY) == []
        assert stand(entry.item_id) is Stand.PUBLIC

    def test_dropped_opening_leaves_it_withheld(self, at: Office) -> None:
        number = withheld(at)
        again = actions.evaluate(
            withholding_id=number, outcome="open", why="已解密。", by=at[OFFICER], at=later(6)
        )
        assert again is not None
        actions.drop(edition_id=again, because="仍应保密", by=at[HANDLER], at=later(7))
        assert stand(edition(again).item_id) is Stand.WITHHELD
        assert [row.id for row in register(at[OFFICER], MONDAY)] == [number]

    def test_withheld_item_is_evaluated_and_not_reopened(self, at: Office) -> None:
        entry = Withholding.objects.get(pk=withheld(at))
        with pytest.raises(actions.Refused, match="先评估"):
            actions.reopen(item_id=entry.item_id, by=at[HANDLER], at=later(6))

    def test_evaluation_wants_role_reason_and_entry(self, at: Office) -> None:
        number, other = withheld(at), office("b")
        for stranger in (at[HANDLER], at[LEADER], other[OFFICER]):
            with pytest.raises(PermissionDenied):
                actions.evaluate(withholding_id=number, outcome="keep", why="未变", by=stranger, at=later(6))
            with pytest.raises(PermissionDenied):
                actions.declassify(withholding_id=number, on=MONDAY, by=stranger, at=later(6))
        with pytest.raises(actions.Refused, match="评估意见"):
            actions.evaluate(withholding_id=number, outcome="keep", why=" ", by=at[HEAD], at=later(6))
        with pytest.raises(actions.Refused, match="不在登记中"):
            actions.evaluate(withholding_id=0, outcome="keep", why="未变", by=at[HEAD], at=later(6))
        assert not Evaluation.objects.exists()

    def test_declassified_secret_is_due_at_once(self, at: Office) -> None:
        secret = {
            "degree": SecrecyLevel.CONFIDENTIAL,
            "classified_on": date(2026, 2, 1),
            "secret_until": date(2030, 1, 31),
        }
        number = withheld(at, more=secret)
        entry = Withholding.objects.get(pk=number)
        later_day = MONDAY + timedelta(days=30)
        with pytest.raises(actions.Refused, match="晚于今天"):
            actions.declassify(withholding_id=number, on=later_day, by=at[OFFICER], at=later(6))
        when = NOON + timedelta(days=30)
        actions.declassify(withholding_id=number, on=later_day, by=at[OFFICER], at=when)
        (row,) = register(at[OFFICER], later_day, due=True)
        assert row.look_on == later_day < entry.look_on
        assert any("解密" in message for message in row.messages)

    def test_nobody_elsewhere_sees_the_register(self, at: Office) -> None:
        withheld(at)
        other = office("b")
        assert all(register(other[role], MONDAY) == [] for role in Role)
        assert register(over(other, at), MONDAY)
