"""How a walk chooses the parameters of acts on meetings, their agenda, papers and pages that came in."""

import base64
import hashlib
from collections.abc import Callable
from datetime import date
from uuid import UUID

from tests.record.walk.hand import Given, Hand, recipe
from tests.record.walk.snapshot import Row

MOMENTS = ("2021-09-09T08:00", "2021-09-30T14:00", "2021-10-20T08:00", "2031-03-01T08:00")
ENTERED = (date(2021, 8, 1), date(2021, 9, 1), date(2031, 1, 1))
PAPERS = ("submission", "report", "scheme", "draft_text")


def _own_series(hand: Hand, organization: UUID) -> UUID | None:
    """Choose a series of an organization; sometimes another's."""
    fits = None if hand.chance(4) else (lambda row: row["organization_id"] == organization)
    rows = hand.now.where("series", fits)
    return hand.pick(rows)["id"] if rows else None


@recipe("series.start")
def series_start(hand: Hand) -> Given:
    return {
        "organization": hand.organization(),
        "name": hand.text("Phiên họp") if hand.chance(90) else "Hội nghị Ban Thường vụ",
        "term": hand.key("legislativeterm"),
        "starts_at": hand.pick([1, 30]),
        "numbered": hand.chance(80),
    }


@recipe("series.correct")
def series_correct(hand: Hand) -> Given:
    row = hand.one("series")
    hand.owner = row["organization_id"]
    given = {"series": row["id"], "edit": hand.edit(row), "reason": hand.text("Sửa")}
    if hand.chance(50):
        given["name"] = hand.text("Phiên họp")
    return given | ({"next_number": hand.pick([1, 12, 40])} if hand.chance(60) else {})


@recipe("series.close")
def series_close(hand: Hand) -> Given:
    row = hand.one("series", (lambda row: row["name"] != "Hội nghị Ban Thường vụ") if hand.chance(90) else None)
    hand.owner = row["organization_id"]
    return {"series": row["id"], "edit": hand.edit(row), "reason": hand.text("Hết khóa")}


@recipe("number.declare_gap")
def number_declare_gap(hand: Hand) -> Given:
    series = hand.one("series")
    hand.owner = series["organization_id"]
    return {"series": series["id"], "number": hand.pick(range(1, 9)), "reason": hand.text("Bỏ số")}


@recipe("meeting.plan")
def meeting_plan(hand: Hand) -> Given:
    return {
        "organization": hand.organization(),
        "name": hand.text("Hội nghị"),
        "starts_at": hand.pick(MOMENTS),
        "form": hand.pick(["room", "written"]),
        "level": hand.level(),
    }


def _why(hand: Hand) -> Given:
    """Mostly say why something announced changes: without it the act is refused."""
    return {"reason": hand.text("Đổi lịch")} if hand.chance(80) else {}


def _place(hand: Hand, meeting: UUID, words: str) -> Given:
    """Say where, of a meeting that is somewhere."""
    row = hand.now.of("meeting").get(meeting, {})
    return {"place": "" if row.get("form") == "written" else hand.text(words)}


@recipe("meeting.reschedule")
def meeting_reschedule(hand: Hand) -> Given:
    moved = hand.meeting() | {"starts_at": hand.pick(MOMENTS)}
    moved |= _place(hand, moved["meeting"], "Phòng")
    return moved | {"papers_by": hand.pick(ENTERED) if hand.chance(40) else None} | _why(hand)


@recipe("meeting.convene")
def meeting_convene(hand: Hand) -> Given:
    given = hand.meeting()
    return given | {"series": _own_series(hand, hand.owner) if hand.chance(85) else None}


@recipe("meeting.add_convener")
def meeting_add_convener(hand: Hand) -> Given:
    organization = hand.key("organization")
    series = _own_series(hand, organization) if hand.chance(70) else None
    number = hand.pick(range(1, 50)) if series and hand.chance(50) else None
    reason = hand.text("Theo sổ") if number and hand.chance(85) else ""
    return hand.meeting() | {"organization": organization, "series": series, "number": number, "reason": reason}


