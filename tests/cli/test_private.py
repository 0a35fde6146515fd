"""Nobody but its owner looks into a home."""

from pathlib import Path

import pytest
from tests.cli.programs import Home, new_home

OTHERS = 0o077


def modes(folder: Path) -> list[Path]:
    """Return what of a home others could read if they came into it: the record, its sessions, and the keys."""
    secret = [
        folder,
        folder / "secret_key",
        *folder.glob("*.sqlite3*"),
        *folder.glob("*.json"),
        folder / "keys" / "signing.pem",
    ]
    return [path for path in secret if path.exists() and path.stat().st_mode & OTHERS]


def test_a_new_home_is_its_owners_alone(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    assert home.run("init").code == 0
    assert home.database.exists()
    assert modes(home.folder) == []


def test_what_a_home_is_given_later_is_its_owners_too(home: Home) -> None:
    assert home.run("init").code == 0
    assert home.act("body.found", '{"name": "Tỉnh khác"}').code == 0
    assert home.run("publish", "--by", "thuky").code == 0
    assert modes(home.folder) == []


@pytest.mark.parametrize("name", ["", "record.sqlite3"])
def test_a_home_that_others_can_read_is_refused_until_it_is_mended(home: Home, name: str) -> None:
    assert home.run("init").code == 0
    (home.folder / name).chmod(0o755)
    for command in (("check",), ("journal", "verify"), ("act", "body.found", "--by", "quantri", "--json", "{}")):
        home.run(*command).require_refused("others of this machine can read it", "nghitrinh init")
    assert home.run("init").code == 0
    assert home.run("journal", "verify").code == 0
