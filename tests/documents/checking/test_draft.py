"""A whole draft: one list, the gravest first; attachments, title, marks, note, signature, metadata."""

from dataclasses import replace
from datetime import date
from html import escape
from itertools import pairwise

import pytest

from gongkai.documents.checking.draft import Attached, Draft, check_draft, ordered
from gongkai.documents.checking.remarks import Place, Remark
from gongkai.documents.checking.wording import Dictionary, Person, Term, shipped
from gongkai.documents.checking.wording.terms import Kind
from gongkai.law.duties.attribute import Attribute
from gongkai.law.findings import Severity

TEXT = """各乡镇人民政府，县政府各部门：
为了做好2026年政务公开工作，经县政府同意，现将有关事项通知如下：
一、加强组织领导
各单位要明确分管负责人，按时完成任务。
二、抓好落实
请于2026年10月30日前报送工作情况。
特此通知。
附件：1. 任务分工表
2. 考核办法
云岭县人民政府办公室
2026年9月20日
（此件公开发布）"""


def body(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))


GOOD = Draft(
    title="云岭县人民政府办公室关于做好2026年政务公开工作的通知",
    html=body(TEXT),
    document_no="云政办发〔2026〕12号",
    issuing_body="云岭县人民政府办公室",
    written_on=date(2026, 9, 20),
    attachments=(
        Attached("附件1：任务分工表.txt", "任务分工".encode),
        Attached("考核办法.txt", "考核办法".encode),
    ),
    attribute=Attribute.PROACTIVE,
    codes=frozenset({"云政办发"}),
    fields={"体裁分类": "通知"},
)


def rules(draft: Draft) -> list[str]:
    return [remark.rule for remark in check_draft(draft)]


def changed(old: str, new: str) -> Draft:
    assert old in TEXT
    return replace(GOOD, html=body(TEXT.replace(old, new)))


def test_a_sound_draft_has_no_remark() -> None:
    assert check_draft(GOOD) == []


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        # title
        (replace(GOOD, title=" "), ["T001"]),
        (replace(GOOD, html=body("云岭县人民政府办公室关于另一件事的通知\n" + TEXT)), ["T002"]),
        (replace(GOOD, html=body("关于做好2026年政务公开工作的通知\n" + TEXT)), []),
        (replace(GOOD, title=GOOD.title.replace("通知", "公告")), ["T003"]),
        (
            replace(GOOD, title="云岭县政务公开办法", html=body("本规定自2026年10月1日起施行。")),
            ["T003", "T007", "T007"],
        ),
        (
            replace(
                GOOD, title="关于印发〈某办法〉的通知", attachments=(), html=body("现予印发，请遵照执行。")
            ),
            ["T004"],
        ),
        (replace(GOOD, title="关于" + "做好某一项工作" * 8 + "的通知"), ["T005"]),
        (replace(GOOD, title=GOOD.title + "。"), ["T015"]),
        # attachments
        (replace(GOOD, attachments=GOOD.attachments[:1]), ["T006"]),
        (replace(GOOD, attachments=()), ["T006", "T006"]),
        (replace(GOOD, html=body("具体要求见附件。"), attachments=()), ["T006"]),
        (replace(GOOD, html=body(TEXT + "\n附件1\n任务分工\n附件2\n考核办法"), attachments=()), []),
        (
            replace(GOOD, attachments=(*GOOD.attachments, Attached("会议照片说明.txt", lambda: b"a"))),
            ["T007"],
        ),
        # marks and note
        (changed("各乡镇人民政府", "机密★1年\n各乡镇人民政府"), ["T008"]),
        (changed("各乡镇人民政府", "内部资料\n各乡镇人民政府"), ["T008"]),
        (changed("（此件公开发布）", "（此件不公开）"), ["T008", "T009"]),
        (changed("（此件公开发布）", "（此件依申请公开）"), ["T009"]),
        (changed("按时完成任务", "依法保护国家秘密、商业秘密和个人隐私"), []),
        # body
        (replace(GOOD, html="<p> </p>", attachments=()), ["T010"]),
        (replace(GOOD, html='<p><img src="attachments/a.png" alt=""></p>', attachments=()), ["T011"]),
        # metadata
        (replace(GOOD, issuing_body="", written_on=None), ["T012", "T012"]),
        (replace(GOOD, fields={"体裁分类": ""}), ["T012"]),
        (replace(GOOD, document_no="云政办发[2026]12号"), ["N001"]),
        (replace(GOOD, document_no="云政办发〔2025〕12号"), ["N002"]),
        (replace(GOOD, document_no=""), []),
        # signature
        (changed("2026年9月20日", "2026年9月21日"), ["T013"]),
        (changed("\n云岭县人民政府办公室", "\n云岭县财政局"), ["T014"]),
        (changed("2026年9月20日", "2026年9月20日（印章）"), []),
        # what was never filled in
        (changed("2026年10月30日", "XX年XX月30日"), ["T016"]),
        (changed("按时完成任务", "李××、王某某按时完成任务"), []),
    ],
)
def test_what_is_found(draft: Draft, wanted: list[str]) -> None:
    assert sorted(rules(draft)) == sorted(wanted)


