"""Drafts over the network: handed in by a system, once; where they stand; never past a draft."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.exchange.models import Answer, HandedIn, Token
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.publication import actions as publication
from gongkai.publication.models import Edition, Item
from gongkai.publication.queries.content import content_of
from gongkai.records.models import LogEntry
from tests.api.calling import TEXT, Caller, logged, problem
from tests.documents.word.manners import laid_out
from tests.documents.word.official import NOTICE
from tests.publication.office import (
    HANDLER,
    NOON,
    SECRECY,
    column,
    edition,
    later,
    review,
    say,
    sign_off,
)
from tests.publication.office import OFFICER as PUBLISHER
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files", "_at_noon")]


def test_a_draft_is_handed_in_cleaned_and_checked(caller: Caller, at: Office) -> None:
    answer = caller.ask("post", "", TEXT)
    assert answer.status_code == 201, answer.content.decode()
    said = answer.json()
    item = Item.objects.get(pk=said["id"])
    held = Edition.objects.get(item=item)
    assert (item.agency_id, item.stand, held.round_id) == (at.agency.pk, "unpublished", None)
    assert held.body == "<p>各单位：</p>\n<p>请做好准备。</p>"
    assert held.column == column()
    assert held.authors == []
    assert said["status"] == "draft"
    assert said["content"]["title"] == TEXT["title"]
    assert answer["ETag"] == said["etag"]
    assert answer["Cache-Control"] == "no-store"
    assert HandedIn.objects.get().number == "SP-2026-17"
    entry = LogEntry.objects.get(action="publication.draft")
    assert (entry.actor, entry.agency_id) == (f"system:{caller.number}", at.agency.pk)
    assert logged("exchange.use") == [
        {"token": Token.objects.get().prefix, "asked": "POST api_drafts", "status": 201, "item": item.pk}
    ]


def test_personal_data_in_it_is_told_masked(caller: Caller) -> None:
    number = "11010519491231002X"
    said = caller.ask("post", "", {**TEXT, "body": f"<p>王某（虚构示例），身份证号{number}。</p>"}).json()
    told = [one for one in said["checks"] if one["rule"].startswith("V")]
    assert told
    assert number not in json.dumps(told)


def test_no_address_of_the_interface_leads_past_a_draft() -> None:
    from gongkai.api.document import described

    paths = {path: set(methods) for path, methods in described()["paths"].items() if "/drafts" in path}
    assert paths == {
        "/api/v1/drafts": {"post"},
        "/api/v1/drafts/word": {"post"},
        "/api/v1/drafts/{number}": {"get", "put", "delete"},
        "/api/v1/drafts/{number}/files": {"post"},
    }


def test_where_it_stands_from_draft_to_public(caller: Caller, at: Office) -> None:
    number = caller.hand_in()
    held = Edition.objects.get(item=number)

    def stands() -> dict[str, Any]:
        answer = caller.ask("get", f"/{number}")
        assert answer.status_code == 200
        found: dict[str, Any] = answer.json()
        return found

    publication.save(
        edition_id=held.pk,
        revision=held.revision,
        content=content_of(held),
        by=at[HANDLER],
        at=NOON,
    )
    assert stands()["status"] == "draft", "nothing was changed"
    from dataclasses import replace

    changed = replace(content_of(held), summary="由工作人员改写的概述。")
    publication.save(edition_id=held.pk, revision=held.revision, content=changed, by=at[HANDLER], at=NOON)
    said = stands()
    assert (said["status"], said["content"], said["checks"]) == ("in_hand", None, [])
    from tests.publication.office import send

    send(held.pk, at[HANDLER])
    assert stands()["status"] == "in_sign_off"
    review(held.pk, at[SECRECY])
    say(held.pk, "office", at[Role.OFFICE_HEAD], Verdict.RETURN, text="请补充依据。")
    said = stands()
    assert (said["status"], said["because"]) == ("returned", "请补充依据。")
    send(held.pk, at[HANDLER], hours=4)
    review(held.pk, at[SECRECY], hours=5)
    say(held.pk, "office", at[Role.OFFICE_HEAD], hours=6)
    say(held.pk, "signature", at[Role.LEADER], hours=7)
    assert stands()["status"] == "approved"
    publication.publish(edition_id=held.pk, by=at[PUBLISHER], at=later(8))
    said = stands()
    assert said["status"] == "published"
    assert said["index_no"]


def test_changed_and_taken_back_while_it_is_the_systems_own(caller: Caller) -> None:
    number = caller.hand_in()
    tag = caller.ask("get", f"/{number}")["ETag"]
    assert "If-Match" in problem(caller.ask("put", f"/{number}", TEXT), 428)
    answer = caller.ask("put", f"/{number}", {**TEXT, "title": "改过的虚构通知"}, If_Match=tag)
    assert answer.status_code == 200
    assert answer.json()["title"] == "改过的虚构通知"
    problem(caller.ask("put", f"/{number}", TEXT, If_Match=tag), 412)
    problem(caller.ask("delete", f"/{number}", If_Match=tag), 412)
    assert caller.ask("delete", f"/{number}", If_Match=answer["ETag"]).status_code == 204
    assert caller.ask("get", f"/{number}").json()["status"] == "dropped"
    problem(caller.ask("delete", f"/{number}"), 409)
    problem(caller.ask("put", f"/{number}", TEXT, If_Match=answer["ETag"]), 409)


def test_what_people_have_in_hand_is_theirs(caller: Caller, at: Office) -> None:
    from dataclasses import replace

    number = caller.hand_in()
    held = Edition.objects.get(item=number)
    changed = replace(content_of(held), summary="由工作人员改写的概述。")
    publication.save(edition_id=held.pk, revision=held.revision, content=changed, by=at[HANDLER], at=NOON)
    tag = caller.ask("get", f"/{number}")["ETag"]
    file = {"file": SimpleUploadedFile("附件.txt", b"text")}
    assert "接手" in problem(caller.ask("put", f"/{number}", TEXT, If_Match=tag), 409)
    assert "接手" in problem(caller.ask("delete", f"/{number}"), 409)
    assert "接手" in problem(caller.files(f"/{number}/files", file), 409)
    sign_off(held.pk, at)
    problem(caller.ask("put", f"/{number}", TEXT, If_Match=tag), 409)
    assert edition(held.pk).summary == "由工作人员改写的概述。"


def test_a_file_is_added_as_at_the_desk(caller: Caller) -> None:
    number = caller.hand_in()
    answer = caller.files(f"/{number}/files", {"file": SimpleUploadedFile("名单.csv", "甲,乙\n".encode())})
    assert answer.status_code == 201, answer.content.decode()
    assert [one["name"] for one in answer.json()["files"]] == ["名单.csv"]
    program = SimpleUploadedFile("附件.pdf", b"MZ\x90\x00" + bytes(200))
    assert "附件.pdf" in problem(caller.files(f"/{number}/files", {"file": program}), 422)
    problem(caller.files(f"/{number}/files", {}), 400)
    assert LogEntry.objects.filter(action="files.refuse").count() == 1


def test_a_word_file_is_read(caller: Caller) -> None:
    file = SimpleUploadedFile("通知.docx", laid_out(NOTICE))
    answer = caller.files("/word", {"file": file, "draft": json.dumps({"column": "tzgg", "number": "W-1"})})
    assert answer.status_code == 201, answer.content.decode()
    said = answer.json()
    assert "政务公开专区" in said["content"]["title"]
    assert said["content"]["body"]
    assert [one["name"] for one in said["files"]] == ["通知.docx"]
    broken = SimpleUploadedFile("坏.docx", b"PK\x03\x04" + bytes(50))
    problem(caller.files("/word", {"file": broken}), 422)
    again = SimpleUploadedFile("通知.docx", b"x")
    for text in ("{", "[]", '{"publish": true}'):
        again.seek(0)
        assert "draft" in problem(caller.files("/word", {"file": again, "draft": text}), 400)


def test_the_same_request_is_done_once(caller: Caller) -> None:
    first = caller.ask("post", "", TEXT, Idempotency_Key="k-1")
    again = caller.ask("post", "", TEXT, Idempotency_Key="k-1")
    assert first.status_code == again.status_code == 201
    assert (again.json(), again["ETag"]) == (first.json(), first["ETag"])
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    problem(caller.ask("post", "", {**TEXT, "title": "另一个"}, Idempotency_Key="k-1"), 409)
    assert Item.objects.count() == 1
    problem(caller.ask("post", "", {**TEXT, "column": "没有"}, Idempotency_Key="k-2"), 422)
    assert caller.ask("post", "", TEXT, Idempotency_Key="k-2").status_code == 201, (
        "what was refused may be asked again"
    )
    number = first.json()["id"]
    file = {"file": SimpleUploadedFile("甲.txt", b"text")}
    for _ in range(2):
        file["file"].seek(0)
        assert caller.files(f"/{number}/files", file, Idempotency_Key="k-3").status_code == 201
    assert Edition.objects.get(item=number).attachments.count() == 1


def test_two_of_one_key_at_the_same_time(caller: Caller) -> None:
    Answer.objects.create(system_id=caller.number, key="k", digest="x" * 64, at=NOON)
    assert "别的内容" in problem(caller.ask("post", "", TEXT, Idempotency_Key="k"), 409)
    for key in ("", "字".encode().decode("latin-1"), "a" * 101, "a\tb"):
        problem(caller.ask("post", "", TEXT, Idempotency_Key=key), 400)


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"column": "没有"}, 422, "栏目"),
        ({"entry_key": "没有"}, 422, "目录事项"),
        ({"genre": "没有"}, 422, "体裁"),
        ({"title": ""}, 400, "title"),
        ({"title": "长" * 201}, 400, "title"),
        ({"written_on": "2026-02-30"}, 400, "written_on"),
        ({"publish": True}, 400, "publish"),
        ({"title": "有\0空字符"}, 422, "标题"),
        ({"agency": "b"}, 403, "b"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    caller: Caller, change: dict[str, Any], status: int, says: str
) -> None:
    assert says in problem(caller.ask("post", "", {**TEXT, **change}), status)
    assert not Item.objects.exists()
    assert [entry["status"] for entry in logged("exchange.refuse")] == [status]
