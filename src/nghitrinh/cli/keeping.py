"""Commands of safe keeping: backup, restore, export."""

import argparse
import getpass
import sys
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from nghitrinh.cli.faults import Refused, answer
from nghitrinh.cli.home import home_folder, make_private, refuse_newer
from nghitrinh.cli.progress import Shown
from nghitrinh.safekeeping import (
    export,
    lock_away,
    new_file,
    require_empty,
    require_whole,
    restore,
    unlocked,
    write_backup,
)
from nghitrinh.settings.environment import text

_VARIABLE = "NGHITRINH_BACKUP_PASSPHRASE"
_SHORTEST = 12


def _parsed(parser: argparse.ArgumentParser, arguments: list[str]) -> argparse.Namespace:
    parser.add_argument("--quiet", action="store_true", help="say nothing of how far it is")
    return parser.parse_args(arguments)


def main_backup(arguments: list[str]) -> int:
    """Write record and files into FILE, and the keys, encrypted, into FILE.keys; desk and portal may go on.

    Both are read again at the end. The passphrase of the keys comes from NGHITRINH_BACKUP_PASSPHRASE, from the file
    that NGHITRINH_BACKUP_PASSPHRASE_FILE names, or is asked for.
    """
    parser = argparse.ArgumentParser("nghitrinh backup", description=main_backup.__doc__)
    parser.add_argument("file", metavar="FILE", type=Path, help="such as /srv/backup/2026-11-29.tar.gz")
    parser.add_argument("--without-keys", action="store_true", help="leave out the keys; keep them elsewhere yourself")
    given = _parsed(parser, arguments)
    _require_new(given.file)
    passphrase = "" if given.without_keys else _passphrase(twice=True)
    with Shown(given.quiet) as say:
        contents = write_backup(given.file, say)
    kept = [] if given.without_keys else lock_away(home_folder(), _keys_of(given.file), passphrase)
    keys = f"; {len(kept)} keys in {_keys_of(given.file)}" if kept else ""
    answer(f"{given.file}: {contents}; read again whole{keys}", done="backup")
    return 0


def main_restore(arguments: list[str]) -> int:
    """Bring a backup back into a home where nothing has begun, all or nothing, and verify what stands there then."""
    parser = argparse.ArgumentParser("nghitrinh restore", description=main_restore.__doc__)
    parser.add_argument("file", metavar="FILE", type=Path, help="what `nghitrinh backup` wrote")
    parser.add_argument("--without-keys", action="store_true", help="bring no keys back: they are there, or lost")
    parser.add_argument(
        "--check", action="store_true", help="read FILE to its end and say what is in it; write nothing"
    )
    given = _parsed(parser, arguments)
    if given.check:
        return _check(given.file, quiet=given.quiet)
    keys = {} if given.without_keys else unlocked(_keys_of(given.file), _passphrase(twice=False))
    home_folder().mkdir(parents=True, exist_ok=True)
    make_private(home_folder())
    refuse_newer()
    require_empty()
    _write_keys(keys)
    with Shown(given.quiet) as say:
        contents = restore(given.file, say)
    answer(
        f"home brought back: {home_folder()}: journal to line {contents.line} verified, {contents.files} files,"
        f" release {contents.release}; next: `nghitrinh init`, then `nghitrinh publish --restore --by USER`",
        done="restore",
    )
    return 0


def _check(path: Path, *, quiet: bool) -> int:
    with Shown(quiet) as say:
        head, contents = require_whole(path, say)
    print(f"{path}: whole; made {head.made_at[:19]} by version {head.program}: {contents}")
    return 0


def _write_keys(keys: dict[str, bytes]) -> None:
    for name, content in keys.items():
        path = home_folder() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.read_bytes() != content:
            raise Refused(
                _("thấy một khóa khác ở đó, cần chỗ trống hoặc đúng khóa của bản sao lưu"),
                code="key_in_the_way",
                field=str(path),
            )
        with new_file(path) as stream:
            stream.write(content)


def main_export(arguments: list[str]) -> int:
    """Write every row of the record as a line of JSON, for other programs; files lie beside, under their digests."""
    parser = argparse.ArgumentParser("nghitrinh export", description=main_export.__doc__)
    parser.add_argument("file", metavar="FILE.jsonl", type=Path, help="must not be there yet")
    given = _parsed(parser, arguments)
    _require_new(given.file)
    with Shown(given.quiet) as say:
        rows = export(given.file, say)
    answer(f"{given.file}: {rows} rows", done="export")
    return 0


def _require_new(path: Path) -> None:
    for each in (path, _keys_of(path)):
        if each.exists():
            raise Refused(
                _("đã có tệp này, cần một tên chưa dùng: không bản sao lưu nào bị ghi đè"),
                code="backup_in_the_way",
                field=str(each),
            )
    if not path.parent.is_dir():
        raise Refused(_("không có thư mục này, cần một thư mục đã có"), code="folder_missing", field=str(path.parent))


def _keys_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.keys")


def _passphrase(*, twice: bool) -> str:
    """Return the passphrase of the keys, as given or as typed; never one that is quickly guessed."""
    given = text(_VARIABLE)
    if not given and sys.stdin.isatty():
        given = getpass.getpass("passphrase of the keys: ")
        if twice and given != getpass.getpass("once more: "):
            raise Refused(
                _("hai lần gõ khác nhau, cần giống nhau; chưa ghi gì"), code="passphrases_differ", field=_VARIABLE
            )
    if len(given) < _SHORTEST:
        raise Refused(
            _("thấy mật khẩu dài %(found)s ký tự, cần ít nhất %(least)s; hoặc --without-keys"),
            code="passphrase_short",
            field=_VARIABLE,
            found=len(given),
            least=_SHORTEST,
        )
    return given
