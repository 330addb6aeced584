import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_letterhead"),
        ("annual_reports", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Compiled",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("cells", models.JSONField()),
                ("told", models.JSONField(default=dict)),
                ("covers", models.JSONField(default=list)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="Frozen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("by_hand", models.JSONField(default=dict)),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "compiled",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annual_reports.compiled",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkingReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("scope", models.CharField(choices=[("own", "本级"), ("rolled_up", "汇总")], max_length=10)),
                ("form", models.CharField(max_length=20)),
                ("begun_at", models.DateTimeField()),
                ("begun_by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_reports",
                        to="agencies.agency",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("submitted", "报送"),
                            ("withdrawn", "撤回报送"),
                            ("returned", "退回修改"),
                            ("accepted", "审核通过"),
                            ("sent_to_sign", "送签"),
                            ("signed", "签发"),
                            ("refused", "未予签发"),
                            ("published", "发布"),
                            ("reopened", "更正"),
                        ],
                        max_length=14,
                    ),
                ),
                ("remarks", models.CharField(blank=True, max_length=1000)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "frozen",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="annual_reports.frozen",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="annual_reports.annualreport",
                    ),
                ),
                (
                    "working",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="annual_reports.workingreport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SectionText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("based_on", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "working",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="annual_reports.workingreport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ManualFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cell", models.CharField(max_length=80)),
                ("value", models.DecimalField(decimal_places=4, max_digits=20)),
                ("reason", models.CharField(max_length=300)),
                ("source", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("taken_back_by", models.CharField(blank=True, max_length=60)),
                ("taken_back_why", models.CharField(blank=True, max_length=300)),
                (
                    "working",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="annual_reports.workingreport",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="frozen",
            name="working",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="snapshots",
                to="annual_reports.workingreport",
            ),
        ),
        migrations.AddField(
            model_name="compiled",
            name="working",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="compilations",
                to="annual_reports.workingreport",
            ),
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("own", "本级数据"),
                            ("compiled", "平台编制"),
                            ("reported", "报送的报告"),
                            ("missing", "未报送"),
                            ("failing", "有错误"),
                            ("other_form", "年度或格式不符"),
                            ("left_out", "不计入"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300)),
                ("cells", models.JSONField(default=dict)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "compiled",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="annual_reports.compiled",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="used_by",
                        to="annual_reports.compiled",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="used_by",
                        to="annual_reports.annualreport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("compiled", "agency"), name="a_body_contributes_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RollUpRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("counts", models.BooleanField()),
                ("first_year", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("taken_back_by", models.CharField(blank=True, max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("agency", "first_year"),
                        name="one_roll_up_rule_holds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="a_roll_up_rule_is_explained"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="workingreport",
            index=models.Index(fields=["year", "scope"], name="working_reports_of_a_year"),
        ),
        migrations.AddConstraint(
            model_name="workingreport",
            constraint=models.UniqueConstraint(
                fields=("agency", "year", "scope"), name="a_working_report_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="workingreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope__in", ["own", "rolled_up"])), name="scope_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("working", "number"), name="a_step_number_once"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "returned"), _negated=True),
                    models.Q(("remarks", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_returned_report_has_remarks",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "published"), _negated=True),
                    ("version__isnull", False),
                    _connector="OR",
                ),
                name="a_published_report_is_a_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectiontext",
            constraint=models.UniqueConstraint(
                fields=("working", "section", "number"), name="a_text_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectiontext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "number",
                        django.db.models.expressions.CombinedExpression(
                            models.F("based_on"), "+", models.Value(1)
                        ),
                    )
                ),
                name="a_text_follows_what_was_seen",
            ),
        ),
        migrations.AddConstraint(
            model_name="manualfigure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at__isnull", True)),
                fields=("working", "cell"),
                name="one_figure_by_hand_holds",
            ),
        ),
        migrations.AddConstraint(
            model_name="manualfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True), models.Q(("source", ""), _negated=True)
                ),
                name="a_figure_by_hand_is_explained",
            ),
        ),
        migrations.AddConstraint(
            model_name="frozen",
            constraint=models.UniqueConstraint(fields=("working", "number"), name="a_snapshot_number_once"),
        ),
        migrations.AddConstraint(
            model_name="compiled",
            constraint=models.UniqueConstraint(
                fields=("working", "number"), name="a_compilation_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="compiled",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="compilations_from_one"
            ),
        ),
    ]
