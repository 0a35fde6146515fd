"""What a body outside sees of a meeting: the meeting once it is convened, and the items that it presents."""

from uuid import UUID

import pytest
from tests.refused import refusing
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies import acts as bodies
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, Attendance, Meeting
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to, restricted_presented
from nghitrinh.record.search import has_word, visible_entries

CONVENED = ("meeting.convene",)
HELD = (*CONVENED, "meeting.open", "meeting.close")
OWN = "Nội dung của cơ quan"


def do(world: World, verb: str, of: Meeting, **given: object) -> Meeting:
    """Let the secretary carry out an act on a meeting at its present edit."""
    now = Meeting.objects.get(pk=of.pk)
    ACTS[verb](by=world.secretary, meeting=now.pk, edit=now.edit, **given)
    return Meeting.objects.get(pk=of.pk)


def item(world: World, of: Meeting, title: str = OWN, *, level: str = "internal", by: UUID | None = None) -> AgendaItem:
    """Put an item on an agenda, presented by a body where one is given."""
    do(world, "item.add", of, title=title, level=level, presenter=by)
    return AgendaItem.objects.get(meeting=of, title=title)


def _call(world: World, of: Meeting, part: str) -> None:
    """Let the department present an item, or have one of its posts or a guest of it invited."""
    body = world.department.pk
    if part == "presents":
        item(world, of, level="public", by=body)
        return
    given: dict[str, object] = {"organization": body}
    if part == "post":
        bodies.give_grant(by=world.admin, user=world.secretary.pk, organization=body, role="secretary")
        given = {"membership": bodies.appoint(by=world.secretary, organization=body, post="Giám đốc").pk}
        bodies.revoke_grant(by=world.admin, grant=world.secretary.grants.get(organization=body).pk, reason="Nhầm")
    do(world, "attendance.record", of, role="invited", post="Giám đốc", **given)


def _seen(user: User) -> tuple[set[UUID], set[str]]:
    found = User.objects.get(pk=user.pk)
    return {each.pk for each in meetings_visible_to(found)}, {each.title for each in items_visible_to(found)}


@pytest.mark.parametrize("part", ["presents", "post", "guest"])
@pytest.mark.parametrize(
    ("steps", "level", "known"),
    [
        ((), "public", False),
        (CONVENED, "public", True),
        (HELD[:2], "public", True),
        (HELD, "public", True),
        (CONVENED, "internal", True),
        (CONVENED, "restricted", False),
        (("meeting.cancel",), "public", False),
        ((*CONVENED, "meeting.cancel"), "public", True),
    ],
)
def test_who_presents_or_is_invited_knows_of_a_convened_meeting_and_of_its_own_items(
    world: World,
    *,
    steps: tuple[str, ...],
    level: str,
    known: bool,
    part: str,
) -> None:
    planned = world.plan_meeting(level=level)
    item(world, planned, "Nội dung của cơ quan khác", level="public", by=world.ministry.pk)
    _call(world, planned, part)
    for verb in steps:
        do(world, verb, planned, **({"reason": "Hoãn"} if verb == "meeting.cancel" else {}))
    meetings, titles = _seen(world.officer)
    assert meetings == ({planned.pk} if known else set())
    assert titles == ({OWN} if known and part == "presents" else set())
    assert _seen(world.bob) == (set(), set())
    entries = visible_entries(User.objects.get(pk=world.officer.pk))
    found = set(entries.filter(has_word("hoi") | has_word("noi")).values_list("title"))
    expected = {(planned.name,)} if known else set()
    assert found == expected | ({(OWN,)} if titles else set())


def test_of_a_restricted_item_its_body_learns_that_there_is_one(world: World) -> None:
    planned = world.plan_meeting()
    item(world, planned, "Nhân sự của ông A", level="restricted", by=world.department.pk)
    do(world, "meeting.convene", planned)
    assert _seen(world.officer) == ({planned.pk}, set())
    assert restricted_presented([world.department.pk], planned) == 1
    assert restricted_presented([world.ministry.pk], planned) == 0


def test_a_withdrawn_item_is_seen_as_withdrawn(world: World) -> None:
    planned = world.plan_meeting()
    own = item(world, planned, by=world.department.pk)
    do(world, "meeting.convene", planned)
    ACTS["item.withdraw"](by=world.secretary, item=own.pk, edit=own.edit, reason="Chưa đủ hồ sơ")
    assert [each.state for each in items_visible_to(world.officer)] == ["withdrawn"]


def test_papers_are_wanted_before_the_meeting(world: World) -> None:
    planned = world.plan_meeting(day=10)
    with refusing(BadInput, "papers_after_meeting"):
        do(world, "meeting.reschedule", planned, starts_at=planned.starts_at, place="", papers_by="2021-09-11")
    moved = do(world, "meeting.reschedule", planned, starts_at=planned.starts_at, place="", papers_by="2021-09-07")
    assert str(moved.papers_by) == "2021-09-07"


def test_only_who_is_away_has_a_reason_for_it(world: World) -> None:
    planned = world.plan_meeting()
    with refusing(BadInput, "absence_of_present"):
        do(world, "attendance.record", planned, role="member", post="Ủy viên", absence="Ốm")
    do(world, "attendance.record", planned, role="excused", post="Ủy viên", absence="Ốm")
    do(world, "attendance.record", planned, role="member", post="Ủy viên")
    assert [(each.role, each.absence) for each in Attendance.objects.all()] == [("member", "")]


def test_an_item_goes_on_at_one_later_meeting_and_keeps_its_level(world: World) -> None:
    held = world.plan_meeting(day=10)
    earlier = item(world, held, "Nhân sự", level="restricted")
    later = world.plan_meeting("Hội nghị sau", day=20)

    def put(of: Meeting) -> Meeting:
        return do(world, "item.add", of, title="Nhân sự", level="public", continues=earlier.pk)

    with refusing(Contradiction, "continues_no_earlier"):
        put(later)
    for verb in HELD:
        do(world, verb, held)
    put(later)
    assert (later.items.get().continues, later.items.get().level) == (earlier, "restricted")
    with refusing(Contradiction, "continued_already"):
        put(world.plan_meeting("Hội nghị sau nữa", day=25))
    do(world, "meeting.cancel", later, reason="Hoãn")
    put(world.plan_meeting("Hội nghị thay", day=26))
    assert earlier.continued_by.count() == 2


def test_another_bodys_item_does_not_go_on(world: World) -> None:
    other = bodies.create_user(by=world.admin, username="carol", post="Thư ký HĐND", password="mat-khau-thu")
    bodies.give_grant(by=world.admin, user=other.pk, organization=world.council.pk, role="secretary")
    theirs = ACTS["meeting.plan"](by=other, organization=world.council.pk, name="Kỳ họp", starts_at="2021-09-01T08:00")
    put = ACTS["item.add"](by=other, meeting=theirs.pk, edit=1, title="Của HĐND", level="public")
    with pytest.raises(ActError) as caught:
        do(world, "item.add", world.plan_meeting(), title="Của HĐND", continues=put.pk)
    assert caught.value.field == "continues"


def test_a_column_that_came_later_is_sealed_once_it_says_something(world: World) -> None:
    planned = world.plan_meeting()
    assert "papers_by" not in canonical.row(planned)
    moved = do(world, "meeting.reschedule", planned, starts_at=planned.starts_at, place="", papers_by="2021-09-07")
    assert canonical.row(moved)["papers_by"] == "2021-09-07"
    assert journal.verify() == []
