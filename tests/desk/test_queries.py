"""A list asks the record as often for three rows as for one."""

from collections import OrderedDict
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.desk.places import paper_under
from tests.record.decided import approved, open_item, point
from tests.world import World

from nghitrinh.desk.kit import keeping
from nghitrinh.desk.nouns import ROWS
from nghitrinh.record.acts import ACTS
from nghitrinh.record.articles.models import Article
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.bodies.queries import live_grants, organizations_of
from nghitrinh.record.decisions.models import Decision, Figure
from nghitrinh.record.instruments.models import Instrument, Register
from nghitrinh.record.kernel.errors import NotAllowed
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.models import AgendaItem, Meeting

Sign = Callable[[str], Client]
# What the frame costs (session, journal, the menu's counts that an act moved) is in each figure.
LISTS = {
    "/": 49,  # one asks what its reader has opened, and two the meeting that stands first
    "/hoi-nghi/": 11,
    "/tai-lieu/": 11,
    "/viec/": 11,
    "/ket-luan/": 10,
    "/van-ban/": 10,
    "/bai-viet/": 10,
    "/phat-hanh/": 16,  # one of them asks where the portal is
    "/quy-che/": 10,
    "/lich/2021/9/": 12,
    "/lich/": 11,
    "/lich/tuan/": 10,
    "/nhat-ky/": 18,
    "/nhap/": 8,
    "/tim/?q=vung": 19,  # one more: what the public calls the items found
}

# What a first page asks of which nothing is kept, by whose it is, in a record with nothing in it.
FIRST_PAGES = {"secretary": 51, "chair": 33, "member": 25, "reader": 21, "officer": 25, "quantri": 13}


@pytest.mark.parametrize(("who", "pinned"), FIRST_PAGES.items())
def test_a_first_page_asks_little_for_whom_nothing_waits(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch, who: str, pinned: int
) -> None:
    client = signed(who)
    _count(client, "/")  # where the journal ends is known
    monkeypatch.setattr(keeping, "_parts", OrderedDict())
    assert _count(client, "/") == pinned


def _row(world: World) -> Meeting:
    decision = approved(world, open_item(world))
    item = AgendaItem.objects.get(pk=decision.item_id)
    paper_under(world, item, "Bản một của vùng.", "Bản hai của vùng.")
    ACTS["task.assign"](by=world.secretary, decision=decision.pk)
    _document(world, [decision])
    _article(world, item.meeting_id)
    return Meeting.objects.get(pk=item.meeting_id)


def _document(world: World, decisions: list[Decision]) -> Instrument:
    """Draw up a notice of decisions, and issue it."""
    by = {"by": world.secretary}
    register = Register.objects.first() or ACTS["register.open"](**by, organization=world.committee.pk, symbol="TB/TU")
    said = {"title": "Thông báo", "signer": "Bí thư", "decisions": [each.pk for each in decisions]}
    made = ACTS["instrument.draft"](
        **by, meeting=decisions[0].item.meeting_id, register=register.pk, recipients="Lưu", **said
    )
    for verb in ("instrument.check", "instrument.record_signature", "instrument.issue"):
        made = ACTS[verb](**by, instrument=made.pk, edit=made.edit)
    return made


def _article(world: World, meeting: UUID, facts: int = 1) -> Article:
    """Write an article of a meeting that is linked to some figures of its decisions."""
    figures = Figure.objects.filter(point__version__decision__item__meeting=meeting).order_by("pk")[:facts]
    links = {f"F{number}": ["figure", str(each.key)] for number, each in enumerate(figures, start=1)}
    body = " ".join(f"Vùng rộng [khoảng 4.000-5.000 ha]{{{name}}}." for name in links)
    words = {"title": "Bài", "lead": "Mở đầu.", "body": body, "links": links}
    return ACTS["article.draft"](by=world.secretary, meeting=meeting, **words)


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
    # Whoever opens it for the first time has that noted: four of each figure here, one from then on.
    assert [_count(client, page) for page in pages] == [21, 21]
    assert _count(client, pages[0]) == 18


def _meeting_of(world: World, decisions: int) -> list[Decision]:
    """Approve decisions on the items of one meeting."""
    first = open_item(world)
    items = [first]
    for number in range(1, decisions):
        meeting = Meeting.objects.get(pk=first.meeting_id)
        items.append(world.item(meeting, title=f"Đất lúa {number}"))
    return [approved(world, item) for item in items]


def test_a_document_costs_the_same_for_one_decision_and_three(signed: Sign, world: World) -> None:
    client = signed("secretary")
    pages = [f"/van-ban/{_document(world, _meeting_of(world, count)).pk}/" for count in (1, 3)]
    _count(client, "/van-ban/")
    # Whether it can be released, and whether its words tell counts of votes, is asked before it is offered.
    assert [_count(client, page) for page in pages] == [37, 37]


def test_an_article_costs_the_same_for_one_linked_fact_and_three(signed: Sign, world: World) -> None:
    client = signed("secretary")
    meetings = [(_meeting_of(world, count)[0].item.meeting_id, count) for count in (1, 3)]
    pages = [f"/bai-viet/{_article(world, meeting, count).pk}/" for meeting, count in meetings]
    _count(client, "/bai-viet/")
    assert [_count(client, page) for page in pages] == [49, 49]


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
    assert (one, _count(client, address)) == (14, 14)


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
