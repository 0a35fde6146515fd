"""How a walk chooses the parameters of acts on accounts: links, blocking, names."""

from tests.record.walk.hand import Given, Hand, recipe
from tests.record.walk.snapshot import Row

from nghitrinh.record.bodies import accounts

# The secrets of links by their digests: the record has none, and a walk must use some.
SECRETS: dict[str, str] = {}
_new_secret = accounts.new_secret


def _remembered() -> str:
    secret = _new_secret()
    SECRETS[accounts.digest_of(secret)] = secret
    return secret


accounts.new_secret = _remembered


def _is_extra(user: Row) -> bool:
    """Tell whether the walk goes on without this user."""
    return str(user["username"]).startswith("thêm")


def _account(hand: Hand, *, active: bool) -> Row:
    hand_row = hand.one("user", lambda user: _is_extra(user) and user["is_active"] is active)
    return hand_row if _is_extra(hand_row) else hand.one("user", lambda user: user["username"] == "reader")


@recipe("user.invite")
def user_invite(hand: Hand) -> Given:
    return {"username": hand.text("thêm") if hand.chance(90) else "secretary", "post": hand.text("Chức vụ")}


@recipe("user.give_link")
def user_give_link(hand: Hand) -> Given:
    row = _account(hand, active=hand.chance(90))
    return {"user": row["id"], "edit": hand.edit(row), "days": hand.pick([1, 7, 30])}


@recipe("user.end_link")
def user_end_link(hand: Hand) -> Given:
    link = hand.key("accountlink", lambda link: not (link["used_at"] or link["ended_at"]) or hand.chance(10))
    return {"link": link, "reason": hand.text("Gửi nhầm")}


@recipe("user.accept_link")
def user_accept_link(hand: Hand) -> Given:
    link = hand.one("accountlink", lambda link: not (link["used_at"] or link["ended_at"]) or hand.chance(10))
    hand.holder = link.get("user_id", hand.holder)
    secret = SECRETS.get(link.get("digest", ""), "") if hand.chance(95) else "không có"
    return {"secret": secret, "password": "một câu của tôi" if hand.chance(90) else "ngắn"}


@recipe("user.enable")
def user_enable(hand: Hand) -> Given:
    row = _account(hand, active=hand.chance(10))
    return {"user": row["id"], "edit": hand.edit(row), "reason": hand.text("Trở lại")}


@recipe("user.rename")
def user_rename(hand: Hand) -> Given:
    row = _account(hand, active=True)
    name = hand.text("thêm") if _is_extra(row) else row["username"]
    return {
        "user": row["id"],
        "edit": hand.edit(row),
        "username": name,
        "post": hand.text("Chức vụ"),
        "reason": hand.text("Gõ nhầm"),
    }


@recipe("user.identify")
def user_identify(hand: Hand) -> Given:
    row = hand.one("user")
    return {"user": row["id"], "edit": hand.edit(row), "value": hand.pick(["", "an@example.vn", hand.text("an")])}


@recipe("user.set_mail_address")
def user_set_mail_address(hand: Hand) -> Given:
    return {"user": hand.key("user"), "address": hand.pick(["", "an@example.vn", "binh@example.vn"])}


@recipe("user.name_holder")
def user_name_holder(hand: Hand) -> Given:
    row = hand.one("user")
    post = hand.key("membership") if hand.chance(80) else None
    return {"user": row["id"], "edit": hand.edit(row), "membership": post}
