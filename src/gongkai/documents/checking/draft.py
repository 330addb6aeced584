"""Everything that can be said of a draft before it is signed off: one list, the gravest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.documents.checking.attachments import check_attachments
from gongkai.documents.checking.closings import (
    check_blanks,
    check_body,
    check_marks,
    check_note,
    check_signature,
)
from gongkai.documents.checking.dates import check_dates
from gongkai.documents.checking.links import Answers, check_links
from gongkai.documents.checking.numbers import check_cited_numbers, check_own_number
from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.privacy import scan, scan_file
from gongkai.documents.checking.privacy.kinds import ABOUT, Kind
from gongkai.documents.checking.remarks import BODY, TITLE, Place, Remark
from gongkai.documents.checking.titles import check_title
from gongkai.documents.checking.wording.dictionary import Dictionary
from gongkai.documents.checking.wording.shipped import shipped
from gongkai.documents.checking.wording.text import check_wording
from gongkai.documents.rich_text import plain
from gongkai.law.duties.attribute import Attribute
from gongkai.law.findings import Severity


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a draft; it is opened only when it is looked at."""

    name: str
    open: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is about to be published.

    `html`: the body, clean. `codes`: 机关代字 of the issuing body. `contacts`: telephones and addresses that the agency publishes
    itself. `dictionary`: the shipped one with that of the agency on top (`shipped().with_(own)`, made once); None: the
    shipped one. `forbidden`: hosts that it must not link to;
    `own`: hosts of its own that are no .gov.cn. `fields`: what else has to be filled in, by its label.
    """

    title: str
    html: str
    document_no: str = ""
    issuing_body: str = ""
    written_on: date | None = None
    attachments: tuple[Attached, ...] = ()
    agency: str = ""
    attribute: Attribute | None = None
    codes: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()
    dictionary: Dictionary | None = None
    forbidden: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


def check_draft(draft: Draft, *, answers: Answers | None = None) -> list[Remark]:
    """All remarks on a draft and its attachments, the gravest first, then from top to bottom; what repeats stands once.

    `answers`: see `check_links`; without it no network is used.
    """
    body = Passage(plain(draft.html))
    return ordered(
        [
            *check_content(draft, body, answers),
            *check_metadata(draft),
            *_personal(Passage(draft.title, TITLE), draft),
            *_personal(body, draft),
            *_in_files(draft),
        ]
    )


def check_content(draft: Draft, body: Passage, answers: Answers | None = None) -> Iterator[Remark]:
    """Wording, numbers, dates, links, title against text; personal data and metadata aside. `body`: the text of the draft."""
    dictionary = draft.dictionary or shipped()
    title = Passage(draft.title, TITLE)
    for passage in (title, body):
        yield from check_wording(passage, dictionary, draft.written_on)
        yield from check_dates(passage, draft.written_on)
        yield from check_cited_numbers(passage)
        yield from check_marks(passage)
        yield from check_blanks(passage)
    yield from check_title(draft.title, body, len(draft.attachments))
    yield from check_body(body, draft.html)
    yield from check_note(body, draft.attribute)
    yield from check_signature(body, draft.written_on, draft.issuing_body)
    yield from check_attachments(body, [attached.name for attached in draft.attachments])
    own = tuple(draft.own)
    yield from check_links(draft.html, body.text, forbidden=draft.forbidden, own=own, answers=answers)


def check_metadata(draft: Draft) -> Iterator[Remark]:
    """What has to be filled in and is not, and the number of the document."""
    yield from check_own_number(draft.document_no, draft.written_on, draft.codes)
    filled = {
        "发文机关": draft.issuing_body,
        "成文日期": str(draft.written_on or ""),
        **draft.fields,
    }
    for label, value in filled.items():
        if not value.strip():
            yield Remark("T012", Severity.ERROR, Place("fields", label), f"没有填写{label}，请补上。")


def ordered(remarks: Iterable[Remark]) -> list[Remark]:
    """Errors first, then by place; the same thing in several places is one remark with all of them.

    Small matters of style are the same by what is said of them; the others also by what stands there.
    """
    first: dict[tuple[str, ...], Remark] = {}
    places: dict[tuple[str, ...], list[Place]] = {}
    for remark in sorted(remarks, key=_rank):
        found = "" if remark.severity is Severity.INFO else remark.found
        key = (remark.rule, remark.place.part, remark.message, found)
        first.setdefault(key, remark)
        places.setdefault(key, []).extend((remark.place, *remark.also))
    return [replace(remark, also=tuple(dict.fromkeys(places[key][1:]))) for key, remark in first.items()]


def _rank(remark: Remark) -> tuple[int, int, str, int, str]:
    parts = {TITLE: 0, BODY: 2}
    place = remark.place
    part = 3 if place.part.startswith("file:") else parts.get(place.part, 1)
    return list(Severity).index(remark.severity), part, place.part, place.start, remark.rule


def _personal(passage: Passage, draft: Draft) -> Iterator[Remark]:
    """Personal data in a text; the people of the agency's dictionary are named by their office."""
    officers = {person.name for person in draft.dictionary.people} if draft.dictionary else set()
    for hit in scan(passage.text, draft.contacts):
        if hit.kind is Kind.NAME and hit.value in officers:
            continue
        about = ABOUT[hit.kind]
        severity = about.sure if hit.certain else about.likely
        message = f"这里有{about.label}。{about.advice}。"
        yield Remark(about.rule, severity, passage.at(hit.start, hit.end), message, hit.masked)


def _in_files(draft: Draft) -> Iterator[Remark]:
    for attached in draft.attachments:
        yield from scan_file(attached.open(), attached.name, draft.contacts)
