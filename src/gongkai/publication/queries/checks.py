"""Reads: everything that is to be said of an edition before it goes into sign-off, as one list.

What the law wants of a publication and of its attribute, what the text and its files show, what the catalogue and the
items that are there already say.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType

from django.utils.module_loading import import_string

from gongkai.agencies.queries.guides import guide
from gongkai.documents.checking.draft import Attached, Draft, check_draft
from gongkai.documents.checking.privacy.kinds import ABOUT, Kind
from gongkai.documents.checking.remarks import BODY, TITLE, Place, Remark
from gongkai.documents.holidays import installed_calendar
from gongkai.law.duties.attribute import Attribute, Proposal, check_attribute
from gongkai.law.duties.check import check as check_publication
from gongkai.law.duties.clocks import Start
from gongkai.law.duties.publication import Outlet, Publication, Secrecy, Validity
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.schema import Level
from gongkai.publication import access
from gongkai.publication.models import Edition, Item, Use
from gongkai.publication.models.gates import DECLARED
from gongkai.publication.queries.catalogue import entry_of
from gongkai.publication.queries.codes import codes_of
from gongkai.publication.queries.content import NAMES
from gongkai.publication.queries.dictionaries import dictionary_of
from gongkai.publication.queries.duplicates import doubles
from gongkai.publication.queries.links import answers_of
from gongkai.records.access import Actor
from gongkai.records.queries.files import path_of
from gongkai.records.queries.numbers import civil_day

RULES: Mapping[str, str] = MappingProxyType(
    {
        "T101": "目录事项已不在目录中",
        "T102": "与目录的规定不一致",
        "T103": "与已有的信息重复",
        "T104": "解读与文件、起草说明过于相似",
        "T105": "解读材料与解读任务不一致",
    }
)
"""The checks that ask for more than the draft itself, beside those of `documents.checking.rules`; explained with them."""

_LATER = "由系统在发布时编定"
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_WANTED = {"column": "栏目", "summary": "内容概述"}
_BETTER = {"topic": "主题分类", "genre": "体裁"}
_KINDS = {about.rule: kind for kind, about in ABOUT.items()}
_FIELDS = {"发文机关": "issuing_body", "成文日期": "written_on"} | {
    label: name for name, label in _WANTED.items()
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `key` is the same while the thing stands as it does, so that an answer stays with it.

    `where`: the part ("body", "title", a field, "file:NAME"); `place`: as an officer would say it; `spans`: where the same
    stands, in characters of the plain text of the part. `basis`: the provision in words, where law says so.
    """

    key: str
    rule: str
    severity: Severity
    where: str
    place: str
    message: str
    found: str = ""
    fix: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    basis: str = ""

    @property
    def adoptable(self) -> bool:
        """Whether the fix can be put in place of what stands there."""
        spelt = bool(self.found) and (bool(self.spans) or self.where in NAMES)
        return self.fix is not None and self.fix != self.found and not self.basis and spelt

    @property
    def personal(self) -> Kind | None:
        """The kind of personal data that it is about, where it stands in the text itself."""
        return _KINDS.get(self.rule) if self.where in (TITLE, BODY) else None


def checks(edition_id: int, viewer: Actor, at: datetime) -> list[Check] | None:
    """Everything that is to be said of an edition; None if there is none, or the viewer may not see its item."""
    seen = Item.objects.filter(access.visible_to(viewer))
    found = Edition.objects.filter(item__in=seen, pk=edition_id)
    edition = found.select_related("item__agency__parent", "column").first()
    return check_edition(edition, at) if edition else None


def contacts_of(agency_id: int, on: date) -> frozenset[str]:
    """Telephones and addresses that an agency publishes itself, in its guide."""
    known = guide(agency_id, on)
    return frozenset({known.telephone, known.fax, known.address} - {""}) if known else frozenset()


def check_edition(edition: Edition, at: datetime) -> list[Check]:
    """Everything that is to be said of an edition as it is, errors first."""
    on = civil_day(at)
    found = [
        *_bare(edition),
        *_of_law(edition, on),
        *_of_catalogue(edition, on),
        *_doubles(edition),
        *_of_gates(edition, at),
        *map(_from_remark, check_draft(_draft(edition, on), answers=answers_of(edition.body))),
    ]
    return sorted(_once(found), key=_rank)


def _of_gates(edition: Edition, at: datetime) -> Iterator[Check]:
    """What those say who may hold back its publication (models.gates)."""
    for gate in DECLARED.values():
        if gate.finds:
            yield from import_string(gate.finds)(edition, at)


def _rank(check: Check) -> tuple[int, str, tuple[tuple[int, int], ...], str]:
    return _ORDER[check.severity], check.where, check.spans, check.rule


def _once(found: Iterable[Check]) -> Iterator[Check]:
    """What the law and the reading of the draft both miss is told once, as the law tells it."""
    told: set[str] = set()
    for each in found:
        missing = each.severity is Severity.ERROR and not each.found and not each.spans
        if missing and each.where in NAMES and each.where in told:
            continue
        if missing:
            told.add(each.where)
        yield each


def _bare(edition: Edition) -> Iterator[Check]:
    """What need not be filled in, but helps to find the item."""
    for name, label in _BETTER.items():
        if not getattr(edition, name):
            yield check_of("T012", Severity.WARNING, name, label, f"没有填写{label}，公众不便查找。请补上。")


