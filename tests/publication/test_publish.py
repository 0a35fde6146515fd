"""Publishing: whole, incremental, nothing new for nothing changed, and whole again after a kill."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.bundle.rows import rows
from tests.record.instruments.chain import Chain
from tests.steps import PUBLISHING

from nghitrinh.bundle import (
    BundleError,
    NotSealed,
    create_key,
    load_public_key,
    open_bundle,
    verify_release,
    write_bundle,
)
from nghitrinh.bundle.keys import public_path
from nghitrinh.bundle.schema import Figure, Tombstone
from nghitrinh.publication.inforce import require_own
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.publication.signing import key_path
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import clock, journal
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
    (portal_root() / "checkpoint.json").write_text("older")
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
    instruments.withdraw(
        by=chain.world.secretary, instrument=now.pk, edit=now.edit, reason="Ban hành nhầm", authority="Chủ tịch"
    )
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


def test_a_lost_key_is_not_replaced_by_itself(chain: Chain) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    chain.correct()
    shutil.rmtree(key_path().parent)
    with pytest.raises(NotSealed, match="found no key, expected the one that signed release 1"):
        publish(by=chain.world.secretary)
    assert not key_path().exists()
    assert publish(by=chain.world.secretary, new_key=True).sequence == 2
    _verified()


def test_another_key_does_not_sign_what_follows(chain: Chain, tmp_path: Path) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    chain.correct()
    create_key(tmp_path / "other.pem")
    shutil.copy(tmp_path / "other.pem", key_path())
    with pytest.raises(NotSealed, match="found another key"):
        publish(by=chain.world.secretary)
    assert publish(by=chain.world.secretary, new_key=True).sequence == 2
    _verified()


def test_a_lost_public_half_is_written_anew(chain: Chain) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    public = public_path(key_path()).read_bytes()
    public_path(key_path()).unlink()
    publish(by=chain.world.secretary)
    assert public_path(key_path()).read_bytes() == public


def test_a_damaged_portal_is_restored_as_the_next_release(chain: Chain) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    page = portal_root() / "current" / "pages" / "ve-trang-nay" / "index.html"
    right = page.read_bytes()
    page.write_bytes(b"khac")
    assert publish(by=chain.world.secretary, restore=True).sequence == 2
    assert (portal_root() / "current" / "pages" / "ve-trang-nay" / "index.html").read_bytes() == right
    _verified()
    assert not publish(by=chain.world.secretary, restore=True).changed


def test_a_whole_publication_shares_no_file_that_a_hand_changed(chain: Chain) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    (portal_root() / "current" / "pages" / "ve-trang-nay" / "index.html").write_bytes(b"khac")
    (portal_root() / "checkpoint.json").unlink()
    chain.correct()
    publish(by=chain.world.secretary)
    _verified()


def test_the_release_of_another_record_is_not_taken_for_a_killed_publication(chain: Chain) -> None:
    chain.released()
    write_bundle(portal_root(), rows=rows(), pages=[], key=create_key(key_path()), at=clock.now())
    with pytest.raises(NotSealed, match="expected none, for this record has published nothing"):
        publish(by=chain.world.secretary)
    assert Release.objects.count() == 0


def test_a_record_without_anything_does_not_go_on_with_a_portal(db: None) -> None:
    require_own(portal_root())
    write_bundle(portal_root(), rows=rows(), pages=[], key=create_key(key_path()), at=clock.now())
    with pytest.raises(NotSealed, match="found release 1 and a record without anything in it"):
        require_own(portal_root())
