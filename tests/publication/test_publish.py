"""Publishing: whole, incremental, nothing new for nothing changed, and whole again after a kill."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.record.instruments.chain import Chain
from tests.steps import PUBLISHING

from nghitrinh.bundle import BundleError, NotSealed, load_public_key, open_bundle, verify_release
from nghitrinh.bundle.keys import public_path
from nghitrinh.bundle.schema import Figure, Tombstone
from nghitrinh.publication.publish import key_path, portal_root, publish
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import NotAllowed
from nghitrinh.record.releases.models import Release


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, on a day on which the task is not yet due."""
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-30")
    return tmp_path


class Killed(BaseException):
    """Stands for the end of the process."""


def _verified() -> None:
    assert verify_release(portal_root() / "current", load_public_key(public_path(key_path()))) == []


def _figures() -> list[str]:
    bundle = open_bundle(portal_root())
    try:
        return [row.low for row in bundle.rows(Figure)]
    finally:
        bundle.close()


def test_a_release_is_whole_signed_and_sealed(chain: Chain) -> None:
    chain.released()
    result = publish(by=chain.world.secretary)
    _verified()
    sealed = Release.objects.get()
    assert (result.sequence, result.changed, sealed.sequence) == (1, True, 1)
    assert sealed.digest == open_bundle(portal_root()).manifest.digest
    pages = portal_root() / "current" / "pages"
    assert "4.000–5.000" in (pages / "ket-luan" / str(chain.decision.pk) / "index.html").read_text("utf-8")
    assert (pages / "static" / "nghitrinh.css").exists()
    assert list((pages / "static" / "fonts").glob("*.woff2"))
    assert journal.verify() == []


def test_nothing_changed_nothing_new(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    assert not publish(by=chain.world.secretary).changed
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-01")
    assert not publish(by=chain.world.secretary).changed
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-02")
    assert publish(by=chain.world.secretary).sequence == 2
    assert Release.objects.count() == 2


def test_only_touched_pages_are_rendered(chain: Chain) -> None:
    chain.released()
    first = publish(by=chain.world.secretary)
    chain.correct()
    second = publish(by=chain.world.secretary)
    assert second.changed
    assert 0 < second.rendered < first.rendered
    _verified()


def test_pages_of_another_version_are_rendered_anew(chain: Chain) -> None:
    chain.released()
    first = publish(by=chain.world.secretary)
    (portal_root() / "mark.json").write_text("older")
    again = publish(by=chain.world.secretary)
    assert (again.changed, again.sequence) == (False, first.sequence)


@pytest.mark.parametrize("name", ["public.sqlite", "years/2021.sqlite"])
def test_rows_that_a_hand_changed_on_the_portal_are_not_signed_again(chain: Chain, name: str) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    path = (portal_root() / "current" / name).resolve()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE planted (word)")
    chain.correct()
    with pytest.raises(NotSealed, match=f"{name}: found other bytes than were published"):
        publish(by=chain.world.secretary)
    shutil.move(portal_root(), portal_root().with_name("old"))
    assert publish(by=chain.world.secretary, restore=True).sequence == 2
    _verified()


def test_a_withdrawal_leaves_no_older_content(chain: Chain) -> None:
    notice = chain.released()
    publish(by=chain.world.secretary)
    now = Instrument.objects.get(pk=notice.pk)
    instruments.withdraw(by=chain.world.secretary, instrument=now.pk, revision=now.revision, reason="Ban hành nhầm")
    publish(by=chain.world.secretary)
    releases = list((portal_root() / "releases").iterdir())
    assert [folder.name[:6] for folder in releases] == ["000002"]
    assert len(list(open_bundle(portal_root()).rows(Tombstone))) == 3
    assert not any("4.000–5.000" in path.read_text("utf-8") for path in releases[0].rglob("*.html"))


@pytest.mark.parametrize("killed_at", PUBLISHING)
def test_killed_at_any_step_old_or_new_and_whole_again(chain: Chain, killed_at: str) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    chain.correct(low="4200")

    def step(name: str) -> None:
        if name == killed_at:
            raise Killed

    with pytest.raises(Killed):
        publish(by=chain.world.secretary, step=step)
    _verified()
    assert _figures() in (["4000"], ["4200"])
    publish(by=chain.world.secretary)
    _verified()
    assert _figures() == ["4200"]
    assert list(Release.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2]
    assert journal.verify() == []


def test_a_lost_portal_is_said(chain: Chain, home: Path) -> None:
    publish(by=chain.world.secretary)
    (home / "portal").rename(home / "elsewhere")
    with pytest.raises(BundleError, match="found no release"):
        publish(by=chain.world.secretary)
    lost = open_bundle(home / "elsewhere").manifest
    assert publish(by=chain.world.secretary, restore=True).sequence == 2
    assert open_bundle(portal_root()).manifest.previous == lost.digest
    _verified()


def test_who_may_publish(chain: Chain) -> None:
    with pytest.raises(NotAllowed):
        publish(by=chain.world.bob)
    assert not portal_root().exists()
    assert publish(by=None).sequence == 1
