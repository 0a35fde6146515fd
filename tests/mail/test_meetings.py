"""Who is asked to a meeting gets it as an event of a calendar, which later letters update and cancel."""

from datetime import datetime
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from tests.mail.conftest import act, address, convened, letters, plain, sent
from tests.record.presence.room import adopt_rule, appoint, tie
from tests.world import World

from nghitrinh.mail.filling import fill
from nghitrinh.mail.models import Choice, Letter, LetterState, Notice, Preference
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.presence.queries import asked_of, invitations_to


def event_in(letter: EmailMessage) -> tuple[str, Any]:
    """Return the method and the event of a letter: of its one part for calendars, read strictly."""
    (part,) = [each for each in letter.walk() if each.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_content())
    (event,) = calendar.walk("VEVENT")
    assert not event.errors
    assert part.get_param("method") == calendar["METHOD"]
    assert {each["TZID"] for each in calendar.walk("VTIMEZONE")} == {"Asia/Ho_Chi_Minh"}
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    return str(calendar["METHOD"]), event


def to(name: str, found: list[EmailMessage]) -> list[EmailMessage]:
    return [each for each in found if each["To"] == f"{name}@example.vn"]


def test_an_invitation_goes_to_who_sits_and_who_presents(world: World) -> None:
    meeting = convened(world)
    found = sent()
    assert [each["To"] for each in found] == [f"{name}@example.vn" for name in ("chair", "member", "officer")]
    method, event = event_in(to("member", found)[0])
    assert method == "REQUEST"
    assert event["DTSTART"].dt == datetime(2021, 9, 10, 14, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert event["ATTENDEE"] == "mailto:member@example.vn"
    assert event["ORGANIZER"] == "mailto:nghitrinh@localhost"
    assert event["URL"] == f"https://desk.example/hoi-nghi/{meeting.pk}/"
    assert "Thời gian: 14:00 ngày 10/9/2021" in plain(found[0])
    assert found[0]["Subject"] == "Giấy mời họp: Hội nghị Ban Thường vụ lần thứ 1"
    assert len({event_in(each)[1]["UID"] for each in found}) == 3


def test_a_calendar_takes_what_happens_to_the_meeting_later(world: World) -> None:
    meeting = convened(world)
    first = to("member", sent())
    moved = {"starts_at": datetime(2021, 9, 12, 8, 0, tzinfo=ZONE), "place": "Phòng 2"}
    act("meeting.reschedule", world.secretary, meeting, **moved)
    second = [each for each in to("member", sent()) if each["Subject"].startswith("Đổi lịch")]
    act("meeting.cancel", world.secretary, meeting, reason="Bão")
    third = [each for each in to("member", sent()) if each["Subject"].startswith("Không họp")]
    events = [event_in(each) for (each,) in (first, second, third)]
    assert [method for method, _ in events] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({event["UID"] for _, event in events}) == 1
    sequences = [event["SEQUENCE"] for _, event in events]
    assert sequences == sorted(set(sequences))
    assert (events[1][1]["DTSTART"].dt.day, events[1][1]["LOCATION"]) == (12, "Phòng 2")
    assert [event["STATUS"] for _, event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert "Bão" not in "".join(map(plain, letters()))  # why is read on the desk


def test_what_overtakes_a_letter_that_waits_is_said_by_the_last_one_alone(world: World) -> None:
    meeting = convened(world)
    fill()
    act("meeting.reschedule", world.secretary, meeting, starts_at=datetime(2021, 9, 12, 8, 0, tzinfo=ZONE), place="")
    act("meeting.cancel", world.secretary, meeting, reason="Bão")
    assert [each["Subject"].partition(":")[0] for each in sent()] == ["Không họp nữa"] * 3
    assert Letter.objects.filter(state=LetterState.DROPPED).count() == 3


def test_of_a_meeting_that_is_only_planned_nobody_hears(world: World) -> None:
    meeting = world.plan_meeting()
    act("meeting.reschedule", world.secretary, meeting, starts_at=datetime(2021, 9, 12, 8, 0, tzinfo=ZONE), place="")
    act("meeting.cancel", world.secretary, meeting, reason="Bão")
    assert sent() == []


def test_who_is_asked_later_is_invited_then_and_nobody_twice(world: World) -> None:
    meeting = convened(world, presents=False)
    assert [each["To"] for each in sent()] == ["chair@example.vn", "member@example.vn"]
    given = {"title": "Vùng công nghiệp", "level": "public", "presenter": world.department.pk}
    act("item.add", world.secretary, meeting, **given)
    assert len(sent()) == 2  # the record has not invited the department yet
    act("invitation.invite_all", world.secretary, meeting)
    assert [each["To"] for each in sent()] == ["chair@example.vn", "member@example.vn", "officer@example.vn"]
    act("invitation.invite", world.secretary, meeting, organization=world.council.pk)
    assert len(sent()) == 3  # the council's member is no officer: what its body is asked, they do not see


def test_letters_go_to_whom_the_record_invites_and_to_nobody_else(world: World) -> None:
    meeting = convened(world, presents=False)
    assert len(sent()) == 2
    guest = {"role": "invited", "post": "Giám đốc", "organization": world.department.pk}
    act("attendance.record", world.secretary, meeting, **guest)
    assert len(sent()) == 2  # being written down as there is no invitation
    asked = invitations_to(world.member, clock.today()).get()
    given = {"invitation": asked.pk, "edit": asked.edit, "answer": "excused", "reason": "Đi công tác"}
    ACTS["invitation.answer"](by=world.member, **given)
    moved = {"starts_at": datetime(2021, 9, 12, 8, 0, tzinfo=ZONE), "place": "Phòng 2"}
    act("meeting.reschedule", world.secretary, meeting, **moved)
    written_to = [each["To"] for each in sent() if each["Subject"].startswith("Đổi lịch")]
    assert written_to == ["chair@example.vn", "member@example.vn"]  # who declined the old day may come on the new one
    for user in world.users.values():
        asked_here = set(invitations_to(user, clock.today()).filter(meeting=meeting)) != set()
        assert asked_here == (user.pk in asked_of(meeting, clock.today())), user.username


def test_whoever_is_sent_is_written_to(world: World) -> None:
    adopt_rule(world, substitute="speaks")
    deputy = appoint(world, "Phó Chánh Văn phòng", voting=False)
    tie(world, world.bob, deputy)
    ACTS["grant.give"](by=world.admin, user=world.bob.pk, organization=world.committee.pk, role="member")
    convened(world, presents=False)
    assert [each["To"] for each in sent()] == ["chair@example.vn", "member@example.vn"]
    asked = invitations_to(world.member, clock.today()).get()
    given = {"answer": "sends", "substitute": deputy.pk}
    ACTS["invitation.answer"](by=world.member, invitation=asked.pk, edit=asked.edit, **given)
    assert [each["To"] for each in sent()] == ["bob@example.vn", "chair@example.vn", "member@example.vn"]


def test_a_restricted_meeting_is_in_no_letter_but_that_there_is_something(world: World) -> None:
    meeting = convened(world, level="restricted")
    found = sent()
    assert [each["To"] for each in found] == ["chair@example.vn", "member@example.vn"]
    for letter in found:
        assert letter["Subject"] == "Có điều mới trong hồ sơ, xem tại bàn làm việc"
        assert letter.get_content_type() == "text/plain"
        assert f"https://desk.example/hoi-nghi/{meeting.pk}/" in plain(letter)
        assert not {"Hội nghị", "14:00", "10/9"} & set(plain(letter).split())


def test_who_loses_the_right_meanwhile_gets_nothing(world: World) -> None:
    convened(world)
    fill()
    grant = world.member.grants.get()
    ACTS["grant.revoke"](by=world.admin, grant=grant.pk, reason="Thôi giữ chức")
    assert [each["To"] for each in sent()] == ["chair@example.vn", "officer@example.vn"]


def test_no_address_or_no_wish_is_no_letter(world: World) -> None:
    Preference.objects.filter(user=world.chair).update(choice=Choice.NONE)
    ACTS["user.set_mail_address"](by=world.member, user=world.member.pk, address="")
    convened(world)
    assert [each["To"] for each in sent()] == ["officer@example.vn"]
    assert not Notice.objects.filter(recipient__in=[world.chair, world.member, world.reader]).exists()


def test_papers_are_wanted_at_once_of_who_wants_it_so(world: World) -> None:
    address(world.officer, Choice.AT_ONCE)
    fill()
    convened(world)
    found = [each for each in sent() if each["Subject"].startswith("Cần nộp")]
    assert [each["To"] for each in found] == ["officer@example.vn"]
    assert "Nộp trước giờ họp, 14:00 ngày 10/9/2021" in plain(found[0])


def test_a_letter_is_known_again_by_its_key(world: World) -> None:
    convened(world)
    found = {each["To"]: each["Message-ID"] for each in sent()}
    ids = {f"<{letter.pk}@localhost>" for letter in Letter.objects.all()}
    assert set(found.values()) == ids
    assert all(each["Auto-Submitted"] == "auto-generated" for each in letters())
