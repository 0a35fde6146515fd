"""How a walk chooses the parameters of acts on invitations and on who is there."""

from datetime import datetime, time
from typing import Any

from tests.record.walk.hand import Given, Hand, own_post, recipe

from nghitrinh.record.kernel import clock
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.presence.codes import code_at

TIMES = ("14:05", "14:30", "15:00", "16:10", "09:00")
ANSWERS = ("comes", "comes", "excused", "sends", "open")


@recipe("invitation.invite_all")
def invitation_invite_all(hand: Hand) -> Given:
    return hand.meeting()


@recipe("invitation.invite")
def invitation_invite(hand: Hand) -> Given:
    given = hand.meeting()
    who: dict[str, Any] = hand.pick(
        [
            {"membership": hand.key("membership")},
            {"organization": hand.key("organization")},
            {"post": hand.text("Giám đốc sở"), "name": hand.maybe("", hand.text("Người"))},
            {"post": "Khách", "organization": hand.key("organization")},
        ]
    )
    items = hand.now.where("agendaitem", lambda row: row["meeting_id"] == given["meeting"])
    return given | who | ({"item": hand.pick(items)["id"]} if items and hand.chance(40) else {})


def _invitation(hand: Hand, verb: str) -> Given:
    """Choose an invitation, mostly to a meeting that is not opened, and note whose it is."""
    meetings = hand.now.of("meeting")
    row = hand.one(
        "invitation", lambda row: hand.chance(10) or meetings[row["meeting_id"]]["state"] in ("planned", "convened")
    )
    meeting = meetings.get(row.get("meeting_id"), {})
    invited = hand.now.of("membership").get(row.get("membership_id"), {}).get("organization_id")
    answers_itself = verb == "invitation.answer"
    hand.owner = (invited or row.get("organization_id")) if answers_itself else meeting.get("owner_id")
    answer = hand.pick(ANSWERS)
    return {
        "invitation": row["id"],
        "edit": hand.edit(row),
        "answer": answer,
        "reason": hand.text("Bận họp") if answer == "excused" and hand.chance(85) else "",
        "sent_post": hand.pick(["Phó Giám đốc sở", hand.text("Phó")]) if answer == "sends" else "",
        "sent_name": "Trần Văn Nam" if answer == "sends" and hand.chance(30) else "",
        "substitute": hand.key("membership") if answer == "sends" and hand.chance(20) else None,
    }


@recipe("invitation.answer")
def invitation_answer(hand: Hand) -> Given:
    return _invitation(hand, "invitation.answer")


@recipe("invitation.note_answer")
def invitation_note_answer(hand: Hand) -> Given:
    return _invitation(hand, "invitation.note_answer") | {"heard": hand.pick(["phone", "paper", "spoken", "self"])}


def _at(hand: Hand, meeting: Any) -> datetime | None:
    """Choose a time on the day of a meeting; mostly after it was opened."""
    row = hand.now.of("meeting").get(meeting)
    if row is None or hand.chance(30):
        return None
    day = row["starts_at"].astimezone(clock.ZONE).date()
    return datetime.combine(day, time.fromisoformat(hand.pick(TIMES)), tzinfo=clock.ZONE)


@recipe("attendance.check_in")
def attendance_check_in(hand: Hand) -> Given:
    given = hand.meeting()
    found = Meeting.objects.filter(pk=given["meeting"]).first()
    code = code_at(found, clock.now()) if found and hand.chance(90) else "000000"
    return {"meeting": given["meeting"], "membership": own_post(hand), "code": code}


@recipe("attendance.arrive")
def attendance_arrive(hand: Hand) -> Given:
    meeting = hand.meeting()["meeting"]
    of_it = hand.now.where("attendance", lambda row: row["meeting_id"] == meeting)
    given = {"meeting": meeting, "arrived_at": _at(hand, meeting)}
    if of_it and hand.chance(60):
        return given | {"attendance": hand.pick(of_it)["id"]}
    return given | ({"membership": hand.key("membership")} if hand.chance(90) else {})


def _attendance(hand: Hand) -> tuple[Given, Any]:
    meetings = hand.now.of("meeting")
    row = hand.one("attendance", lambda row: meetings[row["meeting_id"]]["state"] in ("open", "closed"))
    hand.owner = meetings.get(row.get("meeting_id"), {}).get("owner_id")
    return {"attendance": row["id"], "edit": hand.edit(row)}, row.get("meeting_id")


@recipe("attendance.leave")
def attendance_leave(hand: Hand) -> Given:
    given, meeting = _attendance(hand)
    return given | {"left_at": _at(hand, meeting)}


@recipe("attendance.correct_stay")
def attendance_correct_stay(hand: Hand) -> Given:
    given, meeting = _attendance(hand)
    stays = hand.now.where("stay", lambda row: row["attendance_id"] == given["attendance"])
    return given | {
        "reason": hand.text("Ghi nhầm giờ"),
        "stay": hand.pick(stays)["id"] if stays and hand.chance(70) else None,
        "arrived_at": _at(hand, meeting),
        "left_at": _at(hand, meeting),
        "removed": hand.chance(10),
    }
