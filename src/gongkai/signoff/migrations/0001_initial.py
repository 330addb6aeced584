import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agencies", "0002_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("steps", models.JSONField()),
                ("set_at", models.DateTimeField()),
                ("set_by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chains",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "kind", "version"), name="chain_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", True)),
                        fields=("kind", "version"),
                        name="default_chain_version_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("opened_at", models.DateTimeField()),
                ("urgent_because", models.CharField(blank=True, max_length=200)),
                ("moves", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("approved", "审签完成"), ("stopped", "已终止")], max_length=20
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="agencies.agency",
                    ),
                ),
                (
                    "chain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="signoff.chain"
                    ),
                ),
                (
                    "drafter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subject", "id"], name="rounds_of_a_subject"),
                    models.Index(
                        condition=models.Q(("urgent_because", ""), _negated=True),
                        fields=["agency", "opened_at"],
                        name="urgent_rounds",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("subject",),
                        name="one_open_round_of_a_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("outcome", "")),
                            models.Q(("ended_at__isnull", False), ("outcome__in", ["approved", "stopped"])),
                            _connector="OR",
                        ),
                        name="a_round_ends_with_its_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "acting_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="signoff.round",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("round", "number"), name="a_revision_once")],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=40)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="signoff.round"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "person"), name="one_part_of_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=40)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("submit", "送审"),
                            ("propose", "拟同意"),
                            ("agree", "同意"),
                            ("return", "退回修改"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=1000)),
                ("revision", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("returns_to", models.CharField(blank=True, max_length=40)),
                (
                    "acting_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="signoff.round",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["by", "at"], name="opinions_of_a_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "number"), name="an_opinion_is_one_move"),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["submit", "propose", "agree", "return"])),
                        name="verdict_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "return"), _negated=True),
                            models.Q(
                                models.Q(("text", ""), _negated=True),
                                models.Q(("returns_to", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_return_has_its_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Countersign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=40)),
                ("beside", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=40)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("disclosure_officer", "公开专员"),
                            ("handler", "业务承办人"),
                            ("secrecy_reviewer", "保密审查员"),
                            ("legal_reviewer", "法制审核员"),
                            ("office_head", "办公室主任"),
                            ("leader", "分管领导"),
                            ("supervisor", "主管部门（公开办）"),
                            ("assessor", "考核员"),
                            ("mailbox_clerk", "信箱办理员"),
                            ("counter_clerk", "窗口人员"),
                            ("system_administrator", "系统管理员"),
                            ("security_administrator", "安全管理员"),
                            ("security_auditor", "安全审计员"),
                        ],
                        max_length=30,
                    ),
                ),
                ("working_days", models.PositiveIntegerField(null=True)),
                ("because", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="countersigns",
                        to="signoff.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "number"), name="a_countersign_is_one_move"),
                    models.UniqueConstraint(fields=("round", "step"), name="a_step_joins_once"),
                    models.UniqueConstraint(
                        fields=("round", "agency", "role"), name="an_office_is_asked_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=40)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("disclosure_officer", "公开专员"),
                            ("handler", "业务承办人"),
                            ("secrecy_reviewer", "保密审查员"),
                            ("legal_reviewer", "法制审核员"),
                            ("office_head", "办公室主任"),
                            ("leader", "分管领导"),
                            ("supervisor", "主管部门（公开办）"),
                            ("assessor", "考核员"),
                            ("mailbox_clerk", "信箱办理员"),
                            ("counter_clerk", "窗口人员"),
                            ("system_administrator", "系统管理员"),
                            ("security_administrator", "安全管理员"),
                            ("security_auditor", "安全审计员"),
                        ],
                        max_length=30,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="signoff.round"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "role", "due_on"], name="turn_by_role"),
                    models.Index(fields=["person", "due_on"], name="turn_by_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "step"), name="one_turn_at_a_step"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role", ""), ("person__isnull", False)),
                            models.Q(models.Q(("role", ""), _negated=True), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_turn_is_of_a_role_or_a_person",
                    ),
                ],
            },
        ),
    ]
