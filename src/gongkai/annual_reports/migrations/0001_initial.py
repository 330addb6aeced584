import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OriginalFile",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="AnnualReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.CharField(max_length=80)),
                ("origin", models.CharField(blank=True, max_length=200)),
                ("file_name", models.CharField(max_length=200)),
                ("content", models.JSONField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="agencies.agency",
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annual_reports.originalfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year", "version"), name="report_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="report_version_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Examination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("examined_at", models.DateTimeField()),
                ("findings", models.JSONField()),
                ("errors", models.PositiveIntegerField()),
                ("warnings", models.PositiveIntegerField()),
                ("notes", models.PositiveIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="examinations",
                        to="annual_reports.annualreport",
                    ),
                ),
            ],
        ),
    ]
