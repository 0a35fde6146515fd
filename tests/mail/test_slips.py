"""Who is asked in writing hears of it without the question, and is reminded until they answer or the day is over."""

import pytest
from tests.mail.conftest import address, of_a_day, plain, sent
from tests.record.presence.room import DAY
from tests.record.voting.slips import Asked, slips
from tests.rooms import of_a_room
from tests.world import World

from nghitrinh.mail import calendars
from nghitrinh.mail.models import Choice, Kind, Notice
from nghitrinh.record.acts import ACTS

QUESTION = "Đồng ý ban hành chỉ thị?"


def made_in(world: World, monkeypatch: pytest.MonkeyPatch, **given: str) -> Asked:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)
    made = slips(world, **given)
    for user in made.accounts.values():
        address(user, Choice.AT_ONCE)
    return made


def heard(kind: Kind) -> list[str]:
    return [each.recipient.username for each in Notice.objects.filter(kind=kind)]


def test_a_member_is_written_to_with_the_day_and_without_the_question(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_in(world, monkeypatch)
    made.ask()
    found = [each for each in sent() if each["Subject"].startswith("Phiếu lấy ý kiến")]
    assert len(found) == len(made.accounts)
    assert "Lấy ý kiến về chỉ thị" in found[0]["Subject"]
    assert "Hạn 13/10/2021, còn 5 ngày" in plain(found[0])
    assert f"https://desk.example/hoi-nghi/{made.sitting.meeting.pk}/bieu-quyet/" in plain(found[0])
    assert not any(QUESTION in plain(each) for each in sent())
    assert not any("Nơi họp" in plain(each) or "BEGIN:VCALENDAR" in str(each) for each in found)


def test_who_has_not_answered_is_reminded_until_the_last_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_in(world, monkeypatch)
    vote = made.ask()
    of_a_day("2021-10-10", monkeypatch)()
    assert {user.username for user in made.accounts.values()} <= set(heard(Kind.SLIP_DUE))
    made.answer(vote, "Bí thư")
    before = heard(Kind.SLIP_DUE).count("p0")
    for day in (12, 14, 15):
        of_a_day(f"2021-10-{day}", monkeypatch)()
    assert (heard(Kind.SLIP_DUE).count("p0"), heard(Kind.SLIP_DUE).count("p1")) == (before, before + 1)
    assert {each.occasion.rpartition(":")[2] for each in Notice.objects.filter(kind=Kind.SLIP_DUE)} <= {"3", "1"}


def test_of_a_restricted_asking_a_letter_says_that_there_is_something(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_in(world, monkeypatch, level="restricted")
    made.ask()
    words = [each["Subject"] + plain(each) for each in sent()]
    assert words
    assert not any("chỉ thị" in each or "Phiếu" in each for each in words)


def test_more_time_is_told_to_who_has_not_answered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_in(world, monkeypatch)
    vote = made.ask()
    sent()
    made.answer(vote, "Bí thư")
    ACTS["meeting.extend"](
        by=world.secretary,
        meeting=made.sitting.meeting.pk,
        edit=made.sitting.now().edit,
        answers_by="2021-10-20",
        reason="Vắng",
    )
    found = [each for each in sent() if "Hạn 20/10/2021" in plain(each)]
    assert len(found) == len(made.accounts) - 1
    assert not any("Vắng" in plain(each) for each in found)


def test_no_letter_and_no_calendar_of_it_speaks_of_a_room(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_in(world, monkeypatch)
    ACTS["item.revise"](
        by=world.secretary,
        item=made.item.pk,
        edit=made.item.edit,
        title=made.item.title,
        presenter=world.department.pk,
        minutes=None,
        level="public",
    )
    address(world.officer, Choice.AT_ONCE)
    made.question()
    made.sitting.step("meeting.convene", series=world.series.pk)
    made.sitting.step("meeting.ask")
    letters = [f"{each['Subject']}\n{plain(each)}" for each in sent()]
    of_a_day("2021-10-12", monkeypatch)()
    letters += [f"{each['Subject']}\n{plain(each)}" for each in sent()]
    assert len(letters) > len(made.accounts)
    assert [each for each in letters if of_a_room(each.replace("/hoi-nghi/", ""))] == []
    (row,) = calendars.rows_of(made.accounts["Bí thư"], ahead=True)  # until the last day, whatever the day of asking
    assert (row["place"], of_a_room(str(row["title"]))) == ("", False)
