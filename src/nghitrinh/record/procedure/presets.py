"""The usual values by kind of body, each with its grade: where an office begins, never what the program claims as law.

A cell that was read in its source (grade "S", or "S2": in a copy of it) can be taken over with its basis, as long as
that source holds. One whose source was replaced, that is recalled only ("R") or unknown ("?") is shown beside the
field, and the office fills in value and basis itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.procedure.provisions import Key

READ_IN_SOURCE = ("S", "S2")


@dataclass(frozen=True)
class PresetSource:
    """A text in which values were read. `ended_on` is the first day on which it held no more; None while it holds."""

    name: str
    starts_on: date
    ended_on: date | None = None
    replaced_by: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on a day."""
        return self.starts_on <= day and not self.has_ended(day)

    def has_ended(self, day: date) -> bool:
        """Tell whether it holds no more on a day."""
        return self.ended_on is not None and self.ended_on <= day


@dataclass(frozen=True)
class Cell:
    """One value of a preset: `usual` is "" where nothing is known; a basis has what was read in its source."""

    grade: str
    usual: str = ""
    basis: str = ""

    @property
    def source(self) -> PresetSource | None:
        """Return the text in which it was read; None for what was not read."""
        return source_of(self.basis)

    def can_be_taken_on(self, day: date) -> bool:
        """Tell whether value and basis can be taken over as they are by a rule that begins on a day."""
        return self.grade in READ_IN_SOURCE and self.source is not None and self.source.holds_on(day)


@dataclass(frozen=True)
class Preset:
    """The usual values of one kind of body; `words` is what the kind is called, as an office calls it."""

    name: str
    kinds: tuple[str, ...]
    words: str
    cells: Mapping[Key, Cell]

    def grade_of(self, key: str, value: str, basis: str, day: date) -> str:
        """Return the grade, in a rule from a day, of a provision whose value and basis are this preset's; or ""."""
        cell = self.cells.get(Key(key))
        is_its_own = cell is not None and (cell.usual, cell.basis) == (value, basis)
        return cell.grade if cell and is_its_own and cell.can_be_taken_on(day) else ""


@cache
def presets() -> dict[str, Preset]:
    """Return the presets by their names."""
    return {
        each["name"]: Preset(
            each["name"],
            tuple(each["kinds"]),
            each["words"],
            {Key(key): Cell(**cell) for key, cell in each["cells"].items()},
        )
        for each in _file()["presets"]
    }


@cache
def _file() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(files(__package__).joinpath("presets.json").read_text("utf-8"))
    return kept


@cache
def sources() -> tuple[PresetSource, ...]:
    """Return the texts in which the values of presets were read."""

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    return tuple(
        PresetSource(
            each["name"],
            date.fromisoformat(each["starts_on"]),
            day(each.get("ended_on")),
            each.get("replaced_by", ""),
        )
        for each in _file()["sources"]
    )


def source_of(basis: str) -> PresetSource | None:
    """Return the text that a basis names first, where it is one of the presets'; whoever typed it."""
    return next((each for each in sources() if basis.startswith(each.name)), None)


def preset_for(organization: Organization) -> Preset | None:
    """Return the preset of an organization's kind; None where there is none."""
    return next((each for each in presets().values() if organization.kind in each.kinds), None)
