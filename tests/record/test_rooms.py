"""A room of the record is imported by being there, and has a place in a wing."""

import tomllib
from pathlib import Path

import nghitrinh.record
from nghitrinh.record import acts, models

ROOT = Path(__file__).resolve().parents[2]
ROOMS = sorted(each.parent for each in Path(nghitrinh.record.__file__).parent.glob("*/__init__.py"))


def _with(name: str) -> list[str]:
    return [each.name for each in ROOMS if (each / f"{name}.py").exists() or (each / name / "__init__.py").exists()]


def test_every_room_with_models_and_acts_is_imported() -> None:
    for name, found in (("models", models.ROOMS), ("acts", acts.ROOMS)):
        assert [each.__name__.split(".")[2] for each in found] == _with(name)
        assert len(found) > 8


def test_every_room_has_its_place_in_a_wing() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (wings,) = [each for each in contracts if each.get("containers") == ["nghitrinh.record"]]
    placed = {room for layer in wings["layers"] for room in layer.split(" | ")}
    assert {each.name for each in ROOMS} - placed == {"migrations"}
