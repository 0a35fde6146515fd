"""Minutes: drafted from the record, reviewed, signed by both, corrected; what of them changed since."""

from datetime import date, timedelta

import pytest
from tests.record.minutes.desk import SECRET, Table, table
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.queries import journal_visible_to
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.kernel.models import JournalRow
from nghitrinh.record.minutes.facts import ItemFacts, SittingFacts
from nghitrinh.record.minutes.models import MinutesState
from nghitrinh.record.minutes.queries import in_force, minutes_visible_to, signed_texts, text_seen
from nghitrinh.record.minutes.writing import changed_since


@pytest.fixture
def made(world: World) -> Table:
    return table(world, minutes_approved="yes")


def _facts(made: Table, minutes: object) -> tuple[SittingFacts, list[ItemFacts]]:
    version = in_force(minutes)  # type: ignore[arg-type]
    return SittingFacts.from_kept(version.facts), [ItemFacts.from_kept(each.facts) for each in version.parts.all()]


def test_a_draft_says_who_was_there_the_quorum_the_vote_and_the_decision(made: Table) -> None:
    minutes = made.draft()
    sitting, items = _facts(made, minutes)
    assert [each.role for each in sitting.attendees] == ["chair", "member", "member", "member", "member"]
    assert [(each.present, each.is_met) for each in sitting.quorum] == [(5, True)]
    first = items[0]
    assert [(each.counts[0].agreeing, each.counts[0].verdict) for each in first.votes] == [(5, "passed")]
    assert first.decision_number == 1
    assert first.decision
    assert items[1].title == SECRET
    assert not items[1].decision


def test_the_chair_of_the_sitting_is_who_signs(made: Table) -> None:
    assert made.draft().chair == made.hall.sitting.posts["Bí thư"]


def test_quorum_lost_is_said_with_its_hour(world: World) -> None:
    made = table(world)
    for post in ("Chủ tịch", "Giám đốc", "Trưởng ban"):
        row = made.hall.there[post]
        ACTS["attendance.correct_stay"](
            by=world.secretary,
            attendance=row.pk,
            edit=type(row).objects.get(pk=row.pk).edit,
            left_at=made.meeting().starts_at + timedelta(minutes=1),
            reason="Về sớm",
        )
    sitting, _items = _facts(made, made.draft())
    assert [each.is_met for each in sitting.quorum] == [True, False]


def test_before_the_meeting_there_are_no_minutes_and_then_only_one(world: World) -> None:
    planned = world.plan_meeting()
    with refusing(WrongState, "minutes_before_meeting"):
        ACTS["minutes.draft"](by=world.secretary, meeting=planned.pk)
    made = table(world)
    made.draft()
    with refusing(Contradiction, "minutes_exist"):
        made.draft()


def test_a_dropped_draft_makes_room_for_another(made: Table) -> None:
    made.step("drop", made.draft(), reason="Bấm nhầm")
    assert made.draft().state == MinutesState.DRAFT


def test_words_that_are_not_given_stay(made: Table) -> None:
    minutes = made.draft()
    words = {"item": made.hall.item.pk, "text": "Sở trình bày."}
    made.step("revise", minutes, opening="Khai mạc lúc 14 giờ.", parts=[words])
    version = in_force(made.step("revise", minutes, closing="Kết thúc."))
    assert (version.opening, version.closing) == ("Khai mạc lúc 14 giờ.", "Kết thúc.")
    assert [each.text for each in version.parts.all()] == ["Sở trình bày.", ""]
    with refusing(BadInput, "no_item_of_minutes"):
        made.step("revise", minutes, parts=[{"item": minutes.pk, "text": "x"}])


def test_review_waits_for_the_end_of_the_meeting_and_reads_the_record_anew(world: World) -> None:
    from tests.record.voting.hall import hall  # noqa: PLC0415 - this test alone needs a sitting under way

    running = Table(hall(world), None)  # type: ignore[arg-type]
    minutes = running.draft()
    with refusing(WrongState, "minutes_before_closing"):
        running.step("review", minutes)
    now = running.meeting()
    ACTS["meeting.close"](by=world.secretary, meeting=now.pk, edit=now.edit)
    reviewed = running.step("review", minutes)
    assert in_force(reviewed).facts["closed_at"]
    assert not changed_since(in_force(reviewed), running.meeting())


def test_both_sign_with_their_own_accounts(made: Table) -> None:
    minutes = made.signed()
    assert minutes.state == MinutesState.SIGNED
    assert (minutes.writer_recorded_by, minutes.recorded_by) == (None, None)
    assert minutes.heading is not None
    assert journal.verify() == []


def test_nobody_signs_for_another_but_who_leads_records_what_was_signed_on_paper(made: Table) -> None:
    minutes = made.reviewed()
    with pytest.raises(NotAllowed):
        made.step("sign_off", minutes, by=made.hall.accounts["Giám đốc"])
    with refusing(Contradiction, "not_the_signer_of_minutes"):
        made.step("sign_off", minutes)
    day = made.meeting().day
    signed = made.step("sign_off", minutes, signed_on=day)
    assert signed.writer_recorded_by == made.world.secretary
    with refusing(BadInput, "day_ahead"):
        made.step("sign", minutes, signed_on=date(2099, 1, 1))


def test_the_chair_does_not_sign_before_the_secretary(made: Table) -> None:
    minutes = made.reviewed()
    with pytest.raises(WrongState):
        made.step("sign", minutes, by=made.hall.accounts["Bí thư"])


