"""How a walk chooses the parameters of acts on decisions and tasks."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from tests.record.walk.hand import Given, Hand, agreed, recipe
from tests.record.walk.snapshot import Row, Snapshot

from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.kernel import clock
from nghitrinh.record.tasks.queries import WAITING

DUE = (date(2021, 10, 31), date(2021, 12, 31), date(2022, 6, 30))
OUTCOMES = ("agreed", "agreed_in_principle", "complete_and_submit", "deferred", "noted")


def _charged(hand: Hand) -> UUID:
    """Choose whom to charge: mostly one that exists still."""
    return (
        hand.key("organization", lambda row: row["ended_on"] is None) if hand.chance(97) else hand.key("organization")
    )


def _charge(hand: Hand) -> Given:
    return {
        "text": hand.text("Hoàn thiện"),
        "responsible": _charged(hand),
        "with_bodies": [_charged(hand)] if hand.chance(25) else [],
        "due_on": hand.pick(DUE) if hand.chance(97) else date(2020, 1, 1),
    }


def _figure(hand: Hand) -> Given:
    return {
        "quantity": hand.text("Diện tích"),
        "low": hand.pick([4000, 4200]) if hand.chance(97) else 9000,
        "high": 5000,
        "unit": "ha",
        "places": [hand.key("location")],
    }


def _points(hand: Hand) -> list[Given]:
    return [
        {
            "outcome": hand.pick(OUTCOMES),
            "text": hand.text("Nhất trí"),
            "figures": [_figure(hand)] if hand.chance(60) else [],
            "charges": [_charge(hand)] if hand.chance(70) else [],
            **_resting(hand),
        }
    ]


def _resting(hand: Hand) -> Given:
    """Say sometimes on what a point rests: a vote, or nothing with a reason."""
    if hand.chance(10):
        return {"vote": hand.key("vote")}
    return {"without_vote": hand.text("Không thuộc diện biểu quyết")} if hand.chance(20) else {}


def _again(row: Row, *names: str) -> Given:
    return {name: row[name] for name in ("key", *names)}


def points_in_force(now: Snapshot, decision: Row) -> list[Given]:
    """Return the points in force as given again, with their keys."""
    given = []
    for point in now.of_current("point", "decision", decision):
        of_point: Callable[[Row], bool] = lambda row, key=point["id"]: row["point_id"] == key  # noqa: E731
        figures = [
            _again(row, "quantity", "low", "high", "unit", "exact", "as_of")
            | {"places": [each["place_id"] for each in now.where("figureplace") if each["figure_id"] == row["id"]]}
            for row in now.where("figure", of_point)
        ]
        with_bodies = now.where("chargebody")
        charges = [
            _again(row, "text", "due_on", "due_text")
            | {"responsible": row["responsible_id"], "report_to": row["report_to_id"]}
            | {"with_bodies": [each["organization_id"] for each in with_bodies if each["charge_id"] == row["id"]]}
            for row in now.where("charge", of_point)
        ]
        resting = {"vote": point["vote_id"], "without_vote": point["without_vote"]}
        given.append(_again(point, "outcome", "text") | resting | {"figures": figures, "charges": charges})
    return given


def _changed(hand: Hand, points: list[Given]) -> list[Given]:
    """Change a figure, a charge or the words of what is in force; drop a charge; add a point; sometimes nothing."""
    point = points[0]
    what = hand.pick(["words", "figure", "charge", "helper", "drop", "add", "nothing"])
    if what == "figure" and point["figures"]:
        point["figures"][0]["low"] = hand.pick([3900, 4100, 4300])
    elif what == "charge" and point["charges"]:
        point["charges"][0] |= {"text": hand.text("Hoàn thiện lại"), "responsible": _charged(hand)}
    elif what == "helper" and point["charges"]:
        point["charges"][0]["with_bodies"] = [_charged(hand)] if hand.chance(60) else []
    elif what == "drop":
        point["charges"] = []
    elif what == "add":
        points += _points(hand)
    elif what != "nothing":
        point["text"] = hand.text("Thống nhất")
    return points


def _in_force(hand: Hand, decision: UUID) -> list[Given]:
    row = hand.now.of("decision").get(decision)
    return _changed(hand, points_in_force(hand.now, row)) if row else _points(hand)


def _free(hand: Hand, *, past: bool) -> Callable[[Row], bool]:
    """Return the condition that an item stands without a decision, at a past meeting or at one that runs."""
    taken = {row["item_id"] for row in hand.now.where("decision") if row["state"] != "dropped"}

    def fits(item: Row) -> bool:
        meeting = hand.now.of("meeting")[item["meeting_id"]]
        return item["id"] not in taken and item["state"] != "withdrawn" and meeting["entered_past"] == past

    return fits


def _item(hand: Hand, *, past: bool) -> UUID:
    item = hand.one("agendaitem", _free(hand, past=past) if hand.chance(90) else None)
    hand.owner = item["owner_id"]
    return item["id"]  # type: ignore[no-any-return]


@recipe("decision.draft")
def decision_draft(hand: Hand) -> Given:
    return {"item": _item(hand, past=False), "title": hand.text("Kết luận"), "points": _points(hand)}


@recipe("decision.enter_past")
def decision_enter_past(hand: Hand) -> Given:
    given = {"item": _item(hand, past=True), "title": hand.text("Kết luận cũ"), "points": _points(hand)}
    source = hand.one("source")
    span = {"field": "title", "start": 0, "end": len(source.get("text", "")) or 5}
    return given | {"source": source["id"], "spans": [span] if hand.chance(50) else []}


@recipe("decision.revise")
def decision_revise(hand: Hand) -> Given:
    given = hand.subject()
    return given | {"title": hand.text("Kết luận"), "points": _in_force(hand, given["decision"])}


@recipe("decision.review")
@recipe("decision.approve")
def decision_step(hand: Hand) -> Given:
    return hand.subject()


@recipe("decision.send_back")
@recipe("decision.drop")
def decision_send_back(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Xem lại")}


@recipe("decision.correct")
def decision_correct(hand: Hand) -> Given:
    given = hand.subject()
    points = _in_force(hand, given["decision"])
    words = {"reason": hand.text("Nhầm số"), "authority": hand.text("Chánh Văn phòng")}
    return given | words | {"points": points} | agreed(hand)


def _heirs(hand: Hand) -> dict[UUID, UUID]:
    """Choose for each body that ended one that took over."""
    return {row["old_id"]: row["new_id"] for row in hand.now.where("successionlink")} if hand.chance(80) else {}


@recipe("task.assign")
def task_assign(hand: Hand) -> Given:
    decision = hand.one("decision", (lambda row: row["state"] in SETTLED) if hand.chance(93) else None)
    hand.owner = decision["owner_id"]
    return {"decision": decision["id"], "moves": _heirs(hand)}


@recipe("task.import_list")
def task_import_list(hand: Hand) -> Given:
    row: dict[str, Any] = _charge(hand) | {"reference": hand.text("Sổ"), "level": hand.level()}
    again = hand.now.where("task", lambda task: bool(task["reference"]))
    if again and hand.chance(15):
        row["reference"] = again[0]["reference"]
    return {"organization": hand.organization(), "source": hand.key("source"), "rows": [row]}


@recipe("task.accept")
def task_accept(hand: Hand) -> Given:
    return hand.subject()


@recipe("task.report")
def task_report(hand: Hand) -> Given:
    file = {"name": hand.text("Tệp.pdf"), "media_type": "application/pdf", "content_base64": "JVBERi0xLjQK"}
    return hand.subject() | {"text": hand.text("Đã trình"), "files": [file] if hand.chance(40) else []}


@recipe("task.confirm")
@recipe("task.return")
def task_answer(hand: Hand) -> Given:
    return hand.subject() | {"answer": hand.text("Đã xem")}


@recipe("task.ask")
def task_ask(hand: Hand) -> Given:
    late = (lambda row: row["due_on"] is not None and row["due_on"] < clock.today()) if hand.chance(90) else None
    return {"task": hand.subject(late)["task"]}


@recipe("task.escalate")
def task_escalate(hand: Hand) -> Given:
    def is_late(row: Row) -> bool:
        return row["state"] in WAITING and row["due_on"] is not None and row["due_on"] < clock.today()

    return {"task": hand.key("task", is_late), "step": 1 if hand.chance(80) else 3}


@recipe("task.answer")
def task_answer_question(hand: Hand) -> Given:
    asked = {row["task_id"] for row in hand.now.where("taskquestion", lambda row: row["answered_on"] is None)}
    waiting = (lambda row: row["id"] in asked) if asked and hand.chance(80) else None
    return {"task": hand.subject(waiting)["task"], "text": hand.text("Đang lấy ý kiến")}


@recipe("task.extend")
def task_extend(hand: Hand) -> Given:
    return hand.subject() | {
        "due_on": hand.pick([date(2023, 1, 1), date(2024, 1, 1), DUE[0]]),
        "reason": hand.text("Chờ"),
    }


@recipe("task.cancel")
def task_cancel(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Gộp việc")}
