"""Points and decisions for tests, made by acts."""

from typing import Any

from tests.remembered import remembered
from tests.world import World

from nghitrinh.record.decisions import acts as decisions
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.acts import meeting, past
from nghitrinh.record.meetings.models import AgendaItem, Meeting


def zone(world: World, **changes: Any) -> dict[str, Any]:
    """Return the area of the industrial zone as a given figure."""
    return {
        "quantity": "Diện tích",
        "low": 4000,
        "high": 5000,
        "unit": "ha",
        "exact": False,
        "places": [world.place.pk],
    } | changes


def charge(world: World, **changes: Any) -> dict[str, Any]:
    """Return a charge of the department as given."""
    return {
        "text": "Chỉ đạo hoàn thiện quy hoạch",
        "responsible": world.department.pk,
        "report_to": world.committee.pk,
        "due_on": "2021-10-31",
    } | changes


def point(world: World, **changes: Any) -> dict[str, Any]:
    """Return a point with one figure and one charge as given."""
    return {
        "outcome": "agreed_in_principle",
        "text": "Cơ bản nhất trí chủ trương.",
        "figures": [zone(world)],
        "charges": [charge(world)],
    } | changes


def kept(decision: Decision, **changes: Any) -> dict[str, Any]:
    """Return the single point in force as given again, with its keys; `figure_` and `charge_` prefix nested changes."""
    row = decision.versions.get(number=decision.current).points.get()
    figure, task = row.figures.get(), row.charges.get()
    nested = {name: value for name, value in changes.items() if name.startswith(("figure_", "charge_"))}
    again: dict[str, Any] = {
        "key": row.key,
        "outcome": row.outcome,
        "text": row.text,
        "figures": [_again(figure, "figure_", nested, "quantity low high unit exact as_of")],
        "charges": [_again(task, "charge_", nested, "text due_on due_text")],
    }
    again["figures"][0].setdefault("places", [each.pk for each in figure.places.all()])
    again["charges"][0].setdefault("responsible", task.responsible_id)
    again["charges"][0].setdefault("report_to", task.report_to_id)
    return again | {name: value for name, value in changes.items() if name not in nested}


def _again(row: Any, prefix: str, changes: dict[str, Any], fields: str) -> dict[str, Any]:
    values = {"key": row.key} | {field: getattr(row, field) for field in fields.split()}
    return values | {name.removeprefix(prefix): value for name, value in changes.items() if name.startswith(prefix)}


def open_item(world: World, level: str = "public") -> AgendaItem:
    """Return an item of a meeting that is under way."""
    return remembered(_open_item, world, level, about=level)


def _open_item(world: World, level: str) -> AgendaItem:
    item = world.item(level=level)
    of = meeting.convene(by=world.secretary, meeting=item.meeting_id, edit=item.meeting.edit)
    meeting.open_meeting(by=world.secretary, meeting=of.pk, edit=of.edit)
    return AgendaItem.objects.get(pk=item.pk)


def past_item(world: World) -> AgendaItem:
    """Return an item of a past meeting, held on 10 September 2021."""
    held = past.enter_past(
        by=world.secretary,
        organization=world.committee.pk,
        name="Hội nghị cũ",
        held_on="2021-09-10",
        source=world.source.pk,
        items=[{"title": "Quy hoạch vùng", "level": "public"}],
    )
    return Meeting.objects.get(pk=held.pk).items.get()


def drafted(world: World, item: AgendaItem | None = None, **changes: Any) -> Decision:
    """Return a draft on an item of an open meeting, a new one unless given."""
    if item is None and not changes:
        return remembered(_drafted, world, None)
    return _drafted(world, item, **changes)


def _drafted(world: World, item: AgendaItem | None, **changes: Any) -> Decision:
    on = item or open_item(world)
    given = {"title": "Kết luận về vùng công nghiệp", "points": [point(world)]} | changes
    return decisions.draft(by=world.secretary, item=on.pk, **given)


def reviewed(world: World, item: AgendaItem | None = None, **changes: Any) -> Decision:
    """Return a decision ready for the chair."""
    made = drafted(world, item, **changes)
    return decisions.review(by=world.secretary, decision=made.pk, edit=made.edit)


def approved(world: World, item: AgendaItem | None = None, **changes: Any) -> Decision:
    """Return a decision that the chair approved."""
    if item is None and not changes:
        return remembered(_approved, world, None)
    return _approved(world, item, **changes)


def _approved(world: World, item: AgendaItem | None, **changes: Any) -> Decision:
    made = reviewed(world, item, **changes)
    return decisions.approve(by=world.chair, decision=made.pk, edit=made.edit)


def entered(world: World, **changes: Any) -> Decision:
    """Return what a past meeting concluded."""
    given = {"title": "Kết luận cũ", "points": [point(world)], "source": world.source.pk} | changes
    return decisions.enter_past(by=world.secretary, item=past_item(world).pk, **given)


def correct(world: World, decision: Decision, *points: dict[str, Any], by: User | None = None) -> Any:
    """Correct a decision at its present edit."""
    now = Decision.objects.get(pk=decision.pk)
    return decisions.correct(
        by=by or world.chair,
        decision=now.pk,
        edit=now.edit,
        reason="gõ nhầm số",
        authority="Chánh Văn phòng",
        points=list(points),
    )
