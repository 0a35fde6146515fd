"""What several pages say of a row: where it comes from, the state of a task, what was corrected."""

from collections.abc import Iterable
from typing import Any

from nghitrinh.bundle import addresses
from nghitrinh.bundle.schema import (
    TABLES,
    Correction,
    Decision,
    File,
    Item,
    Meeting,
    Organization,
    Point,
    Source,
    Task,
    TaskEvent,
)
from nghitrinh.contents.differences import changed_words
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.tally import Tally

Facts = dict[str, Any]
ILLUSTRATIVE = "illustrative"


def href(kind: str, identifier: str) -> str:
    """Return the address of an object's own page."""
    return addresses.page(TABLES[kind], identifier)


class Notes:
    """The sources a page cites, numbered in the order in which they are first cited."""

    def __init__(self, public: PublicSet) -> None:
        self._public = public
        self._numbers: dict[str, int] = {}

    def mark(self, row: Any) -> Facts:
        """Return how a row is marked: its source's number on this page, and whether it is illustrative."""
        source = self._public.get(Source, row.source_id) if row.source_id else None
        if source is None:
            return {"ref": "", "illustrative": row.illustrative}
        ref = self._numbers.setdefault(source.id, len(self._numbers) + 1)
        return {"ref": str(ref), "illustrative": row.illustrative or source.kind == ILLUSTRATIVE}

    def listed(self) -> list[Facts]:
        """Return the cited sources for the foot of the page."""
        found = ((number, self._public.get(Source, key)) for key, number in self._numbers.items())
        return [self._source(number, source) for number, source in found if source is not None]

    @staticmethod
    def _source(number: int, source: Source) -> Facts:
        web = source.address.startswith(("https://", "http://"))
        return {
            "number": str(number),
            "title": source.title or source.address,
            "link": source.address if web else "",
            "address": source.address,
            "digest": source.digest,
            "illustrative": source.kind == ILLUSTRATIVE,
        }


def charged(tasks: Iterable[Task]) -> Facts | None:
    """Return "3 việc giao: 1 xong đúng hạn, 2 chưa xong" for a decision's tasks, with what marks it; None for none."""
    tally = Tally.of(tasks)
    if not tally.total:
        return None
    text = f"{tally.total} việc giao: {tally.words()}"
    return {"text": text, "overdue": tally.overdue > 0, "illustrative": tally.invented > 0}


def badge(task: Task, *, put_off: bool = False) -> Facts:
    """Return a task's state as badge, icon and word. `put_off` says that the deadline is not the first one."""
    kind = task.punctuality
    if kind == "overdue":
        return {"style": "late", "icon": "late", "word": "Quá hạn", "more": task.state_label}
    if kind == "late":
        days = words.days_between(task.due_on, task.finished_on)
        return {"style": "warn", "icon": "clock", "word": f"Xong, muộn {days} ngày", "more": ""}
    if kind == "in_time":
        word = "Xong trong hạn đã gia hạn" if put_off else "Xong đúng hạn"
        return {"style": "ok", "icon": "done", "word": word, "more": ""}
    if kind == "done":
        return {"style": "ok", "icon": "done", "word": "Xong", "more": ""}
    if kind == "cancelled":
        return {"style": "none", "icon": "refuse", "word": task.state_label, "more": ""}
    return {"style": "info", "icon": "open", "word": task.state_label or "Chưa xong", "more": ""}


def body(public: PublicSet, value: str, on: str = "") -> Facts:
    """Return a body's name and link; of what was on a day, the name that it had then, and "nay là …" the one of today.

    What is no identifier of a public organization is taken as its name.
    """
    found = public.get(Organization, value)
    if found is None:
        return {"name": value, "href": "", "illustrative": False}
    name = found.short_name or found.name
    former = name_on(found, on)
    name = f"{former} (nay là {name})" if former else name
    return {"name": name, "href": href("organization", found.id), "illustrative": found.illustrative}


def name_on(row: Organization, day: str) -> str:
    """Return what a body was called on a day when that is another name than today's; "" otherwise."""
    if not day:
        return ""
    named = zip(row.former_names, row.renamed_on, strict=False)
    return next((name for name, until in named if words.iso_day(day) < until), "")


def bodies(public: PublicSet, values: Iterable[str]) -> list[Facts]:
    """Return names and links of several bodies."""
    return [body(public, value) for value in values]


