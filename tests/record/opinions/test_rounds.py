"""Asking about a version: whom, until when, for longer, again; and what of it who sees."""

from datetime import date
from typing import Any

import pytest
from tests.record.opinions.asking import TODAY, Asking, asking
from tests.record.presence.room import appoint
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.opinions.matrix import requests_of
from nghitrinh.record.opinions.models import Request, Round, RoundState
from nghitrinh.record.opinions.queries import requests_to, rounds_before, rounds_visible_to, said_before
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.papers.queries import can_see_paper, files_visible_to, papers_visible_to


def test_a_round_asks_members_and_bodies_until_the_day_of_the_rule(asked: Asking) -> None:
    ACTS["holiday.declare"](
        by=asked.world.secretary, organization=asked.world.committee.pk, day=date(2021, 10, 11), name="Nghỉ bù"
    )
    made = asked.open("Bí thư", "Ủy viên", bodies=(asked.world.ministry,))
    assert (made.state, made.opened_on, made.due_on) == (RoundState.OPEN, date(2021, 10, 8), date(2021, 10, 18))
    assert [each.label() for each in requests_of(made)][2:] == ["Bộ Tài nguyên và Môi trường"]
    assert {each.label() for each in requests_of(made)[:2]} == {"Bí thư", "Ủy viên"}
    assert (made.shows, made.head_signs, made.level) == ("closed", False, "internal")


def test_a_rule_without_days_wants_the_day_to_be_said_and_no_day_that_is_over(world: World) -> None:
    asked = asking(world, opinions="")
    with refusing(BadInput, "due_unknown"):
        asked.open("Bí thư")
    with refusing(BadInput, "due_before_asking"):
        asked.open("Bí thư", due_on="2021-10-07")
    assert asked.open("Bí thư", due_on="2021-10-08").due_on == date(2021, 10, 8)


def test_nobody_is_asked_twice_nor_who_has_no_part_in_it(asked: Asking) -> None:
    with refusing(BadInput, "nobody_asked"):
        asked.open()
    strange = ACTS["membership.appoint"](by=asked.world.admin, organization=asked.world.ministry.pk, post="Bộ trưởng")
    asked.posts["Bộ trưởng"] = strange
    with refusing(BadInput, "not_a_member"):
        asked.open("Bộ trưởng")
    asked.open("Bí thư", bodies=(asked.world.ministry,))
    with refusing(Contradiction, "asked_already"):
        asked.step("round.ask", bodies=[asked.world.ministry.pk])
    with refusing(Contradiction, "asked_already"):
        asked.step("round.ask", members=[asked.posts["Bí thư"].pk])
    asked.step("round.ask", members=[asked.posts["Ủy viên"].pk], bodies=[asked.world.council.pk])
    assert asked.now().requests.count() == 4


def test_one_person_of_two_posts_is_asked_once(asked: Asking) -> None:
    world = asked.world
    person = ACTS["person.register"](by=world.secretary, name="Trần Thị Bình", organization=world.committee.pk).pk
    for post in ("Phó Bí thư", "Trưởng ban"):
        asked.posts[post] = appoint(world, post, person=person)
    asked.open("Phó Bí thư")
    with refusing(Contradiction, "asked_already"):
        asked.step("round.ask", members=[asked.posts["Trưởng ban"].pk])


def test_only_the_newest_version_is_asked_about_and_once_at_a_time(asked: Asking) -> None:
    old = asked.version
    asked.submit("Điều 1. Khác\n")
    with refusing(Contradiction, "version_not_newest"):
        ACTS["round.open"](by=asked.world.secretary, version=old.pk, question="Hỏi", members=[asked.posts["Bí thư"].pk])
    asked.open("Bí thư")
    with refusing(Contradiction, "round_open_already"):
        asked.open("Ủy viên")
    asked.step("round.cancel", reason="Hỏi nhầm")
    asked.open("Ủy viên")
    with refusing(WrongState, "not_now"):
        now = Round.objects.get(state=RoundState.CANCELLED)
        ACTS["round.close"](by=asked.world.secretary, round=now.pk, edit=now.edit)


