"""A decision on the desk: every result composed and checked, with the facts that it needs."""

from typing import Any

import pytest
from django.urls import reverse

from gongkai.accounts.models import User
from gongkai.applications import actions
from gongkai.applications.models import Decision
from gongkai.applications.queries.deciding import Part
from gongkai.applications.queries.filing import Thing
from gongkai.applications.queries.outcome_tree import choices, questions
from gongkai.law.roles import Role
from tests.applications.office import (
    HANDLER,
    LEADER,
    NOON,
    OFFICER,
    SECRECY,
    Office,
    after,
    confirmed,
    decided,
    signed,
)
from tests.desk.composer import Composer, fields_of
from tests.desk.drafting import FIRST, GIVEN, NAMED, objected, of, person, sent, staffed, written
from tests.desk.world import NOW, TODAY, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


@pytest.fixture
def at() -> Office:
    return staffed("a")


class TestEveryResult:
    """Each result of the tree can be decided with the facts that the page asks for."""

    @pytest.mark.parametrize("value", sorted(choices(TODAY)))
    def test_is_drafted_checked_and_sent(self, at: Office, value: str) -> None:
        more: dict[str, Any] = {}
        one = confirmed(at)
        if value == "unprocessed_duplicate":
            thing = Thing("云溪路道路工程竣工图（虚构）")
            earlier = confirmed(at, things=(thing,))
            decided(at, earlier, "granted", "provided", when=NOON)
            one, more = confirmed(at, things=(thing,)), {"earlier": str(earlier)}
        of(FIRST, value, lambda *_: None)(at, one)
        page = written(one, value, **more)
        assert 'class="finding error"' not in page.page
        assert page.press("send", **page.answered()) == 302, page.wrong()
        held = Decision.objects.get(application=one)
        assert held.round is not None
        assert held.row == value.partition(".")[0]
        assert "〔请填写" not in held.text
        if value != "other_misc.withdrawn":
            assert "云岭县人民法院（虚构）" in held.text

    def test_tree_has_each_result_once_under_the_five_questions(self) -> None:
        tree = questions(TODAY)
        assert [each.name for each in tree] == ["补不补", "该不该", "有没有", "给不给", "当不当"]
        values = [one.value for each in tree for _, found in each.groups for one in found]
        assert len(values) == len(set(values)) == len(choices(TODAY))
        assert {"other_no_correction", "other_fee_unpaid", "other_handling"}.isdisjoint(values)


class TestPage:
    """What the page says before anything is sent."""

    def test_result_brings_its_facts_its_row_and_its_text(self, at: Office) -> None:
        page = Composer(person(OFFICER), confirmed(at))
        assert "选定办理结果后显示" in page.page
        page.choose("denied_state_secret")
        assert "classified_by" in page.fields
        assert "能否作区分处理" in page.page
        assert "本件将计入年报表三：<b>（三）不予公开：1.属于国家秘密</b>" in page.page
        assert "《中华人民共和国政府信息公开条例》第十四条" in page.fields["body"][0]
        assert "应当先申请行政复议" in page.page
        assert "O120" in page.page
        page.choose("granted.provided")
        assert "classified_by" not in page.fields
        assert "第三十六条第（二）项" in page.fields["body"][0]
        assert Decision.objects.count() == 0

    def test_what_the_drafter_wrote_stays(self, at: Office) -> None:
        page = Composer(person(OFFICER), confirmed(at))
        page.choose("granted.provided")
        page.press("update", body="我自己写的答复。")
        page.choose("denied_process.process_draft")
        assert page.fields["body"] == ["我自己写的答复。"]
        page.press("rewrite")
        assert "过程性信息（过程稿）" in page.fields["body"][0]

    def test_saved_draft_comes_back_as_it_was(self, at: Office) -> None:
        one = confirmed(at)
        page = written(one, "partial")
        before = page.fields
        assert page.press("save") == 302
        assert "已保存" in page.page
        again = Composer(person(OFFICER), one).fields
        same = {name for name in before if name not in ("revision", "csrfmiddlewaretoken")}
        assert {name: again.get(name) for name in same} == {name: before[name] for name in same}
        assert again["revision"] == ["1"]

    def test_names_of_review_body_and_court_are_kept_for_the_next_reply(self, at: Office) -> None:
        one = confirmed(at)
        held = sent(one)
        signed(at, held.pk, when=NOW)
        actions.issue(decision_id=held.pk, by=at[OFFICER], at=NOW)
        page = Composer(person(OFFICER), confirmed(at))
        page.choose("granted.provided")
        assert page.fields["court"] == ["云岭县人民法院（虚构）"]

    def test_locked_paragraph_cannot_be_sent_otherwise(self, at: Office) -> None:
        one = confirmed(at)
        page = written(one, "granted.provided")
        page.press("save", remedy="不得起诉")
        held = Decision.objects.get(application=one)
        assert "不得起诉" not in held.text
        assert held.text.count("如对本答复不服") == 1

    @pytest.mark.parametrize("role", [SECRECY, LEADER, Role.SUPERVISOR])
    def test_others_do_not_draft(self, at: Office, role: Role) -> None:
        assert Composer(person(role), confirmed(at)).status == 403

    def test_handler_without_a_part_does_not_draft(self, at: Office) -> None:
        assert Composer(person(HANDLER), confirmed(at)).status == 404

    def test_nobody_drafts_what_has_ended(self, at: Office) -> None:
        one = confirmed(at)
        decided(at, one, "granted", "provided", when=after(1))
        assert Composer(person(OFFICER), one).status == 403

    def test_elsewhere_it_is_not_there(self, at: Office) -> None:
        one = confirmed(at)
        decision_id = sent(one).pk
        staffed("b")
        other = browser(User.objects.get(username=f"b-{OFFICER.value}"))
        assert other.get(reverse("desk:application_decide", args=[one])).status_code == 404
        assert other.get(reverse("desk:application_decision", args=[decision_id])).status_code == 404


