"""A question in writing from its slips to its result: who is asked, until when, what silence means, what is refused."""

from datetime import date
from fractions import Fraction
from random import Random

import pytest
from tests.record.presence.room import DAY, appoint, tie
from tests.record.voting.hall import POSTS, hall
from tests.record.voting.slips import LAST, OVER, slips
from tests.refused import refusing
from tests.world import PASSWORD, World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, NotAllowed, WrongState
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import AgendaItem, Attendance, Convening, Meeting
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.presence.models import Invitation
from nghitrinh.record.voting.acts.results import result_of
from nghitrinh.record.voting.models import Ballot, SlipEntry, Vote
from nghitrinh.record.voting.queries import closing_of, opening_of
from nghitrinh.record.voting.wording import agreed_words, counts_words, verdict_words


def test_members_are_asked_until_the_working_day_of_the_rule(world: World) -> None:
    made = slips(world)
    vote = made.ask(series=world.series.pk, chair=made.sitting.posts["Bí thư"].pk)
    meeting = made.sitting.now()
    assert (meeting.get_state_display(), meeting.answers_by, meeting.has_time) == (
        "Đang lấy ý kiến",
        date.fromisoformat(LAST),
        False,
    )
    assert Convening.objects.get(meeting=meeting).number == 1
    assert (vote.state, opening_of(vote).present, opening_of(vote).needed) == ("open", 5, 3)  # type: ignore[union-attr]
    assert [each.role for each in Attendance.objects.filter(meeting=meeting)] == ["chair"]
    assert not Invitation.objects.filter(meeting=meeting).exists()
    assert journal.verify() == []


def test_a_holiday_and_a_day_worked_for_it_are_counted(world: World) -> None:
    made = slips(world)
    for day, is_worked in (("2021-10-11", False), ("2021-10-09", True)):
        given = {"organization": world.committee.pk, "day": day, "name": "Nghỉ bù", "is_worked": is_worked}
        ACTS["holiday.declare"](by=world.secretary, **given)
    made.ask()
    assert made.sitting.now().answers_by == date.fromisoformat(LAST)  # Saturday, Tuesday, Wednesday


@pytest.mark.parametrize(
    ("silence", "said", "came_to"),
    [
        ("nothing", "2 tán thành, 1 không tán thành, 1 ý kiến khác, 1 không trả lời", ("2/5", "not_passed")),
        (
            "agrees",
            "2 tán thành, 1 không tán thành, 1 ý kiến khác, 1 không trả lời, theo quy chế coi là đồng ý",
            ("3/5", "passed"),
        ),
    ],
)
def test_silence_is_what_the_rule_says(
    world: World, monkeypatch: pytest.MonkeyPatch, silence: str, said: str, came_to: tuple[str, str]
) -> None:
    made = slips(world, silence=silence)
    vote = made.ask()
    made.answer(vote, "Bí thư")
    made.answer(vote, "Phó Bí thư", text="Đề nghị làm sớm")
    made.answer(vote, "Trưởng ban", "opposes")
    made.answer(vote, "Giám đốc", "other", text="Chờ ý kiến ngành dọc")
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    made.close(vote)
    tally = made.tally(vote)
    assert counts_words(tally) == said
    assert agreed_words(tally) == f"{came_to[0]} tán thành, cần 3"
    assert tally.verdict == came_to[1]
    assert journal.verify() == []


def test_too_few_answers_are_no_quorum_and_the_result_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = slips(world)
    vote = made.ask()
    made.answer(vote, "Bí thư")
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    closing = closing_of(made.close(vote))
    assert closing is not None
    assert (closing.present, closing.needed) == (1, 3)
    assert verdict_words(made.tally(vote)) == "Không có kết quả, vì không đủ số người trả lời"


def test_nothing_is_closed_while_somebody_may_still_answer(world: World) -> None:
    made = slips(world)
    vote = made.ask()
    for post in POSTS[:4]:
        made.answer(vote, post)
    with refusing(WrongState, "answers_awaited") as caught:
        made.close(vote)
    assert str(caught.value.found) == "1"
    with refusing(WrongState, "vote_still_open"):
        made.sitting.step("meeting.close")
    made.answer(vote, "Chủ tịch", "opposes")
    assert made.close(vote).state == "closed"
    made.sitting.step("meeting.close")


def test_a_late_answer_is_refused_until_there_is_more_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = slips(world)
    vote = made.ask()
    with refusing(BadInput, "answers_by_not_later"):
        made.sitting.step("meeting.extend", answers_by=LAST, reason="Cần thêm")
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    with refusing(WrongState, "answered_late") as caught:
        made.answer(vote, "Bí thư")
    assert "13/10/2021" in str(caught.value.message) or LAST in str(caught.value.message)
    made.sitting.step("meeting.extend", answers_by="2021-10-18", reason="Thêm thời gian")
    assert made.answer(vote, "Bí thư").option == "agrees"


