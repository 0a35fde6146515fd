"""A vote from its question to its result: who may, who is there, what the rule wants, and what is refused."""

from typing import Any

import pytest
from tests.record.presence.room import appoint
from tests.record.voting.hall import POSTS, hall, meeting_of
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.meetings.models import AgendaItem, Attendance, Meeting
from nghitrinh.record.nouns import NOUNS
from nghitrinh.record.procedure.models import Provision, Rule
from nghitrinh.record.voting.models import Ballot, Candidate, Count, Reservation, Tally, Vote
from nghitrinh.record.voting.queries import closing_of, opening_of, rule_of, votes_visible_to
from nghitrinh.record.voting.wording import agreed_words, counts_words, rule_words, verdict_words


def test_a_vote_by_name_is_counted_from_its_ballots(world: World) -> None:
    made = hall(world)
    vote = made.opened()
    for post, option in zip(POSTS, ("agrees", "agrees", "agrees", "opposes", "abstains"), strict=True):
        made.cast(vote, post, option)
    closed = made.step("close", vote)
    assert made.result(vote) == (3, 1, 1, 5, 3, "passed")
    tally = Tally.objects.get()
    assert agreed_words(tally) == "3/5 tán thành, cần 3"
    assert counts_words(tally) == "3 tán thành, 1 không tán thành, 1 không biểu quyết"
    assert verdict_words(tally) == "Được thông qua"
    said = "Cần quá 1/2 thành viên đương nhiệm tán thành; ngang nhau: không được thông qua (Quy chế làm việc)."
    assert rule_words(closed) == said
    assert journal.verify() == []


def test_who_does_not_press_is_counted_nowhere_and_agrees_to_nothing(world: World) -> None:
    made = hall(world)
    vote = made.opened()
    for post in POSTS[:2]:
        made.cast(vote, post)
    made.step("close", vote)
    assert made.result(vote) == (2, 0, 0, 5, 3, "not_passed")


def test_one_ballot_of_a_seat_and_changed_only_where_the_rule_lets(world: World) -> None:
    made = hall(world)
    vote = made.opened()
    made.cast(vote, "Bí thư")
    with refusing(Contradiction, "voted_already") as caught:
        made.cast(vote, "Bí thư", "opposes")
    assert caught.value.found == "Tán thành"
    assert Ballot.objects.get().option == "agrees"


def test_a_ballot_is_changed_until_closing_where_the_rule_says_so(world: World) -> None:
    made = hall(world, vote_changes="yes")
    vote = made.opened()
    for option in ("agrees", "opposes", "agrees"):
        made.cast(vote, "Bí thư", option)
    assert [(each.option, each.edit) for each in Ballot.objects.all()] == [("agrees", 3)]
    made.step("close", vote)
    with refusing(WrongState, "not_now"):
        made.cast(vote, "Bí thư", "opposes")
    assert made.result(vote)[:3] == (1, 0, 0)


def test_a_member_of_two_posts_has_one_ballot(world: World) -> None:
    made = hall(world)
    person = bodies.register_person(by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk)
    for post in ("Trưởng đoàn", "Ủy viên thường trực"):
        made.sitting.posts[post] = appoint(world, post, person=person.pk)
    account = bodies.create_user(by=world.admin, username="hai", post="Hai chức", password="một câu đủ dài")
    bodies.give_grant(by=world.admin, user=account.pk, organization=world.committee.pk, role="member")
    tied = {"user": account.pk, "edit": account.edit, "membership": made.sitting.posts["Trưởng đoàn"].pk}
    ACTS["user.name_holder"](by=world.admin, **tied)
    made.sitting.step(
        "attendance.record",
        role="member",
        post="Ủy viên thường trực",
        membership=made.sitting.posts["Ủy viên thường trực"].pk,
    )
    vote = made.opened()
    made.cast(vote, "Trưởng đoàn", by=account)
    with refusing(Contradiction, "voted_already"):
        made.cast(vote, "Ủy viên thường trực", "opposes", by=account)
    assert Ballot.objects.count() == 1


