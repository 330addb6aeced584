from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_letterhead"),
        ("applications", "0005_faster_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Proposal",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                (
                    "verdict",
                    models.CharField(choices=[("adopted", "采纳"), ("declined", "不采纳")], max_length=10),
                ),
                ("reason", models.TextField(blank=True)),
                ("applicants", models.PositiveIntegerField()),
                ("suggested", models.PositiveIntegerField()),
                ("item", models.BigIntegerField(blank=True, null=True, unique=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            {
                "indexes": [models.Index(fields=["agency", "verdict", "-id"], name="proposals_of_an_agency")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "applicants", "suggested"), name="proposal_decided_once_as_it_stands"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(verdict="adopted"), fields=("key",), name="proposal_adopted_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(verdict="adopted", item__isnull=False)
                        | models.Q(verdict="declined", item__isnull=True),
                        name="adopted_proposal_has_an_item",
                    ),
                ],
            },
        ),
        migrations.AlterField(
            "event",
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
                    ("proposed", "申请人建议主动公开"),
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
        migrations.AddIndex("application", models.Index(Upper("number"), name="applications_by_number")),
    ]
