import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_letterhead"),
        ("normative", "0001_initial"),
        ("publication", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftingNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafting_notes",
                        to="normative.document",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GoingAhead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ahead",
                        to="normative.document",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Interpretation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("responsible", models.CharField(blank=True, max_length=80)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interpretations",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-id"], name="interpretations_of_an_agency")],
            },
        ),
        migrations.CreateModel(
            name="InterpretationRule",
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
                        blank=True,
                        choices=[
                            ("regulation", "规章"),
                            ("normative_document", "行政规范性文件"),
                            ("policy_document", "其他政策文件"),
                        ],
                        max_length=20,
                    ),
                ),
                ("plan_first", models.BooleanField(default=True)),
                ("departments_interpret", models.BooleanField(default=True)),
                ("together", models.BooleanField(default=True)),
                ("fault_working_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("alike_percent", models.PositiveSmallIntegerField(default=50)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "kind", "-id"], name="rules_of_interpretation")],
            },
        ),
        migrations.CreateModel(
            name="KeptMeasures",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("below", models.BooleanField(default=False)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("interpreted", models.PositiveIntegerField()),
                ("needed", models.PositiveIntegerField()),
                ("forms", models.JSONField()),
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
                "indexes": [models.Index(fields=["agency", "-id"], name="kept_measures_of_an_agency")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("interpreted__lte", models.F("needed"))),
                        name="a_rate_of_no_more_than_all",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("forms", models.JSONField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "interpretation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="normative.interpretation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("forms", []), _negated=True), name="a_plan_has_forms"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("text", "文字"),
                            ("graphic", "图解"),
                            ("questions", "问答"),
                            ("audio", "音频"),
                            ("video", "视频"),
                            ("animation", "动漫"),
                            ("h5", "H5"),
                            ("press_conference", "新闻发布会"),
                            ("interview", "访谈"),
                            ("expert", "专家解读"),
                            ("on_site", "现场宣讲"),
                        ],
                        max_length=20,
                    ),
                ),
                ("attachment", models.CharField(blank=True, max_length=200)),
                ("accessible", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "interpretation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renderings",
                        to="normative.interpretation",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renderings",
                        to="publication.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "form__in",
                                [
                                    "text",
                                    "graphic",
                                    "questions",
                                    "audio",
                                    "video",
                                    "animation",
                                    "h5",
                                    "press_conference",
                                    "interview",
                                    "expert",
                                    "on_site",
                                ],
                            )
                        ),
                        name="form_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=300)),
                ("answer", models.TextField()),
                ("position", models.PositiveIntegerField()),
                ("edition", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="normative.document",
                    ),
                ),
                (
                    "rendering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="normative.rendering",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Serving",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="servings",
                        to="normative.document",
                    ),
                ),
                (
                    "interpretation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="servings",
                        to="normative.interpretation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TakenBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "ahead",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="normative.goingahead",
                    ),
                ),
                (
                    "note",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="normative.draftingnote",
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="normative.plan",
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="normative.question",
                    ),
                ),
                (
                    "rendering",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="normative.rendering",
                    ),
                ),
                (
                    "serving",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="normative.serving",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="undone_with_a_reason"
                    )
                ],
            },
        ),
    ]
