"""Who keeps what of organizations and people: administrators everything, secretaries what is of their own."""

from uuid import UUID

from nghitrinh.desk.kit.access import DeskRequest, roles_for
from nghitrinh.desk.menu import KEEPERS
from nghitrinh.record.kernel.errors import not_for_you
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role, role_words

__all__ = ["KEEPERS", "keeps", "require_administrator", "require_keeper"]


def keeps(request: DeskRequest, organization: UUID) -> bool:
    """Tell whether a user keeps the posts and names of an organization."""
    return request.user.is_administrator or Role.SECRETARY in roles_for(request, organization)


def require_keeper(request: DeskRequest, organization: UUID, verb: str) -> None:
    """Refuse a page about an organization that is not this user's, as missing."""
    if not keeps(request, organization):
        raise not_for_you(verb, found=request.user.username, roles=role_words((ADMINISTRATOR, Role.SECRETARY)))


def require_administrator(request: DeskRequest, verb: str) -> None:
    """Refuse a page of administrators, as missing."""
    if not request.user.is_administrator:
        raise not_for_you(verb, found=request.user.username, roles=role_words((ADMINISTRATOR,)))
