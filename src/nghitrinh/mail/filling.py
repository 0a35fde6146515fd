"""Filling the outbox: what happened since the last look becomes notices, once, however often and wherever it is killed.

Progress and notices are written in one transaction under a lock of the progress: of two workers one waits and finds
nothing left, and of a killed one nothing is there. Lines are numbered without gaps and committed in their order, so
that none is overtaken.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from nghitrinh.mail import audience
from nghitrinh.mail.models import (
    DAY,
    OF_A_DAY,
    OF_A_MEETING,
    Choice,
    Kind,
    Letter,
    LetterState,
    Notice,
    Preference,
    Progress,
    new_letter,
)
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock, journal, turn
from nghitrinh.record.kernel.errors import WrongState
from nghitrinh.record.kernel.models import Journal, JournalRow, User
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingForm, MeetingState
from nghitrinh.record.opinions.models import Request, Round, RoundState
from nghitrinh.record.opinions.queries import missing
from nghitrinh.record.presence.models import Invitation
from nghitrinh.record.procedure.provisions import KINDS, Key
from nghitrinh.record.procedure.queries import rule_text_on
from nghitrinh.record.tasks.models import Task, TaskEscalation, TaskQuestion, TaskState
from nghitrinh.record.tasks.queries import WAITING, to_escalate
from nghitrinh.record.voting.models import Vote, VoteForm, VoteState

# So many lines are read in one transaction: acts wait no longer for it than for one another.
LINES_AT_ONCE = 50


@dataclass(frozen=True)
class Found:
    """Something of which users are to hear: why, about which object, and whom it concerns."""

    kind: Kind
    subject: UUID
    users: frozenset[UUID]


def fill() -> int:
    """Note what the journal says since the last look, and return how many notices came of it.

    The first look of a home begins at the journal's end: nobody is written to about what was before.
    """
    progress, last = _begun()
    count = 0
    while progress.line < last:
        with turn.taken(), transaction.atomic():
            progress = Progress.objects.select_for_update(no_key=True).get(pk=Progress.THE_ONE)
            lines = list(Journal.objects.filter(seq__gt=progress.line).order_by("seq")[:LINES_AT_ONCE])
            if not lines:
                break
            count += sum(_noted(f"line:{line.seq}:{found.subject}", found) for line in lines for found in _of(line))
            progress.line = lines[-1].seq
            progress.save(update_fields=["line"])
    return count


def _begun() -> tuple[Progress, int]:
    last = Journal.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    return Progress.objects.get_or_create(pk=Progress.THE_ONE, defaults={"line": last})[0], last


def _noted(occasion: str, found: Found) -> int:
    """Write a notice for each user who may see what it is about, and the letter of one that waits for no day."""
    made = 0
    for user in audience.seen_by(found.users, found.kind, found.subject):
        if _waits(user, found):
            continue
        given = {"subject": found.subject, "noted_at": timezone.now()}
        notice, is_new = Notice.objects.get_or_create(
            occasion=occasion, recipient=user, kind=found.kind, defaults=given
        )
        if not is_new:
            continue
        made += 1
        if _at_once(user, found.kind):
            notice.letter = new_letter(user, found.kind, timezone.now(), occasion, user.pk, found.kind)
            notice.letter.save(force_insert=True)
            notice.save(update_fields=["letter"])
    return made


def _waits(user: User, found: Found) -> bool:
    """Tell whether a user is about to be written to of the same: its words are made then, and say how it is now."""
    unsent = Q(letter=None) | Q(letter__state=LetterState.QUEUED)
    return Notice.objects.filter(unsent, recipient=user, kind=found.kind, subject=found.subject).exists()


def _at_once(user: User, kind: Kind) -> bool:
    if kind in OF_A_MEETING:
        return True
    return kind not in OF_A_DAY and Preference.objects.filter(user=user, choice=Choice.AT_ONCE).exists()


# What lines say.


def _of(line: Journal) -> Iterator[Found]:
    """Yield what a line gives rise to, by its act and by the rows that it wrote."""
    keys: dict[str, list[UUID]] = {}
    for kind, key in JournalRow.objects.filter(seq=line.seq, kind__in=_KINDS).values_list("kind", "key"):
        keys.setdefault(kind, []).append(UUID(key))
    if line.act in _OF_MEETINGS:
        for meeting in Meeting.objects.filter(pk__in=keys.get("meeting", ())):
            yield from _OF_MEETINGS[line.act](line, meeting)
    if line.act in _OF_ANSWERS:
        for invitation in Invitation.objects.filter(pk__in=keys.get("invitation", ())).select_related("meeting"):
            yield from _newly_asked(line, invitation.meeting)
    if line.act in _OF_ITEMS:
        for item in AgendaItem.objects.filter(pk__in=keys.get("agendaitem", ())).select_related("meeting"):
            yield from _papers([item])
    if line.act in _OF_ROUNDS:
        yield from _of_requests(keys.get("request", ()))
    if line.act in _OF_SLIPS:
        yield from _of_slips(keys.get("meeting", ()))
    yield from _of_questions(line, keys.get("taskquestion", ()))
    yield from _of_escalations(keys.get("taskescalation", ()))
    yield from _of_tasks(line, keys.get("task", ()))


def _of_requests(keys: Iterable[UUID]) -> Iterator[Found]:
    for request in Request.objects.filter(pk__in=list(keys)).select_related("membership"):
        yield Found(Kind.OPINION, request.pk, frozenset(audience.asked(request)))


def _of_slips(keys: Iterable[UUID]) -> Iterator[Found]:
    for meeting in Meeting.objects.filter(pk__in=list(keys)):
        yield Found(Kind.SLIP, meeting.pk, frozenset(audience.asked_in_writing(_questions(meeting))))


def _questions(meeting: Meeting) -> QuerySet[Vote]:
    return Vote.objects.filter(item__meeting=meeting, state=VoteState.OPEN, form=VoteForm.WRITTEN)


def _changed(line: Journal, *columns: str) -> bool:
    """Tell whether a line changed one of the columns; one whose content was erased may have."""
    content = journal.content_of(line.seq)
    return content is None or any(change.field in columns for change in journal.changes_of(line, content))


def _convened(_line: Journal, meeting: Meeting) -> Iterator[Found]:
    yield Found(Kind.INVITED, meeting.pk, frozenset(audience.invitees(meeting)))
    yield from _papers(meeting.items.all())


def _rescheduled(line: Journal, meeting: Meeting) -> Iterator[Found]:
    if meeting.state not in (MeetingState.CONVENED, MeetingState.OPEN):
        return
    if _changed(line, "name", "starts_at", "place"):
        yield Found(Kind.MOVED, meeting.pk, frozenset(audience.invitees(meeting)))
    if _changed(line, "starts_at", "papers_by"):
        yield from _papers(meeting.items.all())


def _cancelled(_line: Journal, meeting: Meeting) -> Iterator[Found]:
    if meeting.convenings.exists():  # of a meeting that was only planned nobody knew
        yield Found(Kind.CANCELLED, meeting.pk, frozenset(audience.invitees(meeting) | _written_to(meeting)))


def _newly_asked(_line: Journal, meeting: Meeting) -> Iterator[Found]:
    """Yield the invitation of those who are asked to a meeting only now."""
    if meeting.state == MeetingState.CONVENED:
        yield Found(Kind.INVITED, meeting.pk, frozenset(audience.invitees(meeting) - _written_to(meeting)))


def _written_to(meeting: Meeting) -> set[UUID]:
    about = Notice.objects.filter(subject=meeting.pk, kind__in=OF_A_MEETING)
    return set(about.values_list("recipient", flat=True))


def _papers(items: Iterable[AgendaItem]) -> Iterator[Found]:
    for item in items:
        if item.presenter_id and item.state == ItemState.OPEN:
            yield Found(Kind.PAPERS, item.pk, frozenset(audience.presenters_of(item)))


def _of_questions(line: Journal, keys: Iterable[UUID]) -> Iterator[Found]:
    """Yield the overdue tasks that a line asks their bodies about."""
    asked = TaskQuestion.objects.filter(pk__in=list(keys)).select_related("task") if line.act == "task.ask" else ()
    for question in asked:
        yield Found(Kind.ASKED, question.task_id, frozenset(audience.charged(question.task)))


def _of_escalations(keys: Iterable[UUID]) -> Iterator[Found]:
    """Yield the tasks that a line reported above; not what an earlier version wrote of without such a line."""
    for each in TaskEscalation.objects.filter(pk__in=list(keys)).select_related("task"):
        earlier = f"{Kind.ESCALATED}:{each.task_id}:{each.due_on}:{each.step}"
        if not Notice.objects.filter(occasion=earlier).exists():
            yield Found(Kind.ESCALATED, each.task_id, frozenset(audience.above(each.task)))


def _of_tasks(line: Journal, keys: Iterable[UUID]) -> Iterator[Found]:
    """Yield the tasks that a line made, gave to another body, or sent back."""
    for task in Task.objects.filter(pk__in=list(keys), state__in=WAITING):
        earlier = JournalRow.objects.filter(kind="task", key=str(task.pk), seq__lt=line.seq)
        if not earlier.exists() or (line.act in _MOVES and _changed(line, "responsible", "responsible_id")):
            yield Found(Kind.CHARGED, task.pk, frozenset(audience.charged(task)))
        elif line.act == "task.return" and task.state == TaskState.RETURNED:
            yield Found(Kind.SENT_BACK, task.pk, frozenset(audience.charged(task)))


_KINDS = ("meeting", "agendaitem", "task", "taskquestion", "taskescalation", "invitation", "request")
_OF_MEETINGS: dict[str, Callable[[Journal, Meeting], Iterator[Found]]] = {
    "meeting.convene": _convened,
    "meeting.reschedule": _rescheduled,
    "meeting.open": _rescheduled,
    "meeting.cancel": _cancelled,
    "invitation.invite": _newly_asked,
    "invitation.invite_all": _newly_asked,
}
_OF_ANSWERS = ("invitation.answer", "invitation.note_answer")
_OF_ROUNDS = ("round.open", "round.ask")
_OF_SLIPS = ("meeting.ask", "meeting.extend")
_OF_ITEMS = ("item.add", "item.revise")
_MOVES = ("organization.succeed", "decision.correct")


# What a day brings.


def gather(now: datetime | None = None) -> int:
    """Once a day, from the home's hour on: note what is due, and put what waits into one letter for each user."""
    now = now or clock.now()
    progress, _ = _begun()
    if now.hour < settings.MAIL.hour or (progress.day is not None and progress.day >= now.date()):
        return 0
    _report_above(now.date())
    with turn.taken(), transaction.atomic():
        progress = Progress.objects.select_for_update(no_key=True).get(pk=Progress.THE_ONE)
        if progress.day is not None and progress.day >= now.date():
            return 0
        for occasion, found in _of_a_day(now.date()):
            if not Notice.objects.filter(occasion=occasion).exists():
                _noted(occasion, found)
        letters = _letters_of_a_day(now.date())
        progress.day = now.date()
        progress.save(update_fields=["day"])
    return letters