def test_nobody_votes_for_another_or_from_outside_the_room(world: World) -> None:
    made = hall(world, present=4)
    vote = made.opened()
    with refusing(BadInput, "not_your_seat"):
        made.cast(vote, "Phó Bí thư", by=made.accounts["Bí thư"])
    with refusing(Contradiction, "voter_away"):
        made.cast(vote, "Chủ tịch")
    made.leave("Giám đốc")
    with refusing(Contradiction, "voter_away"):
        made.cast(vote, "Giám đốc")
    for stranger in (world.bob, world.reader, world.officer, None):
        with pytest.raises(NotAllowed):
            ACTS["ballot.cast"](by=stranger, vote=vote.pk, membership=made.sitting.posts["Bí thư"].pk, option="agrees")
    guest = appoint(world, "Chánh Văn phòng", voting=False)
    now = world.secretary
    ACTS["user.name_holder"](by=world.admin, user=now.pk, edit=now.edit, membership=guest.pk)
    with refusing(Contradiction, "post_without_vote"):
        ACTS["ballot.cast"](by=world.secretary, vote=vote.pk, membership=guest.pk, option="agrees")
    assert Ballot.objects.count() == 0


def _substituted(world: World, **rule: str) -> tuple[Any, Any]:
    """Let somebody come for the last post, whose seat is delegated to an account."""
    made = hall(world, present=4, **rule)
    held = made.sitting.posts["Chủ tịch"]
    made.sitting.step("attendance.record", role="substitute", post="Phó Chủ tịch", stands_for=held.pk)
    deputy = bodies.create_user(by=world.admin, username="pho", post="Phó Chủ tịch", password="một câu đủ dài")
    days = {"starts_on": "2021-10-01", "ends_on": "2021-10-31", "reason": "Đi công tác"}
    grant = {"user": deputy.pk, "organization": world.committee.pk, "role": "member", "membership": held.pk}
    ACTS["grant.delegate"](by=world.admin, **grant, **days)
    return made, deputy


def test_a_substitute_votes_where_the_rule_lets(world: World) -> None:
    made, deputy = _substituted(world, substitute="votes")
    vote = made.opened()
    assert made.cast(vote, "Chủ tịch", by=deputy).post == "Chủ tịch"
    with refusing(Contradiction, "voter_away"):  # the holder is not in the room
        made.cast(vote, "Chủ tịch")


def test_a_substitute_who_may_only_speak_does_not_vote(world: World) -> None:
    made, deputy = _substituted(world, substitute="speaks")
    vote = made.opened()
    with refusing(Contradiction, "voter_away"):
        made.cast(vote, "Chủ tịch", by=deputy)


def test_nobody_votes_for_a_holder_who_is_there(world: World) -> None:
    made, deputy = _substituted(world, substitute="votes")
    ACTS["attendance.arrive"](
        by=world.secretary, meeting=made.sitting.meeting.pk, membership=made.sitting.posts["Chủ tịch"].pk
    )
    vote = made.opened()
    with refusing(Contradiction, "holder_votes"):
        made.cast(vote, "Chủ tịch", by=deputy)
    assert made.cast(vote, "Chủ tịch").option == "agrees"


def test_without_a_quorum_no_vote_is_opened_and_both_numbers_are_said(world: World) -> None:
    made = hall(world, present=2)
    vote = made.prepare()
    with refusing(WrongState, "quorum_short") as caught:
        made.step("open", vote)
    assert caught.value.said() == "Không đủ số người họp để biểu quyết: có mặt 2, cần 3 trên 5"
    assert Vote.objects.get().state == "prepared"


def test_unknown_is_not_none(world: World) -> None:
    made = hall(world, present=0)
    vote = made.prepare()
    with refusing(WrongState, "presence_unknown"):
        made.step("open", vote)


def test_a_quorum_that_is_lost_leaves_no_result(world: World) -> None:
    made = hall(world, present=3)
    vote = made.opened()
    for post in POSTS[:3]:
        made.cast(vote, post)
    made.leave("Trưởng ban")
    made.step("close", vote)
    assert made.result(vote) == (3, 0, 0, 5, 3, "no_quorum")
    closed = Vote.objects.get()
    opening, closing = opening_of(closed), closing_of(closed)
    assert opening is not None
    assert closing is not None
    assert (opening.present, closing.present, closing.needed) == (3, 2, 3)


