"""Random sittings through the acts: the record never has a result that the rule does not give, in whatever form.

What a result must be is reckoned here once more, in fractions, from what was drawn: no line of the program's is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from tests.record.voting.hall import POSTS, Hall, hall
from tests.record.voting.slips import OVER, slips
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import journal
from nghitrinh.record.voting.acts.results import result_of
from nghitrinh.record.voting.models import Tally, Vote

OPTIONS = ("agrees", "agrees", "opposes", "opposes", "abstains", None)
SEATS_BY_STATUTE = 7
SHARES = (
    ("> 1/2", Fraction(1, 2), True),
    (">= 1/2", Fraction(1, 2), False),
    (">= 2/3", Fraction(2, 3), False),
    (">= 4/5", Fraction(4, 5), False),
)


@dataclass
class Drawn:
    """A rule as it was drawn: its words for the record, and the same for the reckoning."""

    words: dict[str, str]
    share: Fraction
    is_strict: bool
    base: str
    quorum: Fraction
    quorum_base: str
    follows_chair: bool
    silence_agrees: bool


def draw(chance: Random) -> Drawn:
    words, share, strict = chance.choice(SHARES)
    base = chance.choice(["in_office", "statute", "present", "cast"])
    quorum_base = chance.choice(["in_office", "statute"])
    tie, silence = chance.choice(["not_passed", "chair"]), chance.choice(["nothing", "agrees"])
    said = {
        "majority": f"{words} {base}",
        "quorum": f"> 2/5 {quorum_base}",
        "statute_seats": str(SEATS_BY_STATUTE),
        "tie": tie,
        "silence": silence,
        "secrecy": "no",
        "vote_changes": chance.choice(["yes", "no"]),
    }
    return Drawn(said, share, strict, base, Fraction(2, 5), quorum_base, tie == "chair", silence == "agrees")


@dataclass
class Said:
    """What happened in a sitting, as the test did it: numbers, who was there when, on whose side the chair was."""

    agreeing: int
    opposing: int
    abstaining: int
    took_part: int  # who was there with a vote at one end of the vote, or voted
    there_at_last: int
    chair: str | None = None
    numbers: tuple[int, int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = (self.agreeing, self.opposing, self.abstaining)


def _reached(rule: Drawn, agreeing: int, of: int) -> bool:
    if agreeing == 0:
        return False
    return agreeing > rule.share * of if rule.is_strict else agreeing >= rule.share * of


def wanted(rule: Drawn, said: Said) -> tuple[str, int, bool]:
    """Return the verdict, of how many, and whether the chair's side gave it."""
    members = {"in_office": len(POSTS), "statute": SEATS_BY_STATUTE}
    of = (members | {"present": said.took_part, "cast": said.agreeing + said.opposing})[rule.base]
    if not said.there_at_last > rule.quorum * members[rule.quorum_base]:
        return "no_quorum", of, False
    one_more = _reached(rule, said.agreeing + 1, of)
    if said.agreeing == said.opposing > 0 and rule.share == Fraction(1, 2) and one_more:
        known = rule.follows_chair and said.chair in ("agrees", "opposes")
        return ("passed" if known and said.chair == "agrees" else "not_passed"), of, known
    return ("passed" if _reached(rule, said.agreeing, of) else "not_passed"), of, False


def _numbers(chance: Random, most: int) -> tuple[int, int, int]:
    """Draw three numbers of at most so many in all; often two of them equal, and seldom nobody silent."""
    agreeing = chance.randint(0, most)
    opposing = min(agreeing, most - agreeing) if chance.random() < 0.4 else chance.randint(0, most - agreeing)
    return agreeing, opposing, chance.randint(0, most - agreeing - opposing)


@dataclass
class Room:
    """A sitting of the hall with who is there now and who was as the vote was opened."""

    made: Hall
    chance: Random
    named: set[str]
    opening: set[str]
    now: set[str]

    def some_come_and_go(self) -> None:
        """Let who was not there come, and some leave, so that a quorum may be lost."""
        for post in sorted(set(POSTS) - self.opening):
            if self.chance.random() < 0.4:
                held = self.made.sitting.posts[post].pk
                by, meeting = self.made.world.secretary, self.made.sitting.meeting.pk
                self.made.there[post] = ACTS["attendance.arrive"](by=by, meeting=meeting, membership=held)
                self.now.add(post)
        for post in sorted(self.now):
            if self.chance.random() < 0.3:
                self.made.leave(post)
                self.now.discard(post)

    @property
    def voters(self) -> set[str]:
        """Return who was there with a vote at the opening, or is now."""
        return (self.opening | self.now) - self.named


def _opened(world: World, chance: Random, rule: Drawn, form: str) -> tuple[Room, Vote]:
    present = chance.randint(3, 5)
    made = hall(world, present=present, accounts=form == "named", **rule.words)
    there = set(POSTS[:present])
    given: dict[str, Any] = {}
    named: set[str] = set()
    if form in ("named", "hands", "paper") and chance.random() < 0.3:
        who = chance.choice(POSTS)
        named, given = {who}, {"kind": "personnel", "candidates": [{"membership": made.sitting.posts[who].pk}]}
    return Room(made, chance, named, there, set(there)), made.opened(form, **given)


