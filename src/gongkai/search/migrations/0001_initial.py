import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0004_headings_of_a_guide"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facets", models.CharField(max_length=6)),
                ("published_at", models.DateTimeField()),
                ("kind", models.CharField(choices=[("item", "信息"), ("report", "年度报告")], max_length=12)),
                ("key", models.CharField(max_length=100)),
                ("column", models.CharField(blank=True, max_length=60)),
                ("genre", models.CharField(blank=True, max_length=40)),
                ("topic", models.CharField(blank=True, max_length=40)),
                ("validity", models.CharField(blank=True, max_length=12)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.CharField(blank=True, max_length=60)),
                ("number_key", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("heart", models.CharField(blank=True, max_length=60)),
                ("initials", models.CharField(blank=True, max_length=60)),
                ("put_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-published_at", "-id"], name="newest_entries"),
                    models.Index(
                        fields=["number_key"], name="entries_by_number", opclasses=["varchar_pattern_ops"]
                    ),
                    models.Index(
                        fields=["heart"], name="entries_by_heart", opclasses=["varchar_pattern_ops"]
                    ),
                    models.Index(
                        fields=["initials"], name="entries_by_initials", opclasses=["varchar_pattern_ops"]
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="an_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("key", models.CharField(max_length=100)),
            ],
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
                ("words", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="EntryText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="search.entry",
                    ),
                ),
                ("words", models.PositiveIntegerField(db_index=True, default=0)),
                ("folded", models.TextField(blank=True)),
                ("written", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="FacetValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facet", models.CharField(max_length=12)),
                ("value", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("facet", "value"), name="a_facet_value_once")
                ],
            },
        ),
    ]