def test_what_changed_since_the_review_is_not_signed(made: Table) -> None:
    minutes = made.reviewed()
    made.attend(role="invited", post="Giám đốc Sở Công Thương")
    assert changed_since(in_force(minutes), made.meeting()).sitting
    with refusing(Contradiction, "record_changed_since_review"):
        made.step("sign_off", minutes, by=made.hall.accounts["Phó Bí thư"])
    back = made.step("send_back", minutes, reason="Thiếu khách mời")
    assert not changed_since(in_force(made.step("review", back)), made.meeting())


def test_what_is_corrected_later_shows_beside_the_signed_text_which_stays(made: Table) -> None:
    minutes = made.signed()
    made.attend(role="invited", post="Giám đốc Sở Công Thương")
    version = in_force(minutes)
    assert changed_since(version, made.meeting()).sitting
    assert len(SittingFacts.from_kept(version.facts).attendees) == 5
    corrected = made.step("correct", minutes, by=made.hall.accounts["Bí thư"], reason="Ghi sót", authority="Chủ trì")
    assert len(SittingFacts.from_kept(in_force(corrected).facts).attendees) == 6
    assert [each.is_correction for each in signed_texts(corrected)] == [False, True]


def test_a_correction_that_the_chair_did_not_agree_to_is_refused(made: Table) -> None:
    minutes = made.signed()
    with refusing(Contradiction, "correction_not_agreed"):
        made.step("correct", minutes, reason="Sai tên", authority="Chủ trì", opening="Chào cờ.")
    given = {"opening": "Chào cờ.", "agreed_on": minutes.signed_on}
    done = made.step("correct", minutes, reason="Sai tên", authority="Chủ trì", **given)
    assert in_force(done).recorded_by == made.world.secretary


def test_a_later_meeting_approves_them_where_the_rule_says_so(made: Table) -> None:
    minutes, world = made.signed(), made.world
    with refusing(BadInput, "not_a_later_meeting"):
        made.step("approve", minutes, meeting=made.meeting().pk)
    given = {"organization": world.committee.pk, "name": "Hội nghị sau", "starts_at": "2021-10-08T08:00"}
    later = ACTS["meeting.plan"](by=world.secretary, **given)
    later = ACTS["meeting.convene"](by=world.secretary, meeting=later.pk, edit=later.edit)
    with refusing(BadInput, "not_a_later_meeting"):
        made.step("approve", minutes, meeting=later.pk)
    begun = {"starts_at": made.meeting().ends_at}
    later = ACTS["meeting.open"](by=world.chair, meeting=later.pk, edit=later.edit, reason="Họp liền", **begun)
    assert made.step("approve", minutes, meeting=later.pk).approved_at == later
    with refusing(WrongState, "minutes_approved_already"):
        made.step("approve", minutes, meeting=later.pk)
    why = {"reason": "Sai", "authority": "Chủ trì", "closing": "Bế mạc."}
    again = made.step("correct", minutes, by=made.hall.accounts["Bí thư"], **why)
    assert again.approved_at is None


def test_no_approval_where_the_rule_is_silent(world: World) -> None:
    made = table(world)
    minutes = made.signed()
    with refusing(WrongState, "minutes_need_no_approval"):
        made.step("approve", minutes, meeting=made.meeting().pk)


def test_a_reader_sees_no_part_of_a_restricted_item_and_no_line_that_wrote_one(made: Table) -> None:
    minutes = made.draft()
    made.step("revise", minutes, parts=[{"item": made.secret.pk, "text": "Bàn về nhân sự"}])
    reader, version = made.world.reader, in_force(made.step("review", minutes))
    assert minutes_visible_to(reader).filter(pk=minutes.pk).exists()
    seen = text_seen(reader, version)
    assert [each.part.item for each in seen.parts] == [made.hall.item]
    assert not seen.is_whole
    assert len(text_seen(made.world.member, version).parts) == 2
    lines = journal_visible_to(reader).filter(act__startswith="minutes.").values("seq")
    assert not JournalRow.objects.filter(seq__in=lines, kind="minutespart").exists()
    assert not minutes_visible_to(made.world.bob).exists()


def test_who_spoke_stands_with_the_line_that_was_noted(world: World) -> None:
    from tests.record.voting.hall import hall  # noqa: PLC0415 - a sitting under way, as above

    running = hall(world)
    by, item = world.secretary, running.item
    ACTS["item.begin"](by=by, item=item.pk)
    noted, silent = running.there["Trưởng ban"], running.there["Giám đốc"]
    for each in (noted, silent):
        speech = ACTS["speech.ask_for"](by=by, item=item.pk, attendance=each.pk)
        for verb in ("call", "end"):
            ACTS[f"speech.{verb}"](by=by, speech=speech.pk)
    ACTS["note.add"](by=by, item=item.pk, text="Cần rà soát đất lúa", attendance=noted.pk)
    ACTS["note.add"](by=by, item=item.pk, outcome="agreed")
    ACTS["item.leave"](by=by, item=item.pk)
    minutes = ACTS["minutes.draft"](by=by, meeting=running.sitting.meeting.pk)
    facts = ItemFacts.from_kept(in_force(minutes).parts.get(item=item).facts)
    assert [(each.who, each.note) for each in facts.speakers] == [
        ("Trưởng ban", "Cần rà soát đất lúa"),
        ("Giám đốc", ""),
    ]
    assert facts.began_at
    assert facts.ended_at
