"""Homes that cannot be used: newer, older, gone, spoilt, locked, out of reach; and ports that somebody else has."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from tests.cli.programs import Home, Ran, free_port, new_home, with_free_ports
from tests.world import make_world

from nghitrinh import cli
from nghitrinh.record.kernel.models import Journal

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("act", "body.found", "--by", "quantri", "--json", '{"name": "Tỉnh"}'),
    ("show", "00000000-0000-0000-0000-000000000000"),
    ("journal", "verify"),
    ("publish", "--by", "thuky"),
    ("check",),
)
STARTING: tuple[tuple[str, ...], ...] = (("init",), ("run", "--once"), ("desk",))


def written(home: Home, sql: str) -> bytes:
    """Change a home's database behind the program's back; return its bytes as they are then."""
    with closing(sqlite3.connect(home.database)) as database:
        database.executescript(sql)
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return home.database.read_bytes()


@pytest.mark.parametrize("command", [*COMMANDS, *STARTING], ids=" ".join)
def test_a_home_of_a_newer_version_is_refused_and_left_alone(home: Home, command: tuple[str, ...]) -> None:
    before = written(
        home, "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '0999_later', '2031-01-01')"
    )
    home.run(*command).require_refused(str(home.folder), "newer version (record 0999_later)", "expected at most this")
    assert home.database.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_home_of_an_older_version_is_told_what_to_do(home: Home, command: tuple[str, ...]) -> None:
    latest = "(SELECT max(name) FROM django_migrations WHERE app = 'record')"
    written(home, f"DELETE FROM django_migrations WHERE app = 'record' AND name = {latest}")
    home.run(*command).require_refused(str(home.folder), "found a database of an older version", "nghitrinh init")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_database_that_is_gone_is_named_and_no_empty_one_is_made(home: Home, command: tuple[str, ...]) -> None:
    home.database.unlink()
    home.run(*command).require_refused(f"{home.database}: found no database", "expected the home's", "nghitrinh init")
    assert not home.database.exists()


def test_who_began_with_own_is_led_to_that_home(home: Home) -> None:
    own = home.folder.rename(home.folder.with_name("own"))
    home.run("check").require_refused(f"a record lies in {own}: set NGHITRINH_HOME={own}")


def test_a_file_that_is_no_database_is_named(home: Home) -> None:
    home.database.write_bytes(b"khong phai co so du lieu" * 400)
    for command in (COMMANDS[0], STARTING[0]):
        home.run(*command).require_refused(str(home.database), "file is not a database")


def test_a_database_without_a_record_is_called_so(home: Home) -> None:
    home.database.write_bytes(b"")
    for command in (COMMANDS[1], COMMANDS[-1]):
        home.run(*command).require_refused(str(home.database), "found no record in it", "restore it from a backup")


@pytest.mark.parametrize("command", [*COMMANDS, ("acts",), ("desk", "--desk-port", "99999")], ids=" ".join)
def test_a_home_that_is_not_there_is_not_made(tmp_path: Path, command: tuple[str, ...]) -> None:
    ran = Home(tmp_path / "nha").run(*command)
    assert ran.code == (0 if command == ("acts",) else 1)
    assert not any(tmp_path.iterdir())


def test_the_secret_key_is_made_with_the_home_and_kept(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    assert home.run("init").code == 0
    key = (home.folder / "secret_key").read_text("ascii")
    assert len(key) > 40
    assert (home.folder / "secret_key").stat().st_mode & 0o077 == 0
    assert home.run("init").code == 0
    assert (home.folder / "secret_key").read_text("ascii") == key


# What is damaged in a home, what says so, and in which words.
DAMAGED: dict[str, tuple[str, bytes, tuple[str, ...]]] = {
    "an empty key": ("secret_key", b"", ("found it empty", "expected the key for sessions")),
    "a key that is no text": ("secret_key", b"\xff\xfe", ("found no key", "expected the key for sessions")),
    "a day that is none": ("demonstration-day", b"mai", ("found 'mai'", "expected a date such as 2021-10-04")),
    "a day that is no text": ("demonstration-day", b"\xff", ("expected a date such as 2021-10-04",)),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_of_the_home_is_named(home: Home, name: str) -> None:
    file, content, said = DAMAGED[name]
    (home.folder / file).write_bytes(content)
    for command in (("check",), ("desk",)):
        home.run(*command).require_refused(f"{home.folder / file}: found", *said)


@pytest.mark.parametrize("content", [b"\xff", b"[", b"[1]", b'[{"username": "thuky"}]', b"7"])
def test_damaged_users_of_the_demonstration_are_named(home: Home, content: bytes) -> None:
    (home.folder / "demo-users.json").write_bytes(content)
    home.run("run", "--once").require_refused(str(home.folder / "demo-users.json"), "expected a list of objects with")


def test_a_damaged_stamp_costs_one_gathering(home: Home) -> None:
    (home.folder / "static.stamp").write_bytes(b"\xff")
    assert home.run("init").code == 0
    assert (home.folder / "static.stamp").read_text("ascii")


def test_a_home_without_users_of_the_demonstration_is_not_told_of_them(home: Home) -> None:
    assert "sign in as thuky" in home.run("run", "--once").out
    (home.folder / "demo-users.json").unlink()
    ran = home.run("run", "--once")
    assert (ran.code, "thuky" in ran.out) == (0, False)


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("tệp", "utf-8")
    Home(tmp_path / "home").run("init").require_refused(str(tmp_path / "home"))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://ai@127.0.0.1:1/record", "127.0.0.1:1/record: the database refuses: "),
        ("mysql://ai@127.0.0.1/record", "NGHITRINH_DATABASE_URL: found 'mysql://ai@127.0.0.1/record', expected "),
        ("postgresql://127.0.0.1", "NGHITRINH_DATABASE_URL: found 'postgresql://127.0.0.1', expected "),
    ],
)
def test_a_database_elsewhere_that_does_not_answer_is_named(home: Home, url: str, said: str) -> None:
    home.run(*COMMANDS[0], NGHITRINH_DATABASE_URL=url).require_refused(said)


def test_a_database_that_takes_the_call_and_says_nothing_is_given_up(home: Home) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        url = f"postgresql://ai@127.0.0.1:{silent.getsockname()[1]}/record"
        home.run(*COMMANDS[0], NGHITRINH_DATABASE_URL=url).require_refused("timeout expired")


@pytest.fixture
def impatient(transactional_db: None) -> Iterator[None]:
    """Let the program wait a tenth of a second for a lock, instead of as long as it does in use."""
    connection.close()
    options = connection.settings_dict["OPTIONS"]
    waits, options["timeout"] = options["timeout"], 0.1
    yield
    connection.close()
    options["timeout"] = waits


def test_a_locked_database_is_refused_and_works_again_when_it_is_free(
    impatient: None, capsys: pytest.CaptureFixture[str]
) -> None:
    make_world()
    lines, command = Journal.objects.count(), ["act", "body.found", "--by", "quantri", "--json", '{"name": "Tỉnh"}']
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        code, said = cli.main(command), capsys.readouterr()
        Ran(code, said.out, said.err).require_refused("found it locked by another program", "nothing was written")
        assert Journal.objects.count() == lines
        other.execute("ROLLBACK")
    assert cli.main(command) == 0
    assert Journal.objects.count() == lines + 1


@pytest.mark.parametrize("command", ["run", "desk", "portal"])
def test_the_tests_want_no_port_that_a_served_home_has(command: str) -> None:
    with_ports = with_free_ports((command,))
    ports = [int(port) for port in with_ports if port.isdecimal()]
    assert len(ports) == {"run": 2, "desk": 1, "portal": 1}[command]
    assert not {8000, 8001} & set(ports)
    assert with_free_ports(tuple(with_ports)) == with_ports


@pytest.fixture
def taken() -> Iterator[str]:
    """Return a port that somebody else has."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield str(server.getsockname()[1])


