"""`nghitrinh move`: the record goes on in another database, and the one that it had takes no further line."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext_lazy as _

from nghitrinh.cli import moves
from nghitrinh.cli.faults import Refused, answer, database_name
from nghitrinh.cli.home import MOVED, home_folder, make_private, refuse_newer
from nghitrinh.cli.notes import read_note
from nghitrinh.cli.progress import Shown
from nghitrinh.record.kernel import seal
from nghitrinh.record.kernel.acts import one_transaction
from nghitrinh.safekeeping import make_room, new_file, restore, write_backup
from nghitrinh.settings.environment import database_at

# The other process: settings are read once a process, so each database has its own. Killed with the move, it leaves a
# copy at most, while the old record goes on.
_OTHER = """
import sys
from nghitrinh.parent import end_with
end_with(int(sys.argv.pop(1)))
from nghitrinh.cli import guarded
def main():
    from nghitrinh.cli.home import set_up
    set_up()
    from nghitrinh.cli.moving import main_bring_in
    return main_bring_in(sys.argv[1:])
sys.exit(guarded(main))
"""


def main_move(arguments: list[str]) -> int:
    """Move the record into another database: its rows are written there and verified, and this one is not used again.

    End desk and portal before. Files and keys stay where they are. Interrupted, nothing has moved.
    """
    parser = argparse.ArgumentParser("nghitrinh move", description=main_move.__doc__)
    parser.add_argument(
        "--to", required=True, metavar="ADDRESS", help="postgresql://user:password@host:port/name, or sqlite"
    )
    parser.add_argument(
        "--anew", action="store_true", help="drop the copy of this record that an interrupted move left at ADDRESS"
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing of how far it is")
    given = parser.parse_args(arguments)
    to = "" if given.to == "sqlite" else given.to
    name = database_name(database_at(to))
    if name == database_name():
        raise Refused(
            _("hồ sơ đang ở đúng %(found)s, cần một cơ sở dữ liệu khác"), code="moved_nowhere", field="--to", found=name
        )
    with moves.noted(name) as archive, one_transaction():  # acts wait from here on, and find that the record has moved
        with Shown(given.quiet) as say:
            contents = write_backup(archive, say, with_files=False)
        _bring_into(archive, to, _flags(given))
        seal.retire()
        _note_moved(name)
    connection.close()
    setting = "set NGHITRINH_DATABASE_URL to that address" if to else "unset NGHITRINH_DATABASE_URL"
    answer(f"moved to {name}: journal to line {contents.line} verified there; from now on {setting}", done="move")
    return 0


def main_bring_in(arguments: list[str]) -> int:
    """Bring the archive of a move into the database of this process."""
    parser = argparse.ArgumentParser("nghitrinh move", description=main_bring_in.__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--anew", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args(arguments)
    make_private(home_folder())
    refuse_newer()
    make_room(given.archive, anew=given.anew)
    with Shown(given.quiet) as say:
        restore(given.archive, say)
    return 0


def _flags(given: argparse.Namespace) -> list[str]:
    return [f"--{name}" for name in ("anew", "quiet") if getattr(given, name)]


def _note_moved(to: str) -> None:
    with new_file(home_folder() / MOVED) as stream:
        stream.write(json.dumps({"from": database_name(), "to": to}).encode())


def _bring_into(archive: Path, to: str, flags: list[str]) -> None:
    """Bring an archive into another database, by a process of its own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("NGHITRINH_DATABASE_URL")}
    if to:
        environment["NGHITRINH_DATABASE_URL"] = to
    else:
        _set_aside(home_folder() / "record.sqlite3")
    command = [sys.executable, "-c", _OTHER, str(os.getpid()), str(archive), *flags]
    ran = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)  # noqa: S603 - ourselves
    if ran.returncode:
        raise Refused(
            _("chưa chuyển sang được, hồ sơ vẫn ở chỗ cũ; hãy sửa điều mà dòng trên nêu rồi chạy lại"),
            code="not_moved",
            field="--to",
        )


def _set_aside(database: Path) -> None:
    """Rename the file that the record was moved out of: it is kept, and another takes its place."""
    moved = read_note(home_folder() / MOVED) or {}
    if moved.get("from") == str(database):
        for name in (database.name, f"{database.name}-wal", f"{database.name}-shm"):
            path = database.with_name(name)
            if path.exists():
                path.rename(path.with_name(f"{name}.moved-{time.time_ns()}"))
