"""A record that was brought back older than its portal: said by name, and gone on from where readers are."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.record.instruments.chain import Chain

from nghitrinh.bundle import NotSealed, load_public_key, open_bundle, verify_release
from nghitrinh.bundle.keys import public_path
from nghitrinh.bundle.manifest import MANIFEST, read_manifest
from nghitrinh.bundle.schema import Decision, Instrument, Resumption, Tombstone
from nghitrinh.publication.publish import portal_root, publish
from nghitrinh.publication.resuming import is_ahead, lost_numbers
from nghitrinh.publication.signing import key_path
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments import models
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import Contradiction, NotAllowed
from nghitrinh.record.releases import acts as releases
from nghitrinh.record.releases.models import Release

WHY = "Đĩa hỏng, khôi phục từ bản lưu đêm trước"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-30")
    return tmp_path


@contextmanager
def lost_afterwards() -> Iterator[None]:
    """What the record does in here it does not know afterwards; the portal does."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _rows(kind: type[Any]) -> dict[str, Any]:
    bundle = open_bundle(portal_root())
    try:
        return {row.id: row for row in bundle.rows(kind)}
    finally:
        bundle.close()


def test_it_is_named_and_nothing_is_published(chain: Chain) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    with lost_afterwards():
        chain.correct()
        publish(by=chain.world.secretary)
    assert is_ahead(portal_root())
    with pytest.raises(NotSealed, match=r"found release 2, which follows release 1.*--resume") as refused:
        publish(by=chain.world.secretary)
    assert refused.value.code == "record_older"
    with pytest.raises(NotSealed, match="found release 2, which follows release 1"):
        publish(by=chain.world.secretary, restore=True)


def test_readers_can_follow(chain: Chain) -> None:
    """The next number follows the last, its manifest says what it goes on from, and the portal tells its readers."""
    chain.released()
    publish(by=chain.world.secretary)
    with lost_afterwards():
        chain.correct()
        publish(by=chain.world.secretary)
        last = read_manifest(portal_root() / "current" / MANIFEST).digest
        version = _rows(Decision)[str(chain.decision.pk)].public_revision
    result = publish(by=chain.world.admin, resume=WHY)
    manifest = read_manifest(portal_root() / "current" / MANIFEST)
    assert (result.sequence, manifest.sequence, manifest.previous, manifest.resumes) == (3, 3, last, 1)
    key = load_public_key(public_path(key_path()))
    assert verify_release(portal_root() / "current", key, at_least=2) == []
    assert _rows(Decision)[str(chain.decision.pk)].public_revision == version + 1
    (shown,) = _rows(Resumption).values()
    assert (shown.sequence, shown.resumed, shown.reason) == (2, 1, WHY)
    page = (portal_root() / "current" / "pages" / "ve-trang-nay" / "index.html").read_text("utf-8")
    assert all(each in page for each in (WHY, "bản phát hành số 1", "2–2"))
    assert journal.verify() == []
    assert not publish(by=chain.world.secretary).changed
    chain.correct()
    publish(by=chain.world.secretary)
    assert read_manifest(portal_root() / "current" / MANIFEST).resumes == 0


def test_what_was_lost_is_withdrawn_and_its_number_named(chain: Chain) -> None:
    """An address that readers know does not fall silent without a word, and a number is not given twice unseen."""
    chain.world.plan_meeting()
    with lost_afterwards():
        notice = chain.released()
        publish(by=chain.world.secretary)
    kept, number = str(notice.pk), _rows(Instrument)[str(notice.pk)].number
    assert lost_numbers(portal_root()) == [number]
    publish(by=chain.world.admin, resume=WHY)
    assert kept not in _rows(Instrument)
    assert _rows(Tombstone)[kept].reason == WHY
    page = portal_root() / "current" / "pages" / "van-ban" / kept / "index.html"
    assert WHY in page.read_text("utf-8")


def test_what_was_taken_back_stays_so(chain: Chain) -> None:
    """The withdrawal was lost with the record; what it took back is not published again."""
    notice = chain.released()
    publish(by=chain.world.secretary)
    with lost_afterwards():
        now = models.Instrument.objects.get(pk=notice.pk)
        instruments.withdraw(
            by=chain.world.secretary, instrument=now.pk, edit=now.edit, reason="Ban hành nhầm", authority="Chủ tịch"
        )
        publish(by=chain.world.secretary)
    publish(by=chain.world.admin, resume=WHY)
    assert str(notice.pk) not in _rows(Instrument)
    assert _rows(Tombstone)[str(notice.pk)].reason == "Ban hành nhầm"


def test_killed_after_the_act_it_goes_on(chain: Chain) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    with lost_afterwards():
        chain.correct()
        publish(by=chain.world.secretary)

    class Killed(BaseException):
        pass

    def kill(name: str) -> None:
        if name == "pages":
            raise Killed

    with pytest.raises(Killed):
        publish(by=chain.world.admin, resume=WHY, step=kill)
    publish(by=chain.world.secretary)
    manifest = read_manifest(portal_root() / "current" / MANIFEST)
    assert (manifest.sequence, manifest.resumes) == (3, 1)


def test_only_what_follows_is_gone_on_from(chain: Chain) -> None:
    """A release of another record, or one whose way back has a gap, is not taken up."""
    chain.released()
    publish(by=chain.world.secretary)
    with pytest.raises(NotSealed, match="found release 1, expected one that follows release 1"):
        publish(by=chain.world.admin, resume=WHY)
    with lost_afterwards():
        for low in ("4100", "4200"):
            chain.correct(low)
            publish(by=chain.world.secretary)
    (portal_root() / "manifests" / "000002.json").write_text("{}")
    with pytest.raises(NotSealed) as refused:
        publish(by=chain.world.admin, resume=WHY)
    assert refused.value.code == "nothing_to_resume"


def test_who_may_and_what_is_refused(chain: Chain) -> None:
    chain.released()
    publish(by=chain.world.secretary)
    given = {"sequence": 2, "as_of": "2021-09-30", "digest": "0" * 64, "ahead": [], "reason": WHY}
    with pytest.raises(NotAllowed):
        releases.resume(by=chain.world.secretary, **given)
    with pytest.raises(Contradiction) as refused:
        releases.resume(by=chain.world.admin, **given | {"sequence": 1})
    assert refused.value.code == "release_not_ahead"
    assert Release.objects.count() == 1
