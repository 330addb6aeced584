"""Items in the order in which they first came out, of one agency and of all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(first_published_at__isnull=False),
                fields=["agency", "-first_published_at", "-id", "column", "stand"],
                name="first_out_of_an_agency",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(first_published_at__isnull=False),
                fields=["-first_published_at", "-id"],
                name="newest_first_out",
            ),
        ),
    ]