def test_rule_and_roll_stay_as_they_were_when_it_was_opened(world: World) -> None:
    made = hall(world)
    vote = made.opened()
    rule = Rule.objects.get()
    stricter = [{"key": "majority", "value": ">= 1/1 in_office", "basis": "Quy chế, Điều 7"}]
    ACTS["rule.correct"](by=world.secretary, rule=rule.pk, edit=rule.edit, reason="Ghi nhầm", provisions=stricter)
    for post in POSTS[:3]:
        made.cast(vote, post)
    made.step("close", vote)
    assert made.result(vote) == (3, 0, 0, 5, 3, "passed")
    now = Attendance.objects.get(pk=made.there["Bí thư"].pk)
    given = {"meeting": meeting_of(made).pk, "edit": meeting_of(made).edit, "role": "excused", "post": now.post}
    ACTS["attendance.record"](by=world.secretary, **given, absence="Ghi nhầm")
    kept = Vote.objects.get()
    opening, text = opening_of(kept), rule_of(kept)
    assert opening is not None
    assert text is not None
    assert (opening.present, str(text.values["majority"])) == (5, "> 1/2 in_office")
    assert Provision.objects.get(key="majority").value == ">= 1/1 in_office"


def test_a_vote_is_opened_at_a_meeting_under_way_and_by_an_adopted_rule(world: World) -> None:
    made = hall(world, accounts=False)
    on = world.item(world.plan_meeting("Hội nghị dự kiến"))
    with refusing(WrongState, "meeting_not_open"):
        made.step("open", made.prepare(item=on.pk))
    other = world.admin
    bodies.give_grant(by=other, user=world.secretary.pk, organization=world.council.pk, role="secretary")
    given = {"organization": world.council.pk, "name": "Kỳ họp", "starts_at": clock.now()}
    meeting = ACTS["meeting.plan"](by=world.secretary, **given)
    for verb in ("convene", "open"):
        now = Meeting.objects.get(pk=meeting.pk)
        ACTS[f"meeting.{verb}"](by=world.secretary, meeting=now.pk, edit=now.edit)
    vote = made.prepare(item=world.item(meeting).pk)
    with refusing(WrongState, "no_rule"):
        made.step("open", vote)


def test_consent_is_what_nobody_speaks_against_and_still_has_to_be_enough(world: World) -> None:
    made = hall(world, present=3, majority=">= 4/5 in_office")
    vote = made.opened("consent")
    with refusing(WrongState, "other_form"):
        made.step("close", vote)
    made.step("note_consent", vote)
    assert made.result(vote) == (3, 0, 0, 5, 4, "not_passed")
    again = made.opened("consent")
    ACTS["attendance.arrive"](
        by=world.secretary, meeting=made.sitting.meeting.pk, membership=made.sitting.posts["Giám đốc"].pk
    )
    made.step("note_consent", again)
    assert made.result(again) == (4, 0, 0, 5, 4, "passed")


@pytest.mark.parametrize(("chair", "verdict"), [("agrees", "passed"), ("opposes", "not_passed")])
def test_equal_numbers_go_with_the_chair_where_the_rule_says_so(world: World, chair: str, verdict: str) -> None:
    made = hall(world, present=4, tie="chair", majority="> 1/2 present")
    vote = made.opened()
    other = "opposes" if chair == "agrees" else "agrees"
    for post, option in zip(POSTS[:4], (chair, chair, other, other), strict=True):
        made.cast(vote, post, option)
    made.step("close", vote)
    assert made.result(vote) == (2, 2, 0, 4, 3, verdict)
    assert Tally.objects.get().by_chair
    assert "theo bên có người chủ trì" in verdict_words(Tally.objects.get())


def test_who_comes_or_leaves_while_it_is_open_counts_as_present(world: World) -> None:
    made = hall(world, present=4, majority="> 1/2 present")
    vote = made.opened()
    ACTS["attendance.arrive"](
        by=world.secretary, meeting=made.sitting.meeting.pk, membership=made.sitting.posts["Chủ tịch"].pk
    )
    made.cast(vote, "Chủ tịch")
    made.cast(vote, "Giám đốc")
    made.leave("Giám đốc")
    made.step("close", vote)
    assert made.result(vote) == (2, 0, 0, 5, 3, "not_passed")


