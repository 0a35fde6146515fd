"""What waits for a user of one kind, kept until an act changes it: asked alike wherever it is shown."""

from uuid import UUID

from nghitrinh.desk.kit.access import DeskRequest, organizations_as
from nghitrinh.desk.kit.keeping import keep
from nghitrinh.desk.kit.needs import Need, Waiting
from nghitrinh.desk.kit.unread import reading_mark


def lists_of(request: DeskRequest, row: Waiting) -> list[Need]:
    """Return what waits of one kind for this user, by lists; empty ones are left out."""
    organizations: list[UUID] = organizations_as(request, *row.roles)
    waits = request.user.is_administrator if row.of_administrators else bool(organizations)
    if not waits or (row.unless and organizations_as(request, row.unless)):
        return []
    whose = f".{request.user.pk}" if row.of_account or row.unread else ""
    whose += f".{reading_mark(request)}" if row.unread else ""
    found = keep(request, f"need.{row.name}{whose}", lambda: list(row.find(request.user, organizations)))
    return [each for each in found if each.count]