def test_more_time_is_given_to_all_or_to_one_with_a_reason_and_never_less(asked: Asking) -> None:
    asked.open("Bí thư", bodies=(asked.world.ministry,))
    with refusing(BadInput, "deadline_not_later"):
        asked.step("round.extend", due_on="2021-10-15", reason="Sớm hơn")
    asked.step("round.extend", due_on="2021-10-20", reason="Nhiều việc")
    one = asked.request("Bộ")
    found = ACTS["request.extend"](
        by=asked.world.secretary, request=one.pk, edit=one.edit, due_on="2021-10-25", reason="Xin thêm ngày"
    )
    assert found.last_day == date(2021, 10, 25)
    assert asked.request("Bí thư").last_day == date(2021, 10, 20)
    with pytest.raises(NotAllowed):
        ACTS["request.extend"](by=asked.world.bob, request=one.pk, edit=2, due_on="2021-10-29", reason="Không")
    asked.step("round.extend", due_on="2021-10-30", reason="Cho tất cả")
    assert asked.request("Bộ").last_day == date(2021, 10, 30)


def test_whoever_is_asked_reads_the_paper_and_the_round_and_nobody_else_outside(asked: Asking) -> None:
    world = asked.world
    clerk = asked.user("bo", world.ministry, "officer")
    head = asked.user("botruong", world.ministry, "chair")

    def sees(user: Any) -> tuple[bool, bool]:
        paper = Paper.objects.get(pk=asked.paper.pk)
        shown = papers_visible_to(user).filter(pk=paper.pk).exists()
        assert can_see_paper(user, paper) is shown
        return shown, rounds_visible_to(user).exists()

    assert sees(clerk) == (False, False)
    asked.open("Bí thư", bodies=(world.ministry,))
    assert sees(clerk) == sees(head) == (True, True)
    assert sees(world.officer) == sees(world.reader) == (True, True)
    assert sees(world.bob) == sees(world.admin) == (False, False)
    assert list(requests_to(clerk, clock.today())) == [asked.request("Bộ")]
    assert [each.label() for each in requests_to(world.member, clock.today())] == ["Bí thư"]
    assert not requests_to(world.chair, clock.today()).exists()
    asked.step("round.cancel", reason="Hỏi nhầm")
    assert sees(clerk) == (False, False)
    assert not requests_to(world.member, clock.today()).exists()


def test_of_a_restricted_paper_only_who_reads_it_is_asked(world: World) -> None:
    asked = asking(world, level="restricted")
    with refusing(BadInput, "asked_of_restricted"):
        asked.open(bodies=(world.ministry,))
    asked.open("Bí thư", bodies=(world.department,))
    assert asked.now().level == "restricted"
    assert not rounds_visible_to(world.reader).exists()
    asked.give("Ban cán sự", "agrees", by=world.officer)
    assert Journal.objects.latest("seq").level == "restricted"


def test_a_round_is_as_strict_as_its_paper_becomes_and_who_was_asked_outside_reads_it_no_more(asked: Asking) -> None:
    world = asked.world
    clerk = asked.user("bo", world.ministry, "officer")
    asked.open("Bí thư", bodies=(world.ministry,))
    item = world.item(title="Nhân sự", level="restricted")
    paper = Paper.objects.get(pk=asked.paper.pk)
    ACTS["paper.lay"](by=world.secretary, paper=paper.pk, edit=paper.edit, item=item.pk)
    assert asked.now().level == "restricted"
    for read in (papers_visible_to, rounds_visible_to, files_visible_to):
        assert not read(clerk).exists()
    asked.give("Bí thư", "agrees", by=world.member)
    with pytest.raises(NotAllowed):
        asked.give("Bộ", "agrees", by=clerk)


