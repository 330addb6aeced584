import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import gongkai.sealing.field


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rectification",
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
                ("record", models.CharField(max_length=200)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("says_now", gongkai.sealing.field.SealedField()),
                ("should_say", gongkai.sealing.field.SealedField()),
                ("because", gongkai.sealing.field.SealedField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("confirming", "待确认收到"),
                            ("checking", "核实中"),
                            ("evidence_waited", "等待补充证据"),
                            ("corrected", "已更正"),
                            ("refused", "不予更正"),
                            ("forwarded", "已转送"),
                            ("directed", "已告知去处"),
                            ("withdrawn", "已撤回"),
                        ],
                        max_length=20,
                    ),
                ),
                ("receipt_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("moves", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rectifications",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "-submitted_at", "-id"], name="rectifications_of_an_agency"
                    ),
                    models.Index(fields=["-submitted_at", "-id"], name="newest_rectifications"),
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["due_on"],
                        name="rectifications_open",
                    ),
                    models.Index(
                        django.db.models.functions.text.Upper("number"), name="rectifications_by_number"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Requester",
            fields=[
                (
                    "rectification",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="requester",
                        serialize=False,
                        to="applications.rectification",
                    ),
                ),
                (
                    "asker",
                    models.CharField(
                        choices=[("person", "公民"), ("organisation", "法人或者其他组织")], max_length=20
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
                ("identity_no", gongkai.sealing.field.SealedField()),
                ("representative", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("agent", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("telephone", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("email", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("address", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("postcode", models.CharField(blank=True, max_length=6)),
            ],
        ),
        migrations.CreateModel(
            name="RectifyEvent",
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
                            ("confirmed", "确认收到"),
                            ("evidence_asked", "要求补充证据"),
                            ("evidence_given", "收到补充的证据"),
                            ("corrected", "予以更正"),
                            ("refused", "不予更正"),
                            ("forwarded", "转送有权更正的机关"),
                            ("directed", "告知向有权更正的机关提出"),
                            ("withdrawn", "撤回"),
                            ("submitted", "提交申请"),
                            ("filed", "补充材料"),
                            ("noted", "办理备注"),
                            ("code_renewed", "重发查询码"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("role", models.CharField(blank=True, max_length=30)),
                ("working_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("said", gongkai.sealing.field.SealedField(blank=True, default="")),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accurate", "经核对，记录准确"),
                            ("no_evidence", "没有证据证明记录不准确"),
                            ("not_own", "不是与申请人自身相关的信息"),
                            ("not_provided", "不是行政机关提供的政府信息"),
                        ],
                        max_length=20,
                    ),
                ),
                ("old_record", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("new_record", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("reasons", gongkai.sealing.field.SealedField(blank=True, default="")),
                ("organ", models.CharField(blank=True, max_length=120)),
                ("organ_contact", models.CharField(blank=True, max_length=200)),
                (
                    "rectification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="applications.rectification",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["rectification", "id"], name="events_of_a_rectification")],
            },
        ),
        migrations.CreateModel(
            name="RectifyFile",
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
                            ("proof", "送达证明"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="applications.rectifyevent",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.storedfile"
                    ),
                ),
                (
                    "rectification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="applications.rectification",
                    ),
                ),
            ],
        ),
    ]
