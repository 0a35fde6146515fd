"""How a walk chooses the parameters of acts on rounds, opinions, and how these are answered."""

from datetime import date, timedelta
from typing import Any

from tests.record.walk.hand import NOBODY, Given, Hand, paper_of, recipe, round_of, side_of_asked
from tests.record.walk.snapshot import Row

from nghitrinh.record.kernel import clock

CHOICES = ("agrees", "with_changes", "disagrees", "other")


def _ahead(hand: Hand) -> date:
    return clock.today() + timedelta(days=hand.pick([-1, 3, 10, 30, 60]))


def _whom(hand: Hand) -> Given:
    members = [hand.key("membership") for _ in range(hand.pick([0, 1, 2]))]
    return {"members": members, "bodies": [hand.key("organization") for _ in range(hand.pick([0, 1, 1]))]}


@recipe("round.open")
def round_open(hand: Hand) -> Given:
    version = hand.one("paperrevision")
    paper = hand.now.of("paper").get(version.get("paper_id"), {})
    hand.owner = paper.get("owner_id", NOBODY)
    due = {"due_on": _ahead(hand)} if hand.chance(80) else {}
    return {"version": version["id"], "question": hand.text("Xin ý kiến"), **_whom(hand), **due}


@recipe("round.ask")
def round_ask(hand: Hand) -> Given:
    return hand.subject() | _whom(hand)


@recipe("round.extend")
def round_extend(hand: Hand) -> Given:
    return hand.subject() | {"due_on": _ahead(hand), "reason": hand.text("Gia hạn")}


@recipe("round.close")
def round_close(hand: Hand) -> Given:
    return hand.subject()


@recipe("round.cancel")
def round_cancel(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Thôi hỏi")}


def _one(hand: Hand, model: str, *states: str) -> Row:
    """Choose what hangs on a round, mostly on one in such a state, and note whose it is."""

    def fits(row: Row) -> bool:
        return hand.chance(10) or round_of(hand.now, row)["state"] in states

    row = hand.one(model, fits)
    if row["id"] != NOBODY:
        hand.owner = side_of_asked(hand.now, hand.verb, row)
        hand.submitter = paper_of(hand.now, round_of(hand.now, row))["submitted_by_id"]
    return row


def _named(hand: Hand, model: str, *states: str) -> Given:
    row = _one(hand, model, *states)
    return {model: row["id"], "edit": hand.edit(row)}


@recipe("request.extend")
def request_extend(hand: Hand) -> Given:
    return _named(hand, "request", "open") | {"due_on": _ahead(hand), "reason": hand.text("Xin thêm ngày")}


def _said(hand: Hand) -> Given:
    said: list[dict[str, Any]] = [{"text": hand.text("Góp ý")} for _ in range(hand.pick([0, 1, 1, 2]))]
    if said and hand.chance(10):
        said[0]["passage"] = {"words": "không có", "start": 0, "end": 8}
    return {"choice": hand.pick(CHOICES), "comments": said}


@recipe("opinion.give")
def opinion_give(hand: Hand) -> Given:
    return _named(hand, "request", "open") | _said(hand)


@recipe("opinion.note")
def opinion_note(hand: Hand) -> Given:
    given_on = {"given_on": clock.today() - timedelta(days=hand.pick([0, 0, 1]))} if hand.chance(60) else {}
    return _named(hand, "request", "open", "closed") | _said(hand) | given_on


def _waiting(hand: Hand) -> Given:
    """Choose an opinion, mostly one that waits for the head of its body."""
    requests, verb = hand.now.of("request"), hand.verb
    row = hand.one(
        "opinion", lambda each: not each["is_given"] and bool(requests[each["request_id"]]["organization_id"])
    )
    if row["id"] != NOBODY:
        hand.owner = side_of_asked(hand.now, verb, row)
    return {"opinion": row["id"], "edit": hand.edit(row)}


@recipe("opinion.sign")
def opinion_sign(hand: Hand) -> Given:
    return _waiting(hand)


@recipe("opinion.note_signed")
def opinion_note_signed(hand: Hand) -> Given:
    return _waiting(hand) | {"signed_by": "Giám đốc"}


@recipe("comment.split")
def comment_split(hand: Hand) -> Given:
    parts = [{"text": hand.text("Điều")} for _ in range(hand.pick([2, 2, 3, 1]))]
    return _named(hand, "comment", "closed") | {"parts": parts}


@recipe("comment.respond")
def comment_respond(hand: Hand) -> Given:
    outcome = hand.pick(["adopted", "partly", "explained"])
    text = hand.text("Đã xem") if hand.chance(85) else ""
    return _named(hand, "comment", "closed") | {"outcome": outcome, "text": text}
