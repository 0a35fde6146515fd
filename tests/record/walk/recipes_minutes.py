"""How a walk chooses the parameters of acts on minutes."""

from datetime import date

from tests.record.walk.hand import NOBODY, Given, Hand, agreed, recipe
from tests.record.walk.snapshot import Row

from nghitrinh.record.kernel import clock


@recipe("minutes.draft")
def minutes_draft(hand: Hand) -> Given:
    """Choose a meeting that is over and has none, mostly."""
    written = {row["meeting_id"] for row in hand.now.where("minutes") if row["state"] != "dropped"}
    row = hand.one("meeting", lambda each: each["state"] in ("open", "closed") and each["id"] not in written)
    hand.owner = row["owner_id"]
    return {"meeting": row["id"]}


def _parts(hand: Hand, minutes: Row) -> Given:
    """Return words about an item of the meeting, and around the items."""
    items = hand.now.where("agendaitem", lambda each: each["meeting_id"] == minutes.get("meeting_id"))
    if not items or hand.chance(30):
        return {"opening": hand.text("Chào cờ")}
    return {"parts": [{"item": hand.pick(items)["id"], "text": hand.text("Thảo luận")}], "closing": hand.text("Bế mạc")}


def _subject(hand: Hand) -> tuple[Row, Given]:
    row = hand.subject_row()
    return row, {"minutes": row["id"], "edit": hand.edit(row)}


def _tied(hand: Hand) -> object:
    """Choose a post that is some account's own, where there is one."""
    tied = [row["membership_id"] for row in hand.now.where("accountpost") if row["membership_id"]]
    return hand.pick(tied) if tied else hand.key("membership")


@recipe("minutes.revise")
def minutes_revise(hand: Hand) -> Given:
    row, given = _subject(hand)
    typed = {"writer_post": "Chánh Văn phòng", "writer_name": hand.text("Người"), "chair": _tied(hand)}
    return given | _parts(hand, row) | (typed if hand.chance(20) else {"writer": _tied(hand), "chair": _tied(hand)})


@recipe("minutes.review")
def minutes_review(hand: Hand) -> Given:
    return _subject(hand)[1]


def _signature(hand: Hand, seat: str) -> Given:
    """Sign with the own account of who is to sign, or record that the paper was signed."""
    row, given = _subject(hand)
    own = hand.now.where("accountpost", lambda each: each["membership_id"] == row.get(f"{seat}_id"))
    if own and hand.chance(60):
        hand.acting = own[0]["user_id"]
        return given
    return given | {"signed_on": hand.pick([clock.today(), clock.today(), date(2021, 1, 1)])}


@recipe("minutes.sign_off")
def minutes_sign_off(hand: Hand) -> Given:
    return _signature(hand, "writer")


@recipe("minutes.sign")
def minutes_sign(hand: Hand) -> Given:
    return _signature(hand, "chair")


@recipe("minutes.send_back")
def minutes_send_back(hand: Hand) -> Given:
    return _subject(hand)[1] | {"reason": hand.text("Thiếu")}


@recipe("minutes.drop")
def minutes_drop(hand: Hand) -> Given:
    return _subject(hand)[1] | {"reason": hand.text("Bấm nhầm")}


@recipe("minutes.approve")
def minutes_approve(hand: Hand) -> Given:
    """Choose a later meeting of the same body that has begun, mostly."""
    row, given = _subject(hand)
    of = hand.now.of("meeting").get(row.get("meeting_id", NOBODY))
    begun = ("open", "closed")

    def later(each: Row) -> bool:
        same = of is not None and each["owner_id"] == of["owner_id"] and each["starts_at"] > of["starts_at"]
        return same and each["state"] in begun

    return given | {"meeting": hand.key("meeting", later)}


@recipe("minutes.correct")
def minutes_correct(hand: Hand) -> Given:
    row, given = _subject(hand)
    return given | _parts(hand, row) | agreed(hand) | {"reason": hand.text("Ghi sót"), "authority": "Chủ trì"}
