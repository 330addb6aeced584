"""What an edition says: text and metadata, and the digest of exactly that and its files."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from hashlib import sha256

from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.publication import Validity
from gongkai.law.metadata import FiveOpen
from gongkai.publication.models import Attachment, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything about an edition that people write, and that sign-off approves.

    `body` is clean HTML (documents.rich_text). `duty`: id of the statutory content; `entry_key`: of the catalogue row.
    `grounds`: ids of exemptions where it is not proactive; `required_by`: what requires publication. `naming_required`:
    the provision by which persons are named. `consulted`: which other body agreed (art. 11). `source_*`: of a reprint.
    """

    title: str = ""
    body: str = ""
    column_id: int | None = None
    entry_key: str = ""
    duty: str = ""
    document_no: str = ""
    issuing_body: str = ""
    written_on: date | None = None
    topic: str = ""
    genre: str = ""
    keywords: str = ""
    summary: str = ""
    five_open: FiveOpen | str = ""
    audience: str = ""
    attribute: Attribute | str = Attribute.PROACTIVE
    grounds: tuple[str, ...] = ()
    reasons: str = ""
    required_by: str = ""
    validity: Validity | str = ""
    effective_on: date | None = None
    valid_until: date | None = None
    source_name: str = ""
    source_url: str = ""
    naming_required: str = ""
    consulted: str = ""


NAMES = tuple(each.name for each in fields(Content))


def content_of(edition: Edition) -> Content:
    """What an edition says."""
    values = {name: getattr(edition, name) for name in NAMES}
    return Content(**{**values, "grounds": tuple(edition.grounds)})


def digest_of(content: Content, files: Iterable[tuple[str, str, str]]) -> str:
    """The SHA-256 of a content and its files (use, name, digest of the bytes), in their order."""
    told = {"content": asdict(content), "files": [list(each) for each in files]}
    text = json.dumps(told, default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def files_of(edition_id: int) -> list[tuple[str, str, str]]:
    """Use, name and digest of the files of an edition, in their order: one query."""
    found = Attachment.objects.filter(edition=edition_id).order_by("position")
    return list(found.values_list("use", "name", "file__digest"))
