"""What the record knows of a sitting, as minutes tell it: read anew, and kept with each version.

    sitting = sitting_of(meeting)          # who was there, whether they were enough
    items = items_of(meeting)              # of each item: papers, opinions, votes, the decision
    SittingFacts.from_kept(version.facts) == sitting      # False: corrected since

What is kept is values and references, never sentences: words are made when it is read. A decision is a reference to a
version of the decision, whose points are read where they stand.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from nghitrinh.record.course.models import Speech
from nghitrinh.record.course.queries import ItemCourse, course_of
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.models import AgendaItem, Attendance, Meeting, MeetingForm
from nghitrinh.record.meetings.titles import number_for
from nghitrinh.record.minutes.voted import Voted, votes_of
from nghitrinh.record.opinions.models import Request, Round, RoundState
from nghitrinh.record.papers.models import Consultation, PaperRevision, PaperState
from nghitrinh.record.presence.quorum import Room

Kept = dict[str, Any]


@dataclass(frozen=True)
class Attendee:
    """Somebody recorded at a meeting: as what, by name and post; why they are away, or for whose post they came."""

    role: str
    name: str
    post: str
    absence: str = ""
    stands_for: str = ""


@dataclass(frozen=True)
class Present:
    """How many members were there from a moment on ("08:05"), of how many, how many had to be; None without a rule."""

    at: str
    present: int
    needed: int | None
    members: int | None
    is_met: bool | None


@dataclass(frozen=True)
class SittingFacts:
    """A sitting: the body's name and number of it, when it was opened and closed, where, who was there, the quorum.

    Moments are in Vietnam's zone, as ISO writes them; "" where the record does not say the hour.
    """

    body: str
    kind: str
    number: int | None
    name: str
    day: str
    opened_at: str
    closed_at: str
    place: str
    is_written: bool
    attendees: tuple[Attendee, ...]
    quorum: tuple[Present, ...]

    def as_kept(self) -> Kept:
        """Return it as a version keeps it, in JSON's values."""
        return _plain(self)

    @classmethod
    def from_kept(cls, kept: Kept) -> Self:
        """Return what a version has kept."""
        lists = {"attendees": _each(Attendee, kept["attendees"]), "quorum": _each(Present, kept["quorum"])}
        return cls(**{**kept, **lists})


@dataclass(frozen=True)
class PaperThere:
    """A paper under an item, in the version that was there when the meeting ended; `key` is the paper's."""

    key: str
    title: str
    kind: str
    version: int


@dataclass(frozen=True)
class Asked:
    """What a closed round about a paper came to: how many were asked, answered, and how many said each thing."""

    key: str  # the paper's
    paper: str
    asked: int
    answered: int
    choices: dict[str, int]


@dataclass(frozen=True)
class Spoke:
    """Somebody who spoke on an item, and the line that was noted of it."""

    who: str
    note: str = ""


@dataclass(frozen=True)
class ItemFacts:
    """What the record knows of one item. `decision` and `decision_number` refer to the version of it.

    `outcome` is the chair's last word in the room of what comes of it, `""` where none was noted.
    """

    title: str
    state: str
    presenter: str = ""
    papers: tuple[PaperThere, ...] = ()
    opinions: tuple[Asked, ...] = ()
    began_at: str = ""
    ended_at: str = ""
    speakers: tuple[Spoke, ...] = ()
    votes: tuple[Voted, ...] = ()
    decision: str = ""
    decision_number: int = 0
    outcome: str = ""

    def as_kept(self) -> Kept:
        """Return it as a part keeps it, in JSON's values."""
        return _plain(self)

    @classmethod
    def from_kept(cls, kept: Kept) -> Self:
        """Return what a part has kept; one of before a field was there has nothing of it."""
        votes = tuple(Voted.from_kept(each) for each in kept.get("votes", ()))
        lists = {"papers": PaperThere, "opinions": Asked, "speakers": Spoke}
        read = {name: _each(made, kept.get(name, ())) for name, made in lists.items()}
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known} | read | {"votes": votes})


def _plain(facts: "SittingFacts | ItemFacts") -> Kept:
    kept: Kept = json.loads(json.dumps(asdict(facts)))
    return kept


