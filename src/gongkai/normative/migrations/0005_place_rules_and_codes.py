import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0005_letterhead"),
        ("normative", "0004_spells"),
    ]

    operations = [
        migrations.CreateModel(
            name="CodeSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("running", models.BooleanField(default=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("after", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "code", "-id"], name="codes_with_a_series")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True), name="a_series_has_a_code"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                (
                    "counted_from",
                    models.CharField(
                        choices=[("issued", "issued"), ("effective", "effective")],
                        default="issued",
                        max_length=12,
                    ),
                ),
                ("expiry_is_repeal", models.BooleanField(default=False)),
                ("listed_only", models.BooleanField(default=True)),
                ("periods", models.JSONField(default=dict)),
                ("trial_shortest_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("trial_longest_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("basis", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "since", "id"], name="rules_of_a_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True), name="a_place_rule_has_a_basis"
                    )
                ],
            },
        ),
    ]
