"""The register of rules and normative documents, interpretations, questions."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils.timezone import localdate
from ninja import Field, Schema
from ninja.params.functions import Query

from gongkai.api import problems
from gongkai.api.problems import Problem, responses
from gongkai.api.reading.open import reading
from gongkai.api.reading.paging import USUAL, Cursor, Limit, Page, moment, number, packed, whole
from gongkai.law.duties.publication import Validity
from gongkai.law.normative import DocumentKind, Form
from gongkai.normative import access
from gongkai.normative.queries import interpreted
from gongkai.normative.queries.life import public_life
from gongkai.normative.queries.listing import Sought, documents_behind
from gongkai.portal.normative.as_json import record
from gongkai.portal.open_data import rows
from gongkai.portal.open_data.rows import Record
from gongkai.portal.open_data.shapes import Body, Coded, DocumentLine, InterpretationRow, QuestionRow

router = reading()
NO_DOCUMENT = "登记簿里没有这个文件，或者没有公开。"
NO_QUESTION = "没有这条问答，或者已经撤下。"
_FIRST, _LAST = 1, 2**63 - 1


class DocumentPage(Page):
    """Documents of the register."""

    rows: list[DocumentLine]


class InterpretationPage(Page):
    """Interpretations, the newest first."""

    rows: list[InterpretationRow]


class QuestionPage(Page):
    """Questions with answers."""

    rows: list[QuestionRow]


class Named(Schema):
    """Another document."""

    name: str
    title: str
    url: str | None = Field(description="没有公开的为 null")


class Standing(Schema):
    """How a document stands on a day."""

    key: str
    label: str
    since: str
    says: str = Field(description="为什么这样")
    by: Named | None = Field(description="由哪个文件引起")


class Moment(Schema):
    """Something in the life of a document."""

    on: str
    kind: str
    effect: str
    says: str
    by: Named | None


class Article(Schema):
    """An article as it reads on a day."""

    number: str
    text: str
    mark: str = Field(description="原文、修改、增加、删除")
    since: str
    was: str
    by: Named | None
    url: str


class Document(Schema):
    """A document with its life and its text, as document.json has it."""

    id: int
    url: str
    title: str
    document_no: str
    registry_no: str
    kind: Coded
    agency: Body
    made_by: str = Field(description="制发机关")
    joint: list[str] = Field(description="联合制发的机关")
    issued_on: str | None
    published_on: str | None
    effective_on: str | None
    valid_until: str | None
    item: str | None = Field(description="公布它的信息的地址")
    on: str = Field(description="条文和效力是哪一天的")
    standing: Standing | None
    life: list[Moment] = Field(description="沿革")
    articles: list[Article] = Field(description="那一天的条文；没有分条登记的为空")


@router.get(
    "documents",
    response={200: DocumentPage, **responses(400, 429)},
    tags=["政策"],
    summary="规章和规范性文件登记簿",
)
def list_documents(
    request: HttpRequest,
    kind: Annotated[DocumentKind | None, Query(description="类别")] = None,
    validity: Annotated[Validity | None, Query(description="今天的效力")] = None,
    year: Annotated[int | None, Query(ge=1949, le=2999, description="制发的年份")] = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
) -> Record:
    """登记的文件和今天的效力，按登记先后。"""
    sought = Sought(kind=kind, state=validity.value if validity else "", year=year)
    after = number(cursor)
    found = documents_behind(access.public(), sought, localdate(), after=after, most=limit + 1)
    page, following = whole(found, limit, lambda each: each.id)
    return {"rows": [rows.document(request, each) for each in page], "next": following}


@router.get(
    "documents/{number}",
    response={200: Document, **responses(400, 404, 429)},
    tags=["政策"],
    summary="一个文件的沿革和条文",
)
def get_document(
    request: HttpRequest,
    number: int,
    on: Annotated[date | None, Query(description="哪一天的条文和效力；不填为今天")] = None,
) -> Record:
    """效力、沿革、那一天的条文。"""
    life = public_life(number) if _FIRST <= number <= _LAST else None
    if life is None:
        raise Problem(404, problems.NOT_FOUND, NO_DOCUMENT)
    today = localdate()
    return record(request, life, on or today, today)


@router.get(
    "interpretations",
    response={200: InterpretationPage, **responses(400, 429)},
    tags=["政策"],
    summary="政策解读",
)
def list_interpretations(
    request: HttpRequest,
    form: Annotated[Form | None, Query(description="形式")] = None,
    cursor: Cursor = "",
    limit: Limit = USUAL,
) -> Record:
    """公开的解读，最近的在前，各带它解读的文件。"""
    found = interpreted.interpretations(form, before=moment(cursor), size=limit)
    return {
        "rows": [rows.interpretation(request, each) for each in found.rows],
        "next": packed(found.before) if found.before else None,
    }


@router.get(
    "questions", response={200: QuestionPage, **responses(400, 429)}, tags=["政策"], summary="政策问答"
)
def list_questions(request: HttpRequest, cursor: Cursor = "", limit: Limit = USUAL) -> Record:
    """公开的提问和答复，按编号。"""
    found = interpreted.questions_behind(number(cursor), limit + 1)
    page, following = whole(found, limit, lambda each: each.id)
    return {"rows": [rows.question(request, each) for each in page], "next": following}


@router.get(
    "questions/{number}",
    response={200: QuestionRow, **responses(400, 404, 429)},
    tags=["政策"],
    summary="一条政策问答",
)
def get_question(request: HttpRequest, number: int) -> Record:
    """提问、答复和所说的文件。"""
    found = interpreted.question(number) if _FIRST <= number <= _LAST else None
    if found is None:
        raise Problem(404, problems.NOT_FOUND, NO_QUESTION)
    return rows.question(request, found)
