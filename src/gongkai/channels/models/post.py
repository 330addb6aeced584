"""Posts: a text was put out on a carrier on a day; how often it was read; what proves it. Added and taken back, never changed."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.channels.models.carrier import Carrier
from gongkai.channels.models.importing import Intake
from gongkai.publication.models import Item
from gongkai.records.models import StoredFile


class Piece(models.Model):
    """A text that was put out and is no item here: from an older platform, or written for the carrier alone."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    title_key = models.CharField(max_length=200)
    first_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["agency", "title_key", "first_on"], name="pieces_by_title")]

    def __str__(self) -> str:
        return self.title


class Post(models.Model):
    """One text on one carrier. Either an item or a piece; `title` as it stood there, `title_key` the same to be found by.

    `agency` is that of the carrier. `out_at`: when it went out; where only the day is known (`timed` false), the end of that
    day, so that nothing that is known to be later comes before it. `address`: of its page. `place`, `until`: where it hangs,
    and the last day of it. `intake`, `row`: the file and the row that it came from.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="posts")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="posts")
    piece = models.ForeignKey(Piece, models.PROTECT, null=True, blank=True, related_name="posts")
    title = models.CharField(max_length=200)
    title_key = models.CharField(max_length=200)
    out_at = models.DateTimeField()
    timed = models.BooleanField(default=False)
    address = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True, blank=True)
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="posts")
    row = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["carrier", "title_key"], name="posts_by_title")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item__isnull=False, piece__isnull=True)
                | models.Q(item__isnull=True, piece__isnull=False),
                name="a_post_is_of_an_item_or_a_piece",
            ),
            models.CheckConstraint(
                condition=models.Q(intake__isnull=True, row__isnull=True)
                | models.Q(intake__isnull=False, row__isnull=False),
                name="an_imported_post_has_its_row",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PostVoid(models.Model):
    """A post is taken back: it was entered by mistake, or is no longer to be seen. It counts nowhere."""

    post = models.OneToOneField(Post, models.PROTECT, related_name="void")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="a_post_void_says_why")]

    def __str__(self) -> str:
        return f"{self.post_id}"


class Standing(models.Model):
    """A post that counts: what lists and figures are made of. Follows from the posts; written with each of them, made anew daily.

    `month`: in which it went out in China, as 202603. `leading`: no post of its text is earlier. `ahead`: it leads, and before
    this platform too; when an item first went out here never changes. Whether the item still stands here is asked of the item.
    """

    post = models.OneToOneField(Post, models.CASCADE, related_name="standing")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="standings", db_index=False)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    piece = models.ForeignKey(Piece, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    out_at = models.DateTimeField()
    month = models.PositiveIntegerField()
    leading = models.BooleanField(default=False)
    ahead = models.BooleanField(default=False)

    class Meta:
        indexes = [
            # All that figures ask of a post, in the order in which they are grouped.
            models.Index(
                fields=["agency", "carrier", "month", "item", "leading", "ahead", "out_at"],
                name="figures_of_an_agency",
            ),
            models.Index(fields=["agency", "-out_at", "-post"], name="standing_of_an_agency"),
            models.Index(fields=["carrier", "-out_at", "-post"], name="standing_on_a_carrier"),
            models.Index(fields=["-out_at", "-post"], name="newest_standing"),
            models.Index(fields=["item"], condition=models.Q(ahead=True), name="ahead_of_the_platform"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(leading=True), name="one_post_leads_an_item"
            ),
            models.UniqueConstraint(
                fields=["piece"], condition=models.Q(leading=True), name="one_post_leads_a_piece"
            ),
            models.CheckConstraint(
                condition=models.Q(ahead=False) | models.Q(leading=True, item__isnull=False),
                name="what_is_ahead_leads",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}"


class Tally(models.Model):
    """How often a post was read, liked, passed on and answered, as of a day. None: the platform does not say."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="tallies")
    as_of = models.DateField()
    reads = models.PositiveBigIntegerField(null=True, blank=True)
    likes = models.PositiveBigIntegerField(null=True, blank=True)
    forwards = models.PositiveBigIntegerField(null=True, blank=True)
    comments = models.PositiveBigIntegerField(null=True, blank=True)
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="tallies")
    row = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.post_id} {self.as_of}"


class TallyVoid(models.Model):
    """Figures of a post are taken back."""

    tally = models.OneToOneField(Tally, models.PROTECT, related_name="void")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="a_tally_void_says_why")]

    def __str__(self) -> str:
        return f"{self.tally_id}"


class LatestTally(models.Model):
    """The figures of a post that count now. Follows from them; written with each of them, and made anew every day."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="latest")
    tally = models.OneToOneField(Tally, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.post_id}"


class Photo(models.Model):
    """A photograph that proves that something hung where a post says. Not for the public."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    taken_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.post_id} {self.taken_on}"
