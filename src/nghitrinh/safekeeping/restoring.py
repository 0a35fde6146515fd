"""Bringing an archive back: into a home where nothing has begun, all or nothing."""

from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.utils.translation import gettext_lazy as _

from nghitrinh.record import search
from nghitrinh.record.kernel import guard, journal, seal, storage
from nghitrinh.record.kernel.applied import is_current
from nghitrinh.record.kernel.models import Journal
from nghitrinh.safekeeping.archive import Contents, Head, opened, require_whole
from nghitrinh.safekeeping.errors import BackupFault
from nghitrinh.safekeeping.progress import Part, Progress, nobody
from nghitrinh.safekeeping.tables import continue_counting, insert, kept_tables, rows_there


def require_empty() -> None:
    """Refuse a database where a record has begun: nothing is ever written over one."""
    rows = rows_there()
    if rows:
        raise BackupFault(
            _("thấy hồ sơ đã có %(found)s dòng, cần một nơi chưa có gì; hãy đặt NGHITRINH_HOME là thư mục khác"),
            code="restore_not_empty",
            field=str(connection.settings_dict["NAME"]),
            found=rows,
        )


def restore(path: Path, say: Progress = nobody) -> Contents:
    """Bring an archive back, and verify the record that stands here then.

    It is read to its end before anything is written. Stored files come first: they lie under their digests and harm
    nobody. Then the rows, in one transaction, at the migrations at which they were kept; then what was migrated since.
    Whatever ends it before that transaction does leaves a home where nothing has begun, and it can be done again.
    """
    require_empty()
    head, contents = require_whole(path, say)
    registry = _migrated_to(path, head)
    seal.unseal()
    with opened(path, say, "written into the home") as archive, transaction.atomic(), guard.opened("restore"):
        tables = {model._meta.db_table: model for model in kept_tables(registry)}
        for name, stream in archive.members():
            if name.startswith("files/"):
                _keep_file(stream)
            else:
                table = name.removeprefix("tables/").removesuffix(".jsonl")
                insert(_known(path, tables, table), stream)
        continue_counting(registry)
        if is_current():
            search.renew(_part(say, "search made anew", contents, search.searched_tables()).add)
    call_command("migrate", interactive=False, verbosity=0)  # after a migration search is made anew by itself
    seal.seal()
    _verify(path, contents, _part(say, "verified", contents, journal.verified_tables()))
    return contents


def _migrated_to(path: Path, head: Head) -> Any:
    """Make the tables as they were when the archive was written, and return the models of that time."""
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, names in head.migrations.items() for name in names}
    known = set(executor.loader.disk_migrations) | set(executor.loader.replacements)
    unknown = sorted(f"{app} {name}" for app, name in wanted if (app, name) not in known and app in _applications())
    if unknown:
        raise BackupFault(
            _("thấy bản sao lưu của bản chương trình mới hơn (%(found)s), cần nhiều nhất là bản này"),
            code="backup_of_newer_program",
            field=str(path),
            found=unknown,
        )
    if set(executor.loader.applied_migrations) - wanted:
        raise BackupFault(
            _("thấy các bảng của bản chương trình khác, cần một nơi chưa có bảng nào"),
            code="restore_not_new",
            field=str(connection.settings_dict["NAME"]),
        )
    guard.lift()
    try:
        return executor.migrate(_last_of(executor.loader.graph, wanted)).apps
    finally:
        guard.lower()


def _last_of(graph: MigrationGraph, wanted: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the last of the wanted migrations of each application: those that no other of them follows."""
    kept = {key for key in graph.nodes if key in wanted}
    return [
        key
        for key in kept
        if not any(child.key in kept and child.key[0] == key[0] for child in graph.node_map[key].children)
    ]


def _applications() -> set[str]:
    return {name.rpartition(".")[2] for name in settings.INSTALLED_APPS}


def _known(path: Path, tables: dict[str, Any], table: str) -> Any:
    if table not in tables:
        raise BackupFault(
            _("thấy bảng %(found)s, cần các bảng của bản chương trình đã ghi nó"),
            code="backup_table_unknown",
            field=str(path),
            found=table,
        )
    return tables[table]


def _part(say: Progress, name: str, contents: Contents, tables: list[str]) -> Part:
    """Return the part that goes over some tables of which the archive says how many rows they have."""
    return Part(say, name, sum(contents.tables[table].rows for table in tables if table in contents.tables))


def _keep_file(stream: IO[bytes]) -> None:
    storage.put(stream.read())


def _verify(path: Path, contents: Contents, part: Part) -> None:
    """Refuse to call it done unless the journal verifies and ends where the archive says."""
    seal.require_sealed()
    last = Journal.objects.filter(seq=contents.line).first()
    problems = [f"{problem.where}: {problem.what}" for problem in journal.verify(looked_at=part.add)]
    if contents.line and (last is None or last.digest != contents.line_digest):
        problems.append(f"journal:{contents.line}")
    if problems:
        raise BackupFault(
            _("đã lấy lại nhưng nhật ký không khớp: %(found)s; đừng dùng hồ sơ này, hãy dùng một bản sao lưu khác"),
            code="restored_not_whole",
            field=str(path),
            found=problems[:5],
        )
