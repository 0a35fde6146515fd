"""The home: a folder with the database, files, keys, static files and the portal's bundles."""

import argparse
import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext_lazy as _

from nghitrinh.cli import moves
from nghitrinh.cli.faults import Refused, answer, database_name
from nghitrinh.cli.notes import read_note
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.applied import is_current
from nghitrinh.record.kernel.databases.sqlite3 import locked
from nghitrinh.settings.environment import make_secret_key

# The worked example stands still in October 2021: its home holds the day in this file.
DEMONSTRATION_DAY = "demonstration-day"
# Where a record went that was moved out of the database that this file names: nobody goes on in the old one.
MOVED = "moved.json"
# What group and others may do with a file: nothing.
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def set_up() -> None:
    """Load settings and models, and find the day: nothing is made, since the home may be a mistyped one."""
    django.setup()
    file = home_folder() / DEMONSTRATION_DAY
    if not os.environ.get("NGHITRINH_TODAY") and file.exists():
        os.environ["NGHITRINH_TODAY"] = _demonstration_day(file)
    clock.today()  # a day that is none is refused before anything is done on it


def _demonstration_day(file: Path) -> str:
    found = file.read_text("utf-8", "replace").strip()
    try:
        return date.fromisoformat(found).isoformat()
    except ValueError:
        raise Refused(
            _("thấy %(found)s, cần một ngày như 2021-10-04"),
            code="day_malformed",
            field=str(file),
            found=repr(found[:40]),
        ) from None


def make_private(home: Path) -> None:
    """Let nobody but the owner into a home: it holds the digests of passwords, sessions, keys and restricted papers.

    A home of an earlier version, which others of the machine could read, is mended.
    """
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).touch(mode=0o600)
    for path in [home, home / "keys", home / "files", *home.glob("*.sqlite3*"), *home.glob("*.json")]:
        if path.exists() and path.stat().st_mode & _OTHERS:
            path.chmod(path.stat().st_mode & ~_OTHERS)


def is_locked() -> bool:
    """Tell whether nothing can be written into the home: it was locked, or is a copy that is mounted to be read."""
    home = home_folder()
    return home.exists() and not os.access(home, os.W_OK)


def require_writable() -> None:
    """Refuse a home where nothing can be written: a desk that served it would refuse every form, after it was typed."""
    file = Path(connection.settings_dict["NAME"])
    if is_locked() or (connection.vendor == "sqlite" and locked.is_locked(file)):
        raise Refused(
            _("thấy nơi không ghi được gì, cần một nơi ghi được; chưa ghi gì"),
            code="home_locked",
            field=str(home_folder()),
        )


def require_private(home: Path) -> None:
    """Refuse a home that others of this machine can look into; where nobody can mend it, `check` alone says it."""
    if not is_locked():
        for refusal in open_to_others(home):
            raise refusal


def open_to_others(home: Path) -> Iterator[Refused]:
    """Yield what of a home others of this machine can look into."""
    for path in (home, home / "record.sqlite3"):
        mode = path.stat().st_mode if path.exists() else 0
        if mode & _OTHERS:
            yield Refused(
                _("người khác trên máy này đọc được (quyền %(found)s), cần %(private)s; hãy chạy `nghitrinh init`"),
                code="home_open_to_others",
                field=str(path),
                found=f"{stat.S_IMODE(mode):04o}",
                private=f"{stat.S_IMODE(mode & ~_OTHERS):04o}",
            )


def home_folder() -> Path:
    """Return the home's folder."""
    return Path(settings.HOME)


def refuse_newer() -> None:
    """Refuse a home whose database a newer version of the program has migrated."""
    executor = MigrationExecutor(connection)
    unknown = sorted(set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations))
    if unknown:
        found = ", ".join(f"{app} {name}" for app, name in unknown)
        raise Refused(
            _("thấy cơ sở dữ liệu của bản mới hơn (%(found)s), cần nhiều nhất là bản này; chưa đổi gì"),
            code="home_newer",
            field=str(home_folder()),
            found=found,
        )


def refuse_moved() -> None:
    """Refuse the database that the record was moved out of: what was written there would be lost."""
    file = home_folder() / MOVED
    moved = read_note(file)
    if moved is None:
        return
    if not {"from", "to"} <= moved.keys():
        raise Refused(
            _("không đọc được tệp này, nơi ghi hồ sơ đã chuyển đi đâu; hãy xóa tệp nếu chắc rằng hồ sơ ở đây còn dùng"),
            code="moved_note_damaged",
            field=str(file),
        )
    if moved["from"] == database_name():
        raise Refused(
            _("hồ sơ này đã chuyển sang %(found)s; hãy đặt NGHITRINH_DATABASE_URL cho đúng nơi đó"),
            code="record_moved",
            field=database_name(),
            found=moved["to"],
        )


