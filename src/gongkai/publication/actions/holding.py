"""What every action on an edition begins with: hold it open; and ends with: tell sign-off that it changed."""

from datetime import datetime

from django.db.models import F

from gongkai.accounts.models import User
from gongkai.publication.access import KIND
from gongkai.publication.models import Edition, Item
from gongkai.publication.queries.content import content_of, digest_of, files_of
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.refused import Refused
from gongkai.signoff import actions as signoff


def subject(item_id: int) -> str:
    """How the log and sign-off name an item."""
    return f"{KIND.key}:{item_id}"


def hold(item_id: int) -> Item:
    """An item, held until the transaction ends: whoever else changes it waits here. Refused if there is none."""
    if not Item.objects.filter(pk=item_id).update(touched_at=F("touched_at")):
        raise Refused("没有这条信息。")
    return Item.objects.get(pk=item_id)


def hold_open(edition_id: int) -> Edition:
    """An open edition with its item, held until the transaction ends. Refused once it is published or ended."""
    claim_open(edition_id, revision=F("revision"))
    return Edition.objects.select_related("item", "saved_by", "round").get(pk=edition_id)


def claim_open(edition_id: int, **fields: object) -> None:
    """Hold an open edition by changing fields of it: whoever else changes it waits here. Refused as `hold_open`.

    Editions are held before items: two who want both do not wait for each other.
    """
    held = Edition.objects.filter(pk=edition_id, published_at__isnull=True, ended_at__isnull=True)
    if held.update(**fields):
        return
    if not Edition.objects.filter(pk=edition_id).exists():
        raise Refused("没有这份稿件。")
    raise Refused("这份稿件已经办结，不能再改；需要修改的，请另起新版。")


def written(edition: Edition, by: Actor, at: datetime, duty: Duty | None) -> None:
    """Note on an edition, which the caller saves, that somebody wrote it: who that is, and whom they stood in for."""
    edition.revision += 1
    edition.saved_at, edition.saved_by_id = at, by.user_id
    persons = {by.user_id} - {None}
    if duty and duty.acting_for:
        persons |= set(User.objects.filter(username=duty.acting_for).values_list("pk", flat=True))
    edition.authors = sorted({*edition.authors, *persons})


def seal(edition: Edition) -> str:
    """The digest of an edition as it is now, kept on it."""
    edition.digest = digest_of(content_of(edition), files_of(edition.pk))
    edition.save(update_fields=["digest"])
    return edition.digest


def told_sign_off(edition: Edition, by: Actor, at: datetime) -> None:
    """A text that changes while it is in sign-off changes there: what was said before no longer counts.

    One that was approved and is changed before it goes out has to be approved again: its round no longer fits.
    """
    if edition.round is None:
        return
    digest = seal(edition)
    if edition.round.ended_at is None:
        signoff.change(round_id=edition.round.pk, digest=digest, title=edition.title, by=by, at=at)