# How each program that serves gets its port; the portal gets its folder too.
SERVING = (("run", "--desk-port"), ("run", "--portal-port"), ("desk", "--desk-port"), ("portal", "--port"))


def served(home: Home, command: str, option: str, port: str) -> Ran:
    folder = [str(home.folder / "portal")] if command == "portal" else []
    return home.run(command, *folder, option, port)


@pytest.mark.parametrize(("command", "option"), SERVING)
def test_a_port_in_use_is_named_before_anything_starts(home: Home, taken: str, command: str, option: str) -> None:
    served(home, command, option, taken).require_refused(option, taken, "expected a free one")


def test_desk_and_portal_on_one_port_are_refused(home: Home) -> None:
    port = free_port()
    ran = home.run("run", "--desk-port", port, "--portal-port", port)
    ran.require_refused(f"--portal-port: found {port}, the desk's port, expected another one")


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--host", "localhost", "found 'localhost', expected an IP address"),
        ("--host", "", "found '', expected an IP address"),
        ("--host", "192.0.2.1", "found 192.0.2.1 not usable"),
        ("--workers", "0", "found 0, expected at least 1"),
        ("--workers", "-1", "found -1, expected at least 1"),
    ],
)
def test_what_a_portal_cannot_be_served_with_is_named(
    made_home: Home, capsys: pytest.CaptureFixture[str], option: str, value: str, said: str
) -> None:
    assert cli.main(["portal", str(made_home.folder / "portal"), "--port", free_port(), option, value]) == 1
    assert capsys.readouterr().err.startswith(f"nghitrinh portal: {option}: {said}")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_portal_is_served_on_either_kind_of_address(
    made_home: Home, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    served: list[str] = []
    monkeypatch.setattr("nghitrinh.portal.command.serve", lambda *given: served.append(given[0]))
    for name in ("NGHITRINH_PORTAL_ROOT", "NGHITRINH_PORTAL_KEY"):  # the command sets them: put back afterwards
        monkeypatch.setenv(name, "")
    assert cli.main(["portal", str(made_home.folder / "portal"), "--port", free_port(), "--host", host]) == 0
    assert served == [host]


@pytest.mark.parametrize(("command", "option"), SERVING[2:])
def test_a_port_that_is_none_is_refused(home: Home, command: str, option: str) -> None:
    for port in ("0", "70000", "-1"):
        served(home, command, option, port).require_refused(f"{option}: found {port}, expected a port from 1 to 65535")
    ran = served(home, command, option, "cửa")
    assert (ran.code, f"{option}: invalid int value: 'cửa'" in ran.err) == (2, True)
