"""What is given with an answer: brought, marked, made without what is withheld; signed with the answer, given with it."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.models import CaseFile, Decision, FileUse, Letter, Material
from gongkai.applications.queries import letter_facts
from gongkai.applications.queries.letters import shown
from gongkai.applications.queries.materials import Ready, content, given_with, material, materials_of
from gongkai.applications.queries.withholding import Marking, grounds, marking
from gongkai.demo.printed import paper
from gongkai.documents.letters.letter import plain
from gongkai.documents.redaction import Mark, Span, found
from gongkai.law.signing.standing import Verdict
from gongkai.records.actions.files import open_file, receive
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff import actions as signoff
from gongkai.signoff.queries import approved
from tests.applications.office import (
    HANDLER,
    HEAD,
    LEADER,
    OFFICER,
    SECRECY,
    Office,
    after,
    confirmed,
    drafted,
    office,
    sent,
    signed,
)
from tests.desk.papers import PIXEL

pytestmark = pytest.mark.django_db
PRIVACY = "denied_third_party/privacy"
SECRET = "云望舒"
BODY = f"第一户：{SECRET}，补偿面积120平方米。\n第二户：云大川，补偿面积98平方米。"
WHY = "公开会损害其合法权益"


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    return office()


def brought(at: Office, one: int, data: bytes = b"", name: str = "补偿安置名册.pdf") -> int:
    data = data or paper("补偿安置名册（虚构）", BODY)
    return actions.add_material(application_id=one, received=receive(data, name), by=at[OFFICER], at=after(1))


def who(at: Office, **more: Any) -> dict[str, Any]:
    return {"by": at[OFFICER], "at": after(1), **more}


def marked(at: Office, number: int, *texts: str, ground: str = PRIVACY, reason: str = WHY) -> Material:
    held = Material.objects.get(pk=number)
    places = found(content(held.original_id), texts or (SECRET,), ground=ground, label="个人隐私")
    marks = [Marking(place, reason) for place in places]
    actions.mark_material(material_id=number, marks=marks, revision=held.revision, **who(at))
    return Material.objects.get(pk=number)


def redacted(at: Office, one: int) -> Material:
    held = marked(at, brought(at, one))
    actions.redact_now(material_id=held.pk, revision=held.revision, **who(at))
    return Material.objects.get(pk=held.pk)


def text_of(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_what_is_marked_is_gone_from_what_is_given_and_the_rest_stays(at: Office) -> None:
    held = redacted(at, confirmed(at))
    assert SECRET in text_of(content(held.original_id))
    given = text_of(content(held.given_id or 0))
    assert SECRET not in given
    assert "云大川" in given
    assert LogEntry.objects.latest("seq").action == "applications.redact_material"


def test_nothing_that_is_kept_of_it_repeats_what_is_withheld(at: Office) -> None:
    held = redacted(at, confirmed(at))
    assert SECRET not in str(held.marks) + str(held.report)
    assert SECRET not in str(list(LogEntry.objects.values("details", "reason", "subject")))


def test_the_letter_lists_what_was_withheld_by_the_report(at: Office) -> None:
    one = confirmed(at)
    redacted(at, one)
    names, withheld = given_with(one)
    assert names == ("补偿安置名册",)
    (entry,) = withheld
    assert (entry.where, entry.what) == ("《补偿安置名册》第1页", "个人隐私，共1处")
    assert entry.ground == "《中华人民共和国政府信息公开条例》第十五条"
    assert entry.reason == WHY
    draft = drafted(at, one, "granted", "provided", when=after(1))
    composed = letter_facts.answer(Decision.objects.get(pk=draft))
    assert composed is not None
    assert composed.withheld == withheld


def test_two_reasons_under_one_ground_are_two_entries(at: Office) -> None:
    number = brought(at, confirmed(at))
    first = marked(at, number)
    places = found(content(first.original_id), ["云大川"], ground=PRIVACY)
    marks = [marking(each) for each in first.marks] + [Marking(each, "另一条理由") for each in places]
    actions.mark_material(material_id=number, marks=marks, revision=first.revision, **who(at))
    actions.redact_now(material_id=number, revision=first.revision + 1, **who(at))
    report = Material.objects.get(pk=number).report
    assert [each["reason"] for each in report["withheld"]] == [WHY, "另一条理由"]


def test_two_officers_do_not_overwrite_each_other(at: Office) -> None:
    number = brought(at, confirmed(at))
    marked(at, number)
    for act in (actions.give_whole, actions.order_redaction, actions.drop_material):
        with pytest.raises(Refused, match="刚刚有人修改过"):
            act(material_id=number, revision=1, by=at[HEAD], at=after(1))


def test_a_change_of_marks_takes_back_what_was_made(at: Office) -> None:
    held = redacted(at, confirmed(at))
    changed = marked(at, held.pk, "第二户")
    assert (changed.given_id, changed.report) == (None, {})


def test_whole_only_without_marks(at: Office) -> None:
    one = confirmed(at)
    held = marked(at, brought(at, one))
    with pytest.raises(Refused, match="取消全部标记"):
        actions.give_whole(material_id=held.pk, revision=held.revision, **who(at))
    actions.mark_material(material_id=held.pk, marks=[], revision=held.revision, **who(at))
    with pytest.raises(Refused, match="还没有标记"):
        actions.redact_now(material_id=held.pk, revision=held.revision + 1, **who(at))
    actions.give_whole(material_id=held.pk, revision=held.revision + 1, **who(at))
    card = material(at[OFFICER], one, held.pk)
    assert card is not None
    assert (card.ready, card.given_id) == (Ready.WHOLE, card.original_id)


def test_marks_that_cannot_be_are_refused(at: Office) -> None:
    one = confirmed(at)
    number = brought(at, one)
    good = Mark(0, (10, 10, 50, 20), ground=PRIVACY)
    for place, reason, says in (
        (good, "", "理由"),
        (replace(good, ground="granted/provided"), WHY, "依据"),
        (replace(good, box=(50, 10, 10, 20)), WHY, "位置"),
        (replace(good, box=(10, 10, float("nan"), 20)), WHY, "位置"),
        (Span(0, 0, 2, ground=PRIVACY), WHY, "种类"),
    ):
        with pytest.raises(Refused, match=says):
            actions.mark_material(material_id=number, marks=[Marking(place, reason)], revision=1, **who(at))
    table = brought(at, one, "户名,面积\n虚构,120\n".encode(), "面积.csv")
    with pytest.raises(Refused, match="转为 PDF"):
        actions.mark_material(material_id=table, marks=[Marking(good, WHY)], revision=1, **who(at))
    picture = brought(at, one, PIXEL, "示意图.png")
    span = Marking(Span(0, 0, 2, ground=PRIVACY), WHY)
    with pytest.raises(Refused, match="种类"):
        actions.mark_material(material_id=picture, marks=[span], revision=1, **who(at))


def test_a_mark_outside_the_file_is_told_and_nothing_is_made(at: Office) -> None:
    number = brought(at, confirmed(at))
    marks = [Marking(Mark(7, (10, 10, 50, 20), ground=PRIVACY), WHY)]
    actions.mark_material(material_id=number, marks=marks, revision=1, **who(at))
    with pytest.raises(Refused):
        actions.redact_now(material_id=number, revision=2, **who(at))
    assert Material.objects.get(pk=number).given_id is None


def test_every_ground_can_be_kept_and_read_back() -> None:
    choices = grounds(civil_day(after(1)))
    assert PRIVACY in {each.key for each in choices}
    assert not [each for each in choices if not each.key.startswith("denied_") or "条例" not in each.citation]
    box, span = Mark(1, (1.5, 2, 3, 4), PRIVACY, "个人隐私"), Span(3, 1, 5, PRIVACY)
    for place in (box, span):
        assert marking(Marking(place, WHY).as_json()) == Marking(place, WHY)


def test_signoff_waits_until_every_document_is_ready(at: Office) -> None:
    one = confirmed(at)
    number = brought(at, one)
    draft = drafted(at, one, "granted", "provided", when=after(1))
    with pytest.raises(Refused, match="还没有完成区分处理"):
        sent(at, draft, when=after(1))
    held = marked(at, number)
    actions.redact_now(material_id=number, revision=held.revision, **who(at))
    assert sent(at, draft, when=after(1))


def test_in_signoff_a_change_takes_back_what_was_said(at: Office) -> None:
    one = confirmed(at)
    redacted(at, one)
    draft = drafted(at, one, "granted", "provided", when=after(1))
    round_id = sent(at, draft, when=after(1))
    before = Decision.objects.get(pk=draft).digest
    signoff.say(
        round_id=round_id,
        step="secrecy",
        verdict=Verdict.AGREE,
        digest=before,
        text="同意",
        by=at[SECRECY],
        at=after(1),
    )
    actions.give_whole(material_id=brought(at, one, paper("附图（虚构）", "无")), revision=1, **who(at))
    held = Decision.objects.get(pk=draft)
    assert held.digest != before
    assert at[OFFICER].user_id in held.authors
    with pytest.raises(Refused):
        signed(at, draft, when=after(2))
    sent(at, draft, when=after(2))
    signed(at, draft, when=after(2))
    assert actions.issue(decision_id=draft, by=at[OFFICER], at=after(2))


def test_what_is_changed_after_the_signature_does_not_leave(at: Office) -> None:
    one = confirmed(at)
    redacted(at, one)
    draft = drafted(at, one, "granted", "provided", when=after(1))
    sent(at, draft, when=after(1))
    signed(at, draft, when=after(1))
    assert approved(f"reply:{draft}", Decision.objects.get(pk=draft).digest)
    brought(at, one, PIXEL, "示意图.png")
    with pytest.raises(Refused, match="审签之后又有修改"):
        actions.issue(decision_id=draft, by=at[OFFICER], at=after(1))


def test_the_applicant_gets_what_was_made_with_the_reply_and_never_the_original(at: Office) -> None:
    one = confirmed(at)
    held = redacted(at, one)
    dropped = brought(at, one, PIXEL, "不属于答复.png")
    actions.drop_material(material_id=dropped, revision=1, **who(at))
    draft = drafted(at, one, "granted", "provided", when=after(1))
    assert not CaseFile.objects.filter(application=one, use=FileUse.PROVIDED).exists()
    sent(at, draft, when=after(1))
    signed(at, draft, when=after(1))
    actions.issue(decision_id=draft, by=at[OFFICER], at=after(1))
    (given,) = CaseFile.objects.filter(application=one, use=FileUse.PROVIDED)
    assert (given.file_id, given.name) == (held.given_id, "补偿安置名册.pdf")
    assert not CaseFile.objects.filter(file=held.original_id).exists()
    assert CaseFile.objects.filter(application=one).count() == 1
    letter = plain(shown(Letter.objects.get(application=one)))
    assert "个人隐私，共1处" in letter
    assert SECRET not in letter


def test_a_word_file_loses_what_is_marked(at: Office) -> None:
    import docx

    made, out = docx.Document(), BytesIO()
    made.add_paragraph(f"申请人{SECRET}的住址")
    made.add_paragraph("补偿标准不变")
    made.save(out)
    held = marked(at, brought(at, confirmed(at), out.getvalue(), "批复.docx"))
    assert [each["paragraph"] for each in held.marks] == [0]
    actions.redact_now(material_id=held.pk, revision=held.revision, **who(at))
    held = Material.objects.get(pk=held.pk)
    text = "\n".join(each.text for each in docx.Document(BytesIO(content(held.given_id or 0))).paragraphs)
    assert SECRET not in text
    assert "补偿标准不变" in text
    assert held.report["withheld"][0]["where"] == "《批复》"


def test_who_may_not_see_the_application_sees_no_documents(at: Office) -> None:
    one = confirmed(at)
    number = brought(at, one)
    other = office("b")
    assert materials_of(other[OFFICER], one) == []
    assert material(other[OFFICER], one, number) is None
    assert materials_of(at[HANDLER], one) == []
    (card,) = materials_of(at[LEADER], one)
    assert (card.may, card.ready) == (False, Ready.WAITING)


def test_the_original_stays_with_the_case_when_a_document_is_dropped(at: Office) -> None:
    one = confirmed(at)
    number = brought(at, one)
    actions.drop_material(material_id=number, revision=1, **who(at))
    assert materials_of(at[OFFICER], one) == []
    held = Material.objects.get(pk=number)
    assert open_file(file_id=held.original_id, by=at[OFFICER], at=after(1), may=True).file.size > 0
    with pytest.raises(Refused, match="移出答复"):
        actions.give_whole(material_id=number, revision=2, **who(at))


def test_why_something_is_withheld_stands_in_the_letter_and_not_in_the_file(at: Office) -> None:
    held = redacted(at, confirmed(at))
    assert WHY not in text_of(content(held.given_id or 0))
    assert held.report["withheld"][0]["reason"] == WHY
