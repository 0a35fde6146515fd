"""How a walk chooses the parameters of acts on instruments, articles and releases."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from tests.record.walk.hand import Given, Hand, agreed, recipe
from tests.record.walk.snapshot import Row

from nghitrinh.record.articles.facts import facts_digest
from nghitrinh.record.kernel import storage
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.nouns import NOUNS, WITHDRAW, row_of_key

SEALED = date(2021, 10, 8)


@recipe("register.open")
def register_open(hand: Hand) -> Given:
    return {
        "organization": hand.organization(),
        "symbol": hand.pick(["TB/TU", "TBKL/TU", "CV/TU"]),
        "term": hand.key("legislativeterm") if hand.chance(80) else None,
        "starts_at": hand.pick([1, 120]),
        "counting": hand.pick([None, "year", "term"]),
    }


def _register(hand: Hand) -> Given:
    row = hand.one("register", (lambda each: each["closed_on"] is None) if hand.chance(80) else None)
    hand.owner = row["organization_id"]
    return {"register": row["id"], "edit": hand.edit(row), "reason": hand.text("Sổ")}


@recipe("register.correct")
def register_correct(hand: Hand) -> Given:
    given = _register(hand)
    if hand.chance(40):
        given["symbol"] = hand.pick(["TB/TU", "TBKL/TU", "CV/TU", "BC/TU", "/TU"])
    if hand.chance(40):
        given["counting"] = hand.pick(["year", "term"])
    return given | ({"next_number": hand.pick([1, 130, 300])} if hand.chance(50) else {})


@recipe("register.close")
def register_close(hand: Hand) -> Given:
    return _register(hand)


@recipe("template.hand_in")
def template_hand_in(hand: Hand) -> Given:
    digest = storage.put(b"PK a template") if hand.chance(90) else "0" * 64
    return {"organization": hand.organization(), "digest": digest, "name": hand.text("mau.docx")}


@recipe("template.withdraw")
def template_withdraw(hand: Hand) -> Given:
    row = hand.one("documenttemplate", (lambda row: row["ended_on"] is None) if hand.chance(80) else None)
    hand.owner = row["organization_id"]
    return {"template": row["id"], "edit": hand.edit(row), "reason": hand.text("Thôi dùng")}


@recipe("letterhead.set")
def letterhead_set(hand: Hand) -> Given:
    return {"organization": hand.organization()} | _heading(hand)


@recipe("letterhead.revise")
def letterhead_revise(hand: Hand) -> Given:
    row = hand.one("letterhead")
    hand.owner = row["organization_id"]
    return {"letterhead": row["id"], "edit": hand.edit(row)} | _heading(hand)


def _heading(hand: Hand) -> Given:
    return {
        "form": hand.pick(["state", "party"]),
        "superior": hand.text("Tỉnh ủy"),
        "name": hand.text("Ban Thường vụ"),
        "place": "Hải Dương",
        "code": hand.pick(["TU", "UBND", ""]),
        "in_name_of": hand.pick(["Ban Thường vụ", ""]),
        "head": "Bí thư",
    }


def _meeting_of(hand: Hand, decision: UUID) -> UUID:
    """Return the meeting of a decision."""
    found = hand.now.of("decision").get(decision)
    return hand.now.of("agendaitem")[found["item_id"]]["meeting_id"] if found else decision


def _words(hand: Hand) -> Given:
    signer: Given = {"signer": hand.text("Phó Bí thư"), "signing": hand.pick([None, None, "tl", "kt"])}
    if hand.chance(30):
        own = (lambda row: row["organization_id"] == hand.owner) if hand.chance(80) else None
        signer = {"membership": hand.key("membership", own)}
    return {"title": hand.text("Thông báo"), "recipients": hand.text("Các sở")} | signer


@recipe("instrument.draft")
def instrument_draft(hand: Hand) -> Given:
    decision = hand.one("decision")
    hand.owner = decision["owner_id"]
    register = hand.key("register", (lambda row: row["organization_id"] == hand.owner) if hand.chance(95) else None)
    meeting = _meeting_of(hand, decision["id"])
    chosen = [decision["id"], hand.key("decision")] if hand.chance(5) else [decision["id"]]
    return _words(hand) | {"meeting": meeting, "register": register, "decisions": chosen, "level": hand.level()}


@recipe("instrument.revise")
def instrument_revise(hand: Hand) -> Given:
    given = hand.subject()
    row = hand.now.of("instrument").get(given["instrument"])
    own = (lambda each: _meeting_of(hand, each["id"]) == row["meeting_id"]) if row and hand.chance(90) else None
    return given | _words(hand) | {"decisions": [hand.key("decision", own)]}


def _settled(hand: Hand) -> Callable[[Row], bool]:
    """Return the condition that all decisions of a document are in effect, in the version that it issues."""

    def fits(row: Row) -> bool:
        issued = hand.now.of_current("issueddecision", "instrument", row)
        decisions = [(each, hand.now.of("decision")[each["decision_id"]]) for each in issued]
        return all(decision["state"] in ("approved", "issued") for _, decision in decisions)

    return fits


@recipe("instrument.check")
@recipe("instrument.issue")
def instrument_step(hand: Hand) -> Given:
    return hand.subject(_settled(hand) if hand.chance(90) else None)


def _signer_has_account(hand: Hand) -> Callable[[Row], bool]:
    tied = {row["membership_id"] for row in hand.now.where("accountpost")} - {None}
    return lambda row: row["membership_id"] in tied


def _for_other_acts(hand: Hand) -> Given:
    """Choose a notice whose signer has no account: the few that an account can sign are left to it."""
    tied = _signer_has_account(hand)
    return hand.subject((lambda row: not tied(row)) if hand.chance(90) else None)


@recipe("instrument.sign")
def instrument_sign(hand: Hand) -> Given:
    return hand.subject(_signer_has_account(hand) if hand.chance(90) else None)


@recipe("instrument.record_signature")
def instrument_record_signature(hand: Hand) -> Given:
    day = {} if hand.chance(80) else {"signed_on": hand.pick([date(2021, 9, 30), date(2060, 1, 1)])}
    return _for_other_acts(hand) | day


@recipe("instrument.send_back")
def instrument_send_back(hand: Hand) -> Given:
    return _for_other_acts(hand) | {"reason": hand.text("Sai thể thức")}


@recipe("instrument.drop")
def instrument_drop(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Soạn nhầm")}


@recipe("instrument.ask_correction")
def instrument_ask_correction(hand: Hand) -> Given:
    tied = _signer_has_account(hand)
    stale = (lambda row: bool(row["stale_reason"]) and tied(row)) if hand.chance(80) else None
    return hand.subject(stale) | {"reason": hand.text("Đính chính"), "authority": hand.text("Ban Thường vụ")}


@recipe("instrument.drop_correction")
def instrument_drop_correction(hand: Hand) -> Given:
    asked = (lambda row: row["asked_on"] is not None) if hand.chance(80) else None
    return hand.subject(asked) | {"reason": hand.text("Không ký")}


@recipe("instrument.correct")
def instrument_correct(hand: Hand) -> Given:
    stale = (lambda row: bool(row["stale_reason"])) if hand.chance(80) else None
    words = {"reason": hand.text("Đính chính"), "authority": hand.text("Ban Thường vụ")}
    return hand.subject(stale) | words | agreed(hand)


def _is_public(row: Row) -> bool:
    return bool(row["level"] == "public")


@recipe("instrument.release")
def instrument_release(hand: Hand) -> Given:
    return hand.subject(_is_public if hand.chance(90) else None)


@recipe("instrument.withdraw")
def instrument_withdraw(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Thu hồi"), "authority": hand.text("Chủ tịch")}


def _article(hand: Hand) -> Given:
    linked: dict[str, Any] = {"body": "Vùng rộng [gần 5.000 ha]{F1}.", "links": {"F1": ["figure", str(hand.step)]}}
    words = {"title": hand.text("Bài"), "lead": hand.text("Mở đầu"), "body": hand.text("Thân bài")}
    if hand.chance(10):
        linked["links"] = {}
    return words | (linked if hand.chance(40) else {})


@recipe("article.draft")
def article_draft(hand: Hand) -> Given:
    meeting = hand.one("meeting")
    hand.owner = meeting["owner_id"]
    return _article(hand) | {"meeting": meeting["id"], "level": hand.level()}


@recipe("article.revise")
def article_revise(hand: Hand) -> Given:
    return hand.subject() | _article(hand)


@recipe("article.submit")
def article_submit(hand: Hand) -> Given:
    return hand.subject()


@recipe("article.send_back")
@recipe("article.drop")
@recipe("article.withdraw")
def article_back(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Sửa")}


@recipe("article.confirm")
def article_confirm(hand: Hand) -> Given:
    stale = (lambda row: bool(row["stale_reason"])) if hand.chance(85) else None
    given = hand.subject(stale)
    return given | {"reason": hand.text("Vẫn đúng"), "verdict": _verdict(hand, given["article"])}


def _verdict(hand: Hand, article: Any) -> Given:
    """Return the gate's verdict on an article, or now and then one about another text and other facts."""
    row = hand.now.of("article").get(article)
    if row is None or not hand.chance(93):
        return {"article_revision": 1, "facts_digest": "0" * 64}
    facts = facts_digest(Meeting.objects.get(pk=row["meeting_id"]))
    return {"article_revision": row["current"], "facts_digest": facts}


