"""A decision on the desk: parts of one thing on grounds of their own, and what cannot stand in one answer."""

import re

import pytest
from django.urls import reverse

from gongkai.applications import actions
from gongkai.applications.models import Decision
from gongkai.applications.queries.filing import Thing
from gongkai.desk.applications.decision_forms import MOST_WITHHELD
from tests.applications.office import OFFICER, Office, application, confirmed
from tests.desk.composer import Composer
from tests.desk.drafting import GIVEN, NAMED, person, staffed, written
from tests.desk.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


@pytest.fixture
def at() -> Office:
    return staffed("a")


class TestFurtherParts:
    """Parts of one thing on grounds of their own: added, taken out, kept."""

    def test_two_refusals_of_one_thing(self, at: Office) -> None:
        one = confirmed(at)
        page = Composer(person(OFFICER), one)
        page.choose("denied_process.process_draft", reason="是过程稿")
        assert "what-1" not in page.fields
        page.press("update", add="1")
        assert page.fields["what-1-0"] == [""]
        further = {"what-1-0": "附件二", "ground-1-0": "unable_not_held.not_exist", "why-1-0": "没有制作过"}
        page.press("update", **further)
        assert page.press("save") == 409
        assert "的几部分依据不同：请写明" in page.page
        page.press("rewrite", **{"what-1": "正文第三部分"}, separable="no", **NAMED)
        (body,) = page.fields["body"]
        assert "各部分分别答复如下：“正文第三部分”属于过程性信息" in body
        assert "没有您申请公开的“附件二”" in body
        assert page.press("save", body=page.filled()) == 302, page.wrong()
        held = Decision.objects.get(application=one)
        assert [(part["outcome"], part["variant"], part["what"], part["reason"]) for part in held.parts] == [
            ("denied_process", "process_draft", "正文第三部分", "是过程稿"),
            ("unable_not_held", "not_exist", "附件二", "没有制作过"),
        ]
        assert held.row == "denied_process"
        again = Composer(person(OFFICER), one).fields
        assert (again["what-1"], again["what-1-0"]) == (["正文第三部分"], ["附件二"])
        assert again["ground-1-0"] == ["unable_not_held.not_exist"]

    def test_one_ground_in_two_kinds_wants_reasons_for_both(self, at: Office) -> None:
        page = Composer(person(OFFICER), confirmed(at))
        page.choose("denied_process.process_draft", reason="是过程稿")
        kinds = {"what-1": "草稿", "what-1-0": "发言记录", "ground-1-0": "denied_process.discussion_record"}
        page.press("update", **kinds)
        assert "“发言记录”不予公开，但没有说明理由" in page.page
        page.press("update", **{"why-1-0": "讨论记录"})
        assert "但没有说明理由" not in page.page

    def test_part_is_taken_out_and_the_others_move_up(self, at: Office) -> None:
        page = written(confirmed(at), "partial")
        page.press("update", add="1")
        page.press("update", **{"what-1-1": "附件三", "ground-1-1": "denied_state_secret"})
        page.press("update", drop="1-0")
        assert page.fields["what-1-0"] == ["附件三"]
        assert "what-1-1" not in page.fields
        page.press("update", drop="1-0")
        assert page.fields["what-1-0"] == [""]

    @pytest.mark.parametrize("half", [{"what-1-1": "附件三"}, {"ground-1-1": "denied_state_secret"}])
    def test_half_a_part_is_not_lost_without_a_word(self, at: Office, half: dict[str, str]) -> None:
        page = written(confirmed(at), "partial")
        page.press("update", add="1")
        assert page.press("save", **half) == 409
        assert "有一部分没有写全" in page.page
        assert Decision.objects.count() == 0
        page.press("update", drop="1-1")
        assert page.press("save") == 302

    def test_no_more_than_there_is_room_for(self, at: Office) -> None:
        page = written(confirmed(at), "partial")
        many = {f"what-1-{n}": f"附件{n}" for n in range(MOST_WITHHELD)}
        page.press("update", add="1", **many)
        assert f"what-1-{MOST_WITHHELD - 1}" in page.fields
        assert f"what-1-{MOST_WITHHELD}" not in page.fields
        assert "再加一部分" not in page.page

    @pytest.mark.parametrize("value", ["granted.provided", "unprocessed_petition"])
    def test_not_where_nothing_is_withheld(self, at: Office, value: str) -> None:
        page = Composer(person(OFFICER), confirmed(at))
        page.choose(value)
        assert 'name="add"' not in page.page


def test_who_says_that_there_is_nothing_is_led_to_the_search(at: Office) -> None:
    one = confirmed(at)
    page = Composer(person(OFFICER), one)
    page.choose("unable_not_held.not_this_organ")
    assert "去登记检索" not in page.page
    page.choose("unable_not_held.not_exist")
    assert f'href="{reverse("desk:application_do", args=[one, "search"])}">去登记检索' in page.page
    found = actions.Found("档案室", "按文号检索", "2000年以来的发文", "没有找到", found=False)
    actions.search(application_id=one, found=found, by=at[OFFICER], at=NOW)
    page.press("update")
    assert "去登记检索" not in page.page


class TestApart:
    """What is given and what is not processed cannot stand in one answer."""

    def test_page_says_so_and_leads_to_the_split(self, at: Office) -> None:
        one = confirmed(
            at, things=(Thing("甲方案（虚构）"), Thing("乙投诉（虚构）"), Thing("丙纪要（虚构）"))
        )
        page = Composer(person(OFFICER), one)
        page.choose("granted.provided")
        page.choose("denied_process.process_draft", 3, reason="是过程稿")
        assert "拆成单独的申请" not in page.page
        page.choose("unprocessed_petition", 2)
        assert "请把后者拆成单独的申请" in page.page
        assert "O124" in page.page
        assert page.press("save") == 302
        address = reverse("desk:application_do", args=[one, "split"])
        assert f'href="{address}?positions=2"' in page.page
        client = person(OFFICER)
        form = client.get(f"{address}?positions=2").content.decode()
        assert re.findall(r'name="positions" value="(\d)"[^>]* checked', form) == ["2"]
        answer = client.post(address, {"positions": "2", "moves": application(one).moves})
        assert answer.status_code == 302
        stayed = Composer(client, one)
        assert stayed.fields["outcome-1"] == ["granted.provided"]
        assert stayed.fields["outcome-2"] == ["denied_process.process_draft"]
        assert "拆成单独的申请" not in stayed.page

    def test_nothing_is_split_off_what_is_being_signed(self, at: Office) -> None:
        one = confirmed(at, things=(Thing("甲方案（虚构）"), Thing("乙纪要（虚构）")))
        page = Composer(person(OFFICER), one)
        page.choose("granted.provided")
        page.choose("granted.provided", 2)
        page.press("update", **GIVEN, **NAMED)
        assert page.press("send", **page.answered()) == 302, page.wrong()
        with pytest.raises(actions.Refused, match="已经送审"):
            actions.split(application_id=one, positions=[2], by=at[OFFICER], at=NOW)
