"""Lists go through their index without opening rows of other agencies; table three is counted from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0004_letters")]

    operations = [
        migrations.RemoveIndex(model_name="application", name="newest_applications"),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                fields=["-submitted_at", "-id", "agency", "state"], name="newest_applications"
            ),
        ),
        migrations.RemoveIndex(model_name="application", name="applications_by_receipt"),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                fields=["agency", "receipt_on", "handled_on", "applicant_kind", "row"],
                name="applications_by_receipt",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                fields=["agency", "handler"],
                condition=models.Q(handler__isnull=False),
                name="applications_with_handler",
            ),
        ),
    ]
