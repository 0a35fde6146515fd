"""Who is asked, and who may answer what, until the meeting is opened."""

from typing import Any

import pytest
from tests.record.presence.room import Sitting, adopt_rule, appoint, sitting, tie
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, Stale, WrongState
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.presence.models import Answer, Heard, Invitation
from nghitrinh.record.presence.queries import invitations_of, invitations_to, unanswered


def invited(meeting: Meeting) -> list[str]:
    return sorted(each.label() for each in Invitation.objects.filter(meeting=meeting))


def test_convening_invites_the_members_in_office_on_the_day_and_the_bodies_that_present(world: World) -> None:
    person = ACTS["person.register"](by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk).pk
    appoint(world, "Phó Bí thư", person=person)
    appoint(world, "Trưởng ban", person=person)  # the same person: one seat, one invitation
    appoint(world, "Chánh Văn phòng", voting=False)
    appoint(world, "Ủy viên mới", starts_on="2021-10-09")
    room = sitting(world, "Bí thư", "Ủy viên", convene=False)
    for title, level, presenter in (
        ("Quy hoạch", "public", world.department),
        ("Đất đai", "public", world.committee),
        ("Nhân sự", "restricted", world.ministry),
    ):
        room.step("item.add", title=title, level=level, presenter=presenter.pk)
    assert invited(room.meeting) == []
    room.step("meeting.convene")
    assert invited(room.meeting) == ["Ban cán sự đảng UBND tỉnh", "Bí thư", "Phó Bí thư", "Ủy viên"]
    assert room.invitation("Phó Bí thư").name == "Trần Thị Bình"
    assert {each.answer for each in Invitation.objects.all()} == {Answer.OPEN}


def test_a_written_question_asks_nobody_to_come_and_a_past_meeting_invents_no_invitation(world: World) -> None:
    appoint(world, "Bí thư")
    written = ACTS["meeting.plan"](
        by=world.secretary, organization=world.committee.pk, name="Lấy ý kiến", form="written", starts_at="2021-10-08"
    )
    ACTS["meeting.convene"](by=world.secretary, meeting=written.pk, edit=written.edit)
    ACTS["meeting.enter_past"](
        by=world.secretary,
        organization=world.committee.pk,
        name="Đã họp",
        held_on="2021-10-01",
        source=world.source.pk,
    )
    assert not Invitation.objects.exists()


def test_who_came_to_office_since_is_invited_by_one_act_and_then_nobody_is_left(world: World) -> None:
    room = sitting(world, "Bí thư")
    appoint(world, "Ủy viên")
    room.step("invitation.invite_all")
    assert invited(room.meeting) == ["Bí thư", "Ủy viên"]
    with refusing(Contradiction, "all_invited"):
        room.step("invitation.invite_all")


def test_a_member_answers_and_changes_the_answer_until_the_meeting_is_opened(world: World) -> None:
    room = sitting(world, "Bí thư", "Ủy viên")
    assert [each.post for each in invitations_to(world.member, clock.today())] == ["Bí thư"]
    found = room.answer("Bí thư", "comes", by=world.member)
    assert (found.answer, found.heard) == (Answer.COMES, Heard.SELF)
    assert found.answered_for == room.meeting.starts_at
    room.answer("Bí thư", "excused", by=world.member, reason="Đi công tác")
    line = Journal.objects.get(act="invitation.answer", seq=Journal.objects.latest("seq").seq)
    assert (line.owner, line.level) == (str(world.committee.pk), "internal")
    room.step("meeting.open")
    with refusing(WrongState, "not_now"):
        room.answer("Bí thư", "comes", by=world.member)
    assert room.invitation("Bí thư").answer == Answer.EXCUSED


def test_nobody_answers_for_another_and_a_stale_answer_is_refused(world: World) -> None:
    room = sitting(world, "Bí thư", "Ủy viên")
    with refusing(BadInput, "not_your_seat"):
        room.answer("Ủy viên", "comes", by=world.member)
    for stranger in (world.bob, world.reader, world.officer):
        with pytest.raises(NotAllowed):
            room.answer("Bí thư", "comes", by=stranger)
    with pytest.raises(Stale):
        ACTS["invitation.answer"](by=world.member, invitation=room.invitation("Bí thư").pk, edit=7, answer="comes")