@recipe("meeting.open")
def meeting_open(hand: Hand) -> Given:
    return hand.meeting() | ({"starts_at": hand.pick(MOMENTS)} if hand.chance(60) else {}) | _why(hand)


@recipe("meeting.close")
@recipe("meeting.release")
def meeting_step(hand: Hand) -> Given:
    return hand.meeting()


@recipe("meeting.cancel")
def meeting_cancel(hand: Hand) -> Given:
    return hand.meeting() | {"reason": hand.text("Hoãn")}


@recipe("meeting.correct")
def meeting_correct(hand: Hand) -> Given:
    moved = {"starts_at": hand.pick(MOMENTS)} if hand.chance(50) else {}
    given = hand.meeting() | {"reason": hand.text("Ghi nhầm")}
    return given | _place(hand, given["meeting"], "Hội trường") | moved


@recipe("meeting.enter_past")
def meeting_enter_past(hand: Hand) -> Given:
    organization = hand.organization()
    series = _own_series(hand, organization) if hand.chance(60) else None
    number = hand.pick(range(1, 60)) if series and hand.chance(70) else None
    return {
        "organization": organization,
        "name": hand.text("Hội nghị cũ"),
        "held_on": hand.pick(ENTERED),
        "source": hand.key("source"),
        "level": hand.level(),
        "series": series,
        "number": number,
        "number_reason": hand.text("Theo trang") if hand.chance(90) else "",
        "chairs": [{"post": hand.text("Bí thư")}],
        "items": [{"title": hand.text("Việc"), "level": hand.level()}, {"title": hand.text("Việc"), "level": "public"}],
    }


@recipe("attendance.record")
def attendance_record(hand: Hand) -> Given:
    given = hand.meeting()
    present = hand.now.where("attendance", lambda row: row["meeting_id"] == given["meeting"])
    post = hand.pick(present)["post"] if present and hand.chance(50) else hand.text("Ủy viên")
    role = hand.pick(["chair", "member", "invited", "excused", "absent"])
    body = hand.key("organization") if role == "invited" and hand.chance(30) else None
    absence = hand.text("Ốm") if hand.chance(60 if role in ("excused", "absent") else 5) else ""
    return given | {"role": role, "post": post, "organization": body, "absence": absence} | _why(hand)


@recipe("attendance.correct")
def attendance_correct(hand: Hand) -> Given:
    return attendance_record(hand) | {"reason": hand.text("Ghi sót")}


@recipe("item.add")
def item_add(hand: Hand) -> Given:
    return hand.meeting() | {
        "title": hand.text("Nội dung"),
        "level": hand.level(),
        "presenter": hand.key("organization") if hand.chance(30) else None,
        "public_title": hand.maybe("", hand.text("Tên công khai")),
        "continues": hand.key("agendaitem") if hand.chance(20) else None,
    }


def _runs(hand: Hand) -> Callable[[Row], bool]:
    """Return the condition that an item's meeting is not over."""
    return lambda item: hand.now.of("meeting")[item["meeting_id"]]["state"] in ("planned", "convened", "open")


@recipe("item.revise")
def item_revise(hand: Hand) -> Given:
    return (
        hand.subject(_runs(hand) if hand.chance(90) else None)
        | {
            "title": hand.text("Nội dung sửa"),
            "level": hand.level() if hand.chance(40) else None,
            "public_title": hand.text("Tên khác") if hand.chance(30) else None,
        }
        | _why(hand)
    )


@recipe("item.move")
def item_move(hand: Hand) -> Given:
    return hand.subject(_runs(hand) if hand.chance(90) else None) | {"position": hand.pick(range(1, 5))}


@recipe("item.withdraw")
def item_withdraw(hand: Hand) -> Given:
    return hand.subject(_runs(hand) if hand.chance(90) else None) | {"reason": hand.text("Chưa đủ hồ sơ")}


