"""A paper that was handed in is called so with what it waits for: words only, no column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0029_votes")]

    operations = [
        migrations.AlterField(
            model_name="paper",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Đang soạn"),
                    ("submitted", "Đã nộp, chưa nhận"),
                    ("accepted", "Đủ hồ sơ"),
                    ("returned", "Trả lại"),
                    ("withdrawn", "Đã rút"),
                ],
                max_length=12,
            ),
        ),
    ]
