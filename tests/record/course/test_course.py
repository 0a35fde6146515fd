"""In the room: one item is heard at a time, one speaks at a time, and nobody knows of it who may not see the item."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.record.presence.room import Sitting, adopt_rule, sitting
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.course.models import Hearing, Note, Speech
from nghitrinh.record.course.queries import Course, course_of, items_seen_by
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.record.meetings.models import AgendaItem, Meeting


class Hours:
    """The clock of the room, which a test moves on."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def pass_minutes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)


@pytest.fixture
def hours(monkeypatch: pytest.MonkeyPatch) -> Hours:
    found = Hours(clock.now().replace(hour=9, minute=0, second=0, microsecond=0))
    monkeypatch.setattr(clock, "now", found)
    return found


@pytest.fixture
def room(world: World, hours: Hours) -> Sitting:
    """A meeting under way at which the holders of two posts are; `member` holds the first."""
    adopt_rule(world)
    found = sitting(world, "Bí thư", "Ủy viên", "Trưởng ban")
    found.came("Bí thư")
    found.came("Ủy viên")
    for title, level in (("Đất đai", "public"), ("Khu công nghiệp", "public"), ("Nhân sự", "restricted")):
        world.item(found.meeting, title, level=level)
    found.step("meeting.open")
    return found


def items(room: Sitting) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(meeting=room.meeting).order_by("position"))


def begin(room: Sitting, position: int = 1) -> Hearing:
    found: Hearing = ACTS["item.begin"](by=room.world.chair, item=items(room)[position - 1].pk)
    return found


def there(room: Sitting, post: str) -> Any:
    return room.now().attendances.get(post=post)


def ask(room: Sitting, by: User, post: str) -> Speech:
    found: Speech = ACTS["speech.ask"](by=by, item=items(room)[0].pk, membership=room.posts[post].pk)
    return found


def ask_for(room: Sitting, post: str, position: int = 1) -> Speech:
    given = {"item": items(room)[position - 1].pk, "attendance": there(room, post).pk}
    found: Speech = ACTS["speech.ask_for"](by=room.world.secretary, **given)
    return found


def course(room: Sitting, user: User) -> Course:
    return course_of(room.now(), items_seen_by(user, room.now()), clock.now())


def test_the_clock_of_an_item_counts_all_its_hearings(room: Sitting, hours: Hours) -> None:
    begin(room)
    hours.pass_minutes(10)
    begin(room, 2)
    hours.pass_minutes(5)
    begin(room)
    hours.pass_minutes(3)
    now = course(room, room.world.chair)
    assert now.heard
    assert (now.heard.item.title, now.heard.spent) == ("Đất đai", timedelta(minutes=13))
    assert now.items[1].spent == timedelta(minutes=5)
    assert now.next
    assert now.next.item.title == "Nhân sự"


def test_one_item_is_heard_at_a_time_and_leaving_it_ends_who_speaks(room: Sitting, hours: Hours) -> None:
    begin(room)
    ACTS["speech.call"](by=room.world.chair, speech=ask_for(room, "Ủy viên").pk)
    hours.pass_minutes(4)
    begin(room, 2)
    assert Hearing.objects.filter(meeting=room.meeting, ended_at=None).count() == 1
    assert Speech.objects.get().lasted == timedelta(minutes=4)
    with refusing(WrongState, "heard_already"):
        begin(room, 2)
    with refusing(WrongState, "item_not_heard"):
        ACTS["item.leave"](by=room.world.chair, item=items(room)[0].pk)


def test_what_runs_ends_with_the_meeting_and_nothing_is_done_after(room: Sitting, hours: Hours) -> None:
    begin(room)
    waiting = ask_for(room, "Bí thư")
    ACTS["speech.call"](by=room.world.chair, speech=ask_for(room, "Ủy viên").pk)
    hours.pass_minutes(30)
    room.step("meeting.close")
    assert Hearing.objects.get().ended_at == hours.at
    assert Speech.objects.get(attendance__post="Ủy viên").ended_at == hours.at
    assert Speech.objects.get(pk=waiting.pk).withdrawn_at == hours.at
    assert not Speech.objects.filter(ended_at=None, withdrawn_at=None).exists()
    for verb, given in (
        ("item.begin", {"item": items(room)[1].pk}),
        ("note.add", {"item": items(room)[0].pk, "text": "Muộn"}),
        ("speech.call", {"speech": waiting.pk}),
    ):
        with refusing(WrongState, "not_now"):
            ACTS[verb](by=room.world.chair, **given)


