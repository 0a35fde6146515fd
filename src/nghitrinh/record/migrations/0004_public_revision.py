"""Let each publication count what the public was given to read, from where the old counters stood.

Before, a meeting's public row carried its edit, a decision's and a document's the number of their text. A
calendar that was subscribed to must not see its counter go back: each goes on from what it showed.
"""

from typing import Any

from django.db import migrations

from nghitrinh.record.kernel.migrating import as_sealed, write_line

# What counted for the public before, by kind.
COUNTERS = {"meeting": "edit", "decision": "current", "instrument": "current", "article": "released"}


def _counted(apps: Any, publication: Any) -> int:
    """Return what the public row carried; what had no such column keeps the number that it has."""
    if publication.subject_kind not in COUNTERS:
        return int(publication.public_revision)
    noun = apps.get_model("record", publication.subject_kind).objects.get(pk=publication.subject_id)
    return max(int(publication.public_revision), getattr(noun, COUNTERS[publication.subject_kind]) or 1)


def _let_out(apps: Any, publication: Any) -> Any:
    """Return when the newest public version of a paper was let out; `public_revision` was that version's number."""
    versions = apps.get_model("record", "paperrevision").objects.filter(paper=publication.subject_id)
    version = versions.filter(number=publication.public_revision).first()
    return max(publication.released_at, version.recorded_at) if version else publication.released_at


def count_for_the_public(apps: Any, _schema_editor: Any) -> None:
    """Move the counters over, and say so in the journal."""
    changed = []
    for publication in as_sealed(apps, apps.get_model("record", "publication")):
        counted = _counted(apps, publication)
        let_out = _let_out(apps, publication) if publication.subject_kind == "paper" else publication.released_at
        if (counted, let_out) != (publication.public_revision, publication.released_at):
            publication.public_revision, publication.released_at = counted, let_out
            publication.save()
            changed.append(publication)
    write_line(apps, "migrate.public_revision", changed, "Số lần công bố đếm riêng, nối tiếp số đang đăng")


class Migration(migrations.Migration):

    dependencies = [
        ("record", "0003_edit_for_revision"),
    ]

    operations = [
        migrations.RenameField("publication", "subject_revision", "public_revision"),
        migrations.RunPython(count_for_the_public, migrations.RunPython.noop, elidable=True),
    ]