def _named(world: World, chance: Random, rule: Drawn) -> tuple[Vote, Said]:
    room, vote = _opened(world, chance, rule, "named")
    said: dict[str, str] = {}

    def some_vote() -> None:
        for post in sorted(room.now - room.named - said.keys()):
            if (option := chance.choice(OPTIONS)) is not None:
                room.made.cast(vote, post, option)
                said[post] = option

    some_vote()
    room.some_come_and_go()
    some_vote()
    agreed = list(said.values())
    counts = (agreed.count("agrees"), agreed.count("opposes"), agreed.count("abstains"))
    closed = room.made.step("close", vote)
    return closed, Said(*counts, len(room.voters | said.keys()), len(room.now), said.get(POSTS[0]))


def _hands(world: World, chance: Random, rule: Drawn) -> tuple[Vote, Said]:
    room, vote = _opened(world, chance, rule, "hands")
    counts = _numbers(chance, len(room.voters))
    chair = chance.choice(["agrees", "opposes", "abstains"])
    room.made.step("count_hands", vote, tallies=_tallies(vote, counts), chair=chair)
    room.some_come_and_go()
    closed = room.made.step("close", vote)
    return closed, Said(*counts, len(room.voters), len(room.now), chair)


def _paper(world: World, chance: Random, rule: Drawn) -> tuple[Vote, Said]:
    room, vote = _opened(world, chance, rule, "paper")
    issued = chance.randint(0, len(room.voters))
    returned = chance.randint(0, issued)
    counts = _numbers(chance, returned)
    valid = sum(counts)
    sheet: dict[str, Any] = {"issued": issued, "returned": returned, "valid": valid, "spoilt": returned - valid}
    sheet["tallies"] = _tallies(vote, counts)
    teller = world.member if POSTS[0] not in room.named else world.chair
    if teller == world.chair:  # whom a ballot is about counts none, and the other who may is given the role
        ACTS["grant.give"](by=world.admin, user=teller.pk, organization=world.committee.pk, role="member")
    room.made.step("count_ballots", vote, **sheet)
    room.made.step("confirm_count", vote, by=teller, **sheet)
    room.some_come_and_go()
    closed = room.made.step("close", vote)
    return closed, Said(*counts, len(room.voters), len(room.now))


def _consent(world: World, chance: Random, rule: Drawn) -> tuple[Vote, Said]:
    room, vote = _opened(world, chance, rule, "consent")
    room.some_come_and_go()
    closed = room.made.step("note_consent", vote)
    return closed, Said(len(room.now), 0, 0, len(room.voters), len(room.now))


def _written(world: World, chance: Random, rule: Drawn) -> tuple[Vote, Said]:
    made = slips(world, **rule.words, written="yes", written_delay="3 working")
    vote = made.ask(chair=made.sitting.posts[POSTS[0]].pk)
    said: dict[str, str] = {}
    for post in POSTS:
        option = chance.choice(("agrees", "agrees", "opposes", "opposes", "other", None))
        if option is not None:
            made.answer(vote, post, option, text="Cần làm rõ." if option == "other" else "")
            said[post] = option
    with pytest.MonkeyPatch.context() as days:
        days.setenv("NGHITRINH_TODAY", OVER)
        closed = made.close(vote)
    agreed, silent = list(said.values()), len(POSTS) - len(said)
    taken = silent if rule.silence_agrees else 0
    counts = (agreed.count("agrees") + taken, agreed.count("opposes"), agreed.count("other"))
    return closed, Said(*counts, len(said) + taken, len(said) + taken, said.get(POSTS[0]))


def _tallies(vote: Vote, counts: tuple[int, int, int]) -> list[dict[str, Any]]:
    candidate = vote.candidates.first()
    given = dict(zip(("agreeing", "opposing", "abstaining"), counts, strict=True))
    return [given | {"candidate": candidate.pk if candidate else None}]


FORMS: dict[str, Callable[[World, Random, Drawn], tuple[Vote, Said]]] = {
    "named": _named,
    "hands": _hands,
    "paper": _paper,
    "consent": _consent,
    "written": _written,
}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("form", FORMS)
def test_a_random_sitting_comes_to_what_its_rule_gives(world: World, form: str, seed: int) -> None:
    chance = Random(f"{form} {seed}")  # noqa: S311 - no secret
    rule = draw(chance)
    closed, said = FORMS[form](world, chance, rule)
    tally = Tally.objects.get(count__vote=closed)
    assert (tally.agreeing, tally.opposing, tally.abstaining) == said.numbers
    verdict, of, by_chair = wanted(rule, said)
    assert (tally.verdict, tally.of, tally.by_chair) == (verdict, of, by_chair), (rule, said)
    assert tally.needed is not None
    assert _reached(rule, tally.needed, of)
    assert not _reached(rule, tally.needed - 1, of)
    again = result_of(Vote.objects.get(pk=closed.pk), tally.count, tally)
    assert (again.of, again.needed, again.verdict, again.by_chair) == (
        tally.of,
        tally.needed,
        tally.verdict,
        tally.by_chair,
    )
    assert journal.verify() == []


def test_what_is_drawn_comes_to_every_kind_of_end() -> None:
    """The seeds are worth drawing: ties by the chair, ties that fail, silence, a quorum that is lost are among them."""
    ends = {
        wanted(rule, Said(*_numbers(chance, there), there, chance.randint(0, there), chance.choice(["agrees", None])))
        for chance in map(Random, range(200))
        for rule in [draw(chance)]
        for there in [chance.randint(3, 5)]
    }
    assert {(verdict, by_chair) for verdict, _of, by_chair in ends} >= {
        ("passed", False),
        ("passed", True),
        ("not_passed", False),
        ("no_quorum", False),
    }
