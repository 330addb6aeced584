import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.applications.models.kinds
import gongkai.sealing.field


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
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=100, unique=True)),
                ("code", gongkai.sealing.field.SealedField(fingerprint="code_print")),
                (
                    "code_print",
                    gongkai.sealing.field.FingerprintField(
                        blank=True, default="", editable=False, max_length=100, of="code"
                    ),
                ),
                ("ticket", models.UUIDField(unique=True)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("portal", "网上申请"),
                            ("email", "电子邮件"),
                            ("counter", "当面提交"),
                            ("registered_mail", "邮寄（需签收）"),
                            ("ordinary_mail", "平常信函"),
                            ("fax", "传真"),
                            ("oral", "口头申请"),
                        ],
                        max_length=20,
                    ),
                ),
                ("arrived_on", models.DateField()),
                ("submitted_at", models.DateTimeField()),
                (
                    "applicant_kind",
                    models.CharField(
                        choices=[
                            ("natural_person", "公民（自然人）"),
                            ("org_business", "商业企业"),
                            ("org_research", "科研机构"),
                            ("org_public_welfare", "社会公益组织"),
                            ("org_legal_service", "法律服务机构"),
                            ("org_other", "其他组织"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("paper", "纸质"),
                            ("electronic", "电子文件"),
                            ("on_site", "现场查阅、抄录"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("post", "邮寄"),
                            ("counter", "自行领取"),
                            ("email", "电子邮件"),
                            ("portal", "网上下载"),
                        ],
                        max_length=20,
                    ),
                ),
                ("help_needed", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invalid", "事实有矛盾，不能计算"),
                            ("confirming_receipt", "待确认收到"),
                            ("in_review", "办理中"),
                            ("extended", "办理中（已延期）"),
                            ("deferred", "办理中（延迟答复）"),
                            ("correction_requested", "等待补正"),
                            ("abandoned_no_correction", "逾期不补正，视为放弃"),
                            ("reason_requested", "等待说明理由"),
                            ("third_party_consultation", "征求第三方意见"),
                            ("coagency_consultation", "征求共同制作机关意见"),
                            ("fee_notified", "等待缴费"),
                            ("abandoned_unpaid", "逾期未缴费，视为放弃"),
                            ("replied", "已答复"),
                            ("served", "已送达"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=30,
                    ),
                ),
                ("settled_on", models.DateField()),
                ("receipt_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("handled_on", models.DateField(blank=True, null=True)),
                ("row", models.CharField(blank=True, max_length=40)),
                ("moves", models.PositiveIntegerField(default=0)),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="agencies.agency",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="applications.application",
                    ),
                ),
                (
                    "split_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "-submitted_at", "-id"], name="applications_of_an_agency"),
                    models.Index(fields=["agency", "closed_on", "due_on"], name="applications_by_lamp"),
                    models.Index(fields=["agency", "state"], name="applications_by_state"),
                    models.Index(fields=["-submitted_at", "-id"], name="newest_applications"),
                    models.Index(fields=["handler", "closed_on"], name="applications_of_a_handler"),
                    models.Index(fields=["agency", "receipt_on"], name="applications_by_receipt"),
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["settled_on"],
                        name="applications_to_settle",
                    ),
                    models.Index(fields=["agency", "handled_on"], name="applications_by_end"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_on__isnull", True), ("row", "")),
                            models.Q(models.Q(("row", ""), _negated=True), ("handled_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="application_ends_with_a_row",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Applicant",
            fields=[
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="applicant",
                        serialize=False,
                        to="applications.application",
                    ),
                ),
                ("name", gongkai.sealing.field.SealedField(fingerprint="name_print")),
                (
                    "name_print",
                    gongkai.sealing.field.FingerprintField(
                        blank=True, db_index=True, default="", editable=False, max_length=100, of="name"
                    ),
                ),
                (
                    "identity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("resident_card", "居民身份证"),
                            ("passport", "护照"),
                            ("military", "军人证件"),
                            ("return_permit", "港澳台居民来往内地（大陆）通行证"),
                            ("other", "其他有效证件"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "identity_no",
                    gongkai.sealing.field.SealedField(blank=True, default="", fingerprint="identity_print"),
                ),
                (
                    "identity_print",
                    gongkai.sealing.field.FingerprintField(
                        blank=True,
                        db_index=True,
                        default="",
                        editable=False,
                        max_length=100,
                        of="identity_no",
                    ),
                ),
                ("representative", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("agent", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("telephone", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("email", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("address", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("postcode", models.CharField(blank=True, max_length=6)),
            ],
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=120)),
                ("task", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=60)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="applications.application",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "done_at", "due_on"], name="assignments_of_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("parts", models.JSONField(default=list)),
                ("row", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField(blank=True)),
                ("facts", models.JSONField(default=dict)),
                ("answered", models.JSONField(default=list)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("authors", models.JSONField(default=list)),
                ("saved_at", models.DateTimeField()),
                ("number", models.CharField(blank=True, max_length=100)),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="applications.application",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at__isnull", True), ("issued_at__isnull", True)),
                        fields=("application",),
                        name="one_open_decision",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deflection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=100)),
                ("on", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "on"], name="deflections_of_an_agency")],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", gongkai.sealing.field.SealedField(fingerprint="key_print")),
                (
                    "key_print",
                    gongkai.sealing.field.FingerprintField(
                        blank=True, default="", editable=False, max_length=100, of="key", unique=True
                    ),
                ),
                ("ticket", models.UUIDField(unique=True)),
                ("fields", gongkai.sealing.field.SealedField()),
                ("saved_at", models.DateTimeField(db_index=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
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
                            ("redo_ordered", "收到责令重新答复的决定或判决"),
                            ("confirmed", "确认收到申请"),
                            ("transferred", "内部转送"),
                            ("correction_asked", "发出补正告知"),
                            ("corrected", "收到补正材料"),
                            ("correction_lapsed", "逾期不补正，不再处理"),
                            ("reasons_asked", "要求说明理由"),
                            ("reasons_given", "收到理由说明"),
                            ("third_party_asked", "征求第三方意见"),
                            ("third_party_answered", "收到第三方意见"),
                            ("third_party_silent", "第三方逾期未答复"),
                            ("organ_asked", "征求共同制作机关意见"),
                            ("organ_answered", "收到共同制作机关意见"),
                            ("organ_silent", "共同制作机关逾期未答复"),
                            ("extended", "延长答复期限"),
                            ("deferred", "确定延迟答复的期限"),
                            ("fee_notified", "发出收费通知"),
                            ("fee_paid", "缴清信息处理费"),
                            ("fee_lapsed", "逾期未缴费，不再处理"),
                            ("replied", "作出答复"),
                            ("delivered", "送达答复"),
                            ("withdrawn", "撤回申请"),
                            ("review_applied", "申请行政复议"),
                            ("review_admitted", "复议机关受理"),
                            ("review_copied", "收到复议申请书副本"),
                            ("review_answered", "提交复议答复"),
                            ("review_extended", "复议期限延长"),
                            ("review_decided", "复议决定送达"),
                            ("suit_filed", "提起行政诉讼"),
                            ("suit_copied", "收到起诉状副本"),
                            ("suit_answered", "提交答辩状"),
                            ("judged", "裁判送达"),
                            ("appealed", "提起上诉"),
                            ("submitted", "提交申请"),
                            ("assigned", "分办"),
                            ("assignment_done", "承办部门办结"),
                            ("searched", "检索"),
                            ("noted", "办理备注"),
                            ("filed", "补充材料"),
                            ("split", "拆分"),
                            ("merged", "合并办理"),
                            ("reclassified", "更正登记内容"),
                            ("reminded", "催办"),
                            ("voided", "撤销误记"),
                            ("rated", "申请人评价"),
                            ("code_renewed", "重发查询码"),
                            ("extension_proposed", "请求延期"),
                            ("due_moved", "到期日因放假通知变动"),
                            ("archived", "归档"),
                        ],
                        max_length=30,
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("role", models.CharField(blank=True, max_length=30)),
                ("who", models.CharField(blank=True, max_length=120)),
                ("received_on", models.DateField(blank=True, null=True)),
                ("to", models.DateField(blank=True, null=True)),
                ("working_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("result", models.CharField(blank=True, max_length=40)),
                ("excused", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                ("details", models.JSONField(default=dict)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="applications.application",
                    ),
                ),
                (
                    "voids",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voided_by",
                        to="applications.event",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["application", "id"], name="events_of_an_application")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", gongkai.applications.models.kinds.Doing["VOIDED"]),
                                ("voids__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("kind", gongkai.applications.models.kinds.Doing["VOIDED"]), _negated=True
                                ),
                                ("voids__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="event_voids_if_it_says_so",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("identity", "身份证明"),
                            ("evidence", "申请材料"),
                            ("scan", "申请书扫描件"),
                            ("supplement", "补正材料"),
                            ("notice", "文书"),
                            ("opinion", "征求意见材料"),
                            ("search", "检索证明"),
                            ("provided", "提供的信息"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="applications.application",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.storedfile"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="applications.event",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wanted",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("document_no", models.CharField(blank=True, max_length=60)),
                ("description", models.TextField(blank=True)),
                ("period", models.CharField(blank=True, max_length=60)),
                ("key", models.CharField(db_index=True, max_length=64)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wanted",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("application", "position"), name="wanted_in_its_place")
                ],
            },
        ),
    ]
