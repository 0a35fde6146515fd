"""Say of decisions whose every document was withdrawn that they stand without one, as a withdrawal says from now on."""

from typing import Any

from django.db import migrations, models
from django.db.models import F

from nghitrinh.record.kernel.migrating import as_sealed, write_line


def recall(apps: Any, _schema_editor: Any) -> None:
    """Move them to their state, and say so in the journal. What was entered from a source rests on that source."""
    issued = apps.get_model("record", "issueddecision").objects.filter(
        version__number=F("version__instrument__current")
    )
    withdrawn = set(issued.filter(version__instrument__state="withdrawn").values_list("decision", flat=True))
    in_force = set(issued.filter(version__instrument__state="issued").values_list("decision", flat=True))
    left = withdrawn - in_force
    changed = []
    for decision in as_sealed(apps, apps.get_model("record", "decision")) if left else ():
        if decision.pk in left and decision.state == "issued" and decision.approved_on:
            decision.state = "recalled"
            decision.save()
            changed.append(decision)
    write_line(apps, "migrate.recalled_decisions", changed, "Văn bản ban hành kết luận này đã thu hồi")


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0022_text_of_versions"),
    ]

    operations = [
        migrations.RunPython(recall, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="decision",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Đang soạn"),
                    ("reviewed", "Đã soát"),
                    ("approved", "Đã duyệt"),
                    ("issued", "Đã ban hành"),
                    ("recalled", "Văn bản đã thu hồi"),
                    ("dropped", "Đã bỏ dự thảo"),
                ],
                max_length=12,
            ),
        ),
    ]
