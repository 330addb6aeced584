import django.db.models.deletion
from django.db import migrations, models

import gongkai.normative.models.cleanup


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_letterhead"),
        ("normative", "0002_interpretation"),
        ("publication", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cleanup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=100)),
                ("as_of", models.DateField()),
                ("due_on", models.DateField()),
                ("basis", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("title",), name="a_cleanup_of_one_name"),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="a_cleanup_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CleanupBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("waiting", "未报送"),
                            ("handed_in", "已报送，待审核"),
                            ("returned", "已退回"),
                            ("accepted", "已审核"),
                        ],
                        default=gongkai.normative.models.cleanup.Stage["WAITING"],
                        max_length=12,
                    ),
                ),
                ("since", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "cleanup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bodies",
                        to="normative.cleanup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("cleanup", "agency"), name="a_body_of_a_cleanup_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CleanupDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("changes", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "cause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="normative.document"
                    ),
                ),
                (
                    "cleanup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="normative.cleanup",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CleanupLists",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "cleanup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lists",
                        to="normative.cleanup",
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="publication.item"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CleanupTurn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "turn",
                    models.CharField(
                        choices=[
                            ("handed_in", "报送"),
                            ("returned", "退回"),
                            ("accepted", "审核通过"),
                            ("reminded", "催报"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="normative.cleanupbody",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["body", "id"], name="turns_of_a_body")],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "继续有效"),
                            ("amend", "拟修改"),
                            ("repeal", "废止"),
                            ("expired", "宣布失效"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="normative.cleanupbody",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="normative.document",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["body", "document", "id"], name="judgements_of_a_body")],
            },
        ),
    ]
