"""A home made by any landed version opens in this one: brought up to date, verified, published, it reads the same."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import pytest
from tests.cli.programs import Home, Ran
from tests.homes.intended import SINCE
from tests.homes.kept import KEPT, moved, unpack
from tests.homes.seen import pages_of, rows_of

from nghitrinh.bundle.manifest import MANIFEST, read_place
from nghitrinh.bundle.schema import SCHEMA_VERSION

pytestmark = pytest.mark.processes
_SERVER = os.environ.get("NGHITRINH_DATABASE_URL", "")

# What somebody changes in a kept home behind the program's back, and what is found after it was brought up to date.
SPOILT = {
    'UPDATE record_act_content SET content = replace(content, \'"title":"\', \'"title":"x\') WHERE seq = 40': (
        "journal line 40: its content does not match its commitment"
    ),
    "UPDATE record_journal SET actor = actor || 'x' WHERE seq = 50": (
        "journal line 50: its fields do not match its digest"
    ),
    "UPDATE record_organization SET name = name || 'x' WHERE id = '3912249b1b93499da57794ec45b7de74'": (
        "organization:3912249b-1b93-499d-a577-94ec45b7de74: differs from what the last act about it wrote"
    ),
    # A row that a migration changes: it would be sealed by the migration's own line.
    "UPDATE record_publication SET reason = 'x' WHERE id = '0970e4a3e7d14a65967a3b4a8da7a0d7'": (
        "publication:0970e4a3-e7d1-4a65-967a-3b4a8da7a0d7: differs from what the last act about it wrote"
    ),
}


@dataclass(frozen=True)
class Kept:
    """A kept home, brought up to date, and the release that its own version left in it."""

    version: str
    home: Home
    before: Path
    address: str

    def run(self, *arguments: str) -> Ran:
        return self.home.run(*arguments, **({"NGHITRINH_DATABASE_URL": self.address} if self.address else {}))


@contextmanager
def opened(version: str, folder: Path, *spoiling: str) -> Iterator[Kept]:
    """Unpack a home, spoil it, and bring it up to date on the database of this run."""
    home = unpack(version, folder / "home")
    before = shutil.copytree((home.folder / "portal" / "current").resolve(), folder / "before")
    if spoiling:
        _spoil(home, *spoiling)
    if not _SERVER:
        yield _brought(Kept(version, home, before, ""))
        return
    with moved(home, _SERVER) as address:
        yield _brought(Kept(version, home, before, address))


def _brought(kept: Kept) -> Kept:
    ran = kept.run("init")
    assert ran.code == 0, ran
    return kept


def _spoil(home: Home, *spoiling: str) -> None:
    with closing(sqlite3.connect(home.database)) as record:
        for (trigger,) in record.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            record.execute(f"DROP TRIGGER {trigger}")
        for change in spoiling:
            assert record.execute(change).rowcount == 1, change
        record.commit()


def _differing(name: str, then: str, now: str) -> Iterator[str]:
    return unified_diff(then.splitlines(), now.splitlines(), name, "now", n=1, lineterm="")


@pytest.fixture(scope="module", params=KEPT)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    with opened(request.param, tmp_path_factory.mktemp("kept")) as home:
        yield home


@pytest.mark.long
def test_it_verifies_and_publishes_what_readers_saw(kept: Kept) -> None:
    for command in (["journal", "verify"], ["journal", "list"], ["run", "--once"], ["check"]):
        ran = kept.run(*command)
        assert ran.code == 0, ran
    release = kept.home.folder / "portal" / "current" / MANIFEST
    assert read_place(release).schema == SCHEMA_VERSION  # as the portal of this version reads it
    (seal,) = [line for line in kept.run("journal", "list").out.splitlines() if "release.seal" in line][-1:]
    assert "system" in seal  # nobody pressed for it: the line has nobody's name
    assert kept.run("publish", "--by", "thuky").code == 0
    now = kept.home.folder / "portal" / "current"
    pages, rows, before = pages_of(now), rows_of(now), pages_of(kept.before)
    for difference in reversed(SINCE[kept.version]):
        pages, rows = difference.take_back_lines(pages), difference.take_back_rows(rows)
        before = difference.take_back_gone(before)
    assert rows == rows_of(kept.before)
    assert [*pages] == [*before]
    differing = [line for name in before for line in _differing(name, before[name], pages[name])]
    assert differing == [], "\n".join(differing[:200])
    ran = kept.home.run("verify", str(kept.home.folder / "portal"))
    assert ran.code == 0, ran


def test_what_was_changed_in_it_behind_the_program_s_back_is_found(tmp_path: Path) -> None:
    with opened("7952f49", tmp_path, *SPOILT) as home:
        ran = home.run("journal", "verify")
    assert (ran.code, sorted(ran.err.splitlines())) == (1, sorted(SPOILT.values()))


def test_every_kept_home_has_its_list_of_differences() -> None:
    assert sorted(SINCE) == KEPT
    assert KEPT
