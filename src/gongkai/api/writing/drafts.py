"""Drafts: handed in, looked at, replaced, given files, taken back. No address leads past a draft (decision 0054)."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace as changed
from datetime import datetime
from hashlib import sha256
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Path, Router
from ninja.files import UploadedFile

from gongkai.api import problems
from gongkai.api.problems import Problem, responses
from gongkai.api.writing.letting_in import Bearer, caller_of
from gongkai.api.writing.shapes import Draft, HandedShape, Metadata, Titled, shaped
from gongkai.desk.authoring import prefill, word_files
from gongkai.documents.media.kinds import IMAGES
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.limits import OFFICE_BYTES
from gongkai.documents.word import Converted
from gongkai.exchange import actions
from gongkai.exchange.actions.admitting import Caller
from gongkai.exchange.actions.handing import Changed, KeyTaken, NotThere, Reply, Taken, once
from gongkai.exchange.queries import Scope
from gongkai.exchange.queries.handed import handed
from gongkai.publication.actions.authoring import WORD
from gongkai.publication.actions.importing_rows import read_row
from gongkai.publication.queries.content import Content
from gongkai.records.actions.files import FileRefused, Received, note_refusal, receive
from gongkai.records.actions.refused import Refused

router = Router(tags=["送交草稿"])

KEY = "Idempotency-Key"
_LONGEST_KEY, _BLOCK = 100, 1 << 20
NOT_TAKEN = "没有接收"
CONFLICT = "有冲突"
OTHER_AGENCY = "这个令牌不属于 {agency}。请核对机关代号，或者换用那个机关的令牌。"
WITHOUT_TAG = "修改草稿要带请求头 If-Match，内容是上次读到的 ETag。"
BAD_KEY = f"{KEY} 要有 1 至 {_LONGEST_KEY} 个可见的 ASCII 字符。"
BAD_FORM = "draft 一栏不是 JSON，或者字段不对：{where}。请核对接口文档。"
NOT_SUCH = "没有这份草稿，或者不是这个系统送交的。"
TOO_BIG = f"Word 文件不能超过 {OFFICE_BYTES // 1_000_000} MB。"


@router.post(
    "/drafts",
    auth=Bearer(Scope.WRITE),
    response={201: HandedShape, **responses(400, 401, 403, 409, 413, 422, 429)},
    url_name="api_drafts",
    summary="送交草稿",
)
def hand_in(request: HttpRequest, draft: Draft) -> HttpResponse:
    """送交一份草稿。要由工作人员在平台上核对、送审、发布；接口不能代办。"""
    caller = caller_of(request)

    def act(at: datetime) -> Reply:
        _require_agency(caller, draft)
        content = read_row(draft.values(), caller.agency_id, at)
        return _handed(request, caller, content, draft.number, at)

    return _answered(request, request.body, act)


@router.post(
    "/drafts/word",
    auth=Bearer(Scope.WRITE),
    response={201: HandedShape, **responses(400, 401, 403, 409, 413, 422, 429)},
    url_name="api_drafts_word",
    summary="用 Word 文件送交草稿",
)
def hand_in_word(
    request: HttpRequest,
    file: File[UploadedFile],
    draft: Form[str] = "{}",
) -> HttpResponse:
    """送交一份 Word 文件：正文、标题、文号、落款自动读出，原稿保存在旁边。"""
    caller, said = caller_of(request), _titled(draft)
    data = _bytes(file)

    def act(at: datetime) -> Reply:
        _require_agency(caller, said)
        made = word_files.convert(data, file.name or "文件.docx")
        content = _of_word(made, said, caller, at)
        original = receive(data, file.name or "文件.docx", kinds=WORD)
        pictures = [receive(one, name, kinds=IMAGES) for name, one in made.pictures.items()]
        return _handed(request, caller, content, said.number, at, original, pictures)

    return _answered(request, data + draft.encode(), act)


@router.get(
    "/drafts/{int:number}",
    auth=Bearer(Scope.READ),
    response={200: HandedShape, **responses(401, 403, 404, 429)},
    url_name="api_draft",
    summary="草稿办到哪一步",
)
def look_at(request: HttpRequest, number: Path[int]) -> HttpResponse:
    """自己送交的草稿办到哪一步；退回的有原因。"""
    found = handed(caller_of(request).system_id, number, timezone.now())
    if found is None:
        raise Problem(404, problems.NOT_FOUND, NOT_SUCH)
    return _response(200, shaped(found), found.tag)


@router.put(
    "/drafts/{int:number}",
    auth=Bearer(Scope.WRITE),
    response={200: HandedShape, **responses(400, 401, 403, 404, 409, 412, 413, 422, 428, 429)},
    url_name="api_draft",
    summary="修改草稿",
)
def put(request: HttpRequest, number: Path[int], draft: Draft) -> HttpResponse:
    """整个换成新的内容。工作人员接手以后不能再改。"""
    caller, tag = caller_of(request), _tag(request)
    if not tag:
        raise Problem(428, CONFLICT, WITHOUT_TAG)

    def act(at: datetime) -> Reply:
        _require_agency(caller, draft)
        content = read_row(draft.values(), caller.agency_id, at)
        actions.replace(caller=caller, item_id=number, tag=tag, content=content, at=at)
        return _told(200, caller, number, at)

    return _answered(request, request.body, act)


@router.delete(
    "/drafts/{int:number}",
    auth=Bearer(Scope.WRITE),
    response={204: None, **responses(401, 403, 404, 409, 412, 429)},
    url_name="api_draft",
    summary="撤销草稿",
)
def take_back(request: HttpRequest, number: Path[int]) -> HttpResponse:
    """撤销还没有送审、工作人员也没有接手的草稿。"""
    caller, tag = caller_of(request), _tag(request)

    def act(at: datetime) -> Reply:
        actions.take_back(caller=caller, item_id=number, tag=tag, at=at)
        return Reply(204)

    return _answered(request, b"", act)


@router.post(
    "/drafts/{int:number}/files",
    auth=Bearer(Scope.FILES),
    response={201: HandedShape, **responses(400, 401, 403, 404, 409, 412, 413, 422, 429)},
    url_name="api_draft_files",
    summary="添加附件",
)
def add_file(request: HttpRequest, number: Path[int], file: File[UploadedFile]) -> HttpResponse:
    """给草稿添加一个附件；格式、大小、查毒与在平台上传时一样。"""
    caller, tag = caller_of(request), _tag(request)

    def act(at: datetime) -> Reply:
        file.seek(0)
        taken = receive(file, file.name or "附件")
        actions.add_file(caller=caller, item_id=number, data=taken, at=at, tag=tag)
        return _told(201, caller, number, at)

    return _answered(request, _digest(file).encode() + (file.name or "").encode(errors="replace"), act)


def _handed(
    request: HttpRequest,
    caller: Caller,
    content: Content,
    number: str,
    at: datetime,
    original: Received | None = None,
    pictures: Sequence[Received] = (),
) -> Reply:
    item_id = actions.hand_in(
        caller=caller, content=content, at=at, number=number, original=original, pictures=pictures
    )
    request.item_id = item_id  # type: ignore[attr-defined] # for the note behind the answer
    return _told(201, caller, item_id, at)


def _told(status: int, caller: Caller, item_id: int, at: datetime) -> Reply:
    found = handed(caller.system_id, item_id, at)
    return Reply(status, shaped(found), found.tag) if found else Reply(status)


def _answered(request: HttpRequest, body: bytes, act: Callable[[datetime], Reply]) -> HttpResponse:
    """What a request comes to, done once for each key; what was refused as a problem document."""
    caller, at = caller_of(request), timezone.now()
    key = request.headers.get(KEY, "")
    if KEY in request.headers and not (0 < len(key) <= _LONGEST_KEY and key.isascii() and key.isprintable()):
        raise Problem(400, problems.WRONG, BAD_KEY)
    said = f"{request.method} {request.path}\n{_tag(request)}\n".encode() + body
    try:
        reply = once(caller, key, sha256(said).hexdigest(), at=at, act=lambda: act(at))
    except (Refused, FileRefused, Unreadable, PermissionDenied) as refused:
        if isinstance(refused, FileRefused):
            note_refusal(refused, by=caller.actor, at=at, agency_id=caller.agency_id)
        _refuse(refused)
    response = _response(reply.status, reply.body, reply.tag)
    if reply.again:
        response["Idempotent-Replayed"] = "true"
    return response


def _refuse(refused: Exception) -> NoReturn:
    """The problem that a refusal is."""
    status, title = next(
        (told for kind, told in _STATUS.items() if isinstance(refused, kind)), (422, NOT_TAKEN)
    )
    messages = list(getattr(refused, "messages", ())) or [str(refused)]
    raise Problem(status, title, "；".join(messages)[:2_000]) from None


_STATUS: dict[type[Exception], tuple[int, str]] = {
    NotThere: (404, problems.NOT_FOUND),
    Changed: (412, CONFLICT),
    Taken: (409, CONFLICT),
    KeyTaken: (409, CONFLICT),
    PermissionDenied: (403, problems.FORBIDDEN),
}


def _response(status: int, body: dict[str, Any], tag: str) -> HttpResponse:
    made = HttpResponse(status=status)
    if status != 204:
        made = HttpResponse(
            json.dumps(body, ensure_ascii=False), status=status, content_type="application/json"
        )
    if tag:
        made["ETag"] = f'"{tag}"'
    if status == 201:
        made["Location"] = f"drafts/{body['id']}"
    return made


def _require_agency(caller: Caller, said: Metadata) -> None:
    if said.agency and said.agency != caller.agency_slug:
        raise PermissionDenied(OTHER_AGENCY.format(agency=said.agency))


def _tag(request: HttpRequest) -> str:
    """The tag in If-Match, without its quotes; weak ones and lists match nothing here."""
    return request.headers.get("If-Match", "").strip()[:60].strip('"')


def _titled(text: str) -> Titled:
    try:
        return Titled.model_validate_json(text)
    except ValueError as wrong:  # that of the library, whose list of errors has the places
        errors: list[dict[str, Any]] = getattr(wrong, "errors", list)()
        where = "、".join(".".join(map(str, one["loc"])) for one in errors[:5]) or "draft"
        raise Problem(400, problems.WRONG, BAD_FORM.format(where=where[:300])) from None


def _of_word(made: Converted, said: Titled, caller: Caller, at: datetime) -> Content:
    """The content of a Word file, with what was said beside it."""
    read = prefill.from_word(made, "")
    known = {
        "title": read.title,
        "document_no": read.document_no,
        "issuing_body": read.issuing_body,
        "written_on": read.written_on.isoformat() if read.written_on else "",
        "genre": read.genre,
        "summary": read.summary,
    }
    content = read_row({**known, **said.values()}, caller.agency_id, at)
    return changed(content, body=read.body)


def _bytes(file: UploadedFile) -> bytes:
    if (file.size or 0) > OFFICE_BYTES:
        raise Problem(413, NOT_TAKEN, TOO_BIG)
    data: bytes = file.read()
    return data


def _digest(file: UploadedFile) -> str:
    made = sha256()
    while block := file.read(_BLOCK):
        made.update(block)
    return made.hexdigest()
