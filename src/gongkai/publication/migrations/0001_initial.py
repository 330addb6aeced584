import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.publication.models.item


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("agencies", "0004_headings_of_a_guide"),
        ("records", "0001_initial"),
        ("signoff", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Column",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("levels", models.JSONField(default=list)),
                ("key", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
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
                ("duty", models.CharField(blank=True, max_length=60)),
                ("every_days", models.PositiveIntegerField(blank=True, null=True)),
                ("position", models.PositiveIntegerField(default=0)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="columns",
                        to="agencies.agency",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="publication.column",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "key"), name="a_column_key_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("owner__isnull", True)),
                        fields=("key",),
                        name="a_common_column_key_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="a_column_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["news", "notice", "policy", "statutory", "static"])),
                        name="column_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=60)),
                ("office", models.CharField(blank=True, max_length=60)),
                ("every_days", models.PositiveIntegerField(blank=True, null=True)),
                ("position", models.PositiveIntegerField(blank=True, null=True)),
                ("hidden_because", models.CharField(blank=True, max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="publication.column",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("column", "agency"), name="one_change_of_a_column")
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentCodes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("codes", models.JSONField(default=list)),
                ("set_at", models.DateTimeField()),
                ("set_by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document_codes",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-id"], name="newest_document_codes")],
            },
        ),
        migrations.CreateModel(
            name="EmptyStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                ("stated_on", models.DateField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="publication.column",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("agency", "column"),
                        name="a_column_stated_empty_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="an_empty_column_says_so"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileText",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "reading",
                    models.CharField(
                        choices=[
                            ("read", "read"),
                            ("partly", "partly"),
                            ("unreadable", "unreadable"),
                            ("held", "held"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("why", models.CharField(blank=True, max_length=200)),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("reading__in", ["unreadable", "held"])),
                        fields=["reading"],
                        name="files_not_read",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "into",
                    models.CharField(choices=[("drafts", "草稿"), ("public", "已公开信息")], max_length=10),
                ),
                ("source", models.CharField(blank=True, max_length=50)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("total", models.PositiveIntegerField(default=0)),
                ("next_row", models.PositiveIntegerField(default=0)),
                ("kept", models.PositiveIntegerField(default=0)),
                ("known", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("turns", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("started_by", models.CharField(max_length=60)),
                ("authors", models.JSONField(default=list)),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("done", "已完成"), ("stopped", "已停止"), ("failed", "未完成")],
                        max_length=10,
                    ),
                ),
                ("message", models.CharField(blank=True, max_length=500)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="agencies.agency",
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
                (
                    "starter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-id"], name="imports_of_an_agency")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("outcome", "")),
                            models.Q(
                                ("ended_at__isnull", False), ("outcome__in", ["done", "stopped", "failed"])
                            ),
                            _connector="OR",
                        ),
                        name="an_import_ends_with_its_outcome",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportFault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField()),
                ("where", models.CharField(blank=True, max_length=200)),
                ("message", models.CharField(max_length=500)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="faults",
                        to="publication.importrun",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["run", "row"], name="faults_of_a_run")],
            },
        ),
        migrations.CreateModel(
            name="OutsideAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("address", models.TextField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("opens", "能打开"),
                            ("gone", "页面不存在"),
                            ("broken", "对方网站出错"),
                            ("silent", "没有应答"),
                            ("nameless", "域名不能解析"),
                            ("loops", "来回跳转，没有终点"),
                            ("closed", "对方不让程序查看，请自行打开核对"),
                            ("inner", "内部网络的地址，没有检查"),
                            ("odd", "这样的网址不能检查"),
                        ],
                        max_length=10,
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("wanted_at", models.DateTimeField(blank=True, null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("failing_since__isnull", False)),
                        fields=["failing_since", "id"],
                        name="addresses_that_fail",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_at__isnull", True), ("outcome", "")),
                            models.Q(
                                ("asked_at__isnull", False),
                                (
                                    "outcome__in",
                                    [
                                        "opens",
                                        "gone",
                                        "broken",
                                        "silent",
                                        "nameless",
                                        "loops",
                                        "closed",
                                        "inner",
                                        "odd",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="an_asked_address_has_an_outcome",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[("add", "新增"), ("alter", "变更"), ("end", "取消")], max_length=10
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("proposal", models.JSONField(default=dict)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("requested", "同类信息多次被申请公开"),
                            ("declassified", "信息解密或者不再涉密"),
                            ("functions", "机关职能调整"),
                            ("law", "法律、法规、规章或者上级目录变化"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.CharField(max_length=500)),
                ("opened_at", models.DateTimeField()),
                ("opened_for", models.CharField(blank=True, max_length=60)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("adopted", "已采纳"), ("declined", "未采纳")], max_length=10
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="agencies.agency",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "decided_at"], name="open_tickets")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("outcome", "")),
                            models.Q(("decided_at__isnull", False), ("outcome__in", ["adopted", "declined"])),
                            _connector="OR",
                        ),
                        name="a_ticket_is_decided_with_its_outcome",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("field", models.CharField(max_length=40)),
                ("position", models.PositiveIntegerField(default=0)),
                ("item_l1", models.CharField(max_length=100)),
                ("item_l2", models.CharField(blank=True, max_length=100)),
                ("elements", models.JSONField(default=list)),
                ("basis", models.JSONField(default=list)),
                ("time_limit", models.CharField(max_length=200)),
                ("working_days", models.PositiveIntegerField(blank=True, null=True)),
                ("body", models.CharField(blank=True, max_length=120)),
                ("carriers", models.JSONField(default=list)),
                (
                    "audience",
                    models.CharField(choices=[("everybody", "全社会"), ("group", "特定群体")], max_length=12),
                ),
                ("audience_group", models.CharField(blank=True, max_length=60)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("proactive", "主动公开"),
                            ("on_request", "依申请公开"),
                            ("not_open", "不予公开"),
                        ],
                        max_length=12,
                    ),
                ),
                ("levels", models.JSONField(default=list)),
                (
                    "five_open",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("decision", "决策公开"),
                            ("execution", "执行公开"),
                            ("management", "管理公开"),
                            ("service", "服务公开"),
                            ("result", "结果公开"),
                        ],
                        max_length=12,
                    ),
                ),
                ("duty", models.CharField(blank=True, max_length=60)),
                ("absent_because", models.CharField(blank=True, max_length=200)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="agencies.agency",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="publication.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "field", "position"], name="catalogue_of_an_agency")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("agency", "key"),
                        name="a_row_in_force_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("agency__isnull", True), ("ends_on__isnull", True)),
                        fields=("key",),
                        name="a_common_row_in_force_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="a_row_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rows", models.PositiveIntegerField()),
                ("set_at", models.DateTimeField()),
                ("set_by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="word_lists",
                        to="agencies.agency",
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
                "indexes": [models.Index(fields=["agency", "-id"], name="newest_word_list")],
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=40)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("agency", "field"),
                        name="a_field_in_charge_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="a_charge_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("title_key", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("entry_key", models.CharField(blank=True, max_length=80)),
                ("duty", models.CharField(blank=True, max_length=60)),
                ("document_no", models.CharField(blank=True, max_length=60)),
                ("issuing_body", models.CharField(blank=True, max_length=200)),
                ("written_on", models.DateField(blank=True, null=True)),
                ("topic", models.CharField(blank=True, max_length=40)),
                ("genre", models.CharField(blank=True, max_length=40)),
                ("keywords", models.CharField(blank=True, max_length=200)),
                ("summary", models.CharField(blank=True, max_length=500)),
                (
                    "five_open",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("decision", "决策公开"),
                            ("execution", "执行公开"),
                            ("management", "管理公开"),
                            ("service", "服务公开"),
                            ("result", "结果公开"),
                        ],
                        max_length=12,
                    ),
                ),
                ("audience", models.CharField(blank=True, max_length=100)),
                (
                    "attribute",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("proactive", "主动公开"),
                            ("on_request", "依申请公开"),
                            ("not_open", "不予公开"),
                        ],
                        max_length=12,
                    ),
                ),
                ("grounds", models.JSONField(default=list)),
                ("reasons", models.CharField(blank=True, max_length=500)),
                ("required_by", models.CharField(blank=True, max_length=200)),
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
                ("effective_on", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("source_name", models.CharField(blank=True, max_length=120)),
                ("source_url", models.CharField(blank=True, max_length=500)),
                ("naming_required", models.CharField(blank=True, max_length=200)),
                ("consulted", models.CharField(blank=True, max_length=200)),
                ("publish_after", models.DateTimeField(blank=True, null=True)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("acknowledged", models.JSONField(default=list)),
                ("opened_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("authors", models.JSONField(default=list)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_because", models.CharField(blank=True, max_length=200)),
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
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("document_no", ""), _negated=True),
                        fields=["document_no"],
                        name="editions_by_document_no",
                    ),
                    models.Index(fields=["title_key"], name="editions_by_title"),
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("publish_after__isnull", False),
                            ("published_at__isnull", True),
                        ),
                        fields=["publish_after"],
                        name="editions_to_publish",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True), ("ended_at__isnull", True), _connector="OR"
                        ),
                        name="an_edition_is_published_or_ended",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("position", models.PositiveIntegerField()),
                (
                    "use",
                    models.CharField(
                        choices=[("attachment", "附件"), ("image", "正文图片"), ("original", "原稿")],
                        default=gongkai.publication.models.item.Use["ATTACHMENT"],
                        max_length=12,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.storedfile"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="publication.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "position"), name="a_place_of_an_attachment")
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("index_no", models.CharField(blank=True, max_length=100)),
                (
                    "stand",
                    models.CharField(
                        choices=[
                            ("unpublished", "未公开"),
                            ("public", "已公开"),
                            ("withheld", "不主动公开"),
                            ("withdrawn", "已撤回"),
                            ("removed", "已删除（有害内容）"),
                            ("expired", "到期下架"),
                            ("dropped", "已作废"),
                        ],
                        default=gongkai.publication.models.item.Stand["UNPUBLISHED"],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                ("entry_key", models.CharField(blank=True, max_length=80)),
                ("first_published_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("touched_at", models.DateTimeField()),
                ("imported_from", models.CharField(blank=True, max_length=120)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="agencies.agency",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="publication.column",
                    ),
                ),
                (
                    "public",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="publication.edition",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="publication.importrun",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "stand", "-touched_at", "-id"], name="items_on_the_desk"),
                    models.Index(fields=["agency", "-touched_at", "-id"], name="items_of_an_agency"),
                    models.Index(
                        fields=["agency", "column", "stand", "-published_at", "-id"], name="items_in_a_column"
                    ),
                    models.Index(fields=["stand", "-published_at", "-id"], name="newest_items"),
                    models.Index(
                        fields=["agency", "stand", "-published_at", "-id"], name="newest_of_an_agency"
                    ),
                    models.Index(fields=["agency", "entry_key", "stand"], name="items_of_an_entry"),
                    models.Index(
                        condition=models.Q(
                            ("expires_on__isnull", False),
                            ("stand", gongkai.publication.models.item.Stand["PUBLIC"]),
                        ),
                        fields=["expires_on"],
                        name="items_to_expire",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("index_no", ""), _negated=True),
                        fields=("index_no",),
                        name="an_index_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("imported_from", ""), _negated=True),
                        fields=("agency", "imported_from"),
                        name="an_imported_item_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("stand", gongkai.publication.models.item.Stand["PUBLIC"]), _negated=True
                            ),
                            models.Q(
                                models.Q(("index_no", ""), _negated=True),
                                ("public__isnull", False),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_public_item_has_number_edition_and_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stand__in",
                                [
                                    "unpublished",
                                    "public",
                                    "withheld",
                                    "withdrawn",
                                    "removed",
                                    "expired",
                                    "dropped",
                                ],
                            )
                        ),
                        name="item_stand_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=8)),
                ("times", models.PositiveIntegerField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="publication.importrun",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="publication.item"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["run", "rule"], name="remarks_of_a_run")],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="publication.edition",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentioned",
                        to="publication.item",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("edition", "item"), name="a_mention_once")],
            },
        ),
        migrations.CreateModel(
            name="OutsideLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="publication.outsideaddress",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outside",
                        to="publication.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "address"), name="an_outside_link_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "conclusion",
                    models.CharField(
                        choices=[("clear", "非涉密"), ("secret", "涉密"), ("unsure", "不确定")], max_length=10
                    ),
                ),
                ("parts", models.JSONField(default=list)),
                ("together", models.CharField(blank=True, max_length=500)),
                ("note", models.CharField(blank=True, max_length=500)),
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="publication.edition",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["edition", "-id"], name="reviews_of_an_edition")],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("error", "内容有误"),
                            ("duplicate", "重复发布"),
                            ("overturned", "决定被依法变更、撤销、确认违法或者无效"),
                            ("personal", "需要保护个人信息"),
                            ("corrected", "已由新的信息更正"),
                            ("harmful", "不宜公开的内容"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                    ),
                ),
                ("told", models.CharField(max_length=300)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("overturned_on", models.DateField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                ("restored_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawals",
                        to="publication.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("restored_at__isnull", True)),
                        fields=("item",),
                        name="withdrawn_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("told", ""), _negated=True), name="a_withdrawal_tells_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withholding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attribute",
                    models.CharField(
                        choices=[
                            ("proactive", "主动公开"),
                            ("on_request", "依申请公开"),
                            ("not_open", "不予公开"),
                        ],
                        max_length=12,
                    ),
                ),
                ("grounds", models.JSONField(default=list)),
                ("reasons", models.CharField(blank=True, max_length=500)),
                ("decided_on", models.DateField()),
                (
                    "degree",
                    models.CharField(
                        blank=True,
                        choices=[("top_secret", "绝密"), ("secret", "机密"), ("confidential", "秘密")],
                        max_length=12,
                    ),
                ),
                ("classified_on", models.DateField(blank=True, null=True)),
                ("secret_until", models.DateField(blank=True, null=True)),
                ("declassified_on", models.DateField(blank=True, null=True)),
                ("look_on", models.DateField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withholdings",
                        to="publication.item",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "ended_at", "look_on"], name="withheld_to_look_at")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("item",),
                        name="withheld_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(choices=[("keep", "继续不公开"), ("open", "转为公开")], max_length=10),
                ),
                ("why", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withholding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="publication.withholding",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="edition",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="publication.item"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("item", "number"), name="an_edition_number_once"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("published_at__isnull", True)),
                fields=("item",),
                name="one_open_edition",
            ),
        ),
    ]
