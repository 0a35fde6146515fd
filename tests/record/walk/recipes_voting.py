"""How a walk chooses the parameters of acts on votes, ballots, counts and reservations."""

from datetime import date, timedelta
from typing import Any

from tests.record.walk.hand import NOBODY, Given, Hand, agreed, main_row, own_post, recipe
from tests.record.walk.snapshot import Row

from nghitrinh.record.kernel import clock

OPTIONS = ("agrees", "agrees", "opposes", "abstains")
ANSWERS = ("agrees", "agrees", "opposes", "other")
FORMS = ("named", "hands", "paper", "consent")


@recipe("vote.prepare")
def vote_prepare(hand: Hand) -> Given:
    meetings = hand.now.of("meeting")
    open_ones = ("planned", "convened", "open")
    row = hand.one(
        "agendaitem", lambda item: item["state"] == "open" and meetings[item["meeting_id"]]["state"] in open_ones
    )
    hand.owner = row["owner_id"]
    forms = ("written",) if meetings[row["meeting_id"]]["form"] == "written" and hand.chance(90) else FORMS
    given: Given = {"item": row["id"], "question": hand.text("Thông qua"), "form": hand.pick(forms)}
    if hand.chance(30):
        given |= {"kind": hand.pick(["personnel", "honours", "removal"]), "candidates": _candidates(hand)}
    if hand.chance(20):
        under = hand.now.where("consultation", lambda each: each["item_id"] == row["id"])
        paper = hand.pick(under)["paper_id"] if under else None
        given["version"] = hand.key("paperrevision", lambda each: each["paper_id"] == paper)
    return given


def _candidates(hand: Hand) -> list[dict[str, Any]]:
    one = {"membership": hand.key("membership")} if hand.chance(50) else {"post": "Trưởng", "name": "Lê Văn Cường"}
    return [one, {"name": hand.text("Người")}] if hand.chance(40) else [one]


def _vote(hand: Hand, *forms: str) -> Row:
    """Choose a vote, mostly of these forms and in a state that the table allows, and note whose it is."""
    found = main_row(hand.verb)
    sources = found[1].sources if found else ()

    def fits(row: Row) -> bool:
        return row["state"] in sources and (not forms or row["form"] in forms)

    row = hand.one("vote", fits if hand.chance(93) else None)
    hand.owner = row["owner_id"]
    return row


def _subject(hand: Hand, *forms: str) -> Given:
    row = _vote(hand, *forms)
    return {"vote": row["id"], "edit": hand.edit(row)}


@recipe("vote.revise")
def vote_revise(hand: Hand) -> Given:
    return _subject(hand) | {"question": hand.text("Thông qua"), "form": hand.pick(FORMS)}


@recipe("vote.open")
def vote_open(hand: Hand) -> Given:
    return _subject(hand)


@recipe("vote.cancel")
def vote_cancel(hand: Hand) -> Given:
    return _subject(hand) | {"reason": hand.text("Hỏi lại")}


@recipe("vote.close")
def vote_close(hand: Hand) -> Given:
    """Close what is counted, or needs no count, mostly."""
    counted = {row["vote_id"] for row in hand.now.where("count") if row["issued"] is None or row["second_teller_id"]}
    ready = hand.now.where(
        "vote", lambda row: row["state"] == "open" and (row["form"] in ("named", "written") or row["id"] in counted)
    )
    if not ready or hand.chance(15):
        return _subject(hand, "named", "hands", "paper")
    row = hand.pick(ready)
    hand.owner = row["owner_id"]
    return {"vote": row["id"], "edit": hand.edit(row)}


@recipe("vote.note_consent")
def vote_note_consent(hand: Hand) -> Given:
    return _subject(hand, "consent")


@recipe("ballot.cast")
def ballot_cast(hand: Hand) -> Given:
    vote = _vote(hand, "named", "written")
    written = vote.get("form") == "written"
    said = {"text": hand.text("Làm rõ")} if written and hand.chance(60) else {}
    return {
        "vote": vote["id"],
        "membership": own_post(hand),
        "option": hand.pick(ANSWERS if written else OPTIONS),
    } | said


@recipe("slip.enter")
def slip_enter(hand: Hand) -> Given:
    """Read a slip, mostly as another reader did who was alone."""
    alone = hand.now.where("slipentry")
    if alone and hand.chance(60):
        row = hand.pick(alone)
        hand.owner = hand.now.of("vote")[row["vote_id"]]["owner_id"]
        read = {name: row[name] for name in ("option", "received_on", "text")}
        return {"vote": row["vote_id"], "membership": row["membership_id"]} | read
    day = hand.pick([clock.today(), clock.today(), date(2021, 1, 1)])
    vote, held = _vote(hand, "written")["id"], hand.key("membership")
    return {"vote": vote, "membership": held, "option": hand.pick(ANSWERS[:3]), "received_on": day}


@recipe("slip.take_back")
def slip_take_back(hand: Hand) -> Given:
    rows = hand.now.where("slipentry")
    row = hand.pick(rows) if rows else {"id": NOBODY, "vote_id": _vote(hand)["id"]}
    return _of_vote(hand, row["vote_id"]) | {"entry": row["id"], "reason": hand.text("Phiếu của người khác")}


def _of_vote(hand: Hand, vote: Any) -> Given:
    hand.owner = hand.now.of("vote")[vote]["owner_id"]
    return {"vote": vote}


def _slip_read(hand: Hand) -> Given:
    """Choose a ballot that was read from a slip, mostly."""
    read = hand.now.where("ballot", lambda row: row["received_on"] is not None)
    if not read or hand.chance(10):
        return _of_vote(hand, _vote(hand)["id"]) | {"membership": hand.key("membership"), "reason": hand.text("Nhầm")}
    row = hand.pick(read)
    return _of_vote(hand, row["vote_id"]) | {"membership": row["membership_id"], "reason": hand.text("Đọc nhầm")}


