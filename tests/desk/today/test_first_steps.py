"""An empty desk says to each role what to do first, and stops once there is something to see."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.world import World

from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.models import Grant
from nghitrinh.record.kernel.models import User

Sign = Callable[[str], Client]
FIRST = {
    "secretary": ["/hoi-nghi/moi/", "/viec/nhap/", "/phat-hanh/"],
    "chair": ["/lich/"],
    "member": ["/lich/"],
    "officer": ["/tai-lieu/moi/"],
    "reader": [],
    "quantri": ["/dien-mao/"],
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
    assert [address for address, _ in found if address] == FIRST[who]
    assert "Mọi việc đã xong" not in client.get("/").content.decode()


def test_whoever_sees_a_meeting_is_told_no_more(world: World, signed: Sign) -> None:
    world.plan_meeting("Hội nghị")
    assert steps(signed("secretary")) == []


def test_an_administrator_whose_body_is_ready_is_told_nothing(world: World, signed: Sign) -> None:
    bodies.choose_livery(by=world.admin, body=world.body.pk, name="Tỉnh ủy")
    assert steps(signed("quantri")) == []
    assert "Mọi việc đã xong" in signed("quantri").get("/").content.decode()


def test_an_administrator_without_a_secretary_is_told_to_invite_one(world: World, signed: Sign) -> None:
    for grant in Grant.objects.filter(role="secretary"):
        bodies.revoke_grant(by=world.admin, grant=grant.pk, reason="Chuyển công tác")
    assert [address for address, _ in steps(signed("quantri"))] == ["/nguoi-dung/moi/", "/dien-mao/"]


def test_an_administrator_alone_is_told_to_found_a_body(db: None) -> None:
    bodies.create_user(
        by=None, username="quantri", post="Quản trị", password="mưa rào tháng sáu", is_administrator=True
    )
    client = Client()
    client.force_login(User.objects.get())
    assert [words for _, words in steps(client)] == ["Lập địa bàn và cơ quan"]
