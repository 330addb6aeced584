"""Writes: what is given with an answer goes to the applicant when the answer does.   依据：条例第三十七、四十条"""

from gongkai.applications.actions.holding import Held
from gongkai.applications.models import CaseFile, Event, FileUse
from gongkai.applications.queries.materials import of_answer
from gongkai.records.actions.refused import Refused


def require_given(application_id: int) -> None:
    """Refused while a document that belongs to the answer is not ready: nobody has said what of it is withheld."""
    waiting = [each.name for each in of_answer(application_id) if each.given is None]
    if waiting:
        raise Refused(f"“{'”“'.join(waiting)}”还没有完成区分处理，请先处理，或者从答复中移出。")


def give(held: Held, event: Event) -> None:
    """Put the files that were made into the hands of the applicant, with the event of the reply."""
    CaseFile.objects.bulk_create(
        CaseFile(
            application=held.application,
            event=event,
            use=FileUse.PROVIDED,
            file=each.given,
            name=each.name,
        )
        for each in of_answer(held.application.pk)
        if each.given is not None
    )
