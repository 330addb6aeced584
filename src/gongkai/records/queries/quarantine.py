"""Reads: what is held back, and the files that could be, for those who guard the files of agencies."""

import re

from django.db.models import Q

from gongkai.records.access import FILE_GUARDS, Actor
from gongkai.records.queries.files import FileRow, Held, file_rows, held_rows

_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{8,64}")
_MOST = 20


def held_for(viewer: Actor) -> list[Held]:
    """What is in quarantine at the agencies that somebody guards, the newest first; one query."""
    return held_rows(Q(file__agency_id__in=viewer.reach(FILE_GUARDS)))


def find(viewer: Actor, text: str) -> list[FileRow]:
    """Files of those agencies by number, whole name, or the beginning of the digest, the newest first.

    By nothing else: whoever guards files is told which one, and has no business in looking through names.
    """
    if not text:
        return []
    wanted = Q(name=text)
    if _NUMBER.fullmatch(text):
        wanted |= Q(pk=int(text))
    if _DIGEST.fullmatch(text.lower()):
        wanted |= Q(digest__startswith=text.lower())
    return file_rows(wanted & _guarded(viewer), _MOST)


def one(viewer: Actor, file_id: int) -> FileRow | None:
    """A file of those agencies, or None."""
    return next(iter(file_rows(Q(pk=file_id) & _guarded(viewer), 1)), None)


def _guarded(viewer: Actor) -> Q:
    return Q(agency_id__in=viewer.reach(FILE_GUARDS))
