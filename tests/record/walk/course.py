"""What must hold of what happens in the room, after every act of a walk."""

from collections import Counter
from typing import Any

from tests.record.walk.snapshot import Row, Snapshot

# What is written of an item that is heard, and what of it a closed meeting still takes.
OF_ITEM = ("hearing", "note", "speech")
AFTER_CLOSING = ("hearing.correct", "note.correct")
LEADS = {"secretary", "chair"}


def check_course(before: Snapshot, after: Snapshot, verb: str, by: Row | None) -> None:
    """One item is heard at a meeting and one speaks at most, none when it is over; nobody asks for another."""
    _check_one_at_a_time(after)
    meetings = before.of("meeting")
    for model in OF_ITEM:
        for row in _written(before, after, model):
            state = meetings[row["meeting_id"]]["state"]
            assert state == "open" or (state == "closed" and verb in AFTER_CLOSING), f"{verb} wrote {model} of {state}"
            assert after.of("agendaitem")[row["item_id"]]["meeting_id"] == row["meeting_id"], row
    for row in _written(before, after, "speech"):
        owner = meetings[row["meeting_id"]]["owner_id"]
        leads = by is not None and bool(before.roles(by, owner) & LEADS)
        assert leads or _is_own(after, row, by), f"{verb} by {by} for another: {row}"


def _check_one_at_a_time(after: Snapshot) -> None:
    heard = [row for row in after.where("hearing") if row["ended_at"] is None]
    speaking = [row for row in after.where("speech") if row["called_at"] and not row["ended_at"]]
    for running in (heard, speaking):
        counted = Counter(row["meeting_id"] for row in running)
        assert all(count == 1 for count in counted.values()), running
        assert all(after.of("meeting")[key]["state"] == "open" for key in counted), running
    on = {row["meeting_id"]: row["item_id"] for row in heard}
    for row in speaking:
        assert on.get(row["meeting_id"]) == row["item_id"], f"{row} speaks on what is not heard"
    for row in after.where("hearing"):
        assert row["ended_at"] is None or row["began_at"] <= row["ended_at"], row


def _written(before: Snapshot, after: Snapshot, model: str) -> list[Row]:
    old = before.of(model)
    return [row for key, row in after.of(model).items() if old.get(key) != row]


def _is_own(now: Snapshot, speech: Row, by: Row | None) -> bool:
    """Tell whether who asked is the user's: by a post of the attendance, or another post of the same holder."""
    if by is None:
        return False
    attendance = now.of("attendance")[speech["attendance_id"]]
    posts = now.of("membership")
    own = [posts[key] for key in _posts_of(now, by)]
    persons = {row["person_id"] for row in own if row["person_id"]}
    held = posts.get(attendance["membership_id"])
    called = {row["post"] for row in own}
    named = held is not None and (held["id"] in {row["id"] for row in own} or held["person_id"] in persons)
    return named or (held is None and attendance["post"] in called)


def _posts_of(now: Snapshot, by: Row) -> set[Any]:
    tied = {row["membership_id"] for row in now.where("accountpost") if row["user_id"] == by["id"]}
    delegated = {row["membership_id"] for row in now.where("grant") if row["user_id"] == by["id"]}
    return (tied | delegated) - {None}