@recipe("item.approve_public_title")
def item_approve_public_title(hand: Hand) -> Given:
    fits = (lambda item: item["level"] == "restricted") if hand.chance(90) else None
    return hand.subject(fits) | {"public_title": hand.text("Công tác cán bộ")} | _why(hand)


@recipe("paper.register")
def paper_register(hand: Hand) -> Given:
    organization, submitter = hand.organization(), hand.key("organization")
    hand.submitter = submitter
    item = hand.key("agendaitem", lambda row: row["owner_id"] == organization) if hand.chance(50) else None
    return {
        "organization": organization,
        "submitted_by": submitter,
        "title": hand.text("Tờ trình"),
        "kind": hand.pick(PAPERS),
        "level": hand.level(),
        "item": item,
    }


@recipe("paper.submit")
def paper_submit(hand: Hand) -> Given:
    content = base64.b64encode(b"%PDF-" + str(hand.step).encode()).decode() if hand.chance(95) else "không phải"
    file = {"name": "../to-trinh.pdf", "media_type": "application/pdf", "content_base64": content}
    return hand.subject() | {
        "body": hand.text("Nội dung") if hand.chance(90) else "",
        "files": [file] if hand.chance(40) else [],
    }


@recipe("paper.accept")
def paper_accept(hand: Hand) -> Given:
    return hand.subject()


@recipe("paper.return")
@recipe("paper.withdraw")
def paper_back(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Thiếu biểu")}


@recipe("paper.lay")
def paper_lay(hand: Hand) -> Given:
    given = hand.subject()
    return given | {"item": hand.key("agendaitem", lambda row: row["owner_id"] == hand.owner)}


@recipe("paper.release")
def paper_release(hand: Hand) -> Given:
    """Choose mostly a paper under an item that is public."""
    live = {row["subject_id"] for row in hand.now.where("publication", lambda row: row["withdrawn_at"] is None)}
    papers = {row["paper_id"] for row in hand.now.where("consultation", lambda row: row["item_id"] in live)}
    return hand.subject((lambda row: row["id"] in papers) if hand.chance(90) else None)


CLASH = {"field": "number", "a": {"value": 36}, "b": {"value": 31}, "why": "Hai số."}


@recipe("intake.open")
def intake_open(hand: Hand) -> Given:
    text = hand.text("Hội nghị lần thứ 36") if hand.chance(80) else "Hội nghị lần thứ 31"
    return {
        "organization": hand.organization(),
        "title": hand.text("Trang"),
        "text": text,
        "digest": hashlib.sha256(text.encode()).hexdigest(),
        "size": len(text.encode()),
        "reading": {"is_session": hand.chance(95), "contradictions": hand.pick([[CLASH], [CLASH, CLASH], []])},
    }


@recipe("intake.decide")
def intake_decide(hand: Hand) -> Given:
    clashing = (lambda row: bool(row["reading"]["contradictions"])) if hand.chance(90) else None
    return hand.subject(clashing) | {
        "contradiction": hand.pick([0, 0, 0, 1]),
        "side": hand.pick(["a", "b", "other"]),
        "value": "37" if hand.chance(80) else "",
        "reason": hand.text("Theo sổ"),
    }


@recipe("intake.amend")
def intake_amend(hand: Hand) -> Given:
    path = hand.pick(["name", "items.0.title", "figures.1.low"]) if hand.chance(90) else "khác"
    return hand.subject() | {"changes": {path: hand.text("Sửa")}}


@recipe("intake.discard")
def intake_discard(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Trùng")}


def _settled(hand: Hand, intake: Row) -> bool:
    ruled = hand.now.where("ruling", lambda row: row["intake_id"] == intake["id"])
    return len(ruled) == len(intake["reading"]["contradictions"])


@recipe("intake.accept")
def intake_accept(hand: Hand) -> Given:
    given = hand.subject((lambda row: _settled(hand, row)) if hand.chance(90) else None)
    past = (lambda row: row["entered_past"] and row["owner_id"] == hand.owner) if hand.chance(90) else None
    return given | {"meeting": hand.key("meeting", past)}
