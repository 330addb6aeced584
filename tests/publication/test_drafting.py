"""Items are written: by whom, what a save changes, two who edit, files, new editions, dropping."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.law.roles import Role
from gongkai.publication import actions
from gongkai.publication.models import Edition, Item, Stand, Use
from gongkai.publication.queries.content import content_of
from gongkai.publication.queries.editions import card
from gongkai.publication.queries.editions import edition as shown
from gongkai.records.models import LogEntry
from gongkai.records.queries.chain import faults
from gongkai.signoff.queries import round_of
from tests.publication.office import (
    HANDLER,
    LEADER,
    NOON,
    OFFICER,
    SECRECY,
    SUPERVISOR,
    altered,
    another,
    approved,
    draft,
    edition,
    item_of,
    later,
    office,
    over,
    published,
    send,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
WRITERS = {Role.DISCLOSURE_OFFICER, Role.HANDLER, Role.OFFICE_HEAD, Role.SUPERVISOR}


@pytest.fixture
def at() -> Office:
    return office()


def save(edition_id: int, at: Office, *, by: Any = None, revision: int = 0, **changes: Any) -> int:
    held = edition(edition_id)
    return actions.save(
        edition_id=edition_id,
        revision=revision or held.revision,
        content=altered(held, **changes),
        by=by or at[HANDLER],
        at=later(1),
    )


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_some_roles_write_and_only_for_their_agency(role: Role) -> None:
    at, other = office("a"), office("b")
    if role in WRITERS:
        assert draft(at, by=at[role])
    else:
        with pytest.raises(PermissionDenied):
            draft(at, by=at[role])
    with pytest.raises(PermissionDenied):
        draft(other, by=at[role])


def test_supervisor_writes_for_bodies_below() -> None:
    above, below = office("a"), office("b")
    assert draft(below, by=over(above, below))


def test_draft_is_cleaned_and_its_text_kept(at: Office) -> None:
    body = '<p onclick="x()">正文<script>alert(1)</script></p><table><tr><td>一</td><td>二</td></tr></table>'
    held = edition(draft(at, body=body, title=" 关于虚构事项的通知 "))
    assert "script" not in held.body
    assert "onclick" not in held.body
    assert held.text == "正文\n一\t二"
    assert held.title == held.item.title == "关于虚构事项的通知"
    assert held.item.stand == Stand.UNPUBLISHED
    assert held.item.index_no == ""


@pytest.mark.parametrize(
    "wrong",
    [{"title": "长" * 201}, {"summary": "长" * 501}, {"keywords": "词" * 201}, {"title": "零\0"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_texts_that_cannot_be_kept_are_refused_and_nothing_stays(at: Office, wrong: dict[str, Any]) -> None:
    with pytest.raises(actions.Refused):
        draft(at, **wrong)
    assert not Item.objects.exists()


def test_saving_counts_revisions_and_the_same_again_changes_nothing(at: Office) -> None:
    edition_id = draft(at)
    assert save(edition_id, at, title="关于另一件虚构事项的通知") == 2
    entries = LogEntry.objects.count()
    assert save(edition_id, at) == 2
    assert LogEntry.objects.count() == entries
    assert item_of(edition_id).title == "关于另一件虚构事项的通知"


def test_two_who_edit_do_not_overwrite_each_other(at: Office) -> None:
    edition_id = draft(at)
    colleague = another(at, HANDLER)
    save(edition_id, at, by=colleague, summary="同事改过的概述。")
    with pytest.raises(actions.Overtaken) as overtaken:
        save(edition_id, at, revision=1, summary="我改过的概述。")
    assert overtaken.value.who == colleague.name
    assert overtaken.value.when == later(1)
    assert edition(edition_id).summary == "同事改过的概述。"
    assert save(edition_id, at, revision=2, summary="两人的概述。") == 3


def test_everybody_who_wrote_is_an_author(at: Office) -> None:
    edition_id = draft(at)
    head = at[Role.OFFICE_HEAD]
    save(edition_id, at, by=head, summary="主任改过的概述。")
    assert set(edition(edition_id).authors) == {at[HANDLER].user_id, head.user_id}


def test_files_come_go_and_change_their_places(at: Office) -> None:
    edition_id = draft(at)
    made = [
        actions.attach(
            edition_id=edition_id, data=f"附件{name}".encode(), name=f"{name}.txt", by=at[HANDLER], at=NOON
        )
        for name in "甲乙丙"
    ]
    actions.arrange(edition_id=edition_id, order=made[::-1], by=at[HANDLER], at=NOON)
    actions.rename(attachment_id=made[0], name="附件一.txt", by=at[HANDLER], at=NOON)
    actions.detach(attachment_id=made[1], by=at[HANDLER], at=NOON)
    names = edition(edition_id).attachments.order_by("position").values_list("name", flat=True)
    assert list(names) == ["丙.txt", "附件一.txt"]
    assert edition(edition_id).revision == 7
    with pytest.raises(actions.Refused, match="已有变化"):
        actions.arrange(edition_id=edition_id, order=made, by=at[HANDLER], at=NOON)


def test_there_is_one_original(at: Office) -> None:
    edition_id = draft(at)
    for text in (b"one", b"two"):
        actions.attach(
            edition_id=edition_id, data=text, name="稿.txt", by=at[HANDLER], at=NOON, use=Use.ORIGINAL
        )
    (held,) = edition(edition_id).attachments.filter(use=Use.ORIGINAL)
    assert held.file.size == 3


def test_others_touch_no_file(at: Office) -> None:
    edition_id, other = draft(at), office("b")
    made = actions.attach(edition_id=edition_id, data=b"x", name="a.txt", by=at[HANDLER], at=NOON)
    for stranger in (other[OFFICER], at[LEADER], at[SECRECY]):
        with pytest.raises(PermissionDenied):
            actions.attach(edition_id=edition_id, data=b"y", name="b.txt", by=stranger, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.detach(attachment_id=made, by=stranger, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.rename(attachment_id=made, name="b.txt", by=stranger, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.arrange(edition_id=edition_id, order=[made], by=stranger, at=NOON)
        with pytest.raises(PermissionDenied):
            save(edition_id, at, by=stranger, title="改")
        with pytest.raises(PermissionDenied):
            actions.drop(edition_id=edition_id, because="不要", by=stranger, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.schedule(edition_id=edition_id, publish_after=None, expires_on=None, by=stranger, at=NOON)


def test_new_edition_begins_with_text_and_files_and_the_public_one_stays(at: Office) -> None:
    edition_id = draft(at)
    actions.attach(edition_id=edition_id, data=b"x", name="a.txt", by=at[HANDLER], at=NOON)
    sign_off(edition_id, at)
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    item_id = edition(edition_id).item_id
    before = Edition.objects.values().get(pk=edition_id)
    again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
    assert content_of(edition(again)) == content_of(edition(edition_id))
    assert [one.name for one in edition(again).attachments.all()] == ["a.txt"]
    save(again, at, title="关于改过的虚构事项的通知")
    assert item_of(again).title == before["title"], "lists name the public edition"
    assert item_of(again).public_id == edition_id
    assert Edition.objects.values().get(pk=edition_id) == before
    with pytest.raises(actions.Refused, match="正在办理"):
        actions.reopen(item_id=item_id, by=at[HANDLER], at=later(7))


def test_published_edition_is_never_changed(at: Office) -> None:
    item_id = published(at)
    edition_id = Item.objects.get(pk=item_id).public_id
    assert edition_id
    with pytest.raises(actions.Refused, match="已经办结"):
        save(edition_id, at, title="改")
    with pytest.raises(actions.Refused, match="已经办结"):
        actions.attach(edition_id=edition_id, data=b"x", name="a.txt", by=at[HANDLER], at=NOON)
    with pytest.raises(actions.Refused, match="已经办结"):
        actions.drop(edition_id=edition_id, because="不要", by=at[HANDLER], at=NOON)


def test_dropped_draft_ends_its_item_and_stays_in_the_tables(at: Office) -> None:
    edition_id = draft(at)
    with pytest.raises(actions.Refused, match="作废原因"):
        actions.drop(edition_id=edition_id, because=" ", by=at[HANDLER], at=NOON)
    actions.drop(edition_id=edition_id, because="重复起草", by=at[HANDLER], at=NOON)
    assert item_of(edition_id).stand == Stand.DROPPED
    assert edition(edition_id).ended_because == "重复起草"
    with pytest.raises(actions.Refused, match="作废"):
        actions.reopen(item_id=item_of(edition_id).pk, by=at[HANDLER], at=NOON)


def test_dropping_a_new_edition_leaves_the_public_one(at: Office) -> None:
    item_id = published(at)
    again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
    actions.drop(edition_id=again, because="不需要更正", by=at[HANDLER], at=later(7))
    assert Item.objects.get(pk=item_id).stand == Stand.PUBLIC
    assert actions.reopen(item_id=item_id, by=at[HANDLER], at=later(8))


def test_what_is_in_sign_off_is_stopped_before_it_is_dropped(at: Office) -> None:
    edition_id = draft(at)
    send(edition_id, at[HANDLER])
    with pytest.raises(actions.Refused, match="先终止审签"):
        actions.drop(edition_id=edition_id, because="不要", by=at[HANDLER], at=later(2))


def test_change_after_approval_wants_a_new_round(at: Office) -> None:
    edition_id = approved(at)
    save(edition_id, at, title="关于改过的虚构事项的通知")
    with pytest.raises(actions.Refused, match="没有完成审签"):
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(6))
    send(edition_id, at[HANDLER], hours=6)
    held = round_of(f"item:{edition(edition_id).item_id}")
    assert held is not None
    assert held.outcome == ""


def test_nobody_elsewhere_sees_a_draft(at: Office) -> None:
    other = office("b")
    edition_id = draft(at)
    item_id = edition(edition_id).item_id
    for role in Role:
        assert card(item_id, other[role]) is None
        assert shown(edition_id, other[role]) is None
    sees = {role for role in Role if card(item_id, at[role]) is not None}
    assert sees == {*WRITERS, Role.SECRECY_REVIEWER, Role.LEGAL_REVIEWER, Role.LEADER}
    assert card(item_id, over(other, at)) is not None
    assert card(0, at[SUPERVISOR]) is None


def test_the_log_tells_it_all(at: Office) -> None:
    edition_id = draft(at)
    save(edition_id, at, summary="改过的概述。")
    actions.drop(edition_id=edition_id, because="不需要", by=at[HANDLER], at=later(2))
    told = LogEntry.objects.filter(subject=f"item:{edition(edition_id).item_id}").order_by("seq")
    assert [entry.action for entry in told] == ["publication.draft", "publication.save", "publication.drop"]
    assert {entry.agency_id for entry in told} == {at.agency.pk}
    assert told[2].reason == "不需要"
    assert list(faults()) == []
