"""What must hold after every act of a walk, whatever it was. Written from the tables, not from the acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tests.record.walk.course import check_course
from tests.record.walk.hand import (
    MODELS,
    NOBODY,
    Given,
    allowed_roles,
    main_row,
    may,
    paper_of,
    round_of,
    side,
    side_of_asked,
)
from tests.record.walk.levels import check_levels, check_publications, parents
from tests.record.walk.numbers import check_numbers
from tests.record.walk.snapshot import Row, Snapshot

from nghitrinh.record.bodies.accounts import digest_of
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.levels import ADMINISTRATOR
from nghitrinh.record.kernel.models import Journal, JournalRow
from nghitrinh.record.kernel.striking import STRIKABLE
from nghitrinh.record.kernel.transitions import NEW
from nghitrinh.record.nouns import row_of_key

# Rows that an act writes once. What was decided, said or submitted is never rewritten.
WRITTEN_ONCE = {
    *("source", "provenance", "body", "legislativeterm", "person", "location", "succession", "successionlink"),
    "formername",
    *("numbergap", "convening", "paperrevision", "file", "consultation", "release"),
    *("decisionrevision", "point", "figure", "figureplace", "charge", "chargebody"),
    *("instrumentrevision", "issueddecision", "articlerevision"),
    *("candidate", "reservation"),
}
# What of these a correction or an end may change.
REWRITTEN_BY = {
    "source": ("source.correct",),
    "body": ("body.correct",),
    "legislativeterm": ("term.correct", "term.close"),
    "person": ("person.correct",),
    "location": ("location.correct", "location.end"),
    "formername": ("organization.correct_former",),
}
# Rows that join two others, and the acts that may take one away; the journal answers for its absence.
REMOVABLE = {
    "taskbody": ("decision.correct", "organization.succeed"),
    "stay": ("attendance.correct_stay",),
    "going": ("engagement.revise",),
    # entered or read by mistake, before the question is closed
    "slipentry": ("slip.take_back",),
    "ballot": ("slip.reread",),
    # what is said again says what was said before no more
    "comment": ("opinion.give", "opinion.note"),
    "opinionfile": ("opinion.give", "opinion.note"),
} | dict.fromkeys(STRIKABLE, ("entry.strike",))
# What hangs on a round by its request: the acts name one of these.
ASKED = ("request", "opinion", "comment")
# What happens in the room, at an item that is heard: the acts name one of these, or the item.
HEARD = ("hearing", "note", "speech")
# States in which an object stays as it is.
CLOSED = {
    "task": ("confirmed", "cancelled"),
    "paper": ("withdrawn",),
    "intake": ("accepted", "discarded"),
    "instrument": ("withdrawn",),
    "article": ("withdrawn",),
    "meeting": ("cancelled",),
    "vote": ("cancelled",),
    "minutes": ("dropped",),
}
# What a closed meeting still takes: a correction of its own words, and its release.
AFTER_CLOSING = ("meeting.correct", "attendance.correct", "meeting.release")
OF_A_CLOSED_ITEM = {"state", "edit", "public_title", "public_title_approved"}
# States that move as a consequence of an act on another noun, beside what the tables say.
CONSEQUENCES = {
    ("agendaitem", NEW, "open"): ("item.add", "meeting.enter_past", "paper.report_written"),
    ("agendaitem", "open", "concluded"): ("decision.approve", "decision.enter_past"),
    ("task", NEW, "assigned"): ("instrument.issue",),
    ("vote", "prepared", "open"): ("meeting.ask",),
    ("finding", NEW, "waiting"): ("paper.submit",),
    ("paper", "submitted", "returned"): ("finding.send_back",),
    ("paper", "accepted", "returned"): ("finding.send_back",),
    **{("finding", "waiting", state): ("finding.conclude",) for state in ("asking", "checked", "unread", "no_table")},
    **{
        ("task", state, "cancelled"): ("decision.correct",)
        for state in ("assigned", "accepted", "reported", "returned")
    },
}


@dataclass(frozen=True)
class Step:
    """One act of a walk that succeeded: what was given, by whom, and the record on both sides of it."""

    verb: str
    by: Row | None
    given: Given
    before: Snapshot
    after: Snapshot

    def changed(self) -> Iterator[tuple[str, Row, Row]]:
        """Yield model, old row and new row of everything that is not as it was."""
        for model, rows in self.after.rows.items():
            old = self.before.of(model)
            if old is rows:
                continue
            for key, row in rows.items():
                if key in old and old[key] != row:
                    yield model, old[key], row

    def new(self) -> Iterator[tuple[str, Row]]:
        """Yield model and row of everything that came."""
        for model, rows in self.after.rows.items():
            old = self.before.of(model)
            if old is not rows:
                yield from ((model, row) for key, row in rows.items() if key not in old)


# What tells of a meeting, and the column of its date: it is not older than the meeting's day.
TELLING = {"instrument": "issued_on", "article": "published_at"}


def check_refused(before: Snapshot, after: Snapshot, verb: str) -> None:
    """A refused act leaves no row and no line behind."""
    assert after.lines == before.lines, f"{verb} was refused, but the journal has a line more"
    assert after.erased == before.erased
    for model, rows in after.rows.items():
        assert rows == before.of(model), f"{verb} was refused, but left a trace in {model}"


def check_done(step: Step) -> None:
    """Everything that must hold after an act."""
    _check_line(step)
    _check_what_the_line_says(step)
    _check_lawful(step)
    _check_nothing_lost(step)
    _check_states(step)
    _check_closed(step)
    _check_days(step)
    check_course(step.before, step.after, step.verb, step.by)
    check_numbers(step.before, step.after, step.verb)
    above = parents()
    check_levels(step.after, above)
    check_publications(step.before, step.after, above, step.verb)


def _check_line(step: Step) -> None:
    by = step.by["username"] if step.by else "system"
    assert step.after.lines == step.before.lines + 1
    assert step.after.last == (step.verb, by)
    assert step.after.erased == step.before.erased + (step.verb == "journal.erase")


def _check_what_the_line_says(step: Step) -> None:
    """The line names every row that the act wrote, and says of every noun how its state moved."""
    named = {f"{row.kind}:{row.key}" for row in JournalRow.objects.filter(seq=step.after.lines)}
    gone = ((model, rows.keys() - step.after.of(model)) for model, rows in step.before.rows.items())
    written = {f"{model}:{key}" for model, keys in gone for key in keys}
    written |= {f"{model}:{new['id']}" for model, _, new in step.changed()}
    written |= {f"{model}:{row['id']}" for model, row in step.new()}
    assert written <= named, f"{step.verb} wrote {written - named} and its line does not name them"
    changes = (journal.content_of(step.after.lines) or {"changes": []})["changes"]
    states = {(each["of"], each["old"], each["new"]) for each in changes if each["field"] == "state"}
    for model, old, new in step.changed():
        moved = (f"{model}:{new['id']}", old.get("state"), new.get("state"))
        assert moved[1] == moved[2] or moved in states, f"{step.verb} moved {moved} and its line says {states}"


def _check_lawful(step: Step) -> None:
    """The user had a role that the table or the act names, had seen the newest edit, and the state allowed it."""
    row = _subject(step)
    if row is not None and "edit" in step.given:
        assert step.given["edit"] == row["edit"], f"{step.verb} accepted a stale edit"
    found = main_row(step.verb)
    if row is not None and found is not None:
        model, transition = found
        stands = step.before.of("meeting")[row["meeting_id"]] if model == "meeting" and "meeting_id" in row else row
        if model == "round" and "state" not in row:
            stands = round_of(step.before, row)
        assert stands["state"] in transition.sources, f"{step.verb} was possible while {stands['state']}"
    assert _could(step, row), f"{step.verb} was done by {step.by}, expected {allowed_roles(step.verb)}"


def _subject(step: Step) -> Row | None:
    """Return the row that the act was done to, as it was before; None for an act that begins something."""
    noun = step.verb.split(".")[0]
    if step.verb == "entry.strike":
        return step.before.of(step.given["kind"]).get(step.given["entry"])
    if noun in HEARD:
        return _heard(step, noun)
    if step.given.get("attendance"):  # whoever came, left, or was there at other times
        return step.before.of("attendance").get(step.given["attendance"])
    if noun in ASKED:
        name = next(each for each in ASKED if each in step.given)
        return step.before.of(name).get(step.given[name])
    if step.given.get("vote"):  # ballots and reservations are parts of it
        return step.before.of("vote").get(step.given["vote"])
    named = ((noun, MODELS.get(noun, noun)), ("meeting", "meeting"))
    by_name = (step.before.of(model).get(step.given[name]) for name, model in named if _names(step, name, noun))
    return next(by_name, None)


def _names(step: Step, name: str, noun: str) -> bool:
    return name in step.given and (name == noun or "edit" in step.given)


def _heard(step: Step, noun: str) -> Row | None:
    """Return what is changed of what happens in the room, or the item at which it does."""
    own = step.given.get(noun)
    return step.before.of(noun).get(own) if own else step.before.of("agendaitem").get(step.given["item"])


def _whose_link(step: Step) -> Any:
    """Return whose account a link is of that an act named by its secret; the record has its digest."""
    digest = digest_of(step.given["secret"]) if "secret" in step.given else ""
    return next((link["user_id"] for link in step.before.where("accountlink") if link["digest"] == digest), None)


def _could(step: Step, row: Row | None) -> bool:
    if ADMINISTRATOR in allowed_roles(step.verb) and step.by is not None and step.by["is_administrator"]:
        return True
    of_meeting = _of_meeting(step, row)
    owner = of_meeting or (side(step.verb, row) if row else None)
    holder = step.given.get("user") or _whose_link(step)
    submitter = row.get("submitted_by_id") if row else step.given.get("submitted_by")
    if row is not None and step.verb.partition(".")[0] in ASKED:
        owner = side_of_asked(step.before, step.verb, row)
        submitter = paper_of(step.before, round_of(step.before, row))["submitted_by_id"]
    if step.verb.startswith("finding."):
        about = row or step.before.of("file")[step.given["file"]]
        paper = paper_of(step.before, about)
        owner, submitter = paper["owner_id"], paper["submitted_by_id"]
    if step.verb == "organization.succeed":  # every body that ends by it is theirs to keep
        return all(may(step.before, step.verb, step.by, ending) for ending in step.given["old"])
    owners = [owner] if owner and owner != NOBODY else _owners(step)
    return any(may(step.before, step.verb, step.by, each, holder, submitter) for each in owners)


def _of_meeting(step: Step, row: Row | None) -> Any:
    """Return whose a part of a meeting is: the meeting's, but for an invitation that is answered by whom it asks."""
    if step.verb == "invitation.answer" and row is not None:
        invited = step.before.of("membership").get(row["membership_id"])
        return invited["organization_id"] if invited else row["organization_id"]
    begun = step.given.get("meeting") if row is None and step.verb.startswith("attendance.") else None
    meeting = begun if row is None else row.get("meeting_id") if "owner_id" not in row else None
    return step.before.of("meeting")[meeting]["owner_id"] if meeting else None