def test_while_a_vote_is_open_its_meeting_and_item_stay(world: World) -> None:
    made = hall(world)
    vote = made.opened()
    now = meeting_of(made)
    with refusing(WrongState, "vote_still_open"):
        ACTS["meeting.close"](by=world.chair, meeting=now.pk, edit=now.edit)
    item = AgendaItem.objects.get(pk=made.item.pk)
    with refusing(WrongState, "vote_still_open"):
        ACTS["item.withdraw"](by=world.secretary, item=item.pk, edit=item.edit, reason="Hoãn")
    with refusing(Contradiction, "level_inherited"):
        ACTS["item.revise"](by=world.secretary, item=item.pk, edit=item.edit, title=item.title, level="restricted")
    made.step("cancel", vote, reason="Đổi câu hỏi")
    ACTS["item.withdraw"](by=world.secretary, item=item.pk, edit=item.edit, reason="Hoãn")
    with refusing(WrongState, "item_withdrawn"):
        made.prepare()
    ACTS["meeting.close"](by=world.chair, meeting=now.pk, edit=meeting_of(made).edit)


def test_a_question_is_put_otherwise_before_it_is_opened_and_never_after(world: World) -> None:
    made = hall(world)
    vote = made.prepare("named")
    made.step("revise", vote, question="Thông qua chủ trương?", form="hands")
    assert (Vote.objects.get().question, Vote.objects.get().form) == ("Thông qua chủ trương?", "hands")
    made.step("open", vote)
    with refusing(WrongState, "not_now"):
        made.step("revise", vote, question="Khác?", form="named")


def test_a_cancelled_vote_takes_nothing_more(world: World) -> None:
    made = hall(world)
    vote = made.opened()
    made.cast(vote, "Bí thư")
    made.step("cancel", vote, reason="Hỏi lại")
    for verb, given in (("close", {}), ("cancel", {"reason": "Nữa"}), ("open", {})):
        with refusing(WrongState, "not_now"):
            made.step(verb, vote, **given)
    assert not Count.objects.exists()
    assert Ballot.objects.count() == 1


def test_a_vote_on_a_version_of_a_paper_is_of_its_item_and_at_its_level(world: World) -> None:
    made = hall(world)
    paper = ACTS["paper.register"](
        by=world.secretary,
        organization=world.committee.pk,
        level="restricted",
        submitted_by=world.department.pk,
        title="Tờ trình",
        kind="submission",
        item=made.item.pk,
    )
    ACTS["paper.submit"](by=world.secretary, paper=paper.pk, edit=paper.edit, body="Nội dung")
    version = paper.versions.get()
    assert made.prepare(version=version.pk).level == "restricted"
    other = world.item(meeting_of(made), "Việc khác")
    with refusing(BadInput, "version_of_other_item"):
        made.prepare(item=other.pk, version=version.pk)


PERSONS = {"kind": "personnel", "candidates": [{"post": "Giám đốc sở", "name": "Lê Văn Cường"}]}


def test_persons_are_voted_on_in_secret_unless_the_rule_says_otherwise(world: World) -> None:
    made = hall(world)
    for form in ("named", "hands", "consent"):
        with refusing(Contradiction, "secret_wanted"):
            made.prepare(form, **PERSONS)
    vote = made.prepare("paper", **PERSONS)
    assert vote.level == "restricted"
    with refusing(Contradiction, "secret_wanted"):
        made.step("revise", vote, question="Giới thiệu đồng chí?", form="named")


