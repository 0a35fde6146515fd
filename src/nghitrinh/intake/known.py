"""What the record knows already, as far as a proposal asks: bodies, places, runs of numbers, meetings recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from nghitrinh.intake.matching import Named
from nghitrinh.record.bodies.models import Location, Organization
from nghitrinh.record.meetings.models import Convening, Series
from nghitrinh.record.meetings.queries import recorded_as
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.vietnamese import format_date


@dataclass(frozen=True)
class Run:
    """A run of numbers of the body that met: its term, its last meeting, the number that comes next."""

    key: UUID
    name: str
    term: str
    last: int | None
    last_on: date | None
    next: int


@dataclass(frozen=True)
class KnownNames:
    """The names and numbers against which a page is read."""

    owner: UUID
    owner_name: str
    jurisdiction: str
    organizations: list[Named]
    places: list[Named]
    runs: list[Run]


@dataclass(frozen=True)
class Recorded:
    """A meeting that the record has already and that may be the page's own."""

    key: UUID
    name: str
    held_on: date
    same_day: bool
    same_number: bool


def known_to(owner: Organization) -> KnownNames:
    """Return what the record knows for a page of one organization."""
    organizations = [
        Named(each.pk, name, short_name, near=each.body_id == owner.body_id)
        for each in Organization.objects.order_by("recorded_at").prefetch_related("former_names")
        for name, short_name in _names_of(each)
    ]
    places = [
        Named(each.pk, each.name, kind=each.kind, near=each.body_id == owner.body_id)
        for each in Location.objects.order_by("recorded_at")
    ]
    numbered = Series.objects.filter(organization=owner, numbered=True).select_related("term")
    runs = [_run(each) for each in numbered.order_by("recorded_at")]
    return KnownNames(owner.pk, owner.name, owner.body.name, organizations, places, runs)


def _names_of(organization: Organization) -> Iterator[tuple[str, str]]:
    """Yield the names that an organization goes by: a page of an earlier day says what it was called then."""
    yield organization.name, organization.short_name
    yield from ((each.name, each.short_name) for each in organization.former_names.all())


def _run(series: Series) -> Run:
    last = series.convenings.exclude(number=None).select_related("meeting").order_by("-number").first()
    following = last.number + 1 if last and last.number else series.starts_at
    gaps = set(series.gaps.values_list("number", flat=True))
    while following in gaps:
        following += 1
    return Run(
        series.pk,
        series.name,
        series.term.number if series.term else "",
        last.number if last else None,
        last.meeting.day if last else None,
        following,
    )


def already_recorded(owner: Organization, held_on: str, number: str) -> list[Recorded]:
    """Return the meetings of an organization recorded on that day or under that number; no day finds none."""
    day, count = _parsed(held_on), int(number) if number.isdigit() else None
    if day is None:
        return []
    found = []
    for meeting in recorded_as(owner, day, count).distinct().prefetch_related("convenings"):
        numbers = {each.number for each in meeting.convenings.all() if each.organization_id == owner.pk}
        found.append(
            Recorded(
                meeting.pk,
                title_of(meeting),
                meeting.day,
                meeting.day == day,
                count is not None and count in numbers,
            )
        )
    return found


def _parsed(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def numbers_line(known: KnownNames, series: str, others: list[str]) -> str:
    """Return what the record says of a run of numbers, and of the other numbers that are named for the meeting."""
    run = next((each for each in known.runs if str(each.key) == series), None)
    if run is None:
        return ""
    term = _(" của khóa %(term)s") % {"term": run.term} if run.term else ""
    if run.last is None or run.last_on is None:
        line = _("Hồ sơ chưa có hội nghị nào trong dãy số này; số đầu tiên%(term)s là %(next)d.")
        return line % {"term": term, "next": run.next}
    line = _("Hồ sơ đã có hội nghị lần thứ %(last)d họp ngày %(day)s; số tiếp theo%(term)s là %(next)d.")
    said = line % {"last": run.last, "day": format_date(run.last_on), "term": term, "next": run.next}
    return " ".join([said, *_numbers_taken(run, others)])


def _numbers_taken(run: Run, numbers: list[str]) -> list[str]:
    wanted = [int(number) for number in numbers if number.isdigit() and int(number) != run.last]
    found = Convening.objects.filter(series=run.key, number__in=wanted).select_related("meeting").order_by("number")
    return [
        _("Lần thứ %(number)d đã họp ngày %(day)s.") % {"number": each.number, "day": format_date(each.meeting.day)}
        for each in found
    ]