def test_nobody_is_asked_about_a_paper_that_is_not_taken_in(world: World) -> None:
    made = slips(world)
    paper = world.paper(made.item)
    ACTS["paper.submit"](by=world.secretary, paper=paper.pk, edit=Paper.objects.get(pk=paper.pk).edit, body="Dự thảo")
    made.question(version=paper.versions.get().pk)
    with refusing(WrongState, "paper_not_accepted") as caught:
        made.sitting.step("meeting.ask")
    assert caught.value.found == paper.title
    ACTS["paper.accept"](by=world.secretary, paper=paper.pk, edit=Paper.objects.get(pk=paper.pk).edit)
    made.sitting.step("meeting.ask")
    assert made.sitting.now().state == "open"


def test_an_answer_is_one_that_the_question_offers(world: World) -> None:
    made = slips(world)
    vote = made.ask()
    for option, text, code in (("abstains", "", "option_of_other_form"), ("other", " ", "other_without_words")):
        with refusing(BadInput, code):
            made.answer(vote, "Bí thư", option, text=text)
    made.answer(vote, "Bí thư")
    with refusing(Contradiction, "voted_already"):
        made.answer(vote, "Bí thư", "opposes")
    with refusing(BadInput, "not_your_seat"):
        made.answer(vote, "Phó Bí thư", by=made.accounts["Bí thư"])
    for stranger in (world.officer, world.bob, world.reader, None):
        with pytest.raises(NotAllowed):
            made.answer(vote, "Phó Bí thư", by=stranger)


def test_who_comes_to_office_afterwards_is_not_asked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = slips(world)
    vote = made.ask()
    appoint(world, "Ủy viên mới")
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    made.close(vote)
    assert (made.tally(vote).silent, made.tally(vote).of) == (5, 5)


def test_a_rule_that_wants_a_room_asks_nobody_in_writing(world: World) -> None:
    made = slips(world, written="no")
    made.question()
    with refusing(Contradiction, "rule_wants_a_room"):
        made.sitting.step("meeting.ask")


def test_a_rule_without_days_wants_the_day_named(world: World) -> None:
    made = slips(world, written_delay="")
    made.question()
    with refusing(BadInput, "answers_by_unknown"):
        made.sitting.step("meeting.ask")
    with refusing(BadInput, "answers_by_over"):
        made.sitting.step("meeting.ask", answers_by="2021-10-01")
    made.sitting.step("meeting.ask", answers_by=LAST)


def test_every_item_has_a_question_and_none_comes_after_the_slips(world: World) -> None:
    made = slips(world)
    other = world.item(made.sitting.now(), "Việc thứ hai")
    made.question()
    with refusing(WrongState, "item_without_question") as caught:
        made.sitting.step("meeting.ask")
    assert caught.value.found == "Việc thứ hai"
    made.question(other)
    made.sitting.step("meeting.ask")
    with refusing(WrongState, "slips_sent"):
        made.sitting.step("item.add", title="Việc thứ ba")
    with refusing(WrongState, "slips_sent"):
        made.question(other)


def test_persons_are_not_asked_about_in_writing_where_the_rule_wants_secrecy(world: World) -> None:
    made = slips(world)
    with refusing(Contradiction, "secret_wanted"):
        made.question(kind="personnel", candidates=[{"post": "Trưởng phòng", "name": "Lê Văn Cường"}])


def test_nothing_of_a_room_is_done_without_one(world: World) -> None:
    made = slips(world)
    for verb, given in (
        ("meeting.reschedule", {"starts_at": f"{DAY}T08:00", "place": "Phòng họp A"}),
        ("attendance.record", {"role": "member", "post": "Bí thư"}),
        ("invitation.invite", {"post": "Khách"}),
    ):
        with pytest.raises((BadInput, WrongState)) as caught:
            made.sitting.step(verb, **given)
        assert caught.value.code in ("place_without_room", "nobody_meets")
    with refusing(BadInput, "form_of_other_meeting"):
        made.question(form="hands")
    made.sitting.step("meeting.convene")
    with refusing(WrongState, "nobody_meets"):
        made.sitting.step("meeting.open")


def test_where_members_meet_nobody_is_asked_in_writing(world: World) -> None:
    room = hall(world)
    with refusing(BadInput, "form_of_other_meeting"):
        room.prepare("written")
    given = {"vote": room.opened().pk, "membership": room.sitting.posts["Bí thư"].pk, "option": "agrees"}
    with refusing(BadInput, "words_in_the_room"):
        ACTS["ballot.cast"](by=room.accounts["Bí thư"], text="Làm sớm", **given)
    meeting = world.plan_meeting()
    with refusing(WrongState, "they_meet"):
        ACTS["meeting.ask"](by=world.secretary, meeting=meeting.pk, edit=meeting.edit)
    with refusing(BadInput, "answers_by_in_room"):
        named = {"organization": world.committee.pk, "name": "Hội nghị", "starts_at": f"{DAY}T08:00"}
        ACTS["meeting.plan"](by=world.secretary, answers_by=LAST, **named)


