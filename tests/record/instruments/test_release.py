"""What is published with a notice, and what a withdrawal takes back."""

import pytest
from tests.record.instruments.chain import Chain, approved
from tests.refused import refusing

from nghitrinh.record.instruments import acts
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.errors import Contradiction, WrongState
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.meetings.acts import agenda


def _live() -> dict[str, int]:
    kinds = Publication.objects.filter(withdrawn_at__isnull=True).values_list("subject_kind", flat=True)
    return {kind: list(kinds).count(kind) for kind in sorted(set(kinds))}


def test_nothing_is_public_before_a_release(chain: Chain) -> None:
    chain.issued()
    assert _live() == {}


def test_a_release_takes_decisions_tasks_meeting_and_public_agenda(chain: Chain) -> None:
    world = chain.world
    world.item(chain.meeting, title="Việc nội bộ", level="internal")
    world.item(chain.meeting, title="Nhân sự chưa được đặt tên", level="restricted")
    named = world.item(chain.meeting, title="Nhân sự cụ thể", level="restricted")
    agenda.approve_public_title(by=world.chair, item=named.pk, edit=named.edit, public_title="Công tác cán bộ")
    chain.released()
    assert _live() == {"agendaitem": 2, "decision": 1, "instrument": 1, "meeting": 1, "task": 1}
    assert journal.verify() == []


def test_a_notice_with_a_restricted_decision_is_never_published(chain: Chain) -> None:
    item = chain.world.item(chain.meeting, title="Nhân sự", level="restricted")
    secret = approved(chain.world, item, "Kết luận nhân sự")
    issued = chain.issued(decisions=[chain.decision.pk, secret.pk])
    with refusing(Contradiction, "may_not_be_public"):
        acts.release(by=chain.world.secretary, instrument=issued.pk, edit=issued.edit)
    assert _live() == {}


def test_a_draft_is_never_published(chain: Chain) -> None:
    drafted = chain.instrument()
    with pytest.raises(WrongState):
        acts.release(by=chain.world.secretary, instrument=drafted.pk, edit=drafted.edit)


def test_a_withdrawal_takes_back_what_the_notice_published(chain: Chain) -> None:
    released = chain.released()
    acts.withdraw(
        by=chain.world.secretary,
        instrument=released.pk,
        edit=released.edit,
        reason="Ban hành nhầm",
        authority="Chủ tịch",
    )
    assert _live() == {"agendaitem": 1, "meeting": 1}
    gone = Publication.objects.filter(withdrawn_at__isnull=False)
    assert {each.reason for each in gone} == {"Ban hành nhầm"}
    assert journal.verify() == []


def test_released_again_after_a_correction_it_is_published_in_the_newer_revision(chain: Chain) -> None:
    released = chain.released()
    chain.correct()
    now = Instrument.objects.get(pk=released.pk)
    now = acts.correct(
        by=chain.world.secretary,
        instrument=now.pk,
        edit=now.edit,
        reason="Đính chính",
        authority="Thường trực",
        agreed_on=clock.today(),
    )
    acts.release(by=chain.world.secretary, instrument=now.pk, edit=now.edit)
    assert Publication.objects.get(subject_kind="instrument").public_revision == 2
    assert Publication.objects.get(subject_kind="decision").public_revision == 2
