"""draft → checked → signed → issued, and no other way."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.record.instruments.chain import Chain, approved, held_meeting, points
from tests.refused import refusing

from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import is_holders_own
from nghitrinh.record.decisions import acts as decisions
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments import acts
from nghitrinh.record.instruments.models import Instrument, IssuedDecision
from nghitrinh.record.instruments.queries import carried_by, instruments_visible_to, issued_versions
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, Stale, WrongState
from nghitrinh.record.kernel.models import User
from nghitrinh.record.tasks.models import Task


def _do(verb: Callable[..., Any], who: Any, instrument: Instrument, **given: Any) -> Instrument:
    now = Instrument.objects.get(pk=instrument.pk)
    found: Instrument = verb(by=who, instrument=now.pk, edit=now.edit, **given)
    return found


def test_issuing_numbers_the_notice_and_puts_its_decisions_to_work(chain: Chain) -> None:
    issued = chain.issued()
    assert (issued.state, issued.symbol_number) == ("issued", "120-TB/TU")
    assert Decision.objects.get(pk=chain.decision.pk).state == "issued"
    assert [task.decision_id for task in Task.objects.all()] == [chain.decision.pk]
    assert journal.verify() == []


def test_numbers_follow_each_other_without_gaps(chain: Chain) -> None:
    withdrawn = chain.issued()
    _do(acts.withdraw, chain.world.secretary, withdrawn, reason="Sai thể thức", authority="Chủ tịch")
    item = chain.world.item(chain.meeting, title="Quy chế")
    decision = approved(chain.world, item, "Kết luận về quy chế")
    assert chain.issued(decisions=[decision.pk]).number == 121


def _held_by(chain: Chain, who: str, post: str, name: str = "") -> Membership:
    """Return a post of the committee that a user's account is the holder's own of."""
    world = chain.world
    person = bodies.register_person(by=world.admin, name=name).pk if name else None
    held = bodies.appoint(by=world.secretary, organization=world.committee.pk, post=post, person=person)
    user = User.objects.get(username=who)
    bodies.name_holder(by=world.admin, user=user.pk, edit=user.edit, membership=held.pk)
    return held


def test_only_the_signers_own_account_signs(chain: Chain) -> None:
    deputy = _held_by(chain, "member", "Phó Bí thư", "Trần Thị Bình")
    _held_by(chain, "chair", "Bí thư", "Nguyễn Văn An")
    checked = _do(acts.check, chain.world.secretary, chain.instrument(signer="", membership=deputy.pk))
    for other in (chain.world.secretary, chain.world.chair):
        with refusing(Contradiction, "not_the_signer"):
            _do(acts.sign, other, checked)
    with pytest.raises(NotAllowed):
        _do(acts.sign, chain.world.reader, checked)
    signed = _do(acts.sign, chain.world.member, checked)
    assert (signed.state, signed.signer_name, signed.recorded_by) == ("signed", "Trần Thị Bình", None)
    assert signed.signed_on == clock.today()


def test_the_same_person_signs_in_another_post_and_a_typed_signer_with_no_account(chain: Chain) -> None:
    person = _held_by(chain, "chair", "Bí thư", "Nguyễn Văn An").person
    assert person is not None
    other = bodies.appoint(
        by=chain.world.secretary, organization=chain.world.committee.pk, post="Trưởng ban", person=person.pk
    )
    checked = _do(acts.check, chain.world.secretary, chain.instrument(signer="", membership=other.pk))
    assert _do(acts.sign, chain.world.chair, checked).state == "signed"
    typed = _do(acts.check, chain.world.secretary, chain.instrument(signer="Bí thư", signer_name="Nguyễn Văn An"))
    with refusing(Contradiction, "not_the_signer"):
        _do(acts.sign, chain.world.chair, typed)


def test_a_signature_on_paper_is_recorded_as_such_on_a_day_that_has_come(chain: Chain) -> None:
    checked = _do(acts.check, chain.world.secretary, chain.instrument())
    with refusing(BadInput, "day_ahead"):
        _do(acts.record_signature, chain.world.secretary, checked, signed_on=clock.today() + timedelta(days=1))
    with refusing(Contradiction, "dated_before_meeting"):
        _do(acts.record_signature, chain.world.secretary, checked, signed_on=date(2021, 9, 9))
    with pytest.raises(NotAllowed):
        _do(acts.record_signature, chain.world.member, checked)
    signed = _do(acts.record_signature, chain.world.secretary, checked, signed_on=date(2021, 9, 11))
    assert (signed.signed_on, signed.recorded_by) == (date(2021, 9, 11), chain.world.secretary)
    back = _do(acts.send_back, chain.world.chair, signed, reason="Sai tên")
    assert (back.signed_on, back.recorded_by) == (None, None)
    assert journal.verify() == []


def test_an_account_is_the_own_one_of_one_holder_and_a_holder_has_one(chain: Chain) -> None:
    held = _held_by(chain, "chair", "Bí thư", "Nguyễn Văn An")
    member = User.objects.get(username="member")
    with refusing(BadInput, "holder_has_account"):
        bodies.name_holder(by=chain.world.admin, user=member.pk, edit=member.edit, membership=held.pk)
    chair = User.objects.get(username="chair")
    bodies.name_holder(by=chain.world.admin, user=chair.pk, edit=chair.edit)
    assert not is_holders_own(chair, held)
    bodies.name_holder(by=chain.world.admin, user=member.pk, edit=member.edit, membership=held.pk)
    assert is_holders_own(member, held)


def test_a_draft_cannot_be_signed_or_issued(chain: Chain) -> None:
    drafted = chain.instrument()
    with pytest.raises(WrongState):
        _do(acts.record_signature, chain.world.chair, drafted)
    with pytest.raises(WrongState):
        _do(acts.issue, chain.world.secretary, drafted)


def test_what_is_sent_back_has_no_number_yet(chain: Chain) -> None:
    checked = _do(acts.check, chain.world.secretary, chain.instrument())
    signed = _do(acts.record_signature, chain.world.chair, checked)
    sent_back = _do(acts.send_back, chain.world.chair, signed, reason="Thiếu nơi nhận")
    assert (sent_back.state, sent_back.number) == ("draft", None)
    assert chain.issued().number == 120


def test_a_decision_that_is_not_approved_holds_the_notice_back(chain: Chain) -> None:
    item = chain.world.item(chain.meeting, title="Quy chế")
    draft = decisions.draft(by=chain.world.secretary, item=item.pk, title="Chưa duyệt", points=points(chain.world))
    with refusing(Contradiction, "decision_not_approved"):
        _do(acts.check, chain.world.secretary, chain.instrument(decisions=[draft.pk]))


def test_a_correction_between_signature_and_issue_holds_the_notice_back(chain: Chain) -> None:
    checked = _do(acts.check, chain.world.secretary, chain.instrument())
    signed = _do(acts.record_signature, chain.world.chair, checked)
    chain.correct()
    with refusing(Contradiction, "decision_changed_since_draft"):
        _do(acts.issue, chain.world.secretary, signed)
    _do(acts.send_back, chain.world.chair, signed, reason="Số liệu đã đính chính")
    assert _do(acts.check, chain.world.secretary, signed).stale_reason == ""


def test_a_correction_marks_the_notice_stale_and_correcting_it_keeps_number_and_old_text(chain: Chain) -> None:
    issued = chain.issued()
    chain.correct(reason="Ghi nhầm")
    stale = Instrument.objects.get(pk=issued.pk)
    assert "Ghi nhầm" in stale.stale_reason
    corrected = _do(
        acts.correct,
        chain.world.secretary,
        stale,
        reason="Đính chính",
        authority="Thường trực",
        agreed_on=clock.today(),
    )
    assert (corrected.number, corrected.stale_reason, corrected.current) == (120, "", 2)
    pins = IssuedDecision.objects.filter(version__instrument=corrected).order_by("version__number")
    assert [pin.decision_number for pin in pins] == [1, 2]
    assert [version.number for version in issued_versions(corrected)] == [2]
    assert journal.verify() == []


def test_nothing_corrected_nothing_to_correct(chain: Chain) -> None:
    with pytest.raises(Contradiction):
        _do(
            acts.correct,
            chain.world.secretary,
            chain.issued(),
            reason="Vì sao",
            authority="Ai",
            agreed_on=clock.today(),
        )


def test_a_revised_draft_issues_what_was_chosen(chain: Chain) -> None:
    item = chain.world.item(chain.meeting, title="Quy chế")
    other = approved(chain.world, item, "Kết luận về quy chế")
    revised = _do(
        acts.revise,
        chain.world.secretary,
        chain.instrument(),
        title="Thông báo mới",
        signer="Bí thư",
        decisions=[other.pk, chain.decision.pk],
    )
    assert revised.title == "Thông báo mới"
    assert [version.decision_id for version in issued_versions(revised)] == [chain.decision.pk, other.pk]


def test_a_notice_is_as_restricted_as_its_decisions(chain: Chain) -> None:
    item = chain.world.item(chain.meeting, title="Nhân sự", level="restricted")
    secret = approved(chain.world, item, "Kết luận nhân sự")
    assert chain.instrument(decisions=[secret.pk]).level == "restricted"


def test_a_stale_revision_is_refused_with_both_texts(chain: Chain) -> None:
    drafted = chain.instrument()
    _do(acts.revise, chain.world.secretary, drafted, title="Của họ", signer="Bí thư", decisions=[chain.decision.pk])
    with pytest.raises(Stale) as refused:
        acts.revise(
            by=chain.world.secretary,
            instrument=drafted.pk,
            edit=drafted.edit,
            title="Của tôi",
            signer="Bí thư",
            decisions=[chain.decision.pk],
        )
    assert ("Của họ" in refused.value.theirs, refused.value.yours) == (True, "Của tôi")


def test_wrong_input_names_its_field(chain: Chain) -> None:
    other = held_meeting(chain.world, day=17)
    foreign = approved(chain.world, chain.world.item(other), "Của hội nghị khác")
    for given, field in (
        ({"decisions": [foreign.pk]}, "decisions.0"),
        ({"decisions": [chain.decision.pk, chain.decision.pk]}, "decisions.1"),
        ({"decisions": []}, "decisions"),
        ({"title": ""}, "title"),
    ):
        with pytest.raises(BadInput) as refused:
            chain.instrument(**given)
        assert refused.value.field == field


def test_a_register_of_a_symbol_is_opened_once(chain: Chain) -> None:
    with pytest.raises(BadInput):
        acts.open_register(
            by=chain.world.secretary, organization=chain.world.committee.pk, symbol="TB/TU", term=chain.world.term.pk
        )


def test_bob_sees_and_does_nothing(chain: Chain) -> None:
    drafted = chain.instrument()
    assert list(instruments_visible_to(chain.world.bob)) == []
    assert list(instruments_visible_to(chain.world.reader)) == [drafted]
    with pytest.raises(NotAllowed):
        _do(acts.check, chain.world.bob, drafted)


def test_a_withdrawn_notice_is_not_marked_stale(chain: Chain) -> None:
    issued = chain.issued()
    withdrawn = _do(acts.withdraw, chain.world.secretary, issued, reason="Ban hành nhầm", authority="Chủ tịch")
    chain.correct()
    now = Instrument.objects.get(pk=issued.pk)
    assert (now.stale_reason, now.edit) == ("", withdrawn.edit)


def test_a_dropped_draft_loses_no_number_and_lets_its_decisions_go(chain: Chain) -> None:
    draft = chain.instrument()
    with pytest.raises(BadInput):
        _do(acts.drop, chain.world.secretary, draft, reason="")
    dropped = _do(acts.drop, chain.world.secretary, draft, reason="Soạn nhầm sổ")
    assert (dropped.state, dropped.number) == ("dropped", None)
    assert carried_by(chain.world.secretary, chain.meeting) == {}
    for verb in (acts.check, acts.drop):
        given = {"reason": "Lần nữa"} if verb is acts.drop else {}
        with pytest.raises(WrongState):
            _do(verb, chain.world.secretary, dropped, **given)
    chain.correct()
    assert Instrument.objects.get(pk=draft.pk).stale_reason == "", "nobody will correct it"
    checked = _do(acts.check, chain.world.secretary, chain.instrument())
    with pytest.raises(WrongState):
        _do(acts.drop, chain.world.secretary, checked, reason="Đã kiểm tra thì trả lại trước")


def test_a_draft_goes_into_another_register_and_into_no_other_bodys(chain: Chain) -> None:
    world, draft = chain.world, chain.instrument()
    other = acts.open_register(
        by=world.secretary, organization=world.committee.pk, symbol="TBKL/TU", term=world.term.pk
    )
    same = {"title": draft.title, "signer": draft.signer, "decisions": [chain.decision.pk]}
    assert _do(acts.revise, world.secretary, draft, **same).register == chain.register, "left out, it stays"
    assert _do(acts.revise, world.secretary, draft, **same, register=other.pk).register == other
    bodies.give_grant(by=world.admin, user=world.secretary.pk, organization=world.council.pk, role="secretary")
    foreign = acts.open_register(by=world.secretary, organization=world.council.pk, symbol="TB/HĐ")
    with refusing(BadInput, "register_of_another"):
        _do(acts.revise, world.secretary, draft, **same, register=foreign.pk)


def test_a_correction_is_the_signers_or_says_when_they_signed_it(chain: Chain) -> None:
    held = _held_by(chain, "member", "Phó Bí thư", "Trần Thị Bình")
    issued = chain.issued(signer="", membership=held.pk)
    chain.correct()
    why = {"reason": "Đính chính", "authority": "Thường trực"}
    for other in (chain.world.secretary, chain.world.chair):
        with refusing(Contradiction, "correction_not_agreed"):
            _do(acts.correct, other, issued, **why)
    with refusing(BadInput, "day_ahead"):
        _do(acts.correct, chain.world.secretary, issued, **why, agreed_on=clock.today() + timedelta(days=1))
    with refusing(Contradiction, "agreed_before"):
        _do(acts.correct, chain.world.secretary, issued, **why, agreed_on=date(2021, 9, 11))
    _do(acts.correct, chain.world.secretary, issued, **why, agreed_on=clock.today())
    chain.correct(low="4300")
    _do(acts.correct, chain.world.member, issued, **why)
    versions = issued.versions.order_by("number")
    assert [(each.agreed_on, each.recorded_by) for each in versions] == [
        (None, None),
        (clock.today(), chain.world.secretary),
        (clock.today(), None),
    ]
    assert journal.verify() == []


def test_who_neither_signs_nor_records_signatures_corrects_nothing(chain: Chain) -> None:
    issued = chain.issued()
    chain.correct()
    with refusing(NotAllowed, "not_for_you"):
        _do(acts.correct, chain.world.member, issued, reason="Đính chính", authority="Ai", agreed_on=clock.today())


def test_a_correction_of_what_the_chair_approved_is_the_chairs_or_says_when_they_agreed(chain: Chain) -> None:
    def corrected(by: User, low: str, **more: Any) -> Any:
        now = Decision.objects.get(pk=chain.decision.pk)
        given = {"reason": "Ghi nhầm", "authority": "Ban Thường vụ", "points": points(chain.world, low=low, of=now)}
        return decisions.correct(by=by, decision=now.pk, edit=now.edit, **given, **more).version

    with refusing(Contradiction, "correction_not_agreed"):
        corrected(chain.world.secretary, "4100")
    by_secretary = corrected(chain.world.secretary, "4100", agreed_on=clock.today())
    assert (by_secretary.agreed_on, by_secretary.recorded_by) == (clock.today(), chain.world.secretary)
    by_chair = corrected(chain.world.chair, "4200")
    assert (by_chair.agreed_on, by_chair.recorded_by) == (clock.today(), None)
