"""Writes: publication is held back while the steps before it are not done.   依据：国办发〔2018〕37号，规章制定程序条例"""

from django.db.models import Q

from gongkai.law.findings import Severity
from gongkai.law.normative import Step
from gongkai.normative.actions.stepping import gate
from gongkai.normative.actions.weighing import Unfit
from gongkai.normative.models import Document, Origin
from gongkai.normative.queries.matters import doings_of, matter_of
from gongkai.normative.queries.places import settings_of
from gongkai.publication.models.gates import Leaving
from gongkai.records.queries.numbers import civil_day


def hold_back(leaving: Leaving) -> None:
    """Unfit for the text of a document made here whose way to publication is not gone; a later edition passes."""
    own = Q(item=leaving.item_id)
    if leaving.document_no:
        own |= Q(item__isnull=True, document_no=leaving.document_no)
    found = Document.objects.filter(own, origin=Origin.HERE, gone=False, published_on__isnull=True)
    for document in found.order_by("pk"):
        matter = matter_of(document, doings_of([document.pk]).get(document.pk, ()))
        on = civil_day(leaving.at)
        against = gate(Step.PUBLISH, matter, on, settings_of(document.agency_id, on))
        errors = [each for each in against if each.severity is Severity.ERROR]
        if errors:
            raise Unfit(errors, f"请在登记簿中办理“{document}”的有关环节后再发布。")
