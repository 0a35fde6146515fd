"""Writing everything out: as an archive that can be brought back, and as lines of JSON for other programs."""

import hashlib
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from nghitrinh.record.kernel import canonical, clock, storage
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.kernel.snapshot import snapshot
from nghitrinh.record.releases.queries import last_release
from nghitrinh.safekeeping.archive import (
    CONTENTS,
    FORMAT,
    HEAD,
    Contents,
    Head,
    TableContents,
    add_bytes,
    add_json,
    add_stream,
    new_file,
    require_whole,
)
from nghitrinh.safekeeping.errors import BackupFault
from nghitrinh.safekeeping.progress import Part, Progress, nobody
from nghitrinh.safekeeping.tables import SECRET, as_line, exported_tables, kept_tables, rows_of

# Bytes of a table that are held in memory before they are put beside the archive.
_HELD = 16_000_000
_QUICKLY = 1  # of gzip's levels: a record is mostly JSON, which the first makes small already


def write_backup(path: Path, say: Progress = nobody, *, with_files: bool = True) -> Contents:
    """Write the record as it stands at this moment into an archive, read it again, and return what is in it.

    Acts go on meanwhile. Files are added after the rows: what a row names was on the disk before the row was written,
    and stays.
    """
    with new_file(path) as stream, tarfile.open(fileobj=stream, mode="w:gz", compresslevel=_QUICKLY) as tar:
        with snapshot():
            add_json(tar, HEAD, head_now())
            rows = _rows_written(say)
            tables = {model._meta.db_table: _add_table(tar, path.parent, model, rows) for model in kept_tables()}
            line, release = Journal.objects.order_by("-seq").first(), last_release()
        contents = Contents(
            tables=tables,
            files=_add_files(tar, say) if with_files else 0,
            line=line.seq if line else 0,
            line_digest=line.digest if line else "",
            release=release.sequence if release else 0,
            release_digest=release.digest if release else "",
        )
        add_json(tar, CONTENTS, contents)
    try:
        require_whole(path, say, "read again")
    except BackupFault:
        path.unlink()
        raise
    return contents


def head_now() -> Head:
    """Return the head of an archive of this database."""
    applied: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        applied.setdefault(app, []).append(name)
    return Head(FORMAT, version("nghitrinh"), canonical.plain(clock.now()), applied)


def _add_table(tar: tarfile.TarFile, folder: Path, model: type[Model], written: Part) -> TableContents:
    """Add a table, whose length a tar wants to know before its bytes: what is much lies beside it until then."""
    name, digest, rows = model._meta.db_table, hashlib.sha256(), 0
    with tempfile.SpooledTemporaryFile(max_size=_HELD, dir=str(folder)) as spool:
        for row in rows_of(model):
            line = as_line(row)
            digest.update(line)
            spool.write(line)
            rows += 1
            written.add()
        size = spool.tell()
        spool.seek(0)
        add_stream(tar, f"tables/{name}.jsonl", spool, size)
    return TableContents(rows, digest.hexdigest())


def _add_files(tar: tarfile.TarFile, say: Progress) -> int:
    """Add every stored file, each read against its digest; what its owner removes meanwhile is left out."""
    found, files = _stored_files(), 0
    written = Part(say, "files written", sum(found.values()), "bytes")
    for digest, size in found.items():
        content = _content_of(digest)
        if content is not None:
            add_bytes(tar, f"files/{digest}", content)
            files += 1
        written.add(size)
    return files


def _content_of(digest: str) -> bytes | None:
    try:
        return storage.get(digest)
    except storage.StorageFault:
        if (storage.folder() / digest).exists():
            raise
        return None


def _stored_files() -> dict[str, int]:
    """Return the digests of what is stored now, each with its size."""
    folder = storage.folder()
    found = sorted(folder.iterdir()) if folder.exists() else []
    return {path.name: path.stat().st_size for path in found if len(path.name) == hashlib.sha256().digest_size * 2}


def _rows_written(say: Progress) -> Part:
    return Part(say, "rows written", sum(model._default_manager.count() for model in kept_tables()))


def export(path: Path, say: Progress = nobody) -> int:
    """Write every row as a line of JSON, after a line that says what this is; return how many rows there were.

    For other programs: it leaves out what nobody else needs, digests of passwords and of links and what second steps
    are made of, what somebody has opened. It cannot be brought back.
    """
    with new_file(path) as stream, snapshot():
        written = Part(say, "rows written", sum(model._default_manager.count() for model in exported_tables()))
        stream.write(as_line({"export": "nghitrinh", "version": version("nghitrinh"), "at": head_now().made_at}))
        for model in exported_tables():
            for row in rows_of(model):
                for secret in SECRET.get(model._meta.db_table, ()):
                    row.pop(secret)
                stream.write(as_line({"table": model._meta.db_table} | row))
                written.add()
        stream.write(as_line({"rows": written.done}))
    return written.done
