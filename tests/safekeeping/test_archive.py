"""An archive is whole or it is none: whatever was changed, left out or cut off is found before anything is written."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from tests.desk.places import everything
from tests.world import make_world

from nghitrinh.desk.models import OpenedVersion
from nghitrinh.record.kernel import canonical, storage
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.safekeeping import (
    BackupFault,
    Step,
    export,
    lock_away,
    require_empty,
    require_whole,
    unlocked,
    write_backup,
)
from nghitrinh.safekeeping.tables import LEFT_OUT, PRIVATE, SECRET, exported_tables, kept_tables, rows_of

Members = list[tuple[str, bytes]]


@pytest.fixture
def backup(db: None, tmp_path: Path) -> Path:
    world = make_world()
    everything(world)
    OpenedVersion.objects.create(user=world.member, version=uuid4())
    storage.put(b"a paper that nobody names any more")
    path = tmp_path / "backup.tar.gz"
    write_backup(path)
    return path


def members_of(path: Path) -> Members:
    with tarfile.open(path) as tar:
        return [(member.name, (tar.extractfile(member) or io.BytesIO()).read()) for member in tar]


def write_members(path: Path, members: Members) -> None:
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def test_every_table_is_kept_or_left_out_for_a_reason() -> None:
    kept = {model._meta.db_table for model in kept_tables()}
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    assert kept | LEFT_OUT.keys() == tables
    assert not kept & LEFT_OUT.keys()
    assert all(LEFT_OUT.values())


def test_a_backup_has_every_row_and_file_and_says_where_the_journal_ended(backup: Path) -> None:
    head, contents = require_whole(backup)
    last = Journal.objects.order_by("-seq").first()
    assert last is not None
    assert (contents.line, contents.line_digest) == (last.seq, last.digest)
    assert {name: table.rows for name, table in contents.tables.items()} == {
        model._meta.db_table: model._default_manager.count() for model in kept_tables()
    }
    assert contents.files == len(list(storage.folder().iterdir()))
    assert head.migrations["record"]
    lines = dict(members_of(backup))["tables/record_user.jsonl"].decode().splitlines()
    assert [json.loads(line) for line in lines] == list(rows_of(User))
    assert backup.stat().st_mode & 0o077 == 0


def require_counted(said: list[Step], *parts: str) -> None:
    """Expect each part to be counted, from its beginning to its end, against a total that was known then."""
    assert list(dict.fromkeys(step.part for step in said)) == list(parts)
    for part in parts:
        steps = [step for step in said if step.part == part]
        assert len({(step.total, step.unit) for step in steps}) == 1
        assert steps[0].total > 0
        assert [step.percent for step in steps] == sorted({step.percent for step in steps})
        assert (steps[-1].done, steps[-1].percent) == (steps[-1].total, 100)


def test_what_is_written_tells_how_far_it_is(backup: Path, tmp_path: Path) -> None:
    said: list[Step] = []
    write_backup(tmp_path / "other.tar.gz", said.append)
    require_counted(said, "rows written", "files written", "read again")
    said.clear()
    total = export(tmp_path / "all.jsonl", said.append)
    require_counted(said, "rows written")
    assert said[-1].total == total


def changed_byte(members: Members, name: str) -> Members:
    return [(each, content[:-2] + b"#" + content[-1:] if each == name else content) for each, content in members]


SPOILT: dict[str, tuple[Callable[[Members], Members], str]] = {
    "a row changed": (lambda all_: changed_byte(all_, "tables/record_meeting.jsonl"), "backup_changed"),
    "a row left out": (
        lambda all_: [(n, c.split(b"\n", 1)[1] if n == "tables/record_journal.jsonl" else c) for n, c in all_],
        "backup_changed",
    ),
    "a table left out": (lambda all_: [e for e in all_ if e[0] != "tables/record_task.jsonl"], "backup_changed"),
    "a file changed": (
        lambda all_: [(n, b"other" if n.startswith("files/") else c) for n, c in all_],
        "backup_changed",
    ),
    "a file left out": (
        lambda all_: [e for e in all_ if e[0] != next(n for n, _ in all_ if n.startswith("files/"))],
        "backup_changed",
    ),
    "the end left out": (lambda all_: all_[:-1], "backup_cut_short"),
    "the head left out": (lambda all_: all_[1:], "backup_odd"),
    "a head that says nothing": (lambda all_: [(all_[0][0], b"{}"), *all_[1:]], "backup_odd"),
    "a head that is no JSON": (lambda all_: [(all_[0][0], b"hello"), *all_[1:]], "backup_odd"),
    "contents that say nothing": (lambda all_: [*all_[:-1], (all_[-1][0], b"[]")], "backup_odd"),
    "something more": (lambda all_: [*all_[:-1], ("../outside", b""), all_[-1]], "backup_odd"),
    "something after the end": (lambda all_: [*all_, ("files/" + "0" * 64, b"")], "backup_odd"),
    "a later format": (
        lambda all_: [(all_[0][0], json.dumps(json.loads(all_[0][1]) | {"format": 99}).encode()), *all_[1:]],
        "backup_newer",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_not_as_it_was_written_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    spoil, code = SPOILT[name]
    spoilt = tmp_path / "spoilt.tar.gz"
    write_members(spoilt, spoil(members_of(backup)))
    with pytest.raises(BackupFault) as refused:
        require_whole(spoilt)
    assert (refused.value.code, refused.value.field) == (code, str(spoilt))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_backup_cut_off_anywhere_is_refused(backup: Path, tmp_path: Path, share: float) -> None:
    content = backup.read_bytes()
    short = tmp_path / "short.tar.gz"
    short.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BackupFault) as refused:
        require_whole(short)
    assert refused.value.code == "backup_cut_short"


@pytest.mark.parametrize("content", [b"", b"hello", gzip.compress(b"hello", mtime=0), b"PK\x03\x04"])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(BackupFault):
        require_whole(path)


def test_nothing_is_brought_back_over_a_record(backup: Path) -> None:
    with pytest.raises(BackupFault) as refused:
        require_empty()
    assert refused.value.code == "restore_not_empty"


def test_an_export_has_every_row_and_no_password(backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    total = export(path)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert lines[0]["export"] == "nghitrinh"
    assert lines[-1] == {"rows": total}
    assert len(lines) == total + 2
    assert total == sum(model._default_manager.count() for model in exported_tables())
    assert not any(line.get("table") in PRIVATE for line in lines)
    users = [line for line in lines if line.get("table") == "record_user"]
    assert users
    assert all("password" not in user for user in users)


def test_keys_open_with_their_passphrase_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "signing.pem").write_bytes(b"the key")
    (home / "secret_key").write_bytes(b"the other key")
    file = tmp_path / "backup.keys"
    assert lock_away(home, file, "một mật khẩu dài") == ["keys/signing.pem", "secret_key"]
    assert b"the key" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert unlocked(file, "một mật khẩu dài") == {"keys/signing.pem": b"the key", "secret_key": b"the other key"}
    with pytest.raises(BackupFault) as refused:
        unlocked(file, "mật khẩu khác, cũng dài")
    assert refused.value.code == "passphrase_wrong"
    for spoilt in (b"", b"{}", b"[]", file.read_bytes()[:-40]):
        file.write_bytes(spoilt)
        with pytest.raises(BackupFault) as refused:
            unlocked(file, "một mật khẩu dài")
        assert refused.value.code == "keys_unusable"


def test_rows_are_as_the_journal_knows_them(backup: Path) -> None:
    """A row of a backup, its password apart, is what `journal verify` compares: nothing is rounded or renamed."""
    for model in kept_tables():
        for row, instance in zip(rows_of(model), model._default_manager.order_by("pk"), strict=True):
            known = canonical.row(instance)
            assert {name: row[name] for name in known} | {"password": ""} == known | {"password": ""}


def test_what_is_left_out_is_a_table_and_what_signs_in_is_not_brought_back() -> None:
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert set(LEFT_OUT) <= tables
    kept = {model._meta.db_table for model in kept_tables()}
    assert {"mfa_authenticator", "record_accountlink", "record_identity"} <= kept
    assert kept & {"django_session", "desk_signin", "desk_guesses", "desk_keptfile"} == set()
    assert kept >= PRIVATE
    for table, columns in SECRET.items():
        model = next(model for model in kept_tables() if model._meta.db_table == table)
        assert set(columns) <= {field.attname for field in model._meta.concrete_fields}
