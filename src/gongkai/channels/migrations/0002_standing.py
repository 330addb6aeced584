"""Posts that count, with what figures group them by, in place of the first posts alone; reminders of tasks."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import django.db.models.deletion
from django.db import migrations, models

_BLOCK = 90


def fill(apps: Any, _editor: Any) -> None:
    """A row for each post that was not taken back."""
    apps.get_model("channels", "Standing").objects.bulk_create(_rows(apps), batch_size=_BLOCK)


def _rows(apps: Any) -> Iterator[Any]:
    leading = set(apps.get_model("channels", "FirstPost").objects.values_list("post", flat=True))
    made = apps.get_model("channels", "Standing")
    posts = apps.get_model("channels", "Post").objects.filter(void__isnull=True).select_related("item")
    for post in posts.order_by("pk").iterator(chunk_size=1_000):
        leads, on = post.pk in leading, post.out_at.astimezone(ZoneInfo("Asia/Shanghai"))
        here = post.item.first_published_at if post.item else None
        yield made(
            post_id=post.pk,
            agency_id=post.agency_id,
            carrier_id=post.carrier_id,
            item_id=post.item_id,
            piece_id=post.piece_id,
            out_at=post.out_at,
            month=100 * on.year + on.month,
            leading=leads,
            ahead=bool(leads and here and post.out_at < here),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_letterhead"),
        ("channels", "0001_initial"),
        ("publication", "0002_first_out"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("due", "期限最后一个工作日"),
                            ("overdue", "已经逾期"),
                            ("long_overdue", "逾期超过五个工作日"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="channels.task",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(fields=("task", "level"), name="a_reminder_of_a_level_once"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["due", "overdue", "long_overdue"])),
                name="reminder_level_known",
            ),
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("out_at", models.DateTimeField()),
                ("month", models.PositiveIntegerField()),
                ("leading", models.BooleanField(default=False)),
                ("ahead", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="channels.carrier",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="publication.item",
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="channels.piece",
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing",
                        to="channels.post",
                    ),
                ),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.DeleteModel(name="FirstPost"),
        migrations.RemoveIndex(model_name="post", name="posts_of_an_agency"),
        migrations.RemoveIndex(model_name="post", name="posts_of_a_carrier"),
        migrations.RemoveIndex(model_name="post", name="newest_posts"),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                fields=["agency", "carrier", "month", "item", "leading", "ahead", "out_at"],
                name="figures_of_an_agency",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["agency", "-out_at", "-post"], name="standing_of_an_agency"),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["carrier", "-out_at", "-post"], name="standing_on_a_carrier"),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["-out_at", "-post"], name="newest_standing"),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("ahead", True)), fields=["item"], name="ahead_of_the_platform"
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("leading", True)), fields=("item",), name="one_post_leads_an_item"
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("leading", True)), fields=("piece",), name="one_post_leads_a_piece"
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ahead", False),
                    models.Q(("item__isnull", False), ("leading", True)),
                    _connector="OR",
                ),
                name="what_is_ahead_leads",
            ),
        ),
    ]