def test_everything_in_one_list_the_gravest_first_then_from_top_to_bottom() -> None:
    text = TEXT.replace("加强组织领导", "布署工作").replace("按时完成任务", "截止目前,联系13812345678")
    text = text.replace("2026年10月30日", "2026年2月30日")
    html = body(text) + '<p><a href="http://10.0.0.1/a">内网</a></p>'
    secret = Attached("考核办法.txt", "身份证号：11010519491231002X".encode)
    remarks = check_draft(replace(GOOD, html=html, attachments=(GOOD.attachments[0], secret)))
    assert {remark.rule for remark in remarks} >= {"W001", "W101", "N101", "K003", "V101", "V103"}
    weights = [list(Severity).index(remark.severity) for remark in remarks]
    assert weights == sorted(weights)
    assert any(remark.place.part == "file:考核办法.txt" for remark in remarks)
    for first, second in pairwise(remarks):
        if (first.severity, first.place.part) == (second.severity, second.place.part) == ("warning", "body"):
            assert first.place.start <= second.place.start
    assert not any(
        "13812345678" in remark.found or "11010519491231002X" in remark.found for remark in remarks
    )


def test_the_same_thing_in_several_places_is_one_remark() -> None:
    remarks = check_draft(replace(GOOD, html=body("布署\n布署\n部署,落实;检查\n布署"), attachments=()))
    [typo] = [remark for remark in remarks if remark.rule == "W001"]
    assert (typo.place.label, [place.label for place in typo.also]) == ("第1段", ["第2段", "第4段"])
    [style] = [remark for remark in remarks if remark.rule == "W101"]
    assert len(style.also) == 1


def test_ordering_twice_changes_nothing() -> None:
    remarks = check_draft(replace(GOOD, html=body("布署\n布署,a\n布署;二○二六年"), attachments=()))
    assert ordered(remarks) == remarks
    shuffled = [*reversed(remarks), Remark("W001", Severity.WARNING, Place("title", "标题"), "甲")]
    assert ordered(shuffled)[-1].rule == remarks[-1].rule


def test_the_words_and_the_contacts_of_the_agency() -> None:
    own = Dictionary(
        (Term("老区", Kind.AGENCY, "云岭新区"),), frozenset({"布署"}), (Person("王示晓", ("县长",)),)
    )
    html = body("县长王示晓在老区布署工作，电话0912-1234567，手机13812345678。")
    plain_draft = replace(GOOD, html=html, attachments=())
    assert {"W001", "V103"} <= set(rules(plain_draft))
    ours = replace(
        plain_draft, dictionary=shipped().with_(own), contacts=frozenset({"0912-1234567", "13812345678"})
    )
    assert rules(ours) == ["W009"]
