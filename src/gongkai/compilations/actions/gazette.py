"""Writes: issues of the gazette are begun, composed, given up. Whatever changes in sign-off voids what was said to it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from gongkai.agencies.models import Agency
from gongkai.compilations import access
from gongkai.compilations.actions.holding import hold_issue, issue_subject
from gongkai.compilations.actions.places import Way
from gongkai.compilations.models import Article, Issue, Rubric
from gongkai.compilations.queries.gazette_text import articles_of, digest_of, numbers
from gongkai.publication.models import Item, Stand
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.signoff import actions as signoff

MOST_ARTICLES = 200
TAKEN = "这个期号或者总期号已经有了，请核对；上一期还没有出版的，请先出版。"
TWICE = "这份文件已经在这一期里，一期里同一份文件只登一次。"
_LEVELS = 8
_YEARS = range(1949, 2200)


@transaction.atomic
def begin_issue(  # noqa: PLR0913 - the head of an issue
    *,
    agency_id: int,
    title: str,
    year: int,
    number: int,
    total: int,
    dated_on: date,
    by: Actor,
    at: datetime,
    sponsor: str = "",
) -> int:
    """Begin an issue of an agency's gazette; returns its number. Refused for a number in the year or a total that is taken."""
    duty = access.require_composing(by, agency_id)
    made = Issue(agency_id=agency_id, touched_at=at)
    _head(made, title, sponsor, (year, number, total), dated_on)
    _save(made)
    _told("compilations.begin_issue", made, by, at, duty)
    return made.pk


@transaction.atomic
def alter_issue(  # noqa: PLR0913 - the head of an issue
    *,
    issue_id: int,
    title: str,
    year: int,
    number: int,
    total: int,
    dated_on: date,
    by: Actor,
    at: datetime,
    sponsor: str = "",
) -> None:
    """Write the head of an issue anew. Refused as `begin_issue`, and once it is out."""
    held, duty = hold_issue(issue_id, by, at)
    _head(held, title, sponsor, (year, number, total), dated_on)
    _save(held)
    _changed("compilations.alter_issue", held, by, at, duty)


@transaction.atomic
def drop_issue(*, issue_id: int, because: str, by: Actor, at: datetime) -> None:
    """Give an issue up: its numbers are free again, the record stays.

    Refused without a reason, while it is in sign-off, and once it is out.
    """
    held, duty = hold_issue(issue_id, by, at)
    reason = refuse_without(because, 200, "作废的原因")
    if held.round is not None and held.round.ended_at is None:
        raise Refused("这一期正在审签，请先终止审签，再作废。")
    held.dropped_at = at
    held.save(update_fields=["dropped_at"])
    _told("compilations.drop_issue", held, by, at, duty, reason=reason)


