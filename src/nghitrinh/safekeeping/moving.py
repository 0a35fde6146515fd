"""Making room in the database into which a record moves: a copy that an interrupted move left there may go, no more.

What ends with a line of the record's own journal holds nothing that the record has not; it goes when that is asked for.
"""

import json
from pathlib import Path

from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.models import Journal
from nghitrinh.safekeeping.archive import opened
from nghitrinh.safekeeping.errors import BackupFault
from nghitrinh.safekeeping.tables import rows_there


def make_room(archive: Path, *, anew: bool) -> None:
    """Leave a database in which nothing has begun, or refuse what stands there.

    With `anew` the tables of an earlier copy of the archive's record are dropped, all of them or none.

    Raises:
        BackupFault: an earlier copy stands there and `anew` was not said, or what stands there is no such copy.
    """
    rows = rows_there()
    if not rows:
        return
    last = _last_line()
    if last is None or not _has(archive, *last):
        raise BackupFault(
            _("thấy %(found)s dòng không phải của hồ sơ này, cần một cơ sở dữ liệu chưa có gì; không gì ở đó bị bỏ đi"),
            code="move_not_empty",
            field=str(connection.settings_dict["NAME"]),
            found=rows,
        )
    if not anew:
        raise BackupFault(
            _("thấy bản chép đến dòng nhật ký %(found)s của chính hồ sơ này, do lần chuyển bị ngắt; thêm --anew để bỏ"),
            code="move_was_interrupted",
            field=str(connection.settings_dict["NAME"]),
            found=last[0],
        )
    _drop(_own_tables())


def _last_line() -> tuple[int, str] | None:
    """Return number and digest of the journal's last line there; none where there is no journal that we can read."""
    try:
        with transaction.atomic():
            return Journal.objects.order_by("seq").values_list("seq", "digest").last()
    except DatabaseError:
        return None


def _has(archive: Path, seq: int, digest: str) -> bool:
    """Tell whether the archive's journal has a line of this number and digest."""
    found = False
    with opened(archive) as reading:
        for name, stream in reading.members():
            if name == f"tables/{Journal._meta.db_table}.jsonl":
                found = any((row["seq"], row["digest"]) == (seq, digest) for row in map(json.loads, stream))
    return found


def _own_tables() -> list[str]:
    """Return the tables that our migrations made there: those of the models at which they stand, and their own list."""
    loader = MigrationLoader(connection)
    applied = [key for key in loader.applied_migrations if key in loader.graph.nodes]
    models = loader.project_state(applied).apps.get_models(include_auto_created=True)
    wanted = {model._meta.db_table for model in models} | {MigrationRecorder.Migration._meta.db_table}
    return sorted(wanted & set(connection.introspection.table_names()))


def _drop(tables: list[str]) -> None:
    """Drop tables in one transaction; on PostgreSQL at once, so that what others hung on them is a refusal."""
    names = [no_style().SQL_TABLE(connection.ops.quote_name(table)) for table in tables]
    statements = [", ".join(names)] if connection.vendor == "postgresql" else names
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for each in statements:
            cursor.execute(f"DROP TABLE {each}")
