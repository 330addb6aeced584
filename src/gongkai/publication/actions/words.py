"""Writes: word lists of agencies are put in and taken out."""

from datetime import datetime

from django.db import transaction

from gongkai.documents.checking.wording.reading import BadDictionary, read_dictionary
from gongkai.documents.reading.blocks import Unreadable
from gongkai.publication import access
from gongkai.publication.models import WordList
from gongkai.records.access import Actor
from gongkai.records.actions.files import store
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused

SHEETS = frozenset({"xlsx", "csv", "txt"})


@transaction.atomic
def set_word_list(*, agency_id: int, data: bytes, name: str, by: Actor, at: datetime) -> int:
    """Put a word list in the place of the agency's last one, and return how many entries it has.

    By whoever keeps columns and catalogue; it counts for the bodies below too. Refused, with every row that is wrong,
    for a sheet that cannot be used: the list before stays. FileRefused as `records.actions.files.store`.
    """
    duty = access.require_keeping(by, agency_id)
    try:
        made = read_dictionary(data, name)
    except Unreadable as refusal:
        raise Refused(str(refusal)) from refusal
    except BadDictionary as refusal:
        raise Refused(*map(str, refusal.faults)) from refusal
    rows = len(made.terms) + len(made.allowed) + len(made.people)
    kept = store(data=data, name=name, agency_id=agency_id, by=by, at=at, kinds=SHEETS)
    WordList.objects.create(agency_id=agency_id, file_id=kept.id, rows=rows, set_at=at, set_by=by.username)
    log(
        "publication.set_word_list",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        version=kept.digest,
        details={"rows": rows},
    )
    return rows


@transaction.atomic
def unset_word_list(*, agency_id: int, by: Actor, at: datetime) -> None:
    """Take the word list of an agency out of use; those above still count. Refused if it has none."""
    duty = access.require_keeping(by, agency_id)
    last = WordList.objects.filter(agency=agency_id).order_by("-pk").first()
    if last is None or last.file_id is None:
        raise Refused("本机关没有在用的词库。")
    WordList.objects.create(agency_id=agency_id, rows=0, set_at=at, set_by=by.username)
    log("publication.unset_word_list", f"agency:{agency_id}", by=by, at=at, duty=duty, agency_id=agency_id)
