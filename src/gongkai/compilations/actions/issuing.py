"""Writes: an issue goes into sign-off, comes out, is made into a PDF."""

from datetime import datetime

from django.db import transaction

from gongkai.compilations import access
from gongkai.compilations.actions.composed_indexing import follow_issue
from gongkai.compilations.actions.holding import hold_issue, issue_subject
from gongkai.compilations.models import Article, Issue
from gongkai.compilations.queries.bound import bound, reads_as
from gongkai.compilations.queries.gazette_text import articles_of, digest_of, numbers
from gongkai.compilations.queries.issue_checks import faults
from gongkai.documents.gazette.printing import printed
from gongkai.documents.reading.blocks import Unreadable
from gongkai.law.signing.standing import Verdict
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import store
from gongkai.records.actions.jobs import Hopeless, job, queue
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff import actions as signoff
from gongkai.signoff.queries import approved

JOB = "compilations.make_issue"


@transaction.atomic
def submit_issue(*, issue_id: int, by: Actor, at: datetime) -> int:
    """Send an issue into sign-off, as the agency's chain for the gazette says; returns the number of the round.

    Refused while something stands in its way (`queries.issue_checks`), with all of it.
    """
    held, duty = hold_issue(issue_id, by, at)
    articles = _require_fit(held)
    held.digest = digest_of(held, articles)
    title = f"{held.title}{numbers(held.year, held.number, held.total)}"
    if held.round is not None and held.round.ended_at is None:
        round_id = held.round.pk
        signoff.change(round_id=round_id, digest=held.digest, title=title, by=by, at=at)
        signoff.say(round_id=round_id, step="draft", verdict=Verdict.SUBMIT, digest=held.digest, by=by, at=at)
    else:
        round_id = signoff.start(
            kind=access.KIND.key,
            subject=issue_subject(held.pk),
            title=title,
            digest=held.digest,
            agency_id=held.agency_id,
            by=by,
            at=at,
        )
    held.round_id = round_id
    held.save(update_fields=["digest", "round"])
    log(
        "compilations.submit_issue",
        issue_subject(held.pk),
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
        version=held.digest,
        details={"round": round_id},
    )
    return round_id


@transaction.atomic
def issue(*, issue_id: int, by: Actor, at: datetime) -> None:
    """Let an issue come out: from here on it never changes. Its PDF is made by a job.

    Refused unless exactly this is approved and nothing stands in its way, and before its date; PermissionDenied for others
    than those who publish for the agency.
    """
    held, _ = hold_issue(issue_id, by, at)
    duty = access.require_editing(by, held.agency_id)
    articles = _require_fit(held)
    digest = digest_of(held, articles)
    if not approved(issue_subject(held.pk), digest):
        raise Refused("这一期还没有完成审签，或者审签之后又有修改，不能出版。请先送审。")
    if held.dated_on > civil_day(at):
        raise Refused(f"出版日期是{held.dated_on:%Y-%m-%d}，还没有到。请届时出版，或者修改日期后重新送审。")
    for number, each in enumerate(articles, 1):
        Article.objects.filter(pk=each.pk).update(number=number)
    held.digest, held.issued_at = digest, at
    held.save(update_fields=["digest", "issued_at"])
    follow_issue(held, at)
    _queue(held.pk, at)
    log(
        "compilations.issue",
        issue_subject(held.pk),
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
        version=digest,
        details={"articles": len(articles)},
    )


def _require_fit(held: Issue) -> list[Article]:
    articles = articles_of(held.pk)
    standing = [fault.message for fault in faults(held, articles) if fault.stops]
    if standing:
        raise Refused(*standing)
    return articles


def _queue(issue_id: int, at: datetime) -> None:
    queue(JOB, key=f"{issue_id} {at.isoformat()}", at=at, issue_id=issue_id)


def _made(*, issue_id: int, at: datetime) -> tuple[str, bytes]:
    """The file and what it was made of, before the job's own transaction. Hopeless where it cannot be made."""
    held = Issue.objects.select_related("agency").get(pk=issue_id)
    of = reads_as(issue_id)
    if held.pdf_id is not None and held.pdf_of == of:
        return of, b""
    try:
        return of, printed(bound(held, at))
    except Unreadable as problem:
        raise Hopeless(str(problem)) from problem


@job(JOB, label="制作公报 PDF", prepare=_made)
@transaction.atomic
def make_issue(*, issue_id: int, at: datetime, prepared: tuple[str, bytes]) -> None:
    """Keep the PDF of an issue; one of texts that may not be shown any more takes its place with what may."""
    of, data = prepared
    held = Issue.objects.get(pk=issue_id)
    if not data:
        return
    name = f"{held.title}{numbers(held.year, held.number, held.total)}.pdf"
    kept = store(data=data, agency_id=held.agency_id, by=OPERATOR, at=at, name=name)
    Issue.objects.filter(pk=issue_id).update(pdf=kept.id, pdf_of=of)
    log(
        "compilations.issue_pdf",
        issue_subject(issue_id),
        by=OPERATOR,
        at=at,
        agency_id=held.agency_id,
        details={"file": kept.id},
    )


@job("compilations.follow_issues", label="公报 PDF 跟上撤回的文件")
@transaction.atomic
def follow_issues(*, at: datetime) -> None:
    """Have the PDFs made anew whose texts may not all be shown any more, or may be again."""
    for held in Issue.objects.filter(issued_at__isnull=False, pdf__isnull=False).only("pdf_of"):
        if reads_as(held.pk) != held.pdf_of:
            _queue(held.pk, at)
