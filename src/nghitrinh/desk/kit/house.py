"""The house as every page of the desk shows it: its name, and the addresses of its logo and stylesheet."""

from dataclasses import dataclass

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.keeping import kept
from nghitrinh.record.bodies.models import Livery


@dataclass(frozen=True)
class House:
    """A house: "" for what it has not chosen."""

    name: str = ""
    logo: str = ""
    colours: str = ""


def house() -> House:
    """Return the house of this record; kept until its livery changes."""
    return kept(("house",), _house)


def _house() -> House:
    found = Livery.objects.order_by("body__recorded_at", "body").first()
    if found is None:
        return House()
    colours = [each.removeprefix("#") or "0" for each in (found.accent, found.accent_dark)]
    return House(
        found.name,
        reverse("livery.logo", args=[found.logo]) if found.logo else "",
        reverse("livery.colours", args=colours) if colours != ["0", "0"] else "",
    )
