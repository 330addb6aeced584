import django.db.models.deletion
from django.db import migrations, models

import gongkai.normative.models.kinds


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0005_letterhead"),
        ("publication", "0001_initial"),
        ("records", "0004_erased_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("documents", models.PositiveIntegerField()),
                ("changes", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
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
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "digest"), name="a_register_list_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                            ("regulation", "规章"),
                            ("normative_document", "行政规范性文件"),
                            ("policy_document", "其他政策文件"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("title_key", models.CharField(max_length=200)),
                ("document_no", models.CharField(blank=True, max_length=60)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("serial", models.PositiveIntegerField(blank=True, null=True)),
                ("registry_no", models.CharField(blank=True, max_length=60)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("effective_on", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("trial", models.BooleanField(default=False)),
                ("interests", models.BooleanField(default=True)),
                ("made_public", models.BooleanField(default=True)),
                ("general", models.BooleanField(default=True)),
                ("repeatable", models.BooleanField(default=True)),
                (
                    "excluded",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("internal", "内部工作制度"),
                            ("personnel", "人事任免"),
                            ("minutes", "会议纪要"),
                            ("plan", "工作方案、规划"),
                            ("request", "请示、报告"),
                            ("commendation", "表彰奖惩"),
                        ],
                        max_length=20,
                    ),
                ),
                ("market", models.BooleanField(default=False)),
                ("important", models.BooleanField(default=False)),
                ("secret", models.BooleanField(default=False)),
                ("interpreted", models.BooleanField(default=True)),
                (
                    "early",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("national_security", "涉及国家安全"),
                            ("exchange_rate", "涉及外汇汇率"),
                            ("monetary_policy", "涉及货币政策的确定"),
                            ("would_hinder", "公布后不立即施行将有碍施行"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "marked",
                    models.CharField(
                        choices=[
                            ("public", "此件公开发布"),
                            ("not_public", "此件不公开"),
                            ("unknown", "未标注"),
                        ],
                        default=gongkai.normative.models.kinds.Marked["UNKNOWN"],
                        max_length=12,
                    ),
                ),
                ("articles", models.JSONField(default=list)),
                (
                    "origin",
                    models.CharField(
                        choices=[("here", "在本平台办理"), ("entered", "补录"), ("imported", "批量导入")],
                        max_length=10,
                    ),
                ),
                ("row", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("gone", models.BooleanField(default=False)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "validity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_yet", "尚未施行"),
                            ("valid", "有效"),
                            ("amended", "已修改"),
                            ("expired", "失效"),
                            ("repealed", "废止"),
                        ],
                        max_length=12,
                    ),
                ),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "next_step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("need_check", "need_check"),
                            ("draft", "draft"),
                            ("assessment", "assessment"),
                            ("comment", "comment"),
                            ("feedback", "feedback"),
                            ("legality_review", "legality_review"),
                            ("competition_review", "competition_review"),
                            ("deliberation", "deliberation"),
                            ("register_number_issue", "register_number_issue"),
                            ("publish", "publish"),
                            ("interpret", "interpret"),
                            ("file", "file"),
                            ("evaluate", "evaluate"),
                            ("end", "end"),
                        ],
                        max_length=30,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("faults", models.PositiveIntegerField(default=0)),
                ("refreshed_on", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents_made",
                        to="agencies.agency",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="normative.document",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="agencies.agency",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="publication.item",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brought_documents",
                        to="normative.registerimport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["holder", "gone", "validity", "-issued_on", "-id"], name="register_by_state"
                    ),
                    models.Index(
                        fields=["holder", "gone", "-issued_on", "-id"], name="register_of_an_agency"
                    ),
                    models.Index(fields=["gone", "-issued_on", "-id"], name="newest_documents"),
                    models.Index(fields=["code", "year", "serial"], name="documents_by_code"),
                    models.Index(
                        condition=models.Q(("document_no", ""), _negated=True),
                        fields=["document_no"],
                        name="documents_by_no",
                    ),
                    models.Index(fields=["title_key"], name="documents_by_title"),
                    models.Index(
                        condition=models.Q(("until__isnull", False)),
                        fields=["until"],
                        name="documents_to_end",
                    ),
                    models.Index(
                        condition=models.Q(("due_on__isnull", False)),
                        fields=["due_on"],
                        name="documents_with_a_day",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("gone", False),
                            ("origin", gongkai.normative.models.kinds.Origin["HERE"]),
                            models.Q(("document_no", ""), _negated=True),
                        ),
                        fields=("document_no",),
                        name="a_number_given_here_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("gone", False), ("item__isnull", False)),
                        fields=("item",),
                        name="an_item_of_one_document",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("run__isnull", False)),
                        fields=("run", "row"),
                        name="a_document_of_a_row",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="a_document_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on__isnull", True), ("issued_on__isnull", False), _connector="OR"
                        ),
                        name="a_published_document_was_issued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["regulation", "normative_document", "policy_document"])
                        ),
                        name="document_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="normative.document",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Doing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("need_check", "need_check"),
                            ("draft", "draft"),
                            ("assessment", "assessment"),
                            ("comment", "comment"),
                            ("feedback", "feedback"),
                            ("legality_review", "legality_review"),
                            ("competition_review", "competition_review"),
                            ("deliberation", "deliberation"),
                            ("register_number_issue", "register_number_issue"),
                            ("publish", "publish"),
                            ("interpret", "interpret"),
                            ("file", "file"),
                            ("evaluate", "evaluate"),
                            ("end", "end"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[("begun", "开始"), ("passed", "完成"), ("failed", "未通过")], max_length=10
                    ),
                ),
                ("on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doings",
                        to="normative.document",
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
                "indexes": [models.Index(fields=["document", "on", "id"], name="steps_of_a_document")],
            },
        ),
        migrations.CreateModel(
            name="JointBody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("position", models.PositiveSmallIntegerField()),
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
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint",
                        to="normative.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("document", "position"), name="a_place_of_a_joint_body"),
                    models.UniqueConstraint(fields=("document", "name"), name="a_joint_body_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("whole", models.BooleanField(default=True)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "documents",
                    models.ManyToManyField(blank=True, related_name="moves", to="normative.document"),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents_handed_over",
                        to="agencies.agency",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents_taken_over",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["on", "id"], name="moves_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("of", models.F("to")), _negated=True),
                        name="a_move_to_another_body",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("amended", "修改"),
                            ("repealed_in_part", "部分废止"),
                            ("extended", "延长有效期"),
                            ("declared_expired", "宣布失效"),
                            ("repealed", "废止"),
                            ("replaced", "被替代废止"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField()),
                ("articles", models.JSONField(default=list)),
                ("until", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("row", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "cause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes_out",
                        to="normative.document",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes_in",
                        to="normative.document",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brought_changes",
                        to="normative.registerimport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["of", "on", "id"], name="changes_of_a_document"),
                    models.Index(fields=["cause", "on", "id"], name="changes_by_a_document"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("of", models.F("cause")), _negated=True),
                        name="a_change_by_another_document",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("run__isnull", False)),
                        fields=("run", "row"),
                        name="a_change_of_a_row",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Voiding",
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
                    "change",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voiding",
                        to="normative.change",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voiding",
                        to="normative.document",
                    ),
                ),
                (
                    "doing",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voiding",
                        to="normative.doing",
                    ),
                ),
                (
                    "move",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voiding",
                        to="normative.move",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("change__isnull", True),
                                ("document__isnull", False),
                                ("doing__isnull", True),
                                ("move__isnull", True),
                            ),
                            models.Q(
                                ("change__isnull", True),
                                ("document__isnull", True),
                                ("doing__isnull", False),
                                ("move__isnull", True),
                            ),
                            models.Q(
                                ("change__isnull", False),
                                ("document__isnull", True),
                                ("doing__isnull", True),
                                ("move__isnull", True),
                            ),
                            models.Q(
                                ("change__isnull", True),
                                ("document__isnull", True),
                                ("doing__isnull", True),
                                ("move__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="one_row_is_taken_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="taken_back_with_a_reason"
                    ),
                ],
            },
        ),
    ]
