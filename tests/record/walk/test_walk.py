"""Random sequences of acts, by several users in several roles, right and wrong: the record holds after every one.

`NGHITRINH_WALKS` asks for so many walks instead of the few that every run takes; they then differ from run to run.
Without it the walks are the same in every run of the same code.
"""

import os
import random as chances
from collections import Counter
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from tests.record.walk.hand import RECIPES, Hand, load_recipes, main_row
from tests.record.walk.laws import Step, check_done, check_refused
from tests.record.walk.snapshot import Row, Snapshot, look
from tests.record.walk.stock import lay_in
from tests.world import World

from nghitrinh.record import search
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock, journal
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import User

load_recipes()

ASKED = os.environ.get("NGHITRINH_WALKS", "")
STEPS = 180
VERBS = sorted(ACTS)
ROWS = {verb: main_row(verb) for verb in VERBS}
ODD: tuple[Any, ...] = (None, "", "x" * 5000, "a\x00b", "\ud800", -1, 2**40, "0001-01-01", [], {}, True)


class Walk(RuleBasedStateMachine):
    """One walk from the same beginning. What it wrote is rolled back at its end."""

    world: World
    beginning: Snapshot
    tried: Counter[str]
    done: Counter[str]
    wanted: dict[int, frozenset[str]]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.now = self.beginning
        self.steps = 0
        self.mine = Counter[str]()
        self.missing = frozenset[str]()

    @rule(seed=st.integers(0, 2**32))
    def step(self, seed: int) -> None:
        """Do one act and look at what became of the record."""
        self.steps += 1
        random = Random(f"{seed} {self.steps}")  # noqa: S311 - choices of a test; the same seed may come twice
        if self.steps == 1:
            # A walk that is walked again, to shorten what failed, wants what it wanted the first time.
            self.missing = self.wanted.setdefault(seed, frozenset(set(VERBS) - set(self.done)))
        verb = self._verb(random)
        hand = Hand(random, self.now, verb, step=self.steps, kept_grants=len(self.beginning.of("grant")))
        given = RECIPES[verb](hand)
        if not hand.chance(97):
            given[hand.pick(sorted(given))] = hand.pick(ODD)
        by = hand.who()
        note(f"{verb} by {by['username'] if by else None}: {given}")
        self._do(verb, by, given)

    def _verb(self, random: Random) -> str:
        """Choose mostly a verb for which something stands in the right state, and rather one not yet done.

        A walk rather does what no walk before it did: among so many verbs those that seldom succeed would never come.
        """
        verbs = self._ready() if random.random() < 0.9 else VERBS
        return random.choices(verbs, [(8 if verb in self.missing else 1) / (1 + self.mine[verb]) for verb in verbs])[0]

    def _do(self, verb: str, by: Row | None, given: dict[str, Any]) -> None:
        user = User.objects.get(pk=by["id"]) if by else None
        before = self.now
        self.tried[verb] += 1
        try:
            ACTS[verb](by=user, **given)
        except ActError as refused:
            note(f"    refused: {refused}")
            check_refused(before, look(before), verb)
        else:
            self.done[verb] += 1
            self.mine[verb] += 1
            self.now = look(before)
            check_done(Step(verb, by, given, before, self.now))

    def _ready(self) -> list[str]:
        """Return the verbs for which something stands in the right state."""
        states = {
            model: {row["state"] for row in self.now.of(model).values() if "state" in row} | {""}
            for model in self.now.rows
        }
        return [verb for verb in VERBS if not (row := ROWS[verb]) or states[row[0]] & set(row[1].sources)]

    def teardown(self) -> None:
        """Verify the journal and what search knows, then take everything back."""
        try:
            assert journal.verify() == []
            assert list(search.differences()) == []
        finally:
            transaction.savepoint_rollback(self.savepoint)


@pytest.fixture(autouse=True)
def _same_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw identifiers and secrets from one seed, and let one clock tick: what fails fails again, on every machine.

    What lands is then what was tried. Made before `world`; the clock ticks late in the evening, since a world that an
    earlier test made is of that test's hour.
    """
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-08")
    if ASKED:
        return
    drawn = Random("identifiers").randbytes  # noqa: S311 - the same on purpose
    monkeypatch.setattr(os, "urandom", drawn)
    monkeypatch.setattr(chances, "_urandom", drawn)  # what `secrets` draws from
    ticks, evening = count(), datetime(2021, 10, 8, 23, 59, tzinfo=clock.ZONE)
    monkeypatch.setattr(clock, "now", lambda: evening + timedelta(microseconds=100 * next(ticks)))


@pytest.mark.long
def test_random_acts_leave_the_record_whole(world: World) -> None:
    lay_in(world)
    walk = type("Walk", (Walk,), {"beginning": look(), "tried": Counter(), "done": Counter(), "wanted": {}})
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=int(ASKED or (15 if connection.vendor == "sqlite" else 7)),
            stateful_step_count=STEPS,
            derandomize=not ASKED,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
    # A test that refuses everything would pass too: most must succeed, and every act must have been tried (in the few
    # walks on PostgreSQL, nearly every one: which verbs come depends on random identifiers).
    assert len(walk.tried) >= len(VERBS) - (0 if connection.vendor == "sqlite" else 4), set(VERBS) - set(walk.tried)
    assert walk.done.total() > walk.tried.total() / 2
    assert len(walk.done) >= len(VERBS) - (4 if connection.vendor == "sqlite" else 12), set(VERBS) - set(walk.done)
