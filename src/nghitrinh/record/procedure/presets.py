"""The usual values by kind of body, each with its grade: where an office begins, never what the program claims as law.

A cell that was read in its source (grade "S", or "S2": in a copy of it) can be taken over with its basis. One that is
recalled only ("R") or unknown ("?") is shown beside the field, and the office fills in value and basis itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.procedure.provisions import Key

READ_IN_SOURCE = ("S", "S2")


@dataclass(frozen=True)
class Cell:
    """One value of a preset: `usual` is "" where nothing is known; a basis has what was read in its source."""

    grade: str
    usual: str = ""
    basis: str = ""

    @property
    def can_be_taken(self) -> bool:
        """Tell whether value and basis can be taken over as they are."""
        return self.grade in READ_IN_SOURCE


@dataclass(frozen=True)
class Preset:
    """The usual values of one kind of body; `words` is what the kind is called, as an office calls it."""

    name: str
    kinds: tuple[str, ...]
    words: str
    cells: Mapping[Key, Cell]

    def grade_of(self, key: str, value: str, basis: str) -> str:
        """Return the grade of a provision whose value and basis are those of this preset; "" for any other."""
        cell = self.cells.get(Key(key))
        is_its_own = cell is not None and cell.can_be_taken and (cell.usual, cell.basis) == (value, basis)
        return cell.grade if cell and is_its_own else ""


@cache
def presets() -> dict[str, Preset]:
    """Return the presets by their names."""
    kept = json.loads(files(__package__).joinpath("presets.json").read_text("utf-8"))
    return {
        each["name"]: Preset(
            each["name"],
            tuple(each["kinds"]),
            each["words"],
            {Key(key): Cell(**cell) for key, cell in each["cells"].items()},
        )
        for each in kept
    }


def preset_for(organization: Organization) -> Preset | None:
    """Return the preset of an organization's kind; None where there is none."""
    return next((each for each in presets().values() if organization.kind in each.kinds), None)