@pytest.mark.parametrize("role", ["chair", "member", "reader", "officer", "bob"])
def test_the_secretary_alone_asks_and_gives_more_time(world: World, role: str) -> None:
    made = slips(world)
    made.question()
    for verb, given in (("meeting.ask", {}), ("meeting.extend", {"answers_by": OVER, "reason": "Thêm"})):
        now = made.sitting.now()
        with pytest.raises(NotAllowed):
            ACTS[verb](by=world.users[role], meeting=now.pk, edit=now.edit, **given)
        made.sitting.step(verb, **given)


def test_a_slip_counts_when_two_read_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = slips(world)
    vote = made.ask()
    given = {"option": "other", "text": "Đồng ý, nhưng làm thí điểm"}
    made.read(vote, "Bí thư", by=world.secretary, **given)
    assert not Ballot.objects.exists()
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    with refusing(WrongState, "slips_unsettled"):
        made.close(vote)
    made.read(vote, "Bí thư", by=world.member, **given | {"text": "đồng ý nhưng làm  thí điểm."})
    ballot = Ballot.objects.get()
    assert (ballot.option, ballot.text, ballot.received_on) == ("other", given["text"], date.fromisoformat(DAY))
    with refusing(WrongState, "answered_already"):
        made.read(vote, "Bí thư", by=world.secretary)
    assert journal.verify() == []


def test_readers_who_differ_correct_it_and_nobody_reads_twice(world: World) -> None:
    made = slips(world)
    vote = made.ask()
    made.read(vote, "Bí thư", by=world.secretary)
    made.read(vote, "Bí thư", by=world.secretary)  # the same person again is no second reader
    assert (SlipEntry.objects.count(), Ballot.objects.count()) == (1, 0)
    made.read(vote, "Bí thư", "opposes", by=world.member)
    third = bodies.create_user(by=world.admin, username="kiemphieu", post="Chuyên viên", password=PASSWORD)
    bodies.give_grant(by=world.admin, user=third.pk, organization=world.committee.pk, role="member")
    with refusing(Contradiction, "slip_read_by_two"):
        made.read(vote, "Bí thư", by=third)
    made.read(vote, "Bí thư", "opposes", by=world.secretary)
    assert Ballot.objects.get().option == "opposes"


