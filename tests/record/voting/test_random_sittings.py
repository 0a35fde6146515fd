"""Random sittings through the acts: the record never has a result that the rule does not give."""

from fractions import Fraction
from random import Random

import pytest
from tests.record.voting.hall import POSTS, hall
from tests.world import World

from nghitrinh.record.kernel import journal
from nghitrinh.record.voting.acts.results import result_of
from nghitrinh.record.voting.models import Tally, Vote

OPTIONS = ("agrees", "agrees", "opposes", "abstains", None)
MAJORITIES = (("> 1/2", Fraction(1, 2), True), (">= 2/3", Fraction(2, 3), False), (">= 4/5", Fraction(4, 5), False))


def _wanted(share: Fraction, strict: bool, base: str, said: list[str], present: int) -> bool:  # noqa: FBT001
    agreeing, opposing = said.count("agrees"), said.count("opposes")
    of = {"in_office": len(POSTS), "present": present, "cast": agreeing + opposing}[base]
    reached = agreeing > share * of if strict else agreeing >= share * of
    return agreeing > 0 and reached


@pytest.mark.parametrize("seed", range(12))
def test_a_random_sitting_by_name(world: World, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    words, share, strict = chance.choice(MAJORITIES)
    base, present = chance.choice(["in_office", "present", "cast"]), chance.randint(3, 5)
    made = hall(world, present=present, majority=f"{words} {base}", vote_changes=chance.choice(["yes", "no"]))
    vote = made.opened()
    said: dict[str, str] = {}
    for post in POSTS[:present]:
        option = chance.choice(OPTIONS)
        if option is not None:
            made.cast(vote, post, option)
            said[post] = option
    gone = [post for post in POSTS[:present] if chance.random() < 0.2]
    for post in gone:
        made.leave(post)
    closed = made.step("close", vote)
    tally = Tally.objects.get(count__vote=vote)
    agreed = list(said.values())
    assert (tally.agreeing, tally.opposing, tally.abstaining) == tuple(
        agreed.count(option) for option in ("agrees", "opposes", "abstains")
    )
    if present - len(gone) < 3:
        assert tally.verdict == "no_quorum"
    else:
        assert (tally.verdict == "passed") == _wanted(share, strict, base, agreed, present)
    again = result_of(Vote.objects.get(pk=closed.pk), tally.count, tally)
    assert (again.of, again.needed, again.verdict, again.by_chair) == (
        tally.of,
        tally.needed,
        tally.verdict,
        tally.by_chair,
    )
    assert journal.verify() == []
