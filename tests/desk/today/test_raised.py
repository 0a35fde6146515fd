"""What became of what one raised stands on one's own day, and on nobody else's."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.record.opinions.asking import TEXT, TODAY, Asking, asking, passage
from tests.record.voting.hall import POSTS, hall
from tests.world import World

from nghitrinh.record.acts import ACTS

Sign = Callable[[str], Client]
SAID, OTHER = "Diện tích chưa rõ.", "Thời hạn quá xa."


@pytest.fixture
def asked(world: World, monkeypatch: pytest.MonkeyPatch) -> Asking:
    monkeypatch.setenv("NGHITRINH_TODAY", TODAY)
    made = asking(world)
    made.open("Bí thư", "Ủy viên")
    made.give("Bí thư", "with_changes", SAID, by=world.member)
    made.give("Ủy viên", "with_changes", OTHER, given_on=TODAY)
    return made


def said(client: Client) -> str:
    page = client.get("/").content.decode()
    part = page.partition('aria-labelledby="raised"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def test_what_was_said_waits_until_it_is_answered_with_the_passage(world: World, signed: Sign, asked: Asking) -> None:
    member = signed("member")
    assert SAID in said(member)
    assert "Chờ trả lời" in said(member)
    asked.step("round.close")
    new = asked.submit(TEXT.replace("4.000 ha", "từ 4.000 đến 5.000 ha"))
    shown = passage(new.body, "từ 4.000 đến 5.000 ha")
    asked.respond(SAID, "partly", "Đã ghi khoảng.", passage=shown)
    assert "Tiếp thu một phần" in said(member)
    assert "Đã ghi khoảng. Bản 2: “từ 4.000 đến 5.000 ha”" in said(member)


def test_it_is_ones_own_alone(signed: Sign, asked: Asking) -> None:
    asked.step("round.close")
    assert OTHER not in said(signed("member"))
    for who in ("chair", "secretary", "reader", "bob"):
        assert said(signed(who)) == ""


def test_what_was_only_drafted_was_not_raised(world: World, signed: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", TODAY)
    made = asking(world, head_signs="yes")
    made.user("giamdoc", world.department, "chair")
    made.open(bodies=(world.department,))
    made.give(world.department.name, "with_changes", SAID, by=world.officer)
    assert not made.comment(SAID).opinion.is_given
    assert said(signed("officer")) == ""


def test_a_reserved_view_stays_with_its_member(world: World, signed: Sign) -> None:
    made = hall(world, reservation="yes")
    vote = made.opened()
    for post, option in zip(POSTS, ("agrees", "agrees", "agrees", "agrees", "opposes"), strict=True):
        made.cast(vote, post, option)
    made.step("close", vote)
    own = made.accounts[POSTS[-1]]
    world.users[own.username] = own
    ACTS["reservation.note"](by=own, vote=vote.pk, membership=made.sitting.posts[POSTS[-1]].pk, text="Chưa đủ vốn.")
    assert "Chưa đủ vốn." in said(signed(own.username))
    assert "Bảo lưu" in said(signed(own.username))
    assert said(signed("chair")) == ""
