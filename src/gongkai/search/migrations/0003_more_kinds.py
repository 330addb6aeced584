from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_grams")]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("item", "信息"),
                    ("report", "年度报告"),
                    ("question", "政策问答"),
                    ("topic", "专题"),
                    ("gazette", "政府公报"),
                ],
                max_length=12,
            ),
        ),
    ]