class TestChecks:
    """Errors block, warnings want answers."""

    def test_error_blocks_and_the_draft_is_kept(self, at: Office) -> None:
        one = confirmed(at)
        page = written(one, "denied_third_party.trade_secret")
        assert page.press("send", **page.answered()) == 409
        assert "没有征求第三方意见的记录" in page.page
        assert "已经保存，但没有送审" in page.page
        held = Decision.objects.get(application=one)
        assert (held.round, held.row) == (None, "denied_third_party")
        objected(at, one)
        assert page.press("send", **page.answered()) == 302

    def test_warning_wants_an_answer_that_is_kept(self, at: Office) -> None:
        one = confirmed(at)
        page = written(one, "granted.provided")
        assert page.answered()
        assert page.press("send") == 409
        assert page.press("send", **page.answered()) == 302
        held = Decision.objects.get(application=one)
        assert [each["why"] for each in held.answered] == ["已核对，可以保留"] * len(held.answered)
        assert "已核对，可以保留" in page.page

    def test_ticked_proof_is_no_longer_missing(self, at: Office) -> None:
        page = written(confirmed(at), "granted.provided")
        before = len(page.answered())
        page.press("update", proofs=["copy_given", "review_record"])
        assert len(page.answered()) == before - 2

    def test_objection_is_overridden_for_the_public_interest_alone(self, at: Office) -> None:
        one = confirmed(at)
        objected(at, one)
        page = written(one, "granted.provided")
        assert "云岭虚构建设有限公司不同意公开，仍决定公开的" in page.page
        page.press("update", public_interest="disclose", public_interest_reason="涉及饮用水安全")
        assert "还没有书面告知云岭虚构建设有限公司" in page.page
        page.press("update", third_party_told="on")
        assert 'class="finding error"' not in page.page

    @pytest.mark.parametrize(
        ("value", "said", "complains"),
        [
            ("granted.provided", {"form_changed": "on"}, "没有按申请人要求的形式提供，答复也没有说明理由"),
            ("granted.provided", {"unconfirmed_organs": "甲局、乙局"}, "涉及乙局，还没有与其协商"),
            ("granted.provided", {"secrecy": "unsure"}, "保密审查不能确定是否可以公开"),
            ("unable_not_held.not_this_organ", {"right_organ_contact": ""}, "联系方式"),
            ("denied_process.process_draft", {"separable": "yes"}, "不应当全部不予公开"),
            ("denied_process.process_draft", {"public_by": "云岭县信息公开规定"}, "规定该信息应当公开"),
            ("denied_process.process_draft", {"reason-1": "属于工作秘密"}, "“工作秘密”"),
            ("denied_process.process_draft", {"reason-1": ""}, "答复还缺少“理由”"),
            ("denied_state_secret", {"declassified": "on"}, "已经解密"),
            ("denied_state_secret", {"classified_until": "2026-01-01"}, "已经届满"),
            ("denied_law_prohibits", {"law_norm": "document"}, "规范性文件"),
        ],
    )
    def test_what_is_said_is_looked_at(
        self, at: Office, value: str, said: dict[str, Any], complains: str
    ) -> None:
        page = written(confirmed(at), value)
        found = page.page.partition('id="found"')[2]
        assert complains not in found
        page.press("update", **said)
        assert complains in page.page.partition('id="found"')[2]

    def test_blank_must_be_filled_in(self, at: Office) -> None:
        page = written(confirmed(at), "granted.already_public")
        page.press("update", rewrite="1")
        assert page.press("send", **page.answered()) == 409
        assert "还有没有填写的" in page.page

    def test_names_of_review_body_and_court_are_wanted(self, at: Office) -> None:
        page = written(confirmed(at), "granted.provided")
        page.press("update", court="")
        assert "救济告知里还没有人民法院的名称" in page.page
        assert page.press("send", **page.answered()) == 409

    def test_wrong_date_is_said_and_nothing_is_saved(self, at: Office) -> None:
        page = written(confirmed(at), "denied_state_secret")
        assert page.press("save", classified_until="明天") == 409
        assert "保密期限届满的日期" in page.page
        assert Decision.objects.count() == 0

    def test_unknown_result_is_none(self, at: Office) -> None:
        page = Composer(person(OFFICER), confirmed(at))
        page.choose("work_secret")
        assert page.press("save") == 409
        assert "请给每一项申请内容选定办理结果" in page.page