@transaction.atomic
def add_article(*, issue_id: int, item_id: int, rubric: Rubric, by: Actor, at: datetime) -> int:
    """Take a public document into an issue, at the end of its rubric, as it reads now; returns the article's number.

    Of the agency itself or one below it, or issued jointly with it. Refused for others, and for what is in the issue already.
    """
    held, duty = hold_issue(issue_id, by, at)
    item = Item.objects.filter(pk=item_id, stand=Stand.PUBLIC).select_related("public").first()
    if item is None or item.public is None:
        raise Refused("没有这份已公开的文件：公报只收已公开的文件，请核对索引号，或者先公开。")
    if not _own(held.agency, item, item.public.issuing_body):
        raise Refused(
            f"《{item.title}》不是{held.agency.name}及其下级机关的文件，也没有写明与{held.agency.name}联合发文，"
            "不能收入。联合发文的，请在信息的“发文机关”里写明各机关。"
        )
    there = Article.objects.filter(issue=held, taken_out_at__isnull=True)
    if there.count() >= MOST_ARTICLES:
        raise Refused(f"一期最多收 {MOST_ARTICLES} 份文件，请分到下一期。")
    last = there.filter(rubric=rubric).aggregate(last=Max("position"))["last"] or 0
    made = Article(
        issue=held,
        item=item,
        edition=item.public,
        rubric=rubric,
        rubric_place=rubric.place,
        position=last + 1,
        put_in_at=at,
        put_in_by_id=by.user_id,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused(TWICE) from None
    _changed("compilations.add_article", held, by, at, duty, article=made.pk)
    return made.pk


@transaction.atomic
def remove_article(*, issue_id: int, article_id: int, by: Actor, at: datetime) -> None:
    """Take a document out of an issue that is not out yet."""
    held, duty = hold_issue(issue_id, by, at)
    article = _article(held, article_id)
    article.taken_out_at = at
    article.save(update_fields=["taken_out_at"])
    _changed("compilations.remove_article", held, by, at, duty, article=article.pk)


@transaction.atomic
def renew_article(*, issue_id: int, article_id: int, by: Actor, at: datetime) -> None:
    """Take the present edition of a document in place of the one that was taken in. Refused where it is not public."""
    held, duty = hold_issue(issue_id, by, at)
    article = _article(held, article_id)
    if article.item.stand != Stand.PUBLIC or article.item.public_id is None:
        raise Refused("这份文件现在没有公开，没有可以换用的一版。")
    Article.objects.filter(pk=article.pk).update(edition=article.item.public_id)
    _changed("compilations.renew_article", held, by, at, duty, article=article.pk)


@transaction.atomic
def move_article(*, issue_id: int, article_id: int, way: Way, by: Actor, at: datetime) -> None:
    """Let a document change its place with the one before or after it in its rubric; at the end nothing happens."""
    held, duty = hold_issue(issue_id, by, at)
    article = _article(held, article_id)
    rows = [each for each in articles_of(held.pk) if each.rubric == article.rubric]
    here = next(place for place, each in enumerate(rows) if each.pk == article.pk)
    other = here - 1 if way is Way.UP else here + 1
    if not 0 <= other < len(rows):
        return
    Article.objects.filter(pk=article.pk).update(position=rows[other].position)
    Article.objects.filter(pk=rows[other].pk).update(position=article.position)
    _changed("compilations.move_article", held, by, at, duty, article=article.pk)


def _own(agency: Agency, item: Item, issuing_body: str) -> bool:
    """Whether a document is of an agency or one below it, or names it among those who issued it."""
    here: int | None = item.agency_id
    for _ in range(_LEVELS):
        if here is None:
            break
        if here == agency.pk:
            return True
        here = Agency.objects.filter(pk=here).values_list("parent", flat=True).first()
    return agency.name in issuing_body


def _head(issue: Issue, title: str, sponsor: str, numbered: tuple[int, int, int], dated_on: date) -> None:
    issue.title = refuse_without(title, 60, "公报名称")
    refuse_longer(sponsor, 80, "主办单位")
    issue.sponsor = sponsor.strip()
    issue.year, issue.number, issue.total = numbered
    if issue.year not in _YEARS or not 1 <= issue.number <= 999 or not 1 <= issue.total <= 99_999:
        raise Refused("年份、期号或者总期号不对，请核对：期号从1开始，总期号是创刊以来的总数。")
    if issue.total < issue.number:
        raise Refused("总期号不能小于本年的期号，请核对。")
    issue.dated_on = dated_on


def _save(issue: Issue) -> None:
    try:
        with transaction.atomic():
            issue.save()
    except IntegrityError:
        raise Refused(TAKEN) from None


def _article(held: Issue, article_id: int) -> Article:
    found = Article.objects.filter(issue=held, pk=article_id, taken_out_at__isnull=True)
    article = found.select_related("item").first()
    if article is None:
        raise Refused("这份文件已经不在这一期里，请刷新后再看。")
    return article


def _changed(
    action: str, held: Issue, by: Actor, at: datetime, duty: Duty | None, *, article: int = 0
) -> None:
    """What is in sign-off waits for its drafter again."""
    held.digest = digest_of(held, articles_of(held.pk))
    held.save(update_fields=["digest"])
    if held.round is not None and held.round.ended_at is None:
        title = f"{held.title}{numbers(held.year, held.number, held.total)}"
        signoff.change(round_id=held.round.pk, digest=held.digest, title=title, by=by, at=at)
    _told(action, held, by, at, duty, article=article)


def _told(
    action: str,
    held: Issue,
    by: Actor,
    at: datetime,
    duty: Duty | None,
    *,
    article: int = 0,
    reason: str = "",
) -> None:
    log(
        action,
        issue_subject(held.pk),
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
        reason=reason,
        details={"article": article} if article else {},
    )