def require_current() -> None:
    """Refuse a home without a database, of a newer version, or of an older one, before anything is read of it."""
    refuse_moved()
    require_database()
    require_private(home_folder())
    refuse_newer()
    if not MigrationRecorder(connection).applied_migrations():
        raise Refused(
            _("không thấy hồ sơ nào trong đó; hãy lấy lại từ bản sao lưu, hoặc bắt đầu mới bằng `nghitrinh init`"),
            code="home_empty",
            field=database_name(),
        )
    if not is_current():
        raise Refused(
            _("thấy cơ sở dữ liệu của bản cũ hơn, cần đúng bản này; hãy chạy `nghitrinh init`"),
            code="home_older",
            field=str(home_folder()),
        )


def is_new() -> bool:
    """Tell whether nothing was ever made in the home: no database, or an empty one."""
    file = Path(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not file.exists():
        return True
    return not MigrationRecorder(connection).applied_migrations()


def require_database() -> None:
    """Refuse a home without its database: SQLite would make an empty one in its place."""
    file = Path(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not file.exists():
        beside = file.parent.with_name("own") / file.name  # where `./run --own` begins
        if beside.exists() and beside != file:
            raise Refused(
                _("không thấy cơ sở dữ liệu; thấy một hồ sơ ở %(found)s: hãy đặt NGHITRINH_HOME=%(found)s"),
                code="home_beside",
                field=str(file),
                found=str(beside.parent),
            )
        raise Refused(
            _("không thấy cơ sở dữ liệu; hãy chạy `nghitrinh init`, hoặc đặt NGHITRINH_HOME"),
            code="home_missing",
            field=str(file),
        )
    if connection.vendor == "sqlite" and locked.is_locked(file) and locked.lacks_part_of_log(file):
        raise Refused(
            _("thấy những dòng cuối còn ở %(found)s, nơi không ghi được gì; hãy chép cả thư mục tới nơi ghi được"),
            code="home_log_unreadable",
            field=str(file),
            found=f"{file.name}-wal",
        )


def _assets_digest() -> str:
    package = Path(settings.PACKAGE)
    folders = (package / "assets", package / "desk" / "static")
    found = (path for folder in folders for path in folder.rglob("*"))
    paths = sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)
    digest = hashlib.sha256(str(package).encode())
    for path in paths:
        stat = path.stat()
        digest.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}".encode())
    return digest.hexdigest()


def collect_static(say: Callable[[str], None]) -> None:
    """Gather static files and fonts into the home, unless they are there already."""
    from nghitrinh.assets.fonts import build_fonts
    from nghitrinh.publication.workers import Workers

    stamp, wanted = home_folder() / "static.stamp", _assets_digest()
    if stamp.exists() and stamp.read_bytes() == wanted.encode():
        return
    say("gathering static files, and cutting the fonts")
    call_command("collectstatic", interactive=False, verbosity=0)
    with Workers() as others:
        build_fonts(Path(settings.STATIC_ROOT) / "nghitrinh" / "fonts", others.map)
    stamp.write_text(wanted, "utf-8")


def say_nothing(_: str) -> None:
    """Say nothing of what takes some seconds."""


def bring_up_to_date(say: Callable[[str], None] = say_nothing) -> None:
    """Migrate, seal, and gather static files: what `init` does, quick when nothing is to do.

    What takes some seconds is said before it begins, and only where there is something to do.
    """
    from nghitrinh.record.kernel.seal import require_sealed, seal

    require_writable()
    home_folder().mkdir(parents=True, exist_ok=True)
    make_private(home_folder())
    refuse_moved()
    refuse_newer()
    make_secret_key()
    if said := moves.tidy():
        print(f"nghitrinh: {said}", file=sys.stderr)
    if not is_current():
        say("making the database" if is_new() else "bringing the database up to date")
        call_command("migrate", interactive=False, verbosity=0)
    seal()
    require_sealed()
    collect_static(say)


def let_search_know(*, anew: bool) -> None:
    """Let search know the words of files that it has not read yet; `anew` makes all that it asks anew."""
    from nghitrinh.desk.kit import file_contents
    from nghitrinh.record import search

    if anew:
        search.renew()
    for digest in file_contents.let_search_know(again=anew):
        print(f"file {digest}: lost, so search knows no words of it", file=sys.stderr)


def main_init(arguments: list[str]) -> int:
    """Make the home, or bring it up to date after an update of the program."""
    parser = argparse.ArgumentParser("nghitrinh init", description=main_init.__doc__)
    parser.add_argument("--search", action="store_true", help="make anew what search asks")
    given = parser.parse_args(arguments)
    bring_up_to_date()
    let_search_know(anew=given.search)
    answer(f"home ready: {home_folder()}", done="init")
    return 0
