"""How a walk chooses the parameters of acts on rules of bodies, their holidays, and the seats that users act for."""

from datetime import date
from typing import Any

from tests.record.walk.hand import Given, Hand, recipe

from nghitrinh.record.procedure.presets import presets
from nghitrinh.record.procedure.provisions import KINDS, Key, Shape

DAYS = (date(2021, 1, 1), date(2021, 9, 1), date(2021, 11, 15), date(2022, 3, 1))
VALUES: dict[Shape, tuple[str, ...]] = {
    Shape.THRESHOLD: ("> 1/2 in_office", ">= 2/3 in_office", ">= 2/3 statute", "> 1/2 cast", ">= 3/2 in_office", "nửa"),
    Shape.DELAY: ("3 working", "20 calendar", "3"),
    Shape.CHOICE: ("none", "not_passed", "chair", "counts"),
    Shape.WHOLE: ("15", "0"),
    Shape.DAYS: ("7,3,1", "7,7"),
    Shape.YES: ("yes", "no"),
}


def _provision(hand: Hand, key: Key) -> dict[str, Any]:
    values = VALUES[KINDS[key].shape]
    value = values[0] if hand.chance(80) else hand.pick(values)
    return {"key": key.value, "value": value, "basis": hand.text("Điều") if hand.chance(90) else ""}


def _provisions(hand: Hand) -> list[dict[str, Any]]:
    keys = [Key.QUORUM, Key.MAJORITY] if hand.chance(90) else []
    keys += [hand.pick([*Key]) for _ in range(hand.pick([0, 1, 3]))]
    if hand.chance(95):
        keys = [*dict.fromkeys(keys)]
    return [_provision(hand, key) for key in keys]


@recipe("rule.draft")
def rule_draft(hand: Hand) -> Given:
    return {
        "organization": hand.organization(),
        "title": hand.text("Quy chế"),
        "starts_on": hand.pick(DAYS),
        "provisions": _provisions(hand),
        "preset": hand.pick(["", "", *presets(), "không có"]),
    }


@recipe("rule.revise")
def rule_revise(hand: Hand) -> Given:
    given = {"title": hand.text("Quy chế"), "starts_on": hand.pick(DAYS), "provisions": _provisions(hand)}
    return hand.subject() | given


@recipe("rule.adopt")
def rule_adopt(hand: Hand) -> Given:
    return hand.subject()


@recipe("rule.correct")
def rule_correct(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Gõ nhầm"), "provisions": _provisions(hand)}


@recipe("rule.drop")
def rule_drop(hand: Hand) -> Given:
    return hand.subject() | {"reason": hand.text("Không dùng")}


@recipe("holiday.declare")
def holiday_declare(hand: Hand) -> Given:
    day = hand.pick([date(2021, 9, 2), date(2021, 9, 3), date(2022, 1, 1), date(2022, hand.pick(range(1, 13)), 7)])
    return {
        "organization": hand.organization(),
        "day": day,
        "name": hand.text("Nghỉ lễ"),
        "is_worked": hand.chance(20),
    }