def test_one_of_two_posts_of_a_person_answers_for_the_seat_and_is_not_invited_twice(world: World) -> None:
    person = ACTS["person.register"](by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk).pk
    first, second = appoint(world, "Phó Bí thư", person=person), appoint(world, "Trưởng ban", person=person)
    room = sitting(world, "Bí thư")
    tie(world, world.chair, second)
    with refusing(Contradiction, "invited_already"):
        room.step("invitation.invite", membership=second.pk)
    assert room.answer("Phó Bí thư", "comes", by=world.chair).membership == first


def test_an_officer_answers_for_the_body_and_says_who_comes(world: World) -> None:
    room = sitting(world, "Bí thư", convene=False)
    room.step("item.add", title="Quy hoạch", level="public", presenter=world.department.pk)
    room.step("meeting.convene")
    (asked,) = invitations_to(world.officer, clock.today())
    given = {"invitation": asked.pk, "sent_post": "Phó Bí thư", "sent_name": "Trần Văn Nam"}
    with refusing(BadInput, "body_sends_nobody"):
        ACTS["invitation.answer"](by=world.officer, edit=asked.edit, answer="sends", **given)
    with pytest.raises(NotAllowed):
        ACTS["invitation.answer"](by=world.secretary, edit=asked.edit, answer="comes", **given)
    found = ACTS["invitation.answer"](by=world.officer, edit=asked.edit, answer="comes", **given)
    assert (found.answer, found.sent_name) == (Answer.COMES, "Trần Văn Nam")


def test_a_body_that_is_invited_sees_the_meeting_and_of_a_restricted_one_learns_nothing(world: World) -> None:
    for level, sees in (("public", True), ("restricted", False)):
        room = sitting(world, f"Bí thư {level}", level=level)
        room.step("invitation.invite", organization=world.department.pk)
        assert meetings_visible_to(world.officer).filter(pk=room.meeting.pk).exists() is sees
        asked = Invitation.objects.get(meeting=room.meeting, organization=world.department)
        assert invitations_to(world.officer, clock.today()).filter(pk=asked.pk).exists() is sees
        given = {"invitation": asked.pk, "edit": asked.edit, "answer": "comes"}
        if sees:
            ACTS["invitation.answer"](by=world.officer, **given)
        else:
            with pytest.raises(NotAllowed):
                ACTS["invitation.answer"](by=world.officer, **given)


def test_an_invitation_to_a_restricted_item_is_restricted_with_it(world: World) -> None:
    room = sitting(world, "Bí thư")
    item: AgendaItem = room.step("item.add", title="Nhân sự", level="restricted")
    found = room.step("invitation.invite", item=item.pk, post="Trưởng phòng", name="Trần Văn Nam")
    assert found.level == "restricted"
    assert Journal.objects.latest("seq").level == "restricted"
    assert found not in invitations_of(world.reader, room.now())
    assert found in invitations_of(world.secretary, room.now())


def test_the_secretary_notes_how_an_answer_was_heard(world: World) -> None:
    room = sitting(world, "Bí thư")
    assert [each.post for each in unanswered(world.secretary, [world.committee.pk])] == ["Bí thư"]
    found = room.answer("Bí thư", "comes")
    assert found.heard == Heard.PHONE
    assert not unanswered(world.secretary, [world.committee.pk])
    with refusing(BadInput, "heard_how"):
        ACTS["invitation.note_answer"](
            by=world.secretary, invitation=found.pk, edit=found.edit, answer="comes", heard="self"
        )


def test_a_meeting_put_off_keeps_its_answers_as_given_for_the_earlier_day(world: World) -> None:
    room = sitting(world, "Bí thư")
    room.answer("Bí thư", "comes")
    room.step("item.add", title="Thêm", level="public")
    assert not room.invitation("Bí thư").is_for_earlier_day
    room.step("meeting.reschedule", starts_at="2021-10-15T08:00", place="")
    found = room.invitation("Bí thư")
    assert (found.answer, found.is_for_earlier_day) == (Answer.COMES, True)
    assert not room.answer("Bí thư", "comes").is_for_earlier_day


