"""A list asks the record as often for three rows as for one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.desk.places import paper_under
from tests.record.decided import approved, open_item, point
from tests.world import World

from nghitrinh.desk.nouns import ROWS
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.queries import live_grants, organizations_of
from nghitrinh.record.kernel.errors import NotAllowed
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.models import AgendaItem, Meeting

Sign = Callable[[str], Client]
# What the frame costs (session, journal, the menu's counts that an act moved) is in each figure.
LISTS = {
    "/": 22,
    "/hoi-nghi/": 10,
    "/tai-lieu/": 10,
    "/viec/": 10,
    "/ket-luan/": 9,
    "/van-ban/": 5,
    "/bai-viet/": 5,
    "/phat-hanh/": 13,  # one of them asks where the portal is
    "/quy-che/": 9,
    "/lich/2021/9/": 8,
    "/nhat-ky/": 10,
    "/nhap/": 7,
    "/tim/?q=vung": 15,
}


def _row(world: World) -> Meeting:
    decision = approved(world, open_item(world))
    item = AgendaItem.objects.get(pk=decision.item_id)
    paper_under(world, item, "Bản một của vùng.", "Bản hai của vùng.")
    ACTS["task.assign"](by=world.secretary, decision=decision.pk)
    return Meeting.objects.get(pk=item.meeting_id)


def _count(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("address", "pinned"), LISTS.items())
def test_a_list_costs_the_same_for_one_row_and_three(signed: Sign, world: World, address: str, pinned: int) -> None:
    client = signed("secretary")
    _count(client, address)  # what no act below touches is kept from here on
    _row(world)
    one = _count(client, address)
    _row(world)
    _row(world)
    assert (one, _count(client, address)) == (pinned, pinned)


def test_every_list_of_a_noun_is_pinned() -> None:
    assert {reverse(row.listing) for row in ROWS.values() if row.listing} <= LISTS.keys()


def test_a_decision_costs_the_same_for_one_point_and_three(signed: Sign, world: World) -> None:
    client = signed("secretary")
    item, pages = open_item(world), []
    for points in (1, 3):
        decision = approved(world, item, points=[point(world) for _ in range(points)])
        ACTS["task.assign"](by=world.secretary, decision=decision.pk)
        pages.append(f"/ket-luan/{decision.pk}/")
        item = world.item(Meeting.objects.get(pk=item.meeting_id), title="Đất lúa")
    _count(client, "/ket-luan/")  # what stands around every page is kept from here on
    assert [_count(client, page) for page in pages] == [17, 17]


def test_an_agenda_costs_the_same_for_one_item_and_three(signed: Sign, world: World) -> None:
    client = signed("secretary")
    item = world.item()
    paper_under(world, item, "Lời.")
    address = f"/hoi-nghi/{item.meeting_id}/"
    _count(client, address)
    paper_under(world, item, "Lời nữa.")
    world.plan_meeting("Hội nghị khác", day=12)
    one = _count(client, address)
    for title in ("Đất lúa", "Cán bộ"):
        paper_under(world, world.item(Meeting.objects.get(pk=item.meeting_id), title=title), "Lời.")
    assert (one, _count(client, address)) == (10, 10)


def test_what_a_request_remembers_its_next_act_forgets(world: World) -> None:
    secretary, grant = world.secretary, world.secretary.grants.get()
    assert live_grants(secretary) == [grant]
    with CaptureQueriesContext(connection) as asked:
        assert organizations_of(secretary, [Role.SECRETARY]) == {world.committee.pk}
        assert organizations_of(secretary, [Role.CHAIR]) == set()
    assert len(asked) == 0
    bodies.revoke_grant(by=world.admin, grant=grant.pk, reason="Chuyển công tác")
    with pytest.raises(NotAllowed):
        ACTS["meeting.plan"](
            by=secretary, organization=world.committee.pk, name="Hội nghị", starts_at="2021-11-05T14:00"
        )
    assert organizations_of(secretary, [Role.SECRETARY]) == set()
