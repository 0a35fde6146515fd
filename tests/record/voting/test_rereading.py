"""Ways out of a slip that was entered wrongly: taken back, read anew by two, corrected once the question is closed."""

from typing import Any

import pytest
from tests.record.presence.room import DAY
from tests.record.voting.hall import POSTS
from tests.record.voting.slips import OVER, Asked, slips
from tests.refused import refusing
from tests.world import PASSWORD, World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.kernel.models import User
from nghitrinh.record.voting.acts.results import result_of
from nghitrinh.record.voting.models import Ballot, Count, CountCorrection, SlipEntry, Vote
from nghitrinh.record.voting.wording import slip_before

WHY = {"reason": "Đọc nhầm ô đánh dấu", "authority": "Phiếu giấy lưu ở văn phòng"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


def _take_back(by: User, vote: Vote, entry: SlipEntry) -> Any:
    return ACTS["slip.take_back"](by=by, vote=vote.pk, entry=entry.pk, reason="Phiếu của người khác")


def _read_by_two(made: Asked, vote: Vote, post: str, option: str, **given: Any) -> None:
    for reader in (made.world.secretary, made.world.member):
        made.read(vote, post, option, by=reader, **given)


def test_a_slip_entered_by_mistake_is_taken_back_and_holds_up_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = slips(world)
    vote = made.ask()
    made.read(vote, POSTS[0], by=world.member)
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    with refusing(WrongState, "slips_unsettled"):
        made.close(vote)
    _take_back(world.member, vote, SlipEntry.objects.get())
    assert not SlipEntry.objects.exists()
    assert made.close(vote).state == "closed"
    assert journal.verify() == []


def test_what_another_entered_a_secretary_alone_takes_back(world: World) -> None:
    made = slips(world)
    vote = made.ask()
    made.read(vote, POSTS[0], by=world.secretary)
    made.read(vote, POSTS[1], by=world.member)
    first, second = SlipEntry.objects.order_by("recorded_at", "id")
    with pytest.raises(NotAllowed):
        _take_back(world.member, vote, first)
    _take_back(world.secretary, vote, second)
    assert SlipEntry.objects.get() == first


def test_a_third_reads_in_the_place_of_one_who_took_it_back(world: World) -> None:
    made = slips(world)
    vote = made.ask()
    made.read(vote, POSTS[0], by=world.secretary)
    made.read(vote, POSTS[0], "opposes", by=world.member)
    _take_back(world.secretary, vote, SlipEntry.objects.get(reader=world.member))
    third = bodies.create_user(by=world.admin, username="kiemphieu", post="Chuyên viên", password=PASSWORD)
    bodies.give_grant(by=world.admin, user=third.pk, organization=world.committee.pk, role="member")
    made.read(vote, POSTS[0], by=third)
    assert Ballot.objects.get().option == "agrees"


def test_a_slip_that_counts_is_not_taken_back_nor_one_of_another_question(world: World) -> None:
    made = slips(world)
    vote = made.question()
    other = made.question(question="Đồng ý ban hành quy định?")
    made.sitting.step("meeting.ask")
    _read_by_two(made, vote, POSTS[0], "agrees")
    entry = SlipEntry.objects.filter(reader=world.member).get()
    with refusing(WrongState, "slip_counted"):
        _take_back(world.member, vote, entry)
    with refusing(BadInput, "entry_of_other_vote"):
        _take_back(world.member, other, entry)


def test_a_slip_that_both_read_wrongly_is_read_again_by_both(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = slips(world)
    vote = made.ask()
    _read_by_two(made, vote, POSTS[0], "agrees")
    held = made.sitting.posts[POSTS[0]].pk
    ACTS["slip.reread"](by=world.member, vote=vote.pk, membership=held, reason="Nhầm ô")
    assert (Ballot.objects.count(), SlipEntry.objects.count()) == (0, 2)
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    with refusing(WrongState, "slips_unsettled"):
        made.close(vote)
    _read_by_two(made, vote, POSTS[0], "opposes")
    assert Ballot.objects.get().option == "opposes"
    assert made.close(vote).state == "closed"
    assert made.tally(vote).opposing == 1
    assert journal.verify() == []


def test_what_a_member_said_with_their_own_account_nobody_reads_again_or_corrects(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = slips(world)
    vote = made.ask()
    made.answer(vote, POSTS[0])
    held = made.sitting.posts[POSTS[0]].pk
    with refusing(WrongState, "no_slip_counted"):
        ACTS["slip.reread"](by=world.secretary, vote=vote.pk, membership=held, reason="Nhầm ô")
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    made.close(vote)
    with refusing(WrongState, "no_slip_counted"):
        _correct(made, vote, POSTS[0], "opposes")


def test_who_did_not_read_a_slip_lets_nobody_read_it_again(world: World) -> None:
    made = slips(world)
    vote = made.ask()
    _read_by_two(made, vote, POSTS[0], "agrees")
    third = bodies.create_user(by=world.admin, username="kiemphieu", post="Chuyên viên", password=PASSWORD)
    bodies.give_grant(by=world.admin, user=third.pk, organization=world.committee.pk, role="member")
    with pytest.raises(NotAllowed):
        ACTS["slip.reread"](by=third, vote=vote.pk, membership=made.sitting.posts[POSTS[0]].pk, reason="Nhầm ô")
    assert Ballot.objects.count() == 1


def _correct(made: Asked, vote: Vote, post: str, option: str, **given: Any) -> Any:
    now = Vote.objects.get(pk=vote.pk)
    asked = {"vote": now.pk, "edit": now.edit, "membership": made.sitting.posts[post].pk, "option": option} | WHY
    return ACTS["slip.correct"](by=made.world.secretary, **asked | {"agreed_on": OVER} | given)


@pytest.mark.parametrize("silence", ["agrees", "nothing"])
def test_a_closed_question_is_computed_again_from_the_corrected_slip(
    world: World, monkeypatch: pytest.MonkeyPatch, silence: str
) -> None:
    made = slips(world, silence=silence)
    vote = made.ask()
    for post, option in zip(POSTS, ("agrees", "agrees", "agrees", "opposes"), strict=False):
        _read_by_two(made, vote, post, option)
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    made.close(vote)
    silent = 1 if silence == "agrees" else 0
    assert (made.tally(vote).agreeing, made.tally(vote).verdict) == (3 + silent, "passed")
    with refusing(Contradiction, "correction_not_agreed"):
        _correct(made, vote, POSTS[0], "opposes", agreed_on=None)
    _correct(made, vote, POSTS[0], "opposes", text="Chưa rõ nguồn vốn")
    tally, now = made.tally(vote), Vote.objects.get(pk=vote.pk)
    assert (tally.agreeing, tally.opposing, tally.silent) == (2 + silent, 2, 1)
    assert tally.verdict == ("passed" if silence == "agrees" else "not_passed")
    assert result_of(now, Count.objects.get(vote=now), tally).verdict == tally.verdict
    correction = CountCorrection.objects.get()
    assert correction.before["tallies"][0]["agreeing"] == 3 + silent
    assert slip_before(correction) == f"Phiếu của {POSTS[0]} đã đọc là: Tán thành."
    with refusing(BadInput, "nothing_corrected"):
        _correct(made, vote, POSTS[0], "opposes", text="Chưa rõ nguồn vốn")
    assert journal.verify() == []


def test_the_chair_who_decides_equal_numbers_is_the_one_of_the_corrected_slip(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = slips(world, posts=POSTS[:4], tie="chair", majority="> 1/2 cast", quorum="> 1/2 in_office")
    vote = made.ask(chair=made.sitting.posts[POSTS[0]].pk)
    for post, option in zip(POSTS[:4], ("agrees", "agrees", "opposes", "agrees"), strict=True):
        _read_by_two(made, vote, post, option)
    made.close(vote)
    _correct(made, vote, POSTS[0], "opposes", agreed_on=DAY)
    tally = made.tally(vote)
    assert (tally.agreeing, tally.opposing, tally.verdict, tally.by_chair) == (2, 2, "not_passed", True)