def _owners(step: Step) -> list[Any]:
    """Return whose the new rows are, or what the act named, or whose the thing taken back is."""
    owners = [row.get(column) for column in ("owner_id", "organization_id") for _, row in step.new()]
    found = [each for each in [step.given.get("organization"), *owners] if each]
    if step.verb == "release.withdraw":
        return [step.before.of(MODELS[step.given["kind"]])[step.given["id"]]["owner_id"]]
    if step.verb == "person.correct":
        posts = step.before.where("membership", lambda each: each["person_id"] == step.given["person"])
        held = [each["organization_id"] for each in posts]
        return held or list(step.before.of("organization"))  # who has no post is kept by every secretary
    if step.verb == "source.correct":
        return _came_in_for(step, str(step.given["source"]))
    if step.verb == "number.declare_gap":
        return [step.before.of("series")[step.given["series"]]["organization_id"]]
    if step.verb == "task.assign":
        return [step.before.of("decision")[step.given["decision"]]["owner_id"]]
    return found[:1] or [None]


def _came_in_for(step: Step, source: str) -> list[Any]:
    """Return the bodies for which a source came into the record, as the lines before this one say."""
    rows = JournalRow.objects.filter(kind="source", key=source, seq__lte=step.before.lines)
    owners = Journal.objects.filter(seq__in=rows.values("seq")).exclude(owner="").values_list("owner", flat=True)
    return [UUID(each) for each in owners]


