"""Reads: whether the text of an article may still be shown: what was taken back, and what should be protected, may not."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from gongkai.compilations.models import Article
from gongkai.publication.models import Edition, Stand, Withdrawal
from gongkai.publication.queries.published import closed
from gongkai.records.queries.numbers import civil_day

REMOVED = "（文件已删除）"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article may be read. `told`: what is said in place of its text, "" where that is shown; `newer`: it was changed since."""

    title: str
    told: str
    newer: bool

    @property
    def readable(self) -> bool:
        """Whether its text is shown."""
        return not self.told


def standings(articles: Iterable[Article]) -> dict[int, Standing]:
    """How each article may be read today. Two queries, and the texts alone of those that have a newer edition."""
    rows = list(articles)
    outdated = [
        each for each in rows if each.item.stand == Stand.PUBLIC and each.item.public_id != each.edition_id
    ]
    shut = _shut(outdated)
    told = _withdrawals(rows)
    return {each.pk: _standing(each, told, shut.get(each.pk, "")) for each in rows}


def _standing(each: Article, told: dict[int, str], shut: str) -> Standing:
    newer = each.item.public_id != each.edition_id
    if each.item.stand == Stand.REMOVED:
        return Standing(REMOVED, "该文件已删除，不再刊登。", newer)
    if each.item.stand != Stand.PUBLIC:
        why = told.get(each.item_id) or "该文件已经下架，不再刊登正文。"
        return Standing(each.edition.title, why, newer)
    return Standing(
        each.edition.title, f"该文件出版后已经更正。{shut}请看现在公开的一版。" if shut else "", newer
    )


def _shut(outdated: list[Article]) -> dict[int, str]:
    """Of what has a newer edition: why the older one is not shown, where it is not."""
    if not outdated:
        return {}
    ids = {each.edition_id for each in outdated} | {
        each.item.public_id for each in outdated if each.item.public_id
    }
    taken = Withdrawal.objects.filter(edition=OuterRef("pk"))
    texts = Edition.objects.filter(pk__in=ids).annotate(withdrawn=Exists(taken)).in_bulk()
    return {
        each.pk: closed(texts[each.edition_id], texts[each.item.public_id])
        for each in outdated
        if each.item.public_id is not None
    }


def _withdrawals(rows: list[Article]) -> dict[int, str]:
    gone = [each.item_id for each in rows if each.item.stand == Stand.WITHDRAWN]
    if not gone:
        return {}
    found = Withdrawal.objects.filter(item__in=gone, restored_at__isnull=True)
    return {
        each.item_id: f"该文件已于{_day(each)}撤回（{each.get_why_display()}），不再刊登正文。{each.told}"
        for each in found
    }


def _day(each: Withdrawal) -> str:
    on = civil_day(each.at)
    return f"{on.year}年{on.month}月{on.day}日"
