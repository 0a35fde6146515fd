"""What of bodies and people can be struck as entered by mistake: a line each."""

from uuid import UUID

from django.db.models import QuerySet

from nghitrinh.record.bodies.checks import named_already
from nghitrinh.record.bodies.keepers import (
    side_from_outside,
    side_of_body,
    side_of_jurisdiction,
    side_of_person,
    side_of_source,
)
from nghitrinh.record.bodies.models import (
    FormerName,
    Grant,
    LegislativeTerm,
    Location,
    Membership,
    Organization,
    Person,
    Source,
)
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.record.kernel.striking import strikable


def _of_body(user: User | None, noun: Membership | FormerName) -> UUID:
    return side_of_body(user, noun.organization)


def _of_jurisdiction(user: User | None, noun: LegislativeTerm | Location) -> UUID:
    return side_of_jurisdiction(user, noun.body_id)


def _done_by_it(grant: Grant) -> QuerySet[Journal]:
    """Return what was done for an organization by whom a role was given, since it was."""
    lines = Journal.objects.filter(actor=grant.user.username, owner=str(grant.organization_id))
    return lines.filter(at__gte=canonical.plain(grant.recorded_at)).order_by("seq")


def _name_back(act: Act, former: FormerName) -> None:
    """Give an organization the name back that a renaming took, where no later one did."""
    organization = act.get(Organization, former.organization_id)
    if organization.former_names.filter(renamed_on__gt=former.renamed_on).exists():
        return
    named_already(act, organization.body_id, former.name, but=organization)
    for column in ("name", "short_name"):
        act.change(organization, column, getattr(organization, column), getattr(former, column))
        setattr(organization, column, getattr(former, column))
    act.save(organization)


strikable(Organization, side=side_from_outside)
strikable(Person, side=side_of_person)
strikable(Membership, side=_of_body)
strikable(FormerName, side=_of_body, undo=_name_back)
strikable(LegislativeTerm, side=_of_jurisdiction)
strikable(Location, side=_of_jurisdiction)
strikable(Source, side=side_of_source)
strikable(Grant, besides=_done_by_it)
