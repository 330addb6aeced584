"""Reads for everybody: what interprets a public document, which documents it interprets, questions with answers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from gongkai.law.normative import Form
from gongkai.normative import access
from gongkai.normative.models import Document, Question, Rendering, Serving
from gongkai.publication.models import Edition, Item, Stand
from gongkai.publication.models.gates import concerned
from gongkai.records.queries.among import Among
from gongkai.records.queries.paging import counted, mark, newest_first

PAGE = 20
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Linked:
    """A public item beside another: a document or what interprets one. `forms`: of an interpretation."""

    index_no: str
    title: str
    document_no: str
    published_at: datetime | None
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a public item: its interpretations, or the documents that it interprets, and the questions."""

    interpretations: tuple[Linked, ...] = ()
    documents: tuple[Linked, ...] = ()
    questions: tuple["AskedRow", ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """An interpretation in the list of them."""

    item: Linked
    agency: str
    agency_slug: str
    documents: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of interpretations. `before` leads to the next one."""

    rows: tuple[Row, ...]
    total: int
    more_than: bool
    before: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question in the list of them."""

    id: int
    question: str
    answer: str
    document: str
    document_no: str
    document_index_no: str
    agency: str
    agency_slug: str
    item_index_no: str
    item_title: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class AskedPage:
    """One page of questions."""

    rows: tuple[AskedRow, ...]
    total: int
    more_than: bool
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of an item: the document whose text it is, which everybody may read of; whether it interprets one."""

    document: int | None = None
    interprets: bool = False

    def __bool__(self) -> bool:
        return self.document is not None or self.interprets


def known(item_id: int, document_no: str, genre: str) -> Known:
    """What the register knows of an item: one query, and none for what is neither document nor interpretation."""
    if not concerned(document_no, genre):
        return Known()
    texts = Document.objects.filter(access.public(), item=item_id).annotate(text=Value(value=True))
    forms = Rendering.objects.filter(item=item_id, taken_back__isnull=True).annotate(text=Value(value=False))
    wanted = ("text", "pk")
    found = sorted(texts.values_list(*wanted).union(forms.values_list(*wanted)))
    document = next((pk for text, pk in found if text), None)
    return Known(document, interprets=any(not text for text, _ in found))


def beside(item_id: int) -> Beside:
    """What stands beside a public item that the register knows: three queries."""
    public = Q(item__stand=Stand.PUBLIC, taken_back__isnull=True)
    of_document = Serving.objects.filter(
        document__item=item_id, document__gone=False, taken_back__isnull=True
    ).values("interpretation")
    forms = Rendering.objects.filter(public, interpretation__in=of_document)
    documents = Serving.objects.filter(
        interpretation__renderings__item=item_id,
        interpretation__renderings__taken_back__isnull=True,
        taken_back__isnull=True,
        document__gone=False,
        document__item__stand=Stand.PUBLIC,
    )
    asked = public_questions().filter(Q(document__item=item_id) | Q(rendering__item=item_id))
    return Beside(
        tuple(_by_item(forms.select_related("item__public").order_by("pk"))),
        tuple(
            {
                one.document_id: _linked(one.document.item)
                for one in documents.select_related("document__item__public").order_by("document_id")
                if one.document.item
            }.values()
        ),
        tuple(_asked(row) for row in asked.order_by("position", "pk")[:PAGE]),
    )


def interpretations(form: Form | None = None, *, before: str = "", size: int = PAGE) -> Page:
    """The public interpretations, newest first; five queries."""
    wanted = Rendering.objects.filter(item=OuterRef("pk"), taken_back__isnull=True)
    if form is not None:
        wanted = wanted.filter(form=form)
    found = Item.objects.filter(Exists(wanted), stand=Stand.PUBLIC)
    total, more_than = counted(found)
    ordered = newest_first(found, "published_at", before).select_related("agency", "public")
    items = list(ordered.defer("public__body", "public__text")[: size + 1])
    shown = items[:size]
    forms, tasks = _forms_of(frozenset(item.pk for item in shown))
    documents = _documents_of(frozenset(task for each in tasks.values() for task in each))
    rows = tuple(
        Row(
            _linked(item, forms[item.pk]),
            item.agency.name,
            item.agency.slug,
            tuple({one.index_no: one for task in tasks[item.pk] for one in documents[task]}.values()),
        )
        for item in shown
    )
    return Page(rows, total, more_than, mark(shown[-1], "published_at") if len(items) > size else "")


def questions_behind(after: int, most: int) -> list[AskedRow]:
    """Public questions by their numbers, behind one of them, at most so many: one query."""
    return [_asked(row) for row in public_questions().filter(pk__gt=after).order_by("pk")[:most]]


def questions(words: str = "", *, number: int = 1) -> AskedPage:
    """The public questions with answers, newest first; words are sought in both and in the title of the document. Two queries."""
    found = public_questions()
    for word in words.split()[:5]:
        said = Q(question__contains=word) | Q(answer__contains=word) | Q(document__title__contains=word)
        found = found.filter(said | Q(document__document_no=word))
    total, more_than = counted(found)
    number = min(max(number, 1), max(1, -(-total // PAGE)))
    rows = found.order_by("-pk")[(number - 1) * PAGE : number * PAGE]
    return AskedPage(tuple(map(_asked, rows)), total, more_than, number, number * PAGE < total)


def question(number: int) -> AskedRow | None:
    """One public question; None if there is none."""
    found = public_questions().filter(pk=number).first()
    return _asked(found) if found else None


def public_questions() -> QuerySet[Question]:
    """Those that stand in the public text of their item; `out_at`: since when they do."""
    said = Edition.objects.filter(
        item=OuterRef("rendering__item"), number__gte=OuterRef("edition"), published_at__isnull=False
    )
    # No index knows the last: SQLite, which has no statistics, would begin with all that is public instead of with the questions.
    found = Question.objects.annotate(
        out_at=Subquery(said.order_by("number").values("published_at")[:1]),
        stands=Concat("rendering__item__stand", Value("")),
    ).filter(
        taken_back__isnull=True,
        rendering__taken_back__isnull=True,
        stands=Stand.PUBLIC,
        rendering__item__public__number__gte=F("edition"),
        document__gone=False,
    )
    return found.select_related("document__item", "rendering__item", "rendering__interpretation__agency")


def _asked(row: Question) -> AskedRow:
    document, item = row.document, row.rendering.item
    agency = row.rendering.interpretation.agency
    public = document.item is not None and document.item.stand == Stand.PUBLIC
    return AskedRow(
        id=row.pk,
        question=row.question,
        answer=row.answer,
        document=document.title,
        document_no=document.document_no,
        document_index_no=document.item.index_no if public and document.item else "",
        agency=agency.name,
        agency_slug=agency.slug,
        item_index_no=item.index_no,
        item_title=item.title,
        published_at=getattr(row, "out_at", None) or item.published_at,
    )


def _by_item(forms: Iterable[Rendering]) -> Iterable[Linked]:
    """One for each item, with all forms that it has."""
    items: dict[int, tuple[Item, list[Form]]] = {}
    for one in forms:
        items.setdefault(one.item_id, (one.item, []))[1].append(Form(one.form))
    return [_linked(item, found) for item, found in items.values()]


def _linked(item: Item, forms: Iterable[Form] = ()) -> Linked:
    number = item.public.document_no if item.public else ""
    return Linked(item.index_no, item.title, number, item.published_at, tuple(dict.fromkeys(forms)))


def _forms_of(item_ids: frozenset[int]) -> tuple[dict[int, list[Form]], dict[int, list[int]]]:
    forms: dict[int, list[Form]] = defaultdict(list)
    tasks: dict[int, list[int]] = defaultdict(list)
    found = Rendering.objects.filter(Among("item_id", item_ids), taken_back__isnull=True)
    for item_id, form, task in found.order_by("pk").values_list("item_id", "form", "interpretation_id"):
        forms[item_id].append(Form(form))
        tasks[item_id].append(task)
    return forms, tasks


def _documents_of(task_ids: frozenset[int]) -> dict[int, list[Linked]]:
    documents: dict[int, list[Linked]] = defaultdict(list)
    found = Serving.objects.filter(
        Among("interpretation_id", task_ids),
        taken_back__isnull=True,
        document__gone=False,
        document__item__stand=Stand.PUBLIC,
    )
    for one in found.select_related("document__item__public").order_by("pk"):
        if one.document.item:
            documents[one.interpretation_id].append(_linked(one.document.item))
    return documents