def test_a_request_made_by_mistake_is_struck_and_one_that_was_answered_stays(asked: Asking) -> None:
    asked.open("Bí thư", "Ủy viên")
    asked.give("Bí thư", "agrees", by=asked.world.member)
    for post, left in (("Ủy viên", 1), ("Bí thư", 1)):
        one = asked.request(post)
        given = {"kind": "request", "entry": one.pk, "edit": one.edit, "reason": "Hỏi nhầm"}
        if post == "Bí thư":
            with refusing(Contradiction, "rested_on"):
                ACTS["entry.strike"](by=asked.world.secretary, **given)
        else:
            ACTS["entry.strike"](by=asked.world.secretary, **given)
        assert Request.objects.count() == left


def test_the_next_version_is_asked_about_with_what_was_said_before(asked: Asking) -> None:
    world = asked.world
    asked.open("Bí thư", bodies=(world.council,))
    asked.give("Bí thư", "with_changes", "Làm rõ điều 2", by=world.member)
    asked.give("Hội đồng", "other", "Bổ sung điều 3")
    first = asked.step("round.close")
    asked.respond("Làm rõ điều 2", "adopted", "Đã làm rõ")
    asked.submit("Điều 1. Phạm vi\nĐiều 2. Rõ hơn\n")
    again = asked.open("Bí thư")
    assert list(rounds_before(again)) == [first]
    (said,) = said_before(asked.request("Bí thư"))
    assert (said.text, said.response.text) == ("Làm rõ điều 2", "Đã làm rõ")


def test_an_officer_opens_a_round_on_the_draft_of_their_own_body_alone(asked: Asking) -> None:
    given = {"version": asked.version.pk, "question": "Góp ý dự thảo", "members": [asked.posts["Bí thư"].pk]}
    for user in (asked.world.member, asked.world.chair, asked.world.bob):
        with pytest.raises(NotAllowed):
            ACTS["round.open"](by=user, **given)
    made = ACTS["round.open"](by=asked.world.officer, **given)
    assert (made.owner, made.state) == (asked.world.committee, "open")
    asked.step("round.close")
    paper = Paper.objects.get(pk=asked.paper.pk)
    ACTS["paper.accept"](by=asked.world.secretary, paper=paper.pk, edit=paper.edit)
    with refusing(WrongState, "round_of_accepted"):
        ACTS["round.open"](by=asked.world.officer, **given)
    assert ACTS["round.open"](by=asked.world.secretary, **given).state == "open"


@pytest.mark.parametrize("state", ["planned", "open"])
def test_a_paper_laid_where_the_body_sits_must_be_answered_first(
    world: World, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", TODAY)
    asked = asking(world, matrix_complete="yes")
    asked.open("Bí thư")
    meeting = world.plan_meeting(day=8)
    item = world.item(meeting, "Quy hoạch vùng")
    if state == "open":
        for verb in ("meeting.convene", "meeting.open"):
            now = Meeting.objects.get(pk=meeting.pk)
            ACTS[verb](by=world.secretary, meeting=now.pk, edit=now.edit)

    def lay() -> None:
        paper = Paper.objects.get(pk=asked.paper.pk)
        ACTS["paper.lay"](by=world.secretary, paper=paper.pk, edit=paper.edit, item=item.pk)

    if state == "open":
        with refusing(WrongState, "round_still_open"):
            lay()
        asked.step("round.close")
    lay()
    assert item.consultations.filter(paper=asked.paper).exists()


@pytest.mark.parametrize("verb", ["round.ask", "round.extend", "round.close", "round.cancel"])
def test_only_the_secretary_of_the_body_steers_a_round(asked: Asking, verb: str) -> None:
    asked.open("Bí thư")
    more = {
        "round.ask": {"bodies": [asked.world.council.pk]},
        "round.extend": {"due_on": "2021-10-30", "reason": "Thêm"},
        "round.cancel": {"reason": "Thôi"},
    }.get(verb, {})
    for user in (asked.world.member, asked.world.officer, asked.world.chair, asked.world.bob):
        with pytest.raises(NotAllowed):
            asked.step(verb, by=user, **more)