def test_a_rule_that_wants_no_secret_lets_persons_be_voted_on_by_name_and_not_by_themselves(world: World) -> None:
    made = hall(world, secrecy="no")
    own = [{"membership": made.sitting.posts["Bí thư"].pk}]
    vote = made.opened("named", kind="honours", candidates=own)
    with refusing(Contradiction, "votes_on_oneself"):
        made.cast(vote, "Bí thư")
    for post in POSTS[1:4]:
        made.cast(vote, post)
    made.step("close", vote)
    assert made.result(vote) == (3, 0, 0, 5, 3, "passed")
    assert Tally.objects.get().candidate == Candidate.objects.get()
    assert {row.kind for row in NOUNS.values() if row.visible_to(world.reader).filter(pk=vote.pk).exists()} == set()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "personnel"}, "nobody_named"),
        ({"candidates": [{"name": "Lê Văn Cường"}]}, "persons_of_ordinary"),
        ({"kind": "honours", "candidates": [{"name": "Lê Văn Cường"}, {"name": "Lê Văn Cường"}]}, "person_twice"),
        ({"kind": "honours", "candidates": [{}]}, "person_twice"),
    ],
)
def test_whom_a_vote_is_about_is_said_once_and_where_it_belongs(world: World, given: dict[str, Any], code: str) -> None:
    made = hall(world, secrecy="no", accounts=False)
    with refusing(BadInput, code):
        made.prepare("hands", **given)


def test_several_persons_are_not_voted_on_by_one_press(world: World) -> None:
    made = hall(world, secrecy="no", accounts=False)
    two = [{"name": "Lê Văn Cường"}, {"name": "Trần Thị Bình"}]
    with refusing(BadInput, "form_of_one_person"):
        made.prepare("named", kind="honours", candidates=two)


def test_a_view_is_reserved_where_the_rule_lets_and_by_who_was_against(world: World) -> None:
    made = hall(world, reservation="yes")
    vote = made.opened()
    for post, option in zip(POSTS, ("agrees", "agrees", "agrees", "agrees", "opposes"), strict=True):
        made.cast(vote, post, option)
    note, posts = ACTS["reservation.note"], made.sitting.posts
    with refusing(WrongState, "not_now"):
        note(by=made.accounts["Chủ tịch"], vote=vote.pk, membership=posts["Chủ tịch"].pk, text="Chưa đủ vốn.")
    made.step("close", vote)
    with refusing(Contradiction, "reserved_by_majority"):
        note(by=made.accounts["Bí thư"], vote=vote.pk, membership=posts["Bí thư"].pk, text="Chưa đủ vốn.")
    with pytest.raises(NotAllowed):
        note(by=made.accounts["Bí thư"], vote=vote.pk, membership=posts["Chủ tịch"].pk, text="Chưa đủ vốn.")
    note(by=made.accounts["Chủ tịch"], vote=vote.pk, membership=posts["Chủ tịch"].pk, text="Chưa đủ vốn.")
    with refusing(Contradiction, "reserved_already"):
        note(by=world.secretary, vote=vote.pk, membership=posts["Chủ tịch"].pk, text="Chưa đủ vốn.")
    assert [(each.post, each.text) for each in Reservation.objects.all()] == [("Chủ tịch", "Chưa đủ vốn.")]


def test_no_view_is_reserved_where_the_rule_is_silent(world: World) -> None:
    made = hall(world, accounts=False)
    vote = made.opened("consent")
    made.step("note_consent", vote)
    given = {"by": world.secretary, "vote": vote.pk, "text": "Chưa đủ vốn."}
    with refusing(Contradiction, "no_reservation"):
        ACTS["reservation.note"](**given, membership=made.sitting.posts["Giám đốc"].pk)


def test_who_was_away_reserves_nothing(world: World) -> None:
    made = hall(world, present=4, accounts=False, reservation="yes")
    vote = made.opened("consent")
    made.step("note_consent", vote)
    given = {"by": world.secretary, "vote": vote.pk, "text": "Chưa đủ vốn."}
    with refusing(BadInput, "took_no_part"):
        ACTS["reservation.note"](**given, membership=made.sitting.posts["Chủ tịch"].pk)


def test_another_body_knows_of_no_vote_and_prepares_none(world: World) -> None:
    made = hall(world, accounts=False)
    vote = made.prepare()
    for stranger in (world.bob, world.officer, None):
        assert not votes_visible_to(stranger).exists()
        with pytest.raises(NotAllowed):
            ACTS["vote.prepare"](by=stranger, item=made.item.pk, question="Đồng ý?", form="named")
    assert votes_visible_to(world.reader).get() == vote