@recipe("slip.reread")
def slip_reread(hand: Hand) -> Given:
    return _slip_read(hand)


@recipe("slip.correct")
def slip_correct(hand: Hand) -> Given:
    given = _slip_read(hand) | {"option": hand.pick(ANSWERS[1:]), "authority": hand.text("Phiếu giấy")}
    return given | {"edit": hand.edit(hand.now.of("vote")[given["vote"]])} | agreed(hand)


def _in_writing(hand: Hand) -> Given:
    """Choose a meeting in writing, mostly: one of which every item has a question."""
    votes = hand.now.where("vote", lambda row: row["state"] == "prepared" and row["form"] == "written")
    asked = {row["item_id"] for row in votes}
    items = hand.now.where("agendaitem", lambda row: row["state"] != "withdrawn")
    bare = {row["meeting_id"] for row in items if row["id"] not in asked}
    full = {row["meeting_id"] for row in items} - bare
    wants_questions = hand.verb == "meeting.ask"
    return hand.meeting(lambda row: row["form"] == "written" and (not wants_questions or row["id"] in full))


@recipe("meeting.ask")
def meeting_ask(hand: Hand) -> Given:
    given = _in_writing(hand) | {"reason": hand.text("Gửi sớm")}
    last = {"answers_by": clock.today() + timedelta(days=hand.pick([-1, 3, 9]))} if hand.chance(50) else {}
    return given | last | ({"chair": hand.key("membership")} if hand.chance(30) else {})


@recipe("paper.report_written")
def paper_report_written(hand: Hand) -> Given:
    """Report what is over at a meeting to come, mostly."""
    over = hand.one("meeting", lambda row: row["form"] == "written" and row["state"] == "closed")
    hand.owner = over["owner_id"]
    ahead = ("planned", "convened") if hand.chance(90) else ("open", "closed")
    same = {"owner_id": over["owner_id"], "form": "room"}
    to = hand.key("meeting", lambda row: row["state"] in ahead and all(row[name] == same[name] for name in same))
    return {"meeting": over["id"], "to": to, "restricted": hand.chance(20)}


@recipe("meeting.extend")
def meeting_extend(hand: Hand) -> Given:
    later = clock.today() + timedelta(days=hand.pick([1, 8, 15, 30]))
    return _in_writing(hand) | {"answers_by": later, "reason": hand.text("Thêm thời gian")}


@recipe("reservation.note")
def reservation_note(hand: Hand) -> Given:
    return {"vote": _vote(hand)["id"], "membership": hand.key("membership"), "text": hand.text("Chưa đủ vốn")}


def _tallies(hand: Hand, vote: Any, valid: int) -> list[dict[str, Any]]:
    """Count for each candidate, or the question; mostly so that it adds up."""
    agreeing = hand.pick(range(valid + 1))
    numbers = {"agreeing": agreeing, "opposing": valid - agreeing + (0 if hand.chance(95) else 1)}
    of = hand.now.where("candidate", lambda row: row["vote_id"] == vote)
    return [numbers | {"candidate": each["id"]} for each in of] or [numbers]


@recipe("vote.count_hands")
def vote_count_hands(hand: Hand) -> Given:
    given = _subject(hand, "hands")
    chair = {"chair": hand.pick(OPTIONS)} if hand.chance(50) else {}
    return given | chair | {"tallies": _tallies(hand, given["vote"], hand.pick([1, 2, 3]))}


@recipe("vote.correct")
def vote_correct(hand: Hand) -> Given:
    """Correct the numbers of a closed count, mostly so that they add up."""
    counted = {row["vote_id"] for row in hand.now.where("count")}
    closed = hand.now.where(
        "vote", lambda row: row["state"] == "closed" and row["form"] in ("hands", "paper") and row["id"] in counted
    )
    row = hand.pick(closed) if closed and hand.chance(90) else _vote(hand)
    hand.owner = row["owner_id"]
    valid = hand.pick([1, 2, 3])
    given: Given = {"vote": row["id"], "edit": hand.edit(row), "tallies": _tallies(hand, row["id"], valid)}
    if row["form"] == "paper":
        given |= {"issued": valid, "returned": valid, "valid": valid, "spoilt": 0}
    return given | agreed(hand) | {"reason": hand.text("Ghi nhầm số"), "authority": hand.text("Biên bản kiểm phiếu")}


def _sheet(hand: Hand) -> Given:
    given = _subject(hand, "paper")
    valid, spoilt = hand.pick([(1, 0), (1, 1), (2, 0), (3, 0)])
    numbers = {"issued": valid + spoilt, "returned": valid + spoilt, "valid": valid, "spoilt": spoilt}
    return given | numbers | {"tallies": _tallies(hand, given["vote"], valid)}


@recipe("vote.count_ballots")
def vote_count_ballots(hand: Hand) -> Given:
    return _sheet(hand) | {"remarks": hand.maybe("", hand.text("Phiếu trắng"))}


@recipe("vote.confirm_count")
def vote_confirm_count(hand: Hand) -> Given:
    """Count as the first teller did, mostly."""
    given = _sheet(hand)
    counts = hand.now.where("count", lambda row: row["vote_id"] == given["vote"])
    if not counts or hand.chance(10):
        return given
    names = ("candidate", "agreeing", "opposing", "abstaining")
    tallies = hand.now.where("tally", lambda row: row["count_id"] == counts[0]["id"])
    same = [{name: row["candidate_id" if name == "candidate" else name] for name in names} for row in tallies]
    return given | {name: counts[0][name] for name in ("issued", "returned", "valid", "spoilt")} | {"tallies": same}