SENT = {"sent_post": "Phó Giám đốc", "sent_name": "Trần Văn Nam"}


@pytest.mark.parametrize(
    ("answer", "given", "code"),
    [
        ("open", {}, "no_answer"),
        ("excused", {}, "excuse_without_reason"),
        ("comes", SENT, "sent_by_who_comes"),
        ("sends", {}, "substitute_unnamed"),
    ],
)
def test_an_answer_that_says_too_little_or_too_much_is_refused(
    world: World, answer: str, given: dict[str, Any], code: str
) -> None:
    adopt_rule(world, substitute="votes")
    room = sitting(world, "Bí thư")
    with refusing(BadInput, code):
        room.answer("Bí thư", answer, **given)


def test_only_a_rule_lets_a_member_send_somebody(world: World) -> None:
    room = sitting(world, "Bí thư")
    with refusing(WrongState, "no_rule"):
        room.answer("Bí thư", "sends", **SENT)
    adopt_rule(world, substitute="none")
    with refusing(Contradiction, "no_substitutes") as refused:
        room.answer("Bí thư", "sends", **SENT)
    assert refused.value.found == "Quy chế làm việc"


def _sending(world: World) -> Sitting:
    adopt_rule(world, substitute="speaks")
    return sitting(world, "Bí thư", "Ủy viên", "Trưởng ban")


def test_a_substitute_has_no_seat_comes_for_one_and_sends_nobody(world: World) -> None:
    room = _sending(world)
    with refusing(Contradiction, "substitute_has_seat"):
        room.answer("Bí thư", "sends", substitute=room.posts["Ủy viên"].pk)
    room.answer("Bí thư", "sends", **SENT)
    with refusing(Contradiction, "sent_already"):
        room.answer("Ủy viên", "sends", **SENT)
    guest = room.step("invitation.invite", post=SENT["sent_post"], name=SENT["sent_name"])
    assert guest.membership is None


def test_nobody_comes_for_a_substitute(world: World) -> None:
    room = _sending(world)
    deputy = ACTS["membership.appoint"](by=world.admin, organization=world.department.pk, post="Phó Giám đốc")
    room.step("invitation.invite", membership=deputy.pk)
    room.answer("Phó Giám đốc", "sends", sent_post="Trưởng phòng", sent_name="Trần Thị Hoa")
    with refusing(Contradiction, "substitute_of_substitute"):
        room.answer("Bí thư", "sends", substitute=deputy.pk)
    room.answer("Phó Giám đốc", "comes")
    room.answer("Bí thư", "sends", substitute=deputy.pk)
    with refusing(Contradiction, "substitute_of_substitute"):
        room.answer("Phó Giám đốc", "sends", sent_post="Trưởng phòng", sent_name="Trần Thị Hoa")


@pytest.mark.parametrize("given", [{}, {"post": "Khách", "organization": True}])
def test_an_invitation_asks_one(world: World, given: dict[str, Any]) -> None:
    room = sitting(world, "Bí thư")
    said = given | ({"organization": world.department.pk} if "organization" in given else {})
    with refusing(BadInput, "invited_who"):
        room.step("invitation.invite", **said)


def test_an_item_of_another_meeting_and_a_second_invitation_are_refused(world: World) -> None:
    room = sitting(world, "Bí thư")
    with refusing(BadInput, "item_of_other_meeting"):
        room.step("invitation.invite", item=world.item().pk, post="Khách")
    for who in ({"organization": world.department.pk}, {"post": "Khách", "name": "Trần Văn Nam"}):
        room.step("invitation.invite", **who)
        with refusing(Contradiction, "invited_already"):
            room.step("invitation.invite", **who)


def test_an_invitation_made_by_mistake_is_struck(world: World) -> None:
    room = sitting(world, "Bí thư")
    found = room.step("invitation.invite", post="Khách")
    given = {"kind": "invitation", "entry": found.pk, "edit": found.edit, "reason": "Nhầm người"}
    with pytest.raises(NotAllowed):
        ACTS["entry.strike"](by=world.bob, **given)
    ACTS["entry.strike"](by=world.secretary, **given)
    assert invited(room.meeting) == ["Bí thư"]
