"""Sealing, releasing past meetings and papers, and taking back."""

from datetime import date
from typing import Any

import pytest
from tests.record.instruments.chain import Chain, points
from tests.refused import refusing

from nghitrinh.record.decisions import acts as decisions
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.meetings.acts import past
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers import acts as papers
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.releases import acts
from nghitrinh.record.releases.queries import last_release, live, withdrawn

DIGEST = "0" * 64


def _seal(by: Any, sequence: int) -> Any:
    return acts.seal(by=by, sequence=sequence, as_of=date(2021, 10, 4), digest=DIGEST)


def test_releases_follow_each_other(chain: Chain) -> None:
    _seal(chain.world.secretary, 1)
    _seal(None, 2)
    for wrong in (2, 4):
        with refusing(Contradiction, "release_out_of_order"):
            _seal(chain.world.secretary, wrong)
    found = last_release()
    assert found is not None
    assert found.sequence == 2


def test_who_may_seal(chain: Chain) -> None:
    for name in ("reader", "bob", "officer"):
        with pytest.raises(NotAllowed):
            _seal(chain.world.users[name], 1)
    assert _seal(chain.world.admin, 1).sequence == 1


def test_a_past_meeting_is_published_with_its_public_decisions(chain: Chain) -> None:
    world = chain.world
    meeting = past.enter_past(
        by=world.secretary,
        organization=world.committee.pk,
        name="Hội nghị trước",
        held_on=date(2021, 8, 1),
        source=world.source.pk,
        items=[{"title": "Mở", "level": "public"}, {"title": "Kín", "level": "restricted"}],
    )
    for item in AgendaItem.objects.filter(meeting=meeting):
        decisions.enter_past(
            by=world.secretary,
            item=item.pk,
            title=f"Kết luận {item.title}",
            points=points(world),
            source=world.source.pk,
        )
    acts.release_meeting(by=world.secretary, meeting=meeting.pk, edit=meeting.edit)
    assert [live(kind).count() for kind in ("meeting", "agendaitem", "decision")] == [1, 1, 1]
    assert journal.verify() == []


def test_a_paper_is_published_only_under_a_released_item(chain: Chain) -> None:
    world = chain.world
    paper = world.paper(chain.item)
    papers.submit(by=world.secretary, paper=paper.pk, edit=paper.edit, body="Nội dung")
    paper = Paper.objects.get(pk=paper.pk)
    paper = papers.accept(by=world.secretary, paper=paper.pk, edit=paper.edit)
    with refusing(Contradiction, "paper_without_released_item"):
        acts.release_paper(by=world.secretary, paper=paper.pk, edit=paper.edit)
    chain.released()
    acts.release_paper(by=world.secretary, paper=paper.pk, edit=paper.edit)
    assert live("paper").count() == 1


def test_what_a_document_still_carries_is_not_withdrawn(chain: Chain) -> None:
    notice = chain.released()
    withdraw: dict[str, Any] = {"by": chain.world.secretary, "reason": "Lý do"}
    for kind, key in (("meeting", chain.meeting.pk), ("decision", chain.decision.pk), ("item", chain.item.pk)):
        with refusing(Contradiction, "carried_by_public"):
            acts.withdraw(kind=kind, id=key, **withdraw)
    now = Instrument.objects.get(pk=notice.pk)
    instruments.withdraw(
        by=chain.world.secretary, instrument=now.pk, edit=now.edit, reason="Ban hành nhầm", authority="Chủ tịch"
    )
    acts.withdraw(kind="meeting", id=chain.meeting.pk, **withdraw)
    assert Publication.objects.filter(withdrawn_at__isnull=True).count() == 0
    assert withdrawn().count() == 5
    assert journal.verify() == []


def test_withdrawing_needs_the_right_kind_right_and_state(chain: Chain) -> None:
    withdraw: dict[str, Any] = {"id": chain.meeting.pk, "reason": "Lý do"}
    with refusing(BadInput, "not_withdrawn_so"):
        acts.withdraw(by=chain.world.secretary, kind="article", **withdraw)
    with refusing(BadInput, "not_public"):
        acts.withdraw(by=chain.world.secretary, kind="meeting", **withdraw)
    with pytest.raises(NotAllowed):
        acts.withdraw(by=chain.world.bob, kind="meeting", **withdraw)


def test_a_withdrawn_decision_comes_back_only_with_the_notice_that_issues_it_anew(chain: Chain) -> None:
    notice = chain.released()
    now = Instrument.objects.get(pk=notice.pk)
    instruments.withdraw(
        by=chain.world.secretary, instrument=now.pk, edit=now.edit, reason="Nhầm", authority="Chủ tịch"
    )
    again = chain.issued()
    assert (live("decision").count(), live("task").count()) == (0, 0)
    instruments.release(by=chain.world.secretary, instrument=again.pk, edit=again.edit)
    assert (live("decision").count(), live("task").count()) == (1, 1)
    assert withdrawn().count() == 1