def task_facts(public: PublicSet, notes: Notes, task: Task) -> Facts:
    """Return all that a table of tasks says of one of them."""
    events = public.where(TaskEvent, "task_id", task.id)
    ended = [event for event in events if event.kind == "cancelled"]
    moved = task.original_responsible_id not in ("", task.responsible_id)
    return {
        "id": task.id,
        "text": task.text,
        "href": href("task", task.id),
        "responsible": body(public, task.responsible_id),
        "original": body(public, task.original_responsible_id) if moved else None,
        "moved_by": task.moved_by,
        "through": bodies(public, task.through),
        "with": bodies(public, task.with_bodies),
        "report_to": body(public, task.report_to) if task.report_to else None,
        "due": words.day(task.due_on),
        "due_iso": words.iso_day(task.due_on),
        "due_text": task.due_text,
        "finished": words.day(task.finished_on),
        "finished_iso": words.iso_day(task.finished_on),
        "result": task.result,
        "badge": badge(task, put_off=any(event.kind == "extended" for event in events)),
        "put_off": _deadlines(public, task),
        "returned": _returned(task, events),
        "cancelled": _when_and_why(ended[0].happened_at, ended[0].reason) if ended else None,
        "from": where_charged(public, task),
        "mark": notes.mark(task),
    }


def _returned(task: Task, events: Iterable[TaskEvent]) -> list[Facts]:
    """Return when and why a task was sent back, the last time first; `earlier` where something came of it since."""
    found = [_when_and_why(event.happened_at, event.reason) for event in events if event.kind == "returned"][::-1]
    return [each | {"earlier": bool(number) or task.state != "returned"} for number, each in enumerate(found)]


def _deadlines(public: PublicSet, task: Task) -> list[Facts]:
    """Return the deadlines that a task had before, each with when and why it was put off or corrected, oldest first."""
    events = [event for event in public.where(TaskEvent, "task_id", task.id) if event.kind == "extended"]
    found = [
        _when_and_why(event.happened_at, event.reason)
        | {"before": words.due_before(event), "late": words.after_the_day(event), "corrected": False}
        for event in events
    ]
    corrected = [row for row in public.where(Correction, "subject_id", task.id) if row.field == words.DEADLINE]
    found += [
        _when_and_why(row.corrected_at, row.reason) | {"before": row.old, "late": "", "corrected": True}
        for row in corrected
    ]
    return sorted(found, key=lambda each: str(each["at"]))


def _when_and_why(moment: str, reason: str) -> Facts:
    return {"day": words.day(moment), "iso": words.iso_day(moment), "at": words.local(moment), "reason": reason}


def where_charged(public: PublicSet, task: Task) -> str:
    """Return "Hội nghị lần thứ 36, nội dung 3" for a task."""
    decision = public.get(Decision, task.decision_id)
    return where_decided(public, decision) if decision else ""


def where_decided(public: PublicSet, decision: Decision) -> str:
    """Return the meeting and the number of the item of a decision."""
    meeting, item = public.get(Meeting, decision.meeting_id), public.get(Item, decision.item_id)
    parts = [words.meeting_label(meeting) if meeting else "", f"nội dung {item.position}" if item else ""]
    return ", ".join(part for part in parts if part)


def outcome(public: PublicSet, decision_id: str) -> str:
    """Return the words for what was decided: those of the points, each once, in order."""
    labels = (point.outcome_label for point in public.where(Point, "decision_id", decision_id))
    return "; ".join(dict.fromkeys(label for label in labels if label))


def corrections(found: Iterable[Correction]) -> list[Facts]:
    """Return what was corrected of what a page shows, newest first: old, new, the words that changed, and why."""
    return [
        {
            "id": row.id,
            "day": words.day(row.corrected_at),
            "iso": words.iso_day(row.corrected_at),
            "field": words.capital(row.field),
            "old": row.old,
            "new": row.new,
            "words": [{"kind": word.kind, "text": word.text} for word in changed_words(row.old, row.new)],
            "reason": row.reason,
        }
        for row in reversed(tuple(found))
    ]


def blocks(paragraphs: Iterable[str]) -> list[Facts]:
    """Return a text in paragraphs and headings."""
    return [
        {"heading": text.startswith("## "), "text": text.removeprefix("## ")} for text in paragraphs if text.strip()
    ]


def files(public: PublicSet, digests: Iterable[str]) -> list[Facts]:
    """Return public files for a list of links."""
    found = (public.get(File, digest) for digest in digests)
    return [
        {
            "href": file_href(row),
            "name": row.name,
            "kind": row.name.rpartition(".")[2].upper()[:4],
            "size": words.size(row.size),
            "digest": row.id,
        }
        for row in found
        if row is not None
    ]


def file_href(row: File) -> str:
    """Return the address of a public file."""
    return f"/tep/{row.id}/{row.name}"


def image_href(public: PublicSet, image: str) -> str:
    """Return the address of an article's photo, which is named by an address of this site or by a file's digest."""
    if image.startswith("/"):
        return image
    found = public.get(File, image)
    return file_href(found) if found else ""
