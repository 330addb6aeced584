"""Writes: the lists of a campaign become a draft of an item, which goes the way of every item."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.law.normative import Conclusion
from gongkai.law.wording import day as in_words
from gongkai.normative import access
from gongkai.normative.actions.cleanup_running import said, told_of
from gongkai.normative.actions.holding import take_turn
from gongkai.normative.models import Cleanup, CleanupLists, Stage
from gongkai.normative.queries.cleanup.sheets import SheetLine, results
from gongkai.publication import actions as publication
from gongkai.publication.models import Edition, Stand
from gongkai.publication.queries.content import Content
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.numbers import civil_day

_ENDED = (Stand.DROPPED, Stand.REMOVED)
_HEADS = {
    Conclusion.KEEP: "一、继续有效的文件目录",
    Conclusion.AMEND: "二、拟修改的文件目录（修改以前继续有效）",
    Conclusion.REPEAL: "三、废止的文件目录",
    Conclusion.EXPIRED: "四、宣布失效的文件目录",
}


@transaction.atomic
def draft_lists(*, cleanup_id: int, agency_id: int, by: Actor, at: datetime) -> int:
    """Begin an item of an agency with the lists of a campaign, and return its number; it goes through sign-off as every item.

    Refused while a list is missing or not accepted, and while a draft or a public item has the lists already.
    By a supervisor who runs the campaign and writes for the agency.
    """
    take_turn()
    campaign = told_of(cleanup_id)
    duty = access.require_cleaning(by, campaign.row.agency_id)
    open_ones = [each for each in campaign.rows if each.stage is not Stage.ACCEPTED]
    if open_ones:
        raise Refused(f"还有{len(open_ones)}个机关的清单没有报送或者没有审核，不能公布结果。请先办完。")
    if CleanupLists.objects.filter(cleanup=cleanup_id).exclude(item__stand__in=_ENDED).exists():
        raise Refused("清理结果已经起草，请在“信息”中继续办理。")
    found = results(campaign, civil_day(at))
    intro = format_html(
        "<p>根据{}，对截至{}的规章、行政规范性文件进行了清理。现公布清理结果。未列入继续有效目录的，不再作为行政管理的依据。</p>",
        campaign.row.basis,
        in_words(campaign.row.as_of),
    )
    body = format_html(
        "{}{}", intro, format_html_join("", "{}", ((_part(each, found[each]),) for each in Conclusion))
    )
    content = Content(title=f"{campaign.row.title}结果公告"[:200], body=str(body))
    edition_id = publication.draft(agency_id=agency_id, content=content, by=by, at=at)
    item_id = Edition.objects.values_list("item", flat=True).get(pk=edition_id)
    CleanupLists.objects.create(cleanup_id=cleanup_id, item_id=item_id, at=at, by=by.username)
    cleanup = Cleanup.objects.get(pk=cleanup_id)
    said("draft_cleanup_lists", cleanup, by=by, at=at, duty=duty, details={"item": item_id})
    return item_id


def _part(conclusion: Conclusion, lines: Iterable[SheetLine]) -> SafeString:
    """One list with its heading; an empty one says so."""
    listed = list(lines)
    head = format_html("<h2>{}（{}件）</h2>", _HEADS[conclusion], len(listed))
    if not listed:
        return format_html("{}<p>无。</p>", head)
    rows = format_html_join(
        "",
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        (
            (
                place,
                line.title,
                line.number or "—",
                line.agency,
                in_words(line.issued_on) if line.issued_on else "—",
            )
            for place, line in enumerate(listed, 1)
        ),
    )
    return format_html(
        "{}<table><thead><tr><th>序号</th><th>文件名称</th><th>文号</th><th>制定机关</th><th>制发日期</th></tr></thead>"
        "<tbody>{}</tbody></table>",
        head,
        rows,
    )
