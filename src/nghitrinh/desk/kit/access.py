"""Who may open a view. Every view declares a rule; one without a rule is a mistake of the program and never answers.

    @access(SIGNED_IN)
    def today(request: DeskRequest) -> HttpResponse: ...

    @access(Role.SECRETARY)
    def plan(request: DeskRequest) -> HttpResponse: ...

A rule is coarse: "has this role for some organization". Which organization's object it is, the view asks by reading
through `visible_to` queries and by `require`; the act asks once more. A missing right answers 404 everywhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from nghitrinh.desk.kit.typed import Typed, is_sent
from nghitrinh.record.bodies.models import Grant, Owned
from nghitrinh.record.kernel.errors import not_for_you, not_now
from nghitrinh.record.kernel.levels import INSIDE, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.transitions import Transition, TransitionTable
from nghitrinh.record.nouns import row_of

V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True)
class AccessRule:
    """Who may open a view: anyone; who is signed in; or who has one of the roles somewhere, or administers the home."""

    name: str
    signed_in: bool = True
    roles: frozenset[Role] = frozenset()
    administrators: bool = False
    own_account: bool = False

    def lets(self, user: User, grants: list[Grant]) -> bool:
        """Tell whether somebody who is signed in may pass."""
        if not self.roles and not self.administrators:
            return True
        return (self.administrators and user.is_administrator) or bool({grant.role for grant in grants} & self.roles)


ANYONE = AccessRule("anyone", signed_in=False)
SIGNED_IN = AccessRule("signed in")
# Who has a role somewhere; who has one inside a body that meets; and who reads the journal, of a body or of the home.
WORKS = AccessRule("has a role", roles=frozenset(Role))
INSIDER = AccessRule("inside", roles=frozenset(INSIDE))
READS_JOURNAL = AccessRule("reads the journal", roles=frozenset(INSIDE), administrators=True)
# Also open to who must add a second step before anything else is shown.
OWN_ACCOUNT = AccessRule("signed in, one's own account", own_account=True)
ADMINISTRATOR = AccessRule("administrator", administrators=True)
PUBLISHER = AccessRule("publisher", roles=frozenset({Role.SECRETARY}), administrators=True)

# By the view itself: a decorator around a declared view makes another view, which has no rule until it declares one.
RULES: dict[Callable[..., Any], AccessRule] = {}


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in, as the middleware hands it to a view: with the user's live grants."""

    user: User
    grants: list[Grant]
    typed: Typed | None


def access(*who: AccessRule | Role) -> Callable[[V], V]:
    """Declare who may open a view: one rule, or the roles of which one is needed."""
    rules = [each for each in who if isinstance(each, AccessRule)]
    roles = frozenset(each for each in who if isinstance(each, Role))
    rule = rules[0] if rules else AccessRule(" or ".join(sorted(roles)), roles=roles)

    def declare(view: V) -> V:
        RULES[view] = rule
        return view

    return declare


def rule_of(view: Callable[..., Any]) -> AccessRule:
    """Return the rule of a view, or raise ImproperlyConfigured for a view that declares none."""
    rule = RULES.get(view)
    if rule is None:
        raise ImproperlyConfigured(f"{view.__module__}.{getattr(view, '__qualname__', view)} declares no access rule")
    return rule


def may_open(request: DeskRequest, address: str) -> bool:
    """Tell whether the rule of the page at an address lets the user in: what a page leads to must open."""
    return rule_of(resolve(address).func).lets(request.user, request.grants)


def walk(patterns: list[URLPattern | URLResolver] | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address pattern of the desk with its route."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from walk(each.url_patterns, route)
        else:
            yield route, each


def check_rules(**_: object) -> list[CheckMessage]:
    """Return one error for each view that declares no rule (a Django system check)."""
    found: list[CheckMessage] = []
    for route, pattern in walk():
        try:
            rule_of(pattern.callback)
        except ImproperlyConfigured as error:
            found.append(Error(f"/{route}: {error}", id="desk.E001"))
    return found


def roles_for(request: DeskRequest, owner: UUID | None) -> set[str]:
    """Return the user's roles for an organization."""
    return {grant.role for grant in request.grants if grant.organization_id == owner}


def organizations_as(request: DeskRequest, *roles: Role) -> list[UUID]:
    """Return the organizations for which the user has one of the roles."""
    return [grant.organization_id for grant in request.grants if grant.role in roles]


def verbs(request: DeskRequest, noun: Owned) -> set[str]:
    """Return the verbs that this user may do to a noun in its state now: what a page has buttons for."""
    table, state = row_of(noun).table, str(getattr(noun, "state", ""))
    return {row.verb for row in table.transitions if state in row.sources and _may(request, table, row, noun)}


def require(request: DeskRequest, verb: str, noun: Owned) -> None:
    """Refuse a page for a verb: as missing when it is not this user's, as a conflict when the state forbids it.

    Where something was typed, the state is the act's to refuse: its answer keeps the words.
    """
    table, state = row_of(noun).table, str(getattr(noun, "state", ""))
    row = table.find(verb)
    if not _may(request, table, row, noun):
        raise not_for_you(verb, found=request.user.username)
    if state not in row.sources and not is_sent(request):
        raise not_now(verb, noun, state)


def _may(request: DeskRequest, table: TransitionTable, row: Transition, noun: Owned) -> bool:
    def held(organization: Any) -> set[str]:
        return roles_for(request, organization)

    return bool(held(table.side(row.roles, noun, held)) & set(row.roles))
