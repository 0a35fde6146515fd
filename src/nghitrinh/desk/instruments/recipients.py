"""To whom a notice goes: the bodies that its decisions name in a charge, and what the office adds itself."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import F

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.decisions.models import Charge, Decision
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.instruments.models import PaperForm
from nghitrinh.vietnamese import alphabetical, fold

# With these words the line of the file begins, which stands last.
_FILE = "luu"


def charged_by(decisions: Iterable[Decision]) -> dict[UUID, frozenset[str]]:
    """Return the names of the bodies that each decision in force names in a charge, in whatever part."""
    found: dict[UUID, frozenset[str]] = {each.pk: frozenset() for each in decisions}
    newest = Charge.objects.filter(
        point__version__decision__in=found, point__version__number=F("point__version__decision__current")
    )
    along = newest.select_related("point__version", "responsible", "through", "report_to")
    for charge in along.prefetch_related("with_bodies"):
        bodies = (charge.responsible, charge.through, *charge.with_bodies.all(), charge.report_to)
        found[charge.point.version.decision_id] |= {each.name for each in bodies if each is not None}
    return found


def proposed(owner: Organization, names: Iterable[str]) -> str:
    """Return the recipients that a new notice begins with: whom it charges, and the file."""
    of_the_party = heading_of(owner).form == PaperForm.PARTY
    return "\n".join([*sorted(set(names), key=alphabetical), "Lưu Văn phòng" if of_the_party else "Lưu: VT"])


def followed(typed: str, before: Collection[str], now: Collection[str]) -> str:
    """Return typed recipients after the choice of decisions changed.

    Bodies that only decisions chosen before charged go, those of decisions chosen since come; what somebody added, and
    took out of what was proposed, stays so.
    """
    lines = [line for line in typed.splitlines() if line.strip() not in set(before) - set(now)]
    stand = {line.strip() for line in lines}
    new = sorted((name for name in set(now) - set(before) if name not in stand), key=alphabetical)
    at = next((index for index, line in enumerate(lines) if fold(line).strip(" -").startswith(_FILE)), len(lines))
    return "\n".join([*lines[:at], *new, *lines[at:]])
