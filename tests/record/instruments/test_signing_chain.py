"""draft → checked → signed → issued, and no other way."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.record.instruments.chain import Chain, approved, held_meeting, points
from tests.refused import refusing

from nghitrinh.record.decisions import acts as decisions
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments import acts
from nghitrinh.record.instruments.models import Instrument, IssuedDecision
from nghitrinh.record.instruments.queries import instruments_visible_to, issued_versions
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, Stale, WrongState
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
    _do(acts.withdraw, chain.world.secretary, withdrawn, reason="Sai thể thức")
    item = chain.world.item(chain.meeting, title="Quy chế")
    decision = approved(chain.world, item, "Kết luận về quy chế")
    assert chain.issued(decisions=[decision.pk]).number == 121


def test_only_the_chair_signs(chain: Chain) -> None:
    checked = _do(acts.check, chain.world.secretary, chain.instrument())
    with pytest.raises(NotAllowed):
        _do(acts.sign, chain.world.secretary, checked)
    assert _do(acts.sign, chain.world.chair, checked).state == "signed"


def test_a_draft_cannot_be_signed_or_issued(chain: Chain) -> None:
    drafted = chain.instrument()
    with pytest.raises(WrongState):
        _do(acts.sign, chain.world.chair, drafted)
    with pytest.raises(WrongState):
        _do(acts.issue, chain.world.secretary, drafted)


def test_what_is_sent_back_has_no_number_yet(chain: Chain) -> None:
    checked = _do(acts.check, chain.world.secretary, chain.instrument())
    signed = _do(acts.sign, chain.world.chair, checked)
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
    signed = _do(acts.sign, chain.world.chair, checked)
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
    corrected = _do(acts.correct, chain.world.secretary, stale, reason="Đính chính", authority="Thường trực")
    assert (corrected.number, corrected.stale_reason, corrected.current) == (120, "", 2)
    pins = IssuedDecision.objects.filter(version__instrument=corrected).order_by("version__number")
    assert [pin.decision_number for pin in pins] == [1, 2]
    assert [version.number for version in issued_versions(corrected)] == [2]
    assert journal.verify() == []


def test_nothing_corrected_nothing_to_correct(chain: Chain) -> None:
    with pytest.raises(Contradiction):
        _do(acts.correct, chain.world.secretary, chain.issued(), reason="Vì sao", authority="Ai")


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
    withdrawn = _do(acts.withdraw, chain.world.secretary, issued, reason="Ban hành nhầm")
    chain.correct()
    now = Instrument.objects.get(pk=issued.pk)
    assert (now.stale_reason, now.edit) == ("", withdrawn.edit)