def _each(made: Callable[..., Any], rows: Iterable[Kept]) -> tuple[Any, ...]:
    return tuple(made(**row) for row in rows)


def says_the_same(kept: Any, now: Any) -> bool:
    """Tell whether the record says what was kept of it: what was not yet kept then is no change since."""
    if isinstance(kept, dict) and isinstance(now, dict):
        return all(name in now and says_the_same(value, now[name]) for name, value in kept.items())
    if isinstance(kept, list) and isinstance(now, list):
        return len(kept) == len(now) and all(says_the_same(*pair) for pair in zip(kept, now, strict=True))
    return bool(kept == now)


def sitting_of(meeting: Meeting) -> SittingFacts:
    """Return what the record knows now of a sitting."""
    is_written = meeting.form == MeetingForm.WRITTEN
    room = Room(meeting)
    return SittingFacts(
        body=meeting.owner.name,
        kind=meeting.kind,
        number=number_for(meeting, meeting.owner_id),
        name=meeting.name,
        day=meeting.day.isoformat(),
        opened_at=_moment(meeting.starts_at) if meeting.has_time else "",
        closed_at=_moment(meeting.ends_at),
        place=meeting.place,
        is_written=is_written,
        attendees=tuple(_attendee(each) for each in room.attendances),
        quorum=() if is_written else _quorum(room),
    )


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(ZONE).isoformat(timespec="minutes") if moment else ""


def _attendee(row: Attendance) -> Attendee:
    stands_for = row.stands_for.post if row.stands_for else ""
    return Attendee(row.role, row.name, row.post, row.absence, stands_for)


def _quorum(room: Room) -> tuple[Present, ...]:
    """Return how many were there as it was opened, and each time that they became, or were no longer, enough."""
    if not room.attendances:
        return ()
    spans = [span for index, span in enumerate(room.course()) if not index or span.quorum.is_met != span.was_met]
    return tuple(
        Present(
            each.quorum.moment.astimezone(ZONE).strftime("%H:%M"),
            each.quorum.present,
            each.quorum.needed,
            each.quorum.members,
            each.quorum.is_met,
        )
        for each in spans
    )


@dataclass
class _Read:
    """What was read of the items of a meeting, by the item's key."""

    papers: dict[UUID, list[PaperThere]] = field(default_factory=dict)
    opinions: dict[UUID, list[Asked]] = field(default_factory=dict)
    votes: dict[UUID, list[Voted]] = field(default_factory=dict)
    decisions: dict[UUID, Decision] = field(default_factory=dict)
    course: dict[UUID, ItemCourse] = field(default_factory=dict)


def items_of(meeting: Meeting) -> list[tuple[AgendaItem, ItemFacts]]:
    """Return the items of a meeting in their order, each with what the record knows of it now."""
    items = list(AgendaItem.objects.filter(meeting=meeting).select_related("presenter").order_by("position", "id"))
    course = {each.item.pk: each for each in course_of(meeting, items, meeting.starts_at).items}
    read = _Read(_papers(meeting), _opinions(meeting), votes_of(meeting), _decisions(meeting), course)
    spoken = _spoken(meeting)
    return [(item, _heard(_item(item, read), read.course[item.pk], spoken.get(item.pk, []))) for item in items]


def _item(item: AgendaItem, read: _Read) -> ItemFacts:
    decision = read.decisions.get(item.pk)
    return ItemFacts(
        title=item.title,
        state=item.state,
        presenter=item.presenter.name if item.presenter else "",
        papers=tuple(read.papers.get(item.pk, ())),
        opinions=tuple(read.opinions.get(item.pk, ())),
        votes=tuple(read.votes.get(item.pk, ())),
        decision=str(decision.pk) if decision else "",
        decision_number=decision.current if decision else 0,
    )


