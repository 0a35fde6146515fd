"""How a walk chooses the parameters of acts on bodies, users, places and the journal."""

from datetime import date

from tests.record.walk.hand import Given, Hand, recipe, side
from tests.record.walk.snapshot import Row

from nghitrinh.record.kernel.striking import STRIKABLE

KINDS = ("department", "district", "ministry", "peoples_committee")
DAYS = (date(2021, 9, 1), date(2021, 10, 1), date(2022, 3, 1))
ROLES = ("secretary", "chair", "member", "reader", "officer")


def _is_extra(user: Row) -> bool:
    """Tell whether the walk goes on without this user."""
    return str(user["username"]).startswith("thêm")


@recipe("user.create")
def user_create(hand: Hand) -> Given:
    return {
        "username": hand.text("thêm") if hand.chance(90) else "secretary",
        "post": hand.text("Chức vụ"),
        "password": "một câu đủ dài để nhớ",
    }


@recipe("user.disable")
def user_disable(hand: Hand) -> Given:
    row = hand.one("user", lambda user: _is_extra(user) and user["is_active"])
    if not _is_extra(row):
        row = hand.one("user", lambda user: user["username"] == "reader")
    return {"user": row["id"], "edit": hand.edit(row), "reason": hand.text("Nghỉ")}


@recipe("user.set_password")
def user_set_password(hand: Hand) -> Given:
    hand.holder = hand.key("user")
    return {"user": hand.holder, "password": "một câu khác cũng dài"}


@recipe("grant.give")
def grant_give(hand: Hand) -> Given:
    return {"user": hand.key("user"), "organization": hand.key("organization"), "role": hand.pick(ROLES)}


@recipe("grant.revoke")
def grant_revoke(hand: Hand) -> Given:
    """Take back what the walk gave, so that somebody is always left who may."""
    given = [row["id"] for row in hand.now.where("grant")][hand.kept_grants :]
    grant = hand.pick(given) if given else hand.key("grant", lambda row: row["role"] == "reader")
    return {"grant": grant, "reason": hand.text("Thôi")}


@recipe("body.found")
def body_found(hand: Hand) -> Given:
    return {"name": hand.text("Tỉnh")}


@recipe("livery.choose")
def livery_choose(hand: Hand) -> Given:
    """Choose one for a body that has none, mostly; its colours are sometimes none, or cannot be read."""
    chosen = {row["body_id"] for row in hand.now.where("livery")}
    free = [row["id"] for row in hand.now.where("body") if row["id"] not in chosen]
    return _livery(hand) | {"body": hand.pick(free) if free else hand.key("body")}


@recipe("livery.change")
def livery_change(hand: Hand) -> Given:
    row = hand.one("livery")
    return _livery(hand) | {"livery": row["id"], "edit": hand.edit(row)}


def _livery(hand: Hand) -> Given:
    colours = hand.pick([("", ""), ("#1f4e8c", "#9cc4f5"), ("#1f4e8c", ""), ("#ffe066", ""), ("xanh", "#9cc4f5")])
    return {"name": hand.text("UBND"), "accent": colours[0], "accent_dark": colours[1]}


@recipe("term.open")
def term_open(hand: Hand) -> Given:
    given = {"body": hand.key("body"), "number": hand.pick(["XVIII", "XIX"]), "starts_on": hand.pick(DAYS)}
    return given | ({"ends_on": hand.pick(DAYS)} if hand.chance(50) else {})


@recipe("organization.found")
def organization_found(hand: Hand) -> Given:
    return {
        "body": hand.key("body"),
        "name": hand.text("Sở"),
        "kind": hand.pick(KINDS),
        "source": hand.maybe(None, hand.key("source")),
    }


@recipe("organization.succeed")
def organization_succeed(hand: Hand) -> Given:
    """Let a department end: mostly one that exists, in favour of one or two others."""
    living = [
        row["id"]
        for row in hand.now.where("organization", lambda row: row["kind"] in (*KINDS, "party_civil_affairs"))
        if row["ended_on"] is None or hand.chance(5)
    ]
    old, new = hand.pick(living), [hand.pick(living)]
    if hand.chance(30):
        new.append(hand.pick(living))
    return {
        "old": [old],
        "new": new,
        "happened_on": hand.pick([date(2021, 9, 1), date(2021, 10, 1), date(2031, 1, 1)]),
        "legal_act": hand.text("Nghị quyết"),
        "moves": {old: new[0]} if hand.chance(70) else {},
    }


@recipe("person.register")
def person_register(hand: Hand) -> Given:
    return {"name": hand.text("Đồng chí"), "organization": hand.organization()}


@recipe("membership.appoint")
def membership_appoint(hand: Hand) -> Given:
    return {
        "organization": hand.organization(),
        "post": hand.text("Ủy viên"),
        "person": hand.key("person") if hand.now.of("person") and hand.chance(50) else None,
        "voting": hand.maybe(value=True, otherwise=False),
        "starts_on": hand.pick(DAYS),
    }


@recipe("membership.end")
def membership_end(hand: Hand) -> Given:
    row = hand.subject_row()
    return {"membership": row["id"], "edit": hand.edit(row), "ends_on": hand.pick(DAYS[::-1])}


@recipe("location.name")
def location_name(hand: Hand) -> Given:
    return {"body": hand.key("body"), "name": hand.text("Xã"), "kind": hand.pick(["xã", "huyện", ""])}


