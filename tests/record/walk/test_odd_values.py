"""Every act with every parameter replaced by what nobody should hand in: refused by name, or taken; never a fault."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from tests.record.walk.hand import RECIPES, Hand
from tests.record.walk.snapshot import Snapshot, look
from tests.record.walk.stock import lay_in
from tests.record.walk.test_walk import ODD, VERBS
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.models import Journal, User


def likely(now: Snapshot, verb: str) -> tuple[dict[str, Any], User | None]:
    """Return parameters of an act, chosen as a walk would, and a user who may."""
    hand = Hand(Random(verb), now, verb, step=1, kept_grants=0)  # noqa: S311 - choices of a test
    given = RECIPES[verb](hand)
    by = hand.who()
    return given, User.objects.get(pk=by["id"]) if by else None


def test_an_odd_value_is_refused_or_taken(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-08")
    lay_in(world)
    now, lines, refused = look(), Journal.objects.count(), Counter[str]()
    few = ODD if connection.vendor == "sqlite" else ODD[2:8]
    for verb in VERBS:
        given, by = likely(now, verb)
        for name in ACTS[verb].parameters.model_fields:
            for odd in few:
                savepoint = transaction.savepoint()
                try:
                    ACTS[verb](by=by, **(given | {name: odd}))
                except ActError:
                    refused[verb] += 1
                    assert Journal.objects.count() == lines
                finally:
                    transaction.savepoint_rollback(savepoint)
    assert set(refused) == set(VERBS)