def _heard(facts: ItemFacts, course: ItemCourse, spoken: list[Attendance]) -> ItemFacts:
    """Add from when to when an item was heard, who spoke with the line that was noted, and who spoke without one.

    The chair's word of what comes of it is no line: the decision says that.
    """
    lines = [Spoke(_who(each.attendance), each.text) for each in course.notes if each.text and not each.outcome]
    noted = {each.attendance_id for each in course.notes if each.text}
    silent = {each.pk: Spoke(_who(each)) for each in spoken if each.pk not in noted}
    hearings = course.hearings
    return replace(
        facts,
        began_at=_moment(hearings[0].began_at) if hearings else "",
        ended_at=_moment(hearings[-1].ended_at) if hearings else "",
        outcome=course.outcome.outcome if course.outcome else "",
        speakers=(*lines, *silent.values()),
    )


def _who(attendance: Attendance | None) -> str:
    return ", ".join(filter(None, (attendance.name, attendance.post))) if attendance else ""


def _spoken(meeting: Meeting) -> dict[UUID, list[Attendance]]:
    """Return who was called to speak on each item and ended, in that order."""
    found: dict[UUID, list[Attendance]] = {}
    speeches = Speech.objects.filter(meeting=meeting, called_at__isnull=False).exclude(ended_at=None)
    for each in speeches.select_related("attendance").order_by("called_at", "id"):
        found.setdefault(each.item_id, []).append(each.attendance)
    return found


def _consultations(meeting: Meeting) -> QuerySet[Consultation]:
    placed = Consultation.objects.filter(item__meeting=meeting).exclude(paper__state=PaperState.WITHDRAWN)
    return placed.select_related("paper").order_by("recorded_at", "id")


def _papers(meeting: Meeting) -> dict[UUID, list[PaperThere]]:
    """Return the papers under each item, in the newest version that was there as the meeting ended.

    What was announced and never handed in, or only afterwards, was not there.
    """
    placed = list(_consultations(meeting))
    versions: dict[UUID, int] = {}
    for each in PaperRevision.objects.filter(paper__in={row.paper_id for row in placed}).order_by("number"):
        if _was_there(each, meeting):
            versions[each.paper_id] = each.number
    found: dict[UUID, list[PaperThere]] = {}
    for row in placed:
        if row.paper_id in versions:
            paper = PaperThere(str(row.paper_id), row.paper.title, row.paper.kind, versions[row.paper_id])
            found.setdefault(row.item_id, []).append(paper)
    return found


def _was_there(version: PaperRevision, meeting: Meeting) -> bool:
    """Tell whether a version was handed in before a meeting ended; of one entered later, the day of handing in says."""
    if meeting.entered_past:
        return version.submitted_on <= meeting.day
    return meeting.ends_at is None or version.recorded_at <= meeting.ends_at


def _opinions(meeting: Meeting) -> dict[UUID, list[Asked]]:
    """Return what the closed rounds about each item's papers came to; what is open stays as hidden as it is."""
    placed = list(_consultations(meeting))
    rounds = Round.objects.filter(version__paper__in={row.paper_id for row in placed}, state=RoundState.CLOSED)
    given = Q(opinion__is_given=True)
    counts = Request.objects.filter(round__in=rounds).order_by("round__opened_on", "round", "opinion__choice")
    rows = counts.values("round", "round__version__paper", "opinion__choice").annotate(
        asked=Count("pk"), answered=Count("pk", filter=given)
    )
    of_papers: dict[UUID, dict[UUID, dict[str, int]]] = {}
    asked: dict[UUID, int] = {}
    for row in rows:
        choices = of_papers.setdefault(row["round__version__paper"], {}).setdefault(row["round"], {})
        asked[row["round"]] = asked.get(row["round"], 0) + row["asked"]
        if row["answered"]:
            choices[row["opinion__choice"]] = row["answered"]
    found: dict[UUID, list[Asked]] = {}
    for each in placed:
        for key, choices in of_papers.get(each.paper_id, {}).items():
            made = Asked(str(each.paper_id), each.paper.title, asked[key], sum(choices.values()), choices)
            found.setdefault(each.item_id, []).append(made)
    return found


def _decisions(meeting: Meeting) -> dict[UUID, Decision]:
    """Return the approved decisions by their items: what is still drafted is nobody's word yet."""
    found = Decision.objects.filter(item__meeting=meeting, state__in=SETTLED)
    return {each.item_id: each for each in found}
