"""The chain of a decision, paper → decision → notice → tasks → result, and what became of it."""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from nghitrinh.bundle.schema import NAMES, Correction, Decision, Instrument, Paper, Task, TaskEvent, Tombstone
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.corrected import in_short
from nghitrinh.publication.pages.facts import Facts, body, href, outcome
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.selection import corrections_of
from nghitrinh.publication.pages.tally import Tally, is_open
from nghitrinh.vietnamese import sentences

# Of what has a day and no hour: what the day began with, and what ended it. Between them stand the hours.
_MORNING, _EVENING = "", "~"


def chain(public: PublicSet, decision: Decision, *, linked: bool) -> list[Facts]:
    """Return the five steps of a decision, each with icon, state, words and day.

    `linked` says that the chain stands on another page, so that the decision's step leads to its own.
    """
    tasks = public.where(Task, "decision_id", decision.id)
    return [
        _paper_step(public, decision),
        _step("seal", "seal", "Kết luận", outcome(public, decision.id) or "Đã kết luận", decision.decided_on)
        | {"href": href("decision", decision.id) if linked else "#ket-luan", "illustrative": decision.illustrative},
        _instrument_step(public, decision),
        _task_step(tasks),
        _result_step(tasks),
    ]


def _step(style: str, icon: str, name: str, text: str, when: str = "", before: str = "") -> Facts:
    day = words.day(when)
    return {
        "style": style,
        "icon": icon,
        "name": name,
        "text": text,
        "day": f"{before}{day}" if day else "",
        "iso": words.iso_day(when),
        "href": "",
        "illustrative": False,
    }


def _paper_step(public: PublicSet, decision: Decision) -> Facts:
    papers = public.where(Paper, "item_id", decision.item_id) if decision.item_id else ()
    if not papers:
        return _step("open", "doc", "Tài liệu trình", "Chưa có tài liệu được công bố")
    first = papers[0]
    submitter = body(public, first.submitted_by, first.submitted_on)["name"]
    text = f"{len(papers)} tài liệu" if len(papers) > 1 else words.capital(first.kind) or "Tài liệu"
    return _step("past", "doc", "Tài liệu trình", ", ".join(filter(None, (text, submitter))), first.submitted_on) | {
        "illustrative": any(paper.illustrative for paper in papers)
    }


def _instrument_step(public: PublicSet, decision: Decision) -> Facts:
    found = public.get(Instrument, decision.instrument_id)
    if found is None:
        return _step("open", "doc", "Văn bản", "Chưa ban hành")
    text = " ".join(filter(None, (words.capital(found.kind), found.number)))
    return _step("past", "doc", "Văn bản", text, found.issued_on) | {
        "href": href("instrument", found.id),
        "illustrative": found.illustrative,
    }


def _task_step(tasks: tuple[Task, ...]) -> Facts:
    tally = Tally.of(tasks)
    if not tally.total:
        return _step("past", "task", "Việc giao", "Không giao việc")
    style, icon = ("late", "late") if tally.overdue else ("past", "task")
    text = f"{tally.total} việc: {tally.words()}"
    still = [task.due_on for task in tasks if is_open(task) and task.due_on]
    return _step(style, icon, "Việc giao", text, min(still, default=""), "hạn ") | {"illustrative": tally.invented > 0}


def _result_step(tasks: tuple[Task, ...]) -> Facts:
    tally = Tally.of(tasks)
    done, live, dropped = [task for task in tasks if task.finished_on], tally.live, tally.cancelled
    if not done:
        nothing = "Mọi việc đã thôi giao" if dropped else "Không chờ báo cáo"
        return _step("open", "done", "Kết quả", "Chưa có" if live else nothing)
    last = max(done, key=lambda task: task.finished_on)
    text = "Mọi việc đã xong" if len(done) == tally.total else f"{len(done)} trên {tally.total} việc đã xong"
    text = f"{text}, {dropped} thôi giao" if dropped else text
    style = "past" if len(done) == live else "part"
    return _step(style, "done", "Kết quả", text, last.finished_on) | {
        "illustrative": any(task.illustrative for task in done)
    }


def timeline(public: PublicSet, decision: Decision) -> list[Facts]:
    """Return what happened to a decision, newest first."""
    mark = {"illustrative": decision.illustrative}
    tasks = public.where(Task, "decision_id", decision.id)
    events = [  # of one hour in the order in which one follows from the other
        _event(decision.decided_on, "seal", "Kết luận tại hội nghị", "") | mark,
        _event(decision.approved_on, "done", "Kết luận được duyệt", "") | mark,
        *(recalled := _recalled(public, decision)),
        *_issuing(public.get(Instrument, decision.instrument_id), recalled),
        *(event for task in tasks for event in _of_task(public, task, named=task.text)),
        *(_event(row.corrected_at, "done", f"Đính chính: {row.field}", row.reason) for row in of_decision(public)),
    ]
    return _newest_first(events)


def of_decision(public: PublicSet) -> list[Correction]:
    """Return the corrections that a decision's page tells as its own: what it changed in a task is one of them."""
    return [row for row in public.all(Correction) if row.subject_kind != NAMES[Task]]


