from collections.abc import Callable

from django.db import migrations, models
from django.db.migrations.state import StateApps as Apps

from gongkai.sealing.field import SealedField
from gongkai.sealing.keys import box

PLACE = "applications_application.help_needed"
AT_ONCE = 500


def rewrite(apps: Apps, change: Callable[[str], str]) -> None:
    """What is written there is written anew, in batches, in the order of the rows."""
    rows = apps.get_model("applications", "Application")._default_manager.exclude(help_needed="")
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk").only("help_needed")[:AT_ONCE]):
        for row in batch:
            row.help_needed = change(row.help_needed)
        rows.model._default_manager.bulk_update(batch, ["help_needed"])
        last = batch[-1].pk


def seal(apps: Apps, _: object) -> None:
    """Which help somebody needs tells of their health. Without keys this stops, unless there is nothing to seal."""
    rewrite(apps, lambda text: box().seal(text, place=PLACE))


def unseal(apps: Apps, _: object) -> None:
    """Back to what was written."""
    rewrite(apps, lambda text: box().open(text, place=PLACE))


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_rectifications")]

    operations = [
        migrations.AlterField("application", "help_needed", models.TextField(blank=True, default="")),
        migrations.RunPython(seal, unseal),
        # The column stays as it is: no table is written anew for it.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("application", "help_needed", SealedField(blank=True, default=""))
            ]
        ),
    ]
