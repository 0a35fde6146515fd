"""What minutes say of an item, in words: what came of it, what lay there, who was charged, who did not vote."""

import pytest
from tests.record.minutes.desk import Table, decide
from tests.record.presence.room import DAY
from tests.record.voting.hall import Hall, hall
from tests.world import World

from nghitrinh.documents.minutes import minutes_text
from nghitrinh.record.acts import ACTS
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.minutes.facts import says_the_same
from nghitrinh.record.minutes.models import Minutes
from nghitrinh.record.minutes.queries import text_now

PAPER = "Tờ trình về vùng công nghiệp"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


def words(made: Hall) -> str:
    """Return the body of the minutes as the secretary reads it."""
    found = Minutes.objects.first() or Table(made, made.item).draft()
    return "\n".join(each.text for each in minutes_text(found, text_now(made.world.secretary, found)).paragraphs)


def heard(made: Hall, outcome: str) -> None:
    ACTS["item.begin"](by=made.world.chair, item=made.item.pk)
    ACTS["note.add"](by=made.world.chair, item=made.item.pk, outcome=outcome)


def closed(made: Hall) -> None:
    now = made.sitting.now()
    ACTS["meeting.close"](by=made.world.secretary, meeting=now.pk, edit=now.edit)


def test_an_item_that_was_put_off_says_so(world: World) -> None:
    made = hall(world)
    heard(made, "deferred")
    closed(made)
    assert "Chủ trì kết luận: nội dung này để lại kỳ sau." in words(made)


def test_the_chairs_word_is_no_decision_and_is_not_said_beside_one(world: World) -> None:
    made = hall(world)
    heard(made, "opinion_given")
    vote = made.opened("named")
    for post in made.accounts:
        made.cast(vote, post)
    made.step("close", vote)
    assert "Chủ trì nói tại hội nghị: đã cho ý kiến; văn bản kết luận chưa duyệt." in words(made)
    ACTS["item.leave"](by=world.chair, item=made.item.pk)
    decide(world, made.item, vote.pk)
    assert "văn bản kết luận chưa duyệt" not in words(made)


def test_what_was_never_handed_in_or_only_afterwards_did_not_lie_there(world: World) -> None:
    made = hall(world)
    paper = world.paper(made.item, PAPER)
    assert PAPER not in words(made)
    closed(made)
    ACTS["paper.submit"](by=world.officer, paper=paper.pk, edit=paper.edit, body="Nộp sau")
    assert PAPER not in words(made)


def test_what_was_handed_in_before_the_end_lay_there(world: World) -> None:
    made = hall(world)
    paper = world.paper(made.item, PAPER)
    ACTS["paper.submit"](by=world.officer, paper=paper.pk, edit=paper.edit, body="Nộp trước")
    assert f"“{PAPER}”" in words(made)


def test_the_task_that_an_item_gave_is_named_with_its_body_and_day(world: World) -> None:
    made = hall(world)
    vote = made.opened("named")
    for post in made.accounts:
        made.cast(vote, post)
    made.step("close", vote)
    charge = decide(world, made.item, vote.pk).versions.get().points.get().charges.get()
    said = next(line for line in words(made).splitlines() if line.startswith("+ Giao "))
    assert charge.responsible.name in said
    assert charge.text.rstrip(".")[1:] in said
    assert "hạn" in said


@pytest.mark.parametrize(("shown", "who"), [("counts", "."), ("names", ": Giám đốc; Chủ tịch.")])
def test_who_had_a_vote_and_pressed_nothing_is_counted_and_named_where_the_rule_lets_it(
    world: World, shown: str, who: str
) -> None:
    made = hall(world, public_votes=shown)
    vote = made.opened("named")
    for post in list(made.accounts)[:3]:
        made.cast(vote, post)
    made.step("close", vote)
    said = next(line for line in words(made).splitlines() if line.startswith("Có quyền biểu quyết"))
    assert said == f"Có quyền biểu quyết, không bấm (2){who}"


def test_nothing_is_said_of_silence_where_everybody_voted_or_nobody_is_named(world: World) -> None:
    made = hall(world)
    vote = made.opened("hands")
    tally = {"agreeing": 4, "opposing": 1, "abstaining": 0}
    made.step("count_hands", vote, tallies=[tally])
    made.step("close", vote)
    assert "không bấm" not in words(made)


def test_what_was_not_kept_yet_is_no_change_since() -> None:
    kept = {"title": "A", "votes": [{"question": "B"}]}
    assert says_the_same(kept, {"title": "A", "votes": [{"question": "B", "silent": ["C"]}], "outcome": "noted"})
    assert not says_the_same(kept, {"title": "A", "votes": []})
    assert not says_the_same(kept, {"title": "Khác", "votes": [{"question": "B"}]})
    assert not says_the_same(None, kept)


def test_an_item_of_nothing_says_nothing_of_an_outcome(world: World) -> None:
    made = hall(world)
    closed(made)
    assert "Chủ trì" not in words(made).partition("II. NỘI DUNG")[2]
    assert AgendaItem.objects.count() == 1