def _report_above(day: date) -> None:
    """Take the steps of the rules by which overdue tasks are reported above, and note them for the letters of the day.

    Each is an act with a line of its own. What another worker took meanwhile is refused; what is left when this one is
    killed is found again by the next look, since the day is not done yet.
    """
    for task, step in [*to_escalate(day)]:
        with suppress(WrongState):
            ACTS["task.escalate"](by=None, task=task.pk, step=step)
    fill()


def _letters_of_a_day(day: date) -> int:
    waiting: dict[UUID, list[int]] = {}
    for key, recipient in Notice.objects.filter(letter=None).values_list("pk", "recipient"):
        waiting.setdefault(recipient, []).append(key)
    for user in User.objects.filter(pk__in=waiting):
        letter = new_letter(user, DAY, timezone.now(), DAY, day, user.pk)
        if Letter.objects.filter(pk=letter.pk).exists():  # the clock was put back: the next day's has them
            continue
        letter.save(force_insert=True)
        Notice.objects.filter(pk__in=waiting[user.pk]).update(letter=letter)
    return len(waiting)


Rules = dict[UUID, dict[Key, tuple[int, ...]]]


def _of_a_day(day: date) -> Iterator[tuple[str, Found]]:
    """Yield each open task and each missing opinion whose day is at one of the rule's steps, with the last one reached.

    A step that nobody looked at (the worker stood still) is made up for by the next look, of several the last.
    """
    rules: Rules = {}
    yield from _tasks_of(day, rules)
    yield from _opinions_of(day, rules)
    yield from _slips_of(day, rules)


