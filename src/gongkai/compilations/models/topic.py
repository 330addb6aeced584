"""Topics: sections of items of several levels and of policies of others, and everything that was done to them."""

from django.conf import settings
from django.db import models

from gongkai.agencies.models import Agency
from gongkai.compilations.models.kinds import Deed, Origin, TopicKind, TopicState
from gongkai.publication.models import Item


class Topic(models.Model):
    """A topic of an agency. `slug` stands in its address and never changes; `revision` counts what was done to it.

    `state`, `opened_at`, `closed_at` follow from the deeds and are written with them. `cover`: one line under the title.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="topics")
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=[(each.value, each.label) for each in TopicKind])
    title = models.CharField(max_length=80)
    cover = models.CharField(max_length=120, blank=True)
    introduction = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=100)
    state = models.CharField(
        max_length=8, choices=[(each.value, each.label) for each in TopicState], default=TopicState.DRAFT
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["state", "position", "-opened_at"], name="topics_in_their_order"),
            models.Index(fields=["agency", "-touched_at"], name="topics_of_an_agency"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=TopicState.DRAFT) | models.Q(opened_at__isnull=False),
                name="a_topic_shown_was_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """A part of a topic; of “一件事” a step. Removed ones stay, so that what stood in them is known."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="sections")
    title = models.CharField(max_length=60)
    note = models.CharField(max_length=500, blank=True)
    position = models.PositiveIntegerField()
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Place(models.Model):
    """What stands in a section: an item of this platform, or the address of a policy of somebody else.

    Added when it is put in; `taken_out_at` is set once. `title` is that of an outside policy; that of an item is its own.
    """

    section = models.ForeignKey(Section, models.PROTECT, related_name="places")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=80, blank=True)
    origin = models.CharField(max_length=12, choices=[(each.value, each.label) for each in Origin])
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField()
    put_in_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["item"],
                condition=models.Q(item__isnull=False, taken_out_at__isnull=True),
                name="topics_with_an_item",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(item__isnull=False) & models.Q(address=""))
                | (models.Q(item__isnull=True) & ~models.Q(address="") & ~models.Q(title="")),
                name="a_place_has_an_item_or_an_address",
            ),
            models.UniqueConstraint(
                fields=["section", "item"],
                condition=models.Q(taken_out_at__isnull=True),
                name="an_item_once_in_a_section",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"item {self.item_id}"


class TopicChange(models.Model):
    """Something was done to a topic: who did it, when, and to what. Added, never changed."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="changes")
    deed = models.CharField(max_length=20, choices=[(each.value, each.label) for each in Deed])
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    told = models.CharField(max_length=300, blank=True)
    because = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["topic", "-id"], name="changes_of_a_topic")]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.deed}"