def _of_law(edition: Edition, on: date) -> Iterator[Check]:
    for finding in check_attribute(_proposal(edition)):
        yield from_finding(finding)
    if not edition.duty or edition.attribute != Attribute.PROACTIVE:
        return
    for finding in check_publication(_publication(edition, on), installed_calendar()):
        yield from_finding(finding)


def _proposal(edition: Edition) -> Proposal:
    return Proposal(
        attribute=Attribute(edition.attribute) if edition.attribute else None,
        item=edition.duty,
        grounds=tuple(edition.grounds),
        reasons=edition.reasons,
        required_by=edition.required_by,
        checked=True,  # sign-off begins with the review of the disclosure unit's secrecy reviewer
    )


def _publication(edition: Edition, on: date) -> Publication:
    """The edition as the law sees it on the day on which it would go out; what review settles is taken as settled."""
    agency = edition.item.agency
    return Publication(
        item=edition.duty,
        level=Level(agency.level),
        as_of=on,
        government=Level(agency.parent.level) if agency.parent else None,
        dates={Start.FORMED: edition.written_on} if edition.written_on else {},
        attribute=Attribute(edition.attribute),
        organ=agency.name,
        index_no=edition.item.index_no or _LATER,
        title=edition.title,
        summary=edition.summary,
        secrecy=Secrecy.CLEAR,
        consulted=bool(edition.consulted),
        naming_required=bool(edition.naming_required),
        outlets=(Outlet.PLATFORM,),
        validity=Validity(edition.validity) if edition.validity else None,
        valid_until=edition.valid_until,
    )


def _of_catalogue(edition: Edition, on: date) -> Iterator[Check]:
    if not edition.entry_key:
        return
    entry = entry_of(edition.item.agency_id, edition.entry_key, on)
    if entry is None:
        message = "所选的目录事项已不在本机关现行的公开目录中。请重新选择，或者先调整目录。"
        yield check_of("T101", Severity.ERROR, "entry_key", "目录事项", message, edition.entry_key)
    elif entry.mode != edition.attribute:
        message = f"目录规定“{entry.title}”为{entry.mode.label}，与本件的公开属性不一致。请核对。"
        yield check_of("T102", Severity.WARNING, "attribute", "公开属性", message, edition.attribute)
    elif entry.duty and edition.duty and entry.duty != edition.duty:
        message = f"目录事项“{entry.title}”与所选的法定主动公开内容不一致。请核对。"
        yield check_of("T102", Severity.WARNING, "duty", "法定主动公开内容", message, edition.duty)


def _doubles(edition: Edition) -> Iterator[Check]:
    for each in doubles(edition):
        what = "已公开的信息" if each.public else "另一份稿件"
        message = f"{each.because}：{what}“{each.title}”。请核对是否重复；需要更正的，请在原信息上另起新版。"
        yield check_of("T103", Severity.WARNING, "title", "标题", message, f"item:{each.item_id}")


def _draft(edition: Edition, on: date) -> Draft:
    files = edition.attachments.filter(use=Use.ATTACHMENT).select_related("file").order_by("position")
    column = edition.column.title if edition.column else ""
    return Draft(
        title=edition.title,
        html=edition.body,
        document_no=edition.document_no,
        issuing_body=edition.issuing_body,
        written_on=edition.written_on,
        agency=edition.item.agency.name,
        attachments=tuple(Attached(one.name, path_of(one.file.digest).read_bytes) for one in files),
        attribute=Attribute(edition.attribute) if edition.attribute else None,
        codes=codes_of(edition.issuing_body, edition.item.agency) if edition.document_no else frozenset(),
        contacts=contacts_of(edition.item.agency_id, on),
        dictionary=dictionary_of(edition.item.agency_id),
        fields={_WANTED["column"]: column, _WANTED["summary"]: edition.summary},
    )


def from_finding(finding: Finding) -> Check:
    """What the law says of an edition, as a check."""
    return check_of(
        finding.rule,
        finding.severity,
        finding.where,
        "",
        finding.message,
        finding.stated or "",
        fix=finding.expected,
        basis=str(finding.basis),
    )


def _from_remark(remark: Remark) -> Check:
    places = (remark.place, *remark.also)
    return check_of(
        remark.rule,
        remark.severity,
        _FIELDS.get(remark.place.label, "") or remark.place.part,
        _named(places),
        remark.message,
        remark.found,
        fix=remark.fix,
        spans=tuple((place.start, place.end) for place in places if place.end),
    )


def _named(places: Iterable[Place]) -> str:
    """The places as an officer would say them; many of them by the first few and their number."""
    labels = list(dict.fromkeys(place.label for place in places))
    return "、".join(labels[:5]) + (f"等{len(labels)}处" if len(labels) > 5 else "")


def check_of(  # noqa: PLR0913 - the fields of a check
    rule: str,
    severity: Severity,
    where: str,
    place: str,
    message: str,
    found: str = "",
    *,
    fix: str | None = None,
    spans: tuple[tuple[int, int], ...] = (),
    basis: str = "",
) -> Check:
    """A check with its key, which follows from what it says."""
    named: Iterable[str] = (rule, where, place, message, found)
    key = sha256("\n".join(named).encode()).hexdigest()[:16]
    return Check(key, rule, severity, where, place, message, found, fix, spans, basis)