def test_a_slip_that_came_late_counts_no_more_than_a_late_press(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = slips(world)
    vote = made.ask()
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    with refusing(WrongState, "answered_late"):
        made.read(vote, "Bí thư", by=world.secretary, received_on=OVER)
    with refusing(BadInput, "slip_of_other_day"):
        made.read(vote, "Bí thư", by=world.secretary, received_on="2021-10-01")
    made.read(vote, "Bí thư", by=world.secretary, received_on=LAST)
    assert SlipEntry.objects.count() == 1


def test_agreement_needs_the_result_of_the_slips(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = slips(world)
    vote = made.ask()
    point = {"outcome": "agreed", "text": "Đồng ý ban hành."}
    given = {"item": made.item.pk, "title": "Kết luận", "points": [point]}
    with refusing(Contradiction, "agreed_unasked"):
        ACTS["decision.draft"](by=world.secretary, **given)
    made.answer(vote, "Bí thư", "opposes")
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    made.close(vote)
    with refusing(Contradiction, "against_vote"):
        ACTS["decision.draft"](by=world.secretary, **given | {"points": [point | {"vote": vote.pk}]})


MAJORITIES = (("> 1/2", Fraction(1, 2), True), (">= 2/3", Fraction(2, 3), False))


@pytest.mark.parametrize("seed", range(12))
def test_random_answers_have_the_result_of_the_rule(world: World, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    words, share, strict = chance.choice(MAJORITIES)
    base, silence = chance.choice(["in_office", "present", "cast"]), chance.choice(["agrees", "nothing"])
    made = slips(world, majority=f"{words} {base}", silence=silence)
    vote = made.ask()
    said = {post: chance.choice(["agrees", "agrees", "opposes", "other", ""]) for post in POSTS}
    for post, option in said.items():
        text = {"text": "Cần làm rõ"} if option == "other" else {}
        if option and chance.random() < 0.3:
            for reader in (world.secretary, world.member):
                made.read(vote, post, option, by=reader, **text)
        elif option:
            made.answer(vote, post, option, **text)
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    made.close(vote)
    tally, answers = made.tally(vote), list(said.values())
    silent = answers.count("")
    agreeing = answers.count("agrees") + (silent if silence == "agrees" else 0)
    took_part = len(POSTS) - (0 if silence == "agrees" else silent)
    of = {"in_office": len(POSTS), "present": took_part, "cast": agreeing + answers.count("opposes")}[base]
    reached = agreeing > share * of if strict else agreeing >= share * of
    wanted = "no_quorum" if took_part < 3 else "passed" if agreeing and reached else "not_passed"
    assert (tally.agreeing, tally.opposing, tally.abstaining, tally.silent) == (
        agreeing,
        answers.count("opposes"),
        answers.count("other"),
        silent,
    )
    assert (tally.of, tally.verdict) == (of, wanted)
    again = result_of(Vote.objects.get(pk=vote.pk), tally.count, tally)
    assert (again.of, again.needed, again.verdict) == (tally.of, tally.needed, tally.verdict)
    assert journal.verify() == []


def test_the_meeting_in_writing_has_no_hour(world: World) -> None:
    made = slips(world)
    assert Meeting.objects.get(pk=made.sitting.meeting.pk).starts_at.hour in (0, 17)  # midnight, in either zone


def test_the_next_sitting_is_told_the_result_once_and_in_one_line(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = slips(world, silence="agrees")
    vote = made.ask()
    coming = world.plan_meeting("Hội nghị tháng sau", day=20)
    given = {"meeting": made.sitting.meeting.pk, "to": coming.pk}
    with refusing(WrongState, "nothing_to_report"):
        ACTS["paper.report_written"](by=world.secretary, **given)
    made.answer(vote, "Bí thư", text="Làm sớm")
    made.answer(vote, "Phó Bí thư", "other", text="Cần nói rõ  nguồn vốn")
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    made.close(vote)
    made.sitting.step("meeting.close")
    lines = Journal.objects.count()
    paper = ACTS["paper.report_written"](by=world.secretary, **given)
    assert Journal.objects.count() == lines + 1
    item = AgendaItem.objects.get(meeting=coming, reports=made.sitting.meeting)
    assert (paper.state, item.level, paper.consultations.get().item_id) == ("submitted", "internal", item.pk)
    words = paper.versions.get().body
    for said in (
        "gửi phiếu lấy ý kiến bằng văn bản, trả lời đến hết ngày 13/10/2021.",
        "Được hỏi 5 người; trả lời 2, không trả lời 3 (theo quy chế coi là đồng ý).",
        "Trả lời tán thành 1, không tán thành 0, ý kiến khác 1. Kết quả: 4/5 tán thành, cần 3, được thông qua.",
        "Không trả lời: Trưởng ban; Giám đốc; Chủ tịch.",
        "Phó Bí thư (ý kiến khác): Cần nói rõ nguồn vốn.",
    ):
        assert said in words
    with refusing(Contradiction, "reported_already"):
        ACTS["paper.report_written"](by=world.secretary, **given)
    with pytest.raises(NotAllowed):
        ACTS["paper.report_written"](by=world.chair, **given)
    assert journal.verify() == []


def test_a_restricted_result_is_told_under_a_restricted_item(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = slips(world, level="restricted")
    vote = made.ask()
    coming = world.plan_meeting("Hội nghị tháng sau", day=20)
    monkeypatch.setenv("NGHITRINH_TODAY", OVER)
    made.close(vote)
    made.sitting.step("meeting.close")
    given = {"meeting": made.sitting.meeting.pk, "to": coming.pk}
    with refusing(WrongState, "nothing_to_report"):
        ACTS["paper.report_written"](by=world.secretary, **given)
    paper = ACTS["paper.report_written"](by=world.secretary, restricted=True, **given)
    assert (paper.level, AgendaItem.objects.get(meeting=coming).level) == ("restricted", "restricted")


def test_another_day_than_the_announced_one_wants_a_reason(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = slips(world)
    made.question()
    made.sitting.step("meeting.convene", series=world.series.pk)
    made.sitting.step("meeting.release")
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-11")
    with refusing(BadInput, "public_without_reason") as refused:
        made.sitting.step("meeting.ask")
    assert refused.value.field == "reason"
    made.sitting.step("meeting.ask", reason="Chờ hồ sơ bổ sung")
    assert made.sitting.now().day == date(2021, 10, 11)


def test_whoever_is_asked_reads_no_slip_of_another_but_the_secretary_does(world: World) -> None:
    made = slips(world)
    tie(world, world.secretary, appoint(world, "Chánh Văn phòng"))
    vote = made.ask()
    with refusing(Contradiction, "reader_is_asked") as refused:
        made.read(vote, "Phó Bí thư", by=made.accounts["Bí thư"])
    assert refused.value.found == "Bí thư"
    made.read(vote, "Phó Bí thư", by=world.secretary)
    assert SlipEntry.objects.count() == 1
