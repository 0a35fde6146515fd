"""The chain from an item to an issued notice, walked by acts."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.remembered import remembered
from tests.world import World

from nghitrinh.record.decisions import acts as decisions
from nghitrinh.record.decisions.models import Decision, Point
from nghitrinh.record.instruments import acts as instruments
from nghitrinh.record.instruments.models import Instrument, Register
from nghitrinh.record.meetings.acts import meeting as meetings
from nghitrinh.record.meetings.models import AgendaItem, Meeting


@dataclass
class Chain:
    """A meeting that was held, its item, and what was concluded on it."""

    world: World
    meeting: Meeting
    item: AgendaItem
    decision: Decision
    register: Register

    def instrument(self, **given: Any) -> Instrument:
        """Draw up a notice of the decision."""
        values: dict[str, Any] = {
            "meeting": self.meeting.pk,
            "register": self.register.pk,
            "title": "Thông báo kết luận",
            "signer": "Phó Bí thư Thường trực",
            "decisions": [self.decision.pk],
        }
        return instruments.draft(by=self.world.secretary, **(values | given))

    def issued(self, **given: Any) -> Instrument:
        """Walk a notice through the whole signing chain."""
        found = self.instrument(**given)
        for verb, who in (("check", "secretary"), ("record_signature", "chair"), ("issue", "secretary")):
            act = getattr(instruments, verb)
            found = act(by=self.world.users[who], instrument=found.pk, edit=found.edit)
        return found

    def released(self) -> Instrument:
        """Issue a notice and let it be published."""
        found = self.issued()
        return instruments.release(by=self.world.secretary, instrument=found.pk, edit=found.edit)

    def correct(self, low: str = "4200", reason: str = "Số liệu ghi nhầm") -> Decision:
        """Correct the lower bound of the figure."""
        now = Decision.objects.get(pk=self.decision.pk)
        decisions.correct(
            by=self.world.chair,
            decision=now.pk,
            edit=now.edit,
            reason=reason,
            authority="Ban Thường vụ",
            points=points(self.world, low=low, of=now),
        )
        return Decision.objects.get(pk=now.pk)


def points(world: World, *, low: str = "4000", of: Decision | None = None) -> list[dict[str, Any]]:
    """Return one point with a figure and a charge; with the keys of the version in force when there is one."""
    given: dict[str, Any] = {
        "outcome": "agreed",
        "text": "Thống nhất quy hoạch vùng công nghiệp động lực.",
        "figures": [
            {
                "quantity": "Diện tích vùng",
                "low": low,
                "high": "5000",
                "unit": "ha",
                "exact": False,
                "places": [world.place.pk],
            }
        ],
        "charges": [
            {
                "text": "Chỉ đạo hoàn thiện quy hoạch",
                "responsible": world.department.pk,
                "report_to": world.ministry.pk,
                "due_on": date(2021, 10, 1),
            }
        ],
    }
    if of is not None:
        point = Point.objects.get(version__decision=of, version__number=of.current)
        given["key"] = point.key
        given["figures"][0]["key"] = point.figures.get().key
        given["charges"][0]["key"] = point.charges.get().key
    return [given]


def held_meeting(world: World, **given: Any) -> Meeting:
    """Plan, convene and open a meeting under a number."""
    planned = world.plan_meeting(**given)
    who: dict[str, Any] = {"by": world.secretary, "meeting": planned.pk}
    convened = meetings.convene(**who, edit=planned.edit, series=world.series.pk)
    return meetings.open_meeting(**who, edit=convened.edit)


def approved(world: World, item: AgendaItem, title: str = "Kết luận về vùng công nghiệp", **given: Any) -> Decision:
    """Draft, review and approve a decision."""
    found = decisions.draft(by=world.secretary, item=item.pk, title=title, points=given.get("points") or points(world))
    found = decisions.review(by=world.secretary, decision=found.pk, edit=found.edit)
    return decisions.approve(by=world.chair, decision=found.pk, edit=found.edit)


def make_chain(world: World, *, level: str = "public") -> Chain:
    """Hold a meeting on one item and approve its decision."""
    return replace(remembered(_make_chain, world, level, about=level), world=world)


def _make_chain(world: World, level: str) -> Chain:
    meeting = held_meeting(world)
    item = world.item(meeting, level=level)
    decision = approved(world, item)
    register = instruments.open_register(
        by=world.secretary, organization=world.committee.pk, symbol="TB/TU", term=world.term.pk, starts_at=120
    )
    return Chain(world, Meeting.objects.get(pk=meeting.pk), item, decision, register)
