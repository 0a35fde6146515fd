"""The address that a watching program asks."""

from unittest.mock import patch

from django.db import OperationalError
from django.test import Client
from tests.world import World

from nghitrinh.record.kernel import seal


def test_it_is_well_when_the_record_is_there_and_sealed(world: World) -> None:
    response = Client().get("/health/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]
    assert Client().post("/health/").status_code == 405


def test_it_is_not_well_without_the_seal(world: World) -> None:
    seal.unseal()
    try:
        response = Client().get("/health/")
        assert (response.status_code, response.json()) == (503, {"status": "unsealed"})
    finally:
        seal.seal()


def test_it_is_not_well_when_the_record_is_out_of_reach(world: World) -> None:
    with patch.object(seal, "missing", side_effect=OperationalError("gone")):
        response = Client().get("/health/")
    assert (response.status_code, response.json()) == (503, {"status": "out_of_reach"})
