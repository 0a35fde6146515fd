"""How a walk chooses the parameters of acts on engagements."""

from uuid import UUID

from tests.record.walk.hand import Given, Hand, recipe

WHEN = ("2021-10-11T09:00", "2021-10-12T14:00", "2021-11-02T07:30")


def _said(hand: Hand, owner: UUID) -> Given:
    of_owner = [row["id"] for row in hand.now.where("membership") if row["organization_id"] == owner]
    members = [hand.pick(of_owner)] if of_owner and hand.chance(95) else [hand.key("membership")]
    return {
        "title": hand.text("Thăm"),
        "kind": hand.pick(["visit", "trip", "reception", "other"]),
        "starts_at": hand.pick(WHEN),
        "place": hand.text("Xã"),
        "level": hand.pick(["internal", "restricted"]) if hand.chance(95) else "public",
        "members": members,
    }


@recipe("engagement.plan")
def engagement_plan(hand: Hand) -> Given:
    organization = hand.organization()
    return {"organization": organization} | _said(hand, organization)


@recipe("engagement.revise")
def engagement_revise(hand: Hand) -> Given:
    row = hand.subject_row()
    given = {"engagement": row["id"], "edit": hand.edit(row)}
    return given | _said(hand, row["owner_id"])


@recipe("engagement.cancel")
def engagement_cancel(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Hoãn")}
