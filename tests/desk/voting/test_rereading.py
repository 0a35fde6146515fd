"""A slip entered wrongly on the desk: taken back, read again, corrected; each way out is shown to whom it is open."""

import pytest
from tests.desk.voting.test_written import Sign, made_in, page, send
from tests.record.presence.room import DAY
from tests.record.voting.slips import OVER
from tests.world import World

from nghitrinh.record.voting.models import Ballot, CountCorrection, SlipEntry, Vote


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


def test_one_takes_back_what_one_entered_and_a_secretary_what_others_did(signed: Sign, world: World) -> None:
    made = made_in(world)
    vote = made.ask()
    held = made.sitting.posts["Giám đốc"]
    address = f"/bieu-quyet/{vote.pk}/phieu-giay/{held.pk}/rut/"
    assert signed("member").get(address).status_code == 404  # nobody has entered it
    made.read(vote, "Giám đốc", by=world.secretary)
    assert signed("member").get(address).status_code == 404
    made.read(vote, "Giám đốc", "opposes", by=world.member)
    assert "Rút phiếu đã nhập" in page(signed("member"), f"/bieu-quyet/{vote.pk}/")
    shown = page(signed("secretary"), address)
    assert shown.count('name="entry"') == 2
    assert "Không tán thành" not in shown
    mine = SlipEntry.objects.get(reader=world.member)
    assert "Đã rút phiếu đã nhập" in send(signed("member"), address, entry=mine.pk, reason="Phiếu người khác")
    assert SlipEntry.objects.get().reader == world.secretary


def test_what_both_read_wrongly_is_read_again(signed: Sign, world: World) -> None:
    made = made_in(world)
    vote = made.ask()
    held = made.sitting.posts["Giám đốc"]
    for reader in (world.secretary, world.member):
        made.read(vote, "Giám đốc", by=reader)
    address = f"/bieu-quyet/{vote.pk}/phieu-giay/{held.pk}/doc-lai/"
    assert address in page(signed("member"), f"/bieu-quyet/{vote.pk}/")
    assert address not in page(signed("p1"), f"/bieu-quyet/{vote.pk}/")
    assert "Phiếu chờ hai người đọc lại" in send(signed("member"), address, reason="Nhầm ô")
    assert "Chờ hai người đọc lại" in page(signed("secretary"), f"/bieu-quyet/{vote.pk}/")
    assert not Ballot.objects.exists()


def test_a_closed_question_has_its_slip_corrected_beside_what_was_read(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_in(world)
    vote = made.ask()
    held = made.sitting.posts["Giám đốc"]
    for reader in (world.secretary, world.member):
        made.read(vote, "Giám đốc", by=reader)
    for post in ("Bí thư", "Phó Bí thư"):
        made.answer(vote, post)
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    made.close(vote)
    address = f"/bieu-quyet/{vote.pk}/phieu-giay/{held.pk}/dinh-chinh/"
    now = Vote.objects.get(pk=vote.pk)
    given = {"edit": now.edit, "option": "other", "reason": "Đọc nhầm ô", "authority": "Phiếu lưu", "agreed_on": OVER}
    refused = signed("secretary").post(address, given)
    assert "Ý kiến khác thì phải ghi rõ là gì" in refused.content.decode()
    shown = send(signed("secretary"), address, **given | {"text": "Cần làm rõ nguồn vốn"})
    assert "Phiếu của Giám đốc đã đọc là: Tán thành." in shown
    assert CountCorrection.objects.count() == 1
    own = made.sitting.posts["Bí thư"]
    assert signed("secretary").get(f"/bieu-quyet/{vote.pk}/phieu-giay/{own.pk}/dinh-chinh/").status_code == 404
