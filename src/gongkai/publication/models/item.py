"""Items of information and their editions: one open edition at a time, published ones stay as they were."""

from enum import StrEnum

from django.conf import settings
from django.db import models

from gongkai.agencies.models import Agency
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.publication import Validity
from gongkai.law.metadata import FiveOpen
from gongkai.publication.models.column import Column
from gongkai.publication.models.importing import ImportRun
from gongkai.records.models import StoredFile
from gongkai.signoff.models import Round


class Stand(StrEnum):
    """How an item stands towards the public."""

    UNPUBLISHED = "unpublished"
    PUBLIC = "public"
    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    EXPIRED = "expired"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "unpublished": "未公开",
            "public": "已公开",
            "withheld": "不主动公开",
            "withdrawn": "已撤回",
            "removed": "已删除（有害内容）",
            "expired": "到期下架",
            "dropped": "已作废",
        }[self.value]


class Item(models.Model):
    """One item of information for life. Follows from its editions and what was decided; rebuilt by the actions alone.

    `title` and `column` are those of the public edition, before that those of the open one. `index_no` is given when it is
    first published and never again. `published_at` is when the public edition went out, set by the server's clock alone; of an
    item that came from an older platform as a public one (`run`), when it went out there, until another edition does here.
    `imported_from`: its number there. `expires_on`: the last day on which the public sees it, first that of the public edition.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="items")
    index_no = models.CharField(max_length=100, blank=True)
    stand = models.CharField(
        max_length=12, choices=[(each.value, each.label) for each in Stand], default=Stand.UNPUBLISHED
    )
    title = models.CharField(max_length=200, blank=True)
    column = models.ForeignKey(Column, models.PROTECT, null=True, blank=True, related_name="items")
    entry_key = models.CharField(max_length=80, blank=True)
    public = models.ForeignKey("Edition", models.PROTECT, null=True, blank=True, related_name="+")
    first_published_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    touched_at = models.DateTimeField()
    imported_from = models.CharField(max_length=120, blank=True)
    run = models.ForeignKey(ImportRun, models.PROTECT, null=True, blank=True, related_name="items")

    class Meta:
        indexes = [
            models.Index(fields=["agency", "stand", "-touched_at", "-id"], name="items_on_the_desk"),
            models.Index(fields=["agency", "-touched_at", "-id"], name="items_of_an_agency"),
            models.Index(
                fields=["agency", "column", "stand", "-published_at", "-id"], name="items_in_a_column"
            ),
            models.Index(fields=["stand", "-published_at", "-id"], name="newest_items"),
            models.Index(fields=["agency", "stand", "-published_at", "-id"], name="newest_of_an_agency"),
            models.Index(fields=["agency", "entry_key", "stand"], name="items_of_an_entry"),
            models.Index(
                fields=["agency", "-first_published_at", "-id", "column", "stand"],
                condition=models.Q(first_published_at__isnull=False),
                name="first_out_of_an_agency",
            ),
            models.Index(
                fields=["-first_published_at", "-id"],
                condition=models.Q(first_published_at__isnull=False),
                name="newest_first_out",
            ),
            models.Index(
                fields=["expires_on"],
                condition=models.Q(stand=Stand.PUBLIC, expires_on__isnull=False),
                name="items_to_expire",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["index_no"], condition=~models.Q(index_no=""), name="an_index_number_once"
            ),
            models.UniqueConstraint(
                fields=["agency", "imported_from"],
                condition=~models.Q(imported_from=""),
                name="an_imported_item_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(stand=Stand.PUBLIC)
                | (~models.Q(index_no="") & models.Q(public__isnull=False, published_at__isnull=False)),
                name="a_public_item_has_number_edition_and_time",
            ),
            models.CheckConstraint(
                condition=models.Q(stand__in=[each.value for each in Stand]), name="item_stand_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """One text of an item with its metadata. Open until it is published, withheld or dropped, and never changed after.

    `revision` counts what was saved; whoever saves says which one was read, so that two who edit do not overwrite each other.
    `digest` is the SHA-256 of exactly what is approved (text, metadata, files), set when it is sent into sign-off. `text` is
    the plain text of `body`. `title_key` is the title without punctuation, by which duplicates are found. `authors`: the users
    who wrote any of it, and those whom they stood in for: none of them approves it.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200, blank=True)
    title_key = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    text = models.TextField(blank=True)
    column = models.ForeignKey(Column, models.PROTECT, null=True, blank=True, related_name="+")
    entry_key = models.CharField(max_length=80, blank=True)
    duty = models.CharField(max_length=60, blank=True)
    document_no = models.CharField(max_length=60, blank=True)
    issuing_body = models.CharField(max_length=200, blank=True)
    written_on = models.DateField(null=True, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    genre = models.CharField(max_length=40, blank=True)
    keywords = models.CharField(max_length=200, blank=True)
    summary = models.CharField(max_length=500, blank=True)
    five_open = models.CharField(
        max_length=12, blank=True, choices=[(each.value, each.label) for each in FiveOpen]
    )
    audience = models.CharField(max_length=100, blank=True)
    attribute = models.CharField(
        max_length=12, blank=True, choices=[(each.value, each.label) for each in Attribute]
    )
    grounds = models.JSONField(default=list)
    reasons = models.CharField(max_length=500, blank=True)
    required_by = models.CharField(max_length=200, blank=True)
    validity = models.CharField(
        max_length=12, blank=True, choices=[(each.value, each.label) for each in Validity]
    )
    effective_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    source_name = models.CharField(max_length=120, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    naming_required = models.CharField(max_length=200, blank=True)
    consulted = models.CharField(max_length=200, blank=True)
    publish_after = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    acknowledged = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    authors = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["document_no"], condition=~models.Q(document_no=""), name="editions_by_document_no"
            ),
            models.Index(fields=["title_key"], name="editions_by_title"),
            models.Index(
                fields=["publish_after"],
                condition=models.Q(
                    published_at__isnull=True, ended_at__isnull=True, publish_after__isnull=False
                ),
                name="editions_to_publish",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="an_edition_number_once"),
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(published_at__isnull=True, ended_at__isnull=True),
                name="one_open_edition",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(ended_at__isnull=True),
                name="an_edition_is_published_or_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} e{self.number} {self.title}"


class Use(StrEnum):
    """What a file of an edition is for."""

    ATTACHMENT = "attachment"
    IMAGE = "image"
    ORIGINAL = "original"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"attachment": "附件", "image": "正文图片", "original": "原稿"}[self.value]


class Attachment(models.Model):
    """A file of an edition. The original, from which the text came, is kept and not handed out to the public."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    use = models.CharField(
        max_length=12, choices=[(each.value, each.label) for each in Use], default=Use.ATTACHMENT
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="a_place_of_an_attachment"),
        ]

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """A public text that links to, or names the number of, another item: where it is used."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="mentions")
    item = models.ForeignKey(Item, models.PROTECT, related_name="mentioned")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "item"], name="a_mention_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} → {self.item_id}"
