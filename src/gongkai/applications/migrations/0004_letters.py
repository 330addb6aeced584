import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_outbox"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("applications", "0003_sealed_help"),
    ]

    operations = [
        migrations.AlterField(
            model_name="casefile",
            name="use",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
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
                    ("letter_made", "制发文书"),
                    ("sent", "发送文书"),
                    ("served", "文书送达"),
                    ("returned", "文书退回"),
                    ("archived", "归档"),
                ],
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("whole", models.BooleanField(default=False)),
                ("marks", models.JSONField(default=list)),
                ("report", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="materials",
                        to="applications.application",
                    ),
                ),
                (
                    "given",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.storedfile",
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.storedfile"
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
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("agency", "本机关"),
                            ("applicant", "申请人"),
                            ("third_party", "第三方"),
                            ("organ", "共同制作机关"),
                            ("review_body", "复议机关"),
                            ("court", "人民法院"),
                        ],
                        max_length=20,
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=120)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("on", models.DateField()),
                ("said", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=60)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "邮寄"),
                            ("counter", "当面送达"),
                            ("email", "电子邮件"),
                            ("portal", "网上下载"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("served_on", models.DateField(blank=True, null=True)),
                ("returned_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="applications.application",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="applications.decision",
                    ),
                ),
                (
                    "docx",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.storedfile",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="applications.event",
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
            ],
            options={
                "indexes": [models.Index(fields=["application", "id"], name="letters_of_an_application")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("application", "number"),
                        name="letter_number_once_in_a_case",
                    )
                ],
            },
        ),
    ]