@recipe("article.correct")
def article_correct(hand: Hand) -> Given:
    return hand.subject() | _article(hand) | {"reason": hand.text("Sai tên"), "authority": hand.text("Văn phòng")}


@recipe("article.release")
def article_release(hand: Hand) -> Given:
    newer = (lambda row: _is_public(row) and row["released"] != row["current"]) if hand.chance(90) else None
    given = hand.subject(newer)
    return given | {"verdict": _verdict(hand, given["article"])}


@recipe("release.seal")
def release_seal(hand: Hand) -> Given:
    last = max((row["sequence"] for row in hand.now.of("release").values()), default=0)
    following = last + (1 if hand.chance(90) else 2)
    return {"sequence": following, "as_of": SEALED, "digest": f"{hand.step:064x}"}


@recipe("portal.change")
def portal_change(hand: Hand) -> Given:
    row = hand.one("portal")
    return portal_describe(hand) | {"portal": row["id"], "edit": hand.edit(row)}


@recipe("portal.describe")
def portal_describe(hand: Hand) -> Given:
    hosts = ["https://nghitrinh.example/", "https://cong.example", "", "cong.example", "ftp://cong.example"]
    return {
        "address": hand.pick(hosts),
        "licence": hand.pick([None, "CC BY 4.0", ""]),
        "licence_link": hand.pick([None, "https://giay-phep.example/by/4.0/", ""]),
    }


