"""An empty desk says to each role what to do first, and stops once there is something to see."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.record.presence.room import appoint, tie
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import AccountPost, Grant, Membership
from nghitrinh.record.kernel.models import User

Sign = Callable[[str], Client]
FIRST = {
    "secretary": ["/co-quan/{committee}/", "/quy-che/", "/hoi-nghi/moi/", "/viec/nhap/", "/phat-hanh/"],
    "chair": ["/lich/"],
    "member": ["/lich/"],
    "officer": ["/tai-lieu/moi/"],
    "reader": [],
    "quantri": ["/co-quan/", "/so-van-ban/", "/so-van-ban/", "/dien-mao/", "/cong-cong-khai/"],
}


def steps(client: Client) -> list[tuple[str, str]]:
    """Return the first steps, each with its address, which opens."""
    page = client.get("/").content.decode()
    shown = re.search(r'<ol class="first-steps">.*?</ol>', page, re.DOTALL)
    found = re.findall(r"<li><b>(?:<a href=\"([^\"]+)\">)?([^<]+)", shown[0]) if shown else []
    assert all(client.get(address).status_code == 200 for address, _ in found if address)
    return found


@pytest.mark.parametrize("who", FIRST)
def test_each_role_is_told_what_to_do_first(world: World, signed: Sign, who: str) -> None:
    client = signed(who)
    found = steps(client)
    assert found
    assert [address for address, _ in found if address] == [
        each.format(committee=world.committee.pk) for each in FIRST[who]
    ]
    assert "Không có việc nào chờ anh chị" not in client.get("/").content.decode()


def test_whoever_sees_a_meeting_is_told_no_more(world: World, signed: Sign) -> None:
    world.plan_meeting("Hội nghị")
    assert steps(signed("secretary")) == []


def test_an_administrator_is_told_each_thing_until_it_is_done(world: World, signed: Sign) -> None:
    """One step goes with each act; at the end nothing waits, and not before."""
    committee, quantri = world.committee.pk, signed("quantri")
    heading = {"form": "party", "name": "Ban Thường vụ", "place": "Hải Dương", "head": "Bí thư"}
    done: list[tuple[str, str, dict[str, Any]]] = [
        ("Ghi chức vụ và người của cơ quan", "membership.appoint", {"organization": committee, "post": "Bí thư"}),
        ("Mở sổ văn bản", "register.open", {"organization": committee, "symbol": "TB/TU", "term": world.term.pk}),
        ("Xem lại thể thức văn bản", "letterhead.set", {"organization": committee} | heading),
        ("Chọn tên, biểu trưng và màu", "livery.choose", {"body": world.body.pk, "name": "Tỉnh ủy"}),
        ("Ghi địa chỉ cổng", "portal.describe", {"address": "https://cong.example.vn"}),
    ]
    left = [words for words, _act, _given in done]
    chair = world.chair
    tied = f"/nguoi-dung/{chair.pk}/chuc-vu/"
    for words, act, given in done:
        assert [said for _, said in steps(quantri)] == left
        assert "Không có việc nào chờ anh chị" not in quantri.get("/").content.decode()
        made = ACTS[act](by=world.admin, **given)
        left.remove(words)
        if act == "membership.appoint":  # a post that there is can have an account
            assert tied in quantri.get("/").content.decode()
            tie(world, chair, made)
            tie(world, world.member, appoint(world, "Ủy viên"))
            assert tied not in quantri.get("/").content.decode()
    assert steps(quantri) == []
    assert "Không có việc nào chờ anh chị" in quantri.get("/").content.decode()


@pytest.mark.parametrize(("role", "words"), [("secretary", "Mời một thư ký"), ("chair", "Mời người chủ trì")])
def test_an_administrator_is_told_to_invite_who_is_missing(world: World, signed: Sign, role: str, words: str) -> None:
    assert words not in [said for _, said in steps(signed("quantri"))]
    for grant in Grant.objects.filter(role=role):
        bodies.revoke_grant(by=world.admin, grant=grant.pk, reason="Chuyển công tác")
    assert ("/nguoi-dung/moi/", words) in steps(signed("quantri"))


def test_who_sits_in_a_body_is_asked_until_somebody_sits_beside_its_head(world: World, signed: Sign) -> None:
    words = f"Ghi ai ngồi trong cơ quan: {world.committee.name}"
    for post in ("Bí thư", "Chánh Văn phòng", "Ủy viên"):
        assert words in [said for _, said in steps(signed("secretary"))]
        ACTS["membership.appoint"](by=world.secretary, organization=world.committee.pk, post=post)
    assert words not in [said for _, said in steps(signed("secretary"))]


def test_an_administrator_with_work_is_told_which_accounts_have_no_post(world: World, signed: Sign) -> None:
    """In a record of an earlier version no account is tied to a post, and work waits already."""
    bodies.give_grant(by=world.admin, user=world.admin.pk, organization=world.committee.pk, role="secretary")
    ACTS["membership.appoint"](by=world.admin, organization=world.committee.pk, post="Bí thư")
    world.plan_meeting("Hội nghị")
    address = f"/nguoi-dung/{world.chair.pk}/chuc-vu/"
    assert address in signed("quantri").get("/").content.decode()
    assert address not in signed("secretary").get("/").content.decode()
    post = Membership.objects.get()
    ACTS["user.name_holder"](by=world.admin, user=world.chair.pk, edit=world.chair.edit, membership=post.pk)
    assert address not in signed("quantri").get("/").content.decode()


def test_an_administrator_alone_is_told_to_found_a_body(db: None) -> None:
    bodies.create_user(
        by=None, username="quantri", post="Quản trị", password="mưa rào tháng sáu", is_administrator=True
    )
    client = Client()
    client.force_login(User.objects.get())
    assert [words for _, words in steps(client)] == ["Lập địa bàn và cơ quan"]


def test_who_keeps_a_record_is_asked_for_the_rules_until_they_hold(world: World, signed: Sign) -> None:
    words, committee = f"Ghi quy chế làm việc: {world.committee.name}", world.committee.pk
    said = [{"key": key, "value": "> 1/2 in_office", "basis": "Điều 7"} for key in ("quorum", "majority")]
    given = {"title": "Quy chế", "starts_on": "2020-11-12", "provisions": said}
    assert ("/quy-che/", words) in steps(signed("secretary"))
    rule = ACTS["rule.draft"](by=world.secretary, organization=committee, **given)
    assert "chờ áp dụng" in signed("secretary").get("/").content.decode(), "a draft waits itself"
    ACTS["rule.adopt"](by=world.secretary, rule=rule.pk, edit=rule.edit)
    assert words not in [said for _, said in steps(signed("secretary"))]


@pytest.mark.parametrize("who", ["chair", "member"])
def test_who_sits_in_a_body_without_a_post_reads_why_nothing_comes_and_whom_to_ask(
    world: World, signed: Sign, who: str
) -> None:
    post = appoint(world, "Bí thư")
    page = signed(who).get("/").content.decode()
    assert "Tài khoản của anh chị chưa gắn với chức vụ nào" in page
    assert f"Hãy nhờ: {world.admin.post} (quantri)." in page
    assert "Không có việc nào chờ anh chị" not in page
    tie(world, world.users[who], post)
    assert "Tài khoản của anh chị chưa gắn" not in signed(who).get("/").content.decode()


def test_an_administrator_without_a_role_ties_an_account_in_one_press(world: World, signed: Sign) -> None:
    post = appoint(world, world.member.post)
    client, address = signed("quantri"), f"/nguoi-dung/{world.member.pk}/chuc-vu/{post.pk}/"
    assert f'action="{address}"' in client.get("/").content.decode()
    answer = client.post(address, {"edit": world.member.edit}, follow=True)
    assert f"Đã gắn member với {post.post}." in answer.content.decode()
    assert AccountPost.objects.get(user=world.member).membership == post
    assert f'action="{address}"' not in client.get("/").content.decode()
    again = client.post(address, {"edit": "1"})
    assert (again.status_code, "member" in again.content.decode()) == (409, True)
