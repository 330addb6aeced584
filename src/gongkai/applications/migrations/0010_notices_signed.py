import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0009_redaction_orders"),
        ("signoff", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="rectifyletter",
            name="returned_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="rectifyletter",
            name="sent_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="rectifyletter",
            name="served_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="rectifyletter",
            name="way",
            field=models.CharField(
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
                    ("proposed", "申请人建议主动公开"),
                    ("code_renewed", "重发查询码"),
                    ("extension_proposed", "请求延期"),
                    ("due_moved", "到期日因放假通知变动"),
                    ("prepared", "拟制文书"),
                    ("letter_made", "制发文书"),
                    ("sent", "发送文书"),
                    ("served", "文书送达"),
                    ("returned", "文书退回"),
                    ("archived", "归档"),
                    ("anonymising_proposed", "请求去除个人信息"),
                    ("anonymised", "去除个人信息"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="rectifyevent",
            name="kind",
            field=models.CharField(
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
                    ("sent", "发送文书"),
                    ("served", "文书送达"),
                    ("returned", "文书退回"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Prepared",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("act", models.CharField(max_length=30)),
                ("said", models.JSONField(default=dict)),
                ("letters", models.JSONField(default=list)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("digest", models.CharField(max_length=64)),
                ("authors", models.JSONField(default=list)),
                ("saved_at", models.DateTimeField()),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prepared",
                        to="applications.application",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.event",
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
                "indexes": [models.Index(fields=["application", "id"], name="prepared_of_an_application")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("event__isnull", True), ("dropped_at__isnull", True), _connector="OR"
                        ),
                        name="done_or_dropped",
                    )
                ],
            },
        ),
    ]
