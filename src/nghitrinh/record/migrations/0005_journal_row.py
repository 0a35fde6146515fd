"""The journal's second version: which rows a line wrote stands in a table, and is sealed with the line."""

import json
from typing import Any

from django.db import migrations, models

AT_ONCE = 500


def name_the_rows(apps: Any, schema_editor: Any) -> None:
    """Name the rows that the lines of version 1 wrote. A line whose content was erased names none any more."""
    contents, rows = apps.get_model("record", "ActContent"), apps.get_model("record", "JournalRow")
    seq = 0
    while part := list(contents.objects.filter(seq__gt=seq).order_by("seq")[:AT_ONCE]):
        rows.objects.bulk_create(
            rows(seq=each.seq, kind=name.partition(":")[0], key=name.partition(":")[2])
            for each in part
            if each.content
            for name in sorted(json.loads(each.content).get("rows", {}))
        )
        seq = part[-1].seq


class Migration(migrations.Migration):
    dependencies = [("record", "0004_public_revision")]

    operations = [
        migrations.AddField("journal", "rows", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.CreateModel(
            name="JournalRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("seq", models.PositiveBigIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=40)),
            ],
            options={
                "db_table": "record_journal_row",
                "indexes": [models.Index(fields=["seq"], name="record_jour_seq_idx")],
            },
        ),
        migrations.AddConstraint(
            "journalrow", models.UniqueConstraint(fields=["kind", "key", "seq"], name="a_line_names_a_row_once")
        ),
        migrations.RunPython(name_the_rows, migrations.RunPython.noop, elidable=True),
    ]
