"""Reads: the e-mails that went to an applicant, and what became of them; the address masked."""

from gongkai.applications import access
from gongkai.records.access import Actor
from gongkai.records.queries.outbox import MessageRow, messages_about

TO_APPLICANT = "applicant:"
"""How the keys of messages to applicants begin; those that urge officers on begin otherwise."""


def mailed(viewer: Actor, application_id: int) -> list[MessageRow]:
    """What was written to the applicant, in the order in which it was written; nothing for whoever may not see the case."""
    if not access.sees(viewer, application_id):
        return []
    rows = messages_about(f"application:{application_id}")
    return [row for row in rows if row.key.startswith(TO_APPLICANT)]