class TestParts:
    """Several things, and one thing given in part."""

    def test_part_of_one_thing_is_withheld(self, at: Office) -> None:
        one = confirmed(at)
        held = sent(one, "partial")
        assert held.parts == [
            {"wanted": 1, "outcome": "partial", "variant": "", "what": "", "reason": ""},
            {
                "wanted": 1,
                "outcome": "denied_process",
                "variant": "discussion_record",
                "what": "参会人员发言记录",
                "reason": "是形成决定过程中的讨论记录",
            },
        ]
        assert held.row == "partial"
        assert "如对本答复中不予公开的部分不服，应当先申请行政复议" in held.text

    def test_granted_and_withheld_part_of_one_thing_count_as_partial(self, at: Office) -> None:
        one = confirmed(at)
        parts = [
            Part(1, "granted", "provided"),
            Part(1, "denied_process", "discussion_record", "发言记录", "讨论记录"),
        ]
        given: dict[str, Any] = {"application_id": one, "text": "现答复如下。", "by": at[OFFICER], "at": NOW}
        decision_id = actions.save_decision(parts=parts, facts=GIVEN, **given)
        assert Decision.objects.get(pk=decision_id).row == "partial"
        page = Composer(person(OFFICER), one)
        assert page.fields["outcome-1"] == ["partial"]
        assert page.fields["what-1-0"] == ["发言记录"]
        with pytest.raises(actions.Refused, match="只能有一个"):
            actions.save_decision(parts=[parts[0], Part(1, "partial")], facts=GIVEN, **given)

    def test_withheld_part_wants_reasons(self, at: Office) -> None:
        page = written(confirmed(at), "partial")
        page.press("update", **{"what-1-1": "附件三", "ground-1-1": "denied_state_secret"})
        assert "“附件三”不予公开，但没有说明理由" in page.page
        assert "没有记录定密依据" in page.page
        assert "what-1-2" not in page.fields

    def test_one_thing_is_given_and_another_is_not(self, at: Office) -> None:
        one = confirmed(at, things=(Thing("甲方案（虚构）"), Thing("乙纪要（虚构）")))
        page = Composer(person(OFFICER), one)
        page.choose("granted.provided")
        assert "还有内容没有选定结果" in page.page
        page.choose("denied_process.process_draft", 2, reason="是过程稿")
        page.press("update", **{"reason-2": "是过程稿"}, **GIVEN, **NAMED)
        assert "1.您申请公开的“甲方案（虚构）”可以公开" in page.fields["body"][0]
        assert "2.“乙纪要（虚构）”属于过程性信息" in page.fields["body"][0]
        assert page.press("send", **page.answered()) == 302, page.wrong()
        assert Decision.objects.get(application=one).row == "partial"

    def test_two_refusals_are_both_looked_at(self, at: Office) -> None:
        one = confirmed(at, things=(Thing("甲方案（虚构）"), Thing("乙纪要（虚构）")))
        page = Composer(person(OFFICER), one)
        page.choose("denied_process.process_draft")
        page.choose("denied_state_secret", 2)
        page.press("update", **{"reason-1": "是过程稿", "reason-2": "是秘密"}, separable="no", **NAMED)
        assert "属于国家秘密</b>" in page.page
        assert "没有记录定密依据" in page.page
        page.press("update", classified_by="2024年定为秘密级")
        assert page.press("send", **page.answered()) == 302, page.wrong()


def test_fields_of_a_page_are_read() -> None:
    assert fields_of(
        '<form id="composer"><input name="a" value="1"><input type="radio" name="b" value="2"></form>'
    ) == {"a": ["1"]}
