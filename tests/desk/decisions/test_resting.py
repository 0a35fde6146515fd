"""On what a point rests is chosen on the form of a decision, and said on its page to who may read the vote."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.desk.sending import errors_of, send, sent_of
from tests.record.presence.room import DAY
from tests.record.voting.hall import Hall, hall
from tests.world import World

from nghitrinh.record.decisions.models import Decision, Point
from nghitrinh.record.voting.models import Vote

Sign = Callable[[str], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


def _voted(made: Hall, agreeing: int) -> Vote:
    vote = made.opened("hands")
    made.step("count_hands", vote, tallies=[{"agreeing": agreeing, "opposing": 5 - agreeing}])
    made.step("close", vote)
    return vote


def _sent(client: Client, address: str, **typed: Any) -> Any:
    given = {"points-0-outcome": "agreed", "points-0-text": "Thống nhất chủ trương.", "title": "Kết luận"}
    return send(client, address, **given | {name.replace("__", "-"): value for name, value in typed.items()})


def test_where_no_vote_was_taken_nothing_more_is_asked(signed: Sign, world: World) -> None:
    made = hall(world, accounts=False)
    sent = sent_of(signed("secretary").get(f"/noi-dung/{made.item.pk}/ket-luan/").content.decode())
    assert not {"points-0-vote", "points-0-without_vote"} & sent.keys()


def test_a_point_rests_on_the_vote_that_is_chosen(signed: Sign, world: World) -> None:
    made, secretary = hall(world, accounts=False), signed("secretary")
    vote, address = _voted(made, 4), f"/noi-dung/{made.item.pk}/ket-luan/"
    assert "4/5 tán thành, cần 3" in secretary.get(address).content.decode()
    refused = _sent(secretary, address)
    assert "chưa nói dựa trên biểu quyết nào" in str(errors_of(refused.context["form"]))
    _sent(secretary, address, points__0__vote=str(vote.pk))
    decision = Decision.objects.get()
    assert Point.objects.get().vote == vote
    for user in ("secretary", "reader"):
        page = signed(user).get(f"/ket-luan/{decision.pk}/").content.decode()
        assert f"/bieu-quyet/{vote.pk}/" in page
        assert "4/5 tán thành, cần 3, được thông qua" in page
    again = sent_of(secretary.get(f"/ket-luan/{decision.pk}/sua/").content.decode())
    assert again["points-0-vote"] == str(vote.pk)


def test_agreed_against_a_vote_comes_back_with_both(signed: Sign, world: World) -> None:
    made, secretary = hall(world, accounts=False), signed("secretary")
    vote = _voted(made, 1)
    refused = _sent(secretary, f"/noi-dung/{made.item.pk}/ket-luan/", points__0__vote=str(vote.pk))
    said = str(errors_of(refused.context["form"]))
    assert "Ý ghi “Thống nhất”, mà biểu quyết ra khác" in said
    assert "1/5 tán thành, cần 3" in said
    assert not Decision.objects.exists()


def test_the_chairs_reason_is_said_on_the_page(signed: Sign, world: World) -> None:
    made, secretary = hall(world, accounts=False), signed("secretary")
    _voted(made, 4)
    why = "Việc này không thuộc diện biểu quyết"
    _sent(secretary, f"/noi-dung/{made.item.pk}/ket-luan/", points__0__without_vote=why)
    page = signed("chair").get(f"/ket-luan/{Decision.objects.get().pk}/").content.decode()
    assert f"Người chủ trì kết luận không qua biểu quyết: {why}." in page
