import django.db.models.deletion
from django.db import migrations, models

import gongkai.channels.models.kinds


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0005_letterhead"),
        ("publication", "0001_initial"),
        ("records", "0004_erased_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Carrier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("website", "政府网站"),
                            ("gazette", "政府公报"),
                            ("wechat", "微信公众号"),
                            ("weibo", "微博"),
                            ("toutiao", "今日头条"),
                            ("video", "短视频号"),
                            ("app", "移动客户端"),
                            ("other_media", "其他新媒体"),
                            ("conference", "新闻发布会"),
                            ("paper", "报刊"),
                            ("radio", "广播"),
                            ("television", "电视"),
                            ("reading_place", "公共查阅点"),
                            ("service_centre", "政务服务中心"),
                            ("notice_board", "公开栏"),
                            ("screen", "电子屏"),
                            ("poster", "海报、宣传页"),
                            ("other", "其他"),
                        ],
                        max_length=15,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("platform", models.CharField(blank=True, max_length=40)),
                ("account", models.CharField(blank=True, max_length=80)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("hours", models.CharField(blank=True, max_length=100)),
                ("office", models.CharField(blank=True, max_length=60)),
                (
                    "filing",
                    models.CharField(
                        choices=[("not_filed", "未备案"), ("filed", "已备案"), ("cancelled", "已注销")],
                        default=gongkai.channels.models.kinds.Filing["NOT_FILED"],
                        max_length=10,
                    ),
                ),
                ("filing_no", models.CharField(blank=True, max_length=60)),
                ("filed_on", models.DateField(blank=True, null=True)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closed_because", models.CharField(blank=True, max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carriers",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "kind", "id"], name="carriers_of_an_agency")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=("agency", "kind", "name"),
                        name="an_open_carrier_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "website",
                                    "gazette",
                                    "wechat",
                                    "weibo",
                                    "toutiao",
                                    "video",
                                    "app",
                                    "other_media",
                                    "conference",
                                    "paper",
                                    "radio",
                                    "television",
                                    "reading_place",
                                    "service_centre",
                                    "notice_board",
                                    "screen",
                                    "poster",
                                    "other",
                                ],
                            )
                        ),
                        name="carrier_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("filing__in", ["not_filed", "filed", "cancelled"])),
                        name="carrier_filing_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="a_carrier_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("columns", models.JSONField(default=dict)),
                ("as_of", models.DateField()),
                ("rows", models.PositiveIntegerField()),
                ("added", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField()),
                ("counted", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intakes",
                        to="channels.carrier",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.storedfile",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["carrier", "-id"], name="intakes_of_a_carrier")],
            },
        ),
        migrations.CreateModel(
            name="IntakeVoid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "intake",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="void", to="channels.intake"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="an_intake_void_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("title_key", models.CharField(max_length=200)),
                ("first_on", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "title_key", "first_on"], name="pieces_by_title")],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("title_key", models.CharField(max_length=200)),
                ("out_at", models.DateTimeField()),
                ("timed", models.BooleanField(default=False)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("until", models.DateField(blank=True, null=True)),
                ("row", models.PositiveIntegerField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="channels.carrier",
                    ),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="channels.intake",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="publication.item",
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="channels.piece",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "-out_at", "-id"], name="posts_of_an_agency"),
                    models.Index(fields=["carrier", "-out_at", "-id"], name="posts_of_a_carrier"),
                    models.Index(fields=["-out_at", "-id"], name="newest_posts"),
                    models.Index(fields=["carrier", "title_key"], name="posts_by_title"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item__isnull", False), ("piece__isnull", True)),
                            models.Q(("item__isnull", True), ("piece__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_post_is_of_an_item_or_a_piece",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("intake__isnull", True), ("row__isnull", True)),
                            models.Q(("intake__isnull", False), ("row__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_imported_post_has_its_row",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.storedfile"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="channels.post"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FirstPost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("out_at", models.DateTimeField()),
                (
                    "item",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="first_post",
                        to="publication.item",
                    ),
                ),
                (
                    "piece",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="first_post",
                        to="channels.piece",
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leading",
                        to="channels.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PostVoid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="void", to="channels.post"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="a_post_void_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("below", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("news", "动态、要闻"),
                            ("notice", "通知公告"),
                            ("policy", "政策文件"),
                            ("statutory", "法定主动公开内容"),
                            ("static", "长期公开内容"),
                        ],
                        max_length=12,
                    ),
                ),
                ("within", models.PositiveSmallIntegerField()),
                ("begins_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="channels.carrier",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="publication.column",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("column__isnull", True), ("kind", ""), _connector="OR"),
                        name="a_rule_for_column_or_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("as_of", models.DateField()),
                ("reads", models.PositiveBigIntegerField(blank=True, null=True)),
                ("likes", models.PositiveBigIntegerField(blank=True, null=True)),
                ("forwards", models.PositiveBigIntegerField(blank=True, null=True)),
                ("comments", models.PositiveBigIntegerField(blank=True, null=True)),
                ("row", models.PositiveIntegerField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "intake",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tallies",
                        to="channels.intake",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tallies",
                        to="channels.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LatestTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="latest", to="channels.post"
                    ),
                ),
                (
                    "tally",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="channels.tally"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TallyVoid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "tally",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="void", to="channels.tally"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="a_tally_void_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="channels.carrier",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="publication.item"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="channels.rule",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "due_on", "id"], name="tasks_of_an_agency")],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "carrier", "rule"), name="a_task_of_a_rule_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskDrop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drop", to="channels.task"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="a_dropped_task_says_why"
                    )
                ],
            },
        ),
    ]