def _check_nothing_lost(step: Step) -> None:
    """No row goes but a join's; a row that is written once stays; any other moves on by one edit."""
    for model, rows in step.before.rows.items():
        after = step.after.of(model)
        kept = after is rows or rows.keys() <= after.keys()
        assert kept or step.verb in REMOVABLE.get(model, ()), f"{step.verb} deleted from {model}"
    for model, old, new in step.changed():
        rewritten = step.verb in REWRITTEN_BY.get(model, ())
        assert model not in WRITTEN_ONCE or rewritten, f"{step.verb} rewrote {model}: {old} to {new}"
        if "edit" in old:
            assert new["edit"] == old["edit"] + 1, f"{step.verb} changed {model} without its edit"


def _check_states(step: Step) -> None:
    moves = [(model, NEW, row["state"]) for model, row in step.new() if "state" in row]
    moves += [(model, old["state"], new["state"]) for model, old, new in step.changed() if "state" in old]
    for model, old, new in moves:
        if old == new or step.verb in CONSEQUENCES.get((model, old, new), ()):
            continue
        table = row_of_key(model).table
        legal = [row for row in table.transitions if row.verb == step.verb and old in row.sources and row.target == new]
        assert legal, f"{step.verb} moved {model} from {old or 'nothing'} to {new}"


