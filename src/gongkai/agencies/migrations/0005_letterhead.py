import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_outbox"), ("agencies", "0004_headings_of_a_guide")]

    operations = [
        migrations.CreateModel(
            name="Letterhead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("letter", "信函格式（红色双线）"),
                            ("red", "红头文件格式"),
                            ("plain", "不印发文机关标志（用于套印好的公文纸）"),
                        ],
                        default="letter",
                        max_length=10,
                    ),
                ),
                ("head", models.CharField(blank=True, max_length=60)),
                ("review_body", models.CharField(blank=True, max_length=120)),
                ("court", models.CharField(blank=True, max_length=120)),
                ("fonts", models.JSONField(default=dict)),
                ("written_at", models.DateTimeField()),
                ("written_by", models.CharField(max_length=80)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letterheads",
                        to="agencies.agency",
                    ),
                ),
                (
                    "template",
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
                    models.UniqueConstraint(fields=("agency", "version"), name="letterhead_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["letter", "red", "plain"])),
                        name="letterhead_form_known",
                    ),
                ],
            },
        ),
    ]