def _slips_of(day: date, rules: Rules) -> Iterator[tuple[str, Found]]:
    """Yield who has not answered in writing, at the rule's steps before the last day: after it no answer is taken."""
    asking = Meeting.objects.filter(form=MeetingForm.WRITTEN, state=MeetingState.OPEN, answers_by__gte=day)
    for meeting in asking.order_by("answers_by", "id"):
        last = meeting.answers_by or day
        if meeting.owner_id not in rules:
            rules[meeting.owner_id] = _steps_of(meeting.owner_id, day)
        reached = [step for step in rules[meeting.owner_id][Key.REMINDERS] if (last - day).days <= step]
        if reached and (last - meeting.day).days > min(reached):
            found = Found(Kind.SLIP_DUE, meeting.pk, frozenset(audience.asked_in_writing(_questions(meeting))))
            yield f"{Kind.SLIP_DUE}:{meeting.pk}:{last}:{min(reached)}", found


def _opinions_of(day: date, rules: Rules) -> Iterator[tuple[str, Found]]:
    """Yield who has not answered: before their last day at the rule's steps, and once when it has passed."""
    waiting = missing(Round.objects.filter(state=RoundState.OPEN)).exclude(opinion__isnull=False)
    for request in waiting.select_related("round", "membership").order_by("round__due_on", "recorded_at", "id"):
        owner, last = request.round.owner_id, request.last_day
        if owner not in rules:
            rules[owner] = _steps_of(owner, day)
        left = (last - day).days
        reached = [step for step in rules[owner][Key.REMINDERS] if left <= step]
        if left < 0 or (reached and (last - request.asked_on).days > min(reached)):
            step = min(reached) if left >= 0 else -1
            found = Found(Kind.OPINION_DUE, request.pk, frozenset(audience.asked(request)))
            yield f"{Kind.OPINION_DUE}:{request.pk}:{last}:{step}", found


