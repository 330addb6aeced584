"""Writes: an interpretation is begun with its document, planned, given its forms, and takes on further documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from django.db import transaction
from django.db.models import F

from gongkai.documents.checking.likeness import stands_in
from gongkai.law.duties.attribute import Attribute
from gongkai.law.normative import Form
from gongkai.normative import access
from gongkai.normative.actions import question_indexing
from gongkai.normative.models import (
    Document,
    DraftingNote,
    GoingAhead,
    Interpretation,
    Plan,
    Question,
    Rendering,
    Serving,
    TakenBack,
)
from gongkai.normative.queries.syncs import documents_read, syncs
from gongkai.normative.queries.three_sync import IN_WORDS, served
from gongkai.publication import access as publication
from gongkai.publication import actions as publishing
from gongkai.publication.models import Edition, Item, Stand
from gongkai.publication.models.gates import INTERPRETATION
from gongkai.publication.queries.content import Content, content_of
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day

MISSING = "没有这项解读任务，或者您不能办理。"
RESPONSIBLE, NOTE, REASON, TITLE, QUESTION = 80, 500, 300, 200, 300
IN_FULL, ANSWER = 50_000, 20_000
_ENDED = (Stand.DROPPED, Stand.REMOVED)


@dataclass(frozen=True, slots=True)
class Task:
    """A task that waits for nobody else until the transaction ends, and by which duty it is handled."""

    row: Interpretation
    by: Actor
    at: datetime
    duty: Duty | None


def begin_for(document: Document, by: Actor, at: datetime) -> int | None:
    """Begin the interpretation of a document that needs one and has none; its number, None where nothing was begun.

    In the transaction in which the document is taken up. Who drafts, interprets: the lead body of a joint one.
    """
    sync = syncs([document])[document.pk]
    if not sync.told.needed or sync.tasks or document.published_on is not None:
        return None
    return _begun(document, by, at).pk


@transaction.atomic
def begin(*, document_id: int, by: Actor, at: datetime) -> int:
    """Begin an interpretation of a document by hand, also where the law wants none; its number. By drafters of its agency."""
    document = _document(document_id)
    duty = access.require_drafting(by, document.agency_id)
    if Serving.objects.filter(document=document, taken_back__isnull=True).exists():
        raise Refused("这份文件已经有解读任务，请在原任务中办理。")
    row = _begun(document, by, at)
    told("begin_interpretation", Task(row, by, at, duty), details={"document": document.pk})
    return row.pk


@transaction.atomic
def serve(*, interpretation_id: int, document_id: int, by: Actor, at: datetime) -> None:
    """Let an interpretation be that of a further document. Refused for one that it serves already, or of another body."""
    task = hold_task(interpretation_id, by, at)
    document = _document(document_id)
    if document.agency_id != task.row.agency_id:
        raise Refused(f"“{document.title}”不是本机关起草的。谁起草、谁解读，请由起草机关办理。")
    if Serving.objects.filter(interpretation=task.row, document=document, taken_back__isnull=True).exists():
        raise Refused("这份文件已经在这项解读任务中。")
    Serving.objects.create(interpretation=task.row, document=document, at=at, by=by.username)
    told("serve_document", task, details={"document": document.pk})


@transaction.atomic
def plan(
    *,
    interpretation_id: int,
    forms: Iterable[Form],
    due_on: date | None,
    by: Actor,
    at: datetime,
    responsible: str = "",
    note: str = "",
) -> int:
    """Say how it is to be interpreted (解读方案): in which forms, by when, who answers for it. The newest plan counts."""
    task = hold_task(interpretation_id, by, at)
    chosen = [form.value for form in Form if form in set(forms)]
    if not chosen:
        raise Refused("请至少选择一种解读形式。")
    if due_on is not None and due_on < civil_day(at):
        raise Refused("解读的期限早于今天，请改为今天或者以后的日期。")
    refuse_longer(note, NOTE, "方案说明")
    task.row.responsible = refuse_without(responsible, RESPONSIBLE, "责任人")
    task.row.save(update_fields=["responsible"])
    made = Plan.objects.create(
        interpretation=task.row, forms=chosen, due_on=due_on, note=note.strip(), at=at, by=by.username
    )
    told("plan_interpretation", task, details={"plan": made.pk, "forms": chosen})
    return made.pk


@transaction.atomic
def note_drafting(*, document_id: int, text: str, by: Actor, at: datetime) -> int:
    """Keep what was said of a document when it was drafted (起草说明), with which its interpretation is compared."""
    document = _document(document_id)
    duty = access.require_drafting(by, document.agency_id)
    kept = refuse_without(text, IN_FULL, "起草说明")
    made = DraftingNote.objects.create(document=document, text=kept, at=at, by=by.username)
    _told_document("note_drafting", document, by, at, duty, {"note": made.pk})
    return made.pk


@transaction.atomic
def draft_form(
    *, interpretation_id: int, form: Form, by: Actor, at: datetime, title: str = "", accessible: str = ""
) -> int:
    """Draft an item that interprets in a form, with the same in words in its text; the number of its edition.

    Refused without the words for what is not text, and where the task has no document any more.
    """
    task = hold_task(interpretation_id, by, at)
    documents = served([task.row.pk])
    if not documents:
        raise Refused("这项任务还没有对应的文件，请先选择文件。")
    words = _words(form, accessible)
    content = Content(
        title=(title.strip() or f"《{documents[0].title}》{_called(form)}")[:TITLE],
        body=_section(form, words) if words else "",
        issuing_body=task.row.agency.name,
        written_on=civil_day(at),
        genre=INTERPRETATION,
        attribute=Attribute.PROACTIVE,
    )
    edition_id = publishing.draft(agency_id=task.row.agency_id, content=content, by=by, at=at)
    item_id = Edition.objects.values_list("item", flat=True).get(pk=edition_id)
    made = Rendering.objects.create(
        interpretation=task.row, form=form, item_id=item_id, accessible=words, at=at, by=by.username
    )
    told("add_form", task, details={"rendering": made.pk, "form": form.value, "item": item_id})
    return edition_id


@transaction.atomic
def add_form(
    *,
    interpretation_id: int,
    form: Form,
    item_id: int,
    by: Actor,
    at: datetime,
    attachment: str = "",
    accessible: str = "",
) -> int:
    """Say that an item, or a file of it, is a form of this interpretation; the number of that.

    The same in words is put into its text where it does not stand there yet. Refused without it for what is not text, for an
    item of another interpretation, and for one whose genre is another.
    """
    task = hold_task(interpretation_id, by, at)
    item = _item(item_id, by)
    edition = _edition(item)
    if edition.genre != INTERPRETATION:
        raise Refused("这条信息的体裁不是“解读”，请先在稿件中改为“解读”，再关联。")
    other = Rendering.objects.filter(item=item, taken_back__isnull=True).exclude(interpretation=task.row)
    if other.exists():
        raise Refused("这条信息已经用于另一项解读任务。一条信息只用于一项解读，请核对。")
    file = attachment.strip()
    if file and not edition.attachments.filter(name=file).exists():
        raise Refused(f"这条信息没有附件“{file}”。请先上传，或者核对文件名。")
    words = _words(form, accessible)
    if words and not stands_in(words, edition.text):
        put_into(item, _section(form, words), by, at)
    made = Rendering.objects.create(
        interpretation=task.row,
        form=form,
        item=item,
        attachment=file,
        accessible=words,
        at=at,
        by=by.username,
    )
    told("add_form", task, details={"rendering": made.pk, "form": form.value, "item": item.pk})
    return made.pk


@transaction.atomic
def ask(*, rendering_id: int, document_id: int, question: str, answer: str, by: Actor, at: datetime) -> int:
    """Add a question on a document with its answer to a form `questions`; its number. It is public with the item.

    Both are put into the text of the open edition, which is signed with them. Refused where none is open.
    """
    rendering = Rendering.objects.filter(pk=rendering_id, taken_back__isnull=True).first()
    if rendering is None:
        raise Refused(MISSING)
    task = hold_task(rendering.interpretation_id, by, at)
    if rendering.form != Form.QUESTIONS:
        raise Refused("只有“问答”形式的解读可以登记问答。请先添加“问答”形式。")
    serving = Serving.objects.filter(interpretation=task.row, document=document_id, taken_back__isnull=True)
    if not serving.exists():
        raise Refused("这份文件不在这项解读任务中，请先选择文件。")
    said = refuse_without(question, QUESTION, "问题")
    answered = refuse_without(answer, ANSWER, "回答")
    edition = _edition(rendering.item)
    if not (stands_in(said, edition.text) and stands_in(answered, edition.text)):
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in answered.splitlines() if line.strip())
        put_into(rendering.item, f"<h3>{escape(said)}</h3>{paragraphs}", by, at)
    made = Question.objects.create(
        rendering=rendering,
        document_id=document_id,
        question=said,
        answer=answered,
        position=rendering.questions.count() + 1,
        edition=_edition(rendering.item).number,
        at=at,
        by=by.username,
    )
    question_indexing.follow([made.pk], at)
    told("ask_and_answer", task, details={"question": made.pk})
    return made.pk


@transaction.atomic
def go_ahead(*, document_id: int, reason: str, by: Actor, at: datetime) -> int:
    """Let a document go out ahead of its interpretation, for a reason that is kept. By whoever keeps the register."""
    document = _document(document_id)
    duty = access.require_keeping(by, document.agency_id)
    why = refuse_without(reason, REASON, "先行公布的理由")
    if GoingAhead.objects.filter(document=document, taken_back__isnull=True).exists():
        raise Refused("这份文件已经登记先行公布。")
    made = GoingAhead.objects.create(document=document, reason=why, at=at, by=by.username)
    _told_document("go_ahead", document, by, at, duty, {"ahead": made.pk}, reason=why)
    return made.pk


@transaction.atomic
def take_back(
    *, interpretation_id: int, what: str, row_id: int, reason: str, by: Actor, at: datetime
) -> None:
    """Take back a row of a task: as if it had never been told. `what`: "serving", "plan", "note", "rendering", "question", "ahead".

    Refused without a reason, and for a row that is not of this task or was taken back before.
    """
    task = hold_task(interpretation_id, by, at)
    why = refuse_without(reason, REASON, "撤销的理由")
    documents = Serving.objects.filter(interpretation=task.row, taken_back__isnull=True).values("document")
    rows: Mapping[str, Any] = {
        "serving": Serving.objects.filter(interpretation=task.row),
        "plan": Plan.objects.filter(interpretation=task.row),
        "note": DraftingNote.objects.filter(document__in=documents),
        "rendering": Rendering.objects.filter(interpretation=task.row),
        "question": Question.objects.filter(rendering__interpretation=task.row),
        "ahead": GoingAhead.objects.filter(document__in=documents),
    }
    if what not in rows:
        raise ValueError(what)
    found = rows[what].filter(pk=row_id, taken_back__isnull=True).first()
    if found is None:
        raise Refused("这一条已经撤销，或者不在这项任务中。请刷新后再看。")
    TakenBack.objects.create(**{what: found}, reason=why, at=at, by=by.username)
    if isinstance(found, Rendering | Question):
        gone = (
            [found.pk]
            if isinstance(found, Question)
            else found.questions.order_by("pk").values_list("pk", flat=True)
        )
        question_indexing.follow(list(gone), at)
    told("take_back_of_interpretation", task, reason=why, details={"what": what, "row": row_id})


def hold_task(interpretation_id: int, by: Actor, at: datetime) -> Task:
    """A task, held until the transaction ends, for whoever drafts for its agency. Refused if there is none."""
    found = Interpretation.objects.filter(pk=interpretation_id)
    if not found.update(revision=F("revision") + 1):
        raise Refused(MISSING)
    row = found.select_related("agency").get()
    return Task(row, by, at, access.require_drafting(by, row.agency_id))


def told(action: str, task: Task, *, reason: str = "", details: Mapping[str, Any] | None = None) -> None:
    """The entry of the log, as the last write."""
    log(
        f"normative.{action}",
        f"interpretation:{task.row.pk}",
        by=task.by,
        at=task.at,
        duty=task.duty,
        agency_id=task.row.agency_id,
        version=str(task.row.revision),
        reason=reason[:200],
        details=details,
    )


def put_into(item: Item, html: str, by: Actor, at: datetime) -> None:
    """Add a section at the end of the open text of an item. Refused where none is open; what was signed is void then."""
    edition = Edition.objects.filter(item=item, published_at__isnull=True, ended_at__isnull=True).first()
    if edition is None:
        raise Refused(f"“{item.title}”没有正在办理的稿件，正文不能补充。请先另起新版，再登记。")
    content = content_of(edition)
    values = {name: getattr(content, name) for name in Content.__dataclass_fields__}
    publishing.save(
        edition_id=edition.pk,
        revision=edition.revision,
        content=Content(**{**values, "body": f"{content.body}{html}"}),
        by=by,
        at=at,
    )


def _begun(document: Document, by: Actor, at: datetime) -> Interpretation:
    row = Interpretation.objects.create(agency=document.agency, at=at, by=by.username)
    Serving.objects.create(interpretation=row, document=document, at=at, by=by.username)
    return row


def _document(document_id: int) -> Document:
    document = documents_read().filter(pk=document_id).first()
    if document is None:
        raise Refused("没有这份文件，或者已经撤销登记。请核对。")
    return document


def _item(item_id: int, by: Actor) -> Item:
    item = Item.objects.filter(pk=item_id).exclude(stand__in=_ENDED).first()
    if item is None or not (by is OPERATOR or publication.sees(by, item_id)):
        raise Refused("没有这条信息，或者您不能查看。请核对是哪一条。")
    return item


def _edition(item: Item) -> Edition:
    """The open edition of an item, else its public one."""
    found = Edition.objects.filter(item=item, ended_at__isnull=True).order_by("-number").first()
    if found is None:
        raise Refused("这条信息没有稿件，不能用于解读。请另选一条。")
    return found


def _words(form: Form, accessible: str) -> str:
    if form not in IN_WORDS:
        return ""
    refuse_longer(accessible, IN_FULL, "文字稿")
    if not accessible.strip():
        raise Refused(f"请填写“{form.label}”的文字稿：看不见、听不到的人也要能读懂。")
    return accessible.strip()


def _section(form: Form, words: str) -> str:
    lines = "".join(f"<p>{escape(line.strip())}</p>" for line in words.splitlines() if line.strip())
    return f"<h2>{form.label}文字稿</h2>{lines}"


def _called(form: Form) -> str:
    return "政策解读" if form is Form.TEXT else f"政策解读（{form.label}）"


def _told_document(
    action: str,
    document: Document,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    details: Mapping[str, Any],
    *,
    reason: str = "",
) -> None:
    log(
        f"normative.{action}",
        f"normative:{document.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=document.agency_id,
        reason=reason[:200],
        details=details,
    )
