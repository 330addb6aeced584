from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0003_holiday_notices")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="erased_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