def _tasks_of(day: date, rules: Rules) -> Iterator[tuple[str, Found]]:
    for task in Task.objects.filter(state__in=WAITING, due_on__isnull=False).order_by("due_on", "id"):
        if task.owner_id not in rules:
            rules[task.owner_id] = _steps_of(task.owner_id, day)
        for kind, step in _steps(task, day, rules[task.owner_id]):
            found = Found(kind, task.pk, frozenset(audience.charged(task)))
            yield f"{kind}:{task.pk}:{task.due_on}:{step}", found


def _steps(task: Task, day: date, rule: dict[Key, tuple[int, ...]]) -> Iterator[tuple[Kind, int]]:
    """Yield the step before the deadline that was reached last, unless it lay before the charge; or that it passed."""
    left = (task.due_on - day).days if task.due_on else 0
    if left < 0:
        yield Kind.OVERDUE, 0
    elif task.due_on:
        reached = [step for step in rule[Key.REMINDERS] if left <= step]
        if reached and (task.due_on - task.assigned_on).days > min(reached):
            yield Kind.DUE, min(reached)


def _steps_of(organization: UUID, day: date) -> dict[Key, tuple[int, ...]]:
    """Return at how many days the organization's rule reminds; what is supposed where it has none."""
    said = rule_text_on(organization, day)
    return {key: said.get(key) if said else KINDS[key].silent for key in (Key.REMINDERS,)}