def task_story(public: PublicSet, task: Task, decision: Decision | None, issued: Instrument | None) -> list[Facts]:
    """Return what happened to one task, newest first: from the charge to the result, as far as it is public."""
    mark = {"illustrative": task.illustrative}
    charged: list[Facts] = []
    if decision is not None:
        due = _first_due(public, task)
        charged = [_event(decision.decided_on, "seal", "Giao tại kết luận", _until(due)) | mark]
        charged[0]["href"] = href("decision", decision.id)
        charged += _recalled(public, decision)
    corrected = corrections_of(public, task)
    return _newest_first([*charged, *_issuing(issued, charged), *_of_task(public, task, corrected=corrected)])


def _until(due: str) -> str:
    """Return "Hạn 15/12/2026", or "Hạn: Trong quý IV"; "" where there was none."""
    return "".join(("Hạn", " " if due[:1].isdigit() else ": ", due)) if due else ""


def _first_due(public: PublicSet, task: Task) -> str:
    """Return the deadline that the task was given at first, before it was put off or corrected; "" for none."""
    put_off = [event for event in public.where(TaskEvent, "task_id", task.id) if event.kind == "extended"]
    earlier = [(words.local(event.happened_at), words.due_before(event)) for event in put_off]
    corrected = [row for row in corrections_of(public, task) if row.field == words.DEADLINE]
    earlier += [(words.local(row.corrected_at), row.old) for row in corrected]
    return min(earlier)[1] if earlier else words.day(task.due_on) or task.due_text


def _corrected(row: Correction) -> Facts:
    """Say what was corrected of a task, old and new: what it reads as now is not what was given at the meeting."""
    changed, reason = in_short(row), f"Lý do: {row.reason}" if row.reason else ""
    said = words.capital(sentences(changed if changed != row.field else "", reason))
    return _event(row.corrected_at, "done", f"Đính chính: {row.field}", said) | {"href": "#dinh-chinh"}


def _newest_first(events: list[Facts]) -> list[Facts]:
    dated = [event for event in events if event["iso"]]
    return sorted(dated, key=itemgetter("iso", "hour"))[::-1]


def _event(when: str, style: str, title: str, text: str, hour: str = _MORNING) -> Facts:
    """Return one event; `hour` is where it stands in its day, of what is known by its day alone."""
    return {
        "iso": words.iso_day(when),
        "hour": words.local(when)[11:] if "T" in when else hour,
        "day": words.day(when),
        "style": style,
        "title": title,
        "text": text,
        "href": "",
        "illustrative": False,
    }


def _issuing(found: Instrument | None, before: list[Facts]) -> list[Facts]:
    """Say when the document was issued that holds: on the day of what it replaces, after that was withdrawn."""
    if found is None:
        return []
    title = " ".join(filter(None, ("Ban hành", found.kind.lower(), found.number)))
    day = words.iso_day(found.issued_on)
    hour = max((str(each["hour"]) for each in before if each["iso"] == day), default=_MORNING)
    return [
        _event(found.issued_on, "done", title, "", hour)
        | {"href": href("instrument", found.id), "illustrative": found.illustrative}
    ]


def _recalled(public: PublicSet, decision: Decision) -> list[Facts]:
    """Say of each document that issued a decision and was withdrawn when it was issued, when withdrawn and why."""
    found = []
    for stone in public.where(Tombstone, "issued", decision.id):
        name = f"{stone.name[:1].lower()}{stone.name[1:]}" or "một văn bản"
        reason = f"Lý do: {stone.reason}" if stone.reason else ""
        both = (
            _event(stone.day, "done", f"Ban hành {name}", ""),
            _event(stone.withdrawn_at, "none", f"Thu hồi {name}", reason),
        )
        found += [event | {"href": href(NAMES[Instrument], stone.id)} for event in both]
    return found


def _of_task(
    public: PublicSet, task: Task, named: str = "", *, corrected: Iterable[Correction] = ()
) -> Iterator[Facts]:
    """Yield what happened to a task since it was given; where several tasks are told of, each event names its own.

    What was `corrected` of it stands among that by its time: on the page of the task, for a decision tells it itself.
    """
    link = {"href": href("task", task.id) if named else "", "illustrative": task.illustrative}
    which = f": {named}" if named else ""
    events = public.where(TaskEvent, "task_id", task.id)
    yield from (_of_deadline(which, event) | link for event in events)
    yield from (link | _corrected(row) for row in corrected)
    if task.finished_on:
        late = " (muộn)" if task.punctuality == "late" else ""
        yield _event(task.finished_on, "done", f"Xong{late}{which}", task.result, _EVENING) | link
    elif task.overdue:
        yield _event(task.due_on, "late", f"Đến hạn mà chưa xong{which}", task.state_label, _EVENING) | link


def _of_deadline(which: str, event: TaskEvent) -> Facts:
    """Say that a deadline was put off, from which day to which and how late; or that a task was sent back, or ended."""
    reason = f"Lý do: {event.reason}" if event.reason else ""
    if event.kind == "returned":
        return _event(event.happened_at, "open", f"Báo cáo chưa đạt, làm lại{which}", reason)
    if event.kind == "cancelled":
        return _event(event.happened_at, "none", f"Thôi giao{which}", reason)
    moved = sentences(words.put_off(event), words.after_the_day(event))
    return _event(event.happened_at, "late", f"Lùi hạn{which}", f"{moved} {reason}".rstrip())
