"""The chain of a decision, paper → decision → notice → tasks → result, and what became of it."""

from collections.abc import Iterator

from nghitrinh.bundle.schema import Correction, Decision, Instrument, Paper, Task, TaskEvent
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts, body, href, outcome
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.tally import Tally, is_open


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
    done, live = [task for task in tasks if task.finished_on], Tally.of(tasks).live
    if not done:
        return _step("open", "done", "Kết quả", "Chưa có" if live else "Không chờ báo cáo")
    last = max(done, key=lambda task: task.finished_on)
    text = "Mọi việc đã xong" if len(done) == live else f"{len(done)} trên {live} việc đã xong"
    style = "past" if len(done) == live else "part"
    return _step(style, "done", "Kết quả", text, last.finished_on) | {
        "illustrative": any(task.illustrative for task in done)
    }


def timeline(public: PublicSet, decision: Decision) -> list[Facts]:
    """Return what happened to a decision, newest first."""
    mark = {"illustrative": decision.illustrative}
    tasks = public.where(Task, "decision_id", decision.id)
    events = [  # in the order in which one follows from the other, which is that of a day
        _event(decision.decided_on, "seal", "Kết luận tại hội nghị", "") | mark,
        _event(decision.approved_on, "done", "Kết luận được duyệt", "") | mark,
        *_issued(public, decision),
        *(event for task in tasks for event in _of_task(public, task, named=task.text)),
        *(_event(row.corrected_at, "done", f"Đính chính: {row.field}", row.reason) for row in public.all(Correction)),
    ]
    return _newest_first(events)


def task_story(public: PublicSet, task: Task, decision: Decision | None, issued: Instrument | None) -> list[Facts]:
    """Return what happened to one task, newest first: from the charge to the result, as far as it is public."""
    mark = {"illustrative": task.illustrative}
    charged: list[Facts] = []
    if decision is not None:
        due = f"Hạn {words.day(_first_due(public, task))}" if _first_due(public, task) else ""
        charged = [_event(decision.decided_on, "seal", "Giao tại kết luận", due) | mark]
        charged[0]["href"] = href("decision", decision.id)
    return _newest_first([*charged, *_issuing(issued), *_of_task(public, task, linked=False)])


def _first_due(public: PublicSet, task: Task) -> str:
    """Return the deadline that the task was given at first, before it was put off."""
    put_off = [event for event in public.where(TaskEvent, "task_id", task.id) if event.kind == "extended"]
    return put_off[0].due_before if put_off else task.due_on


def _newest_first(events: list[Facts]) -> list[Facts]:
    dated = [event for event in events if event["iso"]]
    return sorted(dated, key=lambda event: str(event["iso"]))[::-1]


def _event(when: str, style: str, title: str, text: str) -> Facts:
    return {
        "iso": words.iso_day(when),
        "day": words.day(when),
        "style": style,
        "title": title,
        "text": text,
        "href": "",
        "illustrative": False,
    }


def _issued(public: PublicSet, decision: Decision) -> list[Facts]:
    return _issuing(public.get(Instrument, decision.instrument_id))


def _issuing(found: Instrument | None) -> list[Facts]:
    if found is None:
        return []
    title = " ".join(filter(None, ("Ban hành", found.kind.lower(), found.number)))
    return [
        _event(found.issued_on, "done", title, "")
        | {"href": href("instrument", found.id), "illustrative": found.illustrative}
    ]


def _of_task(public: PublicSet, task: Task, named: str = "", *, linked: bool = True) -> Iterator[Facts]:
    """Yield what happened to a task since it was given; where several tasks are told of, each event names its own."""
    link = {"href": href("task", task.id) if linked else "", "illustrative": task.illustrative}
    which = f": {named}" if named else ""
    for event in public.where(TaskEvent, "task_id", task.id):
        yield _of_deadline(which, event) | link
    if task.finished_on:
        late = " (muộn)" if task.punctuality == "late" else ""
        yield _event(task.finished_on, "done", f"Xong{late}{which}", task.result) | link
    elif task.overdue:
        yield _event(task.due_on, "late", f"Đến hạn mà chưa xong{which}", task.state_label) | link


def _of_deadline(which: str, event: TaskEvent) -> Facts:
    """Say that a deadline was put off, from which day to which and how late that was, or that a task was sent back."""
    reason = f"Lý do: {event.reason}" if event.reason else ""
    if event.kind == "returned":
        return _event(event.happened_at, "open", f"Báo cáo chưa đạt, làm lại{which}", reason)
    moved = f"{words.put_off(event)}. {words.after_the_day(event)}"
    return _event(event.happened_at, "late", f"Lùi hạn{which}", f"{moved} {reason}".replace("  ", " ").strip())