def test_an_item_that_is_heard_stays_on_the_agenda(room: Sitting) -> None:
    begin(room)
    item = items(room)[0]
    with refusing(WrongState, "item_heard_now"):
        ACTS["item.withdraw"](by=room.world.secretary, item=item.pk, edit=item.edit, reason="Chưa đủ hồ sơ")
    ACTS["item.leave"](by=room.world.chair, item=item.pk)
    ACTS["item.withdraw"](by=room.world.secretary, item=item.pk, edit=item.edit, reason="Chưa đủ hồ sơ")
    with refusing(WrongState, "item_withdrawn"):
        begin(room)


def test_whoever_asks_waits_in_order_and_the_chair_may_call_anybody(room: Sitting, hours: Hours) -> None:
    begin(room)
    first = ask(room, room.world.member, "Bí thư")
    hours.pass_minutes(1)
    second = ask_for(room, "Ủy viên")
    assert course(room, room.world.chair).waiting == [first, second]
    ACTS["speech.call"](by=room.world.chair, speech=second.pk)
    hours.pass_minutes(2)
    ACTS["speech.call"](by=room.world.chair, speech=first.pk)
    now = course(room, room.world.chair)
    assert now.speaking == first
    assert [each.lasted for each in now.spoken] == [timedelta(minutes=2)]
    ACTS["speech.end"](by=room.world.chair, speech=first.pk)
    with refusing(WrongState, "not_speaking"):
        ACTS["speech.end"](by=room.world.chair, speech=first.pk)
    assert course(room, room.world.chair).speaking is None


def test_nobody_asks_for_another_or_takes_anothers_turn_away(room: Sitting) -> None:
    begin(room)
    with refusing(BadInput, "not_your_seat"):
        ask(room, room.world.member, "Ủy viên")
    with refusing(NotAllowed, "not_for_you"):
        ACTS["speech.ask_for"](by=room.world.member, item=items(room)[0].pk, attendance=there(room, "Ủy viên").pk)
    with refusing(NotAllowed, "not_for_you"):
        ACTS["speech.withdraw"](by=room.world.member, speech=ask_for(room, "Ủy viên").pk)
    with refusing(NotAllowed, "not_for_you"):
        ACTS["speech.ask"](by=room.world.reader, item=items(room)[0].pk, membership=room.posts["Bí thư"].pk)
    own = ask(room, room.world.member, "Bí thư")
    ACTS["speech.withdraw"](by=room.world.member, speech=own.pk)
    with refusing(WrongState, "speech_not_waiting"):
        ACTS["speech.call"](by=room.world.chair, speech=own.pk)
    ask(room, room.world.member, "Bí thư")


@pytest.mark.parametrize(("post", "code"), [("Trưởng ban", "speaker_away"), ("Bí thư", "asked_to_speak_already")])
def test_who_is_away_or_waits_already_is_refused(room: Sitting, post: str, code: str) -> None:
    room.step("attendance.record", role="excused", post="Trưởng ban", membership=room.posts["Trưởng ban"].pk)
    begin(room)
    ask_for(room, "Bí thư")
    with refusing(Contradiction, code):
        ask_for(room, post)


def test_who_is_not_recorded_as_there_asks_for_nothing(room: Sitting) -> None:
    begin(room)
    left = there(room, "Bí thư")
    ACTS["attendance.leave"](by=room.world.secretary, attendance=left.pk, edit=left.edit)
    with refusing(Contradiction, "speaker_away"):
        ask(room, room.world.member, "Bí thư")


def test_one_speaks_only_on_what_is_heard(room: Sitting) -> None:
    begin(room)
    waiting = ask_for(room, "Bí thư")
    begin(room, 2)
    with refusing(WrongState, "item_not_heard"):
        ACTS["speech.call"](by=room.world.chair, speech=waiting.pk)
    with refusing(WrongState, "item_not_heard"):
        ask_for(room, "Ủy viên", 1)


