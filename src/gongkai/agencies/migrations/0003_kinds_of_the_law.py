from django.db import migrations, models
from django.db.migrations.state import StateApps as Apps

KINDS = [
    ("government", "人民政府"),
    ("office", "政府办公厅（室）"),
    ("department", "政府部门"),
    ("dispatched_office", "派出机关（街道办事处、行政公署）"),
    ("dispatched_agency", "派出机构"),
    ("authorised", "法律、法规授权的组织"),
]


def rename(apps: Apps, before: str, after: str) -> None:
    """The same kind under another word, today and in former selves."""
    for name in ("Agency", "FormerSelf"):
        apps.get_model("agencies", name).objects.filter(kind=before).update(kind=after)


def to_law(apps: Apps, _: object) -> None:
    """The kinds are those of the law now, which calls these bodies authorised."""
    rename(apps, "institution", "authorised")


def from_law(apps: Apps, _: object) -> None:
    """Back to the word of before."""
    rename(apps, "authorised", "institution")


class Migration(migrations.Migration):
    dependencies = [("agencies", "0002_ground")]

    operations = [
        migrations.RemoveConstraint(model_name="agency", name="agency_kind_known"),
        migrations.RunPython(to_law, from_law),
        migrations.AlterField("agency", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AlterField("formerself", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _ in KINDS]), name="agency_kind_known"
            ),
        ),
    ]
