"""What the public is told of a vote: the counts, with the point that rests on it, where the rule lets them out."""

import pytest
from tests.record.decided import correct, kept
from tests.record.presence.room import DAY
from tests.record.voting.concluded import concluded
from tests.world import World

from nghitrinh.publication.rows import public_rows
from nghitrinh.record.kernel import clock

SAID = (4, 5, "4/5 đồng chí tán thành (80 %)")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", DAY)


def _points() -> list[tuple[int, int, str]]:
    return [(each.agreeing, each.counted_of, each.vote_count) for each in public_rows(clock.today())["point"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("rule", "expected"), [("none", (0, 0, "")), ("counts", SAID), ("names", SAID)])
def test_the_counts_stand_with_the_point_where_the_rule_lets_them(
    world: World, rule: str, expected: tuple[int, int, str]
) -> None:
    made = concluded(world, "Thống nhất chủ trương.", public_votes=rule)
    made.chain.released()
    assert _points() == [expected]
    rows = repr({name: [vars(row) for row in rows] for name, rows in public_rows(clock.today()).items()})
    for inside in (made.vote.question, str(made.vote.pk), 'Phó Bí thư"', "roll"):
        assert inside not in rows


def test_what_a_point_rested_on_before_is_told_by_its_counts_alone(world: World) -> None:
    made = concluded(world, "Thống nhất chủ trương.")
    made.chain.released()
    corrected = correct(world, made.decision, kept(made.decision, without_vote="", vote=None, outcome="noted"))
    assert any(each.where.endswith("số biểu quyết") and not each.is_internal for each in corrected.differences)
    rows = [vars(each) for each in public_rows(clock.today())["correction"]]
    (row,) = (each for each in rows if each["field"].endswith("số biểu quyết"))
    assert (row["old"], row["new"]) == (SAID[2], "")
    assert made.vote.question not in repr(rows)
