"""How a walk chooses the parameters of acts in the room: what is heard, noted, said."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.record.walk.hand import Given, Hand, own_post, recipe
from tests.record.walk.snapshot import Row

KINDS = ("speak", "speak", "question")


def _running(hand: Hand) -> list[Any]:
    """Return the items that are heard now."""
    return [row["item_id"] for row in hand.now.where("hearing", lambda row: row["ended_at"] is None)]


def _item(hand: Hand, fits: Callable[[Row], bool]) -> Row:
    """Choose an item, mostly one that fits on the agenda of an open meeting, and note whose it is."""
    meetings = hand.now.of("meeting")
    opened = hand.now.where("agendaitem", lambda row: meetings[row["meeting_id"]]["state"] == "open")
    fitting = [row for row in opened if fits(row)]
    row = hand.pick(fitting) if fitting and hand.chance(92) else hand.one("agendaitem")
    hand.owner = row["owner_id"]
    return row


def _heard(hand: Hand) -> Row:
    running = _running(hand)
    return _item(hand, lambda row: row["id"] in running)


@recipe("item.begin")
def item_begin(hand: Hand) -> Given:
    running = _running(hand)
    return {"item": _item(hand, lambda row: row["id"] not in running)["id"]}


@recipe("item.leave")
def item_leave(hand: Hand) -> Given:
    return {"item": _heard(hand)["id"]}


def _of_item(hand: Hand, model: str, fits: Callable[[Row], bool] = lambda _row: True) -> Row:
    """Choose a hearing, a note or a speech, and note whose meeting it belongs to."""
    row = hand.one(model, fits if hand.chance(93) else None)
    hand.owner = hand.now.of("meeting").get(row.get("meeting_id"), {}).get("owner_id")
    return row


@recipe("hearing.correct")
def hearing_correct(hand: Hand) -> Given:
    row = _of_item(hand, "hearing")
    given: Given = {"hearing": row["id"], "edit": hand.edit(row), "reason": hand.text("Ghi muộn")}
    began = row.get("began_at")
    if began is None:
        return given | {"began_at": "2021-10-07T08:00"}
    return given | {"began_at": began - timedelta(minutes=hand.pick([1, 5, 600])), "ended_at": row["ended_at"]}


def _attendance(hand: Hand, meeting: Any) -> Any:
    of_it = hand.now.where("attendance", lambda row: row["meeting_id"] == meeting)
    return hand.pick(of_it)["id"] if of_it and hand.chance(92) else hand.key("attendance")


def _line(hand: Hand, meeting: Any) -> Given:
    said = {"attendance": _attendance(hand, meeting)} if hand.chance(60) else {}
    outcome = {"outcome": hand.pick(["agreed", "deferred", "noted"])} if hand.chance(40) else {}
    return said | outcome | ({"text": hand.text("Đề nghị rà soát")} if hand.chance(85) else {})


@recipe("note.add")
def note_add(hand: Hand) -> Given:
    item = _heard(hand)
    return {"item": item["id"]} | _line(hand, item["meeting_id"])


@recipe("note.correct")
def note_correct(hand: Hand) -> Given:
    row = _of_item(hand, "note")
    given: Given = {"note": row["id"], "edit": hand.edit(row), "reason": hand.text("Ghi nhầm")}
    return given | _line(hand, row.get("meeting_id"))


@recipe("speech.ask")
def speech_ask(hand: Hand) -> Given:
    return {"item": _heard(hand)["id"], "membership": own_post(hand), "kind": hand.pick(KINDS)}


@recipe("speech.ask_for")
def speech_ask_for(hand: Hand) -> Given:
    item = _heard(hand)
    return {"item": item["id"], "attendance": _attendance(hand, item["meeting_id"]), "kind": hand.pick(KINDS)}


def _waits(row: Row) -> bool:
    return row["called_at"] is None and row["withdrawn_at"] is None


@recipe("speech.withdraw")
def speech_withdraw(hand: Hand) -> Given:
    return {"speech": _of_item(hand, "speech", _waits)["id"]}


@recipe("speech.call")
def speech_call(hand: Hand) -> Given:
    running = _running(hand)
    return {"speech": _of_item(hand, "speech", lambda row: _waits(row) and row["item_id"] in running)["id"]}


@recipe("speech.end")
def speech_end(hand: Hand) -> Given:
    return {"speech": _of_item(hand, "speech", lambda row: bool(row["called_at"]) and not row["ended_at"])["id"]}
