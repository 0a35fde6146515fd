"""A decision cannot contradict its sitting: what agrees rests on a vote that was passed, or on the chair's reason."""

from typing import Any

import pytest
from tests.record.decided import correct, kept, point
from tests.record.presence.room import DAY
from tests.record.voting.hall import POSTS, Hall, hall
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.decisions.models import Decision, Point
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import BadInput, Contradiction, WrongState
from nghitrinh.record.voting.models import Vote


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


def voted(made: Hall, agreeing: int, **given: Any) -> Vote:
    """Close a vote in which so many of the five agree and the others do not."""
    vote = made.opened("hands", **given)
    numbers = {"agreeing": agreeing, "opposing": 5 - agreeing}
    about = vote.candidates.first()
    made.step("count_hands", vote, tallies=[numbers | ({"candidate": about.pk} if about else {})])
    made.step("close", vote)
    return vote


def draft(made: Hall, **changes: Any) -> Decision:
    """Draft a decision of one point on the item."""
    given = point(made.world, outcome="agreed") | {"text": "Thống nhất chủ trương."} | changes
    found: Decision = ACTS["decision.draft"](
        by=made.world.secretary, item=made.item.pk, title="Kết luận", points=[given]
    )
    return found


def approve(made: Hall, decision: Decision) -> Decision:
    for verb, who in (("review", made.world.secretary), ("approve", made.world.chair)):
        now = Decision.objects.get(pk=decision.pk)
        ACTS[f"decision.{verb}"](by=who, decision=now.pk, edit=now.edit)
    return Decision.objects.get(pk=decision.pk)


def test_what_agrees_rests_on_a_vote_that_was_passed(world: World) -> None:
    made = hall(world, accounts=False)
    vote = voted(made, 4)
    with refusing(BadInput, "vote_unsaid") as caught:
        draft(made)
    assert "4/5 tán thành, cần 3" in caught.value.found
    decision = approve(made, draft(made, vote=vote.pk))
    assert (decision.state, Point.objects.get().vote) == ("approved", vote)
    assert journal.verify() == []


def test_agreed_against_the_vote_is_refused_with_both(world: World) -> None:
    made = hall(world, accounts=False)
    lost, won = voted(made, 2), voted(made, 3)
    for given, vote in (({"outcome": "agreed"}, lost), ({"outcome": "refused"}, won)):
        with refusing(Contradiction, "against_vote") as caught:
            draft(made, vote=vote.pk, **given)
        assert caught.value.field == "points.0.vote"
    with refusing(Contradiction, "against_vote") as caught:
        draft(made, vote=lost.pk)
    assert "“Thống nhất”" in caught.value.said()
    assert "2/5 tán thành, cần 3, Không được thông qua" in caught.value.said()
    assert draft(made, vote=lost.pk, outcome="refused").state == "draft"


REASON = "Việc này không thuộc diện biểu quyết"


def test_the_chair_concludes_without_a_vote_with_a_reason(world: World) -> None:
    made = hall(world, accounts=False)
    vote = voted(made, 4)
    with refusing(BadInput, "vote_and_none"):
        draft(made, vote=vote.pk, without_vote=REASON)
    approve(made, draft(made, without_vote=REASON))
    assert Point.objects.get().without_vote == REASON


@pytest.mark.parametrize(("agreeing", "outcome", "other"), [(2, "agreed", "refused"), (4, "refused", "agreed")])
def test_no_reason_of_the_chair_passes_over_a_vote_that_came_out_otherwise(
    world: World, agreeing: int, outcome: str, other: str
) -> None:
    made = hall(world, accounts=False)
    vote = voted(made, agreeing)
    with refusing(Contradiction, "against_unsaid_vote") as caught:
        draft(made, outcome=outcome, without_vote=REASON)
    assert f"{agreeing}/5 tán thành, cần 3" in caught.value.said()
    whole = [
        point(world, outcome=other) | {"text": "Về điều đã biểu quyết.", "vote": vote.pk},
        point(world, outcome=outcome) | {"text": "Về điều khác.", "without_vote": REASON},
    ]
    found = ACTS["decision.draft"](by=world.secretary, item=made.item.pk, title="Kết luận", points=whole)
    assert approve(made, found).state == "approved"


def test_a_draft_from_before_the_vote_is_not_approved_against_it(world: World) -> None:
    made = hall(world, accounts=False)
    decision = draft(made)
    vote = made.opened("hands")
    now = ACTS["decision.review"](by=world.secretary, decision=decision.pk, edit=decision.edit)
    with refusing(WrongState, "vote_still_open"):
        ACTS["decision.approve"](by=world.chair, decision=now.pk, edit=now.edit)
    made.step("count_hands", vote, tallies=[{"agreeing": 1, "opposing": 4}])
    made.step("close", vote)
    with refusing(BadInput, "vote_unsaid"):
        ACTS["decision.approve"](by=world.chair, decision=now.pk, edit=now.edit)


def test_a_vote_of_another_item_or_a_stricter_one_carries_no_point(world: World) -> None:
    made = hall(world, accounts=False, secrecy="no")
    person = {"kind": "honours", "candidates": [{"name": "Lê Văn Cường"}]}
    stricter, open_one = voted(made, 5, **person), made.opened("hands")
    other = made.item
    made.item = world.item(made.sitting.now(), "Việc khác")
    elsewhere = voted(made, 5)
    made.item = other
    for vote in (stricter, open_one, elsewhere):
        with refusing(BadInput, "vote_of_other_item"):
            draft(made, vote=vote.pk)


def test_agreed_where_there_never_was_a_quorum_is_refused_or_says_why(world: World) -> None:
    made = hall(world, present=2, accounts=False)
    assert draft(made, text="Thống nhất 1.").state == "draft"  # of the others nothing is known: they may be there
    ACTS["decision.drop"](by=world.secretary, decision=Decision.objects.get().pk, edit=1, reason="Làm lại")
    for post in POSTS[2:]:
        held = made.sitting.posts[post].pk
        made.sitting.step("attendance.record", role="excused", post=post, membership=held, absence="Bận")
    with refusing(Contradiction, "agreed_without_quorum") as caught:
        draft(made)
    assert "nhiều nhất 2, cần 3" in caught.value.said()
    assert draft(made, outcome="noted").state == "draft"
    ACTS["decision.drop"](by=world.secretary, decision=Decision.objects.get(state="draft").pk, edit=1, reason="Làm lại")
    assert draft(made, without_vote="Thường trực uỷ quyền").state == "draft"


def test_what_a_point_rests_on_is_corrected_like_its_words(world: World) -> None:
    made = hall(world, accounts=False)
    first, second = voted(made, 4), voted(made, 5, question="Thông qua lần hai?")
    decision = approve(made, draft(made, vote=first.pk))
    correction = correct(world, decision, kept(decision, vote=second.pk))
    assert [(each.old, each.new) for each in correction.differences] == [(first.question, second.question)]
    assert all(each.is_internal for each in correction.differences)