def _check_closed(step: Step) -> None:
    for model, old, new in step.changed():
        assert old.get("state") not in CLOSED.get(model, ()), f"{step.verb} changed a {model} that is {old['state']}"
        if model == "meeting" and old["state"] == "closed":
            assert step.verb in AFTER_CLOSING, f"{step.verb} changed a closed meeting"
        if model == "vote" and old["state"] == "closed":
            assert step.verb in ("vote.correct", "slip.correct"), f"{step.verb} changed a closed vote"
        if model == "organization":
            allowed = step.verb == "organization.correct" or old["ended_on"] in (None, new["ended_on"])
            assert allowed, f"{step.verb} let an ended body live again"
        if model in ("grant", "membership"):
            ended = "ended_at" if model == "grant" else "ends_on"
            assert model == "membership" or old[ended] is None, f"{step.verb} changed a {model} that has ended"
    meetings = step.before.of("meeting")
    over = {key for key, row in meetings.items() if row["state"] in ("closed", "cancelled")}
    attended = [row for model, row in step.new() if model == "attendance" and row["meeting_id"] in over]
    attended += [old for model, old, _ in step.changed() if model == "attendance" and old["meeting_id"] in over]
    for row in attended:
        by_correction = step.verb in ("attendance.correct", "attendance.correct_stay")
        assert by_correction, f"{step.verb} changed who attended a meeting that is over"
        assert meetings[row["meeting_id"]]["state"] == "closed", f"{step.verb} changed who attended what was called off"
    for model, row in step.new():
        assert model != "agendaitem" or row["meeting_id"] not in over, f"{step.verb} on a past agenda"
    for model, old, new in step.changed():
        if model == "agendaitem" and old["meeting_id"] in over:
            different = {name for name in old if old[name] != new[name]}
            assert different <= OF_A_CLOSED_ITEM, f"{step.verb} changed {different} of a closed item"


def _check_days(step: Step) -> None:
    """Nobody tells of a meeting on a day after the telling, and none is open or held before its day."""
    for row in step.after.of("meeting").values():
        if row["state"] in ("open", "closed"):
            assert _day(row["starts_at"]) <= clock.today(), row
    for model, column in TELLING.items():
        for row in step.after.of(model).values():
            if row[column] is not None and row["state"] != "withdrawn":
                assert _day(step.after.of("meeting")[row["meeting_id"]]["starts_at"]) <= _day(row[column]), row


def _day(value: date) -> date:
    return value.astimezone(clock.ZONE).date() if isinstance(value, datetime) else value
