"""A corrected text is its signer's: until they sign, it changes nothing; a withdrawal says on whose word it was."""

from typing import Any

import pytest
from tests.record.instruments.chain import Chain
from tests.refused import refusing

from nghitrinh.documents.from_record import notice_of
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.instruments import acts
from nghitrinh.record.instruments.models import Instrument, InstrumentRevision
from nghitrinh.record.instruments.queries import issued_texts_of, predecessors_of, successors_of, with_text
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.errors import Contradiction, NotAllowed, WrongState
from nghitrinh.record.kernel.models import User

WHY: dict[str, Any] = {"reason": "Số liệu ghi nhầm", "authority": "Chủ tịch"}


def held_by(chain: Chain, who: str) -> Membership:
    """Return a post of the committee that a user's account is the holder's own of."""
    held = bodies.appoint(by=chain.world.secretary, organization=chain.world.committee.pk, post="Bí thư")
    user = User.objects.get(username=who)
    bodies.name_holder(by=chain.world.admin, user=user.pk, edit=user.edit, membership=held.pk)
    chain.world.users[who].refresh_from_db()  # a change of the account ends its sessions
    return held


def signed_and_stale(chain: Chain) -> Instrument:
    """Return a notice that the chair signed with their own account, and whose decision was corrected since."""
    notice = chain.instrument(signer="", membership=held_by(chain, "chair").pk)
    for verb, who in ((acts.check, "secretary"), (acts.sign, "chair"), (acts.issue, "secretary")):
        notice = verb(by=chain.world.users[who], instrument=notice.pk, edit=notice.edit)
    chain.correct()
    return Instrument.objects.get(pk=notice.pk)


def _do(verb: Any, who: User, notice: Instrument, **given: Any) -> Instrument:
    found: Instrument = verb(by=who, instrument=notice.pk, edit=Instrument.objects.get(pk=notice.pk).edit, **given)
    return found


def test_what_is_asked_of_the_signer_changes_nothing_until_they_sign(chain: Chain) -> None:
    notice = signed_and_stale(chain)
    before = notice_of(notice)
    asked = _do(acts.ask_correction, chain.world.secretary, notice, **WHY)
    assert (asked.current, asked.asked_by, asked.stale_reason) == (
        notice.current,
        chain.world.secretary,
        notice.stale_reason,
    )
    assert notice_of(asked) == before
    signed = _do(acts.correct, chain.world.chair, asked, **WHY)
    assert (signed.asked_on, signed.asked_by, signed.asked_reason) == (None, None, "")
    text = InstrumentRevision.objects.get(instrument=signed, number=signed.current)
    assert (text.agreed_on, text.recorded_by) == (clock.today(), None)
    assert journal.verify() == []


def test_the_signer_need_not_agree(chain: Chain) -> None:
    notice = _do(acts.ask_correction, chain.world.secretary, signed_and_stale(chain), **WHY)
    with pytest.raises(NotAllowed):
        _do(acts.drop_correction, chain.world.member, notice, reason="Tôi không ký")
    dropped = _do(acts.drop_correction, chain.world.chair, notice, reason="Số cũ đúng")
    assert (dropped.asked_on, dropped.current) == (None, notice.current)
    with refusing(WrongState, "no_correction_asked"):
        _do(acts.drop_correction, chain.world.chair, notice, reason="Số cũ đúng")
    assert journal.verify() == []


def test_only_a_signer_with_an_account_is_asked_and_only_of_what_would_change(chain: Chain) -> None:
    typed = chain.issued()
    with refusing(Contradiction, "no_issued_correction"):
        _do(acts.ask_correction, chain.world.secretary, typed, **WHY)
    chain.correct()
    with refusing(Contradiction, "signer_without_account"):
        _do(acts.ask_correction, chain.world.secretary, typed, **WHY)


def test_each_text_stays_as_it_was_and_says_which_it_is(chain: Chain) -> None:
    notice = signed_and_stale(chain)
    before = notice_of(notice)
    corrected = _do(acts.correct, chain.world.chair, notice, **WHY)
    first, second = issued_texts_of([corrected])[corrected.pk]
    assert notice_of(with_text(corrected, first)) == before
    assert before.correction is None
    said = notice_of(with_text(corrected, second)).correction
    assert said is not None
    assert (said.number, said.replaced_day, said.is_agreed) == (1, corrected.issued_on, True)
    chain.correct(low="4300")
    again = notice_of(_do(acts.correct, chain.world.chair, corrected, **WHY)).correction
    assert again is not None
    assert (again.number, again.replaced_day) == (2, said.day)


def test_drafts_are_no_texts_of_the_document(chain: Chain) -> None:
    draft = chain.instrument()
    given = {"title": "Thông báo khác", "signer": "Bí thư", "decisions": [chain.decision.pk]}
    revised = acts.revise(by=chain.world.secretary, instrument=draft.pk, edit=draft.edit, **given)
    assert issued_texts_of([revised]) == {}
    for verb, who in ((acts.check, "secretary"), (acts.record_signature, "chair"), (acts.issue, "secretary")):
        revised = verb(by=chain.world.users[who], instrument=revised.pk, edit=revised.edit)
    assert [each.number for each in issued_texts_of([revised])[revised.pk]] == [revised.current]


def test_a_withdrawal_keeps_who_on_whose_word_when_and_why_and_what_follows(chain: Chain) -> None:
    notice = _do(acts.ask_correction, chain.world.secretary, signed_and_stale(chain), **WHY)
    gone = _do(acts.withdraw, chain.world.secretary, notice, reason="Ban hành nhầm", authority="Chủ tịch")
    kept = (gone.withdrawn_on, gone.withdrawn_by, gone.withdrawn_reason, gone.withdrawn_authority)
    assert kept == (clock.today(), chain.world.secretary, "Ban hành nhầm", "Chủ tịch")
    assert gone.asked_on is None
    assert list(successors_of(chain.world.secretary, gone)) == []
    again = chain.issued()
    assert list(successors_of(chain.world.secretary, gone)) == [again]
    assert list(predecessors_of(chain.world.secretary, again)) == [gone]
    assert journal.verify() == []


def test_what_carries_a_decision_that_another_in_force_carries_stands_in_nobodys_place(chain: Chain) -> None:
    by = chain.world.secretary
    gone = _do(acts.withdraw, by, chain.issued(), reason="Ban hành nhầm", authority="Chủ tịch")
    again, later = chain.issued(), chain.issued()
    assert list(successors_of(by, gone)) == [again]
    assert list(predecessors_of(by, again)) == [gone]
    assert list(predecessors_of(by, later)) == []
