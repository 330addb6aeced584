"""Reads: what three-sync (三同步) has to say of an edition on its way, and which editions have to go out with it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q

from gongkai.documents.checking.likeness import Likeness, likeness, stands_in
from gongkai.law import normative as law
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import Form, Gate
from gongkai.normative.models import Document, DraftingNote, Question, Rendering, Serving
from gongkai.normative.queries.interpretation_rules import rules
from gongkai.normative.queries.syncs import Sync, documents_read, syncs
from gongkai.publication.models import Edition
from gongkai.publication.models.gates import INTERPRETATION
from gongkai.publication.queries.checks import Check, check_of
from gongkai.records.queries.numbers import civil_day

IN_WORDS = frozenset({Form.GRAPHIC, Form.AUDIO, Form.VIDEO, Form.ANIMATION, Form.H5})
"""Forms that not everybody can see or hear: the same has to be there in words."""
ALIKE, UNLIKE_TASK = "T104", "T105"
_PLACE = "三同步"
_SHOWN = 40
_SPANS = 5


def findings(edition: Edition, at: datetime) -> list[Check]:
    """What is to be said of an edition before it goes into sign-off: of a document, or of what interprets one.

    Three queries for what is neither.
    """
    renderings = list(
        Rendering.objects.filter(item=edition.item_id, taken_back__isnull=True).select_related(
            "interpretation"
        )
    )
    if renderings:
        return [*wanting(edition, renderings), *_alike(edition, renderings)]
    document = documents_read().filter(item=edition.item_id).first()
    if document is None or (document.item and document.item.first_published_at):
        return []
    sync = syncs([document])[document.pk]
    if sync.ahead:
        return []
    on = civil_day(at)
    found = [
        finding
        for gate in (Gate.HANDED_IN, Gate.SIGNED)
        for finding in law.gate(gate, sync.told, on, sync.rule.settings)
    ]
    refused = {finding.where for finding in found if finding.severity is Severity.ERROR}
    told = [each for each in found if each.severity is Severity.ERROR or each.where not in refused]
    return [_as_check(each) for each in dict.fromkeys(told)]


def wanting(edition: Edition, renderings: Iterable[Rendering]) -> Iterator[Check]:
    """What an edition lacks of what its task says: the genre, the same in words, the file, the questions with answers."""
    listed = list(renderings)
    if edition.genre != INTERPRETATION:
        yield _error("genre", "体裁", "本件登记为政策解读，体裁应当是“解读”。请改正。")
    names = set(edition.attachments.values_list("name", flat=True))
    for one in listed:
        label = Form(one.form).label
        if one.attachment and one.attachment not in names:
            yield _error(
                "body", label, f"没有找到“{label}”的附件“{one.attachment}”。请上传，或者在解读任务中改正。"
            )
        if Form(one.form) in IN_WORDS and not (one.accessible and stands_in(one.accessible, edition.text)):
            yield _error(
                "body",
                label,
                f"正文中没有“{label}”的文字稿。看不见、听不到的人也要能读懂，请把文字稿写进正文。",
            )
    asked = Question.objects.filter(rendering__in=[one.pk for one in listed], taken_back__isnull=True)
    for each in asked.order_by("position", "pk"):
        if not (stands_in(each.question, edition.text) and stands_in(each.answer, edition.text)):
            yield _error(
                "body", "问答", f"正文中没有问答“{each.question[:_SHOWN]}”，或者与登记的不一致。请写进正文。"
            )


def companions(edition_id: int) -> frozenset[int]:
    """The open editions that were never public and hang together with this one: of documents, of what interprets them."""
    item_id = Edition.objects.values_list("item", flat=True).get(pk=edition_id)
    tasks = frozenset(
        Serving.objects.filter(
            Q(document__item=item_id, document__gone=False)
            | Q(
                interpretation__renderings__item=item_id,
                interpretation__renderings__taken_back__isnull=True,
            ),
            taken_back__isnull=True,
        ).values_list("interpretation", flat=True)
    )
    return open_editions(tasks) if tasks else frozenset()


def open_editions(tasks: frozenset[int]) -> frozenset[int]:
    """The open editions, never public, of all documents and forms that hang together with these tasks."""
    known: frozenset[int] = frozenset()
    while tasks != known:
        known = tasks
        documents = Serving.objects.filter(interpretation__in=known, taken_back__isnull=True)
        beside = Serving.objects.filter(
            document__in=documents.values("document"), document__gone=False, taken_back__isnull=True
        )
        tasks = known | frozenset(beside.values_list("interpretation", flat=True))
    of_documents = Document.objects.filter(
        gone=False, servings__interpretation__in=tasks, servings__taken_back__isnull=True
    )
    of_forms = Rendering.objects.filter(interpretation__in=tasks, taken_back__isnull=True)
    waiting = Edition.objects.filter(
        Q(item__in=of_documents.values("item")) | Q(item__in=of_forms.values("item")),
        item__first_published_at__isnull=True,
        published_at__isnull=True,
        ended_at__isnull=True,
    )
    return frozenset(waiting.values_list("pk", flat=True))


def served(interpretation_ids: Iterable[int]) -> list[Document]:
    """The documents that these interpretations are of."""
    return list(
        documents_read()
        .filter(servings__interpretation__in=list(interpretation_ids), servings__taken_back__isnull=True)
        .distinct()
        .order_by("pk")
    )


def said_of(sync: Sync, gate: Gate, at: datetime) -> list[Finding]:
    """What stands against a document at a gate."""
    return law.gate(gate, sync.told, civil_day(at), sync.rule.settings)


def _alike(edition: Edition, renderings: list[Rendering]) -> Iterator[Check]:
    documents = served(one.interpretation_id for one in renderings)
    settled = rules()
    for document in documents:
        most = settled.of(document.agency_id, document.kind).alike_percent
        for what, text in (
            ("文件", whole_text(document)),
            *(("起草说明", note) for note in notes_of(document.pk)),
        ):
            found = likeness(edition.text, text)
            if found.copied(percent=most):
                yield _copied(found, f"{what}《{document.title}》" if what == "文件" else what)


def whole_text(document: Document) -> str:
    """The text of a document as it is now: of its item, else of its articles."""
    if document.item_id:
        editions = Edition.objects.filter(item=document.item_id, ended_at__isnull=True)
        newest = editions.order_by("-number").values_list("text", flat=True).first()
        if newest:
            return newest
    return "\n".join(str(each.get("text", "")) for each in document.articles)


def notes_of(document_id: int) -> list[str]:
    """What was said of a document when it was drafted, the newest first."""
    notes = DraftingNote.objects.filter(document=document_id, taken_back__isnull=True)
    return list(notes.order_by("-pk").values_list("text", flat=True))


def _copied(found: Likeness, what: str) -> Check:
    shown = found.passages[0].text if found.passages else ""
    example = f"例如“{shown[:_SHOWN]}{'……' if len(shown) > _SHOWN else ''}”。" if shown else ""
    message = (
        f"解读的{found.of_letters}个字中有{found.letters}个（{found.percent}%）与{what}原文相同，"
        f"{found.of_sentences}句中有{found.sentences}句照抄。{example}"
        "请说明为什么出台、对谁有什么影响、怎样办理，不要摘录原文。"
    )
    spans = tuple((each.start, each.end) for each in found.passages[:_SPANS])
    return check_of(ALIKE, Severity.WARNING, "body", "正文", message, shown, spans=spans)


def _as_check(finding: Finding) -> Check:
    message, basis = finding.message, str(finding.basis)
    return check_of(
        finding.rule, finding.severity, "three_sync", _PLACE, message, finding.stated or "", basis=basis
    )


def _error(where: str, place: str, message: str) -> Check:
    return check_of(UNLIKE_TASK, Severity.ERROR, where, place, message)
