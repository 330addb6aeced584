import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.compilations.models.kinds


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agencies", "0005_letterhead"),
        ("publication", "0001_initial"),
        ("records", "0004_erased_files"),
        ("signoff", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Issue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=60)),
                ("sponsor", models.CharField(blank=True, max_length=80)),
                ("year", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("total", models.PositiveIntegerField()),
                ("dated_on", models.DateField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("touched_at", models.DateTimeField()),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("pdf_of", models.CharField(blank=True, max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gazettes",
                        to="agencies.agency",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.storedfile",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signoff.round",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-total"], name="issues_of_an_agency")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at__isnull", True)),
                        fields=("agency", "year", "number"),
                        name="an_issue_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at__isnull", True)),
                        fields=("agency", "total"),
                        name="a_total_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"
                        ),
                        name="an_issue_came_out_or_was_dropped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rubric",
                    models.CharField(
                        choices=[
                            ("rules", "政府规章"),
                            ("government", "政府文件"),
                            ("office", "政府办公室文件"),
                            ("departments", "部门文件"),
                            ("appointments", "人事任免"),
                            ("interpretation", "政策解读"),
                            ("other", "其他"),
                        ],
                        max_length=16,
                    ),
                ),
                ("rubric_place", models.PositiveSmallIntegerField()),
                ("position", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                ("put_in_at", models.DateTimeField()),
                ("taken_out_at", models.DateTimeField(blank=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="publication.edition",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="publication.item"
                    ),
                ),
                (
                    "put_in_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="compilations.issue",
                    ),
                ),
            ],
            options={
                "ordering": ["rubric_place", "position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_out_at__isnull", True)),
                        fields=("issue", "item"),
                        name="an_item_once_in_an_issue",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("issue", "number"),
                        name="an_article_number_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("subject", "专题"), ("one_thing", "一件事"), ("frequent", "高频事项")],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("cover", models.CharField(blank=True, max_length=120)),
                ("introduction", models.TextField(blank=True)),
                ("position", models.PositiveIntegerField(default=100)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "未公开"), ("open", "已公开"), ("closed", "已结束")],
                        default=gongkai.compilations.models.kinds.TopicState["DRAFT"],
                        max_length=8,
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("touched_at", models.DateTimeField()),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="topics",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "position", "-opened_at"], name="topics_in_their_order"),
                    models.Index(fields=["agency", "-touched_at"], name="topics_of_an_agency"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", gongkai.compilations.models.kinds.TopicState["DRAFT"]),
                            ("opened_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_topic_shown_was_opened",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=60)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("position", models.PositiveIntegerField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="compilations.topic",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("source", models.CharField(blank=True, max_length=80)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("nation", "国家"),
                            ("province", "省级"),
                            ("prefecture", "市级"),
                            ("county", "县级"),
                            ("township", "乡镇（街道）"),
                            ("department", "部门"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("position", models.PositiveIntegerField()),
                ("put_in_at", models.DateTimeField()),
                ("taken_out_at", models.DateTimeField(blank=True, null=True)),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="publication.item",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="compilations.section",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("item__isnull", False), ("taken_out_at__isnull", True)),
                        fields=["item"],
                        name="topics_with_an_item",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item__isnull", False), ("address", "")),
                            models.Q(
                                ("item__isnull", True),
                                models.Q(("address", ""), _negated=True),
                                models.Q(("title", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_place_has_an_item_or_an_address",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("taken_out_at__isnull", True)),
                        fields=("section", "item"),
                        name="an_item_once_in_a_section",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Code",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12, unique=True)),
                ("made_at", models.DateTimeField()),
                (
                    "place",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="code",
                        to="compilations.place",
                    ),
                ),
                (
                    "section",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="code",
                        to="compilations.section",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codes",
                        to="compilations.topic",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("place__isnull", True), ("section__isnull", True)),
                        fields=("topic",),
                        name="one_code_of_a_whole_topic",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("section__isnull", True), ("place__isnull", True), _connector="OR"
                        ),
                        name="a_code_leads_to_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scans",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="compilations.code",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("code", "on"), name="a_day_of_a_code_once")],
            },
        ),
        migrations.CreateModel(
            name="TopicChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("begun", "新建"),
                            ("altered", "修改介绍"),
                            ("section_added", "增加分栏"),
                            ("section_altered", "修改分栏"),
                            ("section_removed", "去掉分栏"),
                            ("put_in", "加入"),
                            ("taken_out", "移出"),
                            ("moved", "调整顺序"),
                            ("opened", "公开"),
                            ("closed", "结束"),
                            ("reopened", "恢复"),
                        ],
                        max_length=20,
                    ),
                ),
                ("told", models.CharField(blank=True, max_length=300)),
                ("because", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="compilations.place",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="compilations.section",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="compilations.topic",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["topic", "-id"], name="changes_of_a_topic")],
            },
        ),
    ]
