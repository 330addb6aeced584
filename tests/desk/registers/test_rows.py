"""Rows on the desk: entered by a form, corrected, taken out of the public view, with what they said before."""

import pytest
from django.urls import reverse

from gongkai.registers.models import Record
from gongkai.registers.queries.records import Asked, public_page
from tests.desk.registers.office import Office, text
from tests.desk.rolls import PENALTY, penalty

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
PERSON = {"party_kind": "自然人", "party_name": "李虚构", "party_uscc": "", "party_id_number": "E00000000"}


def enter(made: Office, **changes: str) -> int:
    answer = made.officer.post(
        reverse("desk:registers_new", args=[PENALTY]), {"agency": made.xian.id, **penalty(1, **changes)}
    )
    assert answer.status_code == 302, answer.content.decode()
    return Record.objects.latest("pk").pk


def page_of(made: Office, record_id: int) -> str:
    return text(made.officer, reverse("desk:registers_record", args=[record_id]))


def do(made: Office, record_id: int, what: str, **given: str) -> tuple[int, str]:
    answer = made.officer.post(
        reverse("desk:registers_record_do", args=[record_id, what]), given, follow=True
    )
    return answer.status_code, answer.content.decode()


def test_a_row_is_entered_and_public(made: Office) -> None:
    page = page_of(made, enter(made))
    assert "按期公开" in page
    assert "怎么算的" in page
    assert "2026年3月11日前" in page  # seven working days after the second
    assert [row.title for row in public_page(Asked(PENALTY)).rows] == ["虚构的违法行为1"]
    again = made.officer.post(
        reverse("desk:registers_new", args=[PENALTY]), {"agency": made.xian.id, **penalty(1)}
    )
    assert again.status_code == 422
    assert "已有这一件（行政处罚决定文书号、行政相对人名称相同）" in again.content.decode()


def test_every_mistake_stands_at_its_field(made: Office) -> None:
    given = penalty(1, decided_on="2026-03-05", party_uscc="91350100M000100Y44", fine="-1", content="")
    answer = made.officer.post(
        reverse("desk:registers_new", args=[PENALTY]), {"agency": made.xian.id, **given}
    )
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"decided_on", "party_uscc", "fine", "content"}
    assert "还没有到" in form.errors["decided_on"][0]
    assert "请核对" in form.errors["party_uscc"][0]
    assert not Record.objects.exists()


def test_a_correction_keeps_what_was_said(made: Office) -> None:
    record_id = enter(made)
    address = reverse("desk:registers_correct", args=[record_id])
    form = made.officer.get(address).context["form"]
    given = {field.name: field.value() or "" for field in form} | {"fine": "2000", "reason": "原决定书笔误"}
    answer = made.officer.post(address, given)
    assert answer.status_code == 302, answer.content.decode()
    page = page_of(made, record_id)
    assert "原决定书笔误" in page
    assert "1000.00" in page
    assert "2000.00" in page
    form = made.officer.get(address).context["form"]
    given = {field.name: field.value() or "" for field in form} | {"reason": "没有改"}
    refused = made.officer.post(address, given)
    assert refused.status_code == 422
    assert "内容没有变化" in refused.content.decode()


def test_what_is_sealed_is_not_on_the_form_and_stays(made: Office) -> None:
    record_id = enter(made, **PERSON)
    address = reverse("desk:registers_correct", args=[record_id])
    page = text(made.officer, address)
    assert "李虚构" not in page
    assert "E00000000" not in page
    form = made.officer.get(address).context["form"]
    given = {field.name: field.value() or "" for field in form} | {"content": "警告。", "reason": "更正内容"}
    assert made.officer.post(address, given).status_code == 302
    assert "李虚构" not in page_of(made, record_id)
    status, refused = do(made, record_id, "see", **{"see-reason": ""})
    assert status == 422
    assert "李虚构" not in refused
    _, seen = do(made, record_id, "see", **{"see-reason": "核对当事人"})
    assert "李虚构" in seen
    assert "E00000000" in seen


def test_what_is_sealed_can_be_emptied(made: Office) -> None:
    record_id = enter(made, **PERSON, representative="王虚构")
    address = reverse("desk:registers_correct", args=[record_id])
    form = made.officer.get(address).context["form"]
    assert "clear-party_name" not in form.fields, "what is needed cannot be emptied"
    given = {field.name: field.value() or "" for field in form} | {"reason": "误填"}
    both = given | {"clear-representative": "on", "representative": "张虚构"}
    refused = made.officer.post(address, both)
    assert (refused.status_code, "已勾选清空" in refused.content.decode()) == (422, True)
    assert made.officer.post(address, given | {"clear-representative": "on"}).status_code == 302
    _, seen = do(made, record_id, "see", **{"see-reason": "核对"})
    assert "李虚构" in seen
    assert "王虚构" not in seen
    assert "法定代表人" in page_of(made, record_id), "the correction says which field"


def test_a_revoked_penalty_leaves_the_public_view(made: Office) -> None:
    record_id = enter(made)
    status, page = do(made, record_id, "pull", on="2026-03-05", reason="行政复议决定撤销")
    assert (status, "最晚是今天" in page) == (422, True)
    assert public_page(Asked(PENALTY)).rows
    status, page = do(made, record_id, "pull", on="2026-03-03", reason="行政复议决定撤销")
    assert "按期撤下" in page
    assert "2026年3月6日前" in page  # three working days after the third
    assert "行政复议决定撤销" in page
    assert public_page(Asked(PENALTY)).rows == ()
    _, page = do(made, record_id, "restore", reason="误撤")
    assert "恢复公开" in page
    assert len(public_page(Asked(PENALTY)).rows) == 1
    assert do(made, record_id, "explode")[0] == 404


def test_left_too_late_is_red_and_on_the_board(made: Office) -> None:
    record_id = enter(made, decided_on="2026-02-02")
    _, page = do(made, record_id, "pull", on="2026-02-03", reason="法院判决撤销")
    assert "逾期撤下" in page
    assert "撤下不及时" in text(made.supervisor, reverse("desk:registers_board"))
    assert "state=withdrawn" in text(made.supervisor, reverse("desk:registers_board"))


def test_nobody_else_changes_a_row(made: Office) -> None:
    record_id = enter(made)
    assert made.township.get(reverse("desk:registers_record", args=[record_id])).status_code == 404
    assert made.township.get(reverse("desk:registers_correct", args=[record_id])).status_code == 404


@pytest.mark.parametrize("register", ["budget", "service_item", "inspection_item", "administrative_licence"])
def test_each_register_has_its_form(made: Office, register: str) -> None:
    page = text(made.officer, reverse("desk:registers_new", args=[register]))
    assert 'name="reason"' not in page
    answer = made.officer.post(reverse("desk:registers_new", args=[register]), {"agency": made.xian.id})
    assert answer.status_code == 422