@recipe("release.resume")
def release_resume(hand: Hand) -> Given:
    """Go on from a release further on, which has what the record knows, in a later version, and what it does not."""
    ahead = [
        {"kind": row.kind, "id": each["subject_id"], "public_revision": each["public_revision"] + 1}
        for each in hand.now.of("publication").values()
        for row in (row_of_key(each["subject_kind"]),)
        if hand.chance(30)
    ]
    lost = (
        [{"kind": "decision", "id": str(UUID(int=hand.step)), "withdrawn": hand.text("Rút")}] if hand.chance(30) else []
    )
    following = max((row["sequence"] for row in hand.now.of("release").values()), default=0) + hand.pick([0, 1, 3])
    given = {"sequence": max(following, 1), "as_of": SEALED, "digest": f"{hand.step:064x}"}
    return given | {"ahead": [*ahead, *lost], "reason": hand.text("Khôi phục")}


@recipe("release.withdraw")
def release_withdraw(hand: Hand) -> Given:
    """Choose mostly what is public."""
    rows = [row for row in NOUNS.values() if row.withdrawn_by == WITHDRAW or hand.chance(10)]
    kinds = {row.key: row.kind for row in rows}
    live = hand.now.where("publication", lambda row: row["withdrawn_at"] is None and row["subject_kind"] in kinds)
    if live and hand.chance(93):
        chosen = hand.pick(live)
        model, key = chosen["subject_kind"], chosen["subject_id"]
    else:
        model = hand.pick(list(kinds))
        key = hand.key(model)
    hand.owner = hand.now.of(model)[key]["owner_id"] if key in hand.now.of(model) else hand.owner
    return {"kind": kinds[model], "id": key, "reason": hand.text("Rút")}
