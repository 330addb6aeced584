from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agencies", "0003_kinds_of_the_law")]

    operations = [
        migrations.AddField("guide", "postcode", models.CharField(blank=True, max_length=6)),
        migrations.AddField("guide", "classification", models.TextField(blank=True)),
        migrations.AddField("guide", "arrangement", models.TextField(blank=True)),
        migrations.AddField("guide", "obtaining", models.TextField(blank=True)),
        migrations.AddField("guide", "applying", models.TextField(blank=True)),
        migrations.AddField("guide", "complaints", models.TextField(blank=True)),
    ]
