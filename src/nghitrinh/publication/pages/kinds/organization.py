"""The page of a body: from when to when, who took over, what it was charged with, the newest of its meetings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nghitrinh.bundle.schema import Meeting, Organization, Row, Task
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.citing import citation, organization_data
from nghitrinh.publication.pages.facts import Facts, Notes, body, href, task_facts
from nghitrinh.publication.pages.kind import WHOLE, Counted, ObjectPage, Selected, address_of
from nghitrinh.publication.pages.lines import CITED, TABLED, foot, meeting_line, record
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import corrections_of, line_of, tabled
from nghitrinh.publication.pages.summary import line
from nghitrinh.publication.pages.tally import Tally, is_open
from nghitrinh.vietnamese import format_number

MEETINGS = 12
TASKS = 50


def select(public: ReleaseRows, key: str) -> Selected | None:
    """Select the body, its neighbours in succession and the first of its tasks and meetings; count all of them."""
    organization = public.get(Organization, key)
    if organization is None:
        return None
    tally = public.tallies().get(key, Tally({}))
    count, meetings = public.meetings_of(key, MEETINGS)
    rows = _rows(public, organization, meetings)
    return Selected(rows, (("tally", tally.written()), ("meetings", str(count))))


def _rows(public: ReleaseRows, organization: Organization, meetings: Iterable[Meeting]) -> Iterator[Row]:
    yield organization
    for successor in organization.successors:
        yield from line_of(public, Organization, successor)
    yield from (line(row, "successors") for row in public.where(Organization, "successors", organization.id))
    yield from tabled(public, _tasks(public, organization.id))
    yield from map(line, meetings)


def _tasks(public: ReleaseRows, key: str) -> list[Task]:
    """Return the tasks that a body's page shows: due first, finished, cancelled or handed on last."""
    parts = (public.waiting, public.finished, public.cancelled, public.handed_on)
    found = (part(TASKS, key) for part in parts)
    return [task for tasks in found for task in tasks]


def facts(public: PublicSet, key: str, counted: Counted) -> Facts:
    """Give a body: from when to when, who took over, what it was charged with, the newest of its meetings."""
    counts = dict(counted)
    row, notes = public.the(Organization, key), Notes(public)
    mark = notes.mark(row)
    mine = [task for task in public.all(Task) if task.responsible_id == key]
    finished = [task for task in mine if task.finished_on]
    by_end = sorted(finished, key=lambda task: (task.finished_on, task.id), reverse=True)
    handed = [task for task in public.all(Task) if task.responsible_id != key]
    return (
        {
            "title": row.name,
            "feed": f"{href('organization', key)}feed.atom",
            "mark": mark,
            "record": record(
                ("Tên gọi tắt", row.short_name if row.short_name != row.name else "", ""),
                *(
                    ("Tên cũ", f"{name} (đến trước ngày {words.day(until)})", "")
                    for name, until in zip(row.former_names, row.renamed_on, strict=False)
                ),
                ("Loại", words.capital(row.kind), ""),
                ("Từ ngày", words.day(row.started_on), ""),
                ("Đến ngày", words.day(row.ended_on), ""),
                ("Căn cứ chuyển giao", row.succession_act, ""),
            ),
            "successors": [body(public, successor) for successor in row.successors],
            "predecessors": [
                body(public, found.id) for found in public.where(Organization, "successors", key) if found.id != key
            ],
            "tally": Tally.read(counts["tally"]).facts(),
            "open": [task_facts(public, notes, task) for task in mine if is_open(task)],
            "finished": [task_facts(public, notes, task) for task in by_end],
            "cancelled": [task_facts(public, notes, task) for task in mine if task.punctuality == "cancelled"],
            "not_shown": _not_shown(counts["tally"], len(mine)),
            "handed": [task_facts(public, notes, task) for task in handed],
            "as_of": words.day(public.site.as_of),
            "meetings": [meeting_line(meeting) for meeting in public.where(Meeting, "organization_id", key)[::-1]],
            "meeting_count": format_number(int(counts["meetings"])),
        }
        | _cited(public, row)
        | foot(public, notes, 0, corrections_of(public, row))
    )


def _cited(public: PublicSet, row: Organization) -> Facts:
    data = organization_data(row.name) | {
        "alternateName": row.short_name if row.short_name != row.name else "",
        "foundingDate": row.started_on,
        "dissolutionDate": row.ended_on,
    }
    return citation(public, href("organization", row.id), row.name, "việc được giao và hội nghị", data=data)


def _not_shown(tally: str, shown: int) -> str:
    """Return how many of a body's tasks its page has no room for, "" for none."""
    missing = Tally.read(tally).total - shown
    return format_number(missing) if missing else ""


@dataclass(frozen=True, kw_only=True)
class OrganizationPage(ObjectPage):
    """A body's page shows its tasks, its meetings and those that it took over from."""

    def named_by(self, row: Row) -> Iterable[str]:
        """Yield the bodies that a task, a meeting or a successor names as well."""
        yield from super().named_by(row)
        match row:
            case Task():
                yield from (row.responsible_id, row.original_responsible_id)
            case Meeting():
                yield row.organization_id
            case Organization():
                yield from row.successors

    def beside(self, release: ReleaseRows, row: Row) -> Iterable[str]:
        """Yield the bodies that a body took over from as well."""
        yield from super().beside(release, row)
        if isinstance(row, Organization):
            yield from (found.id for found in release.where(Organization, "successors", row.id))


PAGE = OrganizationPage(
    name="organization",
    of=Organization,
    address=address_of(Organization),
    reads={**CITED, **TABLED, Organization: WHOLE},
    select=select,
    facts=facts,
    template="organization",
    nav="organizations",
    judged=True,
    corrected=(Organization, Task),
)