def test_a_line_has_words_or_the_chairs_word_and_is_corrected_with_a_reason(room: Sitting, hours: Hours) -> None:
    item = items(room)[0]
    with refusing(WrongState, "item_never_heard"):
        ACTS["note.add"](by=room.world.chair, item=item.pk, text="Sớm")
    begin(room)
    with refusing(BadInput, "note_empty"):
        ACTS["note.add"](by=room.world.chair, item=item.pk)
    said = {"attendance": there(room, "Bí thư").pk}
    line: Note = ACTS["note.add"](by=room.world.secretary, item=item.pk, text="Rà lại diện tích", **said)
    hours.pass_minutes(1)
    ACTS["note.add"](by=room.world.chair, item=item.pk, outcome="agreed_in_principle")
    with refusing(BadInput, "nothing_corrected"):
        ACTS["note.correct"](
            by=room.world.secretary, note=line.pk, edit=line.edit, reason="Sửa", text=line.text, **said
        )
    ACTS["note.correct"](
        by=room.world.secretary, note=line.pk, edit=line.edit, reason="Nghe nhầm", text="Rà lại ranh giới", **said
    )
    heard = course(room, room.world.chair).heard
    assert heard
    assert [each.text for each in heard.notes] == ["Rà lại ranh giới", ""]
    assert heard.outcome
    assert heard.outcome.outcome == "agreed_in_principle"


def test_the_moments_of_a_hearing_are_corrected_within_the_meeting(room: Sitting, hours: Hours) -> None:
    hearing = begin(room)
    hours.pass_minutes(20)
    begin(room, 2)
    hearing.refresh_from_db()

    def correct(began: timedelta, ended: timedelta) -> Hearing:
        given = {"began_at": hearing.began_at + began, "ended_at": hearing.ended_at + ended}  # type: ignore[operator]
        found: Hearing = ACTS["hearing.correct"](
            by=room.world.secretary, hearing=hearing.pk, edit=hearing.edit, reason="Ghi muộn", **given
        )
        return found

    none, minute = timedelta(), timedelta(minutes=1)
    for began, ended, code in (
        (none, none, "nothing_corrected"),
        (-1000 * minute, none, "outside_meeting"),
        (none, -20 * minute, "ended_before_begun"),
        (none, minute / 2, "hearings_overlap"),
    ):
        if code == "hearings_overlap":
            hours.pass_minutes(5)
        with refusing(ActError, code):
            correct(began, ended)
    correct(-5 * minute, -minute)
    assert course(room, room.world.chair).items[0].spent == timedelta(minutes=24)


def test_of_a_restricted_item_a_reader_learns_that_it_is_hidden_and_no_more(room: Sitting) -> None:
    begin(room, 3)
    ACTS["speech.call"](by=room.world.chair, speech=ask_for(room, "Bí thư", 3).pk)
    ACTS["note.add"](by=room.world.chair, item=items(room)[2].pk, text="Một lời kín")
    seen = course(room, room.world.reader)
    assert seen.is_hidden
    assert seen.heard is None
    assert seen.speaking is None
    assert not seen.speeches
    assert {each.item.title for each in seen.items} == {"Đất đai", "Khu công nghiệp"}
    assert not any(each.notes or each.hearings for each in seen.items)
    assert {each.level for each in (Hearing.objects.get(), Note.objects.get(), Speech.objects.get())} == {"restricted"}
    lines = Journal.objects.filter(act__in=("item.begin", "speech.ask_for", "speech.call", "note.add"))
    assert set(lines.values_list("level", flat=True)) == {"restricted"}
    whole = course(room, room.world.member)
    assert whole.heard
    assert whole.speaking


def test_no_meeting_that_is_not_open_hears_anything(world: World) -> None:
    meeting: Meeting = world.plan_meeting()
    item = world.item(meeting)
    with refusing(WrongState, "not_now"):
        ACTS["item.begin"](by=world.chair, item=item.pk)
