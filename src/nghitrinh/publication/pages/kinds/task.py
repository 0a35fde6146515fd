"""The page of a task: who was charged with what and until when, and what became of it since."""

from collections.abc import Iterator

from nghitrinh.bundle.schema import Decision, Instrument, Meeting, Organization, Row, Task, Tombstone
from nghitrinh.publication.pages import selection, words
from nghitrinh.publication.pages.chain import task_story
from nghitrinh.publication.pages.citing import citation, organization_data, owner_of
from nghitrinh.publication.pages.facts import Facts, Notes, href, task_facts
from nghitrinh.publication.pages.kind import SUMMARY, Counted, ObjectPage, Selected, address_of
from nghitrinh.publication.pages.lines import CITED, TABLED, foot, instrument_line
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import corrections_of
from nghitrinh.publication.pages.summary import line

# What schema.org calls an action that goes on, that was done, that will not be.
_STATUS = {"open": "Active", "overdue": "Active", "cancelled": "Failed"}


def select(public: ReleaseRows, key: str) -> Selected | None:
    """Select the task with its events and bodies, and the decision, meeting and document from which it is."""
    task = public.get(Task, key)
    return None if task is None else Selected(_rows(public, task))


def _rows(public: ReleaseRows, task: Task) -> Iterator[Row]:
    yield from selection.tabled(public, [task])
    decision = public.get(Decision, task.decision_id)
    if decision is None:
        return
    yield line(decision, "instrument_id")
    meeting = public.get(Meeting, decision.meeting_id)
    if meeting is not None:
        yield from selection.line_of(public, Organization, meeting.organization_id)
    yield from selection.line_of(public, Instrument, decision.instrument_id)
    yield from public.where(Tombstone, "issued", decision.id)


def facts(public: PublicSet, key: str, _: Counted) -> Facts:
    """Give a task with its story, newest first."""
    row, notes = public.the(Task, key), Notes(public)
    decision = public.get(Decision, row.decision_id)
    meeting = public.get(Meeting, decision.meeting_id) if decision else None
    issued = public.get(Instrument, decision.instrument_id) if decision else None
    owner = owner_of(public, meeting)
    return (
        {
            "title": row.text,
            "task": task_facts(public, notes, row),
            "decision": {"title": decision.title, "href": f"{href('decision', decision.id)}#{key}"}
            if decision
            else None,
            "meeting": {"label": words.meeting_label(meeting), "href": href("meeting", meeting.id)}
            if meeting
            else None,
            "instrument": instrument_line(issued) if issued else None,
            "story": task_story(public, row, decision, issued),
            "as_of": words.day(public.site.as_of),
        }
        | citation(
            public,
            href("task", key),
            row.text,
            "việc giao",
            by=owner,
            day=decision.decided_on if decision else "",
            data=_data(public, row, decision, owner),
        )
        | foot(public, notes, 0, corrections_of(public, row))
    )


def _data(public: PublicSet, row: Task, decision: Decision | None, owner: str) -> Facts:
    responsible = public.get(Organization, row.responsible_id)
    return {
        "@type": "PlanAction",
        "agent": organization_data(responsible.name if responsible else ""),
        "actionStatus": f"https://schema.org/{_STATUS.get(row.punctuality, 'Completed')}ActionStatus",
        "startTime": decision.decided_on if decision else "",
        "scheduledTime": row.due_on,
        "endTime": row.finished_on,
        "result": row.result,
        "isPartOf": f"{public.site.address}{href('decision', decision.id)}" if decision else "",
        "provider": organization_data(owner),
    }


PAGE = ObjectPage(
    name="task",
    of=Task,
    address=address_of(Task),
    reads={**CITED, **TABLED, Decision: ("instrument_id",), Instrument: SUMMARY},
    select=select,
    facts=facts,
    template="task",
    nav="tasks",
    judged=True,
    corrected=(Task,),
)
