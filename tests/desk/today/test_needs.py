"""What waits in any area is on Hôm nay."""

from importlib import import_module
from pkgutil import iter_modules

from nghitrinh import desk
from nghitrinh.desk.kit.needs import Waiting
from nghitrinh.desk.today.needs import NEEDS
from nghitrinh.record.nouns import NOUNS


def _said() -> list[Waiting]:
    """Return everything that the areas' `needs.py` say waits."""
    areas = [each.name for each in iter_modules(desk.__path__) if each.ispkg and each.name not in ("kit", "today")]
    found = []
    for area in areas:
        names = {each.name for each in iter_modules(import_module(f"nghitrinh.desk.{area}").__path__)}
        if "needs" in names:
            module = import_module(f"nghitrinh.desk.{area}.needs")
            found += [value for value in vars(module).values() if isinstance(value, Waiting)]
    return found


def test_all_that_an_area_says_waits_is_shown_once() -> None:
    assert sorted(each.name for each in NEEDS) == sorted(each.name for each in _said())
    assert len({each.name for each in NEEDS}) == len(NEEDS)


# What stands in the calendar and waits for no hand: it is only called off or moved.
WAITS_FOR_NOBODY = {"engagement"}


def test_every_noun_that_a_verb_leads_on_from_a_state_is_waited_for() -> None:
    waiting = {each.kind for each in NEEDS}
    under_way = {kind for kind, row in NOUNS.items() if any(verb.sources for verb in row.table.transitions)}
    assert under_way - waiting == WAITS_FOR_NOBODY
    assert waiting - under_way == {"release", "user"}