@recipe("source.register")
def source_register(hand: Hand) -> Given:
    kind = hand.pick(["page", "document", "illustrative"])
    text = "Hội nghị họp." if kind != "illustrative" or hand.chance(10) else ""
    return {"organization": hand.organization(), "kind": kind, "title": hand.text("Nguồn"), "text": text}


@recipe("journal.erase")
def journal_erase(hand: Hand) -> Given:
    """Erase a line: mostly a late one, sometimes one that is not there or was erased before."""
    seq = max(1, hand.now.lines - hand.pick(range(12))) if hand.chance(90) else hand.now.lines + 5
    return {"seq": seq, "reason": hand.text("Theo luật")}


def _corrected(hand: Hand, **values: object) -> Given:
    """Return the subject with a reason and one or more of the values."""
    chosen = {name: value for name, value in values.items() if hand.chance(60)} or values
    return hand.subject() | chosen | {"reason": hand.text("Ghi nhầm")}


@recipe("body.correct")
def body_correct(hand: Hand) -> Given:
    return _corrected(hand, name=hand.text("Tỉnh"))


@recipe("term.correct")
def term_correct(hand: Hand) -> Given:
    row = hand.one("legislativeterm")
    given = {"number": hand.pick(["XVIII", "XX"]), "starts_on": hand.pick(DAYS), "ends_on": hand.pick([None, *DAYS])}
    return given | {"term": row["id"], "edit": hand.edit(row), "reason": hand.text("Ghi nhầm")}


@recipe("term.close")
def term_close(hand: Hand) -> Given:
    row = hand.one("legislativeterm")
    return {"term": row["id"], "edit": hand.edit(row), "ends_on": hand.pick(DAYS)}


def _organization(hand: Hand) -> Given:
    """Choose an organization, mostly the committee, whose secretary may."""
    row = hand.one("organization", lambda each: each["kind"] == "standing_committee" or hand.chance(20))
    hand.owner = row["id"]
    return {"organization": row["id"], "edit": hand.edit(row)}


@recipe("organization.correct")
def organization_correct(hand: Hand) -> Given:
    given = _organization(hand) | {"reason": hand.text("Ghi nhầm"), "short_name": hand.text("Sở")}
    return given | ({"name": hand.text("Sở")} if hand.chance(50) else {"started_on": hand.pick([None, *DAYS])})


@recipe("organization.rename")
def organization_rename(hand: Hand) -> Given:
    given = {"name": hand.text("Sở"), "short_name": hand.maybe(hand.text("Sở"), ""), "renamed_on": hand.pick(DAYS)}
    return _organization(hand) | given | {"legal_act": hand.text("Nghị quyết")}


@recipe("organization.correct_former")
def organization_correct_former(hand: Hand) -> Given:
    former = hand.one("formername")
    row = hand.now.of("organization").get(former["organization_id"]) or hand.one("organization")
    hand.owner = row["id"]
    given = {"name": hand.text("Sở cũ"), "renamed_on": hand.pick(DAYS), "reason": hand.text("Ghi nhầm")}
    return {"organization": row["id"], "edit": hand.edit(row), "former": former["id"]} | given


@recipe("organization.end")
def organization_end(hand: Hand) -> Given:
    row = hand.one("organization", lambda each: each["kind"] in KINDS and each["ended_on"] is None)
    given = {"organization": row["id"], "edit": hand.edit(row), "ended_on": hand.pick(DAYS)}
    return given | {"reason": hand.text("Giải thể")}


@recipe("person.correct")
def person_correct(hand: Hand) -> Given:
    row = hand.one("person")
    posts = hand.now.where("membership", lambda each: each["person_id"] == row["id"])
    hand.owner = hand.pick(posts)["organization_id"] if posts else hand.owner
    return {"person": row["id"], "edit": hand.edit(row), "name": hand.text("Đồng chí"), "reason": hand.text("Ghi nhầm")}


@recipe("membership.correct")
def membership_correct(hand: Hand) -> Given:
    row = hand.subject_row()
    given = {"post": hand.text("Ủy viên"), "voting": hand.maybe(value=True, otherwise=False)}
    return given | {"membership": row["id"], "edit": hand.edit(row), "reason": hand.text("Ghi nhầm")}


@recipe("location.correct")
def location_correct(hand: Hand) -> Given:
    return _corrected(hand, name=hand.text("Xã"), kind=hand.pick(["xã", "phường"]), starts_on=hand.pick([None, *DAYS]))


@recipe("location.end")
def location_end(hand: Hand) -> Given:
    return hand.subject() | {"ends_on": hand.pick(DAYS)}


@recipe("source.correct")
def source_correct(hand: Hand) -> Given:
    return _corrected(hand, title=hand.text("Nguồn"), address=hand.maybe("https://vidu.vn/1", ""))


@recipe("grant.delegate")
def grant_delegate(hand: Hand) -> Given:
    given = {"user": hand.key("user"), "organization": hand.key("organization"), "role": hand.pick(ROLES)}
    days = {"starts_on": hand.pick(DAYS), "ends_on": hand.pick([*DAYS, date(2032, 1, 1)])}
    return given | days | {"reason": hand.text("Đi công tác")}


@recipe("entry.strike")
def entry_strike(hand: Hand) -> Given:
    kind = hand.pick([kind for kind in STRIKABLE if hand.now.of(kind)])
    row = hand.one(
        kind, lambda each: kind != "grant" or each["starts_on"] is not None
    )  # the walk goes on by the others
    hand.owner = side(hand.verb, row)
    return {"kind": kind, "entry": row["id"], "edit": hand.edit(row), "reason": hand.text("Ghi nhầm")}
